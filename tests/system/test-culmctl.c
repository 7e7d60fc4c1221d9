/* SPDX-License-Identifier: GPL-3.0-or-later */

/* culmctl as a script meets it: a process beside simulated printers that are real brokers. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libdex.h>
#include <signal.h>

#include "capture-facts.h"
#include "culmctl-run.h"
#include "simulator-process.h"
#include "test-wait.h"

/* Its own, as other tests' simulators announce themselves to the same loopback interface */
#define SERIAL "01P00A770000001"
#define WRONG_FINGERPRINT "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

typedef struct
{
  SimulatorProcess *simulator;
  char *address;
  char *wrong_code_file;
} Fixture;

/* run_culmctl (input, argument, argument …, NULL) */
static CulmctlRun *run_culmctl (const char *input, ...) G_GNUC_NULL_TERMINATED;

static CulmctlRun *
run_culmctl (const char *input, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  va_list list;
  const char *argument;

  g_strv_builder_add (builder, CULM_CTL);
  va_start (list, input);
  while ((argument = va_arg (list, const char *)))
    g_strv_builder_add (builder, argument);
  va_end (list);
  arguments = g_strv_builder_end (builder);

  return culmctl_run ((const char *const *) arguments, input);
}

static const char *
printer_string (Fixture *fixture, const char *key)
{
  return json_object_get_string_member (simulator_process_get_printer (fixture->simulator, 0), key);
}

static void
fixture_start (Fixture *fixture, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  int file;

  fixture->simulator = simulator_process_start (arguments, &error);
  g_assert_no_error (error);
  fixture->address = simulator_process_dup_address (fixture->simulator, 0);

  file = g_file_open_tmp ("culmctl-code-XXXXXX", &fixture->wrong_code_file, &error);
  g_assert_no_error (error);
  g_close (file, NULL);
  g_file_set_contents (fixture->wrong_code_file, "00000000\n", -1, &error);
  g_assert_no_error (error);
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const arguments[] = { "--profile", "P1S", "--serial", SERIAL, NULL };

  fixture_start (fixture, arguments);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  simulator_process_stop (fixture->simulator);
  g_unlink (fixture->wrong_code_file);
  g_free (fixture->wrong_code_file);
  g_free (fixture->address);
}

static void
test_status (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CulmctlRun) result =
      run_culmctl (NULL, "status", "--json", "--address", fixture->address, "--serial",
                   printer_string (fixture, "serial"), "--access-code-file",
                   printer_string (fixture, "access_code_file"), "--ca",
                   printer_string (fixture, "ca_file"), NULL);
  g_autoptr (JsonObject) status = NULL;

  g_assert_cmpint (result->exit, ==, OK);
  status = culmctl_parse_line (result->output);
  culmctl_assert_string (status, "serial", printer_string (fixture, "serial"));
  culmctl_assert_string (status, "model", "P1S");
  culmctl_assert_string (status, "connection", "lan");
  culmctl_assert_string (status, "freshness", "live");
  g_assert_false (json_object_get_null_member (status, "firmware"));
  g_assert_false (json_object_get_null_member (status, "seen"));
}

/* The code comes by standard input, the serial number from the certificate, and people get words.
 */
static void
test_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *input = g_strconcat (printer_string (fixture, "access_code"), "\n", NULL);
  g_autoptr (CulmctlRun) result = run_culmctl (input, "status", "--address", fixture->address,
                                               "--ca", printer_string (fixture, "ca_file"), NULL);

  g_assert_cmpint (result->exit, ==, OK);
  g_assert_nonnull (strstr (result->output, printer_string (fixture, "serial")));
  g_assert_nonnull (strstr (result->output, "(P1S)"));
  g_assert_nonnull (strstr (result->output, "°C"));
  g_assert_null (strstr (result->output, printer_string (fixture, "access_code")));
}

static void
test_wrong_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CulmctlRun) refused =
      run_culmctl (NULL, "status", "--json", "--address", fixture->address, "--access-code-file",
                   fixture->wrong_code_file, "--ca", printer_string (fixture, "ca_file"), NULL);

  g_assert_cmpint (refused->exit, ==, REFUSED);
  test_wait_until (simulator_process_count_events (fixture->simulator, "login-refused") > 0);

  /* A second one would have been told before this. */
  test_status (fixture, NULL);
  g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "login-refused"), ==, 1);
}

