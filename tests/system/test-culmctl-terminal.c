/* SPDX-License-Identifier: GPL-3.0-or-later */

/* culmctl and somebody at a terminal: what it asks for, in which words, and that no secret is ever
 * to be seen there. */

#include <libdex.h>
#include <string.h>

#include "culmctl-fixture.h"
#include "process-memory.h"
#include "terminal-process.h"
#include "test-wait.h"

#define INTERRUPTED (128 + 2)
#define TERMINATED (128 + 15)

#define LOGIN "/v1/user-service/user/login"
#define CTRL_C "\003"

#define ASKS_NAME "E-mail or phone number: "
#define ASKS_PASSWORD "Password: "
#define ASKS_MAIL "Code that was sent to you by e-mail: "
#define ASKS_SMS "Code that was sent to your phone: "
#define ASKS_AUTHENTICATOR "Code of your authenticator app: "

#define UNKNOWN "Bambu Lab’s server answered in a way that this app does not know."
#define TROUBLE "Bambu Lab’s server has trouble. Printers on your network still work."
#define NOT_RIGHT "E-mail or password is not right."
#define WRONG_CODE "This code is not right or has expired."
#define UNTIL "Too many tries. Bambu Lab allows the next one at about "
#define BROWSER                                                                                    \
  "Bambu Lab’s website asked for a browser check, which this app cannot do. Signing in with an "   \
  "e-mail code usually works. (culmctl login --email-code)"

static TerminalProcess *
start_at (CulmctlFixture *fixture, JsonObject *cloud, const char *const *arguments)
{
  g_auto (GStrv) command = culmctl_make_command (fixture, cloud, FALSE, arguments);
  g_autoptr (GError) error = NULL;
  TerminalProcess *terminal = terminal_process_new ((const char *const *) command, &error);

  g_assert_no_error (error);

  return terminal;
}

static TerminalProcess *
start (CulmctlFixture *fixture, const char *account)
{
  const char *const arguments[] = { "login", account, NULL };

  return start_at (fixture, simulator_process_get_cloud (fixture->simulator), arguments);
}

/* Waits for a question, which is the last that is shown. */
static void
wait_for (TerminalProcess *terminal, const char *question, gboolean is_hidden)
{
  test_wait_until (g_str_has_suffix (terminal_process_get_shown (terminal), question)
                   || terminal_process_has_ended (terminal));
  if (terminal_process_has_ended (terminal))
    g_error ("It ended without asking “%s”: %s", question, terminal_process_get_shown (terminal));

  g_assert_cmpint (terminal_process_has_echo (terminal), ==, !is_hidden);
}

static void
type_line (TerminalProcess *terminal, const char *line)
{
  g_autofree char *keys = g_strconcat (line, "\n", NULL);

  terminal_process_type (terminal, keys);
}

static void
end (TerminalProcess *terminal, int exit)
{
  test_wait_until (terminal_process_has_ended (terminal));
  if (terminal_process_get_exit (terminal) != exit)
    g_error ("It ended with %d, not %d: %s", terminal_process_get_exit (terminal), exit,
             terminal_process_get_shown (terminal));

  /* Whatever happened, the next thing that is typed there is seen. */
  g_assert_true (terminal_process_has_echo (terminal));
}

static void
assert_shown (TerminalProcess *terminal, const char *text)
{
  if (strstr (terminal_process_get_shown (terminal), text) == NULL)
    g_error ("“%s” is not in “%s”", text, terminal_process_get_shown (terminal));
}

static void
assert_not_shown (TerminalProcess *terminal, const char *secret)
{
  g_assert_null (strstr (terminal_process_get_shown (terminal), secret));
}

/* Not even in what was given back. */
static void
assert_forgotten (TerminalProcess *terminal, const char *secret)
{
  g_assert_false (process_memory_has_secret (terminal_process_get_subprocess (terminal), secret));
}

/* Waits for another one than the first @n_before. */
static const char *
wait_for_code (CulmctlFixture *fixture, guint n_before)
{
  test_wait_until (simulator_process_count_events (fixture->simulator, "email-code") > n_before);

  return json_object_get_string_member (
      simulator_process_get_event (fixture->simulator, "email-code", n_before), "code");
}

