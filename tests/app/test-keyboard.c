/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-account-printers-page.h>
#include <app/culm-check-page.h>
#include <app/culm-printer-page.h>
#include <app/culm-shortcuts.h>
#include <app/culm-window.h>

#include "app-a11y-bus.h"
#include "app-cloud.h"
#include "app-fixture.h"
#include "print-window.h"
#include "simulator-process.h"
#include "test-wait.h"

/* What can be done with a keyboard only: keys come from the display, as those of a keyboard do. */

#define MOST_TABS 80

static const PrintFilament white = { "PLA", "#FFFFFF", "GFA00", 8.1 };

static gboolean
has_text (GtkWidget *widget, const char *text)
{
  if (!ADW_IS_PREFERENCES_ROW (widget) && !GTK_IS_BUTTON (widget))
    return FALSE;

  return app_test_find_label (widget, text) != NULL;
}

/* A row's own entry or button has the focus instead of the row. */
static gboolean
is_at (GtkWidget *window, const char *text)
{
  for (GtkWidget *widget = gtk_window_get_focus (GTK_WINDOW (window)); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    if (has_text (widget, text))
      return TRUE;

  return FALSE;
}

static void
tab_to (GDBusConnection *bus, GtkWidget *window, const char *text)
{
  test_wait_until (gtk_window_is_active (GTK_WINDOW (window)));
  for (guint i = 0; i < MOST_TABS && !is_at (window, text); i++)
    {
      GtkWidget *before = gtk_window_get_focus (GTK_WINDOW (window));

      app_a11y_bus_press (bus, "Tab");
      test_wait_until (gtk_window_get_focus (GTK_WINDOW (window)) != before);
    }
  if (!is_at (window, text))
    g_error ("The keyboard does not get to “%s”", text);
}

static void
test_stop (AppWindow *self, gconstpointer data)
{
  g_autoptr (GDBusConnection) bus = app_a11y_bus_new ();
  GtkWidget *window = GTK_WIDGET (self->window);

  tab_to (bus, window, "Stop…");
  app_a11y_bus_press (bus, "Return");
  test_wait_until (app_window_get_dialog (self) != NULL);
  tab_to (bus, window, "Stop");
  app_a11y_bus_press (bus, "Return");
  test_wait_until (app_window_count_requests (self, "stop") == 1);
}

static void
test_print (PrintWindow *self, gconstpointer data)
{
  g_autoptr (GDBusConnection) bus = app_a11y_bus_new ();

  print_window_write (self, 1, &white, 1);
  print_window_open (self);
  tab_to (bus, GTK_WIDGET (self->window.window), "Print");
  app_a11y_bus_press (bus, "Return");
  test_wait_until (fake_storage_is_uploading (self->storage));
  fake_storage_fail (self->storage, BAMBU_STORAGE_ERROR_UNREACHABLE);
  print_window_close (self);
}

static GtkApplication *
create_application (void)
{
  GtkApplication *application =
      gtk_application_new ("io.github.culm.Test", G_APPLICATION_NON_UNIQUE);
  g_autoptr (GError) error = NULL;

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  culm_shortcuts_install (application);

  return application;
}

static gboolean
is_connected (BambuFleet *fleet, const char *serial)
{
  BambuPrinter *printer = bambu_fleet_find (fleet, serial);

  return printer != NULL && bambu_printer_get_freshness (printer) == BAMBU_FRESHNESS_LIVE;
}

/* By its address. Who signed its certificate is not known: the user has to decide. */
static void
test_add (void)
{
  static const char *const options[] = { "--profile", "P1S", NULL };
  g_autoptr (GDBusConnection) bus = app_a11y_bus_new ();
  g_autoptr (GtkApplication) application = create_application ();
  g_autoptr (GSettings) settings = g_settings_new (CULM_APP_ID);
  g_autoptr (GError) error = NULL;
  g_autoptr (SimulatorProcess) simulator = simulator_process_start (options, &error);
  BambuFleet *fleet = app_test_fleet_new (app_test_find_free_port ());
  GtkWidget *window = GTK_WIDGET (culm_window_new (application, fleet, settings));
  g_autofree char *address = NULL;
  JsonObject *printer;
  GtkWidget *page;
  GtkWidget *button;

  g_assert_no_error (error);
  printer = simulator_process_get_printer (simulator, 0);
  address = simulator_process_dup_address (simulator, 0);
  culm_window_set_loaded (CULM_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  test_wait_until (gtk_window_is_active (GTK_WINDOW (window)));

  app_a11y_bus_press_with (bus, GDK_CONTROL_MASK, "n");
  test_wait_until (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))
                   != NULL);
  tab_to (bus, window, "Enter Address…");
  app_a11y_bus_press (bus, "Return");
  tab_to (bus, window, "Host Name or IP Address");
  app_a11y_bus_type (bus, address);
  app_a11y_bus_press (bus, "Return");
  test_wait_until (app_test_find_label (window, "Access Code") != NULL);
  tab_to (bus, window, "Access Code");
  app_a11y_bus_type (bus, json_object_get_string_member (printer, "access_code"));
  app_a11y_bus_press (bus, "Return");

  test_wait_until (app_test_find_label (window, "Is This Your Printer?") != NULL);
  tab_to (bus, window, "Trust This Certificate");
  app_a11y_bus_press (bus, "Return");
  page = app_test_find (window, CULM_TYPE_CHECK_PAGE);
  test_wait_until ((button = app_test_find_button (page, "Add Printer")) != NULL
                   && gtk_widget_is_sensitive (button));
  tab_to (bus, window, "Add Printer");
  app_a11y_bus_press (bus, "Return");
  test_wait_until (is_connected (fleet, json_object_get_string_member (printer, "serial"))
                   && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))
                          == NULL);
  test_wait_until (app_test_find (window, CULM_TYPE_PRINTER_PAGE) != NULL);

  app_test_destroy (window);
  g_assert_finalize_object (fleet);
}

