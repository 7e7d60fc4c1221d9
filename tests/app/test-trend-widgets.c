/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <bambu/printer/bambu-trend-private.h>

#include "app/culm-fade.h"
#include "app/culm-sparkline.h"
#include "app/culm-trend-chart.h"
#include "app/culm-trend-dialog.h"
#include "app/culm-trend-draw.h"
#include "app/culm-trend-plot.h"
#include "app-fixture.h"
#include "test-printer.h"
#include "test-wait.h"

typedef struct
{
  SimPrinter *simulated;
  BambuPrinter *printer;
  BambuStore *store;
  BambuRecorder *recorder;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->simulated = sim_printer_new ("H2D", NULL, &error);
  g_assert_no_error (error);
  fixture->printer = test_printer_new (fixture->simulated, "Workshop");
  fixture->store = bambu_store_new (data);
  fixture->recorder = bambu_recorder_new (fixture->store);
  bambu_recorder_follow (fixture->recorder, fixture->printer);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 600);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  app_test_destroy (fixture->window);
  app_test_flush ();
  g_clear_object (&fixture->recorder);
  g_clear_object (&fixture->store);
  app_test_flush ();
  g_assert_finalize_object (fixture->printer);
  g_assert_finalize_object (fixture->simulated);
}

static void
add (Fixture *fixture, BambuTrendKind kind, int part, int minutes_ago, double value, double target)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  bambu_trend_add (bambu_printer_get_trend (fixture->printer, kind, part), now - minutes_ago * 60,
                   value, target);
}

/* Twenty minutes, of which the three in the midst were not heard */
static void
add_heat (Fixture *fixture)
{
  for (int minute = 20; minute > 0; minute--)
    if (minute < 9 || minute > 11)
      {
        add (fixture, BAMBU_TREND_KIND_NOZZLE, 0, minute, 220, 220);
        add (fixture, BAMBU_TREND_KIND_NOZZLE, 1, minute, 30 + minute, 0);
        add (fixture, BAMBU_TREND_KIND_BED, 0, minute, 55, 60);
      }
}

static void
count_strokes (GskRenderNode *node, guint *n)
{
  GskRenderNodeType type = gsk_render_node_get_node_type (node);

  if (type == GSK_STROKE_NODE)
    (*n)++;
  else if (type == GSK_CLIP_NODE)
    count_strokes (gsk_clip_node_get_child (node), n);
  else if (type == GSK_CONTAINER_NODE)
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      count_strokes (gsk_container_node_get_child (node, i), n);
}

static guint
count_drawn_strokes (GtkWidget *widget)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  guint n = 0;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  if ((node = gtk_snapshot_to_node (snapshot)))
    count_strokes (node, &n);

  return n;
}

static char *
dup_text (GtkWidget *sparkline)
{
  char *text;

  g_object_get (sparkline, "text", &text, NULL);

  return text;
}

static void
test_sparkline (Fixture *fixture, gconstpointer data)
{
  BambuTrend *trend = bambu_printer_get_trend (fixture->printer, BAMBU_TREND_KIND_NOZZLE, 0);
  GtkWidget *sparkline = g_object_new (CULM_TYPE_SPARKLINE, "trend", trend, NULL);
  g_autofree char *none = NULL;
  g_autofree char *some = NULL;
  g_autofree char *hidden = NULL;
  g_autofree char *shown = NULL;

  adw_window_set_content (ADW_WINDOW (fixture->window), sparkline);
  test_wait_until (gtk_widget_get_mapped (sparkline) && gtk_widget_get_width (sparkline) > 0);
  none = dup_text (sparkline);
  g_assert_cmpstr (none, ==, "No history yet");
  g_assert_cmpuint (count_drawn_strokes (sparkline), ==, 0);

  add (fixture, BAMBU_TREND_KIND_NOZZLE, 0, 7, 220, 220);
  add (fixture, BAMBU_TREND_KIND_NOZZLE, 0, 6, 220, 220);
  some = dup_text (sparkline);
  g_assert_cmpstr (some, ==, "220 °C for 1 minute");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (sparkline), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (sparkline), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       some);
  /* The curve, and what was asked for */
  g_assert_cmpuint (count_drawn_strokes (sparkline), ==, 2);

  /* Nothing is done for what nobody sees. */
  gtk_widget_set_visible (sparkline, FALSE);
  add (fixture, BAMBU_TREND_KIND_NOZZLE, 0, 5, 220, 220);
  hidden = dup_text (sparkline);
  g_assert_cmpstr (hidden, ==, some);
  gtk_widget_set_visible (sparkline, TRUE);
  test_wait_until (gtk_widget_get_mapped (sparkline));
  shown = dup_text (sparkline);
  g_assert_cmpstr (shown, ==, "220 °C for 2 minutes");
}

