/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-fleet.h"

#include <glib/gstdio.h>
#include <string.h>

#include "link/bambu-cloud-broker.h"
#include "link/bambu-mqtt-link.h"
#include "simulator/sim-bridge.h"
#include "simulator/sim-broker-users.h"
#include "simulator/sim-broker.h"
#include "test-wait.h"

/* Two accounts at the cloud's broker, a real one, with simulated printers behind it. */

#define CLOUD "cloud"
#define MINE "01P00A000000001"
#define MINE_TOO "01P00A000000002"
#define THEIRS "01P00A000000003"
#define TOKEN "AQAtoken-that-dies"
#define OTHER_TOKEN "AQBtoken-that-follows"

typedef struct
{
  char *folder;
  char *authorities;
  SimBroker *server;
  SimBridge *bridge;
  SimPrinter *simulated[3];
  BambuCloudBroker *broker;
  BambuFleet *fleet;
} Fixture;

static void
let_in (Fixture *fixture, const char *token)
{
  g_autoptr (GPtrArray) users = sim_broker_users_new ();
  SimBrokerUser *user = sim_broker_users_add (users, "u_1", token);

  user->serials = g_ptr_array_new ();
  g_ptr_array_add (user->serials, (gpointer) MINE);
  g_ptr_array_add (user->serials, (gpointer) MINE_TOO);
  user = sim_broker_users_add (users, "u_2", "AQCsomebody-else");
  user->serials = g_ptr_array_new ();
  g_ptr_array_add (user->serials, (gpointer) THEIRS);

  test_await_true (sim_broker_set_users (fixture->server, CLOUD, users));
}

static void
start_server (Fixture *fixture)
{
  const char *serials[] = { MINE, MINE_TOO, THEIRS };
  g_autoptr (SimCertificate) authority = NULL;
  g_autoptr (SimCertificate) leaf = NULL;
  g_autoptr (GError) error = NULL;
  guint16 port;

  authority =
      sim_certificate_new ("Test CA", SIM_CERTIFICATE_AUTHORITY | SIM_CERTIFICATE_HOST, NULL);
  leaf = sim_certificate_new ("localhost", SIM_CERTIFICATE_HOST, authority);
  sim_certificate_save (authority, fixture->authorities, FALSE, &error);
  g_assert_no_error (error);

  fixture->server = sim_broker_new ();
  port = sim_broker_add_cloud (fixture->server, "127.0.0.1", 0, CLOUD, leaf, &error);
  g_assert_no_error (error);
  test_await_true (sim_broker_start (fixture->server));
  let_in (fixture, TOKEN);

  fixture->bridge = sim_bridge_new_for_cloud (fixture->server, CLOUD);
  for (guint i = 0; i < G_N_ELEMENTS (serials); i++)
    {
      fixture->simulated[i] = sim_printer_new ("P1S", serials[i], &error);
      g_assert_no_error (error);
      sim_bridge_add_printer (fixture->bridge, fixture->simulated[i]);
      sim_printer_start (fixture->simulated[i]);
    }
  test_await_true (sim_bridge_connect (fixture->bridge));

  fixture->broker = bambu_cloud_broker_new ("localhost", port, fixture->authorities);
  bambu_cloud_broker_set_login (fixture->broker, "1", TOKEN);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new_for_session ();
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("culm-cloud-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->authorities = g_build_filename (fixture->folder, "ca.pem", NULL);
  start_server (fixture);
  fixture->fleet = bambu_fleet_new (store, keyring, trust, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->fleet);
  g_assert_finalize_object (fixture->broker);
  g_assert_true (bambu_mqtt_link_wait_for_all (10000));
  g_clear_object (&fixture->bridge);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->simulated); i++)
    g_assert_finalize_object (fixture->simulated[i]);
  test_await_true (sim_broker_stop (fixture->server));
  g_assert_finalize_object (fixture->server);
  g_remove (fixture->authorities);
  g_rmdir (fixture->folder);
  g_free (fixture->authorities);
  g_free (fixture->folder);
}

