/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-alert-history-page.h>
#include <app/culm-toast.h>

#include "app-a11y-bus.h"
#include "app-fixture.h"
#include "app-window.h"
#include "culm-alert-words.h"
#include "test-wait.h"

/* ux.md §19: what a screen reader hears, on the bus that it listens to. */

#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define ROOT "/org/a11y/atspi/accessible/root"
#define LEAST_USEC (2 * G_USEC_PER_SEC)

typedef struct
{
  AppWindow window;
  GDBusConnection *bus;
  guint subscription;
  GPtrArray *heard;
  gint64 last; /* when it was heard */
} Fixture;

static void
on_heard (GDBusConnection *bus,
          const char *sender,
          const char *path,
          const char *interface,
          const char *signal,
          GVariant *parameters,
          gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GVariant) detail = g_variant_get_child_value (parameters, 3);
  g_autoptr (GVariant) text = g_variant_get_variant (detail);

  /* libadwaita says so of those whose title is a widget, which say their text themselves. */
  if (g_str_equal (g_variant_get_string (text, NULL), "A toast appeared"))
    return;

  g_ptr_array_add (fixture->heard, g_variant_dup_string (text, NULL));
  fixture->last = g_get_monotonic_time ();
}

static void
listen (Fixture *fixture)
{
  fixture->bus = app_a11y_bus_new ();
  fixture->heard = g_ptr_array_new_with_free_func (g_free);
  fixture->subscription = g_dbus_connection_signal_subscribe (
      fixture->bus, NULL, "org.a11y.atspi.Event.Object", "Announcement", NULL, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_heard, fixture, NULL);
  /* The bus has taken note once it answers the next question. */
  g_variant_unref (app_a11y_bus_ask (fixture->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                     "org.freedesktop.DBus", "GetId", NULL));
}

/* As a screen reader looks at the windows when it starts */
static void
look (Fixture *fixture)
{
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) windows = NULL;
  const char *name;
  const char *path;

  do
    {
      g_clear_pointer (&answer, g_variant_unref);
      answer = app_a11y_bus_ask (fixture->bus, "org.a11y.atspi.Registry", ROOT, ACCESSIBLE,
                                 "GetChildren", NULL);
      windows = g_variant_get_child_value (answer, 0);
      if (g_variant_n_children (windows) == 0)
        g_clear_pointer (&windows, g_variant_unref);
    }
  while (windows == NULL);

  g_variant_get_child (windows, 0, "(&s&o)", &name, &path);
  g_variant_unref (app_a11y_bus_ask (fixture->bus, name, path, ACCESSIBLE, "GetChildren", NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  app_window_set_up (&fixture->window, "X1C");
  listen (fixture);
  look (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_dbus_connection_signal_unsubscribe (fixture->bus, fixture->subscription);
  g_clear_object (&fixture->bus);
  g_ptr_array_unref (fixture->heard);
  app_window_tear_down (&fixture->window, data);
}

/* The next one */
static const char *
hear (Fixture *fixture)
{
  guint n_heard = fixture->heard->len;

  test_wait_until (fixture->heard->len > n_heard);
  g_assert_cmpuint (fixture->heard->len, ==, n_heard + 1);

  return g_ptr_array_index (fixture->heard, n_heard);
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  gint64 first;

  app_window_patch (&fixture->window, "{\"gcode_state\":\"PAUSE\"}");
  app_window_patch (&fixture->window, "{\"gcode_state\":\"RUNNING\"}");
  app_window_patch (&fixture->window, "{\"gcode_state\":\"PAUSE\"}");
  g_assert_nonnull (strstr (hear (fixture), "Paused"));
  first = fixture->last;

  app_window_patch (&fixture->window, "{\"gcode_state\":\"RUNNING\"}");
  g_assert_nonnull (strstr (hear (fixture), "Printing"));
  g_assert_cmpint (fixture->last - first, >=, LEAST_USEC);
}

static void
test_messages (Fixture *fixture, gconstpointer data)
{
  GListModel *alerts = bambu_printer_get_alerts (fixture->window.printer);
  g_autoptr (BambuAlert) alert = NULL;
  g_autofree char *sentence = NULL;

  app_window_patch (&fixture->window, "{\"hms\":[{\"attr\":50368768,\"code\":196609}]}");
  alert = g_list_model_get_item (alerts, 0);
  sentence = culm_alert_to_sentence (bambu_alert_get_kind (alert), bambu_alert_get_code (alert),
                                     bambu_alert_get_text (alert), bambu_alert_get_value (alert));
  g_assert_cmpstr (hear (fixture), ==, sentence);

  app_window_patch (&fixture->window, "{\"hms\":[]}");
  g_assert_cmpstr (hear (fixture), ==, "0 messages");
}

static void
test_toast (Fixture *fixture, gconstpointer data)
{
  culm_toast_show (fixture->window.page, "The light is on");
  g_assert_cmpstr (hear (fixture), ==, "The light is on");

  /* Not once more, until something else is said */
  app_window_patch (&fixture->window, "{\"gcode_state\":\"PAUSE\"}");
  g_assert_nonnull (strstr (hear (fixture), "Paused"));
}

/* Of what a filter leaves over */
static void
test_count (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  BambuAlertHistory *history =
      bambu_alert_history_new (store, G_LIST_MODEL (fixture->window.fleet));
  GtkWidget *page = culm_alert_history_page_new (history, fixture->window.fleet);
  GtkWidget *window = adw_window_new ();

  test_await_true (bambu_alert_history_load (history));
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  app_window_patch (&fixture->window, "{\"hms\":[{\"attr\":50368768,\"code\":196609}]}");
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (history)) > 0);
  hear (fixture); /* the message */
  hear (fixture); /* what is in the list */

  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_test_find (page, GTK_TYPE_DROP_DOWN)), 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_test_find (page, GTK_TYPE_DROP_DOWN)), 0);
  g_assert_cmpstr (hear (fixture), ==, "1 message");

  app_test_destroy (window);
  g_object_unref (history);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add ("/announcements/states", Fixture, NULL, set_up, test_states, tear_down);
  g_test_add ("/announcements/messages", Fixture, NULL, set_up, test_messages, tear_down);
  g_test_add ("/announcements/toast", Fixture, NULL, set_up, test_toast, tear_down);
  g_test_add ("/announcements/count", Fixture, NULL, set_up, test_count, tear_down);

  return g_test_run ();
}
