/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "link/bambu-trust.h"

G_BEGIN_DECLS

/**
 * bambu_rtsps_tls_new_database:
 *
 * Returns: (transfer full): a data base that vouches for nobody, so that each certificate is asked
 * about: what the system's authorities sign for some address is no printer
 */
GTlsDatabase *bambu_rtsps_tls_new_database (void);

/** bambu_rtsps_tls_judge: bambu_trust_judge() for what GIO was shown: Returns: (transfer full) */
BambuCertificate *bambu_rtsps_tls_judge (BambuTrust *trust,
                                         const char *serial,
                                         GTlsCertificate *shown);

G_END_DECLS
