/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <app/culm-account-banner.h>
#include <app/culm-entry-dialog.h>
#include <app/culm-printer-page.h>
#include <app/culm-window.h>
#include <bambu/account/bambu-cloud-calls.h>
#include <gio/gsettingsbackend.h>

#include "app-cloud.h"
#include "app-fixture.h"
#include "test-link.h"
#include "test-wait.h"

#define FIRST "01P00A000000001"
#define SECOND "01P00A000000002"
#define INFO "/v1/iot-service/api/user/device/info"

typedef struct
{
  AppCloud *cloud;
  BambuAccount *account;
  GSettings *settings;
  CulmWindow *window;
} Fixture;

static BambuPrinter *
find (Fixture *fixture, const char *serial)
{
  return bambu_fleet_find (fixture->cloud->fleet, serial);
}

static CulmPrinterPage *
get_page (Fixture *fixture)
{
  return CULM_PRINTER_PAGE (app_test_find (GTK_WIDGET (fixture->window), CULM_TYPE_PRINTER_PAGE));
}

static void
load (Fixture *fixture)
{
  dex_unref (test_await (
      bambu_account_printers_load (fixture->cloud->account_printers, fixture->account)));
}

/* The window shows the first of an account's two printers. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  fixture->cloud = app_cloud_new ();
  fixture->account = app_cloud_sign_in (fixture->cloud, "plain@example.com", "bamboo-plain");
  load (fixture);

  fixture->settings = g_settings_new_with_backend (CULM_APP_ID, backend);
  fixture->window = culm_window_new (NULL, fixture->cloud->fleet, fixture->settings);
  culm_window_set_account_printers (fixture->window, fixture->cloud->account_printers);
  gtk_window_present (GTK_WINDOW (fixture->window));
  culm_window_set_loaded (fixture->window);
  test_wait_until (get_page (fixture) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-printer", "s", FIRST);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  app_test_destroy (fixture->window);
  g_clear_object (&fixture->settings);
  app_cloud_free (fixture->cloud);
}

static GtkWidget *
get_dialog (Fixture *fixture)
{
  return GTK_WIDGET (
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
}

/* Whether it asks something */
static gboolean
activate (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, "s", "");
  app_test_flush ();

  return get_dialog (fixture) != NULL;
}

static gboolean
says (Fixture *fixture, const char *text)
{
  return app_test_find_label (GTK_WIDGET (fixture->window), text) != NULL;
}

static void
respond (Fixture *fixture, const char *response)
{
  GtkWidget *dialog = get_dialog (fixture);

  g_signal_emit_by_name (dialog, "response", response);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
begin_rename (Fixture *fixture, const char *name)
{
  g_assert_true (activate (fixture, "win.rename-printer"));
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (get_dialog (fixture), ADW_TYPE_ENTRY_ROW)),
                         name);
}

static GtkWidget *
find_switch (Fixture *fixture)
{
  return app_test_find (get_dialog (fixture), ADW_TYPE_SWITCH_ROW);
}

static guint
count_requests (Fixture *fixture, const char *path)
{
  GPtrArray *requests = app_cloud_get_requests (fixture->cloud);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += g_str_equal (g_ptr_array_index (requests, i), path);

  return n;
}

/* The account's name, as another device would see it */
static char *
dup_account_name (Fixture *fixture)
{
  g_autoptr (DexFuture) settled =
      test_await (bambu_cloud_list_devices (bambu_account_get_cloud (fixture->account)));
  g_autoptr (BambuCloudDevice) device =
      g_list_model_get_item (g_value_get_object (dex_future_get_value (settled, NULL)), 0);

  return g_strdup (bambu_cloud_device_get_values (device)->name);
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;

  begin_rename (fixture, "Workshop");
  g_assert_true (adw_switch_row_get_active (ADW_SWITCH_ROW (find_switch (fixture))));
  app_test_assert_named (get_dialog (fixture));
  respond (fixture, "accept");
  g_assert_cmpstr (bambu_printer_get_name (find (fixture, FIRST)), ==, "Workshop");

  test_wait_until (count_requests (fixture, INFO) == 1);
  test_wait_until (
      (g_free (name), name = dup_account_name (fixture), g_str_equal (name, "Workshop")));
}

static void
test_rename_here (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;

  begin_rename (fixture, "Workshop");
  adw_switch_row_set_active (ADW_SWITCH_ROW (find_switch (fixture)), FALSE);
  respond (fixture, "accept");
  g_assert_cmpstr (bambu_printer_get_name (find (fixture, FIRST)), ==, "Workshop");

  name = dup_account_name (fixture);
  g_assert_cmpstr (name, !=, "Workshop");
  g_assert_cmpuint (count_requests (fixture, INFO), ==, 0);
}

static void
test_rename_refused (Fixture *fixture, gconstpointer data)
{
  app_cloud_set_fault (fixture->cloud, "edge-500", INFO, TRUE);
  begin_rename (fixture, "Workshop");
  respond (fixture, "accept");
  test_wait_until (says (fixture, "In the account the printer has its old name. Bambu Lab’s server "
                                  "has trouble. Printers on your network still work."));
  g_assert_cmpstr (bambu_printer_get_name (find (fixture, FIRST)), ==, "Workshop");
}

