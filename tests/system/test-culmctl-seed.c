/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words and exit codes of the scripts that people had before: what those four did, culmctl
 * does, with the same options; and what was decided to be better is so. A test for each of them. */

#include <glib/gstdio.h>
#include <libdex.h>
#include <string.h>

#include "account/bambu-token.h"
#include "bambu-keyring.h"
#include "culmctl-fixture.h"
#include "test-wait.h"

#define TOKEN "AADBD2wZe_not-on-the-command-line"
#define CODE "87654321"
#define N_PICTURES 3
#define LOOK "camera-login"

static const char *const two_printers[] = {
  "--profile", "P1S", "--profile", "A1", "--cloud", NULL
};

static const char *
get_string_of (CulmctlFixture *fixture, guint printer, const char *key)
{
  return json_object_get_string_member (simulator_process_get_printer (fixture->simulator, printer),
                                        key);
}

static const char *
get_string (CulmctlFixture *fixture, const char *key)
{
  return get_string_of (fixture, 0, key);
}

static CulmctlRun *
start (CulmctlFixture *fixture, const char *words)
{
  g_auto (GStrv) arguments = g_strsplit (words, " ", -1);
  gboolean has_cloud = !g_str_has_prefix (words, "list") && !g_str_has_prefix (words, "remove")
                       && !g_str_has_prefix (words, "add");
  g_auto (GStrv) command = culmctl_make_command (
      fixture, has_cloud ? simulator_process_get_cloud (fixture->simulator) : NULL, FALSE,
      (const char *const *) arguments);

  return culmctl_run_start ((const char *const *) command);
}

static void
end (CulmctlRun *run, const char *words, int exit)
{
  culmctl_run_await (run);
  if (run->exit != exit)
    g_error ("“%s” ended with %d, not %d: %s", words, run->exit, exit, run->errors);

  g_assert_null (strstr (run->errors, PLAIN_PASSWORD));
  g_assert_null (strstr (run->errors, TOKEN));
  g_assert_null (strstr (run->errors, CODE));
}

/* @input: (nullable): a line that it reads */
static CulmctlRun *
run (CulmctlFixture *fixture, const char *words, const char *input, int exit)
{
  CulmctlRun *run = start (fixture, words);

  if (input)
    culmctl_run_type (run, input);
  end (run, words, exit);

  return run;
}

static JsonObject *
ask (CulmctlFixture *fixture, const char *words)
{
  g_autoptr (CulmctlRun) result = run (fixture, words, NULL, OK);

  return culmctl_parse_line (result->output);
}

static void
tell (CulmctlFixture *fixture, const char *words, const char *input, int exit, const char *told)
{
  g_autoptr (CulmctlRun) result = run (fixture, words, input, exit);

  if (!strstr (exit == OK ? result->output : result->errors, told))
    g_error ("“%s” does not tell “%s”: %s%s", words, told, result->output, result->errors);
  if (exit != OK)
    g_assert_cmpstr (result->output, ==, "");
}

static void
sign_in (CulmctlFixture *fixture)
{
  tell (fixture, "login -u " PLAIN_ACCOUNT, PLAIN_PASSWORD, OK, PLAIN_ACCOUNT);
}

static guint
count_logins (CulmctlFixture *fixture)
{
  guint n_logins = 0;
  JsonObject *event;

  for (guint i = 0; (event = simulator_process_get_event (fixture->simulator, "request", i)); i++)
    n_logins += g_str_has_suffix (json_object_get_string_member_with_default (event, "path", ""),
                                  "/user/login");

  return n_logins;
}

