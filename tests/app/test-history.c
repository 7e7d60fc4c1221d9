/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <app/culm-cloud-covers.h>
#include <app/culm-cover.h>
#include <app/culm-history-page.h>
#include <app/culm-record-dialog.h>
#include <app/culm-record-row.h>
#include <app/culm-window-private.h>
#include <bambu/account/bambu-cloud-calls.h>

#include "app-cloud.h"
#include "app-fixture.h"
#include "test-printer.h"
#include "test-wait.h"

#define TASKS "/v1/user-service/my/tasks"
#define TASK "/v1/user-service/my/task/"
#define COVERS "/covers/"
#define SERIAL "01P00A000000001"
/* Of the 45 tasks of an account with two printers */
#define N_TASKS 23
#define N_PAGE 20

typedef struct
{
  AppCloud *cloud;
  BambuPrinter *printer;
  GtkWidget *window;
  BambuStore *store;
  BambuPrintHistory *history;
  CulmHistoryPage *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimPrinter) simulated = sim_printer_new ("X1C", SERIAL, &error);

  g_assert_no_error (error);
  fixture->cloud = app_cloud_new ();
  fixture->printer = test_printer_new_live (simulated, "Workshop X1C");
  fixture->store = bambu_store_new (NULL);
  fixture->history = bambu_print_history_new (fixture->store, fixture->cloud->fleet);
  test_await_true (bambu_print_history_load (fixture->history));
  fixture->page = g_object_new (CULM_TYPE_HISTORY_PAGE, "printer", fixture->printer, "history",
                                fixture->history, NULL);

  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 600);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  app_test_destroy (fixture->window);
  g_clear_object (&fixture->history);
  g_assert_finalize_object (fixture->printer);
  app_cloud_free (fixture->cloud);
  g_clear_object (&fixture->store);
}

/* Not one on a page of the list that is not shown */
static GtkWidget *
find_button (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;

  if (GTK_IS_BUTTON (widget) && app_test_find_label (widget, text) != NULL)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, text);

  return found;
}

static const char *
get_view (Fixture *fixture)
{
  g_autofree char *copy = NULL;

  g_object_get (fixture->page, "view", &copy, NULL);

  return g_intern_string (copy);
}

#define wait_for_view(fixture, view) test_wait_until (g_strcmp0 (get_view (fixture), view) == 0)

static BambuAccount *
show_account (Fixture *fixture)
{
  BambuAccount *account = app_cloud_sign_in (fixture->cloud, "plain@example.com", "bamboo-plain");

  g_object_set (fixture->page, "account", account, NULL);

  return account;
}

/* Not that of a drop-down */
static GtkWidget *
find_list_view (GtkWidget *page)
{
  return app_test_find (app_test_find (page, ADW_TYPE_CLAMP_SCROLLABLE), GTK_TYPE_LIST_VIEW);
}

static GListModel *
get_model (Fixture *fixture)
{
  GtkWidget *view = find_list_view (GTK_WIDGET (fixture->page));

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
}

static guint
count_shown (Fixture *fixture)
{
  return g_list_model_get_n_items (get_model (fixture));
}

static guint
count_covers (GtkWidget *widget)
{
  gboolean loaded = FALSE;
  guint count = 0;

  if (CULM_IS_COVER (widget))
    g_object_get (widget, "loaded", &loaded, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_covers (child);

  return count + loaded;
}

static GtkAdjustment *
get_adjustment (Fixture *fixture)
{
  GtkWidget *view = find_list_view (GTK_WIDGET (fixture->page));

  return gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW)));
}

static double
get_scroll (Fixture *fixture)
{
  return gtk_adjustment_get_value (get_adjustment (fixture));
}

static void
scroll (Fixture *fixture, double fraction)
{
  GtkAdjustment *adjustment = get_adjustment (fixture);

  gtk_adjustment_set_value (adjustment, fraction * gtk_adjustment_get_upper (adjustment));
}

