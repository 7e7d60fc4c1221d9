/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-command-private.h"

#include <json-glib/json-glib.h>

#define SEQUENCE_FIRST 20000
#define SEQUENCE_COUNT 10000

static char *
next_sequence_id (void)
{
  static gint next = -1;

  /* Main context only, as all that sends. */
  if (next < 0)
    next = g_random_int_range (0, SEQUENCE_COUNT);

  next = (next + 1) % SEQUENCE_COUNT;

  return g_strdup_printf ("%d", SEQUENCE_FIRST + next);
}

/* Opens `{section:{command, sequence_id`; end_command() closes it. */
static JsonBuilder *
begin_command (const char *section, const char *command)
{
  JsonBuilder *builder = json_builder_new_immutable ();
  g_autofree char *sequence_id = next_sequence_id ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, section);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "command");
  json_builder_add_string_value (builder, command);
  json_builder_set_member_name (builder, "sequence_id");
  json_builder_add_string_value (builder, sequence_id);

  return builder;
}

static GBytes *
end_command (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  gsize size;

  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  size = strlen (text);

  return g_bytes_new_take (g_steal_pointer (&text), size);
}

GBytes *
bambu_command_new_get_version (void)
{
  g_autoptr (JsonBuilder) builder = begin_command ("info", "get_version");

  return end_command (builder);
}

GBytes *
bambu_command_new_push_start (void)
{
  g_autoptr (JsonBuilder) builder = begin_command ("pushing", "start");

  return end_command (builder);
}

GBytes *
bambu_command_new_pushall (void)
{
  g_autoptr (JsonBuilder) builder = begin_command ("pushing", "pushall");

  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "push_target");
  json_builder_add_int_value (builder, 1);

  return end_command (builder);
}
