/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-confirm.h>
#include <app/culm-job-card.h>
#include <app/culm-light-row.h>
#include <app/culm-printer-page.h>
#include <app/culm-stop-dialog.h>
#include <bambu/printer/bambu-printer-control.h>
#include <bambu/printer/bambu-printer-private.h>

#include "app-fixture.h"
#include "app-window.h"
#include "test-wait.h"

#define IMPATIENT 0.001 /* of the usual patience: 10 ms */
#define VIEW_ONLY "{\"fun\":\"20000000\"}"
#define FINISHED "{\"gcode_state\":\"FINISH\",\"mc_percent\":100}"

static gboolean
has_toast (AppWindow *self)
{
  return app_window_find_toast (self, "Try Again") != NULL;
}

static void
test_pause (AppWindow *self, gconstpointer data)
{
  int n_commands = 0;

  sim_printer_start (self->simulated);
  app_window_count_commands (self, BAMBU_CONTROL_PAUSE, &n_commands);
  g_assert_null (app_window_find_button (self, "Resume"));

  app_test_click (app_window_find_button (self, "Pause"));
  app_test_click (app_window_find_button (self, "Pause"));
  test_wait_until (app_window_find_button (self, "Resume") != NULL
                   && !app_window_is_pending (self, BAMBU_CONTROL_PAUSE));

  g_assert_cmpint (n_commands, ==, 1);
  g_assert_null (app_window_find_button (self, "Pause"));
  g_assert_cmpint (bambu_printer_get_state (self->printer), ==, BAMBU_STATE_PAUSE);

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.pause-or-resume", "s", "");
  test_wait_until (app_window_find_button (self, "Pause") != NULL
                   && !app_window_is_pending (self, BAMBU_CONTROL_RESUME));
  g_assert_cmpint (bambu_printer_get_state (self->printer), ==, BAMBU_STATE_RUNNING);
}

static void
test_resumed_elsewhere (AppWindow *self, gconstpointer data)
{
  GtkWidget *resume;
  int n_pauses = 0;
  int n_resumes = 0;

  app_window_patch (self, "{\"gcode_state\":\"PAUSE\"}");
  resume = app_window_find_button (self, "Resume");
  g_assert_nonnull (resume);
  app_window_count_commands (self, BAMBU_CONTROL_PAUSE, &n_pauses);
  app_window_count_commands (self, BAMBU_CONTROL_RESUME, &n_resumes);

  app_window_patch (self, "{\"gcode_state\":\"RUNNING\"}");
  app_test_click (resume);
  app_test_flush ();

  g_assert_cmpint (n_pauses, ==, 0);
  g_assert_cmpint (n_resumes, ==, 0);
  g_assert_cmpint (bambu_printer_get_state (self->printer), ==, BAMBU_STATE_RUNNING);
}

static void
test_stop (AppWindow *self, gconstpointer data)
{
  sim_printer_start (self->simulated);
  app_test_click (app_window_find_button (self, "Stop…"));
  test_wait_until (app_window_get_dialog (self) != NULL);
  g_assert_nonnull (app_window_find_button (self, "Keep Printing"));
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (app_window_get_dialog (self))),
                   ==, "Stop “Bracket v3”?");
  g_assert_cmpstr (
      adw_alert_dialog_get_default_response (ADW_ALERT_DIALOG (app_window_get_dialog (self))), ==,
      "keep");
  g_assert_true (bambu_job_is_active (bambu_printer_get_job (self->printer)));

  app_test_click (app_window_find_button (self, "Stop"));
  test_wait_until (!bambu_job_is_active (bambu_printer_get_job (self->printer)));
}

static void
assert_stop_dialog (AppWindow *self, const char *body)
{
  AdwAlertDialog *dialog = g_object_ref_sink (culm_stop_dialog_new (self->printer));

  g_assert_cmpstr (adw_alert_dialog_get_body (dialog), ==, body);
  g_assert_finalize_object (dialog);
}

