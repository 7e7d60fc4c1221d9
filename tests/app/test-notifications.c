/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-uploads.h>
#include <bambu/printer/bambu-printer-private.h>
#include <simulator/sim-demo.h>
#include <string.h>

#include "app-fixture.h"
#include "app-process.h"
#include "test-printer.h"
#include "test-wait.h"

/* What the desktop is told, as it arrives there. */

#define FINISHED                                                                                   \
  "{\"gcode_state\":\"FINISH\",\"mc_percent\":100,\"mc_remaining_time\":0,\"stg_cur\":-1}"
#define RUNNING "{\"gcode_state\":\"RUNNING\",\"mc_percent\":43,\"stg_cur\":0,\"print_error\":0}"
#define PAUSED_BY_USER "{\"gcode_state\":\"PAUSE\",\"stg_cur\":16}"
/* protocol/mqtt-state.md §6: filament ran out */
#define FAULT "{\"gcode_state\":\"PAUSE\",\"stg_cur\":6,\"print_error\":117473297}"
#define FAILED "{\"gcode_state\":\"FAILED\",\"print_error\":0}"

static void
assert_text (AppProcess *self, const char *kind, const char *title, const char *body)
{
  g_autofree char *id = app_process_dup_id (self, kind);

  g_assert_cmpstr (app_desktop_get_text (self->desktop, id, "title"), ==, title);
  g_assert_cmpstr (app_desktop_get_text (self->desktop, id, "body"), ==, body);
}

static void
assert_priority (AppProcess *self, const char *kind, const char *priority)
{
  g_autofree char *id = app_process_dup_id (self, kind);

  g_assert_cmpstr (app_desktop_get_text (self->desktop, id, "priority"), ==, priority);
}

static gboolean
has_button (AppProcess *self, const char *kind, const char *label)
{
  g_autofree char *id = app_process_dup_id (self, kind);

  return app_desktop_has_button (self->desktop, id, label);
}

static gboolean
has_picture (AppProcess *self, const char *kind)
{
  g_autofree char *id = app_process_dup_id (self, kind);
  g_autoptr (GVariant) icon = app_desktop_get (self->desktop, id, "icon");

  return icon != NULL;
}

static BambuCamera *
get_camera (AppProcess *self)
{
  return bambu_fleet_get_camera (culm_application_get_fleet (self->application), self->printer);
}

/* The printer's time runs, and fast. */
static void
start (AppProcess *self)
{
  sim_printer_set_speed (self->simulated, 10);
  bambu_printer_set_patience (self->printer, 3);
  sim_printer_start (self->simulated);
}

static void
catch_up (AppProcess *self)
{
  app_desktop_catch_up (self->desktop, G_APPLICATION (self->application));
}

static void
test_finished (AppProcess *self, gconstpointer data)
{
  app_process_patch (self, FINISHED);
  test_wait_until (app_process_shows (self, "finished"));
  assert_text (self, "finished", "Workshop has finished", "Bracket v3\nClear the plate.");
  assert_priority (self, "finished", "normal");
  g_assert_true (has_picture (self, "finished"));
  g_assert_true (has_button (self, "finished", "Show"));
  g_assert_true (has_button (self, "finished", "Light Off"));

  app_process_patch (self, "{\"mc_percent\":100,\"nozzle_temper\":180}");
  g_assert_cmpuint (app_process_count (self, "finished"), ==, 1);

  /* Somebody began another one at the printer. */
  app_process_patch (self, RUNNING);
  g_assert_false (app_process_shows (self, "finished"));

  app_process_patch (self, FINISHED);
  test_wait_until (app_process_count (self, "finished") == 2);
}

static void
test_last_layer (AppProcess *self, gconstpointer data)
{
  BambuCamera *camera = get_camera (self);

  /* Without a window nobody else looks. */
  g_assert_cmpint (bambu_camera_get_state (camera), ==, BAMBU_CAMERA_STATE_IDLE);
  app_process_patch (self, "{\"layer_num\":340,\"total_layer_num\":340}");
  test_wait_until (bambu_camera_get_picture (camera) != NULL);
  test_wait_until (bambu_camera_get_state (camera) == BAMBU_CAMERA_STATE_IDLE);

  /* By now it shows something else, or nothing. */
  bambu_camera_set_source_func (camera, NULL, NULL, NULL);
  app_process_patch (self, FINISHED);
  test_wait_until (app_process_shows (self, "finished"));
  g_assert_true (has_picture (self, "finished"));
}

