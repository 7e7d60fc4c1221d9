/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a turn of the main loop takes while five pictures live in a window: four of a picture a
 * second, and a video. What GTK draws is told apart, and beside it that of the same window, drawn
 * as often, with pictures that stand still: without a graphics card that alone takes longer than a
 * frame. What others have of the processor meanwhile, by the kernel's own count, is taken off. */
#include <app/culm-camera-card.h>
#include <fcntl.h>
#include <unistd.h>

#include "app/app-fixture.h"
#include "bench-camera-parts.h"
#include "bench-table.h"
#include "test-wait.h"

#define N_CAMERAS 5
#define COLUMNS 2
#define WARM_UP_SECONDS 5
#define SECONDS 30
#define FRAME_MSEC 33
#define LARGE_WIDTH 1920
#define LARGE_HEIGHT 1080
#define BUDGET_MSEC 16.0
#define DRAWING_BUDGET 1.10

/* µs of this thread */
typedef struct
{
  gint64 own; /* it ran, or waited for something, but not for others to run */
  gint64 run; /* of that, it ran */
} Times;

typedef struct
{
  GArray *busy;    /* ms of each turn, beside drawing */
  GArray *running; /* of that, on the processor */
  GArray *drawn;   /* ms of each frame */
  Times woken;
  Times began;   /* drawing, so far as is known */
  Times drawing; /* in this turn */
  int schedule;  /* file descriptor */
} Turns;

static Turns turns;

static Times
get_times (void)
{
  char text[128] = { 0 };
  Times now = { .own = g_get_monotonic_time () };
  char *second;

  if (pread (turns.schedule, text, sizeof text - 1, 0) <= 0)
    return now;

  now.run = g_ascii_strtoll (text, &second, 10) / 1000;
  now.own -= g_ascii_strtoll (second, NULL, 10) / 1000;

  return now;
}

static void
add_msec (GArray *values, gint64 usec)
{
  double msec = (double) usec / 1000;

  if (values != NULL)
    g_array_append_val (values, msec);
}

static int
on_poll (GPollFD *fds, guint n_fds, int timeout)
{
  Times now = get_times ();
  int n_ready;

  if (turns.woken.own != 0)
    {
      add_msec (turns.busy, now.own - turns.woken.own - turns.drawing.own);
      add_msec (turns.running, now.run - turns.woken.run - turns.drawing.run);
    }

  n_ready = g_poll (fds, n_fds, timeout);
  turns.woken = get_times ();
  turns.drawing = (Times) { 0 };

  return n_ready;
}

/* Each phase before that of drawing, of which not all are there each time */
static void
on_phase (void)
{
  turns.began = get_times ();
}

static void
on_after_paint (void)
{
  Times now = get_times ();

  turns.drawing.own += now.own - turns.began.own;
  turns.drawing.run += now.run - turns.began.run;
  add_msec (turns.drawn, now.own - turns.began.own);
}

static void
on_over (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
run_for (guint seconds)
{
  gboolean is_over = FALSE;

  g_timeout_add_seconds_once (seconds, on_over, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
turns_clear (Turns *measured)
{
  g_array_unref (measured->busy);
  g_array_unref (measured->running);
  g_array_unref (measured->drawn);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Turns, turns_clear)

static Turns
measure_turns (GtkWidget *window)
{
  static const char *const phases[] = { "before-paint", "update", "layout" };
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gulong handlers[G_N_ELEMENTS (phases) + 1];
  Turns measured;

  run_for (WARM_UP_SECONDS);
  turns = (Turns) { .busy = g_array_new (FALSE, FALSE, sizeof (double)),
                    .running = g_array_new (FALSE, FALSE, sizeof (double)),
                    .drawn = g_array_new (FALSE, FALSE, sizeof (double)),
                    .schedule = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC) };
  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    handlers[i] = g_signal_connect (clock, phases[i], G_CALLBACK (on_phase), NULL);
  handlers[G_N_ELEMENTS (phases)] =
      g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), NULL);
  g_main_context_set_poll_func (NULL, on_poll);
  run_for (SECONDS);

  g_main_context_set_poll_func (NULL, g_poll);
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_handler_disconnect (clock, handlers[i]);
  if (turns.schedule >= 0)
    close (turns.schedule);
  measured = turns;
  turns = (Turns) { 0 };

  return measured;
}

static GtkWidget *
show (GtkWidget *const *widgets)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (int i = 0; i < N_CAMERAS; i++)
    gtk_grid_attach (GTK_GRID (grid), widgets[i], i % COLUMNS, i / COLUMNS, 1, 1);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 720);
  adw_window_set_content (ADW_WINDOW (window), grid);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static int
