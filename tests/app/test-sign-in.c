/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <app/culm-account-banner.h>
#include <app/culm-account-printers-page.h>
#include <app/culm-preferences-dialog.h>
#include <app/culm-sign-in-dialog-private.h>
#include <bambu/account/bambu-cloud-private.h>
#include <gio/gsettingsbackend.h>

#include "app-fixture.h"
#include "sign-in-fixture.h"
#include "test-wait.h"

static void
test_password (SignInFixture *fixture, gconstpointer data)
{
  GtkEditable *password =
      GTK_EDITABLE (app_test_find (sign_in_get_page (fixture), ADW_TYPE_PASSWORD_ENTRY_ROW));

  app_test_assert_named (GTK_WIDGET (fixture->dialog));
  g_assert_true (GTK_IS_PASSWORD_ENTRY_BUFFER (
      gtk_text_get_buffer (GTK_TEXT (gtk_editable_get_delegate (password)))));

  sign_in_begin (fixture, "plain@example.com", "bamboo-plain");
  app_test_wait (sign_in_has_list, fixture);

  g_assert_cmpstr (gtk_editable_get_text (password), ==, "");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->cloud->accounts)), ==, 1);
  g_assert_nonnull (
      app_test_find_label (sign_in_get_page (fixture),
                           "There is no keyring. You can stay signed in until the app is closed."));
  app_test_assert_named (GTK_WIDGET (fixture->dialog));
}

static void
test_no_printers (SignInFixture *fixture, gconstpointer data)
{
  sign_in_begin (fixture, "empty@example.com", "bamboo-none");
  app_test_wait (sign_in_has_list, fixture);

  g_assert_nonnull (app_test_find_label (sign_in_get_page (fixture), "No printers"));
  sign_in_click (app_test_find_button (sign_in_get_page (fixture), "Done"));
  app_test_wait (sign_in_is_closed, fixture);
}

static void
test_code (SignInFixture *fixture, gconstpointer data)
{
  g_autofree char *spaced = NULL;

  sign_in_begin (fixture, "maker@example.com", "bamboo-grove");
  app_test_wait (sign_in_is_at_code, fixture);
  g_assert_nonnull (
      app_test_find_label (sign_in_get_page (fixture), "Bambu Lab sent a code to m…@example.com."));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (sign_in_get_code_entry (fixture))));

  spaced = g_strdup_printf ("%.3s %s", app_cloud_get_code (fixture->cloud),
                            app_cloud_get_code (fixture->cloud) + 3);
  sign_in_type_code (fixture, spaced);
  app_test_wait (sign_in_has_list, fixture);
}

static GtkWidget *
find_button_beginning (GtkWidget *widget, const char *text)
{
  const char *label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
  GtkWidget *found = NULL;

  if (label != NULL && g_str_has_prefix (label, text))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button_beginning (child, text);

  return found;
}

static void
test_wrong_code (SignInFixture *fixture, gconstpointer data)
{
  sign_in_begin (fixture, "maker@example.com", "bamboo-grove");
  app_test_wait (sign_in_is_at_code, fixture);

  sign_in_type_code (
      fixture, g_str_equal (app_cloud_get_code (fixture->cloud), "000000") ? "000001" : "000000");
  app_test_wait (sign_in_has_problem, fixture);
  g_assert_nonnull (
      app_test_find_label (sign_in_get_page (fixture), "This code is not right or has expired."));
  g_assert_nonnull (find_button_beginning (sign_in_get_page (fixture), "Send a _New Code ("));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (sign_in_get_code_entry (fixture)), "error"));

  sign_in_type_code (fixture, app_cloud_get_code (fixture->cloud));
  app_test_wait (sign_in_has_list, fixture);
}

static void
test_authenticator (SignInFixture *fixture, gconstpointer data)
{
  sign_in_begin (fixture, "authenticator@example.com", "bamboo-app");
  app_test_wait (sign_in_is_at_code, fixture);
  g_assert_nonnull (
      app_test_find_label (sign_in_get_page (fixture), "Enter the authenticator’s code"));
  g_assert_null (app_test_find_button (sign_in_get_page (fixture), "Send Again"));

  sign_in_type_code (fixture, "246810");
  app_test_wait (sign_in_has_list, fixture);
}