static void
tell (AppProcess *self, SimPrinter *simulated, const char *json)
{
  g_autoptr (GError) error = NULL;

  sim_printer_patch (simulated, json, &error);
  g_assert_no_error (error);
  catch_up (self);
}

/* It has a fault already when the app hears of it first. */
static void
test_start (AppProcess *self, gconstpointer data)
{
  BambuFleet *fleet = culm_application_get_fleet (self->application);
  SimPrinter *simulated = sim_printer_new (data, "01P00A000000042", NULL);
  BambuPrinter *printer;

  sim_printer_start_job (simulated, "Lamp", 42);
  tell (self, simulated, FAULT);
  printer = test_printer_new_live (simulated, "Attic");
  bambu_printer_set_demo (printer, TRUE);
  bambu_fleet_add_printer (fleet, printer);
  bambu_camera_set_source_func (bambu_fleet_get_camera (fleet, printer), sim_demo_make_source, NULL,
                                NULL);
  catch_up (self);
  tell (self, simulated, "{\"mc_percent\":43}");
  g_assert_cmpuint (app_desktop_count (self->desktop, "problem-01P00A000000042"), ==, 0);

  tell (self, simulated, RUNNING);
  tell (self, simulated, FAULT);
  test_wait_until (app_desktop_shows (self->desktop, "problem-01P00A000000042"));

  /* It goes with its printer. */
  dex_future_disown (bambu_fleet_remove (fleet, printer));
  catch_up (self);
  g_assert_false (app_desktop_shows (self->desktop, "problem-01P00A000000042"));

  bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);
  app_test_flush ();
  g_assert_finalize_object (printer);
  g_assert_finalize_object (simulated);
}

static void
test_problem (AppProcess *self, gconstpointer data)
{
  g_autoptr (BambuAlert) alert = NULL;

  app_process_patch (self, FAULT);
  test_wait_until (app_process_shows (self, "problem"));
  assert_priority (self, "problem", "urgent");
  g_assert_true (has_picture (self, "problem"));
  g_assert_true (has_button (self, "problem", "Show"));
  g_assert_true (has_button (self, "problem", "Resume"));
  g_assert_true (has_button (self, "problem", "Stop…"));
  g_assert_cmpuint (app_process_count (self, "problem"), ==, 1);
  g_assert_cmpuint (app_process_count (self, "paused"), ==, 0);

  /* Its text came from the service. */
  alert = g_list_model_get_item (bambu_printer_get_alerts (self->printer), 0);
  bambu_alert_set_text (alert, "The filament has run out.");
  app_process_patch (self, "{\"mc_percent\":44}");
  test_wait_until (app_process_count (self, "problem") == 2);
  assert_text (self, "problem", "Workshop needs attention",
               "Bracket v3\nPaused: The filament has run out.");

  /* Somebody dismissed it at the printer: that it still waits is known. */
  app_process_patch (self, "{\"print_error\":0,\"stg_cur\":16}");
  g_assert_false (app_process_shows (self, "problem"));
  g_assert_cmpuint (app_process_count (self, "paused"), ==, 0);

  app_process_patch (self, RUNNING);
  app_process_patch (self, FAILED);
  test_wait_until (app_process_shows (self, "problem"));
  assert_text (self, "problem", "Print stopped on Workshop", "Bracket v3\nPrint stopped");
}

static void
test_cancelled (AppProcess *self, gconstpointer data)
{
  /* protocol/mqtt-state.md §6: its user cancelled it, which is no failure. */
  app_process_patch (self, "{\"gcode_state\":\"FAILED\",\"print_error\":50348044}");
  app_process_patch (self, "{\"print_error\":0}");
  g_assert_cmpuint (app_process_count (self, "problem"), ==, 0);
}

static void
test_paused (AppProcess *self, gconstpointer data)
{
  app_process_patch (self, PAUSED_BY_USER);
  test_wait_until (app_process_shows (self, "paused"));
  assert_text (self, "paused", "Workshop has paused", "Bracket v3\nPaused by the user");
  g_assert_true (has_button (self, "paused", "Resume"));
  g_assert_false (has_button (self, "paused", "Stop…"));

  app_process_patch (self, RUNNING);
  g_assert_false (app_process_shows (self, "paused"));
  g_assert_cmpuint (app_process_count (self, "paused"), ==, 1);
}