/* What a stop would throw away. */
static void
test_stop_says_how_long (AppWindow *self, gconstpointer data)
{
  gint64 start = g_get_real_time () / G_USEC_PER_SEC - 190 * 60;
  g_autofree char *json =
      g_strdup_printf ("{\"gcode_start_time\":\"%" G_GINT64_FORMAT "\"}", start);

  assert_stop_dialog (self, "It is 42 % done. A stopped print cannot be resumed.");
  app_window_patch (self, json);
  assert_stop_dialog (
      self, "It has printed for 3 h 10 min and is 42 % done. A stopped print cannot be resumed.");
}

static void
test_stop_of_another_job (AppWindow *self, gconstpointer data)
{
  int n_commands = 0;

  app_window_count_commands (self, BAMBU_CONTROL_STOP, &n_commands);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.stop-print", "s", "");
  test_wait_until (app_window_get_dialog (self) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.stop-print", "s", "");

  app_window_patch (self, "{\"subtask_name\":\"Vase\"}");
  test_wait_until (app_window_get_dialog (self) == NULL);
  g_assert_cmpint (n_commands, ==, 0);
}

static void
test_stop_is_moot (AppWindow *self, gconstpointer data)
{
  int n_commands = 0;

  app_window_count_commands (self, BAMBU_CONTROL_STOP, &n_commands);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.stop-print", "s", "");
  test_wait_until (app_window_get_dialog (self) != NULL);

  app_window_patch (self, FINISHED);
  test_wait_until (app_window_get_dialog (self) == NULL);
  g_assert_cmpint (n_commands, ==, 0);
}

static void
test_speed (AppWindow *self, gconstpointer data)
{
  GtkWidget *card = app_test_find (self->page, CULM_TYPE_JOB_CARD);
  GtkDropDown *speed = GTK_DROP_DOWN (app_test_find (card, GTK_TYPE_DROP_DOWN));

  sim_printer_start (self->simulated);
  gtk_drop_down_set_selected (speed, 2);
  test_wait_until (bambu_printer_get_speed_level (self->printer) == 3);
  g_assert_cmpuint (gtk_drop_down_get_selected (speed), ==, 2);

  test_wait_until (!app_window_is_pending (self, BAMBU_CONTROL_SPEED));
  app_window_set_fault (self, "no-effect");
  bambu_printer_set_patience (self->printer, IMPATIENT);
  gtk_drop_down_set_selected (speed, 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (speed), ==, 0);
  test_wait_until (has_toast (self));
  test_wait_until (gtk_drop_down_get_selected (speed) == 2);
}

static GtkSwitch *
find_light_switch (AppWindow *self)
{
  return GTK_SWITCH (
      app_test_find (app_test_find (self->page, CULM_TYPE_LIGHT_ROW), GTK_TYPE_SWITCH));
}

static gboolean
is_light_on (AppWindow *self)
{
  g_autoptr (BambuLight) light =
      g_list_model_get_item (bambu_printer_get_lights (self->printer), 0);

  return bambu_light_is_on (light);
}

static void
test_light (AppWindow *self, gconstpointer data)
{
  GtkSwitch *light = find_light_switch (self);
  gboolean was_on = is_light_on (self);
  int n_commands = 0;

  g_assert_cmpint (gtk_switch_get_active (light), ==, was_on);
  app_window_count_commands (self, BAMBU_CONTROL_LIGHT, &n_commands);
  sim_printer_start (self->simulated);

  gtk_switch_set_active (light, !was_on);
  g_assert_cmpint (gtk_switch_get_active (light), ==, !was_on);
  test_wait_until (is_light_on (self) != was_on
                   && !app_window_is_pending (self, BAMBU_CONTROL_LIGHT));
  g_assert_cmpint (gtk_switch_get_active (light), ==, !was_on);
  g_assert_cmpint (n_commands, ==, 1);

  /* Somebody else's doing is no command of ours. */
  app_window_patch (self,
                    was_on ? "{\"lights_report\":[{\"node\":\"chamber_light\",\"mode\":\"on\"}]}"
                           : "{\"lights_report\":[{\"node\":\"chamber_light\",\"mode\":\"off\"}]}");
  g_assert_cmpint (gtk_switch_get_active (light), ==, was_on);
  g_assert_cmpint (n_commands, ==, 1);
}

static void
test_light_rolls_back (AppWindow *self, gconstpointer data)
{
  GtkSwitch *light = find_light_switch (self);
  gboolean was_on = is_light_on (self);

  app_window_set_fault (self, "no-effect");
  bambu_printer_set_patience (self->printer, IMPATIENT);

  gtk_switch_set_active (light, !was_on);
  g_assert_true (app_window_is_pending (self, BAMBU_CONTROL_LIGHT));
  g_assert_cmpint (gtk_switch_get_active (light), ==, !was_on);
  g_assert_nonnull (app_test_find_label (self->page, "Waiting for the printer…"));

  test_wait_until (has_toast (self));
  test_wait_until (gtk_switch_get_active (light) == was_on);
  g_assert_null (app_test_find_label (self->page, "Waiting for the printer…"));
}

/* Only the user sends it again. */
static void
test_try_again (AppWindow *self, gconstpointer data)
{
  GtkSwitch *light = find_light_switch (self);
  const char *text = is_light_on (self) ? "Workshop did not confirm: chamber light off"
                                        : "Workshop did not confirm: chamber light on";
  gboolean was_on = is_light_on (self);

  app_window_set_fault (self, "no-effect");
  bambu_printer_set_patience (self->printer, IMPATIENT);
  gtk_switch_set_active (light, !was_on);
  test_wait_until (has_toast (self));
  g_assert_nonnull (app_window_find_toast (self, text));
  test_wait_until (app_window_count_requests (self, "ledctrl") == 1);

  sim_printer_start (self->simulated);
  g_assert_true (sim_printer_set_fault (self->simulated, "no-effect", FALSE, NULL));
  bambu_printer_set_patience (self->printer, 1);
  app_test_click (app_window_find_toast (self, "Try Again"));
  test_wait_until (is_light_on (self) != was_on
                   && !app_window_is_pending (self, BAMBU_CONTROL_LIGHT));
  g_assert_cmpuint (app_window_count_requests (self, "ledctrl"), ==, 2);
}

/* What was for one moment is not offered again. */
static void
test_not_again (AppWindow *self, gconstpointer data)
{
  app_window_set_fault (self, "no-effect");
  bambu_printer_set_patience (self->printer, IMPATIENT);
  app_test_click (app_window_find_button (self, "Pause"));
  test_wait_until (app_window_find_toast (self, "Workshop did not confirm: pause") != NULL);
  g_assert_false (has_toast (self));
}

static void
test_view_only (AppWindow *self, gconstpointer data)
{
  GtkWidget *pause = app_window_find_button (self, "Pause");

  g_assert_true (gtk_widget_get_sensitive (pause));
  app_window_patch (self, VIEW_ONLY);

  g_assert_false (gtk_widget_get_sensitive (pause));
  g_assert_nonnull (gtk_widget_get_tooltip_text (pause));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (pause), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       gtk_widget_get_tooltip_text (pause));
  g_assert_false (gtk_widget_get_sensitive (app_window_find_button (self, "Stop…")));
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (find_light_switch (self))));

  /* The keyboard does not get further, and is told why. */
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.stop-print", "s", "");
  test_wait_until (app_window_find_button (self, "What Can I Do?") != NULL);
  g_assert_null (app_window_get_dialog (self));
}