static void
test_code_instead (SignInFixture *fixture, gconstpointer data)
{
  GtkWidget *button =
      app_test_find_button (sign_in_get_page (fixture), "Use an E-Mail Code Instead of a Password");

  /* It has to know where to send it. */
  sign_in_click (button);
  g_assert_true (sign_in_has_problem (fixture));
  g_assert_cmpuint (app_cloud_get_requests (fixture->cloud)->len, ==, 0);

  sign_in_enter (fixture, "maker@example.com", "");
  g_assert_false (sign_in_has_problem (fixture));
  sign_in_click (button);
  app_test_wait (sign_in_is_at_code, fixture);
  sign_in_type_code (fixture, app_cloud_get_code (fixture->cloud));
  app_test_wait (sign_in_has_list, fixture);
}

static void
test_wrong_password (SignInFixture *fixture, gconstpointer data)
{
  GtkWidget *row = app_test_find (sign_in_get_page (fixture), ADW_TYPE_PASSWORD_ENTRY_ROW);

  sign_in_begin (fixture, "plain@example.com", "wrong");
  g_assert_false (
      gtk_widget_get_sensitive (adw_dialog_get_default_widget (ADW_DIALOG (fixture->dialog))));
  app_test_wait (sign_in_has_problem, fixture);

  g_assert_nonnull (
      app_test_find_label (sign_in_get_page (fixture), "E-mail or password is not right."));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), row));

  sign_in_begin (fixture, "plain@example.com", "bamboo-plain");
  app_test_wait (sign_in_has_list, fixture);
}

static void
test_browser_check (SignInFixture *fixture, gconstpointer data)
{
  app_cloud_set_fault (fixture->cloud, "edge-html-403", SIGN_IN_LOGIN " 1", TRUE);
  sign_in_begin (fixture, "maker@example.com", "bamboo-grove");
  app_test_wait (sign_in_has_problem, fixture);

  sign_in_click (app_test_find_button (sign_in_get_page (fixture), "Use an E-Mail Code"));
  app_test_wait (sign_in_is_at_code, fixture);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
on_unqueued (SoupSession *session, SoupMessage *message, guint *n_unqueued)
{
  (*n_unqueued)++;
}

static gboolean
is_positive (gpointer data)
{
  return *(guint *) data > 0;
}

typedef struct
{
  SignInFixture *fixture;
  const char *path;
  guint n_before;
} Asked;

static gboolean
has_asked (gpointer data)
{
  Asked *asked = data;

  return app_cloud_count (asked->fixture->cloud, asked->path) > asked->n_before;
}

/* Nobody answers; closing the dialog ends the request, and what it was for. */
static void
test_closed (SignInFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *path; /* of what is not answered */
    const char *account;
    const char *password;
    const char *code; /* NULL: before there is one; "": the one that was mailed */
  } steps[] = {
    { SIGN_IN_LOGIN, "maker@example.com", "bamboo-grove", NULL },
    { "/v1/user-service/user/sendemail/code", "maker@example.com", "bamboo-grove", NULL },
    { SIGN_IN_LOGIN, "maker@example.com", "bamboo-grove", "" },
    { "/api/csrf", "authenticator@example.com", "bamboo-app", "246810" },
    { "/api/sign-in/tfa", "authenticator@example.com", "bamboo-app", "246810" },
    { "/v1/design-user-service/my/preference", "plain@example.com", "bamboo-plain", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      Asked asked = { fixture, steps[i].path, 0 };
      guint n_unqueued = 0;
      BambuAccount *account;
      SoupSession *session;

      if (fixture->dialog == NULL)
        sign_in_open (fixture, fixture->cloud->account_printers);
      if (steps[i].code == NULL)
        app_cloud_set_fault (fixture->cloud, "edge-silent", steps[i].path, TRUE);
      asked.n_before = app_cloud_count (fixture->cloud, steps[i].path);
      sign_in_begin (fixture, steps[i].account, steps[i].password);
      if (steps[i].code != NULL)
        {
          app_test_wait (sign_in_is_at_code, fixture);
          app_cloud_set_fault (fixture->cloud, "edge-silent", steps[i].path, TRUE);
          asked.n_before = app_cloud_count (fixture->cloud, steps[i].path);
          sign_in_type_code (fixture,
                             *steps[i].code ? steps[i].code : app_cloud_get_code (fixture->cloud));
        }
      app_test_wait (has_asked, &asked);

      account = culm_sign_in_dialog_get_account (fixture->dialog);
      session = bambu_cloud_get_session (bambu_account_get_cloud (account));
      g_object_add_weak_pointer (G_OBJECT (account), (gpointer *) &account);
      g_signal_connect (session, "request-unqueued", G_CALLBACK (on_unqueued), &n_unqueued);
      g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_SIGNING_IN);

      sign_in_close (fixture);
      app_test_wait (is_positive, &n_unqueued);
      app_cloud_set_fault (fixture->cloud, "edge-silent", steps[i].path, FALSE);
      app_test_wait (is_gone, &account);
    }
}