static void
test_own (AppProcess *self, gconstpointer data)
{
  start (self);
  test_await_true (bambu_printer_pause (self->printer));
  catch_up (self);
  g_assert_cmpint (bambu_printer_get_state (self->printer), ==, BAMBU_STATE_PAUSE);
  g_assert_cmpuint (app_process_count (self, "paused"), ==, 0);

  /* A button that was never shown, or is not any more, does nothing. */
  app_process_press (self, "resume-printer");
  catch_up (self);
  g_assert_cmpuint (app_process_count_requests (self, "resume"), ==, 0);

  test_await_true (bambu_printer_resume (self->printer));
  test_await_true (bambu_printer_stop (self->printer));
  catch_up (self);
  g_assert_cmpuint (app_process_count (self, "problem"), ==, 0);
}

static void
test_resume (AppProcess *self, gconstpointer data)
{
  start (self);
  sim_printer_pause_job (self->simulated, 16);
  test_wait_until (app_process_shows (self, "paused"));

  app_process_press (self, "resume-printer");
  app_process_press (self, "resume-printer");
  test_wait_until (!app_process_shows (self, "paused"));
  g_assert_cmpuint (app_process_count_requests (self, "resume"), ==, 1);

  app_process_press (self, "resume-printer");
  catch_up (self);
  g_assert_cmpuint (app_process_count_requests (self, "resume"), ==, 1);
  g_assert_cmpuint (app_process_count (self, "command"), ==, 0);
}

static void
test_resume_fails (AppProcess *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  start (self);
  sim_printer_pause_job (self->simulated, 16);
  test_wait_until (app_process_shows (self, "paused"));
  sim_printer_set_fault (self->simulated, "authorization", TRUE, &error);
  g_assert_no_error (error);

  app_process_press (self, "resume-printer");
  test_wait_until (app_process_shows (self, "command"));
  g_assert_cmpuint (app_process_count_requests (self, "resume"), ==, 1);

  app_process_press (self, "turn-light-off");
  test_wait_until (!app_process_shows (self, "command"));
}

static AdwDialog *
get_dialog (AppProcess *self)
{
  return adw_application_window_get_visible_dialog (
      ADW_APPLICATION_WINDOW (culm_application_get_window (self->application)));
}

static void
test_stop (AppProcess *self, gconstpointer data)
{
  /* Also where there is no window yet */
  app_test_destroy (culm_application_get_window (self->application));
  app_process_press (self, "stop-printer");
  test_wait_until (get_dialog (self) != NULL);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (get_dialog (self)), "Stop “Bracket v3”?"));
  adw_dialog_force_close (get_dialog (self));
  test_wait_until (get_dialog (self) == NULL);

  app_process_patch (self, FINISHED);
  app_process_press (self, "stop-printer");
  catch_up (self);
  g_assert_null (get_dialog (self));
  g_assert_cmpuint (app_process_count_requests (self, "stop"), ==, 0);
}

static void
test_light (AppProcess *self, gconstpointer data)
{
  start (self);
  app_process_press (self, "turn-light-off");
  test_wait_until (app_process_count_requests (self, "ledctrl") == 1);
  test_wait_until (!bambu_pending_is_active (
      bambu_printer_get_pending (self->printer, BAMBU_CONTROL_LIGHT, BAMBU_LIGHT_PLACE_CHAMBER)));

  app_process_press (self, "turn-light-off");
  catch_up (self);
  g_assert_cmpuint (app_process_count_requests (self, "ledctrl"), ==, 1);
}

static void
test_muted (AppProcess *self, gconstpointer data)
{
  const char *serial = bambu_printer_get_serial (self->printer);

  g_settings_set_boolean (self->settings, "notify-paused", FALSE);
  app_process_patch (self, PAUSED_BY_USER);
  app_process_patch (self, RUNNING);
  g_assert_cmpuint (app_process_count (self, "paused"), ==, 0);

  g_settings_set_boolean (self->settings, "notify-paused", TRUE);
  culm_event_set_muted (self->settings, serial, culm_event_get (CULM_EVENT_PAUSED), TRUE);
  app_process_patch (self, PAUSED_BY_USER);
  app_process_patch (self, RUNNING);
  g_assert_cmpuint (app_process_count (self, "paused"), ==, 0);

  culm_event_set_muted (self->settings, serial, culm_event_get (CULM_EVENT_PAUSED), FALSE);
  culm_event_set_muted (self->settings, serial, NULL, TRUE);
  app_process_patch (self, PAUSED_BY_USER);
  app_process_patch (self, RUNNING);
  g_assert_cmpuint (app_process_count (self, "paused"), ==, 0);

  culm_event_set_muted (self->settings, serial, NULL, FALSE);
  app_process_patch (self, PAUSED_BY_USER);
  test_wait_until (app_process_shows (self, "paused"));
  g_assert_cmpuint (app_process_count (self, "paused"), ==, 1);

  /* What is shown goes, and does not come back by itself. */
  culm_event_set_muted (self->settings, serial, culm_event_get (CULM_EVENT_FIRST_LAYER), TRUE);
  catch_up (self);
  g_assert_true (app_process_shows (self, "paused"));
  culm_event_set_muted (self->settings, serial, culm_event_get (CULM_EVENT_PAUSED), TRUE);
  test_wait_until (!app_process_shows (self, "paused"));
  culm_event_set_muted (self->settings, serial, culm_event_get (CULM_EVENT_PAUSED), FALSE);
  catch_up (self);
  g_assert_cmpuint (app_process_count (self, "paused"), ==, 1);
}

