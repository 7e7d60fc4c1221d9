/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_UPLOAD_GUARD (culm_upload_guard_get_type ())
G_DECLARE_FINAL_TYPE (CulmUploadGuard, culm_upload_guard, CULM, UPLOAD_GUARD, GObject)

/**
 * CulmUploadGuard:
 *
 * Sees to it that what is on its way to printers is not lost with the program without a word: lets
 * neither the session end nor the computer sleep meanwhile, and remembers in the settings what that
 * is, so that the next start can tell what the end broke off, be that by a signal, a crash or a
 * power cut.
 */

/** culm_upload_guard_new: @application: owns it */
CulmUploadGuard *culm_upload_guard_new (GtkApplication *application, GSettings *settings);

/** culm_upload_guard_tell: says once in @window what the end before this start broke off */
void culm_upload_guard_tell (CulmUploadGuard *self, GtkWidget *window);

/** culm_upload_guard_end: ends @application when what is on its way was broken off, which takes a
 * moment; the second time at once */
void culm_upload_guard_end (CulmUploadGuard *self);

G_END_DECLS
