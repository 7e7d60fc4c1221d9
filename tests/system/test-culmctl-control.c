/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands as a script gives them: culmctl beside a simulated printer that is a real broker. */

#include <gio/gio.h>
#include <libdex.h>

#include "simulator-process.h"
#include "test-wait.h"

enum
{
  OK = 0,
  USAGE = 1,
  UNREACHABLE = 2,
  VIEW_ONLY = 6,
  NOT_CONFIRMED = 7,
  NOT_NOW = 9,
  NOT_ABLE = 10,
};

typedef struct
{
  SimulatorProcess *simulator;
  char *address;
} Fixture;

typedef struct
{
  int exit;
  JsonObject *answer; /* NULL if there was none */
  char *output;
  char *errors;
  gboolean done;
} Result;

static void
result_clear (Result *result)
{
  g_clear_pointer (&result->answer, json_object_unref);
  g_free (result->output);
  g_free (result->errors);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static void
on_communicated (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  Result *result = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (object), async_result, &result->output,
                                        &result->errors, &error);
  g_assert_no_error (error);
  result->exit = g_subprocess_get_exit_status (G_SUBPROCESS (object));
  result->done = TRUE;
}

static const char *
printer_string (Fixture *fixture, const char *key)
{
  return json_object_get_string_member (simulator_process_get_printer (fixture->simulator, 0), key);
}

/* The words of a command, with spaces between them. */
static Result
ask (Fixture *fixture, const char *words)
{
  Result result = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_strdup_printf (
      "%s %s --json --address %s --access-code-file %s --ca %s", CULM_CTL, words, fixture->address,
      printer_string (fixture, "access_code_file"), printer_string (fixture, "ca_file"));
  g_auto (GStrv) arguments = g_strsplit (line, " ", -1);
  g_autoptr (GSubprocess) process =
      simulator_process_spawn ((const char *const *) arguments,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, "", NULL, on_communicated, &result);
  test_wait_until (result.done);
  if (*result.errors)
    g_test_message ("%s: %s", words, result.errors);

  if (*result.output)
    {
      g_autoptr (JsonNode) node = json_from_string (result.output, &error);

      g_assert_no_error (error);
      result.answer = json_object_ref (json_node_get_object (node));
    }

  return result;
}

/* Asks and compares. */
static void
assert_exit (Fixture *fixture, const char *words, int exit, const char *result)
{
  g_auto (Result) asked = ask (fixture, words);

  g_assert_cmpint (asked.exit, ==, exit);
  if (result)
    {
      g_assert_nonnull (asked.answer);
      g_assert_cmpstr (json_object_get_string_member (asked.answer, "result"), ==, result);
      g_assert_cmpstr (json_object_get_string_member (asked.answer, "printer"), ==,
                       printer_string (fixture, "serial"));
    }
}

/* What the printer reports, as another process sees it. */
static gboolean
is_in_state (Fixture *fixture, const char *state)
{
  g_auto (Result) status = ask (fixture, "status");

  g_assert_cmpint (status.exit, ==, OK);

  return g_str_equal (json_object_get_string_member (status.answer, "state"), state);
}

static void
assert_state (Fixture *fixture, const char *state)
{
  g_assert_true (is_in_state (fixture, state));
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  const char *const arguments[] = { "--profile", data, "--printing=40", NULL };
  g_autoptr (GError) error = NULL;

  fixture->simulator = simulator_process_start (arguments, &error);
  g_assert_no_error (error);
  fixture->address = simulator_process_dup_address (fixture->simulator, 0);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  simulator_process_stop (fixture->simulator);
  g_free (fixture->address);
}

static void
test_effects (Fixture *fixture, gconstpointer data)
{
  assert_exit (fixture, "light off", OK, "done");
  assert_exit (fixture, "pause", OK, "done");
  assert_state (fixture, "PAUSE");
  assert_exit (fixture, "pause", NOT_NOW, "not-now");
  assert_exit (fixture, "resume", OK, "done");
  assert_state (fixture, "RUNNING");
  assert_exit (fixture, "speed sport", OK, "done");
}

