/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "culmctl-run.h"
#include "files-fixture.h"
#include "terminal-process.h"
#include "test-wait.h"

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

static CulmctlRun *
run (FilesFixture *files, const char *const *words)
{
  g_auto (GStrv) command = make_command (files, words);
  CulmctlRun *result = culmctl_run ((const char *const *) command, NULL);

  g_assert_null (strstr (result->errors, host_string (files, "access_code")));

  return result;
}

#define RUN(...) run (files, (const char *const[]) { __VA_ARGS__, NULL })

static void
test_files (FilesFixture *files)
{
  g_autoptr (CulmctlRun) text = RUN ("files");
  g_autoptr (CulmctlRun) json = RUN ("files", "/cache", "--json");
  g_autoptr (CulmctlRun) nowhere = RUN ("files", "/nowhere");
  g_autoptr (JsonObject) gears = culmctl_parse_line (json->output);

  g_assert_cmpint (text->exit, ==, 0);
  g_assert_true (g_str_has_prefix (text->output, "cache/ "));
  g_assert_nonnull (strstr (text->output, "\nBoat.gcode.3mf "));

  g_assert_cmpstr (json_object_get_string_member (gears, "path"), ==, "/cache/Gear box.3mf");
  g_assert_cmpstr (json_object_get_string_member (gears, "name"), ==, "Gear box.3mf");
  g_assert_cmpstr (json_object_get_string_member (gears, "kind"), ==, "3mf");
  g_assert_cmpint (json_object_get_int_member (gears, "bytes"), >, 1000);
  g_assert_nonnull (json_object_get_string_member (gears, "modified"));

  g_assert_cmpint (nowhere->exit, ==, 3);
  g_assert_nonnull (strstr (nowhere->errors, "refused the folder"));
}

static void
test_move (FilesFixture *files)
{
  g_autofree char *local = files_fixture_write (files, "My part.gcode.3mf", 500 * 1000);
  g_autofree char *back = g_build_filename (files->here, "back", NULL);
  g_autoptr (CulmctlRun) sent = RUN ("upload", local, "--json");
  g_autoptr (CulmctlRun) again = RUN ("upload", local);
  g_autoptr (CulmctlRun) replaced = RUN ("upload", "--yes", local);
  g_autoptr (CulmctlRun) missing = RUN ("upload", "/nowhere/at/all");
  g_autoptr (CulmctlRun) fetched = RUN ("get", "/My_part.gcode.3mf", back);
  g_autoptr (CulmctlRun) unfetched = RUN ("get", "/nowhere", back, "--json");
  g_autoptr (JsonObject) object = culmctl_parse_line (sent->output);
  g_autoptr (JsonObject) refusal = culmctl_parse_line (unfetched->output);

  g_assert_cmpint (sent->exit, ==, 0);
  g_assert_cmpstr (sent->errors, ==, "");
  g_assert_cmpstr (json_object_get_string_member (object, "path"), ==, "/My_part.gcode.3mf");
  g_assert_cmpstr (json_object_get_string_member (object, "file"), ==, local);
  g_assert_cmpint (json_object_get_int_member (object, "bytes"), ==, 500 * 1000);
  g_assert_true (json_object_get_boolean_member (object, "done"));
  g_assert_true (files_fixture_is_stored (files, "My_part.gcode.3mf", local));

  g_assert_cmpint (again->exit, ==, 1);
  g_assert_nonnull (strstr (again->errors, "--yes"));
  g_assert_cmpint (replaced->exit, ==, 0);
  g_assert_cmpint (missing->exit, ==, 1);

  g_assert_cmpint (fetched->exit, ==, 0);
  g_assert_true (files_fixture_is_stored (files, "My_part.gcode.3mf", back));
  g_assert_cmpint (unfetched->exit, ==, 3);
  g_assert_false (json_object_get_boolean_member (refusal, "done"));
}

static void
test_remove (FilesFixture *files)
{
  g_autoptr (CulmctlRun) unasked = RUN ("rm", "/Boat.gcode.3mf");
  g_autoptr (CulmctlRun) nothing = RUN ("rm", "--yes");
  g_autoptr (CulmctlRun) removed = { 0 };

  g_assert_cmpint (unasked->exit, ==, 1);
  g_assert_cmpint (nothing->exit, ==, 1);

  removed = RUN ("rm", "--yes", "/Boat.gcode.3mf", "/cache/Gear box.3mf", "/nowhere");
  g_assert_cmpint (removed->exit, ==, 3);
  g_assert_false (files_fixture_has (files, "Boat.gcode.3mf"));
  g_assert_false (files_fixture_has (files, "cache/Gear box.3mf"));
  g_assert_nonnull (strstr (removed->errors, "There is no such file"));
}

/* Somebody who is asked, and sees how far it is */
static void
test_terminal (FilesFixture *files)
{
  static const char *const rm[] = { "rm", "/Boat.gcode.3mf", NULL };
  g_autoptr (CulmctlRun) listed = RUN ("files");
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