static void
test_first_layer (AppProcess *self, gconstpointer data)
{
  app_process_patch (self, FINISHED);
  app_process_patch (self, "{\"gcode_state\":\"RUNNING\",\"layer_num\":1}");
  app_process_patch (self, "{\"layer_num\":2}");
  g_assert_cmpuint (app_process_count (self, "first-layer"), ==, 0);

  app_process_patch (self, FINISHED);
  g_settings_set_boolean (self->settings, "notify-first-layer", TRUE);
  app_process_patch (self, "{\"gcode_state\":\"RUNNING\",\"layer_num\":1}");
  g_assert_cmpuint (app_process_count (self, "first-layer"), ==, 0);
  app_process_patch (self, "{\"layer_num\":2}");
  test_wait_until (app_process_shows (self, "first-layer"));
  assert_priority (self, "first-layer", "low");
  app_process_patch (self, "{\"layer_num\":3}");
  g_assert_cmpuint (app_process_count (self, "first-layer"), ==, 1);
  app_process_patch (self, FINISHED);
  g_assert_false (app_process_shows (self, "first-layer"));
}

static void
test_bed (AppProcess *self, gconstpointer data)
{
  g_settings_set_boolean (self->settings, "notify-bed-cooled", TRUE);
  app_process_patch (self, "{\"bed_temper\":60}");
  app_process_patch (self, FINISHED);
  app_process_patch (self, "{\"bed_temper\":36}");
  g_assert_cmpuint (app_process_count (self, "bed-cooled"), ==, 0);
  app_process_patch (self, "{\"bed_temper\":34.5}");
  test_wait_until (app_process_shows (self, "bed-cooled"));
  assert_text (self, "bed-cooled", "The bed of Workshop has cooled",
               "It is below 35 °C: the print comes off easily.");
  app_process_patch (self, "{\"bed_temper\":35.5}");
  app_process_patch (self, "{\"bed_temper\":34.5}");
  g_assert_cmpuint (app_process_count (self, "bed-cooled"), ==, 1);
  app_process_patch (self, "{\"bed_temper\":55}");
  g_assert_false (app_process_shows (self, "bed-cooled"));
}

static void
test_humidity (AppProcess *self, gconstpointer data)
{
  /* What its air is bears no other limit. */
  g_settings_set_int (self->settings, "ams-humidity-percent", 0);
  g_settings_set_int (self->settings, "ams-humidity-level", 0);
  catch_up (self);
  g_assert_cmpuint (app_process_count (self, "humidity"), ==, 0);

  g_settings_set_int (self->settings, "ams-humidity-percent", 1);
  g_settings_set_int (self->settings, "ams-humidity-level", 5);
  catch_up (self);
  test_wait_until (app_process_shows (self, "humidity"));
  assert_priority (self, "humidity", "low");

  g_settings_set_int (self->settings, "ams-humidity-percent", 0);
  g_settings_set_int (self->settings, "ams-humidity-level", 0);
  catch_up (self);
  g_assert_false (app_process_shows (self, "humidity"));

  /* Once a day is enough. */
  g_settings_set_int (self->settings, "ams-humidity-percent", 1);
  g_settings_set_int (self->settings, "ams-humidity-level", 5);
  catch_up (self);
  g_assert_cmpuint (app_process_count (self, "humidity"), ==, 1);
}

static gboolean
can_dry (BambuAms *unit)
{
  return bambu_ams_get_drying (unit) == BAMBU_DRYING_OFF && bambu_ams_get_dry_obstacles (unit) == 0;
}