static void
test_login (CulmctlFixture *fixture, gconstpointer data)
{
  guint n_logins;

  tell (fixture, "login --verify-only", NULL, USAGE, "Nobody is signed in");
  tell (fixture, "login -u " PLAIN_ACCOUNT " -p " PLAIN_PASSWORD, NULL, USAGE, "command line");
  tell (fixture, "login -u " PLAIN_ACCOUNT, "", USAGE, "The password cannot be read");
  tell (fixture, "login -t /nonexistent", NULL, USAGE, "/nonexistent");
  tell (fixture, "login -r moon", NULL, USAGE, "moon");

  sign_in (fixture);
  n_logins = count_logins (fixture);
  g_assert_cmpuint (n_logins, >, 0);
  tell (fixture, "login -v", NULL, OK, PLAIN_ACCOUNT);
  tell (fixture, "login --username " PLAIN_ACCOUNT, NULL, OK, PLAIN_ACCOUNT);
  g_assert_cmpuint (count_logins (fixture), ==, n_logins);

  /* The spelling of the README, too. */
  tell (fixture, "login -f -u " PLAIN_ACCOUNT, PLAIN_PASSWORD, OK, PLAIN_ACCOUNT);
  tell (fixture, "login --force-new -u " PLAIN_ACCOUNT, PLAIN_PASSWORD, OK, PLAIN_ACCOUNT);
  tell (fixture, "login --force -u " PLAIN_ACCOUNT, "wrong", REFUSED, "not right");
  g_assert_cmpuint (count_logins (fixture), ==, n_logins + 3);

  tell (fixture, "login --test", NULL, OK, get_string (fixture, "serial"));
  tell (fixture, "login --test", NULL, OK, "User Number");

  simulator_process_tell (fixture->simulator, "fault dead-tokens");
  tell (fixture, "login --verify-only", NULL, USAGE, "no longer valid");
  simulator_process_tell (fixture->simulator, "clear dead-tokens");
  tell (fixture, "logout", NULL, OK, "");
}

static JsonObject *
get_first (JsonObject *answer, const char *key)
{
  JsonArray *items = json_object_get_array_member (answer, key);

  g_assert_cmpuint (json_array_get_length (items), ==, 1);

  return json_array_get_object_element (items, 0);
}

static void
test_query (CulmctlFixture *fixture, gconstpointer data)
{
  const char *serial = get_string (fixture, "serial");
  const char *code = get_string (fixture, "access_code");
  g_autofree char *one = g_strdup_printf ("query --json --device %s --status", serial);
  g_autoptr (JsonObject) devices = NULL;
  g_autoptr (JsonObject) shown = NULL;
  g_autoptr (JsonObject) all = NULL;
  g_autoptr (JsonObject) filtered = NULL;

  tell (fixture, "query", NULL, USAGE, "Nobody is signed in");
  tell (fixture, "query " TOKEN, NULL, USAGE, "A token is not taken from the command line");
  tell (fixture, "query --token " TOKEN, NULL, USAGE, "A token is not taken");
  tell (fixture, "query --colour", NULL, USAGE, "--colour");

  sign_in (fixture);

  /* Printers, if nothing else is asked for; their codes only on request. */
  devices = ask (fixture, "query --json");
  g_assert_cmpuint (json_object_get_size (devices), ==, 1);
  culmctl_assert_string (get_first (devices, "devices"), "serial", serial);
  culmctl_assert_string (get_first (devices, "devices"), "access_code", NULL);
  shown = ask (fixture, "query --json --show-secrets");
  culmctl_assert_string (get_first (shown, "devices"), "access_code", code);

  /* One object for all that is asked for, firmware without a printer's name included. */
  all = ask (fixture, "query --json --devices --status --profile --projects --firmware");
  g_assert_cmpuint (json_object_get_size (all), ==, 5);
  culmctl_assert_string (get_first (all, "firmware"), "serial", serial);
  culmctl_assert_string (json_object_get_object_member (all, "profile"), "account", PLAIN_ACCOUNT);
  g_assert_nonnull (json_object_get_array_member (all, "projects"));
  g_assert_nonnull (json_object_get_array_member (all, "status"));

  /* A printer that is named is shown as well. */
  filtered = ask (fixture, one);
  g_assert_cmpuint (json_object_get_size (filtered), ==, 2);
  culmctl_assert_string (get_first (filtered, "devices"), "serial", serial);
  tell (fixture, "query --device Nobody", NULL, USAGE, "Nobody");

  tell (fixture, "query", NULL, OK, serial);
  tell (fixture, "query --profile --devices", NULL, OK, "Profile");
  tell (fixture, "query --firmware", NULL, OK, serial);

  simulator_process_tell (fixture->simulator, "fault dead-tokens");
  tell (fixture, "query --json", NULL, REFUSED, "no longer valid");
  simulator_process_tell (fixture->simulator, "clear dead-tokens");
  sign_in (fixture);
  tell (fixture, "logout", NULL, OK, "");
}

static void
assert_members (JsonObject *object, const char *keys)
{
  g_auto (GStrv) names = g_strsplit (keys, " ", -1);

  for (guint i = 0; names[i]; i++)
    if (!json_object_has_member (object, names[i])
        || json_object_get_null_member (object, names[i]))
      g_error ("There is no “%s”", names[i]);
}

