/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-sign-in-dialog.h>
#include <bambu/account/bambu-cloud-private.h>
#include <words/culm-format.h>
#include <words/culm-sign-in-words.h>

#include "app-fixture.h"
#include "sign-in-fixture.h"
#include "test-wait.h"

/* What goes wrong at sign-in, and the very words that tell of it, where they stand. */

#define SEND_MAIL "/v1/user-service/user/sendemail/code"
#define CSRF "/api/csrf"
#define TFA "/api/sign-in/tfa"
#define PREFERENCE "/v1/design-user-service/my/preference"
#define DEVICES "/v1/iot-service/api/user/bind"

#define UNKNOWN "Bambu Lab’s server answered in a way that this app does not know."
#define TROUBLE "Bambu Lab’s server has trouble. Printers on your network still work."
#define SILENT "Bambu Lab’s server has not answered."
#define NOT_RIGHT "E-mail or password is not right."
#define WRONG_CODE "This code is not right or has expired."
#define HUMAN                                                                                      \
  "Bambu Lab wants to see that you are human, which this app cannot show. Signing in once on its " \
  "website may help."
#define BROWSER "Bambu Lab’s website asked for a browser check, which this app cannot do. "
#define BROWSER_CODE BROWSER "Signing in with an e-mail code usually works."
#define BROWSER_LATER BROWSER "It usually goes away after some minutes."
#define NOT_FOUND "Bambu Lab did not accept this. It says: Not Found"
#define UNTIL "Too many tries. Bambu Lab allows the next one at about "
#define TOO_LONG "This took too long. Begin with your password again."
#define ENDED "Your Bambu Lab sign-in has ended. Printers on your network still work."

#define NO_FIELD CULM_SIGN_IN_FIELD_NONE
#define NO_HELP CULM_SIGN_IN_HELP_NONE

typedef enum
{
  STEP_PASSWORD, /* on the first page, after the password */
  STEP_ASK,      /* on the first page, after asking for a code */
  STEP_SENT,     /* on the second page, before a code is typed */
  STEP_CODE,     /* on the second page, after the code */
  STEP_PRINTERS, /* on the last page */
} Step;

typedef struct
{
  const char *fault;
  const char *path; /* NULL: everywhere */
  Step step;
  CulmSignInField field;
  CulmSignInHelp help;
  const char *text; /* UNTIL: a time follows */
} Row;

static const Row password_rows[] = {
  { "login-refused", NULL, STEP_PASSWORD, CULM_SIGN_IN_FIELD_PASSWORD, NO_HELP, NOT_RIGHT },
  { "edge-401", SIGN_IN_LOGIN, STEP_PASSWORD, CULM_SIGN_IN_FIELD_PASSWORD, NO_HELP, NOT_RIGHT },
  { "login-empty", NULL, STEP_PASSWORD, NO_FIELD, NO_HELP, UNKNOWN },
  { "edge-empty", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, UNKNOWN },
  { "edge-truncated", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, UNKNOWN },
  { "edge-html-200", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, UNKNOWN },
  { "edge-huge", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, UNKNOWN },
  { "edge-500", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, TROUBLE },
  { "edge-502", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, TROUBLE },
  { "edge-503", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, TROUBLE },
  { "edge-reset", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, TROUBLE },
  { "edge-half", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, TROUBLE },
  { "edge-silent", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, SILENT },
  { "edge-slow", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, SILENT },
  { "edge-404", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, NOT_FOUND },
  { "edge-captcha", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, HUMAN },
  { "edge-429", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, UNTIL },
  { "edge-429-seconds", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, UNTIL },
  { "edge-429-date", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, NO_HELP, UNTIL },
  { "edge-html-403", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, CULM_SIGN_IN_HELP_USE_CODE,
    BROWSER_CODE },
  { "edge-mitigated", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, CULM_SIGN_IN_HELP_USE_CODE,
    BROWSER_CODE },
  { "edge-html-503", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, CULM_SIGN_IN_HELP_USE_CODE,
    BROWSER_CODE },
  { "edge-html-429", SIGN_IN_LOGIN, STEP_PASSWORD, NO_FIELD, CULM_SIGN_IN_HELP_USE_CODE,
    BROWSER_CODE },
  /* The token is there already: what it is asked for first does not keep anybody out. */
  { "edge-500", DEVICES, STEP_PRINTERS, NO_FIELD, NO_HELP, TROUBLE },
  { "edge-401", DEVICES, STEP_PRINTERS, NO_FIELD, NO_HELP, TROUBLE },
  { "edge-404", DEVICES, STEP_PRINTERS, NO_FIELD, NO_HELP, NOT_FOUND },
  { "edge-429", DEVICES, STEP_PRINTERS, NO_FIELD, NO_HELP, UNTIL },
  { "edge-captcha", DEVICES, STEP_PRINTERS, NO_FIELD, NO_HELP, HUMAN },
  { "edge-html-403", DEVICES, STEP_PRINTERS, NO_FIELD, NO_HELP, BROWSER_LATER },
  { "edge-html-200", DEVICES, STEP_PRINTERS, NO_FIELD, NO_HELP, UNKNOWN },
  { "edge-truncated", DEVICES, STEP_PRINTERS, NO_FIELD, NO_HELP, UNKNOWN },
};