/* Whoever is signed in stays so, and the list is the app's by then. */
static void
test_closed_at_printers (SignInFixture *fixture, gconstpointer data)
{
  Asked asked = { fixture, "/v1/iot-service/api/user/bind", 0 };
  BambuAccount *account;

  app_cloud_set_fault (fixture->cloud, "edge-silent", asked.path, TRUE);
  sign_in_begin (fixture, "plain@example.com", "bamboo-plain");
  app_test_wait (has_asked, &asked);
  account = culm_sign_in_dialog_get_account (fixture->dialog);

  sign_in_close (fixture);
  g_assert_true (g_list_model_get_n_items (G_LIST_MODEL (fixture->cloud->accounts)) == 1);
  g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
}

static gint64 frozen; /* µs */

static gint64
get_frozen (gpointer user_data)
{
  return frozen;
}

static void
freeze_clock (SignInFixture *fixture)
{
  BambuAccount *account = culm_sign_in_dialog_get_account (fixture->dialog);

  frozen = g_get_real_time ();
  bambu_cloud_set_clock (bambu_account_get_cloud (account), get_frozen, NULL);
}

typedef struct
{
  SignInFixture *fixture;
  const char *label;
} Shown;

static gboolean
is_shown (gpointer data)
{
  Shown *shown = data;

  return app_test_find_button (sign_in_get_page (shown->fixture), shown->label) != NULL;
}

static void
wait_for_button (SignInFixture *fixture, const char *label, gboolean is_sensitive)
{
  Shown shown = { fixture, label };

  app_test_wait (is_shown, &shown);
  g_assert_cmpint (
      gtk_widget_is_sensitive (app_test_find_button (sign_in_get_page (fixture), label)), ==,
      is_sensitive);
}

static void
test_resend (SignInFixture *fixture, gconstpointer data)
{
  static const char path[] = "/v1/user-service/user/sendemail/code";
  static const CulmSignInTiming timing = { .slow_msec = G_MAXINT, .tick_msec = 1 };
  g_autofree char *first = NULL;

  culm_sign_in_dialog_set_timing (fixture->dialog, &timing);
  sign_in_begin (fixture, "maker@example.com", "bamboo-grove");
  freeze_clock (fixture);
  app_test_wait (sign_in_is_at_code, fixture);
  first = g_strdup (app_cloud_get_code (fixture->cloud));
  wait_for_button (fixture, "Send Again (60 s)", FALSE);

  frozen += 17 * G_USEC_PER_SEC;
  wait_for_button (fixture, "Send Again (43 s)", FALSE);
  frozen += 42 * G_USEC_PER_SEC;
  wait_for_button (fixture, "Send Again (1 s)", FALSE);
  frozen += G_USEC_PER_SEC;
  wait_for_button (fixture, "Send Again", TRUE);
  g_assert_cmpuint (app_cloud_count (fixture->cloud, path), ==, 1);

  sign_in_click (app_test_find_button (sign_in_get_page (fixture), "Send Again"));
  wait_for_button (fixture, "Send Again (60 s)", FALSE);
  g_assert_cmpuint (app_cloud_count (fixture->cloud, path), ==, 2);

  /* The new one replaces the old one. */
  sign_in_type_code (fixture, first);
  app_test_wait (sign_in_has_problem, fixture);
  wait_for_button (fixture, "Send a New Code (60 s)", FALSE);
  sign_in_type_code (fixture, app_cloud_get_code (fixture->cloud));
  app_test_wait (sign_in_has_list, fixture);
}

