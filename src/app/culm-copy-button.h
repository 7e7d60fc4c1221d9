/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_COPY_BUTTON (culm_copy_button_get_type ())
G_DECLARE_FINAL_TYPE (CulmCopyButton, culm_copy_button, CULM, COPY_BUTTON, GtkButton)

/**
 * CulmCopyButton:
 *
 * “Copy Details”, beside what went wrong. Property `details` (string, nullable): what it copies, as
 * culm_details_new() makes it; without that it is not visible.
 */
GtkWidget *culm_copy_button_new (const char *details);

void culm_copy_button_set_details (CulmCopyButton *self, const char *details);

G_END_DECLS
