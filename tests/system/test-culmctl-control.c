/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands as a script gives them, or somebody at a terminal: culmctl beside simulated printers on
 * a real broker. */

#include <gio/gio.h>
#include <libdex.h>
#include <string.h>

#include "culmctl-run.h"
#include "simulator-process.h"
#include "terminal-process.h"
#include "test-wait.h"

/* Printers' time goes faster than ours; how long culmctl waits does not. */
#define SPEED "--speed=10"
#define IMPATIENT " --timeout 3"

#define ASKS_STOP "Stop the print? It cannot be resumed. [y/N] "

/* One of the simulator's printers, each test has one of its own. */
typedef struct
{
  SimulatorProcess *simulator;
  JsonObject *printer;
  char *address;
} Fixture;

static const char *
printer_string (Fixture *fixture, const char *key)
{
  return json_object_get_string_member (fixture->printer, key);
}

/* The words of a command as a shell takes them; the first is what to do. */
static GStrv
make_command (Fixture *fixture, const char *words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  g_assert_true (g_shell_parse_argv (words, NULL, &parts, NULL));
  g_strv_builder_add_many (builder, CULM_CTL, parts[0], "--json", "--address", fixture->address,
                           "--access-code-file", printer_string (fixture, "access_code_file"),
                           "--ca", printer_string (fixture, "ca_file"), NULL);
  g_strv_builder_addv (builder, (const char **) parts + 1);

  return g_strv_builder_end (builder);
}

static CulmctlRun *
ask (Fixture *fixture, const char *words)
{
  g_auto (GStrv) arguments = make_command (fixture, words);

  g_test_message ("%s", words);

  return culmctl_run ((const char *const *) arguments, NULL);
}

/* Asks and compares. */
static void
assert_exit (Fixture *fixture, const char *words, int exit, const char *result)
{
  g_autoptr (CulmctlRun) asked = ask (fixture, words);
  g_autoptr (JsonObject) answer = *asked->output ? culmctl_parse_line (asked->output) : NULL;

  g_assert_cmpint (asked->exit, ==, exit);
  if (result)
    {
      g_assert_nonnull (answer);
      culmctl_assert_string (answer, "result", result);
      culmctl_assert_string (answer, "printer", printer_string (fixture, "serial"));
    }
}

/* Asks and compares what a user reads. */
static void
assert_says (Fixture *fixture, const char *words, int exit, const char *text)
{
  g_autoptr (CulmctlRun) asked = ask (fixture, words);

  g_assert_cmpint (asked->exit, ==, exit);
  g_assert_nonnull (strstr (asked->errors, text));
}

/* What the printer reports, as another process sees it. */
static JsonObject *
look (Fixture *fixture)
{
  g_autoptr (CulmctlRun) status = ask (fixture, "status");

  g_assert_cmpint (status->exit, ==, OK);

  return culmctl_parse_line (status->output);
}

static gboolean
is_in_state (Fixture *fixture, const char *state)
{
  g_autoptr (JsonObject) status = look (fixture);

  return g_str_equal (json_object_get_string_member (status, "state"), state);
}

static void
assert_state (Fixture *fixture, const char *state)
{
  g_assert_true (is_in_state (fixture, state));
}

static void
assert_target (JsonObject *heater, int celsius)
{
  g_assert_cmpfloat (json_object_get_double_member (heater, "target"), ==, celsius);
}

static void
set_fault (Fixture *fixture, const char *fault)
{
  g_autofree char *line =
      g_strdup_printf ("fault %s %s", fault, printer_string (fixture, "serial"));

  simulator_process_tell (fixture->simulator, line);
}

/* How many messages with this text reached the printer. */
static guint
count_requests (Fixture *fixture, const char *text)
{
  guint count = 0;
  JsonObject *event;

  for (guint i = 0;
       (event = simulator_process_get_event (fixture->simulator, "command", i)) != NULL; i++)
    {
      g_autofree char *payload = json_to_string (json_object_get_member (event, "payload"), FALSE);

      if (g_str_equal (json_object_get_string_member (event, "serial"),
                       printer_string (fixture, "serial"))
          && strstr (payload, text) != NULL)
        count++;
    }

  return count;
}

/* While it prints */

