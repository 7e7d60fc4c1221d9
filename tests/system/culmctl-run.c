/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "culmctl-run.h"

#include <string.h>

#include "simulator-process.h"
#include "test-wait.h"

CulmctlRun *
culmctl_run_start (const char *const *command)
{
  CulmctlRun *self = g_new0 (CulmctlRun, 1);
  g_autoptr (GError) error = NULL;

  self->process =
      simulator_process_spawn (command,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);

  return self;
}

void
culmctl_run_free (CulmctlRun *self)
{
  g_clear_object (&self->process);
  g_free (self->output);
  g_free (self->errors);
  g_free (self);
}

void
culmctl_run_type (CulmctlRun *self, const char *line)
{
  g_autofree char *text = g_strconcat (line, "\n", NULL);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->process), text, strlen (text), NULL,
                             NULL, &error);
  g_assert_no_error (error);
}

static void
on_communicated (GObject *object, GAsyncResult *result, gpointer user_data)
{
  CulmctlRun *self = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (object), result, &self->output, &self->errors,
                                        &error);
  g_assert_no_error (error);
  self->exit = g_subprocess_get_exit_status (G_SUBPROCESS (object));
  self->done = TRUE;
}

static void
communicate (CulmctlRun *self, const char *input)
{
  g_subprocess_communicate_utf8_async (self->process, input, NULL, on_communicated, self);
  test_wait_until (self->done);
}

void
culmctl_run_await (CulmctlRun *self)
{
  communicate (self, NULL);
}

CulmctlRun *
culmctl_run (const char *const *command, const char *input)
{
  CulmctlRun *self = culmctl_run_start (command);

  communicate (self, input != NULL ? input : "");
  if (*self->errors != '\0')
    g_test_message ("%s", self->errors);

  return self;
}

JsonObject *
culmctl_parse_line (const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (line, &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));

  return json_node_dup_object (node);
}

void
culmctl_assert_string (JsonObject *object, const char *key, const char *value)
{
  g_assert_cmpstr (json_object_get_string_member_with_default (object, key, NULL), ==, value);
}
