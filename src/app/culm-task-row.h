/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/account/bambu-cloud-task.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_TASK_ROW (culm_task_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmTaskRow, culm_task_row, CULM, TASK_ROW, GtkBox)

/**
 * CulmTaskRow:
 *
 * A print of an account's history, as a row of [class@Culm.CloudList]: its picture, its name, what
 * became of it, when and how long, and the filament.
 *
 * Properties: `item` ([class@Bambu.CloudTask], nullable), `covers` ([class@Culm.Covers], nullable),
 * `on-screen` (boolean), `spoken` (string, readable).
 */

/** culm_task_row_create_swatch: Returns: (transfer floating) (nullable): a small spool in the
 * colour of @filament, if it has one */
GtkWidget *culm_task_row_create_swatch (BambuCloudFilament *filament, int size);

/** culm_task_row_dup_colour_name: Returns: (transfer full): "orange"; "" without a colour */
char *culm_task_row_dup_colour_name (BambuCloudFilament *filament);

G_END_DECLS
