/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <app/culm-account-banner.h>
#include <app/culm-preferences-dialog.h>
#include <app/culm-problem-box.h>
#include <app/culm-sign-in-code-page.h>
#include <app/culm-sign-in-dialog.h>
#include <gio/gsettingsbackend.h>

#include "app-cloud.h"
#include "app-fixture.h"

#define LOGIN "/v1/user-service/user/login"

typedef struct
{
  AppCloud *cloud;
  GtkWidget *window;
  CulmSignInDialog *dialog;
  GSettings *settings;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  fixture->cloud = app_cloud_new ();
  fixture->settings = g_settings_new_with_backend (CULM_APP_ID, backend);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 720);
  gtk_window_present (GTK_WINDOW (fixture->window));

  fixture->dialog = culm_sign_in_dialog_new (fixture->cloud->account_printers, NULL);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  adw_dialog_present (ADW_DIALOG (fixture->dialog), fixture->window);
  app_test_flush ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (fixture->dialog));
  app_test_destroy (fixture->window);
  g_assert_null (fixture->dialog);
  app_cloud_free (fixture->cloud);
  g_clear_object (&fixture->settings);
}

static GtkWidget *
get_page (Fixture *fixture)
{
  GtkWidget *view = app_test_find (GTK_WIDGET (fixture->dialog), ADW_TYPE_NAVIGATION_VIEW);

  return GTK_WIDGET (adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view)));
}

static const char *
get_tag (Fixture *fixture)
{
  return adw_navigation_page_get_tag (ADW_NAVIGATION_PAGE (get_page (fixture)));
}

static void
click (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
enter (Fixture *fixture, const char *account, const char *password)
{
  GtkWidget *row = app_test_find (get_page (fixture), ADW_TYPE_PASSWORD_ENTRY_ROW);

  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_prev_sibling (row)), account);
  gtk_editable_set_text (GTK_EDITABLE (row), password);
}

static void
sign_in (Fixture *fixture, const char *account, const char *password)
{
  enter (fixture, account, password);
  click (adw_dialog_get_default_widget (ADW_DIALOG (fixture->dialog)));
}

static gboolean
is_at_code (gpointer data)
{
  return g_strcmp0 (get_tag (data), "code") == 0;
}

static gboolean
has_list (gpointer data)
{
  GtkWidget *stack = app_test_find (get_page (data), GTK_TYPE_STACK);

  return g_strcmp0 (get_tag (data), "printers") == 0
         && g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "loading") != 0;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static gboolean
has_problem (gpointer data)
{
  return gtk_widget_get_visible (app_test_find (get_page (data), CULM_TYPE_PROBLEM_BOX));
}

static GtkEditable *
get_code_entry (Fixture *fixture)
{
  return GTK_EDITABLE (app_test_find (get_page (fixture), GTK_TYPE_ENTRY));
}

/* As pasting and typing do it. */
static void
type_code (Fixture *fixture, const char *code)
{
  GtkEditable *entry = get_code_entry (fixture);
  int position = 0;

  gtk_editable_delete_text (entry, 0, -1);
  gtk_editable_insert_text (gtk_editable_get_delegate (entry), code, -1, &position);
}

static void
test_password (Fixture *fixture, gconstpointer data)
{
  GtkEditable *password =
      GTK_EDITABLE (app_test_find (get_page (fixture), ADW_TYPE_PASSWORD_ENTRY_ROW));

  app_test_assert_named (GTK_WIDGET (fixture->dialog));
  g_assert_true (GTK_IS_PASSWORD_ENTRY_BUFFER (
      gtk_text_get_buffer (GTK_TEXT (gtk_editable_get_delegate (password)))));

  sign_in (fixture, "plain@example.com", "bamboo-plain");
  app_test_wait (has_list, fixture);

  g_assert_cmpstr (gtk_editable_get_text (password), ==, "");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->cloud->accounts)), ==, 1);
  g_assert_nonnull (app_test_find_label (
      get_page (fixture), "There is no keyring. You can stay signed in until the app is closed."));
  app_test_assert_named (GTK_WIDGET (fixture->dialog));
}

static void
test_no_printers (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "empty@example.com", "bamboo-none");
  app_test_wait (has_list, fixture);

  g_assert_nonnull (app_test_find_label (get_page (fixture), "No printers"));
  click (app_test_find_button (get_page (fixture), "Done"));
  app_test_wait (is_gone, &fixture->dialog);
}