static void
click (Fixture *fixture, const char *text)
{
  GtkWidget *button = find_button (fixture->window, text);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
test_no_account (Fixture *fixture, gconstpointer data)
{
  app_test_settle (fixture->window);
  g_assert_cmpstr (get_view (fixture), ==, "empty");
  g_assert_cmpuint (app_cloud_get_requests (fixture->cloud)->len, ==, 0);
  app_test_assert_named (GTK_WIDGET (fixture->page));
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;
  g_autofree char *spoken = NULL;

  show_account (fixture);
  wait_for_view (fixture, "list");
  g_assert_cmpuint (count_shown (fixture), ==, N_PAGE);
  app_test_settle (fixture->window);

  g_assert_nonnull (app_test_find_label (fixture->window, "Yesterday"));
  g_assert_cmpfloat (get_scroll (fixture), ==, 0);
  row = app_test_find (GTK_WIDGET (fixture->page), CULM_TYPE_RECORD_ROW);
  g_assert_nonnull (app_test_find_label (row, "Benchy"));
  g_assert_nonnull (app_test_find_label (row, "13 g PLA"));
  g_object_get (row, "spoken", &spoken, NULL);
  g_assert_true (g_str_has_prefix (spoken, "Benchy, Printing, "));
  g_assert_true (g_str_has_suffix (spoken, "13 g PLA, orange, from Bambu Lab’s cloud"));
  app_test_assert_named (GTK_WIDGET (fixture->page));
}

/* What nobody has seen yet is not loaded, neither further pages nor pictures. */
static void
test_lazy (Fixture *fixture, gconstpointer data)
{
  guint n_covers;

  show_account (fixture);
  wait_for_view (fixture, "list");
  test_wait_until (count_covers (GTK_WIDGET (fixture->page)) >= 4);
  app_test_settle (fixture->window);
  g_assert_cmpuint (app_cloud_count (fixture->cloud, TASKS), ==, 1);
  n_covers = app_cloud_count (fixture->cloud, COVERS);
  g_assert_cmpuint (n_covers, <, N_PAGE);

  scroll (fixture, 1);
  test_wait_until (count_shown (fixture) == N_TASKS);
  scroll (fixture, 1);
  test_wait_until (app_cloud_count (fixture->cloud, COVERS) >= n_covers + 3);
  app_test_settle (fixture->window);
  g_assert_cmpuint (app_cloud_count (fixture->cloud, TASKS), ==, 2);

  /* Those that were seen before are still there. */
  test_wait_until (count_covers (GTK_WIDGET (fixture->page))
                   == app_cloud_count (fixture->cloud, COVERS));
  n_covers = app_cloud_count (fixture->cloud, COVERS);
  scroll (fixture, 0);
  app_test_settle (fixture->window);
  g_assert_cmpuint (app_cloud_count (fixture->cloud, COVERS), ==, n_covers);
}

static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_visible (GTK_WIDGET (fixture->page), FALSE);
  show_account (fixture);
  app_test_settle (fixture->window);
  g_assert_cmpuint (app_cloud_count (fixture->cloud, TASKS), ==, 0);

  gtk_widget_set_visible (GTK_WIDGET (fixture->page), TRUE);
  wait_for_view (fixture, "list");
}