static GtkRevealer *
find_slow_bar (SignInFixture *fixture)
{
  GtkWidget *label =
      app_test_find_label (GTK_WIDGET (fixture->dialog), "Bambu Lab’s server has not answered");

  return label != NULL ? GTK_REVEALER (gtk_widget_get_ancestor (label, GTK_TYPE_REVEALER)) : NULL;
}

static gboolean
is_called_slow (gpointer data)
{
  GtkRevealer *bar = find_slow_bar (data);

  return bar != NULL && gtk_revealer_get_reveal_child (bar);
}

static gboolean
is_not_called_slow (gpointer data)
{
  return !is_called_slow (data);
}

static void
test_slow (SignInFixture *fixture, gconstpointer data)
{
  static const CulmSignInTiming at_once = { .slow_msec = 0, .tick_msec = 1000 };
  static const CulmSignInTiming never = { .slow_msec = G_MAXINT, .tick_msec = 1000 };
  Asked asked = { fixture, SIGN_IN_LOGIN, 0 };
  BambuAccount *account;

  app_cloud_set_fault (fixture->cloud, "edge-silent", SIGN_IN_LOGIN, TRUE);
  culm_sign_in_dialog_set_timing (fixture->dialog, &at_once);
  g_assert_false (is_called_slow (fixture));
  sign_in_begin (fixture, "maker@example.com", "bamboo-grove");
  app_test_wait (is_called_slow, fixture);
  app_test_wait (has_asked, &asked);
  app_test_assert_named (GTK_WIDGET (fixture->dialog));

  /* The same request goes on. */
  account = culm_sign_in_dialog_get_account (fixture->dialog);
  culm_sign_in_dialog_set_timing (fixture->dialog, &never);
  sign_in_click (app_test_find_button (GTK_WIDGET (find_slow_bar (fixture)), "Keep Waiting"));
  g_assert_false (is_called_slow (fixture));
  g_assert_true (culm_sign_in_dialog_get_account (fixture->dialog) == account);
  g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_SIGNING_IN);
  g_assert_cmpuint (app_cloud_count (fixture->cloud, SIGN_IN_LOGIN), ==, 1);
}

static void
test_slow_cancelled (SignInFixture *fixture, gconstpointer data)
{
  static const CulmSignInTiming at_once = { .slow_msec = 0, .tick_msec = 1000 };
  BambuAccount *account;

  app_cloud_set_fault (fixture->cloud, "edge-silent", SIGN_IN_LOGIN, TRUE);
  culm_sign_in_dialog_set_timing (fixture->dialog, &at_once);
  sign_in_begin (fixture, "maker@example.com", "bamboo-grove");
  account = culm_sign_in_dialog_get_account (fixture->dialog);
  g_object_add_weak_pointer (G_OBJECT (account), (gpointer *) &account);
  app_test_wait (is_called_slow, fixture);

  /* It comes back as long as somebody keeps waiting. */
  sign_in_click (app_test_find_button (GTK_WIDGET (find_slow_bar (fixture)), "Keep Waiting"));
  g_assert_false (is_called_slow (fixture));
  app_test_wait (is_called_slow, fixture);

  sign_in_click (app_test_find_button (GTK_WIDGET (find_slow_bar (fixture)), "Cancel"));
  app_test_wait (sign_in_is_closed, fixture);
  app_test_wait (is_gone, &account);
}