get_width (GtkWidget *card)
{
  GtkPicture *picture = GTK_PICTURE (app_test_find (card, GTK_TYPE_PICTURE));

  return gdk_paintable_get_intrinsic_width (gtk_picture_get_paintable (picture));
}

static Turns
measure_cameras (void)
{
  static const char *const arguments[] = { "--profile", "P1S", "--profile", "P1S",
                                           "--profile", "P1S", "--profile", "P1S",
                                           "--profile", "X1C", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SimulatorProcess) simulator = simulator_process_start (arguments, &error);
  g_autofree char *large = NULL;
  BambuCamera *cameras[N_CAMERAS];
  GtkWidget *cards[N_CAMERAS];
  GtkWidget *window;
  Turns measured;

  g_assert_no_error (error);
  large = g_strdup_printf ("fault camera-large %s",
                           json_object_get_string_member (
                               simulator_process_get_printer (simulator, N_CAMERAS - 1), "serial"));
  simulator_process_tell (simulator, large);

  for (guint i = 0; i < N_CAMERAS; i++)
    {
      cameras[i] = bench_camera_new (simulator, i);
      cards[i] = g_object_new (CULM_TYPE_CAMERA_CARD, "camera", cameras[i], NULL);
    }
  window = show (cards);
  for (guint i = 0; i < N_CAMERAS; i++)
    test_wait_until (bambu_camera_get_state (cameras[i]) == BAMBU_CAMERA_STATE_LIVE);
  measured = measure_turns (window);
  for (guint i = 0; i < N_CAMERAS; i++)
    g_assert_cmpint (bambu_camera_get_state (cameras[i]), ==, BAMBU_CAMERA_STATE_LIVE);
  g_assert_cmpint (get_width (cards[N_CAMERAS - 1]), ==, LARGE_WIDTH);

  app_test_destroy (window);
  for (guint i = 0; i < N_CAMERAS; i++)
    g_object_unref (cameras[i]);

  return measured;
}

static GdkTexture *
make_still (void)
{
  const gsize size = 4 * LARGE_WIDTH * LARGE_HEIGHT;
  g_autoptr (GBytes) grey = g_bytes_new_take (g_malloc0 (size), size);

  return gdk_memory_texture_new (LARGE_WIDTH, LARGE_HEIGHT, GDK_MEMORY_R8G8B8A8, grey,
                                 4 * LARGE_WIDTH);
}

/* Another picture each time, as a video has it: what is drawn is loaded anew. */
static gboolean
on_frame (gpointer picture)
{
  g_autoptr (GdkTexture) still = make_still ();

  gtk_picture_set_paintable (picture, GDK_PAINTABLE (still));

  return G_SOURCE_CONTINUE;
}

static Turns
measure_stills (void)
{
  GtkWidget *pictures[N_CAMERAS];
  GtkWidget *window;
  guint frame;
  Turns measured;

  for (guint i = 0; i < N_CAMERAS; i++)
    {
      pictures[i] = gtk_picture_new ();
      on_frame (pictures[i]);
    }
  window = show (pictures);
  frame = g_timeout_add (FRAME_MSEC, on_frame, pictures[N_CAMERAS - 1]);
  measured = measure_turns (window);
  g_source_remove (frame);
  app_test_destroy (window);

  return measured;
}

static void
add_longest (const char *name, GArray *turns_live, GArray *turns_still)
{
  double longest = bench_percentile (turns_live, 100);
  g_autofree char *figure =
      g_strdup_printf ("five pictures: longest of %u turns, %s", turns_live->len, name);
  g_autofree char *measured = g_strdup_printf ("%.1f ms", longest);
  g_autofree char *reference = g_strdup_printf ("%.1f ms", bench_percentile (turns_still, 100));
  g_autofree char *budget = g_strdup_printf ("≤ %.0f ms", BUDGET_MSEC);

  bench_table_add (figure, measured, reference, budget, longest <= BUDGET_MSEC);
}

void
bench_camera_add_turns (void)
{
  g_auto (Turns) stills = measure_stills ();
  g_auto (Turns) live = measure_cameras ();
  double frame = bench_percentile (live.drawn, 50);
  double still = bench_percentile (stills.drawn, 50);
  g_autofree char *measured = g_strdup_printf ("%.1f ms", frame);
  g_autofree char *reference = g_strdup_printf ("%.1f ms", still);
  g_autofree char *budget = g_strdup_printf ("≤ %.0f ms or %.2f ×", BUDGET_MSEC, DRAWING_BUDGET);

  add_longest ("not drawing", live.busy, stills.busy);
  add_longest ("of that on the processor", live.running, stills.running);
  bench_table_add ("five pictures: drawing a frame, median", measured, reference, budget,
                   frame <= MAX (BUDGET_MSEC, DRAWING_BUDGET * still));
}
