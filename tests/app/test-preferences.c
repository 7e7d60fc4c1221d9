/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <app/culm-camera-feed.h>
#include <app/culm-diagnostics-dialog.h>
#include <app/culm-entry-dialog.h>
#include <app/culm-preferences-dialog.h>
#include <app/culm-printer-settings-page.h>
#include <app/culm-window-private.h>
#include <gio/gsettingsbackend.h>
#include <string.h>

#include "app-cloud.h"
#include "app-fixture.h"
#include "test-printer.h"
#include "test-wait.h"

#define SERIAL "01P00A000000042"

typedef struct
{
  AppCloud *cloud;
  SimPrinter *simulated;
  BambuPrinter *printer;
  CulmWindow *window;
  GSettings *settings;
  AdwPreferencesDialog *dialog;
} Fixture;

static AdwDialog *
get_dialog (Fixture *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GError) error = NULL;

  self->cloud = app_cloud_new ();
  self->simulated = sim_printer_new ("P1S", SERIAL, &error);
  g_assert_no_error (error);
  self->printer = test_printer_new_live (self->simulated, "Workshop");
  bambu_fleet_add_printer (self->cloud->fleet, self->printer);
  self->settings = g_settings_new_with_backend (CULM_APP_ID, backend);
  self->window = culm_window_new (NULL, self->cloud->fleet, self->settings);
  culm_window_set_account_printers (self->window, self->cloud->account_printers);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 720);
  gtk_window_present (GTK_WINDOW (self->window));
  culm_window_set_loaded (self->window);
  app_test_settle (GTK_WIDGET (self->window));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.preferences", NULL);
  self->dialog = ADW_PREFERENCES_DIALOG (get_dialog (self));
  app_test_settle (GTK_WIDGET (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  adw_dialog_force_close (ADW_DIALOG (self->dialog));
  app_test_destroy (self->window);
  app_cloud_free (self->cloud);
  bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_NONE);
  app_test_flush ();
  g_object_unref (self->printer);
  sim_printer_stop (self->simulated);
  g_object_unref (self->simulated);
  g_object_unref (self->settings);
}

/* Some are behind a row of another one. */
static GtkWidget *
show_page (Fixture *self, const char *name)
{
  static const struct
  {
    const char *name;
    const char *first;
    const char *title;
  } behind[] = {
    { "notifications", "general", "Notifications" },
    { "advanced", "general", "Advanced" },
    { "filament", "printers", "Filament" },
  };
  GtkWidget *view = app_test_find (GTK_WIDGET (self->dialog), ADW_TYPE_NAVIGATION_VIEW);
  GtkWidget *page;

  adw_preferences_dialog_pop_subpage (self->dialog);
  for (gsize i = 0; i < G_N_ELEMENTS (behind); i++)
    if (g_str_equal (name, behind[i].name))
      {
        page = show_page (self, behind[i].first);
        adw_action_row_activate (ADW_ACTION_ROW (app_test_find_row (page, behind[i].title)));
        app_test_settle (GTK_WIDGET (self->window));
        page = GTK_WIDGET (adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view)));

        return app_test_find (page, ADW_TYPE_PREFERENCES_PAGE);
      }

  adw_preferences_dialog_set_visible_page_name (self->dialog, name);
  app_test_settle (GTK_WIDGET (self->window));

  return GTK_WIDGET (adw_preferences_dialog_get_visible_page (self->dialog));
}

static void
activate (GtkWidget *row)
{
  g_assert_true (gtk_widget_is_sensitive (row));
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
}

static GtkWidget *
find_button_row (GtkWidget *page, const char *title)
{
  return gtk_widget_get_ancestor (app_test_find_label (page, title), ADW_TYPE_BUTTON_ROW);
}

static GtkWidget *
open_printer (Fixture *self)
{
  GtkWidget *page;

  activate (app_test_find_row (show_page (self, "printers"), "Workshop"));
  test_wait_until (
      (page = app_test_find (GTK_WIDGET (self->dialog), CULM_TYPE_PRINTER_SETTINGS_PAGE)) != NULL);
  app_test_settle (GTK_WIDGET (self->window));

  return page;
}