/* Who answers late is not called slow any more. */
static void
test_slow_answered (SignInFixture *fixture, gconstpointer data)
{
  static const CulmSignInTiming at_once = { .slow_msec = 0, .tick_msec = 1000 };

  culm_sign_in_dialog_set_timing (fixture->dialog, &at_once);
  sign_in_begin (fixture, "maker@example.com", "bamboo-grove");
  app_test_wait (is_called_slow, fixture);
  app_test_wait (sign_in_is_at_code, fixture);
  g_assert_false (is_called_slow (fixture));

  sign_in_type_code (fixture, app_cloud_get_code (fixture->cloud));
  app_test_wait (is_called_slow, fixture);
  app_test_wait (sign_in_has_list, fixture);
  app_test_wait (is_not_called_slow, fixture);
}

/* Accounts are phone numbers there, as the vendor's own regions have it. */
static void
test_china_words (SignInFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (BambuAccountList) vendor = NULL;
  g_autoptr (BambuAccountPrinters) printers = NULL;
  AdwComboRow *region;

  sign_in_close (fixture);
  vendor = bambu_account_list_new (store, bambu_fleet_get_keyring (fixture->cloud->fleet), NULL);
  printers = bambu_account_printers_new (fixture->cloud->fleet, vendor);
  sign_in_open (fixture, printers);

  region = ADW_COMBO_ROW (app_test_find (sign_in_get_page (fixture), ADW_TYPE_COMBO_ROW));
  g_assert_cmpuint (adw_combo_row_get_selected (region), ==, 0);
  g_assert_nonnull (app_test_find_label (sign_in_get_page (fixture), "Global"));
  g_assert_nonnull (app_test_find_label (sign_in_get_page (fixture), "E-Mail"));

  adw_combo_row_set_selected (region, 1);
  g_assert_nonnull (app_test_find_label (sign_in_get_page (fixture), "China"));
  g_assert_nonnull (app_test_find_label (sign_in_get_page (fixture), "E-Mail or Phone Number"));
  g_assert_nonnull (
      app_test_find_label (sign_in_get_page (fixture), "Use a Code Instead of a Password"));
  app_test_assert_named (GTK_WIDGET (fixture->dialog));
  sign_in_close (fixture);
}

/* With a password or without one, the code goes to the phone, and nowhere but to that region. */
static void
test_china_sms (SignInFixture *fixture, gconstpointer data)
{
  static const char *const accounts[][2] = {
    { "13900139000", "bamboo-code" },
    { "13800138000", "bamboo-sms" }, /* the service does not say that it wants a code */
    { "13900139000", NULL },
  };
  GPtrArray *regions = bambu_account_list_get_regions (fixture->cloud->accounts);
  BambuRegion *china = g_ptr_array_index (regions, 1);

  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      BambuAccount *account;

      if (fixture->dialog == NULL)
        sign_in_open (fixture, fixture->cloud->account_printers);
      adw_combo_row_set_selected (
          ADW_COMBO_ROW (app_test_find (sign_in_get_page (fixture), ADW_TYPE_COMBO_ROW)), 1);
      if (accounts[i][1] != NULL)
        sign_in_begin (fixture, accounts[i][0], accounts[i][1]);
      else
        {
          sign_in_enter (fixture, accounts[i][0], "");
          sign_in_click (app_test_find_button (sign_in_get_page (fixture),
                                               "Use an E-Mail Code Instead of a Password"));
        }
      app_test_wait (sign_in_is_at_code, fixture);
      account = culm_sign_in_dialog_get_account (fixture->dialog);
      g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_NEEDS_SMS_CODE);
      g_assert_nonnull (
          app_test_find_label (sign_in_get_page (fixture), "Bambu Lab sent a code to …00."));
      g_assert_cmpuint (app_cloud_count (fixture->cloud, "/v1/user-service/user/sendsmscode"), ==,
                        i + 1);
      g_assert_nonnull (app_cloud_get_code (fixture->cloud));

      sign_in_type_code (fixture, app_cloud_get_code (fixture->cloud));
      app_test_wait (sign_in_has_list, fixture);
      g_assert_nonnull (
          bambu_account_list_find (fixture->cloud->accounts, china->id, accounts[i][0]));
      sign_in_close (fixture);
    }
  g_assert_cmpuint (app_cloud_count (fixture->cloud, "/v1/user-service/user/sendemail"), ==, 0);
}

