/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-fixture.h"

#include <string.h>

static void
on_message (SimFixture *self, GBytes *message)
{
  g_autoptr (JsonObject) root = NULL;
  g_autoptr (GList) sections = NULL;
  JsonObject *section;
  gsize size;
  const char *data = g_bytes_get_data (message, &size);

  root = sim_json_parse (data, (gssize) size, NULL);
  g_assert_nonnull (root);
  sections = json_object_get_members (root);
  section = json_object_get_object_member (root, sections->data);
  if (!g_str_equal (sim_json_get_string (section, "command", ""), "push_status"))
    g_ptr_array_add (self->answers, json_object_ref (section));
  else if (sim_json_get_int (section, "msg", -1) == 0)
    {
      g_clear_pointer (&self->report, json_object_unref);
      self->report = json_object_ref (section);
    }
}

SimFixture *
sim_fixture_new (const char *profile)
{
  SimFixture *self = g_new0 (SimFixture, 1);
  g_autoptr (GError) error = NULL;

  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->printer = sim_printer_new (profile, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (self->printer, "message", G_CALLBACK (on_message), self);
  sim_fixture_tell (self, "{'pushing':{'command':'pushall','sequence_id':'1'}}");

  return self;
}

void
sim_fixture_free (SimFixture *self)
{
  g_assert_finalize_object (self->printer);
  g_clear_pointer (&self->report, json_object_unref);
  g_ptr_array_unref (self->answers);
  g_free (self);
}

void
sim_fixture_tell (SimFixture *self, const char *request)
{
  g_autofree char *json = g_strdelimit (g_strdup (request), "'", '"');
  g_autoptr (GBytes) payload = g_bytes_new (json, strlen (json));

  sim_printer_receive (self->printer, payload);
}

void
sim_fixture_set_fault (SimFixture *self, const char *fault, gboolean active)
{
  g_autoptr (GError) error = NULL;

  sim_printer_set_fault (self->printer, fault, active, &error);
  g_assert_no_error (error);
}

void
sim_fixture_forget (SimFixture *self)
{
  g_ptr_array_set_size (self->answers, 0);
}

JsonObject *
sim_fixture_get_answer (SimFixture *self)
{
  return self->answers->len > 0 ? g_ptr_array_index (self->answers, self->answers->len - 1) : NULL;
}

const char *
sim_fixture_get_result (SimFixture *self)
{
  JsonObject *answer = sim_fixture_get_answer (self);

  return answer != NULL ? sim_json_get_string (answer, "result", NULL) : NULL;
}

/* A member of an object, an element by its place. */
static JsonNode *
step_into (JsonNode *node, const char *name)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_member (json_node_get_object (node), name);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_element (json_node_get_array (node),
                                   (guint) g_ascii_strtoull (name, NULL, 10));

  return NULL;
}

char *
sim_fixture_look (SimFixture *self, const char *path)
{
  g_autoptr (GBytes) report = sim_printer_dup_report (self->printer);
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  g_autoptr (JsonObject) root = NULL;
  JsonNode *node;
  gsize size;
  const char *data = g_bytes_get_data (report, &size);

  root = sim_json_parse (data, (gssize) size, NULL);
  node = json_object_get_member (root, "print");
  for (guint i = 0; names[i] != NULL && node != NULL; i++)
    node = step_into (node, names[i]);
  if (node == NULL)
    return g_strdup ("absent");

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? g_strdup (json_node_get_string (node))
             : json_to_string (node, FALSE);
}

void
sim_fixture_assert (SimFixture *self, const char *path, const char *expected)
{
  g_autofree char *value = sim_fixture_look (self, path);

  if (!g_str_equal (value, expected))
    g_test_fail_printf ("%s: %s is %s, not %s", sim_printer_get_model_name (self->printer), path,
                        value, expected);
}