static void
test_effects (Fixture *fixture)
{
  g_autoptr (JsonObject) status = NULL;

  assert_exit (fixture, "light off", OK, "done");
  assert_exit (fixture, "pause", OK, "done");
  assert_state (fixture, "PAUSE");
  assert_exit (fixture, "pause", NOT_NOW, "not-now");
  assert_exit (fixture, "resume", OK, "done");
  assert_exit (fixture, "speed sport", OK, "done");
  assert_exit (fixture, "fan aux 30", OK, "done");
  status = look (fixture);
  g_assert_cmpstr (json_object_get_string_member (status, "state"), ==, "RUNNING");
  g_assert_cmpint (json_object_get_int_member (status, "speed_level"), ==, 3);
  g_assert_cmpint (
      json_object_get_int_member (json_object_get_object_member (status, "fans_percent"), "aux"),
      ==, 30);
  g_assert_cmpuint (count_requests (fixture, "\"pause\""), ==, 1);
}

/* Handed to a connection that is closed behind it, a command still gets there. */
static void
test_no_wait (Fixture *fixture)
{
  assert_exit (fixture, "pause --no-wait", OK, "sent");

  /* The test's own limit ends this. */
  while (!is_in_state (fixture, "PAUSE"))
    g_test_message ("Not paused yet");
}

static void
test_no_effect (Fixture *fixture)
{
  set_fault (fixture, "no-effect");
  assert_exit (fixture, "light off" IMPATIENT, NOT_CONFIRMED, "not-confirmed");
  assert_exit (fixture, "pause --no-wait", OK, "sent");
  assert_state (fixture, "RUNNING");
}

static void
test_dropped (Fixture *fixture)
{
  set_fault (fixture, "commands-dropped");
  assert_exit (fixture, "pause" IMPATIENT, NOT_CONFIRMED, "not-confirmed");
  assert_says (fixture, "temperature nozzle 210 --nozzle left" IMPATIENT, NOT_CONFIRMED,
               "did not confirm: left nozzle 210 °C");
  assert_state (fixture, "RUNNING");
  g_assert_cmpuint (count_requests (fixture, "\"pause\""), ==, 1);
}

static void
test_authorization (Fixture *fixture)
{
  set_fault (fixture, "authorization");
  assert_exit (fixture, "pause", VIEW_ONLY, "view-only");
  assert_exit (fixture, "gcode M400 --yes --no-wait", VIEW_ONLY, "view-only");
  assert_exit (fixture, "light off", OK, "done");
  assert_state (fixture, "RUNNING");
  g_assert_cmpuint (count_requests (fixture, "\"print\""), ==, 0);
}

/* Older firmware does not say beforehand that it wants signatures. */
static void
test_refused (Fixture *fixture)
{
  set_fault (fixture, "authorization-code");
  assert_exit (fixture, "pause", VIEW_ONLY, "view-only");
  assert_says (fixture, "speed sport", VIEW_ONLY, "accepts commands only from Bambu Lab’s apps");
  assert_exit (fixture, "light off", OK, "done");
  assert_state (fixture, "RUNNING");
  g_assert_cmpuint (count_requests (fixture, "\"pause\""), ==, 1);
}

/* What cannot be taken back needs a yes. */
static void
test_stop (Fixture *fixture)
{
  assert_exit (fixture, "stop", USAGE, NULL);
  assert_exit (fixture, "gcode M400", USAGE, NULL);
  assert_exit (fixture, "skip 3", USAGE, NULL);
  assert_state (fixture, "RUNNING");
  assert_exit (fixture, "stop --yes", OK, "done");
  assert_state (fixture, "FAILED");
}

static void
test_skip (Fixture *fixture)
{
  assert_exit (fixture, "skip 3,5 --yes", OK, "done");

  /* A print of nothing is none. */
  assert_exit (fixture, "skip 1,2,3,4,5,6,7,8 --yes", REFUSED, "refused");
  assert_state (fixture, "RUNNING");
}

static void
test_not_while_printing (Fixture *fixture)
{
  static const char *const WORDS[] = { "home all", "jog x 10", "extrude 5", "load A2 --yes",
                                       "unload --yes" };

  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++)
    assert_exit (fixture, WORDS[i], NOT_NOW, "not-now");
}

/* In a pause the nozzle is hot, and filament may be moved. */
static void
test_filament (Fixture *fixture)
{
  assert_exit (fixture, "pause", OK, "done");
  assert_exit (fixture, "extrude 10", OK, "done");
  assert_exit (fixture, "retract 5", OK, "done");
  assert_exit (fixture, "load Z9 --yes", NOT_ABLE, "not-able");
  assert_exit (fixture, "unload --nozzle left --yes", NOT_ABLE, "not-able");
  assert_exit (fixture, "unload --yes", OK, "done");
}

/* At a terminal somebody is asked; what is not yes is no. */

static TerminalProcess *
start_terminal (Fixture *fixture, const char *words)
{
  g_auto (GStrv) command = make_command (fixture, words);
  g_autoptr (GError) error = NULL;
  TerminalProcess *terminal = terminal_process_new ((const char *const *) command, &error);

  g_assert_no_error (error);

  return terminal;
}

