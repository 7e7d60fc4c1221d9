/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "files-fixture.h"
#include "terminal-process.h"
#include "test-wait.h"

typedef struct
{
  gboolean done;
  int exit;
  char *output;
  char *errors;
} Result;

static void
result_clear (Result *self)
{
  g_free (self->output);
  g_free (self->errors);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static const char *
host_string (FilesFixture *files, const char *key)
{
  return json_object_get_string_member (files->host, key);
}

static GStrv
make_command (FilesFixture *files, const char *const *words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *address = simulator_process_dup_address (files->simulator, 0);

  g_strv_builder_add_many (builder, "/usr/bin/env", "G_MESSAGES_DEBUG=bambu-storage", CULM_CTL,
                           NULL);
  g_strv_builder_addv (builder, (const char **) words);
  g_strv_builder_add_many (builder, "--address", address, "--access-code-file",
                           host_string (files, "access_code_file"), "--ca",
                           host_string (files, "ca_file"), NULL);

  return g_strv_builder_end (builder);
}

static void
on_communicated (GObject *object, GAsyncResult *async, gpointer user_data)
{
  Result *result = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (object), async, &result->output,
                                        &result->errors, &error);
  g_assert_no_error (error);
  result->exit = g_subprocess_get_exit_status (G_SUBPROCESS (object));
  result->done = TRUE;
}

static Result
run (FilesFixture *files, const char *const *words)
{
  g_auto (GStrv) command = make_command (files, words);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = simulator_process_spawn (
      (const char *const *) command,
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  Result result = { 0 };

  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, on_communicated, &result);
  test_wait_until (result.done);
  g_test_message ("%s", result.errors);
  g_assert_null (strstr (result.errors, host_string (files, "access_code")));

  return result;
}

#define RUN(...) run (files, (const char *const[]) { __VA_ARGS__, NULL })

static JsonObject *
parse (const char *line)
{
  g_autoptr (JsonNode) node = json_from_string (line, NULL);

  g_assert_nonnull (node);

  return json_node_dup_object (node);
}

static void
test_files (FilesFixture *files)
{
  g_auto (Result) text = RUN ("files");
  g_auto (Result) json = RUN ("files", "/cache", "--json");
  g_auto (Result) nowhere = RUN ("files", "/nowhere");
  g_autoptr (JsonObject) gears = parse (json.output);

  g_assert_cmpint (text.exit, ==, 0);
  g_assert_true (g_str_has_prefix (text.output, "cache/ "));
  g_assert_nonnull (strstr (text.output, "\nBoat.gcode.3mf "));

  g_assert_cmpstr (json_object_get_string_member (gears, "path"), ==, "/cache/Gear box.3mf");
  g_assert_cmpstr (json_object_get_string_member (gears, "name"), ==, "Gear box.3mf");
  g_assert_cmpstr (json_object_get_string_member (gears, "kind"), ==, "3mf");
  g_assert_cmpint (json_object_get_int_member (gears, "bytes"), >, 1000);
  g_assert_nonnull (json_object_get_string_member (gears, "modified"));

  g_assert_cmpint (nowhere.exit, ==, 3);
  g_assert_nonnull (strstr (nowhere.errors, "refused the folder"));
}

static void
test_move (FilesFixture *files)
{
  g_autofree char *local = files_fixture_write (files, "My part.gcode.3mf", 500 * 1000);
  g_autofree char *back = g_build_filename (files->here, "back", NULL);
  g_auto (Result) sent = RUN ("upload", local, "--json");
  g_auto (Result) again = RUN ("upload", local);
  g_auto (Result) replaced = RUN ("upload", "--yes", local);
  g_auto (Result) missing = RUN ("upload", "/nowhere/at/all");
  g_auto (Result) fetched = RUN ("get", "/My_part.gcode.3mf", back);
  g_auto (Result) unfetched = RUN ("get", "/nowhere", back, "--json");
  g_autoptr (JsonObject) object = parse (sent.output);
  g_autoptr (JsonObject) refusal = parse (unfetched.output);

  g_assert_cmpint (sent.exit, ==, 0);
  g_assert_cmpstr (sent.errors, ==, "");
  g_assert_cmpstr (json_object_get_string_member (object, "path"), ==, "/My_part.gcode.3mf");
  g_assert_cmpstr (json_object_get_string_member (object, "file"), ==, local);
  g_assert_cmpint (json_object_get_int_member (object, "bytes"), ==, 500 * 1000);
  g_assert_true (json_object_get_boolean_member (object, "done"));
  g_assert_true (files_fixture_is_stored (files, "My_part.gcode.3mf", local));

  g_assert_cmpint (again.exit, ==, 1);
  g_assert_nonnull (strstr (again.errors, "--yes"));
  g_assert_cmpint (replaced.exit, ==, 0);
  g_assert_cmpint (missing.exit, ==, 1);

  g_assert_cmpint (fetched.exit, ==, 0);
  g_assert_true (files_fixture_is_stored (files, "My_part.gcode.3mf", back));
  g_assert_cmpint (unfetched.exit, ==, 3);
  g_assert_false (json_object_get_boolean_member (refusal, "done"));
}

