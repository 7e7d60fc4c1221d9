/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <app/culm-job-card.h>
#include <app/culm-light-row.h>
#include <app/culm-printer-page.h>
#include <app/culm-window.h>
#include <bambu/printer/bambu-printer-control.h>
#include <bambu/printer/bambu-printer-private.h>
#include <gio/gsettingsbackend.h>
#include <simulator/sim-link.h>

#include "app-fixture.h"
#include "test-printer.h"
#include "test-wait.h"

#define IMPATIENT 0.001 /* of the usual patience: 10 ms */
#define VIEW_ONLY "{\"fun\":\"20000000\"}"
#define FINISHED "{\"gcode_state\":\"FINISH\",\"mc_percent\":100}"

/* A window that shows one simulated printer. */
typedef struct
{
  SimPrinter *simulated;
  BambuPrinter *printer;
  BambuFleet *fleet;
  CulmWindow *window;
  GtkWidget *page;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = g_settings_new_with_backend (CULM_APP_ID, backend);
  g_autoptr (GError) error = NULL;

  self->simulated = sim_printer_new (data, NULL, &error);
  g_assert_no_error (error);
  sim_printer_start_job (self->simulated, "Bracket v3", 42);
  self->printer = test_printer_new_live (self->simulated, "Workshop");

  bambu_printer_set_demo (self->printer, TRUE);
  self->fleet = app_test_fleet_new (app_test_find_free_port ());
  bambu_fleet_add_printer (self->fleet, self->printer);
  self->window = culm_window_new (NULL, self->fleet, settings);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 900);
  gtk_window_present (GTK_WINDOW (self->window));
  culm_window_set_loaded (self->window);
  test_wait_until ((self->page = app_test_find (GTK_WIDGET (self->window), CULM_TYPE_PRINTER_PAGE))
                   != NULL);
  app_test_flush ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  sim_printer_stop (self->simulated);
  app_test_destroy (self->window);
  g_assert_finalize_object (self->fleet);
  bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_NONE);
  app_test_flush ();
  g_assert_finalize_object (self->printer);
  g_assert_finalize_object (self->simulated);
}

static void
patch (Fixture *self, const char *json)
{
  g_autoptr (GError) error = NULL;

  sim_printer_patch (self->simulated, json, &error);
  g_assert_no_error (error);
  app_test_flush ();
}

static void
set_fault (Fixture *self, const char *fault)
{
  g_autoptr (GError) error = NULL;

  sim_printer_set_fault (self->simulated, fault, TRUE, &error);
  g_assert_no_error (error);
}

static GtkWidget *
find_button (Fixture *self, const char *text)
{
  return app_test_find_button (GTK_WIDGET (self->window), text);
}

static void
click (GtkWidget *button)
{
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_pending (Fixture *self, BambuControl control)
{
  return bambu_pending_is_active (bambu_printer_get_pending (self->printer, control, 0));
}

static void
count (BambuPending *pending, GParamSpec *pspec, int *n_commands)
{
  *n_commands += bambu_pending_is_active (pending);
}

static void
count_commands (Fixture *self, BambuControl control, int *n_commands)
{
  g_signal_connect (bambu_printer_get_pending (self->printer, control, 0), "notify::active",
                    G_CALLBACK (count), n_commands);
}

static gboolean
has_toast (Fixture *self)
{
  return find_button (self, "Try Again") != NULL;
}

static AdwDialog *
get_dialog (Fixture *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
}

static void
test_pause (Fixture *self, gconstpointer data)
{
  int n_commands = 0;

  sim_printer_start (self->simulated);
  count_commands (self, BAMBU_CONTROL_PAUSE, &n_commands);
  g_assert_null (find_button (self, "Resume"));

  click (find_button (self, "Pause"));
  click (find_button (self, "Pause"));
  test_wait_until (find_button (self, "Resume") != NULL && !is_pending (self, BAMBU_CONTROL_PAUSE));

  g_assert_cmpint (n_commands, ==, 1);
  g_assert_null (find_button (self, "Pause"));
  g_assert_cmpint (bambu_printer_get_state (self->printer), ==, BAMBU_STATE_PAUSE);

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.pause-or-resume", "s", "");
  test_wait_until (find_button (self, "Pause") != NULL && !is_pending (self, BAMBU_CONTROL_RESUME));
  g_assert_cmpint (bambu_printer_get_state (self->printer), ==, BAMBU_STATE_RUNNING);
}

static void
test_resumed_elsewhere (Fixture *self, gconstpointer data)
{
  GtkWidget *resume;
  int n_pauses = 0;
  int n_resumes = 0;

  patch (self, "{\"gcode_state\":\"PAUSE\"}");
  resume = find_button (self, "Resume");
  g_assert_nonnull (resume);
  count_commands (self, BAMBU_CONTROL_PAUSE, &n_pauses);
  count_commands (self, BAMBU_CONTROL_RESUME, &n_resumes);

  patch (self, "{\"gcode_state\":\"RUNNING\"}");
  click (resume);
  app_test_flush ();

  g_assert_cmpint (n_pauses, ==, 0);
  g_assert_cmpint (n_resumes, ==, 0);
  g_assert_cmpint (bambu_printer_get_state (self->printer), ==, BAMBU_STATE_RUNNING);
}

static void
test_stop (Fixture *self, gconstpointer data)
{
  sim_printer_start (self->simulated);
  click (find_button (self, "Stop…"));
  test_wait_until (get_dialog (self) != NULL);
  g_assert_nonnull (find_button (self, "Keep Printing"));
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (get_dialog (self))), ==,
                   "Stop “Bracket v3”?");
  g_assert_cmpstr (adw_alert_dialog_get_default_response (ADW_ALERT_DIALOG (get_dialog (self))), ==,
                   "keep");
  g_assert_true (bambu_job_is_active (bambu_printer_get_job (self->printer)));

  click (find_button (self, "Stop"));
  test_wait_until (!bambu_job_is_active (bambu_printer_get_job (self->printer)));
}

