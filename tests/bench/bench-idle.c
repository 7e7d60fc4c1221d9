/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What three live printers cost a window that nobody touches: processor time at their usual rate of
 * reports, seen and hidden, and memory after as many reports as an hour has, which come faster. */

#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <app/culm-window.h>
#include <gio/gsettingsbackend.h>
#include <sys/resource.h>

#include "../app/app-fixture.h"
#include "bench-process.h"
#include "bench-table.h"
#include "simulator-process.h"

#define N_PRINTERS 3
#define N_PRINTERS_TEXT G_STRINGIFY (N_PRINTERS)
#define CONNECT_SECONDS 30
#define SETTLE_SECONDS 5
#define MEASURE_SECONDS 60
#define HOUR_SECONDS 3600
#define FAST_PERIOD "0.05"
#define FAST_SECONDS (HOUR_SECONDS / 20)
#define N_PARTS 12 /* of the hour, a median each at its ends */

#define PROCESSOR_BUDGET 1.0
#define MEMORY_BUDGET_MIB 2.0
#define MEBIBYTE (1024.0 * 1024)

typedef struct
{
  SimulatorProcess *simulator;
  BambuFleet *fleet;
  GSettings *settings;
  CulmWindow *window;
  guint n_frames;
} Bench;

static gboolean
on_time_over (gpointer over)
{
  *(gboolean *) over = TRUE;

  return G_SOURCE_REMOVE;
}

static void
run_for (guint seconds)
{
  gboolean over = FALSE;

  g_timeout_add_seconds (seconds, on_time_over, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static double
get_processor_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

static void
on_frame (Bench *self)
{
  self->n_frames++;
}

static guint
count_live (Bench *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->fleet)); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (G_LIST_MODEL (self->fleet), i);

      n += bambu_printer_get_freshness (printer) == BAMBU_FRESHNESS_LIVE;
    }

  return n;
}

static gboolean
bench_open (Bench *self, const char *const *arguments, GError **error)
{
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new_for_session ();
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  *self = (Bench) { .simulator = simulator_process_start (arguments, error) };
  if (self->simulator == NULL
      || !bambu_trust_add_authority (
          trust,
          json_object_get_string_member (simulator_process_get_printer (self->simulator, 0),
                                         "ca_file"),
          error))
    return FALSE;

  self->fleet = bambu_fleet_new (store, keyring, trust, NULL);
  self->settings = g_settings_new_with_backend (CULM_APP_ID, backend);
  for (guint i = 0; i < N_PRINTERS; i++)
    {
      JsonObject *printer = simulator_process_get_printer (self->simulator, i);
      g_autofree char *address = simulator_process_dup_address (self->simulator, i);
      const char *serial = json_object_get_string_member (printer, "serial");

      dex_future_disown (bambu_fleet_add (self->fleet, serial, serial, NULL, address,
                                          json_object_get_string_member (printer, "access_code"),
                                          NULL));
    }
  for (guint i = 0; i < CONNECT_SECONDS && count_live (self) < N_PRINTERS; i++)
    run_for (1);
  if (count_live (self) < N_PRINTERS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The printers are not live");
      return FALSE;
    }

  for (guint i = 0; i < N_PRINTERS; i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (G_LIST_MODEL (self->fleet), i);

      g_signal_connect_swapped (bambu_printer_get_link (printer), "frame", G_CALLBACK (on_frame),
                                self);
    }
  self->window = culm_window_new (NULL, self->fleet, self->settings);
  gtk_window_present (GTK_WINDOW (self->window));
  culm_window_set_loaded (self->window);
  gtk_widget_activate_action (
      GTK_WIDGET (self->window), "win.open-printer", "s",
      json_object_get_string_member (simulator_process_get_printer (self->simulator, 0), "serial"));
  run_for (SETTLE_SECONDS);

  return TRUE;
}

/* A page without a camera */
static void
bench_leave_picture (Bench *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-view", "s", "ams");
  run_for (SETTLE_SECONDS);
}

static void
bench_close (Bench *self)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->fleet);
  g_clear_object (&self->settings);
  if (self->simulator != NULL)
    simulator_process_stop (self->simulator);
}

static void
add_processor (Bench *self, const char *figure, gboolean has_picture)
{
  double before = get_processor_seconds ();
  double percent;
  g_autofree char *text = NULL;
  g_autofree char *rate = NULL;

  self->n_frames = 0;
  run_for (MEASURE_SECONDS);
  percent = (get_processor_seconds () - before) * 100 / MEASURE_SECONDS;
  text = g_strdup_printf ("%.2f %%", percent);
  rate = g_strdup_printf ("%.2f reports/s", (double) self->n_frames / MEASURE_SECONDS);
  if (has_picture)
    bench_table_add (figure, text, rate, "none", TRUE);
  else
    bench_table_add (figure, text, rate, "< 1 % of a core", percent < PROCESSOR_BUDGET);
}

static double
take_median (guint seconds)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < seconds; i++)
    {
      BenchMemory memory = { 0 };
      double value;

      run_for (1);
      bench_process_get_memory ("self", &memory);
      value = (double) memory.resident / MEBIBYTE;
      g_array_append_val (values, value);
    }

  return bench_percentile (values, 50);
}

static void
add_memory (Bench *self)
{
  const guint part = FAST_SECONDS / N_PARTS;
  double before;
  double after;
  g_autofree char *figure = NULL;
  g_autofree char *after_text = NULL;
  g_autofree char *before_text = NULL;

  take_median (part); /* what is made once is */
  before = take_median (part);
  self->n_frames = 0;
  run_for (FAST_SECONDS);
  figure = g_strdup_printf ("resident memory after %u reports", self->n_frames);
  after = take_median (part);

  after_text = g_strdup_printf ("%.1f MiB", after);
  before_text = g_strdup_printf ("%.1f MiB", before);
  bench_table_add (figure, after_text, before_text, "± 2 MiB",
                   ABS (after - before) <= MEMORY_BUDGET_MIB);
}

int
main (int argc, char *argv[])
{
  static const char *const usual[] = { "--profile",  "P1S", "--printers", N_PRINTERS_TEXT,
                                       "--printing", "42",  NULL };
  static const char *const fast[] = { "--profile",     "P1S",        "--printers",
                                      N_PRINTERS_TEXT, "--printing", "42",
                                      "--period",      FAST_PERIOD,  NULL };
  g_autoptr (GError) error = NULL;
  Bench bench = { 0 };

  if (!app_test_init (&argc, &argv))
    return EXIT_FAILURE;

  if (bench_open (&bench, usual, &error))
    {
      add_processor (&bench, "processor, " N_PRINTERS_TEXT " printers print, a camera shown", TRUE);
      bench_leave_picture (&bench);
      add_processor (&bench, "processor, " N_PRINTERS_TEXT " printers print, no camera shown",
                     FALSE);
      gtk_widget_set_visible (GTK_WIDGET (bench.window), FALSE);
      run_for (SETTLE_SECONDS);
      add_processor (&bench, "processor, window hidden", FALSE);
    }
  bench_close (&bench);

  if (error == NULL && bench_open (&bench, fast, &error))
    {
      bench_leave_picture (&bench);
      add_memory (&bench);
      bench_close (&bench);
    }

  if (error != NULL)
    {
      g_printerr ("bench-idle: %s\n", error->message);
      return EXIT_FAILURE;
    }

  return bench_table_finish ();
}
