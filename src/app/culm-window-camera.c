/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-window-private.h"

#include "culm-camera-shot.h"
#include "culm-camera-window.h"

static BambuCamera *
get_camera (CulmWindow *self, BambuPrinter *printer)
{
  return bambu_fleet_get_camera (culm_window_get_fleet (self), printer);
}

void
culm_window_take_picture (CulmWindow *self, BambuPrinter *printer)
{
  culm_camera_shot_take (GTK_WIDGET (self), get_camera (self, printer));
}

void
culm_window_pop_out_camera (CulmWindow *self, BambuPrinter *printer)
{
  culm_camera_window_pop_out (GTK_WIDGET (self), get_camera (self, printer));
}

void
culm_window_show_camera_fullscreen (CulmWindow *self, BambuPrinter *printer)
{
  culm_camera_window_show_fullscreen (GTK_WIDGET (self), get_camera (self, printer));
}
