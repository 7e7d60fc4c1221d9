/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The live view: on a terminal in one place, in a pipe a line after the other; and what printers
 * send does nothing to the terminal. */

#include <glib/gstdio.h>
#include <libdex.h>
#include <signal.h>
#include <string.h>

#include "culmctl-run.h"
#include "simulator-process.h"
#include "terminal-process.h"
#include "test-wait.h"

/* Their own, as other tests' simulators announce themselves to the same loopback interface */
#define SERIAL "01P00A770000071"
#define OTHER_SERIAL "01P00A770000072"

#define INTERRUPTED 130
#define ENTER "\033[?1049h\033[?25l"
#define LEAVE "\033[?25h\033[?1049l"
#define BOLD "\033[1m"
#define CTRL_C "\003"

/* It would give the window another title, and ring. */
#define HOSTILE "Work\033]0;evil\007shop"
#define HOSTILE_JOB                                                                                \
  "state " SERIAL " {\"subtask_name\":\"job\\u001b]0;evil\\u0007\\u009b2J\\u202e\"}"

typedef struct
{
  SimulatorProcess *simulator;
} Fixture;

static const char *
get_string (Fixture *fixture, guint printer, const char *key)
{
  return json_object_get_string_member (simulator_process_get_printer (fixture->simulator, printer),
                                        key);
}

/* command (…, NULL): of culmctl, at a terminal that can move its cursor */
static GStrv make_command (const char *environment, ...) G_GNUC_NULL_TERMINATED;

static GStrv
make_command (const char *environment, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *word;
  va_list words;

  g_strv_builder_add_many (builder, "/usr/bin/env", "TERM=xterm", environment, CULM_CTL, NULL);
  va_start (words, environment);
  while ((word = va_arg (words, const char *)))
    g_strv_builder_add (builder, word);
  va_end (words);

  return g_strv_builder_end (builder);
}

static void
add_printer (Fixture *fixture, guint printer, const char *name)
{
  g_autofree char *address = simulator_process_dup_address (fixture->simulator, printer);
  const char *const command[] = { CULM_CTL,
                                  "add",
                                  address,
                                  "--json",
                                  "--name",
                                  name,
                                  "--access-code-file",
                                  get_string (fixture, printer, "access_code_file"),
                                  "--ca",
                                  get_string (fixture, printer, "ca_file"),
                                  NULL };
  g_autoptr (CulmctlRun) run = culmctl_run (command, NULL);
  g_autoptr (JsonObject) added = NULL;

  g_assert_cmpint (run->exit, ==, OK);
  added = culmctl_parse_line (run->output);
  culmctl_assert_string (added, "serial", get_string (fixture, printer, "serial"));
  culmctl_assert_string (added, "name", name);
}

static void
remove_printer (const char *serial)
{
  const char *const command[] = { CULM_CTL, "remove", "--json", serial, NULL };
  g_autoptr (CulmctlRun) run = culmctl_run (command, NULL);
  g_autoptr (JsonObject) removed = NULL;

  g_assert_cmpint (run->exit, ==, OK);
  removed = culmctl_parse_line (run->output);
  culmctl_assert_string (removed, "serial", serial);
}

/* Once for all tests, as adding takes its time. */
static void
set_up (Fixture *fixture)
{
  static const char *const arguments[] = { "--profile", "P1S",      "--profile",  "P1S", "--serial",
                                           SERIAL,      "--serial", OTHER_SERIAL, NULL };
  g_autoptr (GError) error = NULL;

  fixture->simulator = simulator_process_start (arguments, &error);
  g_assert_no_error (error);
  add_printer (fixture, 0, HOSTILE);
  add_printer (fixture, 1, "Attic");
}

static void
tear_down (Fixture *fixture)
{
  remove_printer (SERIAL);
  remove_printer (OTHER_SERIAL);
  simulator_process_stop (fixture->simulator);
}

static TerminalProcess *
start (GStrv command)
{
  g_autoptr (GError) error = NULL;
  TerminalProcess *terminal = terminal_process_new ((const char *const *) command, &error);

  g_assert_no_error (error);

  return terminal;
}

static void
wait_for (TerminalProcess *terminal, const char *text)
{
  test_wait_until (strstr (terminal_process_get_shown (terminal), text)
                   || terminal_process_has_ended (terminal));
  if (!strstr (terminal_process_get_shown (terminal), text))
    g_error ("“%s” did not come: %s", text, terminal_process_get_shown (terminal));
}

/* What was shown after the last time that the cursor went to the top. */
static const char *
get_picture (TerminalProcess *terminal)
{
  return g_strrstr (terminal_process_get_shown (terminal), "\033[H");
}

static void
assert_harmless (const char *text)
{
  g_assert_null (strstr (text, "\033]"));
  g_assert_null (strchr (text, '\007'));
  g_assert_null (strstr (text, "\302\233"));
  g_assert_null (strstr (text, "\342\200\256"));
}

