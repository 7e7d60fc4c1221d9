/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-calls-private.h"

#include <libsoup/soup.h>

#define PROFILE_PATH "/v1/user-service/my/profile"

DexFuture *
bambu_cloud_load_preference (BambuCloud *self)
{
  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));

  return bambu_cloud_to_record (
      bambu_cloud_run (self, bambu_cloud_request_new (SOUP_METHOD_GET,
                                                      "/v1/design-user-service/my/preference",
                                                      BAMBU_RATE_PROFILE)),
      BAMBU_TYPE_CLOUD_PROFILE, "");
}

DexFuture *
bambu_cloud_load_profile (BambuCloud *self)
{
  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));

  return bambu_cloud_to_record (
      bambu_cloud_run (self,
                       bambu_cloud_request_new (SOUP_METHOD_GET, PROFILE_PATH, BAMBU_RATE_PROFILE)),
      BAMBU_TYPE_CLOUD_PROFILE, "");
}

DexFuture *
bambu_cloud_update_profile (BambuCloud *self, const char *name, const char *avatar)
{
  BambuCloudRequest *request;
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));

  if (name)
    json_object_set_string_member (object, "name", name);
  if (avatar)
    json_object_set_string_member (object, "avatar", avatar);

  request = bambu_cloud_request_new (SOUP_METHOD_PUT, PROFILE_PATH, BAMBU_RATE_PROFILE);
  bambu_cloud_request_take_body (request, json_to_string (node, FALSE));

  return bambu_cloud_to_true (bambu_cloud_run (self, request));
}