/* Handed to a connection that is closed behind it, a command still gets there. */
static void
test_no_wait (Fixture *fixture, gconstpointer data)
{
  assert_exit (fixture, "pause --no-wait", OK, "sent");

  /* The test's own limit ends this. */
  while (!is_in_state (fixture, "PAUSE"))
    g_test_message ("Not paused yet");
}

static void
test_no_effect (Fixture *fixture, gconstpointer data)
{
  simulator_process_tell (fixture->simulator, "fault no-effect");
  assert_exit (fixture, "light off", NOT_CONFIRMED, "not-confirmed");
  assert_exit (fixture, "pause --no-wait", OK, "sent");
  assert_state (fixture, "RUNNING");
}

static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  simulator_process_tell (fixture->simulator, "fault commands-dropped");
  assert_exit (fixture, "pause", NOT_CONFIRMED, "not-confirmed");
  assert_state (fixture, "RUNNING");
}

static void
test_authorization (Fixture *fixture, gconstpointer data)
{
  simulator_process_tell (fixture->simulator, "fault authorization");
  assert_exit (fixture, "pause", VIEW_ONLY, "view-only");
  assert_state (fixture, "RUNNING");
}

/* What cannot be taken back needs a yes. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  assert_exit (fixture, "stop", USAGE, NULL);
  assert_exit (fixture, "gcode M400", USAGE, NULL);
  assert_state (fixture, "RUNNING");
  assert_exit (fixture, "stop --yes", OK, "done");
  assert_state (fixture, "FAILED");
}

static void
test_temperatures (Fixture *fixture, gconstpointer data)
{
  assert_exit (fixture, "temperature nozzle 220", OK, "done");
  assert_exit (fixture, "temperature bed 55", OK, "done");
  assert_exit (fixture, "temperature bed 300", NOT_ABLE, "not-able");
  assert_exit (fixture, "temperature bed off", OK, "done");
}

/* What is wrong in itself is said before anything connects: there is no answer of a printer's. */
static void
test_usage (Fixture *fixture, gconstpointer data)
{
  static const char *const WRONG[] = {
    "temperature nozzle 2200",
    "temperature bed",
    "light maybe",
    "fan  50",
    "fan part 101",
    "skip 3,,5",
    "pause me now",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      g_auto (Result) asked = ask (fixture, WRONG[i]);

      g_assert_cmpint (asked.exit, ==, USAGE);
      g_assert_cmpstr (asked.output, ==, "");
      g_assert_cmpstr (asked.errors, !=, "");
    }
}

static void
test_unreachable (Fixture *fixture, gconstpointer data)
{
  simulator_process_tell (fixture->simulator, "stop-broker");
  test_wait_until (simulator_process_count_events (fixture->simulator, "broker-stopped") == 1);
  assert_exit (fixture, "pause", UNREACHABLE, NULL);
  simulator_process_tell (fixture->simulator, "start-broker");
  test_wait_until (simulator_process_count_events (fixture->simulator, "broker-started") == 1);
  assert_state (fixture, "RUNNING");
}

#define ADD(path, profile, function)                                                               \
  g_test_add ("/culmctl-control/" path, Fixture, profile, fixture_set_up, function,                \
              fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("effects", "P1S", test_effects);
  ADD ("no-wait", "P1S", test_no_wait);
  ADD ("no-effect", "P1S", test_no_effect);
  ADD ("dropped", "H2D", test_dropped);
  ADD ("authorization", "H2D", test_authorization);
  ADD ("stop", "P1S", test_stop);
  ADD ("temperatures/P1S", "P1S", test_temperatures);
  ADD ("temperatures/H2D", "H2D", test_temperatures);
  ADD ("usage", "P1S", test_usage);
  ADD ("unreachable", "P1S", test_unreachable);

  return g_test_run ();
}
