/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CULM_TYPE_ENTRY_DIALOG (culm_entry_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmEntryDialog, culm_entry_dialog, CULM, ENTRY_DIALOG, AdwAlertDialog)

/**
 * CulmEntryDialog:
 *
 * Asks for one line of text. Response `accept` comes only with some text in the entry.
 */

/**
 * culm_entry_dialog_new:
 * @heading: what is asked
 * @label: the entry's title
 * @text: (nullable): what the entry begins with
 * @accept: the label of the button that accepts
 */
CulmEntryDialog *culm_entry_dialog_new (const char *heading,
                                        const char *label,
                                        const char *text,
                                        const char *accept);

/** culm_entry_dialog_dup_text: the text without spaces around it */
char *culm_entry_dialog_dup_text (CulmEntryDialog *self);

/** culm_entry_dialog_add_switch: puts one below the entry, on */
void culm_entry_dialog_add_switch (CulmEntryDialog *self, const char *label);
/** culm_entry_dialog_get_switch: whether there is one, and it is on */
gboolean culm_entry_dialog_get_switch (CulmEntryDialog *self);

G_END_DECLS
