/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-fade.h"

#include <adwaita.h>
#include <math.h>

GdkRGBA
culm_fade (const GdkRGBA *colour, float alpha)
{
  GdkRGBA faded = *colour;

  faded.alpha *= alpha;

  return faded;
}

GdkRGBA
culm_fade_line (const GdkRGBA *colour, float alpha)
{
  gboolean high = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());

  return culm_fade (colour, high ? sqrtf (alpha) : alpha);
}
