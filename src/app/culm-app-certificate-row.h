/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-account-list.h>

G_BEGIN_DECLS

#define CULM_TYPE_APP_CERTIFICATE_ROW (culm_app_certificate_row_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmAppCertificateRow, culm_app_certificate_row, CULM, APP_CERTIFICATE_ROW, AdwActionRow)

/**
 * CulmAppCertificateRow:
 *
 * The user's own app certificate for the service: chosen from a file, kept in the keyring, and
 * taken back.
 */
GtkWidget *culm_app_certificate_row_new (BambuAccountList *accounts);

/** culm_app_certificate_row_take: uses the certificate and the key in @file, or says why not */
void culm_app_certificate_row_take (CulmAppCertificateRow *self, GFile *file);

G_END_DECLS
