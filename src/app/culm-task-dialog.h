/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-cloud-task.h>

#include "culm-covers.h"

G_BEGIN_DECLS

#define CULM_TYPE_TASK_DIALOG (culm_task_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmTaskDialog, culm_task_dialog, CULM, TASK_DIALOG, AdwDialog)

/**
 * CulmTaskDialog:
 *
 * All that is known of a print of the history.
 */

/**
 * culm_task_dialog_new:
 * @covers: where its picture comes from
 * @path: (nullable): its file on this computer, to be printed again
 */
AdwDialog *culm_task_dialog_new (BambuCloudTask *task, CulmCovers *covers, const char *path);

G_END_DECLS
