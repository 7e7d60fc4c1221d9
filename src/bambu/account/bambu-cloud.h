/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "bambu-app-certificate.h"
#include "bambu-cloud-error.h"
#include "bambu-region.h"
#include "bambu-token.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_CLOUD (bambu_cloud_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloud, bambu_cloud, BAMBU, CLOUD, GObject)

/**
 * BambuCloud:
 *
 * The REST API of one region, with or without a token. It says honestly who it is, keeps below the
 * rates that the service is thought to bear, repeats what can be repeated, and turns each refusal
 * into a %BAMBU_CLOUD_ERROR. What can be asked is in bambu-cloud-calls.h; signing in is
 * [class@Bambu.Account]'s.
 *
 * Every call returns a future. Dropping the one that was chained on it takes the request off the
 * wire. All calls may reject with %BAMBU_CLOUD_ERROR_SIGN_IN, TOO_MANY_TRIES, BROWSER_CHECK,
 * CAPTCHA, OFFLINE, CERTIFICATE, TIMED_OUT, SERVER, UNSETTLED and PROTOCOL. Main context only.
 *
 * Property `token` (#BambuToken, nullable, notified when it was renewed).
 *
 * Signal `token-refused`: the service says that the token is dead, and renewing it did not work.
 * Nothing else ends a session.
 */
BambuCloud *bambu_cloud_new (BambuRegion *region);

/** bambu_cloud_get_region: Returns: (transfer none) */
BambuRegion *bambu_cloud_get_region (BambuCloud *self);
/** bambu_cloud_get_token: Returns: (transfer none) (nullable) */
const BambuToken *bambu_cloud_get_token (BambuCloud *self);
void bambu_cloud_set_token (BambuCloud *self, const BambuToken *token);

/**
 * bambu_cloud_set_app_certificate:
 * @certificate: (nullable): the user's own; with it requests that carry the token are signed,
 * without it they bear no sign of one
 */
void bambu_cloud_set_app_certificate (BambuCloud *self, BambuAppCertificate *certificate);
/** bambu_cloud_get_app_certificate: Returns: (transfer none) (nullable) */
BambuAppCertificate *bambu_cloud_get_app_certificate (BambuCloud *self);

G_END_DECLS