static guint
count_contours (
    const char *values,
    void (*draw) (GtkSnapshot *, const CulmTrendFrame *, const GArray *, const GdkRGBA *))
{
  const CulmTrendFrame frame = { GRAPHENE_RECT_INIT (0, 0, 100, 100), 0, 100, 0, 100 };
  const GdkRGBA black = { 0, 0, 0, 1 };
  g_autoptr (GArray) samples = bambu_samples_new ();
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autofree char *path = NULL;
  guint n = 0;

  for (guint i = 0; values[i] != '\0'; i++)
    {
      float value = values[i] == '-' ? NAN : values[i] - '0';
      float target = values[i] == '-' || values[i] == '0' ? 0 : 5;
      BambuSample sample = { i * 10, value, value, value, target };

      g_array_append_val (samples, sample);
    }

  draw (snapshot, &frame, samples, &black);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return 0;

  path = gsk_path_to_string (gsk_render_node_get_node_type (node) == GSK_FILL_NODE
                                 ? gsk_fill_node_get_path (node)
                                 : gsk_stroke_node_get_path (node));
  for (const char *c = path; *c != '\0'; c++)
    n += *c == 'M';

  return n;
}

static void
draw_line (GtkSnapshot *snapshot,
           const CulmTrendFrame *frame,
           const GArray *samples,
           const GdkRGBA *colour)
{
  g_autoptr (GskStroke) stroke = culm_trend_draw_stroke (0, 1);

  culm_trend_draw_line (snapshot, frame, samples, stroke, colour);
}

static void
test_gaps (void)
{
  g_assert_cmpuint (count_contours ("123", draw_line), ==, 1);
  g_assert_cmpuint (count_contours ("12-34-5", draw_line), ==, 3);
  g_assert_cmpuint (count_contours ("12-34", culm_trend_draw_area), ==, 2);
  /* Nothing was asked for at 0. */
  g_assert_cmpuint (count_contours ("11011-11", culm_trend_draw_target), ==, 3);
}

static void
test_dashes (void)
{
  for (guint i = 0; i < 4; i++)
    for (guint j = 0; j < i; j++)
      {
        g_autoptr (GskStroke) one = culm_trend_draw_stroke (i, 1);
        g_autoptr (GskStroke) other = culm_trend_draw_stroke (j, 1);

        g_assert_false (gsk_stroke_equal (one, other));
      }
}

static AdwDialog *
open_dialog (Fixture *fixture, BambuAms *ams)
{
  AdwDialog *dialog = culm_trend_dialog_new (fixture->recorder, fixture->printer, ams);

  adw_dialog_present (dialog, fixture->window);

  return dialog;
}

static gboolean
is_loading (AdwDialog *dialog)
{
  gboolean loading;

  g_object_get (dialog, "loading", &loading, NULL);

  return loading;
}

static const char *
await_page (AdwDialog *dialog)
{
  GtkWidget *pages = gtk_widget_get_ancestor (app_test_find (GTK_WIDGET (dialog), ADW_TYPE_SPINNER),
                                              GTK_TYPE_STACK);

  test_wait_until (!is_loading (dialog));

  return gtk_stack_get_visible_child_name (GTK_STACK (pages));
}

static void
test_heaters (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog;
  GtkWidget *chart;
  GtkWidget *plot;

  add_heat (fixture);
  dialog = open_dialog (fixture, NULL);
  g_assert_cmpstr (await_page (dialog), ==, "charts");

  chart = app_test_find (GTK_WIDGET (dialog), CULM_TYPE_TREND_CHART);
  plot = app_test_find (chart, CULM_TYPE_TREND_PLOT);
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_next_sibling (chart)));
  test_wait_until (gtk_widget_get_width (plot) > 0);
  g_assert_cmpuint (count_drawn_strokes (plot), >=, 3);
  g_assert_nonnull (app_test_find_label (chart, "Bed"));
  /* Nothing was said of it. */
  g_assert_null (app_test_find_label (chart, "Chamber"));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (plot),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));

  g_object_set (dialog, "span", "7d", NULL);
  g_assert_cmpstr (await_page (dialog), ==, "charts");
  app_test_assert_named (GTK_WIDGET (dialog));
  adw_dialog_force_close (dialog);
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog;
  GtkWidget *view;
  GListModel *rows;

  add_heat (fixture);
  dialog = open_dialog (fixture, NULL);
  g_object_set (dialog, "table", TRUE, NULL);
  g_assert_cmpstr (await_page (dialog), ==, "table");

  view = app_test_find (GTK_WIDGET (dialog), GTK_TYPE_COLUMN_VIEW);
  rows = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (GTK_COLUMN_VIEW (view))),
                    ==, 4);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 17);
  {
    g_autoptr (GtkStringList) newest = g_list_model_get_item (rows, 0);

    g_assert_cmpstr (gtk_string_list_get_string (newest, 1), ==, "31 °C");
    g_assert_cmpstr (gtk_string_list_get_string (newest, 3), ==, "55 → 60 °C");
  }

  g_object_set (dialog, "table", FALSE, NULL);
  g_assert_cmpstr (await_page (dialog), ==, "charts");
  adw_dialog_force_close (dialog);
}

