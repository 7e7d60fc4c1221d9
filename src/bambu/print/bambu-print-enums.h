/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The words of a print that is on its way to a printer. Nicks are the words of culmctl's JSON. */

#define BAMBU_TYPE_PRINT_WAY (bambu_print_way_get_type ())
#define BAMBU_TYPE_PRINT_STEP (bambu_print_step_get_type ())
#define BAMBU_TYPE_PRINT_STAGE (bambu_print_stage_get_type ())
#define BAMBU_TYPE_PRINT_CHECK_KIND (bambu_print_check_kind_get_type ())
#define BAMBU_TYPE_PRINT_VERDICT (bambu_print_verdict_get_type ())

/** BambuPrintWay: how the file gets there, and who tells the printer to begin. */
typedef enum
{
  BAMBU_PRINT_WAY_LAN,
  BAMBU_PRINT_WAY_CLOUD,
} BambuPrintWay;

GType bambu_print_way_get_type (void) G_GNUC_CONST;

/**
 * BambuPrintStep:
 * @BAMBU_PRINT_STEP_READY: not run yet
 * @BAMBU_PRINT_STEP_CHECK: the file and the printer are looked at
 * @BAMBU_PRINT_STEP_START: the last look, and the order; from here on it cannot be cancelled
 * @BAMBU_PRINT_STEP_CONFIRM: the printer has not shown the job yet
 * @BAMBU_PRINT_STEP_DONE: it prints; or the file is there, if that was all
 *
 * Where it is. What failed stays at its step.
 */
typedef enum
{
  BAMBU_PRINT_STEP_READY,
  BAMBU_PRINT_STEP_CHECK,
  BAMBU_PRINT_STEP_UPLOAD,
  BAMBU_PRINT_STEP_START,
  BAMBU_PRINT_STEP_CONFIRM,
  BAMBU_PRINT_STEP_DONE,
} BambuPrintStep;

GType bambu_print_step_get_type (void) G_GNUC_CONST;

/**
 * BambuPrintStage:
 * @BAMBU_PRINT_STAGE_NONE: not through the cloud
 * @BAMBU_PRINT_STAGE_PROJECT: a project is made (protocol/cloud-print.md §3: A)
 * @BAMBU_PRINT_STAGE_CONFIG: what is known of the file is uploaded (B)
 * @BAMBU_PRINT_STAGE_NOTIFY: the service is told so (C)
 * @BAMBU_PRINT_STAGE_WAIT: the service reads it (D)
 * @BAMBU_PRINT_STAGE_ADDRESS: a place for the file is asked for (E)
 * @BAMBU_PRINT_STAGE_FILE: the file is uploaded (F)
 * @BAMBU_PRINT_STAGE_PATCH: the project gets the file (G)
 * @BAMBU_PRINT_STAGE_TASK: the print is asked for (H)
 * @BAMBU_PRINT_STAGE_PRINTER: the printer has not shown the job yet (I)
 *
 * The steps of a print through the cloud, more exactly.
 */
typedef enum
{
  BAMBU_PRINT_STAGE_NONE,
  BAMBU_PRINT_STAGE_PROJECT,
  BAMBU_PRINT_STAGE_CONFIG,
  BAMBU_PRINT_STAGE_NOTIFY,
  BAMBU_PRINT_STAGE_WAIT,
  BAMBU_PRINT_STAGE_ADDRESS,
  BAMBU_PRINT_STAGE_FILE,
  BAMBU_PRINT_STAGE_PATCH,
  BAMBU_PRINT_STAGE_TASK,
  BAMBU_PRINT_STAGE_PRINTER,
} BambuPrintStage;

GType bambu_print_stage_get_type (void) G_GNUC_CONST;

/**
 * BambuPrintCheckKind:
 * @BAMBU_PRINT_CHECK_SLICED: there is something that this printer can print
 * @BAMBU_PRINT_CHECK_SIZE: it is not larger than what printers and service take
 * @BAMBU_PRINT_CHECK_REACHED: the printer is there
 * @BAMBU_PRINT_CHECK_STATE: it does nothing else
 * @BAMBU_PRINT_CHECK_PLATE_CLEAR: nothing lies on the bed any more
 * @BAMBU_PRINT_CHECK_MODEL: the file is for this model
 * @BAMBU_PRINT_CHECK_NOZZLE: and for the nozzle that it has
 * @BAMBU_PRINT_CHECK_PLATE_TYPE: and for the plate, which no printer tells
 * @BAMBU_PRINT_CHECK_FILAMENTS: each filament has its slot
 * @BAMBU_PRINT_CHECK_STORAGE: there is room for the file
 * @BAMBU_PRINT_CHECK_DOOR: it is closed
 * @BAMBU_PRINT_CHECK_MESSAGES: the printer does not complain of anything
 * @BAMBU_PRINT_CHECK_RIGHTS: the printer obeys
 */