static GtkWidget *
get_focus (SignInFixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

static gboolean
has_focus (SignInFixture *fixture, GtkWidget *widget)
{
  GtkWidget *focus = get_focus (fixture);

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Nothing that is not laid out yet can be tabbed to, and the dialog puts its own focus last. */
static void
settle (SignInFixture *fixture)
{
  test_wait_until (gtk_widget_get_mapped (sign_in_get_page (fixture))
                   && gtk_widget_get_width (sign_in_get_page (fixture)) > 0
                   && has_focus (fixture, sign_in_get_page (fixture)));
  app_test_settle (fixture->window);
}

/* A row of a list is left only in the active window, which without a window manager may be none at
 * any time. */
static void
make_active (SignInFixture *fixture)
{
  if (gtk_window_is_active (GTK_WINDOW (fixture->window)))
    return;

  gtk_window_present (GTK_WINDOW (fixture->window));
  test_wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
}

/* After the last comes the first, which is for the window to see to. */
static void
tab (SignInFixture *fixture)
{
  make_active (fixture);
  if (gtk_widget_child_focus (GTK_WIDGET (fixture->dialog), GTK_DIR_TAB_FORWARD))
    return;

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->dialog), GTK_DIR_TAB_FORWARD));
}

static void
tab_to (SignInFixture *fixture, GtkWidget *widget)
{
  g_assert_true (gtk_widget_is_sensitive (widget));
  for (guint i = 0; i < 20 && !has_focus (fixture, widget); i++)
    tab (fixture);
  if (!has_focus (fixture, widget))
    g_error ("Tab does not reach a %s", G_OBJECT_TYPE_NAME (widget));
}

/* Into what has the focus, and nowhere else */
static void
type_text (SignInFixture *fixture, const char *text)
{
  int position = 0;

  g_assert_true (GTK_IS_TEXT (get_focus (fixture)));
  gtk_editable_insert_text (GTK_EDITABLE (get_focus (fixture)), text, -1, &position);
}

static void
test_by_keyboard (SignInFixture *fixture, gconstpointer data)
{
  GtkWidget *password = app_test_find (sign_in_get_page (fixture), ADW_TYPE_PASSWORD_ENTRY_ROW);

  settle (fixture);
  tab_to (fixture, gtk_widget_get_prev_sibling (password));
  type_text (fixture, "maker@example.com");
  tab_to (fixture, password);
  type_text (fixture, "bamboo-grove");
  tab_to (fixture, adw_dialog_get_default_widget (ADW_DIALOG (fixture->dialog)));
  g_assert_true (gtk_widget_activate (get_focus (fixture)));

  /* The code's field has the focus by itself, and submits itself. */
  app_test_wait (sign_in_is_at_code, fixture);
  settle (fixture);
  type_text (fixture, app_cloud_get_code (fixture->cloud));
  app_test_wait (sign_in_has_list, fixture);

  settle (fixture);
  tab_to (fixture, gtk_widget_get_ancestor (
                       app_test_find (sign_in_get_page (fixture), GTK_TYPE_CHECK_BUTTON),
                       ADW_TYPE_ACTION_ROW));
  tab_to (fixture, adw_dialog_get_default_widget (ADW_DIALOG (fixture->dialog)));
  g_assert_true (gtk_widget_activate (get_focus (fixture)));
  app_test_wait (sign_in_is_closed, fixture);
}

/* Going back from the code gives the sign-in up. */
static void
test_back (SignInFixture *fixture, gconstpointer data)
{
  GtkWidget *view = app_test_find (GTK_WIDGET (fixture->dialog), ADW_TYPE_NAVIGATION_VIEW);

  sign_in_begin (fixture, "maker@example.com", "bamboo-grove");
  app_test_wait (sign_in_is_at_code, fixture);

  adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
  app_test_flush ();
  g_assert_null (culm_sign_in_dialog_get_account (fixture->dialog));
  g_assert_cmpstr (sign_in_get_tag (fixture), ==, "credentials");
}

