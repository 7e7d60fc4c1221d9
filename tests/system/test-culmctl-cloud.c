/* SPDX-License-Identifier: GPL-3.0-or-later */

/* culmctl and the simulated cloud: the way of a script, with a real keyring between its commands.
 * No secret may be anywhere but on standard input, with all of the log on. */

#include <gio/gio.h>
#include <libdex.h>

#include "account/bambu-token.h"
#include "bambu-keyring.h"
#include "culmctl-fixture.h"
#include "test-wait.h"

/* run_start (fixture, argument, argument …, NULL): what it reads is to come yet */
static CulmctlRun *run_start (CulmctlFixture *fixture, ...) G_GNUC_NULL_TERMINATED;

static CulmctlRun *
run_start (CulmctlFixture *fixture, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonObject *cloud = simulator_process_get_cloud (fixture->simulator);
  g_auto (GStrv) arguments = NULL;
  g_auto (GStrv) command = NULL;
  const char *argument;
  va_list list;

  va_start (list, fixture);
  while ((argument = va_arg (list, const char *)))
    {
      if (g_str_equal (argument, "list") || g_str_equal (argument, "remove"))
        cloud = NULL;
      g_strv_builder_add (builder, argument);
    }
  va_end (list);
  arguments = g_strv_builder_end (builder);
  command = culmctl_make_command (fixture, cloud, TRUE, (const char *const *) arguments);

  return culmctl_run_start ((const char *const *) command);
}

static void
assert_hidden (CulmctlRun *self, const char *secret)
{
  if (!secret)
    return;

  g_assert_null (strstr (self->output, secret));
  g_assert_null (strstr (self->errors, secret));
}

/* libdex says something before culmctl's first line could send it to standard error. */
static void
run_drop_early_log (CulmctlRun *self)
{
  g_autoptr (GRegex) early = g_regex_new ("^\\(process:.*\n", G_REGEX_MULTILINE, 0, NULL);
  char *rest = g_regex_replace_literal (early, self->output, -1, 0, "", 0, NULL);

  g_free (self->output);
  self->output = rest;
}

static void
run_end (CulmctlRun *self, int exit)
{
  culmctl_run_await (self);
  if (self->exit != exit)
    g_error ("It ended with %d, not %d: %s", self->exit, exit, self->errors);

  assert_hidden (self, PASSWORD);
  assert_hidden (self, PLAIN_PASSWORD);
  assert_hidden (self, AUTHENTICATOR_PASSWORD);
  assert_hidden (self, AUTHENTICATOR_CODE);
  run_drop_early_log (self);
}

static void
assert_told (CulmctlRun *self, const char *words)
{
  if (!strstr (self->errors, words))
    g_error ("“%s” is not in “%s”", words, self->errors);
}

#define RUN(run, exit, ...)                                                                        \
  g_autoptr (CulmctlRun) run = run_start (fixture, __VA_ARGS__, NULL);                             \
  run_end (run, exit)

static void
sign_in_plainly (CulmctlFixture *fixture)
{
  g_autoptr (CulmctlRun) login = run_start (fixture, "login", PLAIN_ACCOUNT, "--json", NULL);

  culmctl_run_type (login, PLAIN_PASSWORD);
  run_end (login, OK);
}

static const char *
run_wait_for_code (CulmctlRun *self, CulmctlFixture *fixture)
{
  SimulatorProcess *simulator = fixture->simulator;

  test_wait_until (simulator_process_count_events (simulator, "email-code") > 0
                   || !g_subprocess_get_identifier (self->process));
  if (simulator_process_count_events (simulator, "email-code") == 0)
    run_end (self, OK);

  return json_object_get_string_member (simulator_process_get_event (simulator, "email-code", 0),
                                        "code");
}

static void
assert_unlogged (GString *log, const char *const *secrets)
{
  for (guint i = 0; secrets[i] != NULL; i++)
    if (strstr (log->str, secrets[i]) != NULL)
      g_error ("“%s” is in the log: %s", secrets[i], log->str);
}

static BambuToken *
lookup_token (CulmctlFixture *fixture)
{
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new ();
  g_autoptr (DexFuture) looked_up = test_await (bambu_keyring_lookup_token (
      keyring,
      json_object_get_string_member (simulator_process_get_cloud (fixture->simulator), "origin"),
      ACCOUNT));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (looked_up, &error);
  BambuToken *token;

  g_assert_no_error (error);
  token = bambu_token_new_from_secret (g_value_get_string (value));
  g_assert_nonnull (token);

  return token;
}

