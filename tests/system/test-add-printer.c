/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <app/culm-add-dialog.h>
#include <app/culm-code-page.h>

#include "app/app-fixture.h"
#include "simulator-process.h"

typedef struct
{
  SimulatorProcess *simulator;
  BambuFleet *fleet;
  GtkWidget *window;
  GtkWidget *dialog;
  BambuPrinter *added;
} Fixture;

static const char *
get_text (Fixture *fixture, const char *member)
{
  return json_object_get_string_member (simulator_process_get_printer (fixture->simulator, 0),
                                        member);
}

static void
on_added (Fixture *fixture, BambuPrinter *printer)
{
  g_set_object (&fixture->added, printer);
}

/* The simulator's authority is not known: the user has to decide. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const options[] = { "--profile", "P1S", NULL };
  g_autoptr (GError) error = NULL;

  fixture->simulator = simulator_process_start (options, &error);
  g_assert_no_error (error);

  fixture->fleet = app_test_fleet_new (app_test_find_free_port ());
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 720);
  gtk_window_present (GTK_WINDOW (fixture->window));

  fixture->dialog = GTK_WIDGET (culm_add_dialog_new (fixture->fleet));
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  g_signal_connect_swapped (fixture->dialog, "added", G_CALLBACK (on_added), fixture);
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

  g_clear_object (&fixture->added);
  g_assert_finalize_object (g_steal_pointer (&fixture->fleet));
  simulator_process_stop (fixture->simulator);
}

static void
click (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static GtkWidget *
get_page (Fixture *fixture)
{
  GtkWidget *view = app_test_find (fixture->dialog, ADW_TYPE_NAVIGATION_VIEW);

  return GTK_WIDGET (adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view)));
}

/* From the first page to the check of @code at the printer's address. */
static void
go_to_check (Fixture *fixture, const char *code)
{
  g_autofree char *address = simulator_process_dup_address (fixture->simulator, 0);
  GtkWidget *label = app_test_find_label (fixture->dialog, "Enter Address…");
  GtkWidget *row = gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW);

  g_signal_emit_by_name (gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX), "row-activated", row);
  app_test_flush ();

  gtk_editable_set_text (GTK_EDITABLE (app_test_find (get_page (fixture), ADW_TYPE_ENTRY_ROW)),
                         address);
  click (app_test_find_button (get_page (fixture), "Next"));
  app_test_flush ();

  gtk_editable_set_text (
      GTK_EDITABLE (app_test_find (get_page (fixture), ADW_TYPE_PASSWORD_ENTRY_ROW)), code);
  click (app_test_find_button (get_page (fixture), "Next"));
}

static gboolean
asks_for_trust (gpointer data)
{
  return app_test_find_label (data, "Is This Your Printer?") != NULL;
}

static gboolean
can_be_added (gpointer data)
{
  GtkWidget *button = app_test_find_button (data, "Add Printer");

  return button != NULL && gtk_widget_is_sensitive (button);
}

static gboolean
cannot_be_added (gpointer data)
{
  return app_test_find_button (data, "Try Again") != NULL;
}

static gboolean
is_refused (gpointer data)
{
  return app_test_find_button (data, "Enter Code Again") != NULL;
}

static gboolean
asks_for_code (gpointer data)
{
  return CULM_IS_CODE_PAGE (get_page (data));
}

static gboolean
is_live (gpointer data)
{
  Fixture *fixture = data;

  return fixture->added != NULL
         && bambu_printer_get_freshness (fixture->added) == BAMBU_FRESHNESS_LIVE;
}

static void
test_trust_and_add (Fixture *fixture, gconstpointer data)
{
  const char *serial = get_text (fixture, "serial");

  go_to_check (fixture, get_text (fixture, "access_code"));

  app_test_wait (asks_for_trust, fixture->window);
  g_assert_nonnull (app_test_find_label (fixture->window, serial));
  g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "login"), ==, 0);
  click (app_test_find_button (fixture->window, "Trust This Certificate"));

  app_test_wait (can_be_added, get_page (fixture));
  g_assert_nonnull (app_test_find_label (get_page (fixture), "Access code accepted"));
  /* It is called by its model until the user knows better. */
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (app_test_find (get_page (fixture), ADW_TYPE_ENTRY_ROW))),
      ==, "P1S");
  click (app_test_find_button (get_page (fixture), "Add Printer"));

  app_test_wait (is_live, fixture);
  g_assert_cmpstr (bambu_printer_get_serial (fixture->added), ==, serial);
  g_assert_cmpstr (bambu_printer_get_name (fixture->added), ==, "P1S");
  g_assert_true (bambu_fleet_find (fixture->fleet, serial) == fixture->added);
  app_test_flush ();
  g_assert_null (fixture->dialog);
}

static void
test_no_trust (Fixture *fixture, gconstpointer data)
{
  go_to_check (fixture, get_text (fixture, "access_code"));
  app_test_wait (asks_for_trust, fixture->window);
  click (app_test_find_button (fixture->window, "Cancel"));

  app_test_wait (cannot_be_added, get_page (fixture));
  g_assert_null (app_test_find_button (get_page (fixture), "Add Printer"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->fleet)), ==, 0);
}

/* Its broker says so by way of a pipe, which may take longer than the answer. */
static gboolean
has_refused (gpointer data)
{
  Fixture *fixture = data;

  return simulator_process_count_events (fixture->simulator, "login-refused") > 0;
}

static void
test_wrong_code (Fixture *fixture, gconstpointer data)
{
  go_to_check (fixture, "00000000");
  app_test_wait (asks_for_trust, fixture->window);
  click (app_test_find_button (fixture->window, "Trust This Certificate"));

  app_test_wait (is_refused, get_page (fixture));
  g_assert_nonnull (app_test_find_label (get_page (fixture),
                                         "The printer refused the access code. It changes when "
                                         "it is refreshed on the printer."));
  g_assert_null (app_test_find_button (get_page (fixture), "Add Printer"));

  /* Not to be refused once more. */
  click (app_test_find_button (get_page (fixture), "Enter Code Again"));
  app_test_wait (asks_for_code, fixture);
  app_test_wait (has_refused, fixture);
  g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "login-refused"), ==, 1);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/system/add-printer/trust-and-add", test_trust_and_add);
  ADD ("/system/add-printer/no-trust", test_no_trust);
  ADD ("/system/add-printer/wrong-code", test_wrong_code);
#undef ADD

  return g_test_run ();
}
