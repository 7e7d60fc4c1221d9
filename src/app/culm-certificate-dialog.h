/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/link/bambu-trust.h>

G_BEGIN_DECLS

/**
 * culm_certificate_dialog_new:
 * @certificate: what the printer showed
 * @address: where
 *
 * Asks whether a certificate is to be trusted: that of a printer which no known authority vouches
 * for, or another one than before. What can never be right (another printer's name, a certificate
 * out of its dates) can only be closed.
 *
 * Returns: (transfer floating): a dialog whose response `trust` means yes; the default is `cancel`
 */
AdwAlertDialog *culm_certificate_dialog_new (const BambuCertificate *certificate,
                                             const char *address);

G_END_DECLS
