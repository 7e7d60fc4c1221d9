/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/culm-plate.h"
#include "app/culm-spool.h"
#include "app/culm-tile-grid.h"

#include <math.h>

#include "app-fixture.h"

#define SIZE 100

/* Where the ring is: the hub's radius is 0.34 of the flange's. */
#define AT_HUB 20
#define AT_FLANGE 46

static const char *const red[] = { "FF0000FF", NULL };
static const char *const red_blue[] = { "FF0000FF", "0000FFFF", NULL };
static const char *const clear[] = { "00000000", NULL };

typedef struct
{
  GtkWidget *window;
  GtkWidget *spool;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = gtk_window_new ();
  fixture->spool = g_object_new (CULM_TYPE_SPOOL, "halign", GTK_ALIGN_START, "valign",
                                 GTK_ALIGN_START, "width-request", SIZE, "height-request", SIZE,
                                 "tray-state", BAMBU_TRAY_STATE_KNOWN, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->spool);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (gtk_widget_get_width (fixture->spool) < SIZE)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *spool = g_object_ref (fixture->spool);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_flush ();
  g_assert_finalize_object (spool);
}

/* The color at @radius from the centre, @turn (0 to 1) clockwise from the top. */
static GdkRGBA
look_at (Fixture *fixture, double radius, double turn)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GdkTextureDownloader) downloader = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *pixel;
  gsize stride;
  int x = SIZE / 2 + (int) round (radius * sin (2 * G_PI * turn));
  int y = SIZE / 2 - (int) round (radius * cos (2 * G_PI * turn));

  GTK_WIDGET_GET_CLASS (fixture->spool)->snapshot (fixture->spool, snapshot);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)),
                                         node, &GRAPHENE_RECT_INIT (0, 0, SIZE, SIZE));

  downloader = gdk_texture_downloader_new (texture);
  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);
  bytes = gdk_texture_downloader_download_bytes (downloader, &stride);
  pixel = (const guint8 *) g_bytes_get_data (bytes, NULL) + y * stride + x * 4;

  return (GdkRGBA) { pixel[0] / 255.0f, pixel[1] / 255.0f, pixel[2] / 255.0f, pixel[3] / 255.0f };
}

static void
assert_colour (Fixture *fixture, double radius, double turn, const char *expected)
{
  GdkRGBA wanted;
  GdkRGBA seen = look_at (fixture, radius, turn);

  g_assert_true (gdk_rgba_parse (&wanted, expected));
  g_assert_cmpfloat_with_epsilon (seen.red, wanted.red, 0.02);
  g_assert_cmpfloat_with_epsilon (seen.green, wanted.green, 0.02);
  g_assert_cmpfloat_with_epsilon (seen.blue, wanted.blue, 0.02);
}

static gboolean
is_red (Fixture *fixture, double radius, double turn)
{
  GdkRGBA seen = look_at (fixture, radius, turn);

  return seen.red > 0.9 && seen.green < 0.1 && seen.blue < 0.1 && seen.alpha > 0.9;
}

static void
test_remaining (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->spool, "colours", red, "remain-percent", 100, NULL);
  g_assert_true (is_red (fixture, AT_HUB, 0));
  g_assert_true (is_red (fixture, AT_FLANGE, 0));

  g_object_set (fixture->spool, "remain-percent", 30, NULL);
  g_assert_true (is_red (fixture, AT_HUB, 0));
  g_assert_false (is_red (fixture, AT_FLANGE, 0));

  g_object_set (fixture->spool, "remain-percent", 0, NULL);
  g_assert_false (is_red (fixture, AT_HUB, 0));

  /* Not known is not nothing: a thin ring at the flange. */
  g_object_set (fixture->spool, "remain-percent", -1, NULL);
  g_assert_false (is_red (fixture, AT_HUB, 0));
  g_assert_true (is_red (fixture, AT_FLANGE, 0));
}

static void
test_pattern (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->spool, "remain-percent", 100, "colours", red_blue, "pattern",
                BAMBU_SPOOL_PATTERN_MULTI, NULL);
  assert_colour (fixture, 30, 0.25, "#ff0000");
  assert_colour (fixture, 30, 0.45, "#ff0000");
  assert_colour (fixture, 30, 0.75, "#0000ff");

  g_object_set (fixture->spool, "pattern", BAMBU_SPOOL_PATTERN_GRADIENT, NULL);
  g_assert_cmpfloat (look_at (fixture, 30, 0.25).red, >, 0.2);
  g_assert_cmpfloat (look_at (fixture, 30, 0.25).blue, >, 0.2);
}

