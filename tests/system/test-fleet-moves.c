/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-fleet.h"

#include <glib/gstdio.h>
#include <string.h>

#include "simulator/sim-broker.h"
#include "test-wait.h"

/* A printer whose address changes, with real brokers, real certificates and real datagrams; and
 * somebody who says to be that printer. */

#define SERIAL "01P00A000000001"
#define CODE "12345678"
#define OLD_HOST "127.0.0.81"
#define NEW_HOST "127.0.0.82"
#define IMPOSTOR_HOST "127.0.0.83"

static SimBroker *
start_broker (const char *host, guint16 *port, SimCertificate *leaf)
{
  SimBroker *broker = sim_broker_new ();
  g_autoptr (GError) error = NULL;

  *port = sim_broker_add_printer (broker, host, *port, SERIAL, CODE, leaf, TRUE, &error);
  g_assert_no_error (error);
  test_await_true (sim_broker_start (broker));

  return broker;
}

static gboolean
log_has (SimBroker *broker, const char *text)
{
  g_autofree char *log = sim_broker_dup_log (broker);

  return strstr (log, text) != NULL;
}

static BambuTrust *
make_trust (SimCertificate *authority)
{
  BambuTrust *trust = bambu_trust_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("culm-moves-XXXXXX", &error);
  g_autofree char *path = NULL;

  g_assert_no_error (error);
  path = g_build_filename (folder, "ca.pem", NULL);
  sim_certificate_save (authority, path, FALSE, &error);
  g_assert_no_error (error);
  bambu_trust_add_authority (trust, path, &error);
  g_assert_no_error (error);
  g_remove (path);
  g_rmdir (folder);

  return trust;
}

static GSocket *
open_socket (const char *host, guint16 *port)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (host, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;
  GSocket *socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, &error);

  g_assert_no_error (error);
  g_socket_bind (socket, address, FALSE, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (socket, &error);
  g_assert_no_error (error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));

  return socket;
}

static guint16
find_free_port (void)
{
  guint16 port;
  g_autoptr (GSocket) socket = open_socket ("127.0.0.1", &port);

  return port;
}

static void
announce (const char *host, guint16 port)
{
  const char *text = "NOTIFY * HTTP/1.1\r\nNT: urn:bambulab-com:device:3dprinter:1\r\n"
                     "NTS: ssdp:alive\r\nUSN: " SERIAL "\r\n\r\n";
  guint16 ignored;
  g_autoptr (GSocket) socket = open_socket (host, &ignored);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr (GError) error = NULL;

  g_socket_send_to (socket, address, text, strlen (text), NULL, &error);
  g_assert_no_error (error);
}

static void
on_moved (BambuFleet *fleet, BambuPrinter *printer, guint *n_moved)
{
  (*n_moved)++;
}

/* A real one does so every five seconds. */
static gboolean
on_announce (gpointer port)
{
  announce (NEW_HOST, *(guint16 *) port);

  return G_SOURCE_CONTINUE;
}

static void
test_moves (void)
{
  g_autoptr (SimCertificate) authority =
      sim_certificate_new ("A CA", SIM_CERTIFICATE_AUTHORITY, NULL);
  g_autoptr (SimCertificate) leaf = sim_certificate_new (SERIAL, SIM_CERTIFICATE_V1, authority);
  g_autoptr (SimCertificate) forged = sim_certificate_new (SERIAL, SIM_CERTIFICATE_NONE, NULL);
  guint16 port = 0;
  g_autoptr (SimBroker) old = start_broker (OLD_HOST, &port, leaf);
  g_autoptr (SimBroker) impostor = start_broker (IMPOSTOR_HOST, &port, forged);
  g_autoptr (SimBroker) new = start_broker (NEW_HOST, &port, leaf);
  guint16 discovery_port = find_free_port ();
  g_autoptr (BambuTrust) trust = make_trust (authority);
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new_for_session ();
  g_autoptr (BambuDiscovery) discovery = bambu_discovery_new_for_ports (&discovery_port, 1);
  BambuFleet *fleet = bambu_fleet_new (store, keyring, trust, discovery);
  g_autofree char *old_address = g_strdup_printf (OLD_HOST ":%u", port);
  g_autofree char *new_address = g_strdup_printf (NEW_HOST ":%u", port);
  g_autofree char *pin = NULL;
  BambuPrinter *printer;
  guint n_moved = 0;
  guint announcing;

  g_signal_connect (fleet, "moved", G_CALLBACK (on_moved), &n_moved);
  dex_unref (
      test_await (bambu_fleet_add (fleet, SERIAL, "Workshop", NULL, old_address, CODE, NULL)));
  printer = bambu_fleet_find (fleet, SERIAL);
  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN);
  pin = bambu_trust_dup_pin (trust, SERIAL);
  g_assert_cmpstr (pin, ==, sim_certificate_get_fingerprint (leaf));
  g_assert_false (bambu_discovery_is_listening (discovery));

  test_await_true (sim_broker_kill (old));
  test_wait_until (bambu_discovery_is_listening (discovery));

  announce (IMPOSTOR_HOST, discovery_port);
  /* mosquitto says this whether it is still accepting the connection or reading from it. */
  test_wait_until (log_has (impostor, "alert handshake failure"));
  g_assert_cmpstr (bambu_printer_get_address (printer), ==, old_address);
  g_assert_cmpuint (n_moved, ==, 0);

  announcing = g_timeout_add (100, on_announce, &discovery_port);
  test_wait_until (n_moved > 0);
  g_source_remove (announcing);

  g_assert_cmpuint (n_moved, ==, 1);
  g_assert_cmpstr (bambu_printer_get_address (printer), ==, new_address);
  g_assert_cmpint (bambu_printer_get_link_state (printer), ==, BAMBU_LINK_STATE_OPEN);
  g_assert_false (bambu_discovery_is_listening (discovery));
  test_wait_until (log_has (new, "bblp"));
  g_assert_false (log_has (impostor, "bblp"));

  g_assert_finalize_object (fleet);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/system/fleet-moves", test_moves);

  return g_test_run ();
}
