/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CULM_TYPE_NOTES_DIALOG (culm_notes_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmNotesDialog, culm_notes_dialog, CULM, NOTES_DIALOG, AdwDialog)

/**
 * CulmNotesDialog:
 *
 * What is new in a version of a printer's firmware, as the maker says it.
 */
AdwDialog *culm_notes_dialog_new (const char *version, const char *notes);

/**
 * culm_notes_show:
 * @widget: where it was asked for
 * @notes: what is new, or a web address where that stands
 *
 * Shows it, here or in the browser.
 */
void culm_notes_show (GtkWidget *widget, const char *version, const char *notes);

G_END_DECLS