/* On screen: the pages are behind the results. */
static GtkWidget *
find_result (GtkWidget *widget, const char *title)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (ADW_IS_PREFERENCES_ROW (widget))
    return app_test_find_label (widget, title) != NULL ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_result (child, title);

  return found;
}

/* Part of a row may have it. */
static gboolean
has_focus (Fixture *self, const char *title)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW) : NULL;

  return row != NULL && gtk_widget_get_mapped (row) && app_test_find_label (row, title) != NULL;
}

/* What is behind a row is found as well, and shown. */
static void
test_search (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *title;
    const char *page;
  } rows[] = {
    { "start pa", "Start Page", "General" },
    { "g-code", "G-code Entry", "Advanced" },
    { "drying", "Drying Done", "Notifications" },
    { "humidity", "Warn Above Humidity", "Filament" },
  };
  GtkWidget *dialog = GTK_WIDGET (self->dialog);
  GtkWidget *entry = app_test_find (dialog, GTK_TYPE_SEARCH_ENTRY);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *result;

      adw_preferences_dialog_pop_subpage (self->dialog);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (app_test_find_tip (dialog, "Search")), TRUE);
      gtk_editable_set_text (GTK_EDITABLE (entry), rows[i].text);
      test_wait_until ((result = find_result (dialog, rows[i].title)) != NULL);
      g_test_message ("%s", adw_action_row_get_subtitle (ADW_ACTION_ROW (result)));
      g_assert_nonnull (
          strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (result)), rows[i].page));
      activate (result);
      test_wait_until (has_focus (self, rows[i].title));
    }
}

/* Each page that users were promised, with its controls named */
static void
test_pages (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "account", "printers", "filament",     "privacy",
                                       "general", "advanced", "notifications" };

  g_assert_true (adw_preferences_dialog_get_search_enabled (self->dialog));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *page = show_page (self, names[i]);

      g_assert_cmpstr (adw_preferences_page_get_name (ADW_PREFERENCES_PAGE (page)), ==, names[i]);
      app_test_assert_named (page);
    }
}

static void
test_printer (Fixture *self, gconstpointer data)
{
  GtkWidget *page = open_printer (self);
  GtkWidget *row = app_test_find_row (page, "Name");

  app_test_assert_named (page);
  g_assert_cmpstr (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (page)), ==, "Workshop");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Workshop");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (app_test_find_row (page, "Model"))),
                   ==, "P1S");

  bambu_printer_set_name (self->printer, "Cellar");
  bambu_printer_set_address (self->printer, "192.0.2.7");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Cellar");
  g_assert_cmpstr (
      adw_action_row_get_subtitle (ADW_ACTION_ROW (app_test_find_row (page, "Address"))), ==,
      "192.0.2.7");
}

/* Each leads to the question that the printer's menu asks. */
static void
test_questions (Fixture *self, gconstpointer data)
{
  static const char *const titles[] = { "Name", "Address", "Access Code" };
  GtkWidget *page = open_printer (self);

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      AdwDialog *asked;

      activate (app_test_find_row (page, titles[i]));
      test_wait_until ((asked = get_dialog (self)) != ADW_DIALOG (self->dialog));
      adw_dialog_force_close (asked);
      test_wait_until (get_dialog (self) == ADW_DIALOG (self->dialog));
    }
}

static void
test_rename (Fixture *self, gconstpointer data)
{
  GtkWidget *page = open_printer (self);
  AdwDialog *asked;

  activate (app_test_find_row (page, "Name"));
  test_wait_until ((asked = get_dialog (self)) != ADW_DIALOG (self->dialog));
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (GTK_WIDGET (asked), ADW_TYPE_ENTRY_ROW)),
                         "Cellar");
  app_test_click (app_test_find_button (GTK_WIDGET (asked), "Rename"));
  test_wait_until (g_str_equal (bambu_printer_get_name (self->printer), "Cellar"));
}