static BambuLink *
get_link (const char *serial, gpointer user_data)
{
  return bambu_cloud_broker_get_link (user_data, serial);
}

static void
sign_in (Fixture *fixture)
{
  const BambuBoundPrinter bound[] = {
    { MINE, "Workshop", "C12", NULL },
    { MINE_TOO, "Cellar", "C12", NULL },
    { THEIRS, "Not mine any more", "C12", NULL },
  };

  bambu_fleet_add_account (fixture->fleet, "global/1", get_link, g_object_ref (fixture->broker),
                           g_object_unref);
  bambu_fleet_set_bound_printers (fixture->fleet, "global/1", bound, G_N_ELEMENTS (bound));
}

static gboolean
is_live (Fixture *fixture, const char *serial)
{
  return bambu_printer_get_freshness (bambu_fleet_find (fixture->fleet, serial))
         == BAMBU_FRESHNESS_LIVE;
}

static void
say (Fixture *fixture, const char *serial, const char *text)
{
  g_autoptr (GBytes) message = g_bytes_new_static (text, strlen (text));

  sim_bridge_publish (fixture->bridge, serial, message);
}

static guint
count_in_log (Fixture *fixture, const char *text)
{
  g_autofree char *log = sim_broker_dup_log (fixture->server);
  guint count = 0;

  for (const char *at = log; (at = strstr (at, text)); at += strlen (text))
    count++;

  return count;
}

static void
test_two_printers (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer;

  sign_in (fixture);
  test_wait_until (is_live (fixture, MINE) && is_live (fixture, MINE_TOO));
  g_assert_cmpuint (count_in_log (fixture, "u'u_1'"), ==, 1);

  /* What the account has no right to says nothing. */
  printer = bambu_fleet_find (fixture->fleet, THEIRS);
  g_assert_false (bambu_printer_has_report (printer));

  printer = bambu_fleet_find (fixture->fleet, MINE);
  g_assert_cmpint (bambu_printer_get_connection (printer), ==, BAMBU_CONNECTION_CLOUD);
  say (fixture, MINE_TOO, "{\"event\":{\"event\":\"client.disconnected\"}}");
  printer = bambu_fleet_find (fixture->fleet, MINE_TOO);
  test_wait_until (bambu_printer_get_freshness (printer) == BAMBU_FRESHNESS_LAST_KNOWN);
  g_assert_true (bambu_printer_has_report (printer));
  g_assert_true (is_live (fixture, MINE));
  say (fixture, MINE_TOO, "{\"event\":{\"event\":\"client.connected\"}}");
  test_wait_until (is_live (fixture, MINE_TOO));
}

static void
test_token_dies (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer;

  sign_in (fixture);
  test_wait_until (is_live (fixture, MINE));

  /* Thrown out, and not let in again with the old one. */
  let_in (fixture, OTHER_TOKEN);
  test_wait_until (bambu_cloud_broker_get_state (fixture->broker) == BAMBU_LINK_STATE_REFUSED);
  printer = bambu_fleet_find (fixture->fleet, MINE);
  g_assert_cmpint (bambu_printer_get_link_state (printer), ==, BAMBU_LINK_STATE_REFUSED);
  g_assert_error (bambu_printer_get_link_error (printer), BAMBU_LINK_ERROR,
                  BAMBU_LINK_ERROR_REFUSED);
  g_assert_true (bambu_printer_has_report (printer));

  bambu_cloud_broker_set_login (fixture->broker, "1", OTHER_TOKEN);
  test_wait_until (is_live (fixture, MINE));
}

static void
test_comes_back (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture);
  test_wait_until (is_live (fixture, MINE));

  test_await_true (sim_broker_kill (fixture->server));
  test_wait_until (!is_live (fixture, MINE));
  test_await_true (sim_broker_start (fixture->server));
  test_await_true (sim_bridge_connect (fixture->bridge));
  test_wait_until (is_live (fixture, MINE));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, function)                                                                        \
  g_test_add ("/system/cloud-link/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("two-printers", test_two_printers);
  ADD ("token-dies", test_token_dies);
  ADD ("comes-back", test_comes_back);

  return g_test_run ();
}