static void
answer_terminal (Fixture *fixture, const char *keys, int exit)
{
  g_autoptr (TerminalProcess) terminal = start_terminal (fixture, "stop");

  test_wait_until (g_str_has_suffix (terminal_process_get_shown (terminal), ASKS_STOP)
                   || terminal_process_has_ended (terminal));
  g_assert_false (terminal_process_has_ended (terminal));
  g_assert_cmpuint (count_requests (fixture, "\"stop\""), ==, 0);
  terminal_process_type (terminal, keys);
  test_wait_until (terminal_process_has_ended (terminal));
  g_assert_cmpint (terminal_process_get_exit (terminal), ==, exit);
}

static void
test_terminal (Fixture *fixture)
{
  answer_terminal (fixture, "n\n", USAGE);
  answer_terminal (fixture, "yesterday\n", USAGE);
  answer_terminal (fixture, "\n", USAGE);
  answer_terminal (fixture, "\004", USAGE);
  assert_state (fixture, "RUNNING");
  answer_terminal (fixture, "Yes\n", OK);
  assert_state (fixture, "FAILED");
}

static void
test_terminal_yes (Fixture *fixture)
{
  g_autoptr (TerminalProcess) terminal = start_terminal (fixture, "stop --yes");

  test_wait_until (terminal_process_has_ended (terminal));
  g_assert_null (strstr (terminal_process_get_shown (terminal), "[y/N]"));
  g_assert_cmpint (terminal_process_get_exit (terminal), ==, OK);
}

/* With nothing to print */

static void
test_idle (Fixture *fixture)
{
  g_autoptr (JsonObject) status = NULL;
  JsonObject *extruder;

  assert_exit (fixture, "pause", NOT_NOW, "not-now");
  assert_exit (fixture, "jog x 10", OK, "done");
  assert_exit (fixture, "jog z -- -1", OK, "done");
  assert_exit (fixture, "home all", OK, "done");
  assert_says (fixture, "extrude 5", NOT_NOW, "Heat the nozzle to 170 °C first.");
  assert_says (fixture, "unload --yes", NOT_NOW, "Nothing is loaded.");
  assert_exit (fixture, "air cooling", NOT_ABLE, "not-able");
  assert_exit (fixture, "dry 'AMS A' 55 --yes", NOT_ABLE, "not-able");
  assert_exit (fixture, "temperature chamber 50", NOT_ABLE, "not-able");
  assert_exit (fixture, "gcode 'M140 S45' --yes", OK, "done");
  assert_exit (fixture, "temperature nozzle 220", OK, "done");
  status = look (fixture);
  extruder = json_array_get_object_element (json_object_get_array_member (status, "extruders"), 0);
  assert_target (json_object_get_object_member (status, "bed"), 45);
  assert_target (json_object_get_object_member (extruder, "nozzle"), 220);
  assert_exit (fixture, "temperature bed 55", OK, "done");
  assert_says (fixture, "temperature bed 300", NOT_ABLE, "It can be heated to 100 °C at most.");
  assert_exit (fixture, "temperature bed off", OK, "done");
}

static void
test_load (Fixture *fixture)
{
  assert_exit (fixture, "load A4 --yes", NOT_NOW, "not-now");
  assert_exit (fixture, "load a2 --yes", OK, "done");
}

/* Two nozzles, an air duct, a heated chamber, and units that dry */
static void
test_idle_h2d (Fixture *fixture)
{
  g_autoptr (JsonObject) status = NULL;
  JsonArray *extruders;

  assert_exit (fixture, "temperature nozzle 210 --nozzle left", OK, "done");
  assert_exit (fixture, "temperature bed 55", OK, "done");
  assert_exit (fixture, "temperature chamber 50", OK, "done");
  assert_exit (fixture, "air cooling", OK, "done");
  assert_exit (fixture, "fan part 50", OK, "done");
  assert_exit (fixture, "dry 'AMS 2 Pro A' 55", USAGE, NULL);
  assert_says (fixture, "dry 'AMS 2 Pro A' 60 --yes", NOT_NOW,
               "Something in the unit softens above 55 °C");
  assert_exit (fixture, "dry 'AMS 2 Pro A' 55 --hours 4 --material PETG --yes", OK, "done");
  assert_says (fixture, "dry 'AMS 2 Pro A' 55 --yes", NOT_NOW, "The unit dries already.");
  assert_exit (fixture, "dry 'AMS 2 Pro A' off", OK, "done");
  assert_exit (fixture, "dry 'AMS 2 Pro Z' 55 --yes", NOT_ABLE, "not-able");
  assert_exit (fixture, "air heating", OK, "done");
  status = look (fixture);
  extruders = json_object_get_array_member (status, "extruders");
  for (guint i = 0; i < json_array_get_length (extruders); i++)
    {
      JsonObject *extruder = json_array_get_object_element (extruders, i);
      gboolean is_left = g_str_equal (json_object_get_string_member (extruder, "side"), "left");

      assert_target (json_object_get_object_member (extruder, "nozzle"), is_left ? 210 : 0);
    }
  assert_target (json_object_get_object_member (status, "bed"), 55);
}

