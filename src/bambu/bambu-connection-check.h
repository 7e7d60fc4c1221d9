/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "link/bambu-trust.h"
#include "printer/bambu-printer.h"

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
 * @BAMBU_CHECK_RESULT_UNKNOWN: could not be told (an earlier step failed, or the printer does not say)
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
BambuCheckKind   bambu_check_step_get_kind   (BambuCheckStep *self);
BambuCheckResult bambu_check_step_get_result (BambuCheckStep *self);
const GError    *bambu_check_step_get_error  (BambuCheckStep *self);

#define BAMBU_TYPE_CONNECTION_CHECK (bambu_connection_check_get_type ())
G_DECLARE_FINAL_TYPE (BambuConnectionCheck, bambu_connection_check, BAMBU, CONNECTION_CHECK, GObject)

/**
 * BambuConnectionCheck:
 *
 * Tries an address and access code: a #GListModel of [class@Bambu.CheckStep], one a #BambuCheckKind.
 * Property `certificate` (boxed #BambuCertificate, nullable): what the printer showed; `serial` (string, nullable): given, or read
 * from the certificate; `printer` ([class@Bambu.Printer], nullable): the printer as it reported itself.
 */
BambuConnectionCheck *bambu_connection_check_new (BambuTrust *trust);

/**
 * bambu_connection_check_run:
 * @address: host or host:port
 * @serial: (nullable): read from the certificate if %NULL
 * @access_code: the code; sent only after the certificate is accepted
 * @fingerprint: (nullable): a certificate that the user accepted
 *
 * Runs all steps. Chain the future and drop it to stop.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the printer can be added (the access code was accepted and the certificate is
 *   trusted), or rejects with the %BAMBU_LINK_ERROR that prevents it: %BAMBU_LINK_ERROR_CERTIFICATE when the user has to be asked
 */
DexFuture *bambu_connection_check_run (BambuConnectionCheck *self,
                                       const char           *address,
                                       const char           *serial,
                                       const char           *access_code,
                                       const char           *fingerprint);

const BambuCertificate *bambu_connection_check_get_certificate (BambuConnectionCheck *self);
const char             *bambu_connection_check_get_serial      (BambuConnectionCheck *self);
BambuPrinter           *bambu_connection_check_get_printer     (BambuConnectionCheck *self);

G_END_DECLS
