/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <app/culm-alert-history-page.h>
#include <app/culm-cloud-list.h>
#include <app/culm-message-row.h>
#include <app/culm-messages-dialog.h>

#include "app-cloud.h"
#include "app-fixture.h"
#include "test-printer.h"
#include "test-wait.h"

#define MESSAGES "/v1/user-service/my/messages"
#define INBOX "/v1/iot-service/api/user/notification"
/* The first message's */
#define SERIAL APP_CLOUD_P1S
#define N_MESSAGES 26
#define N_PAGE 20

typedef struct
{
  AppCloud *cloud;
  BambuAlertHistory *history;
  GtkWidget *window;
  AdwDialog *dialog;
  CulmCloudList *list;
  char *opened;
} Fixture;

static void
on_open_printer (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_set_str (&fixture->opened, g_variant_get_string (parameter, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const GActionEntry entries[] = { { "open-printer", on_open_printer, "s" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (BambuStore) store = bambu_store_new (NULL);

  fixture->cloud = app_cloud_new ();
  fixture->history = bambu_alert_history_new (store, G_LIST_MODEL (fixture->cloud->fleet));
  fixture->window = adw_window_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries),
                                   fixture);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (actions));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 600);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

/* GTK 4.18 forgets what it holds of a dialog with the focus that closes without animation. */
static void
leave_dialog (Fixture *fixture)
{
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  leave_dialog (fixture);
  if (fixture->dialog != NULL)
    adw_dialog_force_close (fixture->dialog);
  app_test_destroy (fixture->window);
  g_assert_null (fixture->dialog);
  g_clear_object (&fixture->history);
  app_cloud_free (fixture->cloud);
  g_free (fixture->opened);
}

static void
open_dialog (Fixture *fixture)
{
  fixture->dialog =
      culm_messages_dialog_new (fixture->history, fixture->cloud->accounts, fixture->cloud->fleet);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  adw_dialog_present (fixture->dialog, fixture->window);
  culm_messages_dialog_show_cloud (CULM_MESSAGES_DIALOG (fixture->dialog));
  fixture->list =
      CULM_CLOUD_LIST (app_test_find (GTK_WIDGET (fixture->dialog), CULM_TYPE_CLOUD_LIST));
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
  g_autofree char *view = NULL;

  g_object_get (fixture->list, "view", &view, NULL);

  return g_intern_string (view);
}

#define wait_for_view(fixture, view) test_wait_until (g_str_equal (get_view (fixture), view))

static GtkWidget *
find_account_drop (Fixture *fixture)
{
  return app_test_find (gtk_widget_get_parent (GTK_WIDGET (fixture->list)), GTK_TYPE_DROP_DOWN);
}

static GtkWidget *
get_list_view (Fixture *fixture)
{
  return app_test_find (GTK_WIDGET (fixture->list), GTK_TYPE_LIST_VIEW);
}

static guint
count_shown (Fixture *fixture)
{
  return g_list_model_get_n_items (
      G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (get_list_view (fixture)))));
}

static GtkWidget *
await_row (Fixture *fixture)
{
  GtkWidget *row;

  test_wait_until ((row = app_test_find (GTK_WIDGET (fixture->list), CULM_TYPE_MESSAGE_ROW))
                   != NULL);

  return row;
}

static gboolean
is_linked (GtkWidget *row)
{
  gboolean linked;

  g_object_get (row, "linked", &linked, NULL);

  return linked;
}

static void
add_printer (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimPrinter) simulated = sim_printer_new ("P1S", SERIAL, &error);
  g_autoptr (BambuPrinter) printer = NULL;

  g_assert_no_error (error);
  printer = test_printer_new_live (simulated, "Garage P1S");
  bambu_fleet_add_printer (fixture->cloud->fleet, printer);
}

