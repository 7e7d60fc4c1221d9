/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-certificate.h"
#include "sim-printer.h"

G_BEGIN_DECLS

/**
 * SimAuthority:
 *
 * The CAs behind simulated printers, made like the maker's: a root that signs old printers' leaves,
 * a CA for newer devices under it, another that nobody is told of, and a stranger's. Each printer
 * keeps its certificate.
 */
typedef struct _SimAuthority SimAuthority;

SimAuthority *sim_authority_new (void);
SimAuthority *sim_authority_ref (SimAuthority *self);
void sim_authority_unref (SimAuthority *self);

/** sim_authority_save: writes the CAs that a client knows, the root and the newer devices' */
gboolean sim_authority_save (SimAuthority *self, const char *path, GError **error);

/**
 * sim_authority_certify:
 * @send_issuers: (out): whether it sends its issuers too
 *
 * Returns: (transfer full): what the printer shows, by its model and its faults
 */
SimCertificate *sim_authority_certify (SimAuthority *self,
                                       SimPrinter *printer,
                                       gboolean *send_issuers);

/** sim_authority_renew: Returns: (transfer full): another certificate for the printer, as good as
 * the one before */
SimCertificate *sim_authority_renew (SimAuthority *self,
                                     SimPrinter *printer,
                                     gboolean *send_issuers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimAuthority, sim_authority_unref)

G_END_DECLS
