/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "bambu-check-step.h"
#include "link/bambu-trust.h"
#include "printer/bambu-printer.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_CONNECTION_CHECK (bambu_connection_check_get_type ())
G_DECLARE_FINAL_TYPE (
    BambuConnectionCheck, bambu_connection_check, BAMBU, CONNECTION_CHECK, GObject)

/**
 * BambuConnectionCheck:
 *
 * Tries an address and access code: a #GListModel of [class@Bambu.CheckStep], one a
 * #BambuCheckKind. Property `certificate` (boxed #BambuCertificate, nullable): what the printer
 * showed; `serial` (string, nullable): given, or read from the certificate; `printer`
 * ([class@Bambu.Printer], nullable): the printer as it reported itself.
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
 * Returns: (transfer full): a future that resolves to %TRUE when the printer can be added (the
 * access code was accepted and the certificate is trusted), or rejects with the %BAMBU_LINK_ERROR
 * that prevents it: %BAMBU_LINK_ERROR_CERTIFICATE when the user has to be asked
 */
DexFuture *bambu_connection_check_run (BambuConnectionCheck *self,
                                       const char *address,
                                       const char *serial,
                                       const char *access_code,
                                       const char *fingerprint);

const BambuCertificate *bambu_connection_check_get_certificate (BambuConnectionCheck *self);
const char *bambu_connection_check_get_serial (BambuConnectionCheck *self);
BambuPrinter *bambu_connection_check_get_printer (BambuConnectionCheck *self);

G_END_DECLS