static void
test_ams (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuPrinter) live = test_printer_new_live (fixture->simulated, "Live");
  g_autoptr (BambuAms) ams = g_list_model_get_item (bambu_printer_get_ams_units (live), 0);
  int id = bambu_ams_get_id (ams);
  AdwDialog *dialog;
  GtkWidget *chart;

  add (fixture, BAMBU_TREND_KIND_AMS_HUMIDITY, id, 2, 32, NAN);
  add (fixture, BAMBU_TREND_KIND_AMS_TEMPERATURE, id, 2, 27, NAN);
  dialog = open_dialog (fixture, ams);
  g_assert_cmpstr (await_page (dialog), ==, "charts");

  chart = app_test_find (GTK_WIDGET (dialog), CULM_TYPE_TREND_CHART);
  g_assert_nonnull (app_test_find_label (chart, "Humidity"));
  g_assert_nonnull (app_test_find_label (gtk_widget_get_next_sibling (chart), "Temperature"));
  adw_dialog_force_close (dialog);
  bambu_printer_set_link (live, NULL, BAMBU_CONNECTION_NONE);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog = open_dialog (fixture, NULL);

  g_assert_cmpstr (await_page (dialog), ==, "empty");
  g_object_set (dialog, "table", TRUE, NULL);
  g_assert_cmpstr (await_page (dialog), ==, "empty");
  adw_dialog_force_close (dialog);
}

static void
test_failed (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog = open_dialog (fixture, NULL);

  g_assert_cmpstr (await_page (dialog), ==, "failed");
  g_signal_emit_by_name (app_test_find_button (GTK_WIDGET (dialog), "Try Again"), "clicked");
  g_assert_cmpstr (await_page (dialog), ==, "failed");
  adw_dialog_force_close (dialog);
}

/* One that is closed before its history came */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog = open_dialog (fixture, NULL);
  gpointer weak = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  adw_dialog_force_close (dialog);
  test_wait_until (weak == NULL);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog;
  int minimum;

  add_heat (fixture);
  dialog = open_dialog (fixture, NULL);
  await_page (dialog);
  gtk_widget_measure (adw_dialog_get_child (dialog), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  adw_dialog_force_close (dialog);
}

static void
test_fade (void)
{
  const GdkRGBA ink = { 0, 0, 0, 1 };
  gboolean high = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());

  g_assert_cmpint (high, ==, g_test_subprocess ());
  g_assert_cmpfloat (culm_fade_line (&ink, 0.25f).alpha, ==, high ? 0.5f : 0.25f);
  g_assert_cmpfloat (culm_fade (&ink, 0.25f).alpha, ==, 0.25f);
}

/* Who asks for it has asked before the program starts. */
static void
test_high_contrast (void)
{
  g_auto (GStrv) environment =
      g_environ_setenv (g_get_environ (), "ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);

  g_test_trap_subprocess_with_envp ("/trend/fade", (const char *const *) environment, 0,
                                    G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add_func ("/trend/draw/gaps", test_gaps);
  g_test_add_func ("/trend/draw/dashes", test_dashes);
  g_test_add_func ("/trend/fade", test_fade);
  g_test_add_func ("/trend/high-contrast", test_high_contrast);
#define ADD(name, function, path)                                                                  \
  g_test_add ("/trend/" name, Fixture, path, set_up, function, tear_down)

  ADD ("sparkline", test_sparkline, NULL);
  ADD ("dialog/heaters", test_heaters, NULL);
  ADD ("dialog/table", test_table, NULL);
  ADD ("dialog/ams", test_ams, NULL);
  ADD ("dialog/empty", test_empty, NULL);
  ADD ("dialog/failed", test_failed, "/dev/null/culm.db");
  ADD ("dialog/closed", test_closed, NULL);
  ADD ("dialog/narrow", test_narrow, NULL);

  return g_test_run ();
}
