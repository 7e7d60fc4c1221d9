/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window that nobody sees keeps no camera, and has its picture again when it is seen. */
#include <app/culm-camera-card.h>

#include "app/app-fixture.h"
#include "bambu/camera-fixture.h"
#include "bench-camera-parts.h"
#include "bench-table.h"
#include "test-wait.h"

#define RUNS 10
#define REST_MSEC 1500 /* more than from one picture to the next */
#define PERIOD_SECONDS 1

#define HIDDEN_BUDGET_MSEC 2000.0
#define SHOWN_BUDGET_MSEC 1000.0

typedef struct
{
  CameraFixture camera;
  GtkWidget *window;
  GdkPaintable *paintable; /* that is followed */
  gboolean changed;        /* something new is to be drawn */
  gint64 drawn;            /* it was; 0: not yet */
  guint n_sent;            /* while it was hidden */
} Bench;

static void
on_contents (Bench *self)
{
  self->changed = self->changed || gdk_paintable_get_intrinsic_width (self->paintable) > 0;
}

static void
on_paintable (GtkPicture *picture, GParamSpec *pspec, Bench *self)
{
  if (self->paintable != NULL)
    g_signal_handlers_disconnect_by_data (self->paintable, self);
  g_set_object (&self->paintable, gtk_picture_get_paintable (picture));
  if (self->paintable == NULL)
    return;

  g_signal_connect_swapped (self->paintable, "invalidate-contents", G_CALLBACK (on_contents), self);
  on_contents (self);
}

static void
on_after_paint (Bench *self)
{
  if (self->changed && self->drawn == 0)
    self->drawn = g_get_monotonic_time ();
}

static void
on_rested (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static double
time_hiding (Bench *self)
{
  guint n_closed = camera_count_events (&self->camera, "camera-closed");
  gint64 begin = g_get_monotonic_time ();
  gboolean is_over = FALSE;
  double msec;
  gint64 sent;

  gtk_widget_set_visible (self->window, FALSE);
  test_wait_until (camera_count_events (&self->camera, "camera-closed") > n_closed);
  msec = (double) (g_get_monotonic_time () - begin) / 1000;

  sent = sim_camera_get_sent_time (self->camera.served);
  g_timeout_add_once (REST_MSEC, on_rested, &is_over);
  test_wait_until (is_over);
  self->n_sent += sim_camera_get_sent_time (self->camera.served) != sent;

  return msec;
}

static double
time_showing (Bench *self)
{
  self->changed = FALSE;
  self->drawn = 0;
  gtk_window_present (GTK_WINDOW (self->window));
  test_wait_until (self->drawn != 0);

  return (double) (self->drawn - sim_camera_get_sent_time (self->camera.served)) / 1000;
}

static void
set_up (Bench *self)
{
  GtkWidget *card;
  GtkWidget *picture;

  camera_set_up (&self->camera, "P1S");
  camera_set_period (&self->camera, PERIOD_SECONDS);
  bambu_camera_set_limits (self->camera.camera, &bambu_camera_default_limits);
  card = g_object_new (CULM_TYPE_CAMERA_CARD, "camera", self->camera.camera, NULL);
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 720);
  adw_window_set_content (ADW_WINDOW (self->window), card);
  gtk_widget_realize (self->window);

  picture = app_test_find (card, GTK_TYPE_PICTURE);
  g_signal_connect (picture, "notify::paintable", G_CALLBACK (on_paintable), self);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (self->window), "after-paint",
                            G_CALLBACK (on_after_paint), self);
  time_showing (self);
}

static void
tear_down (Bench *self)
{
  if (self->paintable != NULL)
    g_signal_handlers_disconnect_by_data (self->paintable, self);
  g_clear_object (&self->paintable);
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (self->window), self);
  app_test_destroy (self->window);
  bambu_printer_set_link (self->camera.printer, NULL, BAMBU_CONNECTION_NONE);
  app_test_flush ();
  camera_tear_down (&self->camera);
}

static void
add_longest (const char *name, GArray *times, double budget)
{
  double longest = bench_percentile (times, 100);
  g_autofree char *figure = g_strdup_printf ("%s, longest of %u", name, times->len);
  g_autofree char *measured = g_strdup_printf ("%.0f ms", longest);
  g_autofree char *budget_text = g_strdup_printf ("≤ %.0f ms", budget);

  bench_table_add (figure, measured, NULL, budget_text, longest <= budget);
}

void
bench_camera_add_hiding (void)
{
  g_autoptr (GArray) hidden = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *sent = NULL;
  Bench bench = { 0 };

  set_up (&bench);
  for (guint i = 0; i < RUNS; i++)
    {
      double hiding = time_hiding (&bench);
      double showing = time_showing (&bench);

      g_array_append_val (hidden, hiding);
      g_array_append_val (shown, showing);
    }
  sent = g_strdup_printf ("%u", bench.n_sent);
  tear_down (&bench);

  add_longest ("hidden to closed connection", hidden, HIDDEN_BUDGET_MSEC);
  bench_table_add ("pictures that came while hidden", sent, NULL, "0", bench.n_sent == 0);
  add_longest ("shown again: last byte to window", shown, SHOWN_BUDGET_MSEC);
}