/* One of two is asked for; what else was asked for is told of as well. */
static void
test_query_printers (CulmctlFixture *fixture, gconstpointer data)
{
  static const char *const lists[] = { "devices", "status", "firmware" };
  const char *serial = get_string_of (fixture, 1, "serial");
  g_autofree char *words = NULL;
  g_autoptr (JsonObject) all = NULL;
  g_autoptr (JsonObject) one = NULL;
  JsonObject *device;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *prints =
          g_strdup_printf ("job %s Cube", get_string_of (fixture, i, "serial"));

      simulator_process_tell (fixture->simulator, prints);
    }
  sign_in (fixture);
  all = ask (fixture, "query --json --devices --status --profile --firmware");
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (all, lists[i])), ==, 2);
  device = json_array_get_object_element (json_object_get_array_member (all, "devices"), 1);
  assert_members (device, "serial name model model_code structure nozzle_diameter online "
                          "print_status");
  assert_members (json_array_get_object_element (json_object_get_array_member (all, "status"), 0),
                  "serial name online title status percent estimated_seconds");
  assert_members (json_array_get_object_element (json_object_get_array_member (all, "firmware"), 0),
                  "serial version newer_version releases");
  assert_members (json_object_get_object_member (all, "profile"),
                  "uid name account printer_models");

  for (guint by_name = 0; by_name < 2; by_name++)
    {
      words = g_strdup_printf ("query --json --status --firmware --device %s",
                               by_name ? json_object_get_string_member (device, "name") : serial);
      one = ask (fixture, words);
      for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
        culmctl_assert_string (get_first (one, lists[i]), "serial",
                               json_object_get_string_member (device, "serial"));
      g_clear_pointer (&words, g_free);
      g_clear_pointer (&one, json_object_unref);
    }
  tell (fixture, "logout", NULL, OK, "");
}

/* Somebody who has no printer yet */
static void
test_nothing (CulmctlFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;

  tell (fixture, "login -u empty@example.com", "bamboo-none", OK, "empty@example.com");
  answer = ask (fixture, "query --json --devices --status");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "devices")), ==,
                    0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "status")), ==, 0);
  tell (fixture, "query", NULL, OK, "");
  tell (fixture, "login --test", NULL, OK, "empty@example.com");
  tell (fixture, "query --device 0", NULL, USAGE, "“0”");
  tell (fixture, "monitor", NULL, USAGE, "No printer is known");
  tell (fixture, "camera --no-display", NULL, USAGE, "No printer is known");
  tell (fixture, "logout", NULL, OK, "");
}

/* What another program wrote: read as it is, and left alone; nothing of it stays here. */
static void
test_token_file (CulmctlFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->data_folder, "token", NULL);
  g_autofree char *query = g_strdup_printf ("query --json -t %s", path);
  g_autofree char *status = g_strdup_printf ("status --json --token-file %s", path);
  g_autofree char *login = g_strdup_printf ("login -t %s", path);
  g_autofree char *text = NULL;
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new ();
  g_autoptr (DexFuture) looked_up = NULL;
  g_autoptr (BambuToken) token = NULL;
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (JsonObject) report = NULL;

  sign_in (fixture);
  looked_up = test_await (bambu_keyring_lookup_token (
      keyring,
      json_object_get_string_member (simulator_process_get_cloud (fixture->simulator), "origin"),
      PLAIN_ACCOUNT));
  token = bambu_token_new_from_secret (g_value_get_string (dex_future_get_value (looked_up, NULL)));
  text = g_strdup_printf ("{\"token\":\"%s\"}", token->access);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  answer = ask (fixture, query);
  culmctl_assert_string (get_first (answer, "devices"), "serial", get_string (fixture, "serial"));
  report = ask (fixture, status);
  culmctl_assert_string (report, "serial", get_string (fixture, "serial"));
  culmctl_assert_string (report, "freshness", "live");
  tell (fixture, login, NULL, OK, PLAIN_ACCOUNT);

  g_assert_true (g_file_set_contents (path, "{\"region\":\"moon\",\"token\":\"x\"}", -1, NULL));
  tell (fixture, query, NULL, USAGE, "region");
  g_assert_true (g_file_set_contents (path, "no JSON", -1, NULL));
  tell (fixture, query, NULL, USAGE, path);
  g_unlink (path);
  tell (fixture, query, NULL, USAGE, path);
  tell (fixture, "logout", NULL, OK, "");
}