/* Were the code sent, the simulator would tell that it refused it: it is a wrong one. */
static void
test_certificate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CulmctlRun) unknown =
      run_culmctl (NULL, "status", "--json", "--address", fixture->address, "--access-code-file",
                   fixture->wrong_code_file, NULL);
  g_autoptr (CulmctlRun) changed =
      run_culmctl (NULL, "status", "--json", "--address", fixture->address, "--access-code-file",
                   fixture->wrong_code_file, "--accept-certificate", WRONG_FINGERPRINT, NULL);
  g_autoptr (CulmctlRun) other =
      run_culmctl (NULL, "status", "--json", "--address", fixture->address, "--serial",
                   "01P00A999999999", "--access-code-file", fixture->wrong_code_file, "--ca",
                   printer_string (fixture, "ca_file"), NULL);

  g_assert_cmpint (unknown->exit, ==, CERTIFICATE);
  g_assert_nonnull (strstr (unknown->errors, printer_string (fixture, "serial")));
  g_assert_nonnull (strstr (unknown->errors, "--accept-certificate"));
  g_assert_cmpint (changed->exit, ==, CERTIFICATE);
  g_assert_cmpint (other->exit, ==, CERTIFICATE);

  test_status (fixture, NULL);
  g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "login-refused"), ==, 0);
}

static char *
find_fingerprint (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\b[0-9a-f]{64}\\b", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, text, 0, &match);

  return g_match_info_fetch (match, 0);
}

/* What culmctl says on how to accept a certificate works. */
static void
test_accepted_certificate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CulmctlRun) unknown =
      run_culmctl (NULL, "status", "--address", fixture->address, "--access-code-file",
                   printer_string (fixture, "access_code_file"), NULL);
  g_autofree char *fingerprint = find_fingerprint (unknown->errors);
  g_autoptr (CulmctlRun) accepted = run_culmctl (
      NULL, "status", "--json", "--address", fixture->address, "--access-code-file",
      printer_string (fixture, "access_code_file"), "--accept-certificate", fingerprint, NULL);

  g_assert_cmpint (unknown->exit, ==, CERTIFICATE);
  g_assert_cmpint (accepted->exit, ==, OK);
}

static void
test_unreachable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CulmctlRun) told =
      run_culmctl (NULL, "status", "--json", "--address", "127.0.0.1:9", "--serial",
                   "01P00A000000001", "--access-code-file", fixture->wrong_code_file, NULL);
  g_autoptr (CulmctlRun) untold =
      run_culmctl (NULL, "status", "--json", "--address", "127.0.0.1:9", "--access-code-file",
                   fixture->wrong_code_file, NULL);

  g_assert_cmpint (told->exit, ==, UNREACHABLE);
  g_assert_cmpint (untold->exit, ==, UNREACHABLE);
}

static void
test_silence (Fixture *fixture, gconstpointer data)
{
  simulator_process_tell (fixture->simulator, "fault no-data");

  g_autoptr (CulmctlRun) result =
      run_culmctl (NULL, "status", "--json", "--timeout", "2", "--address", fixture->address,
                   "--access-code-file", printer_string (fixture, "access_code_file"), "--ca",
                   printer_string (fixture, "ca_file"), NULL);

  g_assert_cmpint (result->exit, ==, TIMED_OUT);
}

