/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-tray.h>
#include <gtk/gtk.h>

#include "culm-spool.h"

G_BEGIN_DECLS

#define CULM_TYPE_SLOT_ROW (culm_slot_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmSlotRow, culm_slot_row, CULM, SLOT_ROW, GtkListBoxRow)

/**
 * CulmSlotRow:
 *
 * A slot in a list to choose from: its spool, what is in it, and how much of that.
 */
GtkWidget *culm_slot_row_new (BambuTray *tray, gboolean is_chosen);

BambuTray *culm_slot_row_get_tray (CulmSlotRow *self);

/* What is said of a slot, wherever it is chosen */

/** culm_slot_row_dup_title: "A2 · PLA Basic" */
char *culm_slot_row_dup_title (BambuTray *tray);
/** culm_slot_row_dup_facts: "about 64 %"; "" if nothing is known */
char *culm_slot_row_dup_facts (BambuTray *tray);
/** culm_slot_row_dup_spoken: "A2, PLA Basic, white, about 64 percent left" */
char *culm_slot_row_dup_spoken (BambuTray *tray);
/** culm_slot_row_show_spool: draws it as it is now */
void culm_slot_row_show_spool (CulmSpool *spool, BambuTray *tray);

G_END_DECLS