static void
log_out (CulmctlFixture *fixture, JsonObject *cloud)
{
  static const char *const arguments[] = { "logout", NULL };
  g_autoptr (TerminalProcess) terminal = start_at (fixture, cloud, arguments);

  end (terminal, OK);
}

static void
test_mail (CulmctlFixture *fixture, gconstpointer data)
{
  g_autoptr (TerminalProcess) terminal = start (fixture, NULL);
  const char *wrong;
  const char *code;

  wait_for (terminal, ASKS_NAME, FALSE);
  type_line (terminal, ACCOUNT);
  wait_for (terminal, ASKS_PASSWORD, TRUE);
  assert_shown (terminal, ASKS_NAME ACCOUNT);
  type_line (terminal, PASSWORD);
  wait_for (terminal, ASKS_MAIL, TRUE);
  code = wait_for_code (fixture, 0);
  wrong = g_str_equal (code, "314159") ? "271828" : "314159";
  g_assert_cmpuint (process_memory_count (terminal_process_get_subprocess (terminal), ACCOUNT), >,
                    0);
  assert_forgotten (terminal, PASSWORD);

  /* What is wrong is typed again. */
  type_line (terminal, wrong);
  test_wait_until (strstr (terminal_process_get_shown (terminal), WRONG_CODE) != NULL);
  wait_for (terminal, ASKS_MAIL, TRUE);
  assert_forgotten (terminal, wrong);
  type_line (terminal, code);
  end (terminal, OK);

  assert_not_shown (terminal, PASSWORD);
  assert_not_shown (terminal, code);
  assert_not_shown (terminal, wrong);
  log_out (fixture, simulator_process_get_cloud (fixture->simulator));
}

/* Somebody else, or the same one elsewhere, asked for a newer code: the one in the first mail is of
 * no use any more, and it is too soon for a third. */
static void
test_older_code (CulmctlFixture *fixture, gconstpointer data)
{
  g_autoptr (TerminalProcess) terminal = start (fixture, ACCOUNT);
  g_autoptr (TerminalProcess) other = NULL;

  wait_for (terminal, ASKS_PASSWORD, TRUE);
  type_line (terminal, PASSWORD);
  wait_for (terminal, ASKS_MAIL, TRUE);
  other = start (fixture, ACCOUNT);
  wait_for (other, ASKS_PASSWORD, TRUE);
  type_line (other, PASSWORD);
  wait_for (other, ASKS_MAIL, TRUE);

  type_line (terminal, wait_for_code (fixture, 0));
  test_wait_until (strstr (terminal_process_get_shown (terminal), UNTIL) != NULL);
  assert_shown (terminal, WRONG_CODE);
  wait_for (terminal, ASKS_MAIL, TRUE);
  type_line (terminal, wait_for_code (fixture, 1));
  end (terminal, OK);

  terminal_process_type (other, CTRL_C);
  end (other, INTERRUPTED);
  log_out (fixture, simulator_process_get_cloud (fixture->simulator));
}

static void
test_authenticator (CulmctlFixture *fixture, gconstpointer data)
{
  g_autoptr (TerminalProcess) terminal = start (fixture, AUTHENTICATOR_ACCOUNT);

  wait_for (terminal, ASKS_PASSWORD, TRUE);
  type_line (terminal, AUTHENTICATOR_PASSWORD);
  wait_for (terminal, ASKS_AUTHENTICATOR, TRUE);
  type_line (terminal, "111111");
  test_wait_until (strstr (terminal_process_get_shown (terminal), WRONG_CODE) != NULL);
  wait_for (terminal, ASKS_AUTHENTICATOR, TRUE);
  type_line (terminal, AUTHENTICATOR_CODE);
  end (terminal, OK);

  assert_not_shown (terminal, AUTHENTICATOR_PASSWORD);
  assert_not_shown (terminal, AUTHENTICATOR_CODE);
  g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "email-code"), ==, 0);
  log_out (fixture, simulator_process_get_cloud (fixture->simulator));
}