/* What is wrong in itself is said before anything connects: there is no answer of a printer's. */
static void
test_usage (Fixture *fixture)
{
  static const char *const WRONG[] = {
    "temperature nozzle 2200",
    "temperature bed",
    "temperature nozzle 200 --nozzle middle",
    "light maybe",
    "fan '' 50",
    "fan part 101",
    "air 2",
    "home z",
    "jog x 51",
    "extrude 0",
    "dry 'AMS 2 Pro A' 55 --hours 25",
    "skip 3,,5",
    "pause me now",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      g_autoptr (CulmctlRun) asked = ask (fixture, WRONG[i]);

      g_assert_cmpint (asked->exit, ==, USAGE);
      g_assert_cmpstr (asked->output, ==, "");
      g_assert_cmpstr (asked->errors, !=, "");
    }
}

static void
test_unreachable (Fixture *fixture)
{
  simulator_process_tell (fixture->simulator, "stop-broker");
  test_wait_until (simulator_process_count_events_of (fixture->simulator, "broker-stopped",
                                                      printer_string (fixture, "serial"))
                   == 1);
  assert_exit (fixture, "pause", UNREACHABLE, NULL);
}

/* The last one takes the brokers down for all of its simulator. */
static const struct
{
  const char *name;
  const char *profile;
  gboolean is_idle;
  void (*run) (Fixture *fixture);
} TESTS[] = {
  { "effects", "P1S", FALSE, test_effects },
  { "no-wait", "P1S", FALSE, test_no_wait },
  { "no-effect", "P1S", FALSE, test_no_effect },
  { "dropped", "H2D", FALSE, test_dropped },
  { "authorization", "H2D", FALSE, test_authorization },
  { "refused", "P1S", FALSE, test_refused },
  { "stop", "P1S", FALSE, test_stop },
  { "skip", "H2D", FALSE, test_skip },
  { "not-while-printing", "P1S", FALSE, test_not_while_printing },
  { "filament", "P1S", FALSE, test_filament },
  { "terminal", "P1S", FALSE, test_terminal },
  { "terminal-yes", "P1S", FALSE, test_terminal_yes },
  { "idle", "P1S", TRUE, test_idle },
  { "idle-H2D", "H2D", TRUE, test_idle_h2d },
  { "load", "P1S", TRUE, test_load },
  { "usage", "P1S", TRUE, test_usage },
  { "unreachable", "P1S", TRUE, test_unreachable },
};

static SimulatorProcess *simulators[2]; /* printing, idle */

/* Each test's printer has its place among those of its simulator. */
static void
run_test (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  gboolean is_idle = TESTS[index].is_idle;
  guint place = 0;
  Fixture fixture;

  for (guint i = 0; i < index; i++)
    place += TESTS[i].is_idle == is_idle;

  fixture.simulator = simulators[is_idle];
  fixture.printer = simulator_process_get_printer (fixture.simulator, place);
  fixture.address = simulator_process_dup_address (fixture.simulator, place);
  TESTS[index].run (&fixture);
  g_free (fixture.address);
}

static SimulatorProcess *
start_simulator (gboolean is_idle)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  SimulatorProcess *simulator;

  g_strv_builder_add (builder, SPEED);
  if (!is_idle)
    g_strv_builder_add (builder, "--printing=40");
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    if (TESTS[i].is_idle == is_idle)
      g_strv_builder_add_many (builder, "--profile", TESTS[i].profile, NULL);
  arguments = g_strv_builder_end (builder);
  simulator = simulator_process_start ((const char *const *) arguments, &error);
  g_assert_no_error (error);

  return simulator;
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  dex_init ();

  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    {
      g_autofree char *path = g_strconcat ("/culmctl-control/", TESTS[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), run_test);
    }

  for (guint i = 0; i < G_N_ELEMENTS (simulators); i++)
    simulators[i] = start_simulator (i == 1);
  status = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (simulators); i++)
    simulator_process_stop (simulators[i]);

  return status;
}