static void
test_no_account (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  g_assert_cmpstr (get_view (fixture), ==, "none");
  test_wait_until (find_button (GTK_WIDGET (fixture->dialog), "Sign In…") != NULL);
  app_test_assert_named (GTK_WIDGET (fixture->dialog));
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;
  GtkAdjustment *adjustment;
  g_autofree char *spoken = NULL;

  app_cloud_sign_in (fixture->cloud, "plain@example.com", "bamboo-plain");
  open_dialog (fixture);
  wait_for_view (fixture, "list");
  g_assert_cmpuint (count_shown (fixture), ==, N_PAGE);

  row = await_row (fixture);
  g_object_get (row, "spoken", &spoken, NULL);
  g_assert_true (g_str_has_prefix (spoken, "Unread, Cable chain, 20 links, Print, "));
  g_assert_nonnull (app_test_find_label (row, "Cable chain, 20 links"));
  g_assert_false (is_linked (row));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (find_account_drop (fixture))));
  app_test_assert_named (GTK_WIDGET (fixture->dialog));

  /* The messages have nothing to lead to. */
  g_signal_emit_by_name (get_list_view (fixture), "activate", 0);
  g_assert_null (fixture->opened);
  g_assert_nonnull (fixture->dialog);

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (
      gtk_widget_get_ancestor (get_list_view (fixture), GTK_TYPE_SCROLLED_WINDOW)));
  g_assert_cmpuint (app_cloud_count (fixture->cloud, MESSAGES), ==, 1);
  test_wait_until (gtk_adjustment_get_upper (adjustment)
                   > gtk_adjustment_get_page_size (adjustment));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  test_wait_until (count_shown (fixture) == N_MESSAGES);
}

static void
test_leads_to_printer (Fixture *fixture, gconstpointer data)
{
  add_printer (fixture);
  app_cloud_sign_in (fixture->cloud, "plain@example.com", "bamboo-plain");
  open_dialog (fixture);
  wait_for_view (fixture, "list");
  g_assert_true (is_linked (await_row (fixture)));

  leave_dialog (fixture);
  g_signal_emit_by_name (get_list_view (fixture), "activate", 0);
  g_assert_cmpstr (fixture->opened, ==, SERIAL);
  test_wait_until (fixture->dialog == NULL);
}

static void
test_several_accounts (Fixture *fixture, gconstpointer data)
{
  GtkWidget *drop;

  app_cloud_sign_in (fixture->cloud, "empty@example.com", "bamboo-none");
  open_dialog (fixture);
  wait_for_view (fixture, "empty");

  app_cloud_sign_in (fixture->cloud, "plain@example.com", "bamboo-plain");
  drop = find_account_drop (fixture);
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_parent (drop)));
  g_assert_nonnull (app_test_find_label (drop, "empty@example.com"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), 1);
  wait_for_view (fixture, "list");
  g_assert_nonnull (app_test_find_label (drop, "plain@example.com"));
}

static void
test_problem (Fixture *fixture, gconstpointer data)
{
  app_cloud_sign_in (fixture->cloud, "plain@example.com", "bamboo-plain");
  app_cloud_set_fault (fixture->cloud, "edge-html-200", MESSAGES " 1", TRUE);
  open_dialog (fixture);
  wait_for_view (fixture, "problem");

  g_signal_emit_by_name (find_button (GTK_WIDGET (fixture->dialog), "Try Again"), "clicked");
  wait_for_view (fixture, "list");
}

static void
test_ended (Fixture *fixture, gconstpointer data)
{
  app_cloud_sign_in (fixture->cloud, "plain@example.com", "bamboo-plain");
  app_cloud_set_fault (fixture->cloud, "dead-tokens", NULL, TRUE);
  open_dialog (fixture);
  wait_for_view (fixture, "ended");
}

/* What is wrong with the printers comes first; where nobody can sign in there is nothing else. */
static void
test_printers (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  fixture->dialog = culm_messages_dialog_new (fixture->history, NULL, fixture->cloud->fleet);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  adw_dialog_present (fixture->dialog, fixture->window);
  page = app_test_find (GTK_WIDGET (fixture->dialog), CULM_TYPE_ALERT_HISTORY_PAGE);
  test_wait_until (gtk_widget_get_mapped (page));
  g_assert_false (
      gtk_widget_get_mapped (app_test_find (GTK_WIDGET (fixture->dialog), CULM_TYPE_CLOUD_LIST)));
  g_assert_false (gtk_widget_get_visible (
      app_test_find (GTK_WIDGET (fixture->dialog), ADW_TYPE_INLINE_VIEW_SWITCHER)));

  test_await_true (bambu_alert_history_load (fixture->history));
  test_wait_until (app_test_find_label (page, "Nothing Was Wrong") != NULL);
  app_test_assert_named (GTK_WIDGET (fixture->dialog));
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/messages/no-account", test_no_account);
  ADD ("/app/messages/printers", test_printers);
  ADD ("/app/messages/list", test_list);
  ADD ("/app/messages/leads-to-printer", test_leads_to_printer);
  ADD ("/app/messages/several-accounts", test_several_accounts);
  ADD ("/app/messages/problem", test_problem);
  ADD ("/app/messages/ended", test_ended);
#undef ADD

  return g_test_run ();
}