static const Row mail_rows[] = {
  { "edge-html-403", SEND_MAIL, STEP_ASK, NO_FIELD, NO_HELP, BROWSER_LATER },
  { "codes-throttled", NULL, STEP_ASK, NO_FIELD, NO_HELP, UNTIL },
  { "codes-throttled", NULL, STEP_SENT, NO_FIELD, NO_HELP, UNTIL },
  { "edge-502", SEND_MAIL, STEP_SENT, NO_FIELD, NO_HELP, TROUBLE },
  { "codes-expire", NULL, STEP_CODE, CULM_SIGN_IN_FIELD_CODE, CULM_SIGN_IN_HELP_NEW_CODE,
    WRONG_CODE },
  { "edge-html-403", SIGN_IN_LOGIN, STEP_CODE, NO_FIELD, NO_HELP, BROWSER_LATER },
  { "edge-429-seconds", SIGN_IN_LOGIN, STEP_CODE, NO_FIELD, NO_HELP, UNTIL },
};

static const Row authenticator_rows[] = {
  { "tfa-expired", NULL, STEP_CODE, NO_FIELD, CULM_SIGN_IN_HELP_START_AGAIN, TOO_LONG },
  { "edge-html-403", CSRF, STEP_CODE, NO_FIELD, CULM_SIGN_IN_HELP_USE_CODE, BROWSER_CODE },
  { "edge-mitigated", TFA, STEP_CODE, NO_FIELD, CULM_SIGN_IN_HELP_USE_CODE, BROWSER_CODE },
  { "edge-500", TFA, STEP_CODE, NO_FIELD, NO_HELP, TROUBLE },
  { "edge-429", TFA, STEP_CODE, NO_FIELD, NO_HELP, UNTIL },
};

static gint64
get_frozen (gpointer user_data)
{
  return *(gint64 *) user_data;
}

/* Times can be told beforehand, and nobody waits. */
static void
hurry (SignInFixture *fixture, const char *fault)
{
  static gint64 frozen;
  gboolean is_slow =
      fault != NULL && (g_str_equal (fault, "edge-silent") || g_str_equal (fault, "edge-slow"));
  const BambuCloudTiming timing = {
    .limit_msec = is_slow ? 1 : 10 * 1000,
    .first_msec = 1,
    .patience_msec = 1,
  };
  BambuCloud *cloud = bambu_account_get_cloud (culm_sign_in_dialog_get_account (fixture->dialog));

  frozen = g_get_real_time ();
  bambu_cloud_set_timing (cloud, &timing);
  bambu_cloud_set_clock (cloud, get_frozen, &frozen);
}

static gboolean
is_settled (gpointer data)
{
  return sign_in_is_at_code (data) || sign_in_has_list (data);
}