static gboolean
is_warned (gpointer data)
{
  return adw_banner_get_revealed (ADW_BANNER (app_test_find (data, ADW_TYPE_BANNER)));
}

static gboolean
is_empty (gpointer data)
{
  return g_list_model_get_n_items (data) == 0;
}

static gboolean
has_said_goodbye (gpointer data)
{
  return g_ptr_array_find_with_equal_func (app_cloud_get_requests (((SignInFixture *) data)->cloud),
                                           "/v1/user-service/my/logout", g_str_equal, NULL);
}

static AdwDialog *
present_preferences (SignInFixture *fixture)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = g_settings_new_with_backend (CULM_APP_ID, backend);
  AdwDialog *preferences = culm_preferences_dialog_new (settings, fixture->cloud->fleet,
                                                        fixture->cloud->account_printers, NULL);

  adw_dialog_present (preferences, fixture->window);
  app_test_flush ();

  return preferences;
}

static void
test_account_page (SignInFixture *fixture, gconstpointer data)
{
  AdwDialog *preferences;
  GtkWidget *row;

  app_cloud_set_fault (fixture->cloud, "tokens-end-soon", NULL, TRUE);
  sign_in_begin (fixture, "plain@example.com", "bamboo-plain");
  app_test_wait (sign_in_has_list, fixture);
  adw_dialog_force_close (ADW_DIALOG (fixture->dialog));

  preferences = present_preferences (fixture);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (preferences), "plain@example.com"));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (preferences), "Sign In Again…"));
  app_test_assert_named (GTK_WIDGET (preferences));

  row = gtk_widget_get_ancestor (app_test_find_label (GTK_WIDGET (preferences), "Sign Out…"),
                                 GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (row, "activated");
  app_test_flush ();
  g_assert_nonnull (app_test_find_label (fixture->window, "Sign out of plain@example.com?"));
  sign_in_click (app_test_find_button (fixture->window, "Sign Out"));
  app_test_wait (is_empty, fixture->cloud->accounts);
  app_test_wait (has_said_goodbye, fixture);
  app_test_flush ();
  g_assert_null (app_test_find_label (GTK_WIDGET (preferences), "plain@example.com"));

  adw_dialog_force_close (preferences);
}

static guint
count_printers (SignInFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->cloud->fleet));
}

/* They are there at once; who does not want one says so, and may change their mind. */
static void
test_choose (SignInFixture *fixture, gconstpointer data)
{
  AdwDialog *preferences;
  GtkWidget *row;

  sign_in_begin (fixture, "plain@example.com", "bamboo-plain");
  app_test_wait (sign_in_has_list, fixture);
  g_assert_cmpuint (count_printers (fixture), ==, 2);
  g_assert_nonnull (app_test_find_label (sign_in_get_page (fixture),
                                         "X1C · Through Bambu Lab’s cloud, watching only"));
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (app_test_find (sign_in_get_page (fixture), GTK_TYPE_CHECK_BUTTON)), FALSE);
  sign_in_click (app_test_find_button (sign_in_get_page (fixture), "Done"));
  app_test_wait (sign_in_is_closed, fixture);
  g_assert_cmpuint (count_printers (fixture), ==, 1);

  preferences = present_preferences (fixture);
  row = gtk_widget_get_ancestor (app_test_find_label (GTK_WIDGET (preferences), "Choose Printers…"),
                                 GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (row, "activated");
  fixture->dialog = CULM_SIGN_IN_DIALOG (app_test_find (fixture->window, CULM_TYPE_SIGN_IN_DIALOG));
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  app_test_wait (sign_in_has_list, fixture);
  row = app_test_find (sign_in_get_page (fixture), GTK_TYPE_CHECK_BUTTON);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (row)));
  /* How one will be reached that is not among the printers is said before it is chosen. */
  g_assert_nonnull (app_test_find_label (sign_in_get_page (fixture),
                                         "X1C · Through Bambu Lab’s cloud, watching only"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), TRUE);
  sign_in_click (app_test_find_button (sign_in_get_page (fixture), "Done"));
  app_test_wait (sign_in_is_closed, fixture);
  g_assert_cmpuint (count_printers (fixture), ==, 2);

  adw_dialog_force_close (preferences);
}

