/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "link/bambu-discovery-private.h"

#include <string.h>

#include "test-wait.h"

#define SECOND G_USEC_PER_SEC
#define ALIVE "ssdp:alive"
#define BYEBYE "ssdp:byebye"

typedef struct
{
  BambuDiscovery *discovery;
  guint n_changes;
  guint n_announced;
} Fixture;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  fixture->n_changes++;
}

static void
on_announced (BambuDiscovery *discovery, BambuAnnouncement *announcement, Fixture *fixture)
{
  g_assert_true (BAMBU_IS_ANNOUNCEMENT (announcement));
  fixture->n_announced++;
}

static void
watch (Fixture *fixture, BambuDiscovery *discovery)
{
  fixture->discovery = discovery;
  g_signal_connect (discovery, "items-changed", G_CALLBACK (on_items_changed), fixture);
  g_signal_connect (discovery, "announced", G_CALLBACK (on_announced), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  watch (fixture, bambu_discovery_new ());
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->discovery);
}

static char *
compose (const char *serial, const char *name, const char *nts)
{
  return g_strdup_printf ("NOTIFY * HTTP/1.1\r\n"
                          "NT: urn:bambulab-com:device:3dprinter:1\r\n"
                          "NTS: %s\r\n"
                          "USN: %s\r\n"
                          "DevName.bambu.com: %s\r\n\r\n",
                          nts, serial, name);
}

static void
receive (Fixture *fixture,
         const char *serial,
         const char *name,
         const char *nts,
         const char *source,
         gint64 now)
{
  g_autofree char *text = compose (serial, name, nts);

  bambu_discovery_receive (fixture->discovery, text, strlen (text), source, now);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->discovery));
}

static BambuAnnouncement *
peek (Fixture *fixture, guint position)
{
  g_autoptr (BambuAnnouncement) announcement =
      g_list_model_get_item (G_LIST_MODEL (fixture->discovery), position);

  g_assert_nonnull (announcement);

  return announcement; /* the list holds it */
}

static void
test_changes (Fixture *fixture, gconstpointer data)
{
  receive (fixture, "01P00A", "one", ALIVE, "192.0.2.1", 1 * SECOND);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpuint (fixture->n_changes, ==, 1);

  receive (fixture, "01P00A", "one", ALIVE, "192.0.2.1", 6 * SECOND);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->n_announced, ==, 2);

  receive (fixture, "01P00A", "renamed", ALIVE, "192.0.2.1", 11 * SECOND);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  g_assert_cmpstr (bambu_announcement_get_name (peek (fixture, 0)), ==, "renamed");

  bambu_discovery_receive (fixture->discovery, "noise", 5, "192.0.2.1", 12 * SECOND);
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  g_assert_cmpuint (fixture->n_announced, ==, 3);
}

static void
test_newest_address (Fixture *fixture, gconstpointer data)
{
  receive (fixture, "01P00A", "one", ALIVE, "192.0.2.1", 1 * SECOND);
  receive (fixture, "01P00B", "two", ALIVE, "192.0.2.2", 1 * SECOND);
  receive (fixture, "01P00A", "one", ALIVE, "192.0.2.3", 2 * SECOND);

  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpstr (bambu_announcement_get_address (peek (fixture, 0)), ==, "192.0.2.3");
  g_assert_cmpstr (bambu_announcement_get_address (peek (fixture, 1)), ==, "192.0.2.2");
}

static void
test_byebye (Fixture *fixture, gconstpointer data)
{
  receive (fixture, "01P00A", "one", ALIVE, "192.0.2.1", 1 * SECOND);

  receive (fixture, "01P00A", "one", BYEBYE, "192.0.2.66", 2 * SECOND);
  g_assert_cmpuint (count (fixture), ==, 1);

  receive (fixture, "01P00A", "one", BYEBYE, "192.0.2.1", 3 * SECOND);
  g_assert_cmpuint (count (fixture), ==, 0);
  receive (fixture, "01P00A", "one", BYEBYE, "192.0.2.1", 4 * SECOND);
  g_assert_cmpuint (fixture->n_announced, ==, 1);
}

static void
test_expiry (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (bambu_discovery_expire (fixture->discovery, 0), ==, 0);

  receive (fixture, "01P00A", "one", ALIVE, "192.0.2.1", 10 * SECOND);
  receive (fixture, "01P00B", "two", ALIVE, "192.0.2.2", 20 * SECOND);
  receive (fixture, "01P00A", "one", ALIVE, "192.0.2.1", 30 * SECOND);

  g_assert_cmpint (bambu_discovery_expire (fixture->discovery, 79 * SECOND), ==, 80 * SECOND);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpint (bambu_discovery_expire (fixture->discovery, 80 * SECOND), ==, 90 * SECOND);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpstr (bambu_announcement_get_serial (peek (fixture, 0)), ==, "01P00A");
  g_assert_cmpint (bambu_discovery_expire (fixture->discovery, 90 * SECOND), ==, 0);
  g_assert_cmpuint (count (fixture), ==, 0);
}

