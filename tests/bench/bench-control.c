/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies between a user and a printer on this side of the network: from a switch that is thrown
 * to the request in the printer's hands, and from its report to the switch as it is drawn. The
 * window, the link and the broker are the real ones, the printer is a simulator's in a process of
 * its own. */

#include "config.h"

#include <app/culm-light-row.h>
#include <app/culm-printer-page.h>
#include <app/culm-window.h>
#include <bambu/printer/bambu-printer-control.h>
#include <locale.h>

#include "app/app-fixture.h"
#include "bench-table.h"
#include "culm-resources.h"
#include "simulator-link.h"
#include "simulator-process.h"
#include "test-wait.h"

#define RUNS 300
#define WARM_UP 10 /* runs that do not count */
/* Between two runs: the link keeps 150 ms between messages, and no hand is quicker. */
#define REST_MSEC 200

#define REQUEST_BUDGET_MSEC 50.0
#define REPORT_BUDGET_MSEC 100.0

#define LIGHT "{\"lights_report\":[{\"node\":\"chamber_light\",\"mode\":\"%s\"}]}"

typedef struct
{
  SimulatorProcess *simulator;
  const char *serial;
  BambuPrinter *printer;
  BambuFleet *fleet;
  GtkWidget *window;
  GtkSwitch *light;
  guint n_events; /* commands that were looked at */
  gint64 drawn;   /* when a frame with the wanted light was, or 0 */
  gboolean wanted;
} Bench;

static gboolean
is_lit (Bench *self)
{
  g_autoptr (BambuLight) light =
      g_list_model_get_item (bambu_printer_get_lights (self->printer), 0);

  return bambu_light_is_on (light);
}

/* Whether the simulator told of a light switched since the last one. */
static gboolean
has_request (Bench *self)
{
  JsonObject *event;

  while ((event = simulator_process_get_event (self->simulator, "command", self->n_events)) != NULL)
    {
      JsonObject *payload = json_object_get_object_member (event, "payload");

      self->n_events++;
      if (json_object_has_member (payload, "system"))
        return TRUE;
    }

  return FALSE;
}

static void
on_after_paint (Bench *self)
{
  if (!self->drawn && gtk_switch_get_active (self->light) == self->wanted)
    self->drawn = g_get_monotonic_time ();
}

static void
set_up (Bench *self)
{
  static const char *const arguments[] = { "--profile", "P1S", "--period=0.5", NULL };
  g_autoptr (GSettings) settings = g_settings_new (CULM_APP_ID);
  g_autoptr (BambuLink) link = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *described;
  GtkWidget *row;

  self->simulator = simulator_process_start (arguments, &error);
  g_assert_no_error (error);
  described = simulator_process_get_printer (self->simulator, 0);
  self->serial = json_object_get_string_member (described, "serial");
  link = simulator_link_new (described);
  self->printer = bambu_printer_new (self->serial, NULL);
  bambu_printer_set_name (self->printer, "Workshop");
  bambu_printer_set_demo (self->printer, TRUE);
  bambu_printer_set_link (self->printer, link, BAMBU_CONNECTION_LAN);
  test_wait_until (bambu_printer_has_report (self->printer));

  self->fleet = app_test_fleet_new (app_test_find_free_port ());
  bambu_fleet_add_printer (self->fleet, self->printer);
  self->window = GTK_WIDGET (culm_window_new (NULL, self->fleet, settings));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 720);
  gtk_window_present (GTK_WINDOW (self->window));
  culm_window_set_loaded (CULM_WINDOW (self->window));
  test_wait_until ((row = app_test_find (self->window, CULM_TYPE_LIGHT_ROW)) != NULL);
  self->light = GTK_SWITCH (app_test_find (row, GTK_TYPE_SWITCH));
  app_test_settle (self->window);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (self->window), "after-paint",
                            G_CALLBACK (on_after_paint), self);
}

static void
tear_down (Bench *self)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (self->window), self);
  bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_NONE);
  app_test_destroy (self->window);
  g_object_unref (self->fleet);
  g_object_unref (self->printer);
  simulator_process_stop (self->simulator);
}

/* From the switch to when the simulator's word of the request is read here: a little too long. */
static double
time_request (Bench *self)
{
  BambuPending *pending =
      bambu_printer_get_pending (self->printer, BAMBU_CONTROL_LIGHT, BAMBU_LIGHT_PLACE_CHAMBER);
  gint64 begin = g_get_monotonic_time ();
  gint64 end;

  gtk_switch_set_active (self->light, !gtk_switch_get_active (self->light));
  test_wait_until (has_request (self));
  end = g_get_monotonic_time ();

  test_wait_until (!bambu_pending_is_active (pending));
  g_assert_cmpint (is_lit (self), ==, gtk_switch_get_active (self->light));

  return (double) (end - begin) / 1000;
}

/* From telling the simulator that the light is another, which it reports at once, to the frame. */
static double
time_report (Bench *self)
{
  g_autofree char *report = NULL;
  g_autofree char *line = NULL;
  gint64 begin;

  self->wanted = !is_lit (self);
  self->drawn = 0;
  report = g_strdup_printf (LIGHT, self->wanted ? "on" : "off");
  line = g_strdup_printf ("state %s %s", self->serial, report);

  begin = g_get_monotonic_time ();
  simulator_process_tell (self->simulator, line);
  test_wait_until (self->drawn);

  return (double) (self->drawn - begin) / 1000;
}

static void
on_rested (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
rest (void)
{
  gboolean is_over = FALSE;

  g_timeout_add_once (REST_MSEC, on_rested, &is_over);
  test_wait_until (is_over);
}

static void
add_figure (const char *name, GArray *times, double percentile, double budget)
{
  double value = bench_percentile (times, percentile);
  g_autofree char *figure =
      g_strdup_printf ("%s, %s of %u", name, percentile == 50 ? "median" : "99th", times->len);
  g_autofree char *value_text = g_strdup_printf ("%.1f ms", value);
  g_autofree char *budget_text = g_strdup_printf ("%.0f ms", budget);

  bench_table_add (figure, value_text, NULL, budget_text, value <= budget);
}

static void
measure (Bench *self, const char *name, double (*run) (Bench *self), double budget)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < WARM_UP + RUNS; i++)
    {
      double msec;

      rest ();
      msec = run (self);
      if (i >= WARM_UP)
        g_array_append_val (times, msec);
    }

  add_figure (name, times, 50, budget);
  add_figure (name, times, 99, budget);
}

int
main (void)
{
  Bench bench = { 0 };

  setlocale (LC_ALL, "");
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  if (!gtk_init_check ())
    {
      g_printerr ("There is no display.\n");
      return EXIT_FAILURE;
    }

  dex_init ();
  adw_init ();
  culm_register_resource ();

  set_up (&bench);
  measure (&bench, "switch to request", time_request, REQUEST_BUDGET_MSEC);
  measure (&bench, "report to drawn switch", time_report, REPORT_BUDGET_MSEC);
  tear_down (&bench);

  return bench_table_finish ();
}