static void
test_china (CulmctlFixture *fixture, gconstpointer data)
{
  static const char *const with_password[] = { "login", "13900139000", NULL };
  static const char *const without[] = { "login", "13900139000", "--email-code", NULL };
  JsonObject *china =
      json_object_get_object_member (simulator_process_get_cloud (fixture->simulator), "china");

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TerminalProcess) terminal =
          start_at (fixture, china, i == 0 ? with_password : without);
      const char *code;

      if (i == 0)
        {
          wait_for (terminal, ASKS_PASSWORD, TRUE);
          type_line (terminal, "bamboo-code");
        }
      wait_for (terminal, ASKS_SMS, TRUE);
      code = wait_for_code (fixture, i);
      type_line (terminal, code);
      end (terminal, OK);
      assert_shown (terminal, "13900139000");
      assert_not_shown (terminal, "bamboo-code");
      assert_not_shown (terminal, code);
      log_out (fixture, china);
    }
}

static void
test_interrupted (CulmctlFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *account;
    const char *password; /* NULL: it is what is asked for */
    const char *question;
  } cases[] = {
    { ACCOUNT, NULL, ASKS_PASSWORD },
    { ACCOUNT, PASSWORD, ASKS_MAIL },
    { AUTHENTICATOR_ACCOUNT, AUTHENTICATOR_PASSWORD, ASKS_AUTHENTICATOR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TerminalProcess) interrupted = start (fixture, cases[i].account);
      g_autoptr (TerminalProcess) terminated = start (fixture, cases[i].account);
      TerminalProcess *const both[] = { interrupted, terminated };

      for (guint j = 0; j < G_N_ELEMENTS (both); j++)
        {
          wait_for (both[j], ASKS_PASSWORD, TRUE);
          if (cases[i].password != NULL)
            type_line (both[j], cases[i].password);
          wait_for (both[j], cases[i].question, TRUE);
        }

      /* In the middle of typing, which the terminal may hold back for the next program. */
      terminal_process_type (interrupted, "secret-beginning" CTRL_C);
      end (interrupted, INTERRUPTED);
      assert_not_shown (interrupted, "secret-beginning");

      g_subprocess_send_signal (terminal_process_get_subprocess (terminated), 15);
      end (terminated, TERMINATED);
    }
}

/* Nobody answers, and nobody has to wait for that. */
static void
test_silence (CulmctlFixture *fixture, gconstpointer data)
{
  g_autoptr (TerminalProcess) terminal = start (fixture, PLAIN_ACCOUNT);
  guint n_before = simulator_process_count_events (fixture->simulator, "request");

  simulator_process_tell (fixture->simulator, "fault edge-silent");
  wait_for (terminal, ASKS_PASSWORD, TRUE);
  type_line (terminal, PLAIN_PASSWORD);
  test_wait_until (simulator_process_count_events (fixture->simulator, "request") > n_before);
  g_assert_true (terminal_process_has_echo (terminal));
  terminal_process_type (terminal, CTRL_C);
  end (terminal, INTERRUPTED);
  assert_not_shown (terminal, PLAIN_PASSWORD);
}

/* Ctrl+D, or nothing but Enter, is no password. */
static void
test_nothing (CulmctlFixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "\004", "\n" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (TerminalProcess) terminal = start (fixture, PLAIN_ACCOUNT);

      wait_for (terminal, ASKS_PASSWORD, TRUE);
      terminal_process_type (terminal, keys[i]);
      end (terminal, USAGE);
      assert_shown (terminal, "The password cannot be read: There is nothing in it.");
    }
}

typedef struct
{
  const char *fault;
  const char *path; /* NULL: everywhere */
  int exit;
  const char *words;
} Row;

static const Row password_rows[] = {
  { "login-refused", NULL, REFUSED, NOT_RIGHT },
  { "edge-401", LOGIN, REFUSED, NOT_RIGHT },
  { "login-empty", NULL, UNREACHABLE, UNKNOWN },
  { "edge-empty", LOGIN, UNREACHABLE, UNKNOWN },
  { "edge-truncated", LOGIN, UNREACHABLE, UNKNOWN },
  { "edge-html-200", LOGIN, UNREACHABLE, UNKNOWN },
  { "edge-huge", LOGIN, UNREACHABLE, UNKNOWN },
  { "edge-500", LOGIN, UNREACHABLE, TROUBLE },
  { "edge-502", LOGIN, UNREACHABLE, TROUBLE },
  { "edge-503", LOGIN, UNREACHABLE, TROUBLE },
  { "edge-reset", LOGIN, UNREACHABLE, TROUBLE },
  { "edge-half", LOGIN, UNREACHABLE, TROUBLE },
  { "edge-404", LOGIN, REFUSED, "Bambu Lab did not accept this. It says: Not Found" },
  { "edge-captcha", LOGIN, LATER, "Bambu Lab wants to see that you are human" },
  { "edge-429", LOGIN, LATER, UNTIL },
  { "edge-429-seconds", LOGIN, LATER, UNTIL },
  { "edge-429-date", LOGIN, LATER, UNTIL },
  { "edge-html-403", LOGIN, LATER, BROWSER },
  { "edge-mitigated", LOGIN, LATER, BROWSER },
  { "edge-html-503", LOGIN, LATER, BROWSER },
  { "edge-html-429", LOGIN, LATER, BROWSER },
};