static char *
with_printer (CulmctlFixture *fixture, const char *words)
{
  g_autofree char *address = simulator_process_dup_address (fixture->simulator, 0);

  return g_strdup_printf ("%s --access-code-file %s --ca %s %s %s", words,
                          get_string (fixture, "access_code_file"), get_string (fixture, "ca_file"),
                          strstr (words, "camera") ? "--ip" : "--address", address);
}

static GSubprocess *
spawn (CulmctlFixture *fixture, const char *words)
{
  g_auto (GStrv) arguments = g_strsplit (words, " ", -1);
  g_auto (GStrv) command =
      culmctl_make_command (fixture, NULL, FALSE, (const char *const *) arguments);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = simulator_process_spawn (
      (const char *const *) command,
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);

  g_assert_no_error (error);

  return process;
}

/* Reads lines of JSON until the value of @key is @value. */
static JsonObject *
read_until (GDataInputStream *stream, const char *key, gint64 value)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *line = g_data_input_stream_read_line_utf8 (stream, NULL, NULL, &error);
      JsonObject *object;

      g_assert_no_error (error);
      g_assert_nonnull (line);
      object = culmctl_parse_line (line);
      if (!json_object_get_null_member (object, key)
          && json_object_get_int_member (object, key) == value)
        return object;
      json_object_unref (object);
    }
}

static void
test_monitor (CulmctlFixture *fixture, gconstpointer data)
{
  g_autofree char *words =
      with_printer (fixture, "monitor --json --fields bed.target,remaining_minutes,job.nothing");
  g_autofree char *patch =
      g_strdup_printf ("state %s {\"mc_remaining_time\":83,\"bed_target_temper\":63}",
                       get_string (fixture, "serial"));
  g_autofree char *nonsense = with_printer (fixture, "monitor --fields beds.target");
  g_autofree char *plain = with_printer (fixture, "monitor");
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = spawn (fixture, words);
  g_autoptr (GDataInputStream) stream = NULL;
  g_autoptr (JsonObject) report = NULL;
  g_autofree char *errors = NULL;
  g_autofree char *first = NULL;

  tell (fixture, nonsense, NULL, USAGE, "beds.target");
  tell (fixture, "monitor u_1883520102 " TOKEN " 01P", NULL, USAGE, "u_1883520102");

  /* Only what was asked for, when it changes, and whose it is. */
  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  json_object_unref (read_until (stream, "bed.target", 0));
  simulator_process_tell (fixture->simulator, patch);
  report = read_until (stream, "bed.target", 63);
  g_assert_cmpuint (json_object_get_size (report), ==, 5);
  culmctl_assert_string (report, "serial", get_string (fixture, "serial"));
  g_assert_true (json_object_get_null_member (report, "job.nothing"));
  g_assert_cmpint (json_object_get_int_member (report, "remaining_minutes"), ==, 83);

  /* Ctrl+C: how many there were, where no script stumbles over it. */
  g_subprocess_send_signal (process, 2);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &errors, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
  g_assert_nonnull (strstr (errors, "came."));

  /* Without fields, for people: each report, with a number and the time. */
  g_clear_object (&stream);
  g_clear_object (&process);
  process = spawn (fixture, plain);
  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  first = g_data_input_stream_read_line_utf8 (stream, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_regex_match_simple ("^#[0-9]+ \\[[0-9:]{8}\\] ", first, 0, 0));
  g_subprocess_send_signal (process, 2);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
}

