/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-account-printers.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "account/bambu-cloud-private.h"
#include "cloud-fixture.h"
#include "link/bambu-cloud-gate.h"
#include "link/bambu-mqtt-link.h"
#include "test-wait.h"
#include "tiny-broker.h"

/* The service and its broker, both as a test tells them to be. */

#define PREFERENCE "GET /v1/design-user-service/my/preference"
#define DEVICES "GET /v1/iot-service/api/user/bind"
#define LOGOUT "POST /v1/user-service/my/logout"
#define WHO "{\"uid\":123456789,\"name\":\"Ann\"}"
#define DEAD "{\"code\":4,\"error\":\"Please login.\",\"message\":\"\"}"
#define TOKEN "AQAsecrettoken"
#define FIRST "01P00A000000001"
#define SECOND "01P00A000000002"
#define FIRST_DEVICE                                                                               \
  "{\"dev_id\":\"" FIRST "\",\"name\":\"Hall\",\"online\":true,\"dev_model_name\":\"C12\"}"
#define BIND "POST /v1/user-service/my/pincode/AB12CD"
#define BIND_BY_SERIAL "POST /v1/iot-service/api/user/bind"
#define UNBIND "DELETE /v1/iot-service/api/user/bind"
#define THIRD "01P00A000000003"
#define ALL                                                                                        \
  "{\"devices\":[" FIRST_DEVICE ",{\"dev_id\":\"" SECOND "\",\"name\":\"Attic\"},"                 \
  "{\"dev_id\":\"" THIRD "\",\"name\":\"Cellar\"}]}"
#define RENAME "PATCH /v1/iot-service/api/user/device/info"
#define NAMED(name) "{\"devices\":[{\"dev_id\":\"" FIRST "\",\"name\":\"" name "\"}]}"
#define ONLY_FIRST "{\"devices\":[" FIRST_DEVICE "]}"
#define BOTH                                                                                       \
  "{\"message\":\"success\",\"code\":null,\"error\":null,\"devices\":[" FIRST_DEVICE               \
  ",{\"dev_id\":\"" SECOND "\",\"name\":\"Attic\",\"online\":false}]}"
#define REPORT                                                                                     \
  "{\"print\":{\"command\":\"push_status\",\"msg\":0,\"sequence_id\":\"1\","                       \
  "\"gcode_state\":\"RUNNING\",\"bed_temper\":60.5}}"

typedef struct
{
  CloudServer *service;
  TinyBroker *broker;
  char *authorities;
  BambuRegion *region;
  BambuStore *store;
  BambuKeyring *keyring;
  BambuFleet *fleet;
  BambuAccountList *accounts;
  BambuAccountPrinters *printers;
  gint64 now;
} Fixture;

static void
start (Fixture *fixture)
{
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (GPtrArray) regions = g_ptr_array_new ();

  g_ptr_array_add (regions, fixture->region);
  fixture->fleet = bambu_fleet_new (fixture->store, fixture->keyring, trust, NULL);
  fixture->accounts = bambu_account_list_new (fixture->store, fixture->keyring, regions);
  fixture->printers = bambu_account_printers_new (fixture->fleet, fixture->accounts);
}

static void
stop (Fixture *fixture)
{
  g_assert_finalize_object (fixture->printers);
  g_clear_object (&fixture->accounts);
  g_assert_finalize_object (fixture->fleet);
  g_assert_true (bambu_mqtt_link_wait_for_all (10000));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) authority =
      sim_certificate_new ("Test CA", SIM_CERTIFICATE_AUTHORITY | SIM_CERTIFICATE_EC, NULL);
  g_autoptr (SimCertificate) leaf =
      sim_certificate_new ("localhost", SIM_CERTIFICATE_EC | SIM_CERTIFICATE_HOST, authority);
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  int file;

  file = g_file_open_tmp ("culm-test-ca-XXXXXX", &fixture->authorities, &error);
  g_assert_no_error (error);
  g_close (file, NULL);
  sim_certificate_save (authority, fixture->authorities, FALSE, &error);
  g_assert_no_error (error);

  fixture->service = cloud_server_new (NULL);
  fixture->broker = tiny_broker_new (leaf);
  address = g_strdup_printf ("localhost:%u", tiny_broker_get_port (fixture->broker));
  fixture->region =
      bambu_region_new (fixture->service->origin, NULL, address, fixture->authorities, &error);
  g_assert_no_error (error);

  fixture->store = bambu_store_new (NULL);
  fixture->keyring = bambu_keyring_new_for_session ();
  fixture->now = (gint64) 1770000000 * G_USEC_PER_SEC;
  cloud_server_json (fixture->service, PREFERENCE, WHO);
  cloud_server_json (fixture->service, DEVICES, BOTH);
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stop (fixture);
  bambu_region_unref (fixture->region);
  g_clear_object (&fixture->keyring);
  g_clear_object (&fixture->store);
  tiny_broker_free (fixture->broker);
  cloud_server_free (fixture->service);
  g_unlink (fixture->authorities);
  g_free (fixture->authorities);
}