static char *
dup_text (SignInFixture *fixture, const Row *row)
{
  BambuAccount *account = culm_sign_in_dialog_get_account (fixture->dialog);
  const GError *error = bambu_account_get_error (account);
  gint64 now = bambu_account_get_now (account);
  gint64 time = now;
  g_autofree char *clock = NULL;

  if (!g_str_equal (row->text, UNTIL))
    return g_strdup (row->text);

  /* Where the service names no time it is the first of the back-off. */
  if (g_str_has_prefix (row->fault, "edge-429-"))
    time += 2;
  else
    time += 30;
  if (row->step != STEP_PRINTERS)
    {
      g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_TOO_MANY_TRIES);
      g_assert_cmpint (ABS (bambu_cloud_error_get_retry_time (error) - time), <=, 1);
      time = bambu_cloud_error_get_retry_time (error);
    }
  clock = culm_format_clock (time, now);

  return g_strconcat (UNTIL, clock, ".", NULL);
}

static void
assert_marked (GtkWidget *widget, gboolean is_marked)
{
  g_assert_cmpint (gtk_widget_has_css_class (widget, "error"), ==, is_marked);
}

static void
assert_told (SignInFixture *fixture, const Row *row)
{
  static const CulmSignInHelp helps[] = { CULM_SIGN_IN_HELP_USE_CODE,
                                          CULM_SIGN_IN_HELP_START_AGAIN };
  GtkWidget *page = sign_in_get_page (fixture);
  g_autofree char *text = dup_text (fixture, row);

  if (app_test_find_label (page, text) == NULL)
    g_error ("%s at %s: there is no “%s”", row->fault, row->path ? row->path : "any path", text);

  for (guint i = 0; i < G_N_ELEMENTS (helps); i++)
    {
      g_auto (GStrv) parts = g_strsplit (culm_sign_in_help_get_label (helps[i]), "_", -1);
      g_autofree char *label = g_strjoinv ("", parts);

      g_assert_cmpint (app_test_find_button (page, label) != NULL, ==, row->help == helps[i]);
    }

  if (row->step == STEP_PASSWORD || row->step == STEP_ASK)
    {
      GtkWidget *password = app_test_find (page, ADW_TYPE_PASSWORD_ENTRY_ROW);

      assert_marked (password, row->field == CULM_SIGN_IN_FIELD_PASSWORD);
      assert_marked (gtk_widget_get_prev_sibling (password),
                     row->field == CULM_SIGN_IN_FIELD_ACCOUNT);
      /* The user may try again. */
      g_assert_true (gtk_widget_is_sensitive (password));
    }
  else if (row->step != STEP_PRINTERS)
    {
      assert_marked (GTK_WIDGET (sign_in_get_code_entry (fixture)),
                     row->field == CULM_SIGN_IN_FIELD_CODE);
      g_assert_true (gtk_editable_get_editable (sign_in_get_code_entry (fixture)));
      g_assert_cmpint (app_test_find_button (page, "Send a New Code (60 s)") != NULL, ==,
                       row->help == CULM_SIGN_IN_HELP_NEW_CODE);
    }
}

static void
sign_out (SignInFixture *fixture)
{
  GListModel *accounts = G_LIST_MODEL (fixture->cloud->accounts);

  while (g_list_model_get_n_items (accounts) > 0)
    {
      g_autoptr (BambuAccount) account = g_list_model_get_item (accounts, 0);

      dex_unref (test_await (bambu_account_sign_out (account)));
    }
}

static void
begin_row (SignInFixture *fixture, const Row *row, const char *account, const char *password)
{
  if (row->step == STEP_ASK)
    {
      sign_in_enter (fixture, account, "");
      sign_in_click (app_test_find_button (sign_in_get_page (fixture),
                                           "Use an E-Mail Code Instead of a Password"));
    }
  else
    sign_in_begin (fixture, account, password);
  hurry (fixture, row->fault);
}

