/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/camera/bambu-camera.h>

G_BEGIN_DECLS

/** culm_camera_help_show_where: what to do on the printer for “LAN Only Liveview” */
void culm_camera_help_show_where (GtkWidget *widget, BambuCamera *camera);

/** culm_camera_help_show_decoder: what to install for the picture */
void culm_camera_help_show_decoder (GtkWidget *widget, BambuCamera *camera);

G_END_DECLS
