/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulator-link.h"

#include <bambu/link/bambu-mqtt-link.h>

BambuLink *
simulator_link_new (JsonObject *described)
{
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *ports = json_object_get_object_member (described, "ports");

  bambu_trust_add_authority (trust, json_object_get_string_member (described, "ca_file"), &error);
  g_assert_no_error (error);

  return bambu_mqtt_link_new_lan (trust, json_object_get_string_member (described, "address"),
                                  (guint16) json_object_get_int_member (ports, "mqtt"),
                                  json_object_get_string_member (described, "serial"),
                                  json_object_get_string_member (described, "access_code"));
}