/* Where no report says so beforehand, the first refusal does. */
static void
test_refused (AppWindow *self, gconstpointer data)
{
  GtkWidget *pause = app_window_find_button (self, "Pause");
  AdwBanner *banner = ADW_BANNER (app_test_find (self->page, ADW_TYPE_BANNER));

  app_window_set_fault (self, "authorization-code");
  g_assert_true (gtk_widget_get_sensitive (pause));
  app_test_click (pause);
  test_wait_until (
      app_window_find_toast (self, "Workshop accepts commands only from Bambu Lab’s apps.")
      != NULL);
  g_assert_nonnull (app_window_find_toast (self, "What Can I Do?"));
  g_assert_false (gtk_widget_get_sensitive (pause));
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_cmpstr (
      adw_banner_get_title (banner), ==,
      "This printer accepts commands only from Bambu Lab’s apps. You can watch it here.");

  app_test_click (pause);
  app_test_flush ();
  g_assert_cmpuint (app_window_count_requests (self, "pause"), ==, 1);
}

static DexFuture *
ask (AppWindow *self, BambuControl what)
{
  g_autoptr (CulmControl) control = culm_control_new (self->printer, what, 0);

  return culm_confirm (control, self->page, "Home?", "The head moves.", "_Home");
}

static DexFuture *
ask_to_home (AppWindow *self)
{
  return ask (self, BAMBU_CONTROL_HOME);
}