static void
test_remove (FilesFixture *files)
{
  g_auto (Result) unasked = RUN ("rm", "/Boat.gcode.3mf");
  g_auto (Result) nothing = RUN ("rm", "--yes");
  g_auto (Result) removed = { 0 };

  g_assert_cmpint (unasked.exit, ==, 1);
  g_assert_cmpint (nothing.exit, ==, 1);

  removed = RUN ("rm", "--yes", "/Boat.gcode.3mf", "/cache/Gear box.3mf", "/nowhere");
  g_assert_cmpint (removed.exit, ==, 3);
  g_assert_false (files_fixture_has (files, "Boat.gcode.3mf"));
  g_assert_false (files_fixture_has (files, "cache/Gear box.3mf"));
  g_assert_nonnull (strstr (removed.errors, "There is no such file"));
}

/* Somebody who is asked, and sees how far it is */
static void
test_terminal (FilesFixture *files)
{
  static const char *const rm[] = { "rm", "/Boat.gcode.3mf", NULL };
  g_auto (Result) listed = RUN ("files");
  g_auto (GStrv) remove = make_command (files, rm);
  g_autofree char *local = files_fixture_write (files, "big", 256 * 1000 * 1000);
  const char *const upload[] = { "upload", local, NULL };
  g_auto (GStrv) send = make_command (files, upload);
  g_autoptr (TerminalProcess) terminal = NULL;

  terminal = terminal_process_new ((const char *const *) remove, NULL);
  test_wait_until (strstr (terminal_process_get_shown (terminal), "Delete /Boat.gcode.3mf?"));
  terminal_process_type (terminal, "n\n");
  test_wait_until (terminal_process_has_ended (terminal));
  g_assert_cmpint (terminal_process_get_exit (terminal), ==, 1);
  g_assert_true (files_fixture_has (files, "Boat.gcode.3mf"));
  g_clear_pointer (&terminal, terminal_process_free);

  terminal = terminal_process_new ((const char *const *) remove, NULL);
  test_wait_until (strstr (terminal_process_get_shown (terminal), "Delete /Boat.gcode.3mf?"));
  terminal_process_type (terminal, "y\n");
  test_wait_until (terminal_process_has_ended (terminal));
  g_assert_cmpint (terminal_process_get_exit (terminal), ==, 0);
  g_assert_false (files_fixture_has (files, "Boat.gcode.3mf"));
  g_clear_pointer (&terminal, terminal_process_free);

  /* Stopped in its midst, it leaves nothing behind. */
  terminal = terminal_process_new ((const char *const *) send, NULL);
  test_wait_until (strstr (terminal_process_get_shown (terminal), " of 256.0"));
  terminal_process_type (terminal, "\003");
  test_wait_until (terminal_process_has_ended (terminal));
  g_assert_cmpint (terminal_process_get_exit (terminal), ==, 130);
  g_assert_false (files_fixture_has (files, "big"));
}

typedef void (*Test) (FilesFixture *files);

static void
run_test (gconstpointer data)
{
  FilesFixture files;

  files_fixture_set_up (&files, "P1S");
  ((Test) data) (&files);
  files_fixture_tear_down (&files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_data_func ("/culmctl-files/files", test_files, run_test);
  g_test_add_data_func ("/culmctl-files/move", test_move, run_test);
  g_test_add_data_func ("/culmctl-files/remove", test_remove, run_test);
  g_test_add_data_func ("/culmctl-files/terminal", test_terminal, run_test);

  return g_test_run ();
}