static void
test_transparent (Fixture *fixture, gconstpointer data)
{
  gboolean light = FALSE;
  gboolean dark = FALSE;

  g_object_set (fixture->spool, "remain-percent", 100, "colours", clear, NULL);

  for (int i = 0; i < 32; i++)
    {
      GdkRGBA seen = look_at (fixture, 30, i / 32.0);

      light |= seen.alpha > 0.9 && seen.red > 0.85 && seen.red < 0.95;
      dark |= seen.alpha > 0.9 && seen.red > 0.6 && seen.red < 0.72;
    }

  g_assert_true (light);
  g_assert_true (dark);
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  /* What a slot remembers of the last spool is not drawn. */
  g_object_set (fixture->spool, "remain-percent", 100, "colours", red, "tray-state",
                BAMBU_TRAY_STATE_EMPTY, NULL);
  g_assert_cmpfloat (look_at (fixture, 30, 0.3).alpha, <, 0.1);

  g_object_set (fixture->spool, "tray-state", BAMBU_TRAY_STATE_UNKNOWN, NULL);
  g_assert_false (is_red (fixture, 30, 0.3));
  g_assert_cmpfloat (look_at (fixture, 30, 0.3).alpha, >, 0.1);
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_notify (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) copy = g_strdupv ((char **) red);
  guint notified = 0;

  g_object_set (fixture->spool, "colours", red, "remain-percent", 40, NULL);
  g_signal_connect (fixture->spool, "notify", G_CALLBACK (on_notify), &notified);

  g_object_set (fixture->spool, "colours", copy, "remain-percent", 40, NULL);
  g_assert_cmpuint (notified, ==, 0);

  g_object_set (fixture->spool, "colours", NULL, "remain-percent", 41, NULL);
  g_assert_cmpuint (notified, ==, 2);

  g_signal_handlers_disconnect_by_data (fixture->spool, &notified);
}

static GtkWidget *
create_tile (gpointer item, gpointer user_data)
{
  return g_object_new (CULM_TYPE_PLATE, "width-request", 100, "height-request", 50, NULL);
}

static int
measure_height (GtkWidget *grid, int width)
{
  int minimum;

  gtk_widget_measure (grid, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);

  return minimum;
}

static void
test_grid (void)
{
  g_autoptr (GtkStringList) items =
      gtk_string_list_new ((const char *const[]) { "1", "2", "3", "4", NULL });
  CulmTileGrid *grid =
      g_object_ref_sink (g_object_new (CULM_TYPE_TILE_GRID, "columns", 4, "spacing", 10, NULL));
  GtkWidget *widget = GTK_WIDGET (grid);
  int minimum;
  guint n_tiles;

  culm_tile_grid_bind_model (grid, G_LIST_MODEL (items), create_tile, NULL);

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);

  g_assert_cmpint (measure_height (widget, 430), ==, 50);
  g_assert_cmpint (measure_height (widget, 429), ==, 2 * 50 + 10);
  g_assert_cmpint (measure_height (widget, 210), ==, 2 * 50 + 10);
  g_assert_cmpint (measure_height (widget, 209), ==, 4 * 50 + 3 * 10);

  /* A tile that is not shown takes no place. */
  gtk_widget_set_visible (gtk_widget_get_first_child (widget), FALSE);
  g_assert_cmpint (measure_height (widget, 209), ==, 3 * 50 + 2 * 10);

  gtk_string_list_remove (items, 3);
  gtk_string_list_remove (items, 0);
  g_object_get (grid, "n-tiles", &n_tiles, NULL);
  g_assert_cmpuint (n_tiles, ==, 2);
  g_assert_cmpint (measure_height (widget, 209), ==, 2 * 50 + 10);

  g_assert_finalize_object (grid);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add ("/spool/remaining", Fixture, NULL, set_up, test_remaining, tear_down);
  g_test_add ("/spool/pattern", Fixture, NULL, set_up, test_pattern, tear_down);
  g_test_add ("/spool/transparent", Fixture, NULL, set_up, test_transparent, tear_down);
  g_test_add ("/spool/states", Fixture, NULL, set_up, test_states, tear_down);
  g_test_add ("/spool/notify", Fixture, NULL, set_up, test_notify, tear_down);
  g_test_add_func ("/tile-grid/columns", test_grid);

  return g_test_run ();
}
