/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two hundred printers at one message a second, over real connections from a simulator in a process
 * of its own: how long the main loop is kept busy, and what a printer costs in memory. */

#include <bambu/bambu-fleet.h>
#include <libdex.h>

#include "bench-process.h"
#include "bench-table.h"
#include "simulator-process.h"

#define N_PRINTERS 200
#define N_PRINTERS_TEXT G_STRINGIFY (N_PRINTERS)
#define CONNECT_SECONDS 120
#define MEASURE_SECONDS 30

#define STALL_BUDGET_MSEC 8.0
#define MEMORY_BUDGET_MB 1.0

/* A frame at 60 Hz; what is late here is late on a screen. */
#define TICK_USEC 16667

/* What one pass of the main loop takes between two waits, and how late a tick is that a widget
 * would ask for. */
typedef struct
{
  GArray *busy;
  GArray *late;
  gint64 woken;
  gint64 due;
  guint tick;
  guint n_frames;
} Measurement;

static Measurement *current = NULL;

static int
on_poll (GPollFD *fds, guint n_fds, int timeout)
{
  double busy_msec = (g_get_monotonic_time () - current->woken) / 1000.0;
  int n_ready;

  if (current->woken)
    g_array_append_val (current->busy, busy_msec);

  n_ready = g_poll (fds, n_fds, timeout);
  current->woken = g_get_monotonic_time ();

  return n_ready;
}

static gboolean
on_tick (gpointer user_data)
{
  Measurement *measurement = user_data;
  gint64 now = g_get_monotonic_time ();
  double late_msec = MAX (now - measurement->due, 0) / 1000.0;

  g_array_append_val (measurement->late, late_msec);
  measurement->due = now + TICK_USEC;
  g_source_set_ready_time (g_main_current_source (), measurement->due);

  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_tick (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs tick_funcs = { .dispatch = dispatch_tick };

static gboolean
on_time_over (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

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

static void
measure (Measurement *measurement, guint seconds)
{
  g_autoptr (GSource) tick = g_source_new (&tick_funcs, sizeof (GSource));

  measurement->busy = g_array_new (FALSE, FALSE, sizeof (double));
  measurement->late = g_array_new (FALSE, FALSE, sizeof (double));
  measurement->due = g_get_monotonic_time () + TICK_USEC;
  measurement->woken = 0;
  current = measurement;

  g_source_set_callback (tick, on_tick, measurement, NULL);
  g_source_set_ready_time (tick, measurement->due);
  g_source_attach (tick, NULL);
  g_main_context_set_poll_func (NULL, on_poll);

  run_for (seconds);

  g_main_context_set_poll_func (NULL, NULL);
  g_source_destroy (tick);
}

static void
measurement_clear (Measurement *measurement)
{
  g_clear_pointer (&measurement->busy, g_array_unref);
  g_clear_pointer (&measurement->late, g_array_unref);
}

static void
on_frame (Measurement *measurement)
{
  measurement->n_frames++;
}

static guint
count_live (BambuFleet *fleet)
{
  guint n_live = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fleet)); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (G_LIST_MODEL (fleet), i);

      n_live += bambu_printer_get_freshness (printer) == BAMBU_FRESHNESS_LIVE;
    }

  return n_live;
}

static void
add_printers (BambuFleet *fleet, SimulatorProcess *simulator)
{
  for (guint i = 0; i < N_PRINTERS; i++)
    {
      JsonObject *printer = simulator_process_get_printer (simulator, i);
      g_autofree char *address = simulator_process_dup_address (simulator, i);
      const char *serial = json_object_get_string_member (printer, "serial");

      dex_future_disown (bambu_fleet_add (fleet, serial, serial, NULL, address,
                                          json_object_get_string_member (printer, "access_code"),
                                          NULL));
    }
}

static gboolean
connect_all (BambuFleet *fleet)
{
  gint64 deadline = g_get_monotonic_time () + CONNECT_SECONDS * G_USEC_PER_SEC;

  while (count_live (fleet) < N_PRINTERS && g_get_monotonic_time () < deadline)
    run_for (1);

  return count_live (fleet) == N_PRINTERS;
}