/* Its answers are not waited for, but by those who watch. */
static BambuAccount *
sign_in (Fixture *fixture)
{
  g_autoptr (BambuAccount) account =
      bambu_account_list_create (fixture->accounts, fixture->region->id);

  cloud_hurry (bambu_account_get_cloud (account), &fixture->now);
  test_await_true (bambu_account_sign_in_with_token (account, TOKEN));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)), ==, 1);

  return account; /* the list holds it */
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->fleet));
}

static BambuPrinter *
find (Fixture *fixture, const char *serial)
{
  return bambu_fleet_find (fixture->fleet, serial);
}

static BambuAccount *
sign_in_and_load (Fixture *fixture)
{
  BambuAccount *account = sign_in (fixture);
  g_autoptr (DexFuture) settled =
      test_await (bambu_account_printers_load (fixture->printers, account));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (settled, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (g_value_get_object (value)), ==, 2);

  return account;
}

static void
wait_until_heard (Fixture *fixture)
{
  BambuPrinter *printer = find (fixture, FIRST);

  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN);
  tiny_broker_say (fixture->broker, FIRST, REPORT);
  test_wait_until (bambu_printer_get_freshness (printer) == BAMBU_FRESHNESS_LIVE);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = sign_in_and_load (fixture);

  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_true (bambu_account_printers_find (fixture->printers, find (fixture, FIRST)) == account);
  g_assert_cmpuint (bambu_account_printers_count (fixture->printers, account), ==, 2);
  g_assert_cmpint (bambu_printer_get_connection (find (fixture, FIRST)), ==,
                   BAMBU_CONNECTION_CLOUD);

  /* One connection, with the account's number and the token, for both. */
  wait_until_heard (fixture);
  g_assert_cmpuint (tiny_broker_count (fixture->broker, "connect u_123456789 " TOKEN), ==, 1);
  g_assert_cmpuint (tiny_broker_count (fixture->broker, "connect"), ==, 1);

  /* The service knows who is there. */
  test_wait_until (bambu_printer_get_link_state (find (fixture, SECOND))
                   == BAMBU_LINK_STATE_WAITING);
}

/* What is heard of a printer counts more than a list that is late. */
static void
test_late_list (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = sign_in_and_load (fixture);

  wait_until_heard (fixture);
  cloud_server_forget (fixture->service, DEVICES);
  cloud_server_json (fixture->service, DEVICES,
                     "{\"devices\":[{\"dev_id\":\"" FIRST "\",\"name\":\"Hall\","
                     "\"online\":false}]}");
  dex_unref (test_await (bambu_account_printers_load (fixture->printers, account)));

  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpint (bambu_printer_get_link_state (find (fixture, FIRST)), ==, BAMBU_LINK_STATE_OPEN);
}

/* An outage takes nothing away, and asking again brings the rest. */
static void
test_outage (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = sign_in_and_load (fixture);
  g_autoptr (GError) error = NULL;

  cloud_server_forget (fixture->service, DEVICES);
  cloud_server_answer (fixture->service, DEVICES, 503, NULL, "down");
  error = test_await_error (bambu_account_printers_load (fixture->printers, account));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SERVER);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
}

static void
test_watch (Fixture *fixture, gconstpointer data)
{
  bambu_account_printers_watch (fixture->printers);
  sign_in (fixture);
  test_wait_until (count (fixture) == 2);
  wait_until_heard (fixture);
}

