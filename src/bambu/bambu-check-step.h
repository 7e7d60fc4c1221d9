/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BambuCheckKind:
 *
 * What is tried, in this order, when a printer is added (ux.md §3).
 */
typedef enum
{
  BAMBU_CHECK_REACHABLE,
  BAMBU_CHECK_CERTIFICATE,
  BAMBU_CHECK_ACCESS_CODE,
  BAMBU_CHECK_REPORT,
  BAMBU_CHECK_FILES,
  BAMBU_CHECK_CAMERA,
  BAMBU_CHECK_RIGHTS,
} BambuCheckKind;

#define BAMBU_N_CHECKS (BAMBU_CHECK_RIGHTS + 1)

/**
 * BambuCheckResult:
 * @BAMBU_CHECK_RESULT_PENDING: not begun
 * @BAMBU_CHECK_RESULT_RUNNING: under way
 * @BAMBU_CHECK_RESULT_PASSED: works
 * @BAMBU_CHECK_RESULT_FAILED: does not; `error` says why
 * @BAMBU_CHECK_RESULT_UNKNOWN: could not be told (an earlier step failed, or the printer does not
 * say)
 * @BAMBU_CHECK_RESULT_ASK: the certificate needs the user's word; `certificate` of the check has it
 */
typedef enum
{
  BAMBU_CHECK_RESULT_PENDING,
  BAMBU_CHECK_RESULT_RUNNING,
  BAMBU_CHECK_RESULT_PASSED,
  BAMBU_CHECK_RESULT_FAILED,
  BAMBU_CHECK_RESULT_UNKNOWN,
  BAMBU_CHECK_RESULT_ASK,
} BambuCheckResult;

#define BAMBU_TYPE_CHECK_KIND (bambu_check_kind_get_type ())
#define BAMBU_TYPE_CHECK_RESULT (bambu_check_result_get_type ())
GType bambu_check_kind_get_type (void) G_GNUC_CONST;
GType bambu_check_result_get_type (void) G_GNUC_CONST;

#define BAMBU_TYPE_CHECK_STEP (bambu_check_step_get_type ())
G_DECLARE_FINAL_TYPE (BambuCheckStep, bambu_check_step, BAMBU, CHECK_STEP, GObject)

/** BambuCheckStep: properties `kind`, `result`, `error` (boxed #GError, nullable), all readable. */
BambuCheckKind bambu_check_step_get_kind (BambuCheckStep *self);
BambuCheckResult bambu_check_step_get_result (BambuCheckStep *self);
const GError *bambu_check_step_get_error (BambuCheckStep *self);

G_END_DECLS