/* In the order of the page: printers, result, material, period */
static GtkDropDown *
find_drop (GtkWidget *widget, guint *n)
{
  if (GTK_IS_DROP_DOWN (widget) && (*n)-- == 0)
    return GTK_DROP_DOWN (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkDropDown *found = find_drop (child, n);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkDropDown *
get_drop (Fixture *fixture, guint n)
{
  return find_drop (GTK_WIDGET (fixture->page), &n);
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  GtkWidget *search = app_test_find (GTK_WIDGET (fixture->page), GTK_TYPE_SEARCH_ENTRY);
  GtkDropDown *result = get_drop (fixture, 1);

  show_account (fixture);
  wait_for_view (fixture, "list");
  g_assert_true (gtk_widget_get_mapped (search));

  /* It looks through all pages, not only through what was seen. */
  gtk_editable_set_text (GTK_EDITABLE (search), " BENCH ");
  g_signal_emit_by_name (search, "search-changed");
  test_wait_until (app_cloud_count (fixture->cloud, TASKS) == 2 && count_shown (fixture) == 8);
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_cmpuint (count_shown (fixture), ==, N_TASKS);

  gtk_drop_down_set_selected (result, 4);
  g_assert_cmpuint (count_shown (fixture), ==, 1);
  gtk_drop_down_set_selected (result, 2);
  for (guint i = 0; i < count_shown (fixture); i++)
    {
      g_autoptr (BambuPrintRecord) record = g_list_model_get_item (get_model (fixture), i);

      g_assert_cmpint (bambu_print_record_get_known (record)->result, ==,
                       BAMBU_PRINT_RESULT_FAILED);
    }
  g_assert_cmpuint (count_shown (fixture), >, 0);

  gtk_editable_set_text (GTK_EDITABLE (search), "nothing is called so");
  g_signal_emit_by_name (search, "search-changed");
  wait_for_view (fixture, "no-results");
  click (fixture, "Show All");
  g_signal_emit_by_name (search, "search-changed");
  wait_for_view (fixture, "list");
  g_assert_cmpuint (count_shown (fixture), ==, N_TASKS);

  /* Every 22 hours one of this printer */
  gtk_drop_down_set_selected (get_drop (fixture, 3), 1);
  g_assert_cmpuint (count_shown (fixture), ==, 8);
}

/* What lies further back than what is wanted is not asked for. */
static void
test_period_ends (Fixture *fixture, gconstpointer data)
{
  gtk_drop_down_set_selected (get_drop (fixture, 3), 1);
  show_account (fixture);
  wait_for_view (fixture, "list");
  app_test_settle (fixture->window);
  g_assert_cmpuint (count_shown (fixture), ==, 8);
  g_assert_cmpuint (app_cloud_count (fixture->cloud, TASKS), ==, 1);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = app_cloud_sign_in (fixture->cloud, "empty@example.com", "bamboo-none");

  g_object_set (fixture->page, "account", account, NULL);
  wait_for_view (fixture, "empty");
  g_assert_nonnull (app_test_find_label (fixture->window, "No Prints Yet"));
}

static void
test_problem (Fixture *fixture, gconstpointer data)
{
  app_cloud_set_fault (fixture->cloud, "edge-html-200", TASKS " 1", TRUE);
  show_account (fixture);
  test_wait_until (find_button (fixture->window, "Try Again") != NULL);
  g_assert_nonnull (app_test_find_label (
      fixture->window, "Bambu Lab’s server answered in a way that this app does not know."));

  click (fixture, "Try Again");
  wait_for_view (fixture, "list");
}

static void
test_problem_later (Fixture *fixture, gconstpointer data)
{
  show_account (fixture);
  wait_for_view (fixture, "list");
  app_test_settle (fixture->window);

  app_cloud_set_fault (fixture->cloud, "edge-html-200", TASKS " 1", TRUE);
  scroll (fixture, 1);
  test_wait_until (find_button (fixture->window, "Try Again") != NULL);
  g_assert_cmpuint (count_shown (fixture), ==, N_PAGE);
  app_test_settle (fixture->window);
  g_assert_cmpuint (app_cloud_count (fixture->cloud, TASKS), ==, 2);

  click (fixture, "Try Again");
  test_wait_until (count_shown (fixture) == N_TASKS);
  test_wait_until (find_button (fixture->window, "Try Again") == NULL);
}

static void
test_ended (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = app_cloud_sign_in (fixture->cloud, "plain@example.com", "bamboo-plain");

  app_cloud_set_fault (fixture->cloud, "dead-tokens", NULL, TRUE);
  g_object_set (fixture->page, "account", account, NULL);
  test_wait_until (find_button (fixture->window, "Sign In Again…") != NULL);

  app_cloud_sign_in (fixture->cloud, "plain@example.com", "bamboo-plain");
  wait_for_view (fixture, "list");
}

/* What is there stays. */
static void
test_ended_later (Fixture *fixture, gconstpointer data)
{
  show_account (fixture);
  wait_for_view (fixture, "list");
  app_test_settle (fixture->window);

  app_cloud_set_fault (fixture->cloud, "dead-tokens", NULL, TRUE);
  scroll (fixture, 1);
  test_wait_until (find_button (fixture->window, "Sign In Again…") != NULL);
  g_assert_cmpstr (get_view (fixture), ==, "list");
  g_assert_cmpuint (count_shown (fixture), ==, N_PAGE);

  app_cloud_sign_in (fixture->cloud, "plain@example.com", "bamboo-plain");
  test_wait_until (count_shown (fixture) == N_TASKS);
}

static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = show_account (fixture);

  wait_for_view (fixture, "list");
  dex_future_disown (bambu_account_sign_out (account));
  wait_for_view (fixture, "empty");
  g_assert_cmpuint (count_shown (fixture), ==, 0);

  g_object_set (fixture->page, "account", NULL, NULL);
  g_assert_cmpstr (get_view (fixture), ==, "empty");
}

/* Links that have run out are asked for again, but not for each row if that is of no use. */
static void
test_dead_covers (Fixture *fixture, gconstpointer data)
{
  app_cloud_set_fault (fixture->cloud, "covers-expired", NULL, TRUE);
  show_account (fixture);
  wait_for_view (fixture, "list");
  test_wait_until (app_cloud_count (fixture->cloud, COVERS) >= 4);
  app_test_settle (fixture->window);
  g_assert_cmpuint (count_covers (GTK_WIDGET (fixture->page)), ==, 0);

  scroll (fixture, 1);
  test_wait_until (app_cloud_count (fixture->cloud, TASK) > 0);
  app_test_settle (fixture->window);
  g_assert_cmpuint (app_cloud_count (fixture->cloud, TASK), <, N_PAGE);
}

static GdkTexture *
await_texture (DexFuture *future)
{
  g_autoptr (DexFuture) settled = test_await (future);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (settled, &error);

  g_assert_no_error (error);

  return g_value_dup_object (value);
}

static void
test_new_link (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = app_cloud_sign_in (fixture->cloud, "plain@example.com", "bamboo-plain");
  BambuCloud *cloud = bambu_account_get_cloud (account);
  g_autoptr (CulmCovers) covers = culm_cloud_covers_dup (cloud);
  g_autoptr (CulmCovers) same = culm_cloud_covers_dup (cloud);
  g_autoptr (BambuCloudPages) pages = bambu_cloud_list_tasks (cloud, NULL);
  g_autoptr (BambuCloudTask) task = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  const BambuCloudTaskValues *values;

  g_assert_true (covers == same);
  app_cloud_set_fault (fixture->cloud, "covers-expired", NULL, TRUE);
  test_await_true (bambu_cloud_pages_load_more (pages));
  app_cloud_set_fault (fixture->cloud, "covers-expired", NULL, FALSE);

  task = g_list_model_get_item (G_LIST_MODEL (pages), 1);
  values = bambu_cloud_task_get_values (task);
  texture = await_texture (culm_covers_load (covers, values->id, values->cover));
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 256);
  g_assert_true (culm_covers_find (covers, values->id) == texture);
  g_assert_cmpuint (app_cloud_count (fixture->cloud, TASK), ==, 1);
}