/* When the service is back and somebody noticed, the list does not wait for its time. */
static void
test_service_is_back (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = sign_in (fixture);

  cloud_server_forget (fixture->service, PREFERENCE);
  cloud_server_answer (fixture->service, PREFERENCE, 503, NULL, "down");
  bambu_account_printers_watch (fixture->printers);
  test_wait_until (bambu_account_get_error (account) != NULL);
  g_assert_cmpuint (count (fixture), ==, 0);

  cloud_server_forget (fixture->service, PREFERENCE);
  cloud_server_json (fixture->service, PREFERENCE, WHO);
  test_await_true (bambu_account_check (account));
  test_wait_until (count (fixture) == 2);
}

/* Two look at the list at once: it is asked for once. */
static void
test_joined (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = sign_in (fixture);
  g_autoptr (DexFuture) first = bambu_account_printers_load (fixture->printers, account);
  g_autoptr (DexFuture) second = bambu_account_printers_load (fixture->printers, account);

  test_wait_until (!dex_future_is_pending (first) && !dex_future_is_pending (second));
  g_assert_cmpuint (cloud_server_count (fixture->service, DEVICES), ==, 1);
}

/* The broker's word alone ends no sign-in: the service is asked. */
static void
test_dead_token (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = sign_in_and_load (fixture);

  wait_until_heard (fixture);
  cloud_server_forget (fixture->service, PREFERENCE);
  cloud_server_answer (fixture->service, PREFERENCE, 401, NULL, DEAD);
  tiny_broker_set_answer (fixture->broker, 5);
  tiny_broker_hang_up (fixture->broker);

  test_wait_until (bambu_account_get_state (account) == BAMBU_ACCOUNT_STATE_EXPIRED);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpint (bambu_printer_get_link_state (find (fixture, FIRST)), ==,
                   BAMBU_LINK_STATE_CLOSED);
  g_assert_true (bambu_printer_has_report (find (fixture, FIRST)));

  /* … and a new sign-in brings it back. */
  cloud_server_forget (fixture->service, PREFERENCE);
  cloud_server_json (fixture->service, PREFERENCE, WHO);
  tiny_broker_set_answer (fixture->broker, 0);
  {
    g_autoptr (BambuAccount) again =
        bambu_account_list_create (fixture->accounts, fixture->region->id);

    cloud_hurry (bambu_account_get_cloud (again), &fixture->now);
    test_await_true (bambu_account_sign_in_with_token (again, "AQAanother"));
  }
  g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
  wait_until_heard (fixture);
  g_assert_cmpuint (tiny_broker_count (fixture->broker, "connect u_123456789 AQAanother"), ==, 1);
}

/* A broker that refuses a living token is asked once more, and then left alone. */
static void
test_wrong_refusal (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = sign_in_and_load (fixture);
  guint n_before;

  wait_until_heard (fixture);
  n_before = tiny_broker_count (fixture->broker, "connect");
  tiny_broker_set_answer (fixture->broker, 5);
  tiny_broker_hang_up (fixture->broker);

  test_wait_until (tiny_broker_count (fixture->broker, "connect") == n_before + 2);
  test_wait_until (bambu_printer_get_link_state (find (fixture, FIRST))
                   == BAMBU_LINK_STATE_REFUSED);
  g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
  test_await_true (bambu_account_check (account));
  g_assert_cmpuint (tiny_broker_count (fixture->broker, "connect"), ==, n_before + 2);

  tiny_broker_set_answer (fixture->broker, 0);
  bambu_account_printers_retry (fixture->printers, find (fixture, FIRST));
  wait_until_heard (fixture);
}

static void
test_choose (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = sign_in_and_load (fixture);
  const char *const one[] = { SECOND, NULL };
  const char *const both[] = { FIRST, SECOND, NULL };

  test_await_true (bambu_account_printers_choose (fixture->printers, account, one));
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_null (find (fixture, FIRST));

  test_await_true (bambu_account_printers_choose (fixture->printers, account, both));
  g_assert_cmpuint (count (fixture), ==, 2);
  wait_until_heard (fixture);
}

static void
assert_bound (DexFuture *future, const char *serial)
{
  g_autoptr (DexFuture) settled = test_await (future);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (settled, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (value), ==, serial);
}

/* The list that was on its way does not know it yet. */
static void
test_bind (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = sign_in_and_load (fixture);

  cloud_server_json (fixture->service, BIND, "{\"deviceId\":\"" THIRD "\"}");
  cloud_server_json (fixture->service, DEVICES, BOTH);
  cloud_server_json (fixture->service, DEVICES, ALL);
  dex_unref (test_await (bambu_account_printers_load (fixture->printers, account)));
  assert_bound (bambu_account_printers_bind (fixture->printers, account, "AB12CD"), THIRD);

  g_assert_cmpstr (bambu_printer_get_name (find (fixture, THIRD)), ==, "Cellar");
  g_assert_true (bambu_account_printers_find (fixture->printers, find (fixture, THIRD)) == account);
}