/* The page of a printer that is gone goes too. */
static void
test_remove (Fixture *self, gconstpointer data)
{
  GtkWidget *page = open_printer (self);
  AdwDialog *asked;

  activate (find_button_row (page, "Remove Printer…"));
  test_wait_until ((asked = get_dialog (self)) != ADW_DIALOG (self->dialog));
  app_test_settle (GTK_WIDGET (self->window));
  app_test_click (app_test_find_button (GTK_WIDGET (asked), "Remove"));
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (self->cloud->fleet)) == 0);
  test_wait_until (app_test_find (GTK_WIDGET (self->dialog), CULM_TYPE_PRINTER_SETTINGS_PAGE)
                   == NULL);
  g_assert_nonnull (app_test_find_label (show_page (self, "printers"), "No printers"));
}

static void
test_camera (Fixture *self, gconstpointer data)
{
  GtkWidget *page = open_printer (self);
  g_autoptr (CulmCameraFeed) feed =
      culm_camera_feed_dup_for_camera (bambu_fleet_get_camera (self->cloud->fleet, self->printer));

  adw_switch_row_set_active (ADW_SWITCH_ROW (app_test_find_row (page, "Upside Down")), TRUE);
  g_assert_true (culm_camera_feed_is_flipped_vertically (feed));
  g_assert_false (culm_camera_feed_is_flipped_horizontally (feed));
}

/* What this printer may do without a question, and no other one's */
static void
test_ask_again (Fixture *self, gconstpointer data)
{
  const char *const unasked[] = { SERIAL "/home", "OTHER/home", SERIAL "/filament-change", NULL };
  GtkWidget *page = open_printer (self);
  g_auto (GStrv) left = NULL;

  g_assert_null (app_test_find_button (page, "Ask Again"));
  g_settings_set_strv (self->settings, "unasked", unasked);
  app_test_click (app_test_find_button (page, "Ask Again"));
  left = g_settings_get_strv (self->settings, "unasked");
  g_assert_cmpuint (g_strv_length (left), ==, 1);
  g_assert_cmpstr (left[0], ==, "OTHER/home");
  g_assert_null (app_test_find_button (page, "Ask Again"));
}

/* One switch, and nobody can sign in or have texts fetched. */
static void
test_never (Fixture *self, gconstpointer data)
{
  GtkWidget *page = show_page (self, "privacy");
  GtkWidget *texts = app_test_find_row (page, "Fetch Bambu Lab’s Texts");
  GtkWidget *sign_in;

  g_assert_true (gtk_widget_is_sensitive (texts));
  adw_switch_row_set_active (ADW_SWITCH_ROW (app_test_find_row (page, "Never Contact the Cloud")),
                             TRUE);
  g_assert_true (g_settings_get_boolean (self->settings, "never-cloud"));
  g_assert_false (gtk_widget_is_sensitive (texts));
  sign_in = find_button_row (show_page (self, "account"), "Sign In with a Bambu Lab Account…");
  g_assert_false (gtk_widget_is_sensitive (sign_in));
  g_settings_reset (self->settings, "never-cloud");
  g_assert_true (gtk_widget_is_sensitive (sign_in));
}

static void
test_diagnostics (Fixture *self, gconstpointer data)
{
  GtkWidget *page = show_page (self, "advanced");
  AdwDialog *dialog;

  activate (find_button_row (page, "Export Diagnostics…"));
  test_wait_until (CULM_IS_DIAGNOSTICS_DIALOG (dialog = get_dialog (self)));
  adw_dialog_force_close (dialog);
  test_wait_until (get_dialog (self) == ADW_DIALOG (self->dialog));
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(name, function)                                                                        \
  g_test_add ("/preferences/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("pages", test_pages);
  ADD ("search", test_search);
  ADD ("printer", test_printer);
  ADD ("questions", test_questions);
  ADD ("rename", test_rename);
  ADD ("remove", test_remove);
  ADD ("camera", test_camera);
  ADD ("ask-again", test_ask_again);
  ADD ("never", test_never);
  ADD ("diagnostics", test_diagnostics);
#undef ADD

  return g_test_run ();
}