static void
test_dried (AppProcess *self, gconstpointer data)
{
  g_autoptr (BambuAms) unit = NULL;

  unit = g_list_model_get_item (bambu_printer_get_ams_units (self->printer), 0);
  start (self);
  test_wait_until (can_dry (unit));
  test_await_true (bambu_printer_start_drying (self->printer, unit, "PLA", 45, 1, FALSE));
  sim_printer_stop (self->simulated);

  sim_printer_advance (self->simulated, 30 * 60);
  catch_up (self);
  while (bambu_ams_get_drying (unit) != BAMBU_DRYING_OFF)
    {
      sim_printer_advance (self->simulated, 30);
      catch_up (self);
    }
  test_wait_until (app_process_shows (self, "dried"));
  assert_text (self, "dried", "Workshop has dried its filament", "Drying in AMS 2 Pro A is done.");

  /* It was stopped: that is known. */
  start (self);
  test_wait_until (can_dry (unit));
  test_await_true (bambu_printer_start_drying (self->printer, unit, "PLA", 45, 1, FALSE));
  test_wait_until (!app_process_shows (self, "dried"));
  test_await_true (bambu_printer_stop_drying (self->printer, unit));
  catch_up (self);
  g_assert_cmpuint (app_process_count (self, "dried"), ==, 1);
}

static void
test_offline (AppProcess *self, gconstpointer data)
{
  g_autofree char *id = NULL;

  bambu_printer_set_freshness (self->printer, BAMBU_FRESHNESS_LAST_KNOWN);
  catch_up (self);
  g_assert_cmpuint (app_process_count (self, "offline"), ==, 0);

  /* After two minutes; protocol/mqtt-state.md §3 */
  bambu_printer_set_freshness (self->printer, BAMBU_FRESHNESS_OFFLINE);
  test_wait_until (app_process_shows (self, "offline"));
  id = app_process_dup_id (self, "offline");
  g_assert_nonnull (
      strstr (app_desktop_get_text (self->desktop, id, "body"), "It may go on printing."));

  app_process_patch (self, RUNNING);
  g_assert_false (app_process_shows (self, "offline"));
  g_assert_cmpuint (app_process_count (self, "paused"), ==, 0);

  /* At rest it may be off. */
  app_process_patch (self, FINISHED);
  bambu_printer_set_freshness (self->printer, BAMBU_FRESHNESS_OFFLINE);
  catch_up (self);
  g_assert_cmpuint (app_process_count (self, "offline"), ==, 1);
}

static void
test_show (AppProcess *self, gconstpointer data)
{
  CulmWindow *window = culm_application_get_window (self->application);

  app_process_press (self, "show-printer");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  test_wait_until (app_test_find_label (GTK_WIDGET (window), "Bracket v3") != NULL);

  /* One that is gone shows the window as it is. */
  app_desktop_press (self->desktop, CULM_APP_ID, "show-printer", "gone");
  app_desktop_press (self->desktop, CULM_APP_ID, "resume-printer", "gone");
  app_desktop_press (self->desktop, CULM_APP_ID, "stop-printer", "gone");
  app_desktop_press (self->desktop, CULM_APP_ID, "turn-light-off", "gone");
  app_desktop_press (self->desktop, CULM_APP_ID, "retry-upload", "gone");
  catch_up (self);
}

int
main (int argc, char *argv[])
{
  if (!app_process_init (&argc, &argv))
    return 77;

#define ADD(name, profile, function)                                                               \
  g_test_add ("/notifications/" name, AppProcess, profile, app_process_set_up, function,           \
              app_process_tear_down)
  ADD ("finished", "P1S", test_finished);
  ADD ("last-layer", "P1S", test_last_layer);
  ADD ("start", "P1S", test_start);
  ADD ("problem", "P1S", test_problem);
  ADD ("cancelled", "P1S", test_cancelled);
  ADD ("paused", "P1S", test_paused);
  ADD ("own", "P1S", test_own);
  ADD ("resume", "P1S", test_resume);
  ADD ("resume-fails", "P1S", test_resume_fails);
  ADD ("stop", "P1S", test_stop);
  ADD ("light", "P1S", test_light);
  ADD ("muted", "P1S", test_muted);
  ADD ("first-layer", "P1S", test_first_layer);
  ADD ("bed", "P1S", test_bed);
  ADD ("humidity", "P1S", test_humidity);
  g_test_add ("/notifications/dried", AppProcess, "P2S", app_process_set_up_idle, test_dried,
              app_process_tear_down);
  ADD ("offline", "P1S", test_offline);
  ADD ("show", "P1S", test_show);

  return g_test_run ();
}
