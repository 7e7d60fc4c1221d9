/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-profile.h"

#include "bambu-record-private.h"

static const BambuRecordField PROFILE_FIELDS[] = {
  BAMBU_NUMBER (BambuCloudProfileValues, uid, "uid", "uid|uidStr|user_id|id", INT64, 0),
  BAMBU_TEXT (BambuCloudProfileValues, account, "account", "account|email|phone"),
  BAMBU_TEXT (BambuCloudProfileValues, name, "name", "name|username|nickname"),
  BAMBU_TEXT (BambuCloudProfileValues, handle, "handle", "handle"),
  BAMBU_TEXT (BambuCloudProfileValues, bio, "bio", "bio|personal.bio"),
  BAMBU_TEXT (BambuCloudProfileValues, avatar, "avatar", "avatar|avatar_url"),
  BAMBU_TEXTS (
      BambuCloudProfileValues, product_models, "product-models", "productModels|product_models"),
  BAMBU_FLAG (
      BambuCloudProfileValues, has_beta_firmware, "beta-firmware", "setting.isFirmwareBetaOpen"),
  BAMBU_TEXT (
      BambuCloudProfileValues, subscription, "subscription", "subscription.plan|subscription"),
};

BAMBU_DEFINE_RECORD (BambuCloudProfile, bambu_cloud_profile, PROFILE_FIELDS, NULL)