static void
test_sign_in (void)
{
  g_autoptr (GDBusConnection) bus = app_a11y_bus_new ();
  AppCloud *cloud = app_cloud_new ();
  g_autoptr (GSettings) settings = g_settings_new (CULM_APP_ID);
  GtkWidget *window = GTK_WIDGET (culm_window_new (NULL, cloud->fleet, settings));
  GtkWidget *page;

  culm_window_set_loaded (CULM_WINDOW (window));
  culm_window_set_account_printers (CULM_WINDOW (window), cloud->account_printers);
  gtk_window_present (GTK_WINDOW (window));

  tab_to (bus, window, "Sign In with a Bambu Lab Account");
  app_a11y_bus_press (bus, "Return");
  test_wait_until (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))
                   != NULL);
  tab_to (bus, window, "E-Mail");
  app_a11y_bus_type (bus, "plain@example.com");
  tab_to (bus, window, "Password");
  app_a11y_bus_type (bus, "bamboo-plain");
  app_a11y_bus_press (bus, "Return");
  test_wait_until ((page = app_test_find (window, CULM_TYPE_ACCOUNT_PRINTERS_PAGE)) != NULL
                   && app_test_find (page, GTK_TYPE_CHECK_BUTTON) != NULL);

  /* The printers of the account are added. */
  tab_to (bus, window, "Done");
  app_a11y_bus_press (bus, "Return");
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (cloud->fleet)) > 0);

  app_test_destroy (window);
  app_cloud_free (cloud);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add ("/keyboard/stop", AppWindow, "X1C", app_window_set_up, test_stop,
              app_window_tear_down);
  g_test_add ("/keyboard/print", PrintWindow, "P1S", print_window_set_up, test_print,
              print_window_tear_down);
  g_test_add_func ("/keyboard/add", test_add);
  g_test_add_func ("/keyboard/sign-in", test_sign_in);

  return g_test_run ();
}