static void
test_flood (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *serial = g_strdup_printf ("01P%05u", i);

      receive (fixture, serial, "many", ALIVE, "192.0.2.1", SECOND);
    }

  g_assert_cmpuint (count (fixture), ==, 256);
  /* A printer that is looked for is heard in any crowd. */
  g_assert_cmpuint (fixture->n_announced, ==, 1000);
}

static GSocket *
open_socket (guint16 port, gboolean shared, guint16 *actual)
{
  g_autoptr (GInetAddress) any = g_inet_address_new_any (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (any, port);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;
  GSocket *socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, &error);

  g_assert_no_error (error);
  g_socket_bind (socket, address, shared, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (socket, &error);
  g_assert_no_error (error);
  *actual = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));

  return socket;
}

static void
send_to (GSocket *socket, guint16 port, const char *data, gsize size)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_socket_send_to (socket, address, data, size, NULL, &error), ==, (gssize) size);
  g_assert_no_error (error);
}

static void
test_sockets (void)
{
  Fixture fixture = { 0 };
  guint16 ports[2];
  guint16 ignored;
  g_autoptr (GSocket) sender = open_socket (0, FALSE, &ignored);
  g_autoptr (GSocket) first = open_socket (0, FALSE, &ports[0]);
  g_autoptr (GSocket) second = open_socket (0, FALSE, &ports[1]);
  g_autofree char *one = compose ("01P00A", "one", ALIVE);
  g_autofree char *two = compose ("01P00B", "two", ALIVE);
  g_autofree char *huge = g_strnfill (60 * 1024, 'x');

  g_clear_object (&first);
  g_clear_object (&second);
  watch (&fixture, bambu_discovery_new_for_ports (ports, 2));
  g_assert_false (bambu_discovery_is_listening (fixture.discovery));

  bambu_discovery_hold (fixture.discovery);
  bambu_discovery_hold (fixture.discovery);
  g_assert_true (bambu_discovery_is_listening (fixture.discovery));

  memcpy (huge, one, strlen (one));
  send_to (sender, ports[0], huge, 60 * 1024);
  send_to (sender, ports[0], "", 0);
  send_to (sender, ports[0], two, strlen (two));
  test_wait_until (count (&fixture) == 1);
  g_assert_cmpstr (bambu_announcement_get_serial (peek (&fixture, 0)), ==, "01P00B");
  g_assert_cmpstr (bambu_announcement_get_address (peek (&fixture, 0)), ==, "127.0.0.1");

  send_to (sender, ports[1], one, strlen (one));
  test_wait_until (count (&fixture) == 2);

  bambu_discovery_release (fixture.discovery);
  g_assert_true (bambu_discovery_is_listening (fixture.discovery));
  g_assert_cmpuint (count (&fixture), ==, 2);
  bambu_discovery_release (fixture.discovery);
  g_assert_false (bambu_discovery_is_listening (fixture.discovery));
  g_assert_cmpuint (count (&fixture), ==, 0);

  bambu_discovery_hold (fixture.discovery);
  send_to (sender, ports[0], one, strlen (one));
  test_wait_until (count (&fixture) == 1);

  /* With its sockets open and an entry in it. */
  g_assert_finalize_object (fixture.discovery);
}

static void
test_port_taken (void)
{
  guint16 ports[2];
  g_autoptr (GSocket) taken = open_socket (0, FALSE, &ports[0]);
  g_autoptr (GSocket) shared = open_socket (0, TRUE, &ports[1]);
  g_autoptr (BambuDiscovery) both = bambu_discovery_new_for_ports (ports, 2);
  g_autoptr (BambuDiscovery) none = bambu_discovery_new_for_ports (ports, 1);
  g_autoptr (GError) error = NULL;

  bambu_discovery_hold (both);
  g_assert_true (bambu_discovery_is_listening (both));
  g_object_get (both, "error", &error, NULL);
  g_assert_no_error (error);

  bambu_discovery_hold (none);
  g_assert_false (bambu_discovery_is_listening (none));
  g_object_get (none, "error", &error, NULL);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_clear_error (&error);

  bambu_discovery_release (none);
  g_object_get (none, "error", &error, NULL);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/bambu/discovery/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("changes", test_changes);
  ADD ("newest-address", test_newest_address);
  ADD ("byebye", test_byebye);
  ADD ("expiry", test_expiry);
  ADD ("flood", test_flood);
  g_test_add_func ("/bambu/discovery/sockets", test_sockets);
  g_test_add_func ("/bambu/discovery/port-taken", test_port_taken);

  return g_test_run ();
}