static void
tell_fault (CulmctlFixture *fixture, const Row *row, const char *verb)
{
  g_autofree char *line = g_strjoin (" ", verb, row->fault, row->path, NULL);

  simulator_process_tell (fixture->simulator, line);
}

static void
test_password_faults (CulmctlFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (password_rows); i++)
    {
      const Row *row = &password_rows[i];
      g_autoptr (TerminalProcess) terminal = start (fixture, PLAIN_ACCOUNT);

      g_test_message ("%s", row->fault);
      tell_fault (fixture, row, "fault");
      wait_for (terminal, ASKS_PASSWORD, TRUE);
      type_line (terminal, PLAIN_PASSWORD);
      end (terminal, row->exit);
      assert_shown (terminal, row->words);
      assert_not_shown (terminal, PLAIN_PASSWORD);
      tell_fault (fixture, row, "clear");
    }
}

static const Row authenticator_rows[] = {
  { "tfa-expired", NULL, REFUSED, "This took too long. Begin with your password again." },
  { "edge-html-403", "/api/csrf", LATER, BROWSER },
  { "edge-500", "/api/sign-in/tfa", UNREACHABLE, TROUBLE },
  { "edge-429", "/api/sign-in/tfa", LATER, UNTIL },
};

static void
test_authenticator_faults (CulmctlFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (authenticator_rows); i++)
    {
      const Row *row = &authenticator_rows[i];
      g_autoptr (TerminalProcess) terminal = start (fixture, AUTHENTICATOR_ACCOUNT);

      g_test_message ("%s", row->fault);
      tell_fault (fixture, row, "fault");
      wait_for (terminal, ASKS_PASSWORD, TRUE);
      type_line (terminal, AUTHENTICATOR_PASSWORD);
      wait_for (terminal, ASKS_AUTHENTICATOR, TRUE);
      type_line (terminal, AUTHENTICATOR_CODE);
      end (terminal, row->exit);
      assert_shown (terminal, row->words);
      assert_not_shown (terminal, AUTHENTICATOR_CODE);
      tell_fault (fixture, row, "clear");
    }
}

static void
test_throttled (CulmctlFixture *fixture, gconstpointer data)
{
  static const char *const arguments[] = { "login", ACCOUNT, "--email-code", NULL };
  g_autoptr (TerminalProcess) by_code = NULL;
  g_autoptr (TerminalProcess) by_password = NULL;

  simulator_process_tell (fixture->simulator, "fault codes-throttled");
  by_code = start_at (fixture, simulator_process_get_cloud (fixture->simulator), arguments);
  end (by_code, LATER);
  assert_shown (by_code, UNTIL);

  /* The service may have mailed one by itself. */
  by_password = start (fixture, ACCOUNT);
  wait_for (by_password, ASKS_PASSWORD, TRUE);
  type_line (by_password, PASSWORD);
  wait_for (by_password, ASKS_MAIL, TRUE);
  assert_shown (by_password, UNTIL);
  terminal_process_type (by_password, CTRL_C);
  end (by_password, INTERRUPTED);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/culmctl-terminal/" path, CulmctlFixture, NULL, culmctl_set_up, function,           \
              culmctl_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("mail", test_mail);
  ADD ("older-code", test_older_code);
  ADD ("authenticator", test_authenticator);
  ADD ("china", test_china);
  ADD ("interrupted", test_interrupted);
  ADD ("silence", test_silence);
  ADD ("nothing", test_nothing);
  ADD ("password-faults", test_password_faults);
  ADD ("authenticator-faults", test_authenticator_faults);
  ADD ("throttled", test_throttled);

  return g_test_run ();
}