/* The whole way, with all of the log on: nothing of it may say what is secret, nor who it is. */
static void
test_session (CulmctlFixture *fixture, gconstpointer data)
{
  static const char *const commands[] = { "tasks", "messages", "projects", "profile", "firmware" };
  JsonObject *printer = simulator_process_get_printer (fixture->simulator, 0);
  const char *serial = json_object_get_string_member (printer, "serial");
  const char *access_code = json_object_get_string_member (printer, "access_code");
  g_autoptr (BambuToken) token = NULL;
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (JsonObject) session = NULL;
  g_autoptr (JsonObject) device = NULL;
  g_autoptr (JsonObject) shown = NULL;
  g_autoptr (JsonObject) report = NULL;
  const char *code;

  g_autoptr (CulmctlRun) login = run_start (fixture, "login", ACCOUNT, "--json", NULL);
  culmctl_run_type (login, PASSWORD);
  code = run_wait_for_code (login, fixture);
  culmctl_run_type (login, code);
  run_end (login, OK);
  g_string_append (log, login->errors);
  token = lookup_token (fixture);
  assert_hidden (login, code);
  assert_hidden (login, token->access);
  session = culmctl_parse_line (login->output);
  culmctl_assert_string (session, "account", ACCOUNT);
  culmctl_assert_string (session, "state", "signed-in");
  g_assert_true (json_object_get_boolean_member (session, "in_keyring"));
  g_assert_false (json_object_get_null_member (session, "expires"));

  RUN (devices, OK, "devices", "--json");
  g_string_append (log, devices->errors);
  device = culmctl_parse_line (devices->output);
  culmctl_assert_string (device, "model", "P1S");
  culmctl_assert_string (device, "serial", serial);
  g_assert_true (json_object_get_null_member (device, "access_code"));

  RUN (secrets, OK, "devices", "--json", "--show-secrets");
  g_string_append (log, secrets->errors);
  shown = culmctl_parse_line (secrets->output);
  culmctl_assert_string (shown, "access_code", access_code);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      RUN (text, OK, commands[i]);
      RUN (json, OK, commands[i], "--json");
      g_auto (GStrv) lines = g_strsplit (g_strchomp (json->output), "\n", -1);

      g_string_append (log, text->errors);
      g_string_append (log, json->errors);
      assert_hidden (text, token->access);
      assert_hidden (json, token->access);
      g_assert_cmpstr (text->output, !=, "");
      g_assert_null (strstr (json->output, "https://127.0.0.1"));
      g_assert_nonnull (lines[0]);
      for (guint j = 0; lines[j]; j++)
        json_object_unref (culmctl_parse_line (lines[j]));
    }

  /* Over the cloud's broker, whose password is the token. */
  RUN (status, OK, "status", "--json", serial);
  g_string_append (log, status->errors);
  report = culmctl_parse_line (status->output);
  culmctl_assert_string (report, "freshness", "live");
  assert_hidden (status, access_code);
  test_wait_until (simulator_process_count_events (fixture->simulator, "login") > 0);

  RUN (valid, OK, "login", "--verify-only");
  g_string_append (log, valid->errors);
  RUN (again, OK, "login", "--json");
  g_string_append (log, again->errors);
  RUN (logout, OK, "logout", "--json");
  g_string_append (log, logout->errors);
  RUN (nobody, USAGE, "login", "--verify-only");
  RUN (nothing, REFUSED, "devices", "--json");
  g_assert_cmpstr (nothing->output, ==, "");

  /* All of it was on. */
  g_assert_nonnull (strstr (log->str, "POST /v1/user-service/user/login: 200"));
  g_assert_nonnull (strstr (log->str, "GET /v1/user-service/my/tasks: 200"));
  g_assert_nonnull (strstr (log->str, "sending CONNECT"));
  g_assert_nonnull (strstr (log->str, "POST /v1/user-service/my/logout: 200"));
  assert_unlogged (log, (const char *const[]) { PASSWORD, code, ACCOUNT, serial, access_code,
                                                token->access, token->refresh, "1883520101",
                                                "Signature", "libsoup-DEBUG", NULL });
}

static void
test_refusals (CulmctlFixture *fixture, gconstpointer data)
{
  g_autoptr (CulmctlRun) password = run_start (fixture, "login", ACCOUNT, NULL);
  culmctl_run_type (password, "not-the-password");
  run_end (password, REFUSED);
  assert_told (password, "E-mail or password is not right.");
  g_assert_null (strstr (password->errors, "not-the-password"));

  g_autoptr (CulmctlRun) code = run_start (fixture, "login", ACCOUNT, "--email-code", NULL);
  run_wait_for_code (code, fixture);
  culmctl_run_type (code, "000000");
  run_end (code, REFUSED);
  assert_told (code, "This code is not right");

  g_autoptr (CulmctlRun) authenticator = run_start (fixture, "login", AUTHENTICATOR_ACCOUNT, NULL);
  culmctl_run_type (authenticator, AUTHENTICATOR_PASSWORD);
  culmctl_run_type (authenticator, "111111");
  run_end (authenticator, REFUSED);

  /* A password that is on the command line is refused, and not repeated. */
  RUN (argument, USAGE, "login", ACCOUNT, "--password", PASSWORD);
  assert_told (argument, "command line");
}

static void
test_authenticator (CulmctlFixture *fixture, gconstpointer data)
{
  g_autoptr (CulmctlRun) login = run_start (fixture, "login", "-u", AUTHENTICATOR_ACCOUNT, NULL);

  culmctl_run_type (login, AUTHENTICATOR_PASSWORD);
  culmctl_run_type (login, AUTHENTICATOR_CODE);
  run_end (login, OK);
  g_assert_nonnull (strstr (login->output, AUTHENTICATOR_ACCOUNT));

  RUN (logout, OK, "logout");
}