static GtkWidget *
find_mapped_spinner (GtkWidget *button)
{
  GtkWidget *spinner = app_test_find (button, ADW_TYPE_SPINNER);

  return spinner != NULL && gtk_widget_get_child_visible (spinner) ? spinner : NULL;
}

/* What is under way is not asked for again. */
static void
test_done_is_busy (SignInFixture *fixture, gconstpointer data)
{
  CulmAccountPrintersPage *page;
  GtkWidget *done;

  sign_in_begin (fixture, "plain@example.com", "bamboo-plain");
  app_test_wait (sign_in_has_list, fixture);
  page = CULM_ACCOUNT_PRINTERS_PAGE (sign_in_get_page (fixture));
  done = culm_account_printers_page_get_default (page);
  g_assert_null (find_mapped_spinner (done));

  culm_account_printers_page_set_busy (page, TRUE);
  g_assert_false (gtk_widget_is_sensitive (done));
  g_assert_nonnull (find_mapped_spinner (done));
  g_assert_false (
      gtk_widget_is_sensitive (app_test_find (GTK_WIDGET (page), GTK_TYPE_CHECK_BUTTON)));

  culm_account_printers_page_set_busy (page, FALSE);
  sign_in_click (done);
  app_test_wait (sign_in_is_closed, fixture);
}

static void
test_banner (SignInFixture *fixture, gconstpointer data)
{
  GtkWidget *window = adw_window_new ();
  CulmAccountBanner *banner = g_object_new (CULM_TYPE_ACCOUNT_BANNER, NULL);

  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (banner));
  culm_account_banner_set_accounts (banner, fixture->cloud->accounts);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_false (is_warned (banner));

  app_cloud_set_fault (fixture->cloud, "tokens-end-soon", NULL, TRUE);
  sign_in_begin (fixture, "plain@example.com", "bamboo-plain");
  app_test_wait (is_warned, banner);
  g_assert_true (g_str_has_prefix (
      adw_banner_get_title (ADW_BANNER (app_test_find (GTK_WIDGET (banner), ADW_TYPE_BANNER))),
      "Your Bambu Lab sign-in ends on "));
  app_test_wait (sign_in_has_list, fixture);

  app_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function)                                                                        \
  g_test_add (path, SignInFixture, NULL, sign_in_set_up, function, sign_in_tear_down)
  ADD ("/app/sign-in/password", test_password);
  ADD ("/app/sign-in/no-printers", test_no_printers);
  ADD ("/app/sign-in/by-keyboard", test_by_keyboard);
  ADD ("/app/sign-in/code", test_code);
  ADD ("/app/sign-in/wrong-code", test_wrong_code);
  ADD ("/app/sign-in/authenticator", test_authenticator);
  ADD ("/app/sign-in/code-instead", test_code_instead);
  ADD ("/app/sign-in/wrong-password", test_wrong_password);
  ADD ("/app/sign-in/browser-check", test_browser_check);
  ADD ("/app/sign-in/closed", test_closed);
  ADD ("/app/sign-in/closed-at-printers", test_closed_at_printers);
  ADD ("/app/sign-in/resend", test_resend);
  ADD ("/app/sign-in/slow", test_slow);
  ADD ("/app/sign-in/slow-cancelled", test_slow_cancelled);
  ADD ("/app/sign-in/slow-answered", test_slow_answered);
  ADD ("/app/sign-in/china-words", test_china_words);
  ADD ("/app/sign-in/china-sms", test_china_sms);
  ADD ("/app/sign-in/back", test_back);
  ADD ("/app/sign-in/account-page", test_account_page);
  ADD ("/app/sign-in/choose", test_choose);
  ADD ("/app/sign-in/done-is-busy", test_done_is_busy);
  ADD ("/app/sign-in/banner", test_banner);
#undef ADD

  return g_test_run ();
}
