/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-versions.h"

#include "sim-ams.h"
#include "sim-json.h"

JsonObject *
sim_versions_make (const SimProfile *profile, JsonObject *state, const char *serial)
{
  JsonArray *own = sim_json_get_array (profile->data, "modules");
  JsonArray *modules = json_array_new ();
  JsonObject *ota = json_object_new ();
  JsonObject *info = json_object_new ();

  json_object_set_string_member (ota, "name", "ota");
  json_object_set_string_member (ota, "product_name", profile->product);
  json_object_set_string_member (ota, "sw_ver", profile->firmware);
  json_object_set_string_member (ota, "hw_ver", "OTA");
  json_object_set_string_member (ota, "sn", serial);
  json_array_add_object_element (modules, ota);
  sim_ams_add_modules (state, profile, modules, serial);
  for (guint i = 0; own != NULL && i < json_array_get_length (own); i++)
    {
      JsonObject *module = sim_json_copy (json_array_get_object_element (own, i));
      g_autofree char *sn =
          g_strdup_printf ("%.3s00C%.6s%03u", serial, serial + strlen (serial) / 2, i);

      json_object_set_string_member (module, "sn", sn);
      json_array_add_object_element (modules, module);
    }

  for (guint i = 0; i < json_array_get_length (modules); i++)
    {
      JsonObject *module = json_array_get_object_element (modules, i);

      json_object_set_string_member (module, "loader_ver", "00.00.00.00");
      json_object_set_int_member (module, "flag", i == 0 ? 3 : 0);
      if (!json_object_has_member (module, "product_name"))
        json_object_set_string_member (module, "product_name", "");
      json_object_set_boolean_member (module, "visible",
                                      *sim_json_get_string (module, "product_name", "") != '\0');
    }

  json_object_set_string_member (info, "command", "get_version");
  json_object_set_string_member (info, "sequence_id", "0");
  json_object_set_array_member (info, "module", modules);

  return info;
}