static void
test_stop_is_moot (Fixture *self, gconstpointer data)
{
  int n_commands = 0;

  count_commands (self, BAMBU_CONTROL_STOP, &n_commands);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.stop-print", "s", "");
  test_wait_until (get_dialog (self) != NULL);

  patch (self, FINISHED);
  test_wait_until (get_dialog (self) == NULL);
  g_assert_cmpint (n_commands, ==, 0);
}

static void
test_speed (Fixture *self, gconstpointer data)
{
  GtkWidget *card = app_test_find (self->page, CULM_TYPE_JOB_CARD);
  GtkDropDown *speed = GTK_DROP_DOWN (app_test_find (card, GTK_TYPE_DROP_DOWN));

  sim_printer_start (self->simulated);
  gtk_drop_down_set_selected (speed, 2);
  test_wait_until (bambu_printer_get_speed_level (self->printer) == 3);
  g_assert_cmpuint (gtk_drop_down_get_selected (speed), ==, 2);

  test_wait_until (!is_pending (self, BAMBU_CONTROL_SPEED));
  set_fault (self, "no-effect");
  bambu_printer_set_patience (self->printer, IMPATIENT);
  gtk_drop_down_set_selected (speed, 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (speed), ==, 0);
  test_wait_until (has_toast (self));
  test_wait_until (gtk_drop_down_get_selected (speed) == 2);
}

static GtkSwitch *
find_light_switch (Fixture *self)
{
  return GTK_SWITCH (
      app_test_find (app_test_find (self->page, CULM_TYPE_LIGHT_ROW), GTK_TYPE_SWITCH));
}

static gboolean
is_light_on (Fixture *self)
{
  g_autoptr (BambuLight) light =
      g_list_model_get_item (bambu_printer_get_lights (self->printer), 0);

  return bambu_light_is_on (light);
}

static void
test_light (Fixture *self, gconstpointer data)
{
  GtkSwitch *light = find_light_switch (self);
  gboolean was_on = is_light_on (self);
  int n_commands = 0;

  g_assert_cmpint (gtk_switch_get_active (light), ==, was_on);
  count_commands (self, BAMBU_CONTROL_LIGHT, &n_commands);
  sim_printer_start (self->simulated);

  gtk_switch_set_active (light, !was_on);
  g_assert_cmpint (gtk_switch_get_active (light), ==, !was_on);
  test_wait_until (is_light_on (self) != was_on && !is_pending (self, BAMBU_CONTROL_LIGHT));
  g_assert_cmpint (gtk_switch_get_active (light), ==, !was_on);
  g_assert_cmpint (n_commands, ==, 1);

  /* Somebody else's doing is no command of ours. */
  patch (self, was_on ? "{\"lights_report\":[{\"node\":\"chamber_light\",\"mode\":\"on\"}]}"
                      : "{\"lights_report\":[{\"node\":\"chamber_light\",\"mode\":\"off\"}]}");
  g_assert_cmpint (gtk_switch_get_active (light), ==, was_on);
  g_assert_cmpint (n_commands, ==, 1);
}

static void
test_light_rolls_back (Fixture *self, gconstpointer data)
{
  GtkSwitch *light = find_light_switch (self);
  gboolean was_on = is_light_on (self);

  set_fault (self, "no-effect");
  bambu_printer_set_patience (self->printer, IMPATIENT);

  gtk_switch_set_active (light, !was_on);
  g_assert_true (is_pending (self, BAMBU_CONTROL_LIGHT));
  g_assert_cmpint (gtk_switch_get_active (light), ==, !was_on);
  g_assert_nonnull (app_test_find_label (self->page, "Waiting for the printer…"));

  test_wait_until (has_toast (self));
  test_wait_until (gtk_switch_get_active (light) == was_on);
  g_assert_null (app_test_find_label (self->page, "Waiting for the printer…"));
}

static void
test_view_only (Fixture *self, gconstpointer data)
{
  GtkWidget *pause = find_button (self, "Pause");

  g_assert_true (gtk_widget_get_sensitive (pause));
  patch (self, VIEW_ONLY);

  g_assert_false (gtk_widget_get_sensitive (pause));
  g_assert_nonnull (gtk_widget_get_tooltip_text (pause));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (pause), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       gtk_widget_get_tooltip_text (pause));
  g_assert_false (gtk_widget_get_sensitive (find_button (self, "Stop…")));
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (find_light_switch (self))));

  /* The keyboard does not get further, and is told why. */
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.stop-print", "s", "");
  test_wait_until (find_button (self, "What Can I Do?") != NULL);
  g_assert_null (get_dialog (self));
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add ("/control/pause", Fixture, "P1S", set_up, test_pause, tear_down);
  g_test_add ("/control/resumed-elsewhere", Fixture, "P1S", set_up, test_resumed_elsewhere,
              tear_down);
  g_test_add ("/control/stop", Fixture, "P1S", set_up, test_stop, tear_down);
  g_test_add ("/control/stop-is-moot", Fixture, "P1S", set_up, test_stop_is_moot, tear_down);
  g_test_add ("/control/speed", Fixture, "P1S", set_up, test_speed, tear_down);
  g_test_add ("/control/light", Fixture, "P1S", set_up, test_light, tear_down);
  g_test_add ("/control/light-rolls-back", Fixture, "P1S", set_up, test_light_rolls_back,
              tear_down);
  g_test_add ("/control/view-only", Fixture, "P1S", set_up, test_view_only, tear_down);

  return g_test_run ();
}
