/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-enums.h"
#include "bambu-part.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_JOB (bambu_job_get_type ())
G_DECLARE_FINAL_TYPE (BambuJob, bambu_job, BAMBU, JOB, BambuPart)

/**
 * BambuJob:
 *
 * The print that the printer has or last had. Lives as long as its printer; main context only.
 *
 * Properties, all readable:
 *
 * - `name` (string): `subtask_name`; empty if none
 * - `file` (string): `gcode_file` as reported; empty if none
 * - `print-type` (string): `cloud`, `local`, `idle`, `system` or empty
 * - `task-id` (int64): the number that the print was given by whoever sent it; 0 none
 * - `active` (boolean): the state is PREPARE, SLICING, RUNNING or PAUSE
 * - `plate` (int): from 1; 0 unknown
 * - `percent` (int): 0 to 100; −1 unknown
 * - `remaining-minutes` (int): −1 unknown
 * - `start-time` (int64): when it began to print, Unix seconds; 0 unknown, or it does not print. As
 * seen here, or else as the printer says
 * - `end-time` (int64): when it will be done, Unix seconds by this computer's clock; 0 unknown.
 * Moves only when the estimate differs by a minute or more
 * - `done-time` (int64): when it was done or ended otherwise, as seen here, Unix seconds; 0
 * unknown, or it is not done
 * - `layer` (int), `total-layers` (int): −1 unknown; a total of 0 is unknown to the printer too
 * - `prepare-percent` (int): the printer's own download of the file; −1 unknown
 * - `n-skipped` (int): how many of its objects are skipped; see bambu_printer_is_object_skipped()
 */
const char *bambu_job_get_name (BambuJob *self);
const char *bambu_job_get_file (BambuJob *self);
const char *bambu_job_get_print_type (BambuJob *self);
gint64 bambu_job_get_task_id (BambuJob *self);
gboolean bambu_job_is_active (BambuJob *self);
int bambu_job_get_plate (BambuJob *self);
int bambu_job_get_percent (BambuJob *self);
int bambu_job_get_remaining_minutes (BambuJob *self);
gint64 bambu_job_get_start_time (BambuJob *self);
gint64 bambu_job_get_end_time (BambuJob *self);
gint64 bambu_job_get_done_time (BambuJob *self);
int bambu_job_get_layer (BambuJob *self);
int bambu_job_get_total_layers (BambuJob *self);
int bambu_job_get_prepare_percent (BambuJob *self);
int bambu_job_get_n_skipped (BambuJob *self);

G_END_DECLS
