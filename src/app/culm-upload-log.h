/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_UPLOAD_LOG (culm_upload_log_get_type ())
G_DECLARE_FINAL_TYPE (CulmUploadLog, culm_upload_log, CULM, UPLOAD_LOG, GObject)

/**
 * CulmUploadLog:
 *
 * Remembers in the settings what is on its way to printers, so that the next start can tell what
 * the end of the program broke off, be that by a signal, a crash or a power cut.
 */
CulmUploadLog *culm_upload_log_new (GSettings *settings);

/** culm_upload_log_tell: says once in @window what the end before this start broke off */
void culm_upload_log_tell (CulmUploadLog *self, GtkWidget *window);

/** culm_upload_log_close: what is on its way now does not get there */
void culm_upload_log_close (CulmUploadLog *self);

G_END_DECLS
