/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-command-private.h"

/* Takes @body. */
static GBytes *
finish (const char *section, const char *command, JsonObject *body)
{
  BambuMessage message = { section, body };
  g_autoptr (JsonObject) owned = body;
  g_autofree char *sequence_id = bambu_request_next_sequence_id ();

  json_object_set_string_member (body, "command", command);

  return bambu_message_to_bytes (&message, sequence_id);
}

GBytes *
bambu_command_new_get_version (void)
{
  return finish ("info", "get_version", json_object_new ());
}

GBytes *
bambu_command_new_push_start (void)
{
  return finish ("pushing", "start", json_object_new ());
}

GBytes *
bambu_command_new_pushall (void)
{
  JsonObject *body = json_object_new ();

  json_object_set_int_member (body, "version", 1);
  json_object_set_int_member (body, "push_target", 1);

  return finish ("pushing", "pushall", body);
}