static void
test_code (Fixture *fixture, gconstpointer data)
{
  g_autofree char *spaced = NULL;

  sign_in (fixture, "maker@example.com", "bamboo-grove");
  app_test_wait (is_at_code, fixture);
  g_assert_nonnull (
      app_test_find_label (get_page (fixture), "Bambu Lab sent a code to m…@example.com."));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (get_code_entry (fixture))));

  spaced = g_strdup_printf ("%.3s %s", app_cloud_get_code (fixture->cloud),
                            app_cloud_get_code (fixture->cloud) + 3);
  type_code (fixture, spaced);
  app_test_wait (has_list, fixture);
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
test_wrong_code (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "maker@example.com", "bamboo-grove");
  app_test_wait (is_at_code, fixture);

  type_code (fixture,
             g_str_equal (app_cloud_get_code (fixture->cloud), "000000") ? "000001" : "000000");
  app_test_wait (has_problem, fixture);
  g_assert_nonnull (
      app_test_find_label (get_page (fixture), "This code is not right or has expired."));
  g_assert_nonnull (find_button_beginning (get_page (fixture), "Send a _New Code ("));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (get_code_entry (fixture)), "error"));

  type_code (fixture, app_cloud_get_code (fixture->cloud));
  app_test_wait (has_list, fixture);
}

static void
test_authenticator (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "authenticator@example.com", "bamboo-app");
  app_test_wait (is_at_code, fixture);
  g_assert_nonnull (app_test_find_label (get_page (fixture), "Enter the authenticator’s code"));
  g_assert_null (app_test_find_button (get_page (fixture), "Send Again"));

  type_code (fixture, "246810");
  app_test_wait (has_list, fixture);
}

static void
test_code_instead (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button =
      app_test_find_button (get_page (fixture), "Use an E-Mail Code Instead of a Password");

  /* It has to know where to send it. */
  click (button);
  g_assert_true (has_problem (fixture));
  g_assert_cmpuint (app_cloud_get_requests (fixture->cloud)->len, ==, 0);

  enter (fixture, "maker@example.com", "");
  g_assert_false (has_problem (fixture));
  click (button);
  app_test_wait (is_at_code, fixture);
  type_code (fixture, app_cloud_get_code (fixture->cloud));
  app_test_wait (has_list, fixture);
}

static void
test_wrong_password (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = app_test_find (get_page (fixture), ADW_TYPE_PASSWORD_ENTRY_ROW);

  sign_in (fixture, "plain@example.com", "wrong");
  g_assert_false (
      gtk_widget_get_sensitive (adw_dialog_get_default_widget (ADW_DIALOG (fixture->dialog))));
  app_test_wait (has_problem, fixture);

  g_assert_nonnull (app_test_find_label (get_page (fixture), "E-mail or password is not right."));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), row));

  sign_in (fixture, "plain@example.com", "bamboo-plain");
  app_test_wait (has_list, fixture);
}

static void
test_browser_check (Fixture *fixture, gconstpointer data)
{
  app_cloud_set_fault (fixture->cloud, "edge-html-403", LOGIN " 1", TRUE);
  sign_in (fixture, "maker@example.com", "bamboo-grove");
  app_test_wait (has_problem, fixture);

  click (app_test_find_button (get_page (fixture), "Use an E-Mail Code"));
  app_test_wait (is_at_code, fixture);
}

static gboolean
has_asked (gpointer data)
{
  return app_cloud_get_requests (((Fixture *) data)->cloud)->len > 0;
}

/* Nobody answers; closing the dialog ends the request with all that belongs to it. */
static void
test_closed_while_asking (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account;
  BambuCloud *cloud;

  app_cloud_set_fault (fixture->cloud, "edge-silent", LOGIN, TRUE);
  sign_in (fixture, "maker@example.com", "bamboo-grove");
  app_test_wait (has_asked, fixture);

  account = culm_sign_in_dialog_get_account (fixture->dialog);
  g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_SIGNING_IN);
  cloud = bambu_account_get_cloud (account);
  g_object_add_weak_pointer (G_OBJECT (account), (gpointer *) &account);
  g_object_add_weak_pointer (G_OBJECT (cloud), (gpointer *) &cloud);

  click (app_test_find_button (get_page (fixture), "Cancel"));
  app_test_wait (is_gone, &account);
  app_test_wait (is_gone, &cloud);
  app_test_wait (is_gone, &fixture->dialog);
}

/* Going back from the code gives the sign-in up. */
static void
test_back (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = app_test_find (GTK_WIDGET (fixture->dialog), ADW_TYPE_NAVIGATION_VIEW);

  sign_in (fixture, "maker@example.com", "bamboo-grove");
  app_test_wait (is_at_code, fixture);

  adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
  app_test_flush ();
  g_assert_null (culm_sign_in_dialog_get_account (fixture->dialog));
  g_assert_cmpstr (get_tag (fixture), ==, "credentials");
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
  return g_ptr_array_find_with_equal_func (app_cloud_get_requests (((Fixture *) data)->cloud),
                                           "/v1/user-service/my/logout", g_str_equal, NULL);
}