/* One that was removed here comes back. */
static void
test_bind_declined (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = sign_in_and_load (fixture);

  test_await_true (bambu_fleet_remove (fixture->fleet, find (fixture, FIRST)));
  cloud_server_json (fixture->service, BIND_BY_SERIAL, "{\"message\":\"success\"}");
  assert_bound (
      bambu_account_printers_bind_by_serial (fixture->printers, account, FIRST, "Hall", "12345678"),
      FIRST);
  g_assert_nonnull (find (fixture, FIRST));
}

static void
test_bind_refused (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = sign_in_and_load (fixture);
  g_autoptr (GError) error = NULL;

  cloud_server_answer (fixture->service, BIND, 400, NULL, "{\"message\":\"Invalid PIN code\"}");
  error = test_await_error (bambu_account_printers_bind (fixture->printers, account, "AB12CD"));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_REFUSED);
  g_assert_cmpuint (cloud_server_count (fixture->service, DEVICES), ==, 1);
}

/* What is bound is bound, though nobody can say what it is called. */
static void
test_bind_without_list (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = sign_in_and_load (fixture);

  cloud_server_json (fixture->service, BIND, "{\"deviceId\":\"" THIRD "\"}");
  cloud_server_forget (fixture->service, DEVICES);
  cloud_server_answer (fixture->service, DEVICES, 503, NULL, "down");
  assert_bound (bambu_account_printers_bind (fixture->printers, account, "AB12CD"), THIRD);
  g_assert_null (find (fixture, THIRD));
}

static void
on_account_changed (BambuFleet *fleet, BambuPrinter *printer, const char **serial)
{
  *serial = bambu_printer_get_serial (printer);
}

static void
test_unbind (Fixture *fixture, gconstpointer data)
{
  const char *changed = NULL;
  BambuPrinter *first;

  sign_in_and_load (fixture);
  first = find (fixture, FIRST);
  dex_unref (test_await (bambu_fleet_set_address (fixture->fleet, first, "127.0.0.1:1")));
  g_signal_connect (fixture->fleet, "account-changed", G_CALLBACK (on_account_changed), &changed);

  cloud_server_json (fixture->service, UNBIND, "{\"message\":\"success\"}");
  cloud_server_json (fixture->service, DEVICES, ONLY_FIRST);
  test_await_true (bambu_account_printers_unbind (fixture->printers, find (fixture, SECOND)));
  g_assert_null (find (fixture, SECOND));
  g_assert_null (changed);

  /* One on the network stays. */
  cloud_server_json (fixture->service, DEVICES, "{\"devices\":[]}");
  test_await_true (bambu_account_printers_unbind (fixture->printers, first));
  g_assert_true (find (fixture, FIRST) == first);
  g_assert_null (bambu_account_printers_find (fixture->printers, first));
  g_assert_cmpstr (changed, ==, FIRST);
}

/* A name that is the same here and there follows the next one that comes from there. */
static void
test_rename (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = sign_in_and_load (fixture);
  BambuPrinter *first = find (fixture, FIRST);

  cloud_server_json (fixture->service, RENAME, "{\"message\":\"success\"}");
  cloud_server_forget (fixture->service, DEVICES);
  cloud_server_json (fixture->service, DEVICES, NAMED ("Cellar"));
  test_await_true (bambu_fleet_rename (fixture->fleet, first, "Cellar"));
  test_await_true (bambu_account_printers_rename (fixture->printers, first, "Cellar"));
  g_assert_cmpstr (bambu_printer_get_name (first), ==, "Cellar");

  cloud_server_forget (fixture->service, DEVICES);
  cloud_server_json (fixture->service, DEVICES, NAMED ("Loft"));
  dex_unref (test_await (bambu_account_printers_load (fixture->printers, account)));
  g_assert_cmpstr (bambu_printer_get_name (first), ==, "Loft");
}

