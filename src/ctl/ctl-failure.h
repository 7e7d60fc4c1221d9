/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "link/bambu-certificate.h"
#include "printer/bambu-printer.h"

G_BEGIN_DECLS

/**
 * ctl_failure_to_text:
 * @error: why a printer is not reached
 * @name: what the printer is called
 * @address: where it should be
 * @certificate: (nullable): what it showed
 *
 * Returns: (transfer full): what happened and what helps; several lines for a certificate
 */
char *ctl_failure_to_text (const GError *error,
                           const char *name,
                           const char *address,
                           const BambuCertificate *certificate);

/**
 * ctl_failure_dup_error:
 * @printer: a printer of a fleet
 *
 * Returns: (transfer full) (nullable): why it is not connected, a %BAMBU_LINK_ERROR; %NULL if
 * nothing is known to be wrong
 */
GError *ctl_failure_dup_error (BambuPrinter *printer);

/** ctl_failure_of_printer: ctl_failure_to_text() for a printer of a fleet: Returns: (transfer full)
 */
char *ctl_failure_of_printer (BambuPrinter *printer, const GError *error);

/**
 * ctl_failure_update:
 * @printer: a printer of a fleet
 * @told: (inout) (nullable): what was told of it last
 *
 * Each reason why it is not connected is told once, until it is.
 *
 * Returns: whether @told is one that has to be told now
 */
gboolean ctl_failure_update (BambuPrinter *printer, char **told);

G_END_DECLS