static void
test_unbind (Fixture *fixture, gconstpointer data)
{
  g_assert_true (activate (fixture, "win.unbind-printer"));
  g_assert_true (says (fixture, "Unbind “3DP-01P-001”?"));
  g_assert_true (says (fixture,
                       "Your Bambu Lab account loses this printer, in the cloud and in the phone "
                       "app. It leaves this app too, for it has no address on your network."));
  respond (fixture, "unbind");
  test_wait_until (says (fixture, "“3DP-01P-001” was unbound from the account"));
  g_assert_null (find (fixture, FIRST));
  g_assert_nonnull (find (fixture, SECOND));
}

/* One on the network stays, and its page has no account any more. */
static void
test_unbind_on_network (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *first = find (fixture, FIRST);
  g_autoptr (BambuAccount) account = NULL;

  dex_unref (test_await (bambu_fleet_set_address (fixture->cloud->fleet, first, "127.0.0.1:1")));
  g_object_get (get_page (fixture), "account", &account, NULL);
  g_assert_true (account == fixture->account);
  g_clear_object (&account);

  g_assert_true (activate (fixture, "win.unbind-printer"));
  g_assert_true (says (fixture,
                       "Your Bambu Lab account loses this printer, in the cloud and in the phone "
                       "app. Here it stays, through your network."));
  respond (fixture, "unbind");
  test_wait_until (says (fixture, "“3DP-01P-001” was unbound from the account"));
  g_assert_true (find (fixture, FIRST) == first);

  g_object_get (get_page (fixture), "account", &account, NULL);
  g_assert_null (account);
  g_assert_false (activate (fixture, "win.unbind-printer"));
}

static void
test_unbind_cancelled (Fixture *fixture, gconstpointer data)
{
  guint n = count_requests (fixture, "/v1/iot-service/api/user/bind");

  g_assert_true (activate (fixture, "win.unbind-printer"));
  g_assert_cmpstr (adw_alert_dialog_get_default_response (ADW_ALERT_DIALOG (get_dialog (fixture))),
                   ==, "cancel");
  respond (fixture, "cancel");
  app_test_flush ();
  g_assert_cmpuint (count_requests (fixture, "/v1/iot-service/api/user/bind"), ==, n);
}

/* Somebody unbound it elsewhere, and it is somebody else's by now. */
static void
test_unbind_not_yours (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuAccount) other =
      g_object_ref (app_cloud_sign_in (fixture->cloud, "older@example.com", "bamboo-old"));

  test_await_true (bambu_cloud_unbind_device (bambu_account_get_cloud (other), FIRST));
  g_assert_true (activate (fixture, "win.unbind-printer"));
  respond (fixture, "unbind");
  test_wait_until (says (fixture, "“3DP-01P-001” is still bound to the account. The printer is not "
                                  "this account’s."));
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_assert_true (activate (fixture, "win.remove-printer"));
  g_assert_true (says (fixture,
                       "Its access code, its last known state and what it printed are forgotten. "
                       "It stays bound to the account: Preferences → Account → Choose Printers… "
                       "brings it back."));
  respond (fixture, "cancel");
}

/* Who is signed out changes nothing in an account. */
static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuAccount) account = g_object_ref (fixture->account);

  dex_unref (test_await (
      bambu_fleet_set_address (fixture->cloud->fleet, find (fixture, FIRST), "127.0.0.1:1")));
  test_await_true (bambu_account_sign_out (account));
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (fixture->cloud->accounts)) == 0);
  g_assert_false (activate (fixture, "win.unbind-printer"));

  begin_rename (fixture, "Workshop");
  g_assert_null (find_switch (fixture));
  respond (fixture, "cancel");
}

static gboolean
has_banner (GtkWidget *widget)
{
  return adw_banner_get_revealed (ADW_BANNER (app_test_find (widget, ADW_TYPE_BANNER)));
}

/* Of one thing, and only the worse one, and where its button helps */
static void
test_one_banner (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuLink) link =
      test_link_new (BAMBU_LINK_STATE_WAITING, BAMBU_LINK_ERROR_UNREACHABLE);
  GtkWidget *banner = app_test_find (GTK_WIDGET (fixture->window), CULM_TYPE_ACCOUNT_BANNER);
  GtkWidget *page = GTK_WIDGET (get_page (fixture));
  BambuPrinter *printer = find (fixture, FIRST);

  app_cloud_set_fault (fixture->cloud, "dead-tokens", NULL, TRUE);
  load (fixture);
  test_wait_until (bambu_account_get_state (fixture->account) == BAMBU_ACCOUNT_STATE_EXPIRED);

  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
  test_wait_until (has_banner (page));
  g_assert_false (has_banner (banner));

  bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);
  test_wait_until (has_banner (banner));
  g_assert_false (has_banner (page));
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function)                                                                        \
  g_test_add ("/app/account-actions/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("rename", test_rename);
  ADD ("rename-here", test_rename_here);
  ADD ("rename-refused", test_rename_refused);
  ADD ("unbind", test_unbind);
  ADD ("unbind-on-network", test_unbind_on_network);
  ADD ("unbind-cancelled", test_unbind_cancelled);
  ADD ("unbind-not-yours", test_unbind_not_yours);
  ADD ("remove", test_remove);
  ADD ("signed-out", test_signed_out);
  ADD ("one-banner", test_one_banner);
#undef ADD

  return g_test_run ();
}