static void
run_row (SignInFixture *fixture,
         const Row *row,
         const char *account,
         const char *password,
         const char *code)
{
  /* What stands before the service would stop the password already. */
  gboolean is_late = row->step == STEP_CODE && row->path != NULL;

  g_test_message ("%s at %s", row->fault, row->path ? row->path : "any path");
  if (fixture->dialog == NULL)
    sign_in_open (fixture, fixture->cloud->account_printers);
  if (!is_late)
    app_cloud_set_fault (fixture->cloud, row->fault, row->path, TRUE);
  begin_row (fixture, row, account, password);

  if (row->step == STEP_CODE)
    {
      app_test_wait (sign_in_is_at_code, fixture);
      if (is_late)
        app_cloud_set_fault (fixture->cloud, row->fault, row->path, TRUE);
      sign_in_type_code (fixture, code != NULL ? code : app_cloud_get_code (fixture->cloud));
    }
  if (row->step == STEP_SENT)
    app_test_wait (sign_in_is_at_code, fixture);

  app_test_wait (row->step == STEP_PRINTERS ? sign_in_has_list : sign_in_has_problem, fixture);
  assert_told (fixture, row);

  app_cloud_set_fault (fixture->cloud, row->fault, NULL, FALSE);
  sign_in_close (fixture);
  sign_out (fixture);
}

static void
test_password (SignInFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (password_rows); i++)
    run_row (fixture, &password_rows[i], "plain@example.com", "bamboo-plain", NULL);
}

static void
test_mail (SignInFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (mail_rows); i++)
    run_row (fixture, &mail_rows[i], "maker@example.com", "bamboo-grove", NULL);
}

static void
test_authenticator (SignInFixture *fixture, gconstpointer data)
{
  static const Row wrong = {
    "tfa-json", NULL, STEP_CODE, CULM_SIGN_IN_FIELD_CODE, NO_HELP, WRONG_CODE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (authenticator_rows); i++)
    run_row (fixture, &authenticator_rows[i], "authenticator@example.com", "bamboo-app", "246810");
  run_row (fixture, &wrong, "authenticator@example.com", "bamboo-app", "111111");
}

/* The dialog leads back to the password. */
static void
test_start_again (SignInFixture *fixture, gconstpointer data)
{
  app_cloud_set_fault (fixture->cloud, "tfa-expired", NULL, TRUE);
  sign_in_begin (fixture, "authenticator@example.com", "bamboo-app");
  app_test_wait (sign_in_is_at_code, fixture);
  sign_in_type_code (fixture, "246810");
  app_test_wait (sign_in_has_problem, fixture);

  app_cloud_set_fault (fixture->cloud, "tfa-expired", NULL, FALSE);
  sign_in_click (app_test_find_button (sign_in_get_page (fixture), "Start Again"));
  app_test_flush ();
  g_assert_cmpstr (sign_in_get_tag (fixture), ==, "credentials");
  sign_in_begin (fixture, "authenticator@example.com", "bamboo-app");
  app_test_wait (sign_in_is_at_code, fixture);
  sign_in_type_code (fixture, "246810");
  app_test_wait (sign_in_has_list, fixture);
}

static gboolean
wants_mailed_code (gpointer data)
{
  BambuAccount *account = culm_sign_in_dialog_get_account (((SignInFixture *) data)->dialog);

  return account != NULL && sign_in_is_at_code (data)
         && bambu_account_get_state (account) == BAMBU_ACCOUNT_STATE_NEEDS_EMAIL_CODE;
}

/* Whose authenticator is of no use gets a mail, without going back to ask for it. */
static void
test_use_code (SignInFixture *fixture, gconstpointer data)
{
  app_cloud_set_fault (fixture->cloud, "edge-html-403", CSRF, TRUE);
  sign_in_begin (fixture, "authenticator@example.com", "bamboo-app");
  app_test_wait (sign_in_is_at_code, fixture);
  sign_in_type_code (fixture, "246810");
  app_test_wait (sign_in_has_problem, fixture);

  sign_in_click (app_test_find_button (sign_in_get_page (fixture), "Use an E-Mail Code"));
  app_test_wait (wants_mailed_code, fixture);
  g_assert_nonnull (
      app_test_find_label (sign_in_get_page (fixture), "Bambu Lab sent a code to a…@example.com."));
  sign_in_type_code (fixture, app_cloud_get_code (fixture->cloud));
  app_test_wait (sign_in_has_list, fixture);
}