static void
test_unbind_refused (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = sign_in_and_load (fixture);
  g_autoptr (GError) error = NULL;

  cloud_server_answer (fixture->service, UNBIND, 403, NULL,
                       "{\"code\":8,\"error\":\"Resource forbidden\"}");
  error =
      test_await_error (bambu_account_printers_unbind (fixture->printers, find (fixture, FIRST)));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_NOT_YOURS);
  g_assert_true (bambu_account_printers_find (fixture->printers, find (fixture, FIRST)) == account);
}

static void
test_sign_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuAccount) account = g_object_ref (sign_in_and_load (fixture));

  cloud_server_json (fixture->service, LOGOUT, "{}");
  wait_until_heard (fixture);
  test_await_true (bambu_account_sign_out (account));
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* The next start: the printers are there, live, and nobody waited for a list. */
static void
test_restart (Fixture *fixture, gconstpointer data)
{
  sign_in_and_load (fixture);
  wait_until_heard (fixture);
  stop (fixture);

  cloud_server_forget (fixture->service, PREFERENCE);
  cloud_server_forget (fixture->service, DEVICES);
  cloud_server_hang (fixture->service, PREFERENCE);
  cloud_server_hang (fixture->service, DEVICES);
  start (fixture);
  test_await_true (bambu_fleet_load (fixture->fleet));
  test_await_true (bambu_account_list_load (fixture->accounts));
  bambu_account_printers_watch (fixture->printers);
  g_assert_cmpuint (count (fixture), ==, 2);
  wait_until_heard (fixture);
}

/* The user wants nobody outside to be contacted, until further notice. */
static void
test_gate (Fixture *fixture, gconstpointer data)
{
  BambuCloudGate *gate = bambu_cloud_gate_get_default ();
  BambuAccount *account = sign_in_and_load (fixture);
  BambuPrinter *printer = find (fixture, FIRST);
  g_autoptr (DexFuture) waiting = NULL;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) cut = NULL;
  guint n_requests;
  guint n_connections;

  wait_until_heard (fixture);
  cloud_server_forget (fixture->service, DEVICES);
  cloud_server_hang (fixture->service, DEVICES);
  n_requests = cloud_server_count (fixture->service, DEVICES);
  waiting = bambu_account_printers_load (fixture->printers, account);
  test_wait_until (cloud_server_count (fixture->service, DEVICES) == n_requests + 1);

  /* What is on its way comes back, and the connection ends. */
  bambu_cloud_gate_set_closed (gate, TRUE);
  cut = test_await_error (g_steal_pointer (&waiting));
  g_assert_error (cut, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_FORBIDDEN);
  g_assert_cmpint (bambu_printer_get_link_state (printer), ==, BAMBU_LINK_STATE_CLOSED);

  /* Nothing goes out any more, whoever asks. */
  n_requests = fixture->service->requests->len;
  n_connections = tiny_broker_count (fixture->broker, "connect");
  bambu_account_printers_watch (fixture->printers);
  bambu_account_printers_retry (fixture->printers, printer);
  bambu_link_open (bambu_printer_get_link (printer));
  refused = test_await_error (bambu_account_printers_load (fixture->printers, account));
  g_assert_error (refused, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_FORBIDDEN);
  g_assert_cmpuint (fixture->service->requests->len, ==, n_requests);
  g_assert_cmpuint (tiny_broker_count (fixture->broker, "connect"), ==, n_connections);

  /* Nothing is lost by it. */
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
  bambu_cloud_gate_set_closed (gate, FALSE);
  wait_until_heard (fixture);
  g_assert_cmpuint (tiny_broker_count (fixture->broker, "connect"), ==, n_connections + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, function)                                                                        \
  g_test_add ("/bambu/account-printers/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("list", test_list);
  ADD ("late-list", test_late_list);
  ADD ("outage", test_outage);
  ADD ("watch", test_watch);
  ADD ("service-is-back", test_service_is_back);
  ADD ("joined", test_joined);
  ADD ("dead-token", test_dead_token);
  ADD ("wrong-refusal", test_wrong_refusal);
  ADD ("choose", test_choose);
  ADD ("bind", test_bind);
  ADD ("bind-declined", test_bind_declined);
  ADD ("bind-refused", test_bind_refused);
  ADD ("bind-without-list", test_bind_without_list);
  ADD ("rename", test_rename);
  ADD ("unbind", test_unbind);
  ADD ("unbind-refused", test_unbind_refused);
  ADD ("sign-out", test_sign_out);
  ADD ("restart", test_restart);
  ADD ("gate", test_gate);

  return g_test_run ();
}