static void
follow_frames (BambuFleet *fleet, Measurement *measurement)
{
  for (guint i = 0; i < N_PRINTERS; i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (G_LIST_MODEL (fleet), i);

      g_signal_connect_swapped (bambu_printer_get_link (printer), "frame", G_CALLBACK (on_frame),
                                measurement);
    }
}

static void
add_stall (const char *figure, GArray *values, GArray *reference)
{
  double value = bench_percentile (values, 99);
  g_autofree char *value_text = g_strdup_printf ("%.2f ms", value);
  g_autofree char *reference_text = g_strdup_printf ("%.2f ms", bench_percentile (reference, 99));
  g_autofree char *budget = g_strdup_printf ("< %.0f ms", STALL_BUDGET_MSEC);

  bench_table_add (figure, value_text, reference_text, budget, value < STALL_BUDGET_MSEC);
}

static int
report (const Measurement *idle,
        const Measurement *loaded,
        const BenchMemory *before,
        const BenchMemory *after)
{
  double rate = (double) loaded->n_frames / MEASURE_SECONDS / N_PRINTERS;
  double resident = (after->resident - before->resident) / 1e6 / N_PRINTERS;
  double proportional = (after->proportional - before->proportional) / 1e6 / N_PRINTERS;
  g_autofree char *rate_text = g_strdup_printf ("%.2f /s", rate);
  g_autofree char *resident_text = g_strdup_printf ("%.3f MB", resident);
  g_autofree char *proportional_text = g_strdup_printf ("%.3f MB", proportional);
  g_autofree char *before_text = g_strdup_printf ("%.1f MB", before->resident / 1e6);
  g_autofree char *memory_budget = g_strdup_printf ("< %.0f MB", MEMORY_BUDGET_MB);

  bench_table_add ("messages of each of " N_PRINTERS_TEXT " printers", rate_text, NULL,
                   ">= 0.95 /s", rate >= 0.95);
  add_stall ("main loop busy at a stretch, 99th percentile", loaded->busy, idle->busy);
  add_stall ("a frame's tick late by, 99th percentile", loaded->late, idle->late);
  bench_table_add ("memory a printer, resident", resident_text, before_text, memory_budget,
                   resident < MEMORY_BUDGET_MB);
  bench_table_add ("memory a printer, proportional", proportional_text, before_text, memory_budget,
                   proportional < MEMORY_BUDGET_MB);

  return bench_table_finish ();
}

int
main (int argc, char *argv[])
{
  static const char *const arguments[] = { "--profile", "H2D", "--printers", N_PRINTERS_TEXT,
                                           NULL };
  g_autoptr (SimulatorProcess) simulator = NULL;
  g_autoptr (BambuStore) store = NULL;
  g_autoptr (BambuKeyring) keyring = NULL;
  g_autoptr (BambuTrust) trust = NULL;
  g_autoptr (BambuFleet) fleet = NULL;
  g_autoptr (GError) error = NULL;
  Measurement idle = { 0 };
  Measurement loaded = { 0 };
  BenchMemory before = { 0 };
  BenchMemory after = { 0 };
  int status;

  dex_init ();

  simulator = simulator_process_start (arguments, &error);
  trust = bambu_trust_new ();
  if (!simulator
      || !bambu_trust_add_authority (
          trust,
          json_object_get_string_member (simulator_process_get_printer (simulator, 0), "ca_file"),
          &error))
    {
      g_printerr ("bench-fleet: %s\n", error->message);
      return EXIT_FAILURE;
    }

  store = bambu_store_new (NULL);
  keyring = bambu_keyring_new_for_session ();
  fleet = bambu_fleet_new (store, keyring, trust, NULL);

  measure (&idle, MEASURE_SECONDS / 6);
  bench_process_get_memory ("self", &before);

  add_printers (fleet, simulator);
  if (!connect_all (fleet))
    {
      g_printerr ("bench-fleet: %u of %u printers are live\n", count_live (fleet), N_PRINTERS);
      return EXIT_FAILURE;
    }

  follow_frames (fleet, &loaded);
  measure (&loaded, MEASURE_SECONDS);
  bench_process_get_memory ("self", &after);
  status = report (&idle, &loaded, &before, &after);

  measurement_clear (&idle);
  measurement_clear (&loaded);

  return status;
}