static void
test_usage (void)
{
  static const char *const commands[][4] = {
    { NULL },
    { "print", NULL },
    { "status", "--access-code", "12345678", NULL },
    { "status", "--serial", "01P00A000000001", NULL },
    { "status", "--timeout", "0", NULL },
    { "status", "one", "two", NULL },
    { "status", "--address", "192.0.2.1:0", NULL },
    { "status", "--address=127.0.0.1", "--accept-certificate=12", NULL },
    { "status", "--address=127.0.0.1", "--serial=", NULL },
    { "status", "--address=127.0.0.1", "--serial=01P/#", NULL },
    { "remove", NULL },
    { "remove", "Nobody", NULL },
    { "add", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (CulmctlRun) result = run_culmctl ("12345678\n", commands[i][0], commands[i][1],
                                                   commands[i][2], commands[i][3], NULL);

      g_assert_cmpint (result->exit, ==, USAGE);
      g_assert_cmpstr (result->output, ==, "");
      g_assert_cmpstr (result->errors, !=, "");
    }
}

/* The way of every script with more than one question: add, list, ask, remove. */
static void
test_known_printer (Fixture *fixture, gconstpointer data)
{
  const char *serial = printer_string (fixture, "serial");
  g_autofree char *input = g_strconcat (printer_string (fixture, "access_code"), "\n", NULL);
  g_autoptr (JsonObject) listed = NULL;
  g_autoptr (JsonObject) status = NULL;
  guint n_logins;

  g_autoptr (CulmctlRun) nothing = run_culmctl (NULL, "status", NULL);
  g_assert_cmpint (nothing->exit, ==, USAGE);

  g_autoptr (CulmctlRun) added = run_culmctl (input, "add", fixture->address, "--name", "Workshop",
                                              "--ca", printer_string (fixture, "ca_file"), NULL);
  g_assert_cmpint (added->exit, ==, OK);

  g_autoptr (CulmctlRun) list = run_culmctl (NULL, "list", "--json", NULL);
  g_assert_cmpint (list->exit, ==, OK);
  listed = culmctl_parse_line (list->output);
  culmctl_assert_string (listed, "serial", serial);
  culmctl_assert_string (listed, "name", "Workshop");
  culmctl_assert_string (listed, "address", fixture->address);

  /* The certificate was pinned: its authority need not be named again. */
  g_autoptr (CulmctlRun) known = run_culmctl (NULL, "status", "--json", "workshop", NULL);
  g_assert_cmpint (known->exit, ==, OK);
  status = culmctl_parse_line (known->output);
  culmctl_assert_string (status, "serial", serial);
  culmctl_assert_string (status, "freshness", "live");

  /* Neither the known code nor any other reaches somebody with another certificate. */
  simulator_process_tell (fixture->simulator, "fault changed-certificate");
  test_wait_until (simulator_process_count_events (fixture->simulator, "broker-started") == 1);
  n_logins = simulator_process_count_events (fixture->simulator, "login");
  g_autoptr (CulmctlRun) changed = run_culmctl (NULL, "status", "--json", NULL);
  g_assert_cmpint (changed->exit, ==, CERTIFICATE);

  simulator_process_tell (fixture->simulator, "clear changed-certificate");
  test_wait_until (simulator_process_count_events (fixture->simulator, "broker-started") == 2);
  g_autoptr (CulmctlRun) again = run_culmctl (NULL, "status", "--json", NULL);
  g_assert_cmpint (again->exit, ==, OK);
  test_wait_until (simulator_process_count_events (fixture->simulator, "login") > n_logins);
  g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "login"), ==, n_logins + 1);

  simulator_process_tell (fixture->simulator, "stop-broker");
  g_autoptr (CulmctlRun) stopped = run_culmctl (NULL, "status", "--json", NULL);
  g_assert_cmpint (stopped->exit, ==, UNREACHABLE);
  json_object_unref (status);
  status = culmctl_parse_line (stopped->output);
  g_assert_cmpstr (json_object_get_string_member (status, "freshness"), !=, "live");
  culmctl_assert_string (status, "state", "IDLE");

  g_autoptr (CulmctlRun) removed = run_culmctl (NULL, "remove", serial, NULL);
  g_assert_cmpint (removed->exit, ==, OK);

  g_autoptr (CulmctlRun) empty = run_culmctl (NULL, "list", "--json", NULL);
  g_assert_cmpint (empty->exit, ==, OK);
  g_assert_cmpstr (empty->output, ==, "");
}

typedef struct
{
  GDataInputStream *output;
  JsonObject *last;
} Watched;

static void on_watched (GObject *object, GAsyncResult *result, gpointer user_data);

static void
watched_read (Watched *watched)
{
  g_data_input_stream_read_line_async (watched->output, G_PRIORITY_DEFAULT, NULL, on_watched,
                                       watched);
}

static void
on_watched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Watched *watched = user_data;
  g_autofree char *line =
      g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (object), result, NULL, NULL);

  if (!line)
    {
      g_clear_object (&watched->output);
      return;
    }

  g_clear_pointer (&watched->last, json_object_unref);
  watched->last = culmctl_parse_line (line);
  watched_read (watched);
}

static gboolean
is_fresh (Watched *watched, const char *freshness)
{
  return watched->last
         && g_strcmp0 (json_object_get_string_member (watched->last, "freshness"), freshness) == 0;
}

static gboolean
is_called_kept (Watched *watched)
{
  JsonObject *job = json_object_get_object_member (watched->last, "job");

  return g_strcmp0 (json_object_get_string_member_with_default (job, "subtask_name", ""), "kept")
         == 0;
}

/* The values of a printer that is lost stay and are said to be last known, and it is live again by
 * itself. */
static void
test_watch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *patch =
      g_strdup_printf ("state %s {\"subtask_name\":\"kept\"}", printer_string (fixture, "serial"));
  const char *const arguments[] = { CULM_CTL,
                                    "watch",
                                    "--json",
                                    "--address",
                                    fixture->address,
                                    "--access-code-file",
                                    printer_string (fixture, "access_code_file"),
                                    "--ca",
                                    printer_string (fixture, "ca_file"),
                                    NULL };
  g_autoptr (GSubprocess) process =
      simulator_process_spawn (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  Watched watched = { 0 };

  g_assert_no_error (error);
  watched.output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  watched_read (&watched);

  test_wait_until (is_fresh (&watched, "live"));
  simulator_process_tell (fixture->simulator, patch);
  test_wait_until (is_called_kept (&watched));

  simulator_process_tell (fixture->simulator, "stop-broker");
  test_wait_until (is_fresh (&watched, "last-known"));
  g_assert_true (is_called_kept (&watched));

  simulator_process_tell (fixture->simulator, "start-broker");
  test_wait_until (is_fresh (&watched, "live"));
  g_assert_true (is_called_kept (&watched));

  /* As Ctrl+C does */
  g_subprocess_send_signal (process, SIGINT);
  test_wait_until (!watched.output);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 128 + SIGINT);
  json_object_unref (watched.last);
}

