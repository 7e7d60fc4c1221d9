/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * culm_fade:
 * @colour: of a widget's text
 * @alpha: how much of it stays
 *
 * Returns: the colour of an area behind what is drawn
 */
GdkRGBA culm_fade (const GdkRGBA *colour, float alpha);

/** culm_fade_line: likewise of a line; where high contrast is asked for it fades less */
GdkRGBA culm_fade_line (const GdkRGBA *colour, float alpha);

G_END_DECLS
