/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long Culm takes to its first drawn frame and what memory it has then, with one remembered
 * printer, beside a bare libadwaita window: both as processes of their own, seen from outside, in
 * turns, medians of all runs. */

#include <bambu/bambu-keyring.h>
#include <bambu/bambu-store.h>
#include <bambu/printer/bambu-printer.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libdex.h>
#include <simulator/sim-printer.h>

#include "bench-process.h"
#include "bench-table.h"
#include "bench-window.h"

#define MODEL "X1C"
#define SERIAL "00M00A000000001"

#define N_RUNS 7
#define BUDGET_RATIO 1.5
#define FRAME_TIMEOUT_USEC (20 * G_USEC_PER_SEC)

/* What is begun after the first frame, the printer's page above all, is done before memory is
 * counted. */
#define REST_TIMEOUT_USEC (30 * G_USEC_PER_SEC)

typedef struct
{
  const char *path;
  GArray *milliseconds;
  GArray *resident;
  GArray *proportional;
} Program;

static DexFuture *
quit_loop (DexFuture *future, gpointer user_data)
{
  g_main_loop_quit (user_data);

  return NULL;
}

static void
run_until (DexFuture *future)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (DexFuture) settled = dex_future_finally (dex_ref (future), quit_loop, loop, NULL);

  if (dex_future_is_pending (future))
    g_main_loop_run (loop);
}

/* As the printer would be remembered after its last report. */
static GBytes *
make_report (GError **error)
{
  g_autoptr (SimPrinter) simulated = sim_printer_new (MODEL, SERIAL, error);
  g_autoptr (BambuPrinter) printer = bambu_printer_new (SERIAL, MODEL);
  g_autoptr (BambuFrame) frame = NULL;
  g_autoptr (GBytes) message = NULL;

  if (!simulated)
    return NULL;

  message = sim_printer_dup_report (simulated);
  frame = bambu_frame_parse (g_bytes_get_data (message, NULL), g_bytes_get_size (message), error);
  if (!frame)
    return NULL;

  bambu_printer_apply (printer, frame);

  return bambu_printer_dup_report (printer);
}

static gboolean
finish (DexFuture *future, GError **error)
{
  g_autoptr (DexFuture) owned = future;

  run_until (owned);

  return dex_future_get_value (owned, error) != NULL;
}

/* Nothing answers for it: what is measured is Culm, not a network. */
static gboolean
remember_printer (GError **error)
{
  g_autofree char *path = bambu_store_dup_default_path ();
  g_autoptr (BambuStore) store = bambu_store_new (path);
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new ();
  g_autoptr (GBytes) report = make_report (error);
  const BambuKnownPrinter printer = {
    .serial = (char *) SERIAL,
    .name = (char *) "Workshop",
    .model = (char *) bambu_model_find (MODEL)->code,
    .address = (char *) "127.0.0.1:9",
  };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return report && finish (bambu_store_save_printer (store, &printer), error)
         && finish (bambu_store_save_report (store, SERIAL, report, now), error)
         && finish (bambu_keyring_store_access_code (keyring, SERIAL, "12345678"), error);
}

static void
forget_printer (void)
{
  g_autofree char *path = bambu_store_dup_default_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new ();

  finish (bambu_keyring_store_access_code (keyring, SERIAL, NULL), NULL);
  g_unlink (path);
  g_rmdir (folder);
  g_rmdir (g_get_user_data_dir ());
}

static gboolean
run_program (Program *program, BenchWindow *window, gboolean counts, GError **error)
{
  g_autoptr (GSubprocess) process = NULL;
  gint64 start;
  gint64 frame;
  BenchMemory memory = { 0 };
  double value;

  bench_window_forget (window);
  start = g_get_monotonic_time ();
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              error, program->path, NULL);
  if (!process)
    return FALSE;

  frame = bench_window_wait_for_frame (window, FRAME_TIMEOUT_USEC);
  if (frame
      && (!bench_process_wait_until_idle (g_subprocess_get_identifier (process), REST_TIMEOUT_USEC)
          || !bench_process_get_memory (g_subprocess_get_identifier (process), &memory)))
    frame = 0;

  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);

  if (!frame)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                   "%s drew nothing, ended, or did not come to rest", program->path);
      return FALSE;
    }

  if (!counts)
    return TRUE;

  value = (frame - start) / 1000.0;
  g_array_append_val (program->milliseconds, value);
  value = memory.resident / 1e6;
  g_array_append_val (program->resident, value);
  value = memory.proportional / 1e6;
  g_array_append_val (program->proportional, value);

  return TRUE;
}

static void
add_figure (
    const char *figure, GArray *measured, GArray *reference, const char *unit, gboolean has_budget)
{
  double value = bench_percentile (measured, 50);
  double base = bench_percentile (reference, 50);
  g_autofree char *value_text = g_strdup_printf ("%.1f %s", value, unit);
  g_autofree char *base_text = g_strdup_printf ("%.1f %s", base, unit);
  g_autofree char *budget = has_budget
                                ? g_strdup_printf ("%.2f x, <= %.1f x", value / base, BUDGET_RATIO)
                                : g_strdup_printf ("%.2f x, none", value / base);

  bench_table_add (figure, value_text, base_text, budget,
                   !has_budget || value <= BUDGET_RATIO * base);
}

static Program
program_new (const char *path)
{
  return (Program) {
    .path = path,
    .milliseconds = g_array_new (FALSE, FALSE, sizeof (double)),
    .resident = g_array_new (FALSE, FALSE, sizeof (double)),
    .proportional = g_array_new (FALSE, FALSE, sizeof (double)),
  };
}

static void
program_clear (Program *program)
{
  g_array_unref (program->milliseconds);
  g_array_unref (program->resident);
  g_array_unref (program->proportional);
}

static gboolean
measure (Program *culm, Program *reference, GError **error)
{
  g_autoptr (BenchWindow) window = bench_window_new ();

  if (!window)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "There is no X11 display with the damage extension");
      return FALSE;
    }

  if (!remember_printer (error))
    return FALSE;

  /* The first runs fill the disk's cache. */
  for (guint i = 0; i <= N_RUNS; i++)
    if (!run_program (reference, window, i > 0, error) || !run_program (culm, window, i > 0, error))
      return FALSE;

  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("culm-bench-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  Program culm = program_new (BENCH_CULM);
  Program reference = program_new (BENCH_REFERENCE);
  int status = EXIT_FAILURE;

  /* Before anything asks for the folders; the programs inherit them. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("GSETTINGS_SCHEMA_DIR", BENCH_SCHEMAS, TRUE);
  g_setenv ("GDK_BACKEND", "x11", TRUE);
  dex_init ();

  if (measure (&culm, &reference, &error))
    {
      add_figure ("start to first drawn frame", culm.milliseconds, reference.milliseconds, "ms",
                  TRUE);
      add_figure ("memory, resident", culm.resident, reference.resident, "MB", TRUE);
      /* Depends on who else runs with the same libraries. */
      add_figure ("memory, proportional", culm.proportional, reference.proportional, "MB", FALSE);
      status = bench_table_finish ();
    }
  else
    {
      g_printerr ("bench-start: %s\n", error->message);
    }

  forget_printer ();
  program_clear (&culm);
  program_clear (&reference);

  return status;
}
