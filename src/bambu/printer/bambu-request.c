/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-request-private.h"

#include <string.h>

#define SEQUENCE_FIRST 20000
#define SEQUENCE_COUNT 10000

BambuRequest *
bambu_request_new (BambuControl control, int index, double value)
{
  BambuRequest *self = g_new0 (BambuRequest, 1);

  self->control = control;
  self->index = index;
  self->value = value;
  self->seconds = BAMBU_REQUEST_SECONDS;

  return self;
}

void
bambu_request_free (BambuRequest *self)
{
  for (guint i = 0; i < self->n_messages; i++)
    json_object_unref (self->messages[i].body);

  g_clear_pointer (&self->objects, g_array_unref);
  g_free (self->text);
  g_free (self->detail);
  g_free (self);
}

JsonObject *
bambu_request_add (BambuRequest *self, const char *section, const char *command)
{
  JsonObject *body = json_object_new ();

  g_assert (self->n_messages < BAMBU_MESSAGES_MAX);

  json_object_set_string_member (body, "command", command);
  self->messages[self->n_messages++] = (BambuMessage) { section, body };

  return body;
}

void
bambu_request_add_gcode (BambuRequest *self, const char *lines)
{
  json_object_set_string_member (bambu_request_add (self, "print", "gcode_line"), "param", lines);
}

const char *
bambu_message_get_command (const BambuMessage *message)
{
  return json_object_get_string_member (message->body, "command");
}

int
bambu_message_get_qos (const BambuMessage *message)
{
  static const char *const SURE[] = {
    "pause", "resume", "stop", "skip_objects", "get_version", "set_nozzle_temp", "set_ctt", NULL,
  };

  return g_strv_contains (SURE, bambu_message_get_command (message)) ? 1 : 0;
}

GBytes *
bambu_message_to_bytes (const BambuMessage *message, const char *sequence_id)
{
  g_autoptr (JsonObject) root = json_object_new ();
  g_autoptr (JsonNode) node = json_node_alloc ();
  char *text;

  json_object_set_string_member (message->body, "sequence_id", sequence_id);
  json_object_set_object_member (root, message->section, json_object_ref (message->body));
  json_node_init_object (node, root);
  text = json_to_string (node, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

char *
bambu_request_next_sequence_id (void)
{
  static gint next = -1;

  /* Main context only, as all that sends. */
  if (next < 0)
    next = g_random_int_range (0, SEQUENCE_COUNT);

  next = (next + 1) % SEQUENCE_COUNT;

  return g_strdup_printf ("%d", SEQUENCE_FIRST + next);
}
