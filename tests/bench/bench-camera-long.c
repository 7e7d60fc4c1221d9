/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both kinds of camera, watched for half an hour, with a new connection every minute: in turn the
 * printer breaks it, and whoever looks looks away. What is left of that in memory, and when nobody
 * looks any more. */
#include <libdex.h>
#include <locale.h>
#include <stdlib.h>

#include "bench-camera-parts.h"
#include "bench-process.h"
#include "bench-table.h"

#define DEFAULT_MINUTES 30
#define WARM_UP_MINUTES 2
#define RECONNECT_SECONDS 60
#define SAMPLES 9 /* a second apart, of which the median is taken */
#define MIB (1024.0 * 1024.0)
#define GROWTH_BUDGET_MIB 4.0

/* Pools of threads keep theirs for a quarter of a minute. */
#define POOL_SECONDS 20
#define PATIENCE_SECONDS 60

#define N_CAMERAS 2

typedef struct
{
  int files;
  int sockets;
  int threads;
} Held;

typedef struct
{
  SimulatorProcess *simulator;
  BambuCamera *cameras[N_CAMERAS];
  BambuCameraViewer *viewers[N_CAMERAS];
  int shown[N_CAMERAS]; /* atomic */
} Bench;

static void
on_slept (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
sleep_seconds (guint seconds)
{
  gboolean is_over = FALSE;

  g_timeout_add_seconds_once (seconds, on_slept, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static double
get_resident_mib (void)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < SAMPLES; i++)
    {
      BenchMemory memory = { 0 };
      double mib;

      sleep_seconds (1);
      bench_process_get_memory ("self", &memory);
      mib = (double) memory.resident / MIB;
      g_array_append_val (samples, mib);
    }

  return bench_percentile (samples, 50);
}

static int
count_entries (const char *folder, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  int count = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *target = prefix ? g_file_read_link (path, NULL) : NULL;

      if (prefix == NULL || (target != NULL && g_str_has_prefix (target, prefix)))
        count++;
    }

  return count;
}

static Held
count_held (void)
{
  return (Held) {
    .files = count_entries ("/proc/self/fd", NULL),
    .sockets = count_entries ("/proc/self/fd", "socket:"),
    .threads = count_entries ("/proc/self/task", NULL),
  };
}

static void
look (Bench *self)
{
  int first[N_CAMERAS];

  for (guint i = 0; i < N_CAMERAS; i++)
    {
      first[i] = g_atomic_int_get (&self->shown[i]);
      self->viewers[i] = bambu_camera_look (self->cameras[i], BAMBU_CAMERA_USE_VIEW);
    }
  for (guint i = 0; i < N_CAMERAS; i++)
    bench_camera_wait_for (&self->shown[i], first[i] + 1);
}

static void
look_away (Bench *self)
{
  for (guint i = 0; i < N_CAMERAS; i++)
    g_clear_pointer (&self->viewers[i], bambu_camera_viewer_free);
}

static void
set_up (Bench *self)
{
  static const char *const arguments[] = { "--profile", "P1S", "--profile", "X1C", NULL };
  g_autoptr (GError) error = NULL;

  self->simulator = simulator_process_start (arguments, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_CAMERAS; i++)
    {
      self->cameras[i] = bench_camera_new (self->simulator, i);
      bambu_camera_set_sink_func (self->cameras[i], bench_camera_count, &self->shown[i], NULL);
    }
}

static void
reconnect (Bench *self, guint minute)
{
  if (minute % 2 == 0)
    {
      simulator_process_tell (self->simulator, "fault reset");
      return;
    }

  look_away (self);
  look (self);
}

/* Until so many seconds are over since the beginning */
static void
watch (Bench *self, double from, double to)
{
  static guint minute;
  gint64 end = g_get_monotonic_time () + (gint64) ((to - from) * G_USEC_PER_SEC);

  while (g_get_monotonic_time () < end)
    {
      gint64 left = (end - g_get_monotonic_time () + G_USEC_PER_SEC / 2) / G_USEC_PER_SEC;

      sleep_seconds ((guint) CLAMP (left, 1, RECONNECT_SECONDS));
      if (left >= RECONNECT_SECONDS)
        reconnect (self, minute++);
    }
}

static void
add_left_over (const char *figure, int measured, int reference)
{
  g_autofree char *name = g_strdup_printf ("%s when nobody looks any more", figure);
  g_autofree char *measured_text = g_strdup_printf ("%d", measured);
  g_autofree char *reference_text = g_strdup_printf ("%d", reference);

  bench_table_add (name, measured_text, reference_text, "no more", measured <= reference);
}

static void
add_pictures (const char *name, int shown, double expected)
{
  g_autofree char *measured = g_strdup_printf ("%d", shown);
  g_autofree char *reference = g_strdup_printf ("%.0f", expected);

  bench_table_add (name, measured, reference, "≥ 0.80 ×", shown >= 0.8 * expected);
}

/* What is in a pool ends by itself. */
static Held
wait_for_rest (const Held *before)
{
  Held now = count_held ();

  for (guint i = 0; i < PATIENCE_SECONDS
                    && (now.threads > before->threads || now.files > before->files
                        || now.sockets > before->sockets);
       i++)
    {
      sleep_seconds (1);
      now = count_held ();
    }

  return now;
}

static void
measure (Bench *self, double minutes)
{
  double warm_up = MIN (WARM_UP_MINUTES, minutes * 2 / 3);
  g_autofree char *figure =
      g_strdup_printf ("resident memory, %.3g minutes with a reconnect in each", minutes);
  g_autofree char *budget = g_strdup_printf ("< %.0f MiB more", GROWTH_BUDGET_MIB);
  g_autofree char *measured = NULL;
  g_autofree char *reference = NULL;
  Held before;
  Held after;
  double early;
  double late;

  /* What the first connections make for all that follow is no leak. */
  look (self);
  look_away (self);
  sleep_seconds (POOL_SECONDS);
  before = count_held ();

  look (self);
  watch (self, 0, warm_up * 60);
  early = get_resident_mib ();
  watch (self, warm_up * 60 + SAMPLES, minutes * 60 - SAMPLES);
  late = get_resident_mib ();
  add_pictures ("pictures shown, JPEG", self->shown[0], minutes * 60);
  add_pictures ("pictures shown, video", self->shown[1], minutes * 60 * 10);
  look_away (self);
  after = wait_for_rest (&before);

  measured = g_strdup_printf ("%.1f MiB", late);
  reference = g_strdup_printf ("%.1f MiB", early);
  bench_table_add (figure, measured, reference, budget, late - early < GROWTH_BUDGET_MIB);
  add_left_over ("threads", after.threads, before.threads);
  add_left_over ("sockets", after.sockets, before.sockets);
  add_left_over ("file descriptors", after.files, before.files);
}

int
main (int argc, char *argv[])
{
  double minutes = DEFAULT_MINUTES;
  const GOptionEntry entries[] = {
    { "minutes", 0, 0, G_OPTION_ARG_DOUBLE, &minutes, "How long it is watched (30)", "NUMBER" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Bench bench = { 0 };

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || minutes <= 0)
    {
      g_printerr ("%s\n", error ? error->message : "It takes some minutes.");
      return EXIT_FAILURE;
    }

  dex_init ();
  set_up (&bench);
  measure (&bench, minutes);
  for (guint i = 0; i < N_CAMERAS; i++)
    g_assert_finalize_object (bench.cameras[i]);
  simulator_process_stop (bench.simulator);

  return bench_table_finish ();
}