static gboolean
is_cut_to (TerminalProcess *terminal, guint n_lines)
{
  g_auto (GStrv) lines = g_strsplit (get_picture (terminal), "\r\n", -1);

  return g_strv_length (lines) == n_lines;
}

static void
test_several (gconstpointer data)
{
  g_auto (GStrv) command = make_command ("NO_COLOR=", "watch", NULL);
  g_autoptr (TerminalProcess) terminal = start (command);
  const char *end;

  wait_for (terminal, ENTER);
  wait_for (terminal, "Attic");
  test_wait_until (strstr (get_picture (terminal), "°C"));
  g_assert_false (terminal_process_has_echo (terminal));
  g_assert_nonnull (strstr (get_picture (terminal), BOLD "NAME"));
  g_assert_nonnull (strstr (get_picture (terminal), "Work\357\277\275]0;evil\357\277\275shop"));

  /* In one place, and as much as the window holds: two lines, of which each fits. */
  terminal_process_resize (terminal, 2, 12);
  test_wait_until (is_cut_to (terminal, 2));
  g_assert_null (strstr (get_picture (terminal), "°C"));
  terminal_process_resize (terminal, 24, 100);
  test_wait_until (strstr (get_picture (terminal), "°C"));

  terminal_process_type (terminal, CTRL_C);
  test_wait_until (terminal_process_has_ended (terminal));
  g_assert_cmpint (terminal_process_get_exit (terminal), ==, INTERRUPTED);
  g_assert_true (terminal_process_has_echo (terminal));

  /* The first screen is back, and has what was seen last. */
  end = strstr (terminal_process_get_shown (terminal), LEAVE);
  g_assert_nonnull (end);
  g_assert_nonnull (strstr (end, "Attic"));
  g_assert_null (strstr (end, "\033[H"));
  assert_harmless (terminal_process_get_shown (terminal));
}

static void
test_one (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;
  g_auto (GStrv) command = make_command ("NO_COLOR=1", "watch", SERIAL, NULL);
  g_autoptr (TerminalProcess) terminal = start (command);

  terminal_process_resize (terminal, 60, 100);
  wait_for (terminal, "(P1S)");
  simulator_process_tell (fixture->simulator, HOSTILE_JOB);
  wait_for (terminal, "job\357\277\275]0;evil");
  g_assert_null (strstr (get_picture (terminal), "Attic"));
  g_assert_nonnull (strstr (get_picture (terminal), SERIAL));
  g_assert_null (strstr (terminal_process_get_shown (terminal), BOLD));
  assert_harmless (terminal_process_get_shown (terminal));

  /* A signal gives the terminal back as Ctrl+C does. */
  g_subprocess_send_signal (terminal_process_get_subprocess (terminal), 15);
  test_wait_until (terminal_process_has_ended (terminal));
  g_assert_true (terminal_process_has_echo (terminal));
  g_assert_nonnull (strstr (terminal_process_get_shown (terminal), LEAVE));
}

#define DOWN "\033[B"
#define UP "\033OA"
#define PAGE_DOWN "\033[6~"
#define PAGE_UP "\033[5~"

/* The line that stands on top */
static char *
dup_top (TerminalProcess *terminal)
{
  const char *line = get_picture (terminal) + strlen ("\033[H\033[K");

  return g_strndup (line, strcspn (line, "\r\n"));
}

static gboolean
is_on_top (TerminalProcess *terminal, const char *line)
{
  g_autofree char *top = dup_top (terminal);

  return g_str_equal (top, line);
}

static gboolean
has_row (TerminalProcess *terminal, const char *text)
{
  return strstr (get_picture (terminal), text) != NULL;
}

/* More than the window holds */
static void
test_keys (gconstpointer data)
{
  g_auto (GStrv) command = make_command ("NO_COLOR=1", "watch", SERIAL, NULL);
  g_autoptr (TerminalProcess) terminal = start (command);
  g_autofree char *top = NULL;

  terminal_process_resize (terminal, 60, 100);
  wait_for (terminal, "°C");
  g_assert_false (terminal_process_has_lines (terminal));
  top = dup_top (terminal);
  g_assert_nonnull (strstr (top, "(P1S)"));

  terminal_process_resize (terminal, 5, 100);
  test_wait_until (has_row (terminal, "1–4 of "));
  g_assert_true (is_on_top (terminal, top));

  /* A key may come in pieces; what is none does nothing. */
  terminal_process_type (terminal, DOWN "\033");
  test_wait_until (has_row (terminal, "2–5 of "));
  g_assert_false (is_on_top (terminal, top));
  terminal_process_type (terminal, "[B");
  test_wait_until (has_row (terminal, "3–6 of "));
  terminal_process_type (terminal, "x\033[1;5C" UP);
  test_wait_until (has_row (terminal, "2–5 of "));
  terminal_process_type (terminal, PAGE_DOWN);
  test_wait_until (has_row (terminal, "5–8 of "));
  terminal_process_type (terminal, PAGE_UP PAGE_UP UP);
  test_wait_until (has_row (terminal, "1–4 of "));
  g_assert_true (is_on_top (terminal, top));

  /* The end is the end, and all of it fits again. */
  for (guint i = 0; i < 20; i++)
    terminal_process_type (terminal, PAGE_DOWN);
  test_wait_until (!has_row (terminal, "1–4 of ") && !has_row (terminal, top));
  terminal_process_resize (terminal, 60, 100);
  test_wait_until (is_on_top (terminal, top));
  g_assert_false (has_row (terminal, "q: quit"));

  terminal_process_type (terminal, "q");
  test_wait_until (terminal_process_has_ended (terminal));
  g_assert_cmpint (terminal_process_get_exit (terminal), ==, OK);
  g_assert_true (terminal_process_has_echo (terminal));
  g_assert_true (terminal_process_has_lines (terminal));
  g_assert_nonnull (strstr (strstr (terminal_process_get_shown (terminal), LEAVE), "(P1S)"));
}