static gboolean
is_confirmed (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  g_assert_true (value != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));

  return value != NULL && g_value_get_boolean (value);
}

static void
test_confirm (AppWindow *self, gconstpointer data)
{
  g_autoptr (DexFuture) kept = NULL;
  g_autoptr (DexFuture) gone = NULL;
  g_autoptr (DexFuture) moot = NULL;
  g_autoptr (DexFuture) unasked = NULL;
  g_autoptr (DexFuture) other = NULL;

  app_window_patch (self, FINISHED);
  kept = ask_to_home (self);
  test_wait_until (app_window_get_dialog (self) != NULL);
  g_assert_cmpstr (
      adw_alert_dialog_get_default_response (ADW_ALERT_DIALOG (app_window_get_dialog (self))), ==,
      "cancel");
  app_window_agree (self, "Cancel");
  test_wait_until (!dex_future_is_pending (kept));
  g_assert_false (is_confirmed (kept));

  moot = ask_to_home (self);
  test_wait_until (app_window_get_dialog (self) != NULL);
  app_window_patch (self, "{\"gcode_state\":\"RUNNING\"}");
  test_wait_until (app_window_get_dialog (self) == NULL && !dex_future_is_pending (moot));
  g_assert_false (is_confirmed (moot));

  app_window_patch (self, FINISHED);
  gone = ask_to_home (self);
  test_wait_until (app_window_get_dialog (self) != NULL);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (
          app_test_find (GTK_WIDGET (app_window_get_dialog (self)), GTK_TYPE_CHECK_BUTTON)),
      TRUE);
  app_test_click (app_window_find_button (self, "Home"));
  test_wait_until (!dex_future_is_pending (gone));
  g_assert_true (is_confirmed (gone));

  unasked = ask_to_home (self);
  g_assert_true (is_confirmed (unasked));

  /* That was of homing alone. */
  other = ask (self, BAMBU_CONTROL_CALIBRATION);
  test_wait_until (app_window_get_dialog (self) != NULL);
  app_window_agree (self, "Cancel");
  test_wait_until (!dex_future_is_pending (other));
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add ("/control/pause", AppWindow, "P1S", app_window_set_up, test_pause,
              app_window_tear_down);
  g_test_add ("/control/resumed-elsewhere", AppWindow, "P1S", app_window_set_up,
              test_resumed_elsewhere, app_window_tear_down);
  g_test_add ("/control/stop", AppWindow, "P1S", app_window_set_up, test_stop,
              app_window_tear_down);
  g_test_add ("/control/stop-says-how-long", AppWindow, "P1S", app_window_set_up,
              test_stop_says_how_long, app_window_tear_down);
  g_test_add ("/control/stop-is-moot", AppWindow, "P1S", app_window_set_up, test_stop_is_moot,
              app_window_tear_down);
  g_test_add ("/control/stop-of-another-job", AppWindow, "P1S", app_window_set_up,
              test_stop_of_another_job, app_window_tear_down);
  g_test_add ("/control/speed", AppWindow, "P1S", app_window_set_up, test_speed,
              app_window_tear_down);
  g_test_add ("/control/light", AppWindow, "P1S", app_window_set_up, test_light,
              app_window_tear_down);
  g_test_add ("/control/light-rolls-back", AppWindow, "P1S", app_window_set_up,
              test_light_rolls_back, app_window_tear_down);
  g_test_add ("/control/try-again", AppWindow, "P1S", app_window_set_up, test_try_again,
              app_window_tear_down);
  g_test_add ("/control/not-again", AppWindow, "P1S", app_window_set_up, test_not_again,
              app_window_tear_down);
  g_test_add ("/control/view-only", AppWindow, "P1S", app_window_set_up, test_view_only,
              app_window_tear_down);
  g_test_add ("/control/refused", AppWindow, "P1S", app_window_set_up, test_refused,
              app_window_tear_down);
  g_test_add ("/control/confirm", AppWindow, "P1S", app_window_set_up, test_confirm,
              app_window_tear_down);

  return g_test_run ();
}