/* A picture may be broken further in than its head. */
static void
test_broken_cover (Fixture *fixture, gconstpointer data)
{
  app_cloud_set_fault (fixture->cloud, "edge-truncated", COVERS, TRUE);
  show_account (fixture);
  wait_for_view (fixture, "list");
  test_wait_until (app_cloud_count (fixture->cloud, COVERS) >= 4);
  app_test_settle (fixture->window);
  g_assert_cmpuint (count_covers (GTK_WIDGET (fixture->page)), ==, 0);
  g_assert_cmpuint (app_cloud_count (fixture->cloud, TASK), ==, 0);
}

/* Nothing answers; nothing of it outlives the window. */
static void
test_closed_while_loading (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = app_cloud_sign_in (fixture->cloud, "plain@example.com", "bamboo-plain");
  BambuCloud *cloud = bambu_account_get_cloud (account);

  app_cloud_set_fault (fixture->cloud, GPOINTER_TO_UINT (data) ? "edge-silent" : "edge-slow",
                       GPOINTER_TO_UINT (data) ? COVERS : TASKS, TRUE);
  g_object_set (fixture->page, "account", account, NULL);
  test_wait_until (app_cloud_count (fixture->cloud, GPOINTER_TO_UINT (data) ? COVERS : TASKS) > 0);

  g_object_set (fixture->page, "account", NULL, NULL);
  test_wait_until (G_OBJECT (cloud)->ref_count == 1);
}

static void
test_details (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = find_list_view (GTK_WIDGET (fixture->page));
  AdwDialog *dialog;

  show_account (fixture);
  wait_for_view (fixture, "list");
  app_test_settle (fixture->window);
  g_signal_emit_by_name (view, "activate", 1);

  test_wait_until ((dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->window))) != NULL);
  g_assert_cmpstr (adw_dialog_get_title (dialog), ==, "Gridfinity 2×3 bin");
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (dialog), "Finished"));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (dialog), "2 h 13 min"));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (dialog), "2 h 12 min"));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (dialog), "18.1 m"));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (dialog), "white · 54 g"));
  app_test_assert_named (GTK_WIDGET (dialog));
  adw_dialog_force_close (dialog);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD_WITH(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)
#define ADD(path, function) ADD_WITH (path, NULL, function)
  ADD ("/app/history/no-account", test_no_account);
  ADD ("/app/history/list", test_list);
  ADD ("/app/history/lazy", test_lazy);
  ADD ("/app/history/hidden", test_hidden);
  ADD ("/app/history/filters", test_filters);
  ADD ("/app/history/period-ends", test_period_ends);
  ADD ("/app/history/empty", test_empty);
  ADD ("/app/history/problem", test_problem);
  ADD ("/app/history/problem-later", test_problem_later);
  ADD ("/app/history/ended", test_ended);
  ADD ("/app/history/ended-later", test_ended_later);
  ADD ("/app/history/signed-out", test_signed_out);
  ADD ("/app/history/dead-covers", test_dead_covers);
  ADD ("/app/history/new-link", test_new_link);
  ADD ("/app/history/broken-cover", test_broken_cover);
  ADD_WITH ("/app/history/closed-while-loading", GUINT_TO_POINTER (FALSE),
            test_closed_while_loading);
  ADD_WITH ("/app/history/closed-while-loading-pictures", GUINT_TO_POINTER (TRUE),
            test_closed_while_loading);
  ADD ("/app/history/details", test_details);
#undef ADD
#undef ADD_WITH

  return g_test_run ();
}