static void
test_account_page (Fixture *fixture, gconstpointer data)
{
  AdwDialog *preferences;
  GtkWidget *row;

  app_cloud_set_fault (fixture->cloud, "tokens-end-soon", NULL, TRUE);
  sign_in (fixture, "plain@example.com", "bamboo-plain");
  app_test_wait (has_list, fixture);
  adw_dialog_force_close (ADW_DIALOG (fixture->dialog));

  preferences = culm_preferences_dialog_new (fixture->settings, fixture->cloud->fleet,
                                             fixture->cloud->account_printers);
  adw_dialog_present (preferences, fixture->window);
  app_test_flush ();
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (preferences), "plain@example.com"));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (preferences), "Sign In Again…"));
  app_test_assert_named (GTK_WIDGET (preferences));

  row = gtk_widget_get_ancestor (app_test_find_label (GTK_WIDGET (preferences), "Sign Out…"),
                                 GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (row, "activated");
  app_test_flush ();
  g_assert_nonnull (app_test_find_label (fixture->window, "Sign out of plain@example.com?"));
  click (app_test_find_button (fixture->window, "Sign Out"));
  app_test_wait (is_empty, fixture->cloud->accounts);
  app_test_wait (has_said_goodbye, fixture);
  app_test_flush ();
  g_assert_null (app_test_find_label (GTK_WIDGET (preferences), "plain@example.com"));

  adw_dialog_force_close (preferences);
}

static guint
count_printers (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->cloud->fleet));
}

/* They are there at once; who does not want one says so, and may change their mind. */
static void
test_choose (Fixture *fixture, gconstpointer data)
{
  AdwDialog *preferences;
  GtkWidget *row;

  sign_in (fixture, "plain@example.com", "bamboo-plain");
  app_test_wait (has_list, fixture);
  g_assert_cmpuint (count_printers (fixture), ==, 2);
  g_assert_nonnull (
      app_test_find_label (get_page (fixture), "X1C · Through Bambu Lab’s cloud, watching only"));
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (app_test_find (get_page (fixture), GTK_TYPE_CHECK_BUTTON)), FALSE);
  click (app_test_find_button (get_page (fixture), "Done"));
  app_test_wait (is_gone, &fixture->dialog);
  g_assert_cmpuint (count_printers (fixture), ==, 1);

  preferences = culm_preferences_dialog_new (fixture->settings, fixture->cloud->fleet,
                                             fixture->cloud->account_printers);
  adw_dialog_present (preferences, fixture->window);
  app_test_flush ();
  row = gtk_widget_get_ancestor (app_test_find_label (GTK_WIDGET (preferences), "Choose Printers…"),
                                 GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (row, "activated");
  fixture->dialog = CULM_SIGN_IN_DIALOG (app_test_find (fixture->window, CULM_TYPE_SIGN_IN_DIALOG));
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  app_test_wait (has_list, fixture);
  row = app_test_find (get_page (fixture), GTK_TYPE_CHECK_BUTTON);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (row)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), TRUE);
  click (app_test_find_button (get_page (fixture), "Done"));
  app_test_wait (is_gone, &fixture->dialog);
  g_assert_cmpuint (count_printers (fixture), ==, 2);

  adw_dialog_force_close (preferences);
}

static void
test_banner (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = adw_window_new ();
  CulmAccountBanner *banner = g_object_new (CULM_TYPE_ACCOUNT_BANNER, NULL);

  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (banner));
  culm_account_banner_set_accounts (banner, fixture->cloud->accounts);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_false (is_warned (banner));

  app_cloud_set_fault (fixture->cloud, "tokens-end-soon", NULL, TRUE);
  sign_in (fixture, "plain@example.com", "bamboo-plain");
  app_test_wait (is_warned, banner);
  g_assert_true (g_str_has_prefix (
      adw_banner_get_title (ADW_BANNER (app_test_find (GTK_WIDGET (banner), ADW_TYPE_BANNER))),
      "Your Bambu Lab sign-in ends on "));
  app_test_wait (has_list, fixture);

  app_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/sign-in/password", test_password);
  ADD ("/app/sign-in/no-printers", test_no_printers);
  ADD ("/app/sign-in/code", test_code);
  ADD ("/app/sign-in/wrong-code", test_wrong_code);
  ADD ("/app/sign-in/authenticator", test_authenticator);
  ADD ("/app/sign-in/code-instead", test_code_instead);
  ADD ("/app/sign-in/wrong-password", test_wrong_password);
  ADD ("/app/sign-in/browser-check", test_browser_check);
  ADD ("/app/sign-in/closed-while-asking", test_closed_while_asking);
  ADD ("/app/sign-in/back", test_back);
  ADD ("/app/sign-in/account-page", test_account_page);
  ADD ("/app/sign-in/choose", test_choose);
  ADD ("/app/sign-in/banner", test_banner);
#undef ADD

  return g_test_run ();
}