typedef enum
{
  BAMBU_PRINT_CHECK_SLICED,
  BAMBU_PRINT_CHECK_SIZE,
  BAMBU_PRINT_CHECK_REACHED,
  BAMBU_PRINT_CHECK_STATE,
  BAMBU_PRINT_CHECK_PLATE_CLEAR,
  BAMBU_PRINT_CHECK_MODEL,
  BAMBU_PRINT_CHECK_NOZZLE,
  BAMBU_PRINT_CHECK_PLATE_TYPE,
  BAMBU_PRINT_CHECK_FILAMENTS,
  BAMBU_PRINT_CHECK_STORAGE,
  BAMBU_PRINT_CHECK_DOOR,
  BAMBU_PRINT_CHECK_MESSAGES,
  BAMBU_PRINT_CHECK_RIGHTS,
} BambuPrintCheckKind;

GType bambu_print_check_kind_get_type (void) G_GNUC_CONST;

/**
 * BambuPrintVerdict:
 * @BAMBU_PRINT_VERDICT_OK: it holds
 * @BAMBU_PRINT_VERDICT_UNKNOWN: nobody can tell; to be shown, and no obstacle
 * @BAMBU_PRINT_VERDICT_WARNING: it does not, and the user may go on
 * @BAMBU_PRINT_VERDICT_BLOCKED: it does not, and nothing is printed; the file can be uploaded
 * @BAMBU_PRINT_VERDICT_BLOCKED_UPLOAD: not even that
 */
typedef enum
{
  BAMBU_PRINT_VERDICT_OK,
  BAMBU_PRINT_VERDICT_UNKNOWN,
  BAMBU_PRINT_VERDICT_WARNING,
  BAMBU_PRINT_VERDICT_BLOCKED,
  BAMBU_PRINT_VERDICT_BLOCKED_UPLOAD,
} BambuPrintVerdict;

GType bambu_print_verdict_get_type (void) G_GNUC_CONST;

#define BAMBU_PRINT_ERROR (bambu_print_error_quark ())

/**
 * BambuPrintError:
 * @BAMBU_PRINT_ERROR_BLOCKED: a check does not hold, or not any more; bambu_print_error_get_check()
 *   says which
 * @BAMBU_PRINT_ERROR_CHANGED: another spool is in a slot now than when the slots were chosen
 * @BAMBU_PRINT_ERROR_UNDER_WAY: another print is on its way to this printer
 * @BAMBU_PRINT_ERROR_SERVICE_REFUSED_APP: the service starts prints for its own apps only; the
 *   project stays in the account
 * @BAMBU_PRINT_ERROR_SERVICE_FAILED: the service could not make anything of the file
 *
 * What a print can end with, beside the errors of the file (%BAMBU_PROJECT_ERROR), of the upload
 * (%BAMBU_STORAGE_ERROR), of the service (%BAMBU_CLOUD_ERROR; the job's stage says where) and of
 * the printer (%BAMBU_PRINTER_ERROR), which come as they are. A job that was cancelled ends with
 * %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  BAMBU_PRINT_ERROR_BLOCKED,
  BAMBU_PRINT_ERROR_CHANGED,
  BAMBU_PRINT_ERROR_UNDER_WAY,
  BAMBU_PRINT_ERROR_SERVICE_REFUSED_APP,
  BAMBU_PRINT_ERROR_SERVICE_FAILED,
} BambuPrintError;

GQuark bambu_print_error_quark (void);

/** bambu_print_error_new_blocked: @check: the one that does not hold */
GError *bambu_print_error_new_blocked (BambuPrintCheckKind check);

/** bambu_print_error_get_check: of %BAMBU_PRINT_ERROR_BLOCKED */
BambuPrintCheckKind bambu_print_error_get_check (const GError *error);

G_END_DECLS
