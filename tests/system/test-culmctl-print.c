/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "culmctl-run.h"
#include "files-fixture.h"
#include "terminal-process.h"
#include "test-wait.h"

#define SAMPLE "Boat.gcode.3mf"

/* A file for the printer: the one that lies on its card, under another name. */
static char *
write_sample (FilesFixture *files)
{
  g_autofree char *from = g_build_filename (files->folder, SAMPLE, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (DexFuture) listed = NULL;
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (files->here, "Small boat.gcode.3mf", NULL);
  gsize length;

  /* The card is filled when somebody looks at it. */
  listed = test_await (bambu_storage_list (files->storage, "/"));
  g_assert_nonnull (dex_future_get_value (listed, &error));
  g_file_get_contents (from, &contents, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, contents, (gssize) length, &error);
  g_assert_no_error (error);

  return path;
}

static GStrv
make_command (FilesFixture *files, const char *const *words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *address = simulator_process_dup_address (files->simulator, 0);

  g_strv_builder_add_many (builder, "/usr/bin/env",
                           "G_MESSAGES_DEBUG=bambu-print bambu-printer bambu-storage", CULM_CTL,
                           "print", NULL);
  g_strv_builder_addv (builder, (const char **) words);
  g_strv_builder_add_many (builder, "--address", address, "--access-code-file",
                           json_object_get_string_member (files->host, "access_code_file"), "--ca",
                           json_object_get_string_member (files->host, "ca_file"), NULL);

  return g_strv_builder_end (builder);
}

static CulmctlRun *
run (FilesFixture *files, const char *const *words)
{
  g_auto (GStrv) command = make_command (files, words);
  CulmctlRun *result = culmctl_run ((const char *const *) command, NULL);

  g_test_message ("%d %s", result->exit, result->output);
  g_assert_null (
      strstr (result->errors, json_object_get_string_member (files->host, "access_code")));

  return result;
}

#define RUN(...) run (files, (const char *const[]) { __VA_ARGS__, NULL })

static guint
count_starts (FilesFixture *files)
{
  return simulator_process_count_events (files->simulator, "start");
}

/* What would be sent, of each family; nothing is. */
static void
test_dry_run (gconstpointer data)
{
  static const struct
  {
    const char *profile;
    const char *expected;
  } cases[] = {
    { "P1S",
      "\"bed_leveling\":true,\"bed_levelling\":true,\"flow_cali\":false,\"vibration_cali\":true,"
      "\"layer_inspect\":false,\"timelapse\":false,\"cfg\":\"0\",\"use_ams\":true,"
      "\"ams_mapping\":[0],\"ams_mapping2\":[{\"ams_id\":0,\"slot_id\":0}]" },
    { "A1mini",
      "\"bed_leveling\":true,\"bed_levelling\":true,\"flow_cali\":false,\"vibration_cali\":true,"
      "\"layer_inspect\":false,\"timelapse\":false,\"cfg\":\"0\",\"use_ams\":true,"
      "\"ams_mapping\":[0],\"ams_mapping2\":[{\"ams_id\":0,\"slot_id\":0}]" },
    { "X1C",
      "\"bed_leveling\":true,\"bed_levelling\":true,\"flow_cali\":false,\"vibration_cali\":true,"
      "\"layer_inspect\":true,\"timelapse\":false,\"cfg\":\"0\",\"use_ams\":true,"
      "\"ams_mapping\":[0],\"ams_mapping2\":[{\"ams_id\":0,\"slot_id\":0}]" },
    { "P2S",
      "\"bed_leveling\":true,\"bed_levelling\":true,\"flow_cali\":true,\"vibration_cali\":false,"
      "\"layer_inspect\":false,\"timelapse\":false,\"auto_bed_leveling\":2,"
      "\"extrude_cali_flag\":2,\"extrude_cali_manual_mode\":0,\"cfg\":\"0\",\"use_ams\":true,"
      "\"ams_mapping\":[0],\"ams_mapping2\":[{\"ams_id\":0,\"slot_id\":0}]" },
    { "H2D",
      "\"bed_leveling\":true,\"bed_levelling\":true,\"flow_cali\":true,\"vibration_cali\":true,"
      "\"layer_inspect\":false,\"timelapse\":false,\"auto_bed_leveling\":2,"
      "\"extrude_cali_flag\":2,\"extrude_cali_manual_mode\":0,\"nozzle_offset_cali\":2,"
      "\"cfg\":\"0\",\"use_ams\":true,\"ams_mapping\":[1,4],"
      "\"ams_mapping2\":[{\"ams_id\":0,\"slot_id\":1},{\"ams_id\":1,\"slot_id\":0}]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FilesFixture fixture;
      FilesFixture *files = &fixture;

      files_fixture_set_up (files, cases[i].profile);
      {
        g_autofree char *path = write_sample (files);
        g_autoptr (CulmctlRun) dry = RUN (path, "--dry-run", "--json");
        g_autoptr (CulmctlRun) cloud = RUN (path, "--dry-run", "--cloud", "--json");
        g_autoptr (JsonObject) object = NULL;
        JsonObject *print;

        g_assert_cmpint (dry->exit, ==, OK);
        g_assert_nonnull (strstr (dry->output, cases[i].expected));
        object = culmctl_parse_line (dry->output);
        print = json_object_get_object_member (object, "print");
        g_assert_cmpstr (json_object_get_string_member (print, "url"), ==,
                         "ftp:///Small_boat.gcode.3mf");
        g_assert_cmpstr (json_object_get_string_member (print, "subtask_name"), ==, "Small boat");
        g_assert_cmpuint (strlen (json_object_get_string_member (print, "md5")), ==, 32);
        g_assert_cmpint (cloud->exit, ==, OK);
        g_assert_nonnull (strstr (cloud->output, "\"mode\":\"cloud_file\""));
        g_assert_cmpuint (count_starts (files), ==, 0);
        g_assert_false (files_fixture_has (files, "Small_boat.gcode.3mf"));
      }
      files_fixture_tear_down (files);
    }
}

/* All that a model has to choose, other than it usually is; and what it does not have. */
static void
test_options (gconstpointer data)
{
  static const struct
  {
    const char *profile;
    const char *options[6];
    const char *expected;
    const char *refused;
    const char *reason;
  } cases[] = {
    { "P1S",
      { "--bed-leveling=off", "--vibration-calibration=off", "--timelapse=on" },
      "\"bed_leveling\":false,\"bed_levelling\":false,\"flow_cali\":false,"
      "\"vibration_cali\":false,\"layer_inspect\":false,\"timelapse\":true,\"cfg\"",
      "--flow-calibration=on",
      "P1S does not have what --flow-calibration is for." },
    { "A1mini",
      { "--bed-leveling=off", "--flow-calibration=on", "--vibration-calibration=off",
        "--timelapse=on" },
      "\"bed_leveling\":false,\"bed_levelling\":false,\"flow_cali\":true,"
      "\"vibration_cali\":false,\"layer_inspect\":false,\"timelapse\":true,\"cfg\"",
      "--first-layer-inspection=off",
      "A1 mini does not have what --first-layer-inspection is for." },
    { "X1C",
      { "--bed-leveling=off", "--flow-calibration=on", "--vibration-calibration=off",
        "--first-layer-inspection=off", "--timelapse=on" },
      "\"bed_leveling\":false,\"bed_levelling\":false,\"flow_cali\":true,"
      "\"vibration_cali\":false,\"layer_inspect\":false,\"timelapse\":true,\"cfg\"",
      "--bed-leveling=auto",
      "On X1C --bed-leveling cannot be “auto”. There is: on, off." },
    { "P2S",
      { "--bed-leveling=on", "--flow-calibration=off", "--timelapse=on" },
      "\"bed_leveling\":true,\"bed_levelling\":true,\"flow_cali\":false,"
      "\"vibration_cali\":false,\"layer_inspect\":false,\"timelapse\":true,"
      "\"auto_bed_leveling\":1,\"extrude_cali_flag\":0,",
      "--vibration-calibration=on",
      "P2S does not have what --vibration-calibration is for." },
    { "H2D",
      { "--bed-leveling=off", "--flow-calibration=on", "--vibration-calibration=off",
        "--nozzle-offset-calibration=off", "--timelapse=on" },
      "\"bed_leveling\":false,\"bed_levelling\":false,\"flow_cali\":true,"
      "\"vibration_cali\":false,\"layer_inspect\":false,\"timelapse\":true,"
      "\"auto_bed_leveling\":0,\"extrude_cali_flag\":1,\"extrude_cali_manual_mode\":0,"
      "\"nozzle_offset_cali\":0,",
      "--nozzle-offset-calibration=on",
      "--nozzle-offset-calibration cannot be “on”. There is: auto, off." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const *options = cases[i].options;
      FilesFixture fixture;
      FilesFixture *files = &fixture;

      files_fixture_set_up (files, cases[i].profile);
      {
        g_autofree char *path = write_sample (files);
        g_autoptr (CulmctlRun) dry = RUN (path, "--dry-run", "--json", options[0], options[1],
                                          options[2], options[3], options[4]);
        g_autoptr (CulmctlRun) refused = RUN (path, "--dry-run", cases[i].refused);

        g_assert_cmpint (dry->exit, ==, OK);
        g_assert_nonnull (strstr (dry->output, cases[i].expected));
        g_assert_cmpint (refused->exit, ==, USAGE);
        g_assert_cmpstr (refused->output, ==, "");
        g_assert_nonnull (strstr (refused->errors, cases[i].reason));
      }
      files_fixture_tear_down (files);
    }
}

/* Where the filament may come from: an AMS, or only from outside */
static void
test_use_ams (FilesFixture *files)
{
  g_autofree char *path = write_sample (files);
  g_autoptr (CulmctlRun) on = RUN (path, "--use-ams=on", "--dry-run", "--json");
  g_autoptr (CulmctlRun) outside =
      RUN (path, "--use-ams=off", "--map=1=Ext!", "--dry-run", "--json");
  g_autoptr (CulmctlRun) both = RUN (path, "--use-ams=off", "--map=1=A1", "--dry-run");
  g_autoptr (CulmctlRun) neither = RUN (path, "--use-ams=on", "--map=1=Ext!", "--dry-run");
  g_autoptr (CulmctlRun) word = RUN (path, "--use-ams=maybe", "--dry-run");

  g_assert_cmpint (on->exit, ==, OK);
  g_assert_nonnull (strstr (on->output, "\"use_ams\":true,\"ams_mapping\":[0]"));
  g_assert_cmpint (outside->exit, ==, OK);
  g_assert_nonnull (strstr (outside->output, "\"use_ams\":false,\"ams_mapping\":[-1]"));
  g_assert_cmpint (both->exit, ==, USAGE);
  g_assert_nonnull (strstr (both->errors, "“A1” is not among what --use-ams leaves."));
  g_assert_cmpint (neither->exit, ==, USAGE);
  g_assert_cmpint (word->exit, ==, USAGE);
  g_assert_nonnull (strstr (word->errors, "--use-ams cannot be “maybe”."));
}

/* Of a printer that has none */
static void
test_no_ams (gconstpointer data)
{
  FilesFixture fixture;
  FilesFixture *files = &fixture;

  files_fixture_set_up (files, "P1P");
  {
    g_autofree char *path = write_sample (files);
    g_autoptr (CulmctlRun) on = RUN (path, "--use-ams=on", "--dry-run");

    g_assert_cmpint (on->exit, ==, USAGE);
    g_assert_nonnull (strstr (on->errors, "has no AMS."));
  }
  files_fixture_tear_down (files);
}

static void
test_print (FilesFixture *files)
{
  g_autofree char *path = write_sample (files);
  g_autoptr (CulmctlRun) unasked = RUN (path);
  g_autoptr (CulmctlRun) printed = RUN (path, "--yes", "--json");
  g_autoptr (CulmctlRun) busy = RUN (path, "--yes", "--json");
  g_autoptr (CulmctlRun) only = RUN (path, "--upload-only", "--json");
  g_autoptr (JsonObject) object = culmctl_parse_line (printed->output);
  g_autoptr (JsonObject) refusal = culmctl_parse_line (busy->output);
  g_autoptr (JsonObject) stored = culmctl_parse_line (only->output);
  JsonObject *event;

  g_assert_cmpint (unasked->exit, ==, USAGE);
  g_assert_nonnull (strstr (unasked->errors, "--yes"));

  g_assert_cmpint (printed->exit, ==, OK);
  g_assert_cmpstr (json_object_get_string_member (object, "result"), ==, "done");
  g_assert_cmpstr (json_object_get_string_member (object, "step"), ==, "done");
  g_assert_cmpstr (json_object_get_string_member (object, "path"), ==, "/Small_boat.gcode.3mf");
  g_assert_cmpuint (count_starts (files), ==, 1);
  event = simulator_process_get_event (files->simulator, "start", 0);
  g_assert_cmpstr (json_object_get_string_member (event, "subtask_name"), ==, "Small boat");
  g_assert_cmpint (json_object_get_int_member (event, "plate"), ==, 1);
  g_assert_true (files_fixture_is_stored (files, "Small_boat.gcode.3mf", path));

  g_assert_cmpint (busy->exit, ==, NOT_NOW);
  g_assert_cmpstr (json_object_get_string_member (refusal, "result"), ==, "not-now");
  g_assert_cmpstr (json_object_get_string_member (refusal, "step"), ==, "ready");

  /* What is printed from is not replaced. */
  g_assert_cmpint (only->exit, ==, OK);
  g_assert_cmpstr (json_object_get_string_member (stored, "path"), ==, "/Small_boat_2.gcode.3mf");
  g_assert_cmpuint (count_starts (files), ==, 1);
}

static void
test_refusals (FilesFixture *files)
{
  g_autofree char *path = write_sample (files);
  g_autoptr (CulmctlRun) signed_only = NULL;
  g_autoptr (CulmctlRun) full = NULL;
  g_autoptr (JsonObject) object = NULL;

  files_fixture_tell (files, "fault", "ftps-full");
  full = RUN (path, "--yes");
  g_assert_cmpint (full->exit, ==, REFUSED);
  g_assert_cmpuint (count_starts (files), ==, 0);
  files_fixture_tell (files, "clear", "ftps-full");

  files_fixture_tell (files, "fault", "authorization");
  signed_only = RUN (path, "--yes", "--json");
  object = culmctl_parse_line (signed_only->output);
  g_assert_cmpint (signed_only->exit, ==, VIEW_ONLY);
  g_assert_cmpstr (json_object_get_string_member (object, "result"), ==, "view-only");
  g_assert_cmpuint (count_starts (files), ==, 0);
}

static void
test_usage (FilesFixture *files)
{
  g_autofree char *path = write_sample (files);
  g_autoptr (CulmctlRun) nothing = RUN ("--yes");
  g_autoptr (CulmctlRun) missing = RUN ("/nowhere/at/all");
  g_autoptr (CulmctlRun) no_plate = RUN (path, "--plate", "7");
  g_autoptr (CulmctlRun) no_slot = RUN (path, "--map", "1=Z9", "--dry-run");
  g_autoptr (CulmctlRun) no_filament = RUN (path, "--map", "5=A1", "--dry-run");
  g_autoptr (CulmctlRun) form = RUN (path, "--map", "A1", "--dry-run");
  g_autoptr (CulmctlRun) mapped = RUN (path, "--map", "1=a3!", "--dry-run", "--json");
  g_autoptr (CulmctlRun) unmatched = RUN (path, "--map", "1=A3", "--dry-run", "--json");

  g_assert_cmpint (nothing->exit, ==, USAGE);
  g_assert_cmpint (missing->exit, ==, USAGE);
  g_assert_cmpint (no_plate->exit, ==, USAGE);
  g_assert_nonnull (strstr (no_plate->errors, "Plate 7 is not sliced"));
  g_assert_cmpint (no_slot->exit, ==, USAGE);
  g_assert_nonnull (strstr (no_slot->errors, "no slot"));
  g_assert_cmpint (no_filament->exit, ==, USAGE);
  g_assert_cmpint (form->exit, ==, USAGE);
  g_assert_cmpint (mapped->exit, ==, OK);
  g_assert_nonnull (strstr (mapped->output, "\"ams_mapping\":[2]"));

  /* Another material only if somebody says so. */
  g_assert_cmpint (unmatched->exit, ==, NOT_NOW);
  g_assert_nonnull (strstr (unmatched->errors, "Filament 1:"));
  g_assert_cmpuint (count_starts (files), ==, 0);
}

/* Somebody who is asked before anything heats */
static void
test_terminal (FilesFixture *files)
{
  g_autofree char *path = write_sample (files);
  const char *const words[] = { path, NULL };
  g_auto (GStrv) command = make_command (files, words);
  g_autoptr (TerminalProcess) terminal = terminal_process_new ((const char *const *) command, NULL);

  test_wait_until (strstr (terminal_process_get_shown (terminal), "will heat and move"));
  terminal_process_type (terminal, "n\n");
  test_wait_until (terminal_process_has_ended (terminal));
  g_assert_cmpint (terminal_process_get_exit (terminal), ==, 1);
  g_assert_cmpuint (count_starts (files), ==, 0);
  g_clear_pointer (&terminal, terminal_process_free);

  terminal = terminal_process_new ((const char *const *) command, NULL);
  test_wait_until (strstr (terminal_process_get_shown (terminal), "will heat and move"));
  terminal_process_type (terminal, "y\n");
  test_wait_until (terminal_process_has_ended (terminal));
  g_assert_cmpint (terminal_process_get_exit (terminal), ==, 0);
  g_assert_nonnull (strstr (terminal_process_get_shown (terminal), "Upload"));
  g_assert_nonnull (strstr (terminal_process_get_shown (terminal), "prints Small boat."));
  g_assert_cmpuint (count_starts (files), ==, 1);
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

  g_test_add_data_func ("/culmctl-print/dry-run", NULL, test_dry_run);
  g_test_add_data_func ("/culmctl-print/options", NULL, test_options);
  g_test_add_data_func ("/culmctl-print/no-ams", NULL, test_no_ams);
  g_test_add_data_func ("/culmctl-print/use-ams", test_use_ams, run_test);
  g_test_add_data_func ("/culmctl-print/print", test_print, run_test);
  g_test_add_data_func ("/culmctl-print/refusals", test_refusals, run_test);
  g_test_add_data_func ("/culmctl-print/usage", test_usage, run_test);
  g_test_add_data_func ("/culmctl-print/terminal", test_terminal, run_test);

  return g_test_run ();
}
