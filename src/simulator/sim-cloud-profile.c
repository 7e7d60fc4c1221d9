/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-routes.h"

#include "sim-json-build.h"

static void
on_preference (SimCloudCall *call)
{
  SimCloudAccount *account = call->account;
  g_autofree char *handle = sim_cloud_account_dup_user (account);

  sim_cloud_call_succeed (call, sim_json_build ("l:uid", account->uid, "s:name", account->name,
                                                "s:handle", handle, "s:avatar", "", "s:bio", "",
                                                "a:links", json_array_new (), "s:backgroundUrl", "",
                                                NULL));
}

static JsonArray *
list_models (SimCloudAccount *account)
{
  JsonArray *models = json_array_new ();

  for (guint i = 0; i < account->devices->len; i++)
    {
      SimCloudDevice *device = g_ptr_array_index (account->devices, i);

      json_array_add_string_element (models, sim_printer_get_model_name (device->printer));
    }

  return models;
}

static void
on_profile (SimCloudCall *call)
{
  SimCloudAccount *account = call->account;
  g_autofree char *uid = g_strdup_printf ("%" G_GINT64_FORMAT, account->uid);

  if (sim_cloud_call_has_fault (call, "seed-shapes"))
    sim_cloud_call_succeed (call, sim_json_build ("s:user_id", uid, "s:email", account->address,
                                                  "s:username", account->name, "s:avatar", "",
                                                  "s:created_at", "2024-03-01T08:00:00Z", NULL));
  else
    sim_cloud_call_succeed (
        call, sim_json_build ("l:uid", account->uid, "s:uidStr", uid, "s:account", account->address,
                              "s:name", account->name, "s:avatar", "", "i:fanCount", 0,
                              "i:followCount", 0, "a:productModels", list_models (account),
                              "o:personal", sim_json_build ("s:bio", "", NULL), "o:setting",
                              sim_json_build ("b:isFirmwareBetaOpen", FALSE, NULL), NULL));
}

/* Documented and not seen: only in the documents' shape. */
static void
on_change_profile (SimCloudCall *call)
{
  const char *name = sim_cloud_call_get_text (call, "username");

  if (!sim_cloud_call_has_fault (call, "seed-shapes"))
    {
      sim_cloud_call_answer_text (call, SOUP_STATUS_METHOD_NOT_ALLOWED, "text/plain", "");
      return;
    }

  if (name == NULL)
    name = sim_cloud_call_get_text (call, "name");
  if (name != NULL)
    g_set_str (&call->account->name, name);
  on_profile (call);
}

const SimCloudRoute sim_cloud_profile_routes[] = {
  { "GET", "/v1/design-user-service/my/preference", FALSE, on_preference },
  { "GET", "/v1/user-service/my/profile", FALSE, on_profile },
  { "PUT", "/v1/user-service/my/profile", FALSE, on_change_profile },
  { NULL },
};