static void
remove_pictures (const char *folder, guint n_pictures)
{
  for (guint i = 1; i <= n_pictures; i++)
    {
      g_autofree char *name = g_strdup_printf ("frame_%06u.jpg", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static char *
dup_add (CulmctlFixture *fixture, guint printer, const char *name)
{
  g_autofree char *address = simulator_process_dup_address (fixture->simulator, printer);

  return g_strdup_printf ("add %s --name %s --access-code-file %s --ca %s", address, name,
                          get_string_of (fixture, printer, "access_code_file"),
                          get_string_of (fixture, printer, "ca_file"));
}

static void
test_camera (CulmctlFixture *fixture, gconstpointer data)
{
  static const char *const aliases[] = { "--save %s --max-frames 3 --model P1S --use-pil",
                                         "--output-dir %s --frames 3" };
  g_autofree char *folder = g_build_filename (fixture->data_folder, "pictures", NULL);
  g_autofree char *add = dup_add (fixture, 0, "Den");
  g_autofree char *by_place =
      g_strdup_printf ("camera --device 0 --no-display --save %s --max-frames 1", folder);
  g_autofree char *by_id = g_strdup_printf ("camera --device-id den --save %s --frames 1", folder);
  g_autofree char *both = g_strdup_printf ("camera --play --save %s", folder);

  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    {
      g_auto (GStrv) parts = g_strsplit (aliases[i], "%s", 2);
      g_autofree char *options = g_strjoin (folder, parts[0], parts[1], NULL);
      g_autofree char *line = g_strconcat ("camera --no-display ", options, NULL);
      g_autofree char *words = with_printer (fixture, line);

      tell (fixture, words, NULL, OK, "frame_000003.jpg");
      remove_pictures (folder, N_PICTURES);
    }

  tell (fixture, "camera --code " CODE, NULL, USAGE, "access code");
  tell (fixture, "camera --access-code " CODE, NULL, USAGE, "access code");
  tell (fixture, "camera --token " TOKEN, NULL, USAGE, "A token");
  tell (fixture, both, NULL, USAGE, "--save");
  tell (fixture, "camera --device 0", NULL, USAGE, "No known printer");

  /* By its place in the list, as by its name; a place that there is not is nobody. */
  tell (fixture, add, NULL, OK, "Den");
  tell (fixture, "camera --list", NULL, OK, "Den");
  tell (fixture, by_place, NULL, OK, "frame_000001.jpg");
  remove_pictures (folder, 1);
  tell (fixture, by_id, NULL, OK, "frame_000001.jpg");
  remove_pictures (folder, 1);
  tell (fixture, "camera --device 7", NULL, USAGE, "“7”");
  tell (fixture, "remove Den", NULL, OK, "");
}

static guint
count_looks (CulmctlFixture *fixture, const char *serial)
{
  return simulator_process_count_events_of (fixture->simulator, LOOK, serial);
}

/* Of several printers one is named; the only one need not be. */
static void
test_camera_places (CulmctlFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->data_folder, "pictures", NULL);
  g_autofree char *nobody =
      g_strdup_printf ("camera --no-display --save %s --max-frames 1", folder);
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *add = dup_add (fixture, i, i == 0 ? "Den" : "Attic");

      tell (fixture, add, NULL, OK, "");
    }

  {
    g_autoptr (CulmctlRun) list = run (fixture, "list --json", NULL, OK);

    lines = g_strsplit (list->output, "\n", -1);
  }
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *words = g_strdup_printf ("%s --device %u", nobody, i);
      g_autoptr (JsonObject) known = culmctl_parse_line (lines[i]);
      const char *serial = json_object_get_string_member (known, "serial");
      guint n_looks = count_looks (fixture, serial);
      guint n_all = simulator_process_count_events (fixture->simulator, LOOK);

      tell (fixture, words, NULL, OK, "frame_000001.jpg");
      remove_pictures (folder, 1);
      g_assert_cmpuint (count_looks (fixture, serial), ==, n_looks + 1);
      g_assert_cmpuint (simulator_process_count_events (fixture->simulator, LOOK), ==, n_all + 1);
    }

  tell (fixture, nobody, NULL, USAGE, "More than one printer");
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  tell (fixture, "remove Den", NULL, OK, "");
  tell (fixture, nobody, NULL, OK, "frame_000001.jpg");
  remove_pictures (folder, 1);
  tell (fixture, "remove Attic", NULL, OK, "");
}

#define ADD(path, data, function)                                                                  \
  g_test_add ("/culmctl-seed/" path, CulmctlFixture, data, culmctl_set_up, function,               \
              culmctl_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("login", NULL, test_login);
  ADD ("query", NULL, test_query);
  ADD ("query-printers", two_printers, test_query_printers);
  ADD ("nothing", NULL, test_nothing);
  ADD ("token-file", NULL, test_token_file);
  ADD ("monitor", NULL, test_monitor);
  ADD ("camera", NULL, test_camera);
  ADD ("camera-places", two_printers, test_camera_places);

  return g_test_run ();
}
