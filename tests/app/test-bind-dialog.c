/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-bind-dialog.h>
#include <app/culm-preferences-dialog.h>
#include <app/culm-problem-box.h>
#include <bambu/account/bambu-cloud-calls.h>

#include "app-cloud.h"
#include "app-fixture.h"
#include "test-wait.h"

#define PIN_PATH "/v1/user-service/my/pincode"
#define FREE APP_CLOUD_P1S
#define TAKEN APP_CLOUD_X1C

typedef struct
{
  AppCloud *cloud;
  const char *pin;       /* the cloud's, of FREE */
  BambuAccount *account; /* without printers */
  GtkWidget *window;
  GtkWidget *preferences;
  GtkWidget *dialog;
} Fixture;

/* One printer is bound to others, and one to nobody: it shows a PIN. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuAccount) other = NULL;
  g_autoptr (GSettings) settings = g_settings_new (CULM_APP_ID);
  GtkWidget *row;

  fixture->cloud = app_cloud_new ();
  other = g_object_ref (app_cloud_sign_in (fixture->cloud, "plain@example.com", "bamboo-plain"));
  test_await_true (bambu_cloud_unbind_device (bambu_account_get_cloud (other), FREE));
  test_await_true (bambu_account_sign_out (other));
  fixture->pin = app_cloud_show_pin (fixture->cloud, FREE);
  fixture->account = app_cloud_sign_in (fixture->cloud, "empty@example.com", "bamboo-none");

  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 720);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->preferences = GTK_WIDGET (culm_preferences_dialog_new (
      settings, fixture->cloud->fleet, fixture->cloud->account_printers, NULL));
  g_object_add_weak_pointer (G_OBJECT (fixture->preferences), (gpointer *) &fixture->preferences);
  adw_dialog_present (ADW_DIALOG (fixture->preferences), fixture->window);
  app_test_flush ();

  row = gtk_widget_get_ancestor (app_test_find_label (fixture->preferences, "Add Printer by PIN…"),
                                 GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (row, "activated");
  app_test_flush ();
  fixture->dialog = app_test_find (fixture->window, CULM_TYPE_BIND_DIALOG);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (fixture->dialog));
  if (fixture->preferences != NULL)
    adw_dialog_force_close (ADW_DIALOG (fixture->preferences));
  app_test_destroy (fixture->window);
  test_wait_until (fixture->dialog == NULL && fixture->preferences == NULL);
  app_cloud_free (fixture->cloud);
}

static GtkWidget *
get_page (Fixture *fixture)
{
  GtkWidget *view = app_test_find (fixture->dialog, ADW_TYPE_NAVIGATION_VIEW);

  return GTK_WIDGET (adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view)));
}

static GtkWidget *
get_pin_entry (Fixture *fixture)
{
  return app_test_find (get_page (fixture), GTK_TYPE_ENTRY);
}

/* As pasting and typing do it. */
static void
type_pin (Fixture *fixture, const char *pin)
{
  GtkEditable *entry = GTK_EDITABLE (get_pin_entry (fixture));
  int position = 0;

  gtk_editable_delete_text (entry, 0, -1);
  gtk_editable_insert_text (gtk_editable_get_delegate (entry), pin, -1, &position);
}

static gboolean
has_focus (Fixture *fixture, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

static gboolean
has_problem (Fixture *fixture)
{
  return gtk_widget_get_visible (app_test_find (get_page (fixture), CULM_TYPE_PROBLEM_BOX));
}

static void
assert_added (Fixture *fixture, const char *name)
{
  g_autofree char *toast = g_strdup_printf ("“%s” was added", name);
  BambuPrinter *printer;

  test_wait_until (fixture->dialog == NULL);
  printer = bambu_fleet_find (fixture->cloud->fleet, FREE);
  g_assert_nonnull (printer);
  g_assert_cmpstr (bambu_printer_get_name (printer), ==, name);
  g_assert_true (bambu_account_printers_find (fixture->cloud->account_printers, printer)
                 == fixture->account);
  g_assert_nonnull (app_test_find_label (fixture->preferences, toast));
}

/* In small letters, with a space, as somebody might write it down. */
static void
test_pin (Fixture *fixture, gconstpointer data)
{
  g_autofree char *small = g_ascii_strdown (fixture->pin, -1);
  g_autofree char *spaced = g_strdup_printf (" %.3s-%s ", small, small + 3);

  app_test_assert_named (fixture->dialog);
  test_wait_until (has_focus (fixture, get_pin_entry (fixture)));

  type_pin (fixture, "ab-1");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_pin_entry (fixture))), ==, "AB1");
  g_assert_true (gtk_editable_get_editable (GTK_EDITABLE (get_pin_entry (fixture))));

  type_pin (fixture, spaced);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_pin_entry (fixture))), ==,
                   fixture->pin);
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (get_pin_entry (fixture))));
  assert_added (fixture, "3DP-01P-002");
}

static void
test_wrong_pin (Fixture *fixture, gconstpointer data)
{
  type_pin (fixture, "000000");
  test_wait_until (has_problem (fixture));
  g_assert_nonnull (
      app_test_find_label (get_page (fixture), "This PIN is not right or has expired."));
  g_assert_true (gtk_widget_has_css_class (get_pin_entry (fixture), "error"));
  g_assert_true (has_focus (fixture, get_pin_entry (fixture)));

  type_pin (fixture, fixture->pin);
  g_assert_false (gtk_widget_has_css_class (get_pin_entry (fixture), "error"));
  assert_added (fixture, "3DP-01P-002");
}