static gboolean
is_found (Watched *watched)
{
  return watched->last
         && g_strcmp0 (json_object_get_string_member (watched->last, "serial"), SERIAL) == 0;
}

static gboolean
is_unheard_of (Watched *watched)
{
  return is_found (watched)
         && g_strcmp0 (json_object_get_string_member (watched->last, "model"), "Q42") == 0;
}

static void
test_discover (Fixture *fixture, gconstpointer data)
{
  static const char *const arguments[] = {
    CULM_CTL, "discover", "--json", "--seconds", "60", NULL
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      simulator_process_spawn (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  Watched watched = { 0 };

  g_assert_no_error (error);
  watched.output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  watched_read (&watched);
  simulator_process_tell (fixture->simulator, "clear announce-silent");

  test_wait_until (is_found (&watched));
  culmctl_assert_string (watched.last, "model", "P1S");
  culmctl_assert_string (watched.last, "address", printer_string (fixture, "address"));

  simulator_process_tell (fixture->simulator, "fault announce-unknown-model");
  test_wait_until (is_unheard_of (&watched));
  simulator_process_tell (fixture->simulator, "clear announce-unknown-model");

  g_subprocess_send_signal (process, SIGTERM);
  test_wait_until (!watched.output);
  json_object_unref (watched.last);
}

/* Every capture by way of a broker; registered only where the captures are. */
static void
test_captures (void)
{
  g_auto (GStrv) names = capture_facts_list ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  Fixture fixture = { 0 };

  for (guint i = 0; names[i]; i++)
    {
      g_strv_builder_add (builder, "--report");
      g_strv_builder_take (builder, capture_facts_dup_path (names[i], ".json"));
    }
  arguments = g_strv_builder_end (builder);
  fixture_start (&fixture, (const char *const *) arguments);
  g_assert_cmpuint (simulator_process_get_n_printers (fixture.simulator), ==,
                    g_strv_length (names));

  for (guint i = 0; names[i]; i++)
    {
      JsonObject *printer = simulator_process_get_printer (fixture.simulator, i);
      g_autofree char *address = simulator_process_dup_address (fixture.simulator, i);
      g_autoptr (JsonObject) facts = capture_facts_load_expected (names[i]);
      g_autoptr (JsonObject) status = NULL;
      g_autoptr (CulmctlRun) result =
          run_culmctl (NULL, "status", "--json", "--address", address, "--access-code-file",
                       json_object_get_string_member (printer, "access_code_file"), "--ca",
                       json_object_get_string_member (printer, "ca_file"), NULL);

      g_test_message ("%s", names[i]);
      g_assert_cmpint (result->exit, ==, OK);
      status = culmctl_parse_line (result->output);
      /* The simulator reports its own address. */
      json_object_remove_member (facts, "ip");
      capture_facts_compare (facts, status);
    }

  fixture_tear_down (&fixture, NULL);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GFileEnumerator) entries = g_file_enumerate_children (
      folder, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *entry;

  while (entries && g_file_enumerator_iterate (entries, NULL, &entry, NULL, NULL) && entry)
    {
      if (g_file_query_file_type (entry, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL)
          == G_FILE_TYPE_DIRECTORY)
        remove_folder (g_file_peek_path (entry));
      else
        g_file_delete (entry, NULL, NULL);
    }

  g_rmdir (path);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/culmctl/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_autofree char *data = g_dir_make_tmp ("culmctl-XXXXXX", NULL);
  g_auto (GStrv) captures = capture_facts_list ();
  int status;

  /* For the processes that are started; what they keep stays apart from the user's own. */
  g_setenv ("XDG_DATA_HOME", data, TRUE);

  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("status", test_status);
  ADD ("text", test_text);
  ADD ("wrong-code", test_wrong_code);
  ADD ("certificate", test_certificate);
  ADD ("accepted-certificate", test_accepted_certificate);
  ADD ("unreachable", test_unreachable);
  ADD ("silence", test_silence);
  ADD ("known-printer", test_known_printer);
  ADD ("watch", test_watch);
  ADD ("discover", test_discover);
  g_test_add_func ("/culmctl/usage", test_usage);
  if (captures)
    g_test_add_func ("/culmctl/captures", test_captures);

  status = g_test_run ();
  remove_folder (data);

  return status;
}
