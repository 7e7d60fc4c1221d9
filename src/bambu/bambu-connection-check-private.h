/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-connection-check.h"

G_BEGIN_DECLS

/* What a run tells the check that it is of. */

BambuTrust *bambu_connection_check_get_trust (BambuConnectionCheck *self);
BambuCheckStep *bambu_connection_check_get_step (BambuConnectionCheck *self, BambuCheckKind kind);
/** bambu_connection_check_get_run: the number of the last run that was begun */
guint bambu_connection_check_get_run (BambuConnectionCheck *self);
void bambu_connection_check_set_certificate (BambuConnectionCheck *self,
                                             const BambuCertificate *certificate);
void bambu_connection_check_set_serial (BambuConnectionCheck *self, const char *serial);
void bambu_connection_check_set_printer (BambuConnectionCheck *self, BambuPrinter *printer);

G_END_DECLS