static const char *
find_again (TerminalProcess *terminal)
{
  return strstr (terminal_process_get_shown (terminal), LEAVE ENTER);
}

/* While it is stopped, and when it is ended, the terminal is as it was. */
static void
test_signals (gconstpointer data)
{
  g_auto (GStrv) command = make_command ("NO_COLOR=1", "watch", SERIAL, NULL);
  g_autoptr (TerminalProcess) terminal = start (command);
  GSubprocess *process = terminal_process_get_subprocess (terminal);

  wait_for (terminal, "°C");
  /* Where no shell would let it go on, it does so at once. */
  g_subprocess_send_signal (process, SIGTSTP);
  wait_for (terminal, LEAVE ENTER);
  test_wait_until (strstr (find_again (terminal), "°C"));
  g_assert_false (terminal_process_has_echo (terminal));

  g_subprocess_send_signal (process, SIGHUP);
  test_wait_until (terminal_process_has_ended (terminal));
  g_assert_cmpint (terminal_process_get_exit (terminal), ==, -1);
  g_assert_true (terminal_process_has_echo (terminal));
  g_assert_true (terminal_process_has_lines (terminal));
  g_assert_true (g_str_has_suffix (terminal_process_get_shown (terminal), LEAVE));
}

/* Why it is not reached stands in the view, not across it. */
static void
test_failure (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;
  g_auto (GStrv) command = make_command ("NO_COLOR=1", "watch", OTHER_SERIAL, NULL);
  g_autoptr (TerminalProcess) terminal = start (command);

  wait_for (terminal, "°C");
  simulator_process_tell (fixture->simulator, "stop-broker");
  test_wait_until (strstr (get_picture (terminal), "\r\n\033[K\r\n\033[KAttic"));
  g_assert_null (strstr (terminal_process_get_shown (terminal), "culmctl:"));
  terminal_process_type (terminal, CTRL_C);
  test_wait_until (terminal_process_has_ended (terminal));
}

/* A script reads until it has what it wants. */
static char *
read_until (GDataInputStream *stream, const char *text)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      char *line = g_data_input_stream_read_line_utf8 (stream, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (line);
      assert_harmless (line);
      g_assert_null (strchr (line, '\033'));
      if (strstr (line, text))
        return line;
      g_free (line);
    }
}

static void
test_pipe (gconstpointer data)
{
  static const char *const names[] = { "watch", "monitor" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) command = make_command ("NO_COLOR=", names[i], SERIAL, "attic", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) process = simulator_process_spawn (
          (const char *const *) command, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
      g_autoptr (GDataInputStream) stream = NULL;
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      g_assert_no_error (error);
      stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
      first = read_until (stream, "Attic");
      second = read_until (stream, "°C");
      g_assert_true (g_regex_match_simple ("^\\[[0-9:]{8}\\] ", first, 0, 0)
                     == g_str_equal (names[i], "monitor"));
      g_subprocess_send_signal (process, 2);
      g_subprocess_wait (process, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, INTERRUPTED);
    }
}

#define ADD(path, function) g_test_add_data_func ("/culmctl-watch/" path, &fixture, function)

int
main (int argc, char *argv[])
{
  g_autofree char *data = g_dir_make_tmp ("culmctl-watch-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (data, "culm", NULL);
  g_autofree char *file = g_build_filename (folder, "culm.db", NULL);
  Fixture fixture = { 0 };
  int status;

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  set_up (&fixture);

  ADD ("several", test_several);
  ADD ("one", test_one);
  ADD ("keys", test_keys);
  ADD ("signals", test_signals);
  ADD ("pipe", test_pipe);
  ADD ("failure", test_failure);

  status = g_test_run ();
  tear_down (&fixture);
  g_unlink (file);
  g_rmdir (folder);
  g_rmdir (data);

  return status;
}