static void
test_already_bound (Fixture *fixture, gconstpointer data)
{
  type_pin (fixture, app_cloud_show_pin (fixture->cloud, TAKEN));
  test_wait_until (has_problem (fixture));
  g_assert_nonnull (app_test_find_label (get_page (fixture),
                                         "This printer is bound to another account, where it "
                                         "has to be unbound first."));
  g_assert_null (bambu_fleet_find (fixture->cloud->fleet, TAKEN));
}

static void
test_throttled (Fixture *fixture, gconstpointer data)
{
  GtkWidget *label;

  app_cloud_set_fault (fixture->cloud, "edge-429", PIN_PATH, TRUE);
  type_pin (fixture, fixture->pin);
  test_wait_until (has_problem (fixture));
  label = app_test_find (app_test_find (get_page (fixture), CULM_TYPE_PROBLEM_BOX), GTK_TYPE_LABEL);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (label)),
                                   "Too many tries. Bambu Lab allows the next one at about "));
}

/* Enter tries the same once more. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  app_cloud_set_fault (fixture->cloud, "edge-500", PIN_PATH, TRUE);
  type_pin (fixture, fixture->pin);
  test_wait_until (has_problem (fixture));
  g_assert_nonnull (app_test_find_label (
      get_page (fixture), "Bambu Lab’s server has trouble. Printers on your network still work."));

  app_cloud_set_fault (fixture->cloud, "edge-500", NULL, FALSE);
  g_signal_emit_by_name (get_pin_entry (fixture), "activate");
  assert_added (fixture, "3DP-01P-002");
}

static void
test_browser_check (Fixture *fixture, gconstpointer data)
{
  app_cloud_set_fault (fixture->cloud, "edge-html-403", PIN_PATH, TRUE);
  type_pin (fixture, fixture->pin);
  test_wait_until (has_problem (fixture));
  g_assert_nonnull (app_test_find_label (
      get_page (fixture),
      "Bambu Lab’s website asked for a browser check, which this app cannot do. It usually goes "
      "away after some minutes."));
}

static GtkWidget *
get_row (Fixture *fixture, const char *title)
{
  GtkWidget *label = app_test_find_label (get_page (fixture), title);

  g_assert_nonnull (label);

  return gtk_widget_get_ancestor (label, ADW_TYPE_ENTRY_ROW);
}

static void
enter_serial (Fixture *fixture, const char *code)
{
  gtk_editable_set_text (GTK_EDITABLE (get_row (fixture, "Serial Number")), " " FREE);
  gtk_editable_set_text (GTK_EDITABLE (get_row (fixture, "Name")), "Cellar");
  gtk_editable_set_text (GTK_EDITABLE (get_row (fixture, "Code")), code);
  app_test_flush ();
}

/* A service of the documents takes no PINs. */
static void
test_serial (Fixture *fixture, gconstpointer data)
{
  JsonObject *printer = simulator_process_get_printer (fixture->cloud->simulator, 1);
  const char *file = json_object_get_string_member (printer, "access_code_file");
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *button;

  g_file_get_contents (file, &code, NULL, &error);
  g_assert_no_error (error);
  g_strchomp (code);

  app_cloud_set_fault (fixture->cloud, "seed-shapes", NULL, TRUE);
  type_pin (fixture, fixture->pin);
  test_wait_until (app_test_find_label (get_page (fixture), "Serial Number") != NULL);
  app_test_assert_named (fixture->dialog);
  g_assert_true (has_focus (fixture, get_row (fixture, "Serial Number")));

  button = adw_dialog_get_default_widget (ADW_DIALOG (fixture->dialog));
  g_assert_false (gtk_widget_get_sensitive (button));
  enter_serial (fixture, "1234567");
  g_assert_false (gtk_widget_get_sensitive (button));
  enter_serial (fixture, "wrong678");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  test_wait_until (has_problem (fixture));
  g_assert_nonnull (app_test_find_label (
      get_page (fixture),
      "Bambu Lab does not know a printer with this serial number and this code."));
  g_assert_true (gtk_widget_has_css_class (get_row (fixture, "Code"), "error"));

  enter_serial (fixture, code);
  g_signal_emit_by_name (button, "clicked");
  assert_added (fixture, "Cellar");
}

/* Nobody answers; closing the dialog ends the request with all that belongs to it. */
static void
test_closed_while_asking (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = fixture->account;

  app_cloud_set_fault (fixture->cloud, "edge-silent", PIN_PATH, TRUE);
  type_pin (fixture, fixture->pin);
  test_wait_until (app_cloud_count (fixture->cloud, PIN_PATH) > 0);
  adw_dialog_close (ADW_DIALOG (fixture->dialog));
  test_wait_until (fixture->dialog == NULL);

  /* What is still asked would keep the account. */
  g_object_add_weak_pointer (G_OBJECT (account), (gpointer *) &account);
  adw_dialog_force_close (ADW_DIALOG (fixture->preferences));
  g_clear_object (&fixture->cloud->account_printers);
  g_clear_object (&fixture->cloud->accounts);
  test_wait_until (account == NULL);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function)                                                                        \
  g_test_add ("/app/bind-dialog/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("pin", test_pin);
  ADD ("wrong-pin", test_wrong_pin);
  ADD ("already-bound", test_already_bound);
  ADD ("throttled", test_throttled);
  ADD ("again", test_again);
  ADD ("browser-check", test_browser_check);
  ADD ("serial", test_serial);
  ADD ("closed-while-asking", test_closed_while_asking);
#undef ADD

  return g_test_run ();
}