static void
test_dead_token (CulmctlFixture *fixture, gconstpointer data)
{
  sign_in_plainly (fixture);
  simulator_process_tell (fixture->simulator, "fault dead-tokens");

  RUN (devices, REFUSED, "devices", "--json");
  assert_told (devices, "The sign-in is no longer valid. Sign in again with “culmctl login”.");
  g_assert_cmpstr (devices->output, ==, "");
  RUN (verify, USAGE, "login", "--verify-only");

  sign_in_plainly (fixture);
  RUN (again, OK, "devices", "--json");
  RUN (logout, OK, "logout");
}

/* None of these ends the sign-in. */
static void
test_edge (CulmctlFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    int exit;
    const char *words;
  } cases[] = {
    { "edge-html-403", LATER, "browser check" },
    { "edge-captcha", LATER, "human" },
    { "edge-500", UNREACHABLE, "server has trouble" },
    { "edge-html-200", UNREACHABLE, "a way that this app does not know" },
  };

  sign_in_plainly (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fault = g_strconcat ("fault ", cases[i].fault, NULL);
      g_autofree char *clear = g_strconcat ("clear ", cases[i].fault, NULL);

      simulator_process_tell (fixture->simulator, fault);
      RUN (devices, cases[i].exit, "devices", "--json");
      assert_told (devices, cases[i].words);
      g_assert_cmpstr (devices->output, ==, "");
      simulator_process_tell (fixture->simulator, clear);
    }

  RUN (devices, OK, "devices", "--json");
  RUN (logout, OK, "logout");

  simulator_process_tell (fixture->simulator, "fault edge-429-seconds");
  g_autoptr (CulmctlRun) login = run_start (fixture, "login", PLAIN_ACCOUNT, NULL);
  culmctl_run_type (login, PLAIN_PASSWORD);
  run_end (login, LATER);
  assert_told (login, "Too many tries. Bambu Lab allows the next one at about ");
}

/* Returns: (nullable): the only line that “culmctl list” prints, if any */
static JsonObject *
list_one (CulmctlFixture *fixture)
{
  RUN (list, OK, "list", "--json");

  return *list->output != '\0' ? culmctl_parse_line (list->output) : NULL;
}

/* Who signed in has the account's printers, by the cloud's way. */
static void
test_status (CulmctlFixture *fixture, gconstpointer data)
{
  const char *serial = json_object_get_string_member (
      simulator_process_get_printer (fixture->simulator, 0), "serial");
  g_autoptr (JsonObject) known = NULL;
  g_autoptr (JsonObject) status = NULL;

  sign_in_plainly (fixture);
  known = list_one (fixture);
  culmctl_assert_string (known, "serial", serial);

  RUN (shown, OK, "status", "--json", serial);
  status = culmctl_parse_line (shown->output);
  culmctl_assert_string (status, "serial", serial);
  culmctl_assert_string (status, "freshness", "live");
  test_wait_until (simulator_process_count_events (fixture->simulator, "login") > 0);

  /* What was removed does not come back with the next list. */
  RUN (removed, OK, "remove", serial);
  sign_in_plainly (fixture);
  g_assert_null (list_one (fixture));
  RUN (gone, USAGE, "status", serial);

  /* With the account goes what was not wanted of it. */
  RUN (logout, OK, "logout");
  sign_in_plainly (fixture);
  g_clear_pointer (&known, json_object_unref);
  known = list_one (fixture);
  culmctl_assert_string (known, "serial", serial);
  RUN (out, OK, "logout");
  g_assert_null (list_one (fixture));
}

/* Nobody listens, or somebody whom nobody vouches for. */
static void
test_unreachable (CulmctlFixture *fixture, gconstpointer data)
{
  const char *origin =
      json_object_get_string_member (simulator_process_get_cloud (fixture->simulator), "origin");
  static const char *const nobody[] = {
    CULM_CTL, "login", PLAIN_ACCOUNT, "--cloud-origin", "https://127.0.0.1:9", NULL
  };
  const char *const stranger[] = {
    CULM_CTL, "login", PLAIN_ACCOUNT, "--cloud-origin", origin, NULL
  };
  const char *const *const commands[] = { nobody, stranger };
  static const int exits[] = { UNREACHABLE, CERTIFICATE };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (CulmctlRun) run = culmctl_run_start (commands[i]);

      culmctl_run_type (run, PLAIN_PASSWORD);
      run_end (run, exits[i]);
    }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/culmctl-cloud/" path, CulmctlFixture, NULL, culmctl_set_up, function,              \
              culmctl_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("session", test_session);
  ADD ("refusals", test_refusals);
  ADD ("authenticator", test_authenticator);
  ADD ("dead-token", test_dead_token);
  ADD ("edge", test_edge);
  ADD ("status", test_status);
  ADD ("unreachable", test_unreachable);

  return g_test_run ();
}
