/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-record.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_CLOUD_PROFILE (bambu_cloud_profile_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudProfile, bambu_cloud_profile, BAMBU, CLOUD_PROFILE, BambuRecord)

/**
 * BambuCloudProfileValues:
 * @uid: 0 unknown
 * @account: e-mail address or phone number
 * @name: what others see
 * @handle:
 * @bio:
 * @avatar: address of a picture
 * @product_models: printers that the account owns
 * @has_beta_firmware: wants firmware before everybody else
 * @subscription: the documents' only
 *
 * Who is signed in.
 */
typedef struct
{
  gint64 uid;
  char *account;
  char *name;
  char *handle;
  char *bio;
  char *avatar;
  char **product_models;
  gboolean has_beta_firmware;
  char *subscription;
} BambuCloudProfileValues;

/** bambu_cloud_profile_get_values: Returns: (transfer none): its values, which do not change */
const BambuCloudProfileValues *bambu_cloud_profile_get_values (BambuCloudProfile *self);

G_END_DECLS