/* What is odd, and keeps nobody out. */
static void
test_odd (SignInFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    const char *path;
    guint region;
    const char *account;
    const char *password;
    const char *code; /* NULL: the one that was sent */
  } rows[] = {
    { "seed-shapes", NULL, 0, "plain@example.com", "bamboo-plain", NULL },
    { "jwt-tokens", NULL, 0, "plain@example.com", "bamboo-plain", NULL },
    { "code-zero", NULL, 0, "plain@example.com", "bamboo-plain", NULL },
    { "devices-newline", NULL, 0, "plain@example.com", "bamboo-plain", NULL },
    { "devices-unknown-model", NULL, 0, "plain@example.com", "bamboo-plain", NULL },
    { "devices-missing-fields", NULL, 0, "plain@example.com", "bamboo-plain", NULL },
    { "edge-wrong-type", SIGN_IN_LOGIN, 0, "plain@example.com", "bamboo-plain", NULL },
    { "edge-500", PREFERENCE, 0, "plain@example.com", "bamboo-plain", NULL },
    { "login-empty-type", NULL, 0, "maker@example.com", "bamboo-grove", NULL },
    { "login-mails-code", NULL, 0, "maker@example.com", "bamboo-grove", NULL },
    { "sms-web-only", NULL, 1, "13900139000", "bamboo-code", NULL },
    { "tfa-json", NULL, 0, "authenticator@example.com", "bamboo-app", "246810" },
    { "tfa-no-csrf", NULL, 0, "authenticator@example.com", "bamboo-app", "246810" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].fault);
      if (fixture->dialog == NULL)
        sign_in_open (fixture, fixture->cloud->account_printers);
      app_cloud_set_fault (fixture->cloud, rows[i].fault, rows[i].path, TRUE);
      adw_combo_row_set_selected (
          ADW_COMBO_ROW (app_test_find (sign_in_get_page (fixture), ADW_TYPE_COMBO_ROW)),
          rows[i].region);
      sign_in_begin (fixture, rows[i].account, rows[i].password);
      hurry (fixture, NULL);
      app_test_wait (is_settled, fixture);
      if (sign_in_is_at_code (fixture))
        {
          g_assert_false (sign_in_has_problem (fixture));
          sign_in_type_code (fixture,
                             rows[i].code ? rows[i].code : app_cloud_get_code (fixture->cloud));
          app_test_wait (sign_in_has_list, fixture);
        }
      g_assert_nonnull (app_test_find (sign_in_get_page (fixture), GTK_TYPE_CHECK_BUTTON));

      app_cloud_set_fault (fixture->cloud, rows[i].fault, NULL, FALSE);
      sign_in_close (fixture);
      sign_out (fixture);
    }
}

static void
test_no_printers (SignInFixture *fixture, gconstpointer data)
{
  app_cloud_set_fault (fixture->cloud, "devices-none", NULL, TRUE);
  sign_in_begin (fixture, "plain@example.com", "bamboo-plain");
  app_test_wait (sign_in_has_list, fixture);
  g_assert_nonnull (app_test_find_label (sign_in_get_page (fixture), "No printers"));
  g_assert_nonnull (
      app_test_find_label (sign_in_get_page (fixture), "No printer is bound to this account yet."));
}

typedef struct
{
  SignInFixture *fixture;
  const char *text;
} Text;

static gboolean
is_told (gpointer data)
{
  Text *text = data;

  return app_test_find_label (sign_in_get_page (text->fixture), text->text) != NULL;
}

