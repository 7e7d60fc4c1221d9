/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/history/bambu-print-history.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be done with all that a history shows. */

/** culm_history_actions_install: `history.export` (`s`: `csv`, `json`), `history.clear`: of a
 * widget with a property `history` */
void culm_history_actions_install (GtkWidgetClass *widget_class);

/** culm_history_actions_update: @model: what @widget shows; must live as long */
void culm_history_actions_update (GtkWidget *widget, GListModel *model);

/** culm_history_actions_save: writes all of @records to @file, and tells that. @format: `csv`,
 * `json` */
void culm_history_actions_save (GtkWidget *widget,
                                GListModel *records,
                                const char *format,
                                GFile *file);

/** culm_history_actions_clear: forgets all prints if the user agrees */
void culm_history_actions_clear (GtkWidget *widget, BambuPrintHistory *history);

G_END_DECLS