/* It dies while the user looks at the printers' page. */
static void
test_dead_token (SignInFixture *fixture, gconstpointer data)
{
  Text text = { fixture, ENDED };

  app_cloud_set_fault (fixture->cloud, "edge-500", DEVICES, TRUE);
  sign_in_begin (fixture, "plain@example.com", "bamboo-plain");
  hurry (fixture, NULL);
  app_test_wait (sign_in_has_list, fixture);

  app_cloud_set_fault (fixture->cloud, "edge-500", NULL, FALSE);
  app_cloud_set_fault (fixture->cloud, "dead-tokens", NULL, TRUE);
  sign_in_click (app_test_find_button (sign_in_get_page (fixture), "Try Again"));
  app_test_wait (is_told, &text);
  g_assert_cmpint (bambu_account_get_state (culm_sign_in_dialog_get_account (fixture->dialog)), ==,
                   BAMBU_ACCOUNT_STATE_EXPIRED);
}

/* ---- Nobody there ---- */

/* A network that knows no names */
#define OFFLINE_TYPE_RESOLVER (offline_resolver_get_type ())
G_DECLARE_FINAL_TYPE (OfflineResolver, offline_resolver, OFFLINE, RESOLVER, GResolver)

struct _OfflineResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (OfflineResolver, offline_resolver, G_TYPE_RESOLVER)

static void
offline_resolver_lookup_by_name_with_flags_async (GResolver *resolver,
                                                  const char *hostname,
                                                  GResolverNameLookupFlags flags,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE,
                           "No name server");
}

static GList *
offline_resolver_lookup_by_name_with_flags_finish (GResolver *resolver,
                                                   GAsyncResult *result,
                                                   GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
offline_resolver_class_init (OfflineResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags_async =
      offline_resolver_lookup_by_name_with_flags_async;
  resolver_class->lookup_by_name_with_flags_finish =
      offline_resolver_lookup_by_name_with_flags_finish;
}

static void
offline_resolver_init (OfflineResolver *self)
{
}

static void
test_nobody (SignInFixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "This computer is offline.",
    TROUBLE,
    "The server that answered could not prove that it is Bambu Lab’s. Nothing was sent to it.",
  };
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GResolver) offline = g_object_new (OFFLINE_TYPE_RESOLVER, NULL);
  JsonObject *place = simulator_process_get_cloud (fixture->cloud->simulator);
  const char *const origins[] = {
    "https://api.example.com",
    "https://127.0.0.1:9", /* nobody listens */
    json_object_get_string_member (place, "origin"),
  };

  g_resolver_set_default (offline);
  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      g_autoptr (BambuStore) store = bambu_store_new (NULL);
      g_autoptr (GPtrArray) regions =
          g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_region_unref);
      g_autoptr (BambuAccountList) accounts = NULL;
      g_autoptr (BambuAccountPrinters) printers = NULL;
      g_autoptr (GError) error = NULL;

      sign_in_close (fixture);
      g_ptr_array_add (regions, bambu_region_new (origins[i], NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      accounts =
          bambu_account_list_new (store, bambu_fleet_get_keyring (fixture->cloud->fleet), regions);
      printers = bambu_account_printers_new (fixture->cloud->fleet, accounts);
      sign_in_open (fixture, printers);

      sign_in_begin (fixture, "plain@example.com", "bamboo-plain");
      app_test_wait (sign_in_has_problem, fixture);
      if (app_test_find_label (sign_in_get_page (fixture), texts[i]) == NULL)
        g_error ("%s: there is no “%s”", origins[i], texts[i]);
    }
  g_resolver_set_default (resolver);

  g_assert_cmpuint (app_cloud_get_requests (fixture->cloud)->len, ==, 0);
  sign_in_close (fixture);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function)                                                                        \
  g_test_add ("/app/sign-in-faults/" path, SignInFixture, NULL, sign_in_set_up, function,          \
              sign_in_tear_down)
  ADD ("password", test_password);
  ADD ("mail", test_mail);
  ADD ("authenticator", test_authenticator);
  ADD ("start-again", test_start_again);
  ADD ("use-code", test_use_code);
  ADD ("odd", test_odd);
  ADD ("no-printers", test_no_printers);
  ADD ("dead-token", test_dead_token);
  ADD ("nobody", test_nobody);
#undef ADD

  return g_test_run ();
}
