/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-fleet-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fake-link.h"
#include "link/bambu-discovery-private.h"
#include "test-wait.h"

#define SERIAL "01P00A000000001"
#define CODE "12345678"
#define HOME "192.0.2.1"
#define AWAY "192.0.2.2"
#define CLOUD "cloud.example"
#define ACCOUNT "global/1"
#define LEAF "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define OTHER_LEAF "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define REPORT                                                                                     \
  "{\"print\":{\"command\":\"push_status\",\"msg\":0,\"sequence_id\":\"1\","                       \
  "\"gcode_state\":\"RUNNING\",\"bed_temper\":60.5}}"

typedef struct
{
  char *folder;
  char *path;
  BambuStore *store;
  BambuKeyring *keyring;
  BambuTrust *trust;
  BambuDiscovery *discovery;
  BambuFleet *fleet;
  guint n_moved;
} Fixture;

static void
on_moved (BambuFleet *fleet, BambuPrinter *printer, Fixture *fixture)
{
  g_assert_true (BAMBU_IS_PRINTER (printer));
  fixture->n_moved++;
}

static void
start (Fixture *fixture)
{
  fixture->store = bambu_store_new (fixture->path);
  fixture->trust = bambu_trust_new ();
  fixture->fleet =
      bambu_fleet_new (fixture->store, fixture->keyring, fixture->trust, fixture->discovery);
  bambu_fleet_set_link_factory (fixture->fleet, fake_link_new_lan);
  g_signal_connect (fixture->fleet, "moved", G_CALLBACK (on_moved), fixture);
}

/* The app ends: nothing may be left of its objects, nor may they keep each other. */
static void
stop (Fixture *fixture)
{
  g_assert_finalize_object (fixture->fleet);
  g_assert_cmpuint (fake_link_count (), ==, 0);
  g_assert_false (bambu_discovery_is_listening (fixture->discovery));
  g_assert_finalize_object (fixture->trust);
  g_assert_finalize_object (fixture->store);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GInetAddress) any = g_inet_address_new_any (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (any, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;
  guint16 port;

  /* A port of its own: real printers may be near. */
  socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, &error);
  g_assert_no_error (error);
  g_assert_true (g_socket_bind (socket, address, TRUE, &error));
  bound = g_socket_get_local_address (socket, &error);
  g_assert_no_error (error);
  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));

  fixture->folder = g_dir_make_tmp ("culm-fleet-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "culm.db", NULL);
  fixture->keyring = bambu_keyring_new_for_session ();
  fixture->discovery = bambu_discovery_new_for_ports (&port, 1);
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stop (fixture);
  g_assert_finalize_object (fixture->discovery);
  g_assert_finalize_object (fixture->keyring);
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
restart (Fixture *fixture)
{
  stop (fixture);
  start (fixture);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->fleet));
}

static BambuPrinter *
add (Fixture *fixture, const char *address)
{
  g_autoptr (DexFuture) future =
      test_await (bambu_fleet_add (fixture->fleet, SERIAL, "Workshop", "C12", address, CODE, NULL));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  g_assert_no_error (error);
  g_assert_true (bambu_fleet_find (fixture->fleet, SERIAL) == g_value_get_object (value));

  return g_value_get_object (value); /* the fleet holds it */
}

static BambuPrinter *
load (Fixture *fixture)
{
  test_await_true (bambu_fleet_load (fixture->fleet));

  return bambu_fleet_find (fixture->fleet, SERIAL);
}

static void
announce (Fixture *fixture, const char *source)
{
  const char *text = "NOTIFY * HTTP/1.1\r\nNT: urn:bambulab-com:device:3dprinter:1\r\n"
                     "USN: " SERIAL "\r\n\r\n";

  bambu_discovery_receive (fixture->discovery, text, strlen (text), source,
                           g_get_monotonic_time ());
}

static BambuKnownPrinter *
dup_known (Fixture *fixture)
{
  g_autoptr (DexFuture) future = test_await (bambu_store_load_printers (fixture->store));
  g_autoptr (GError) error = NULL;
  GPtrArray *printers;

  g_assert_nonnull (dex_future_get_value (future, &error));
  g_assert_no_error (error);
  printers = g_value_get_boxed (dex_future_get_value (future, NULL));

  return printers->len ? bambu_known_printer_copy (g_ptr_array_index (printers, 0)) : NULL;
}

static void
assert_code_in_keyring (Fixture *fixture, const char *expected)
{
  g_autoptr (DexFuture) future =
      test_await (bambu_keyring_lookup_access_code (fixture->keyring, SERIAL));

  g_assert_cmpstr (g_value_get_string (dex_future_get_value (future, NULL)), ==, expected);
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = add (fixture, HOME);
  FakeLink *link = fake_link_peek (HOME);
  g_autoptr (BambuKnownPrinter) known = NULL;

  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpstr (bambu_printer_get_name (printer), ==, "Workshop");
  g_assert_cmpint (bambu_printer_get_connection (printer), ==, BAMBU_CONNECTION_LAN);
  g_assert_nonnull (link);
  g_assert_cmpuint (fake_link_get_port (link), ==, 8883);
  g_assert_cmpstr (fake_link_get_serial (link), ==, SERIAL);
  g_assert_cmpstr (fake_link_get_access_code (link), ==, CODE);
  assert_code_in_keyring (fixture, CODE);

  /* The first success pins. */
  fake_link_settle (link, BAMBU_LINK_STATE_OPEN, LEAF, BAMBU_VERDICT_KNOWN_CA);
  known = dup_known (fixture);
  g_assert_cmpstr (known->serial, ==, SERIAL);
  g_assert_cmpstr (known->name, ==, "Workshop");
  g_assert_cmpstr (known->model, ==, "C12");
  g_assert_cmpstr (known->address, ==, HOME);
  g_assert_cmpstr (known->pin, ==, LEAF);
}

static void
test_pin_follows_known_authority (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pin = NULL;
  g_autofree char *later = NULL;
  g_autoptr (BambuKnownPrinter) known = NULL;

  add (fixture, HOME);
  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_OPEN, LEAF, BAMBU_VERDICT_KNOWN_CA);
  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_WAITING, NULL, 0);
  pin = bambu_trust_dup_pin (fixture->trust, SERIAL);
  g_assert_cmpstr (pin, ==, LEAF);

  /* Shown, not accepted. */
  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_UNTRUSTED, OTHER_LEAF,
                    BAMBU_VERDICT_CHANGED);
  later = bambu_trust_dup_pin (fixture->trust, SERIAL);
  g_assert_cmpstr (later, ==, LEAF);

  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_OPEN, OTHER_LEAF,
                    BAMBU_VERDICT_KNOWN_CA);
  known = dup_known (fixture);
  g_assert_cmpstr (known->pin, ==, OTHER_LEAF);
}

static void
test_add_twice (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = add (fixture, HOME);
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (BambuKnownPrinter) known = NULL;

  future = test_await (
      bambu_fleet_add (fixture->fleet, SERIAL, "Cellar", "C12", AWAY ":18883", "abcdefgh", LEAF));
  g_assert_true (g_value_get_object (dex_future_get_value (future, NULL)) == printer);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpuint (fake_link_count (), ==, 1);
  g_assert_cmpuint (fake_link_get_port (fake_link_peek (AWAY)), ==, 18883);
  g_assert_cmpstr (fake_link_get_access_code (fake_link_peek (AWAY)), ==, "abcdefgh");

  known = dup_known (fixture);
  g_assert_cmpstr (known->name, ==, "Cellar");
  g_assert_cmpstr (known->address, ==, AWAY ":18883");
  g_assert_cmpstr (known->pin, ==, LEAF);
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = add (fixture, HOME);
  g_autofree char *pin = NULL;
  gint64 seen;

  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_OPEN, LEAF, BAMBU_VERDICT_KNOWN_CA);
  fake_link_say (fake_link_peek (HOME), REPORT);
  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_RUNNING);
  seen = bambu_printer_get_seen (printer);
  g_assert_cmpint (seen, >, 0);

  restart (fixture);
  g_assert_cmpuint (count (fixture), ==, 0);
  printer = load (fixture);
  g_assert_nonnull (printer);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpstr (bambu_printer_get_name (printer), ==, "Workshop");
  g_assert_cmpstr (bambu_printer_get_address (printer), ==, HOME);
  g_assert_true (bambu_printer_has_report (printer));
  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_RUNNING);
  g_assert_cmpint (bambu_printer_get_seen (printer), ==, seen);
  pin = bambu_trust_dup_pin (fixture->trust, SERIAL);
  g_assert_cmpstr (pin, ==, LEAF);

  test_wait_until (fake_link_count () == 1);
  g_assert_cmpstr (fake_link_get_access_code (fake_link_peek (HOME)), ==, CODE);
}

static gboolean
is_other (const BambuKnownPrinter *printer, gpointer user_data)
{
  return g_str_equal (printer->serial, user_data);
}

/* Who asks for one printer does not disturb the others. */
static void
test_load_some (Fixture *fixture, gconstpointer data)
{
  const char *other = "01P00A000000002";

  add (fixture, HOME);
  test_await_true (bambu_store_save_printer (
      fixture->store,
      &(BambuKnownPrinter) { .serial = (char *) other, .name = "Other", .address = HOME }));
  restart (fixture);
  test_await_true (bambu_fleet_load_some (fixture->fleet, is_other, (gpointer) other));
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_nonnull (bambu_fleet_find (fixture->fleet, other));

  test_await_true (bambu_fleet_load (fixture->fleet));
  g_assert_cmpuint (count (fixture), ==, 2);
  test_wait_until (fake_link_count () == 1);
}

static void
test_no_code (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer;

  add (fixture, HOME);
  dex_unref (test_await (bambu_keyring_store_access_code (fixture->keyring, SERIAL, NULL)));

  restart (fixture);
  printer = load (fixture);
  test_wait_until (bambu_printer_get_connection (printer) == BAMBU_CONNECTION_NONE);
  g_assert_null (bambu_printer_get_link (printer));
  g_assert_cmpuint (fake_link_count (), ==, 0);

  test_await_true (bambu_fleet_set_access_code (fixture->fleet, printer, "abcdefgh"));
  g_assert_cmpint (bambu_printer_get_connection (printer), ==, BAMBU_CONNECTION_LAN);
  g_assert_cmpstr (fake_link_get_access_code (fake_link_peek (HOME)), ==, "abcdefgh");
  assert_code_in_keyring (fixture, "abcdefgh");
}

static void
test_change (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = add (fixture, HOME);
  g_autoptr (BambuKnownPrinter) known = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *pin = NULL;

  test_await_true (bambu_fleet_rename (fixture->fleet, printer, "Attic"));
  g_assert_cmpuint (fake_link_get_n_opened (fake_link_peek (HOME)), ==, 1);

  test_await_true (bambu_fleet_set_address (fixture->fleet, printer, AWAY));
  g_assert_cmpuint (fake_link_count (), ==, 1);
  g_assert_nonnull (fake_link_peek (AWAY));

  fake_link_settle (fake_link_peek (AWAY), BAMBU_LINK_STATE_UNTRUSTED, OTHER_LEAF,
                    BAMBU_VERDICT_CHANGED);
  test_await_true (bambu_fleet_trust_certificate (fixture->fleet, printer, OTHER_LEAF));
  pin = bambu_trust_dup_pin (fixture->trust, SERIAL);
  g_assert_cmpstr (pin, ==, OTHER_LEAF);
  g_assert_cmpint (bambu_printer_get_link_state (printer), ==, BAMBU_LINK_STATE_CONNECTING);

  known = dup_known (fixture);
  g_assert_cmpstr (known->name, ==, "Attic");
  g_assert_cmpstr (known->address, ==, AWAY);
  g_assert_cmpstr (known->pin, ==, OTHER_LEAF);

  error = test_await_error (bambu_fleet_set_address (fixture->fleet, printer, "no address:x"));
  g_assert_nonnull (error);
  g_assert_cmpstr (bambu_printer_get_address (printer), ==, AWAY);
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuPrinter) printer = g_object_ref (add (fixture, HOME));

  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_OPEN, LEAF, BAMBU_VERDICT_KNOWN_CA);
  fake_link_say (fake_link_peek (HOME), REPORT);
  test_await_true (bambu_fleet_remove (fixture->fleet, printer));

  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_null (bambu_fleet_find (fixture->fleet, SERIAL));
  g_assert_cmpuint (fake_link_count (), ==, 0);
  g_assert_null (bambu_trust_dup_pin (fixture->trust, SERIAL));
  assert_code_in_keyring (fixture, NULL);
  g_assert_null (dup_known (fixture));

  test_await_true (bambu_fleet_remove (fixture->fleet, printer));

  restart (fixture);
  g_assert_null (load (fixture));
}

static void
on_items_remove_all (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  g_autoptr (BambuPrinter) printer = g_list_model_get_item (model, 0);

  if (printer != NULL)
    dex_future_disown (bambu_fleet_remove (BAMBU_FLEET (model), printer));
}

static void
test_remove_while_loading (Fixture *fixture, gconstpointer data)
{
  add (fixture, HOME);
  restart (fixture);

  g_signal_connect (fixture->fleet, "items-changed", G_CALLBACK (on_items_remove_all), NULL);
  g_assert_null (load (fixture));
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_null (dup_known (fixture));
  g_assert_cmpuint (fake_link_count (), ==, 0);
}

static void
test_remove_before_code (Fixture *fixture, gconstpointer data)
{
  add (fixture, HOME);
  restart (fixture);

  test_await_true (bambu_fleet_remove (fixture->fleet, load (fixture)));
  g_assert_cmpuint (fake_link_count (), ==, 0);
}

static void
test_add_while_loading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DexFuture) loading = NULL;

  add (fixture, HOME);
  restart (fixture);

  loading = bambu_fleet_load (fixture->fleet);
  add (fixture, AWAY);
  test_await_true (g_steal_pointer (&loading));
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpuint (fake_link_count (), ==, 1);
  g_assert_nonnull (fake_link_peek (AWAY));
}

static void
test_drop_while_loading (Fixture *fixture, gconstpointer data)
{
  add (fixture, HOME);
  restart (fixture);

  dex_unref (bambu_fleet_load (fixture->fleet));
  restart (fixture);

  /* And with the access code still being looked up. */
  test_await_true (bambu_fleet_load (fixture->fleet));
}

static void
test_moved (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = add (fixture, HOME ":18883");
  g_autoptr (BambuKnownPrinter) known = NULL;
  FakeLink *trial;

  /* Before the first failure there is nothing to look for. */
  announce (fixture, AWAY);
  g_assert_false (bambu_discovery_is_listening (fixture->discovery));
  g_assert_null (fake_link_peek (AWAY));

  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_WAITING, NULL, 0);
  g_assert_true (bambu_discovery_is_listening (fixture->discovery));
  bambu_link_open (BAMBU_LINK (fake_link_peek (HOME)));
  g_assert_true (bambu_discovery_is_listening (fixture->discovery));

  announce (fixture, AWAY);
  announce (fixture, AWAY);
  g_assert_cmpuint (fake_link_count (), ==, 2);
  trial = fake_link_peek (AWAY);
  g_assert_cmpuint (fake_link_get_port (trial), ==, 18883);
  g_assert_true (bambu_printer_get_link (printer) == BAMBU_LINK (fake_link_peek (HOME)));
  g_assert_cmpstr (bambu_printer_get_address (printer), ==, HOME ":18883");

  fake_link_settle (trial, BAMBU_LINK_STATE_OPEN, LEAF, BAMBU_VERDICT_PINNED);
  g_assert_cmpuint (fixture->n_moved, ==, 1);
  g_assert_cmpuint (fake_link_count (), ==, 1);
  g_assert_true (bambu_printer_get_link (printer) == BAMBU_LINK (trial));
  g_assert_cmpint (bambu_printer_get_link_state (printer), ==, BAMBU_LINK_STATE_OPEN);
  g_assert_cmpstr (bambu_printer_get_address (printer), ==, AWAY ":18883");
  g_assert_false (bambu_discovery_is_listening (fixture->discovery));

  known = dup_known (fixture);
  g_assert_cmpstr (known->address, ==, AWAY ":18883");
  g_assert_cmpstr (known->pin, ==, LEAF);
}

static void
test_forged (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = add (fixture, HOME);
  FakeLink *link = fake_link_peek (HOME);

  /* A link that works is never given up for a packet. */
  fake_link_settle (link, BAMBU_LINK_STATE_OPEN, LEAF, BAMBU_VERDICT_PINNED);
  announce (fixture, AWAY);
  g_assert_null (fake_link_peek (AWAY));

  /* One that does not work is not changed by it either. */
  fake_link_settle (link, BAMBU_LINK_STATE_WAITING, NULL, 0);
  announce (fixture, AWAY);
  fake_link_settle (fake_link_peek (AWAY), BAMBU_LINK_STATE_UNTRUSTED, OTHER_LEAF,
                    BAMBU_VERDICT_CHANGED);
  g_assert_null (fake_link_peek (AWAY));
  g_assert_cmpint (bambu_printer_get_link_state (printer), ==, BAMBU_LINK_STATE_WAITING);
  g_assert_error (bambu_printer_get_link_error (printer), BAMBU_LINK_ERROR,
                  BAMBU_LINK_ERROR_UNREACHABLE);
  g_assert_cmpstr (bambu_printer_get_address (printer), ==, HOME);
  g_assert_cmpuint (fixture->n_moved, ==, 0);

  announce (fixture, AWAY);
  fake_link_settle (fake_link_peek (AWAY), BAMBU_LINK_STATE_WAITING, NULL, 0);
  g_assert_null (fake_link_peek (AWAY));

  /* A trial ends when the printer is back where it was. */
  announce (fixture, AWAY);
  g_assert_nonnull (fake_link_peek (AWAY));
  fake_link_settle (link, BAMBU_LINK_STATE_OPEN, LEAF, BAMBU_VERDICT_PINNED);
  g_assert_null (fake_link_peek (AWAY));
  g_assert_cmpuint (fixture->n_moved, ==, 0);
}

static void
test_back (Fixture *fixture, gconstpointer data)
{
  FakeLink *link;

  add (fixture, HOME);
  link = fake_link_peek (HOME);
  fake_link_settle (link, BAMBU_LINK_STATE_WAITING, NULL, 0);

  announce (fixture, HOME);
  g_assert_cmpuint (fake_link_get_n_opened (link), ==, 2);
  g_assert_cmpuint (fake_link_count (), ==, 1);

  /* No packet makes a certificate be shown again that was refused. */
  fake_link_settle (link, BAMBU_LINK_STATE_UNTRUSTED, OTHER_LEAF, BAMBU_VERDICT_WRONG_NAME);
  announce (fixture, HOME);
  g_assert_cmpuint (fake_link_get_n_opened (link), ==, 2);

  /* But another may have got its address. */
  announce (fixture, AWAY);
  fake_link_settle (fake_link_peek (AWAY), BAMBU_LINK_STATE_OPEN, LEAF, BAMBU_VERDICT_KNOWN_CA);
  g_assert_cmpuint (fixture->n_moved, ==, 1);
}

static void
test_found_by_name (Fixture *fixture, gconstpointer data)
{
  add (fixture, "printer.example");
  fake_link_settle (fake_link_peek ("printer.example"), BAMBU_LINK_STATE_WAITING, NULL, 0);

  announce (fixture, AWAY);
  g_assert_null (fake_link_peek (AWAY));
  g_assert_cmpuint (fake_link_get_n_opened (fake_link_peek ("printer.example")), ==, 2);
}

static void
test_report_saved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuKnownPrinter) at_change = NULL;
  g_autoptr (BambuKnownPrinter) later = NULL;
  g_autoptr (BambuKnownPrinter) at_end = NULL;

  add (fixture, HOME);
  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_OPEN, LEAF, BAMBU_VERDICT_KNOWN_CA);
  fake_link_say (fake_link_peek (HOME), REPORT);
  at_change = dup_known (fixture);
  g_assert_nonnull (at_change->report);

  /* Most changes wait … */
  fake_link_say (fake_link_peek (HOME),
                 "{\"print\":{\"command\":\"push_status\",\"msg\":1,\"bed_temper\":42.25}}");
  later = dup_known (fixture);
  g_assert_true (g_bytes_equal (later->report, at_change->report));

  /* … but none gets lost. */
  restart (fixture);
  at_end = dup_known (fixture);
  g_assert_false (g_bytes_equal (at_end->report, at_change->report));
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (at_end->report, NULL),
                                  g_bytes_get_size (at_end->report), "42.25"));
}

/* What an account has: a way to each of its printers. */
static BambuLink *
get_cloud_link (const char *serial, gpointer user_data)
{
  Fixture *fixture = user_data;

  return fake_link_new_lan (fixture->trust, CLOUD, 8883, serial, "");
}

static gboolean
is_none (const BambuKnownPrinter *printer, gpointer user_data)
{
  return FALSE;
}

static const GArray *
get_bed_samples (BambuPrinter *printer)
{
  return bambu_trend_get_samples (bambu_printer_get_trend (printer, BAMBU_TREND_KIND_BED, 0));
}

static void
test_samples (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = add (fixture, HOME);
  g_autoptr (DexFuture) loaded = NULL;
  const GPtrArray *series;

  g_assert_cmpuint (get_bed_samples (printer)->len, ==, 0);
  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_OPEN, LEAF, BAMBU_VERDICT_KNOWN_CA);
  fake_link_say (fake_link_peek (HOME), REPORT);
  g_assert_cmpuint (get_bed_samples (printer)->len, ==, 1);

  /* What was said last is there again at the next start. */
  restart (fixture);
  printer = load (fixture);
  test_wait_until (get_bed_samples (printer)->len == 1);
  g_assert_cmpfloat (g_array_index (get_bed_samples (printer), BambuSample, 0).value, ==, 60.5f);

  /* It goes with the printer. */
  test_await_true (bambu_fleet_remove (fixture->fleet, printer));
  loaded = test_await (bambu_store_load_series (fixture->store, SERIAL, 0, 1));
  series = g_value_get_boxed (dex_future_get_value (loaded, NULL));
  g_assert_cmpuint (series->len, ==, 0);
}

static void
sign_in (Fixture *fixture)
{
  bambu_fleet_add_account (fixture->fleet, ACCOUNT, get_cloud_link, fixture, NULL);
}

static void
list_bound (Fixture *fixture, const char *name, const char *access_code)
{
  const BambuBoundPrinter bound = { SERIAL, name, "C12", access_code };

  bambu_fleet_set_bound_printers (fixture->fleet, ACCOUNT, &bound, 1);
}

static BambuPrinter *
bind (Fixture *fixture, const char *access_code)
{
  sign_in (fixture);
  list_bound (fixture, "Hall", access_code);

  return bambu_fleet_find (fixture->fleet, SERIAL);
}

static void
open_fake (const char *host)
{
  fake_link_settle (fake_link_peek (host), BAMBU_LINK_STATE_OPEN, LEAF, BAMBU_VERDICT_KNOWN_CA);
}

static void
fail_fake (const char *host)
{
  bambu_link_open (BAMBU_LINK (fake_link_peek (host)));
  fake_link_settle (fake_link_peek (host), BAMBU_LINK_STATE_WAITING, NULL, 0);
}

static void
assert_way (BambuPrinter *printer, const char *host)
{
  g_assert_nonnull (fake_link_peek (host));
  g_assert_true (bambu_printer_get_link (printer) == BAMBU_LINK (fake_link_peek (host)));
  g_assert_cmpint (bambu_printer_get_connection (printer), ==,
                   g_str_equal (host, CLOUD) ? BAMBU_CONNECTION_CLOUD : BAMBU_CONNECTION_LAN);
}

static void
test_cloud_only (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = bind (fixture, NULL);
  g_autoptr (BambuKnownPrinter) known = dup_known (fixture);

  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpstr (bambu_printer_get_name (printer), ==, "Hall");
  g_assert_null (bambu_printer_get_address (printer));
  assert_way (printer, CLOUD);
  g_assert_cmpstr (known->account, ==, ACCOUNT);
  g_assert_cmpstr (known->account_name, ==, "Hall");
  g_assert_cmpstr (known->model, ==, "C12");

  /* A certificate that is seen on this way is not the printer's. */
  open_fake (CLOUD);
  fake_link_say (fake_link_peek (CLOUD), REPORT);
  g_assert_null (bambu_trust_dup_pin (fixture->trust, SERIAL));
  g_assert_false (bambu_discovery_is_listening (fixture->discovery));

  /* The next list: nothing new, then another name. */
  list_bound (fixture, "Hall", NULL);
  g_assert_cmpuint (fake_link_count (), ==, 1);
  g_assert_cmpint (bambu_printer_get_link_state (printer), ==, BAMBU_LINK_STATE_OPEN);
  list_bound (fixture, "Attic", NULL);
  g_assert_cmpstr (bambu_printer_get_name (printer), ==, "Attic");
  test_await_true (bambu_fleet_rename (fixture->fleet, printer, "Mine"));
  list_bound (fixture, "Cellar", NULL);
  g_assert_cmpstr (bambu_printer_get_name (printer), ==, "Mine");

  /* What could not be a serial is no printer. */
  {
    const BambuBoundPrinter odd[] = { { SERIAL, "Cellar", NULL, NULL },
                                      { "../#", "x", NULL, NULL } };

    bambu_fleet_set_bound_printers (fixture->fleet, ACCOUNT, odd, G_N_ELEMENTS (odd));
    g_assert_cmpuint (count (fixture), ==, 1);
  }
}

static void
test_cloud_remembered (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = bind (fixture, NULL);

  open_fake (CLOUD);
  fake_link_say (fake_link_peek (CLOUD), REPORT);

  /* Until the account is there it is the cloud's, as it was last. */
  restart (fixture);
  printer = load (fixture);
  g_assert_nonnull (printer);
  g_assert_cmpint (bambu_printer_get_connection (printer), ==, BAMBU_CONNECTION_CLOUD);
  g_assert_null (bambu_printer_get_link (printer));
  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_RUNNING);
  g_assert_cmpstr (bambu_printer_get_name (printer), ==, "Hall");

  /* Then it is reached without waiting for the list of printers. */
  sign_in (fixture);
  assert_way (printer, CLOUD);

  restart (fixture);
  sign_in (fixture);
  printer = load (fixture);
  assert_way (printer, CLOUD);
}

static void
test_code_of_account (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = bind (fixture, CODE);
  g_autoptr (BambuKnownPrinter) known = NULL;

  assert_code_in_keyring (fixture, CODE);
  assert_way (printer, CLOUD);
  open_fake (CLOUD);
  fake_link_say (fake_link_peek (CLOUD), REPORT);
  g_assert_true (bambu_discovery_is_listening (fixture->discovery));

  /* Found on the LAN: only who proves to be it is believed. */
  announce (fixture, AWAY);
  assert_way (printer, CLOUD);
  fake_link_settle (fake_link_peek (AWAY), BAMBU_LINK_STATE_UNTRUSTED, OTHER_LEAF,
                    BAMBU_VERDICT_WRONG_NAME);
  g_assert_null (fake_link_peek (AWAY));
  g_assert_null (bambu_printer_get_address (printer));

  announce (fixture, HOME);
  g_assert_cmpstr (fake_link_get_access_code (fake_link_peek (HOME)), ==, CODE);
  open_fake (HOME);
  assert_way (printer, HOME);
  g_assert_cmpuint (fake_link_count (), ==, 2);
  g_assert_cmpuint (fixture->n_moved, ==, 0);
  g_assert_false (bambu_discovery_is_listening (fixture->discovery));

  /* No value was lost on the way. */
  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_RUNNING);
  known = dup_known (fixture);
  g_assert_cmpstr (known->address, ==, HOME);
  g_assert_cmpstr (known->pin, ==, LEAF);
}

static void
test_reported_address (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = bind (fixture, CODE);

  open_fake (CLOUD);
  fake_link_say (fake_link_peek (CLOUD), "{\"print\":{\"command\":\"push_status\",\"msg\":0,"
                                         "\"net\":{\"info\":[{\"ip\":16908480,\"mask\":0}]}}}");
  g_assert_cmpstr (bambu_printer_get_ip (printer), ==, HOME);
  g_assert_nonnull (fake_link_peek (HOME));
  assert_way (printer, CLOUD);
  open_fake (HOME);
  assert_way (printer, HOME);
}

static void
test_falls_back (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = add (fixture, HOME);

  open_fake (HOME);
  fake_link_say (fake_link_peek (HOME), REPORT);
  bind (fixture, "abcdefgh");
  g_assert_cmpstr (bambu_printer_get_name (printer), ==, "Workshop");
  g_assert_cmpuint (count (fixture), ==, 1);
  assert_way (printer, HOME);
  assert_code_in_keyring (fixture, CODE);

  /* One that was lost is tried once more where it was … */
  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_WAITING, NULL, 0);
  assert_way (printer, HOME);
  fail_fake (HOME);
  assert_way (printer, CLOUD);
  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_RUNNING);

  /* … and further on from there. */
  g_assert_nonnull (fake_link_peek (HOME));
  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_WAITING, NULL, 0);
  g_assert_nonnull (fake_link_peek (HOME));
  announce (fixture, HOME);
  g_assert_cmpint (bambu_link_get_state (BAMBU_LINK (fake_link_peek (HOME))), ==,
                   BAMBU_LINK_STATE_CONNECTING);
  open_fake (HOME);
  assert_way (printer, HOME);

  /* It moved: one that does not prove it makes way for the old address again. */
  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_WAITING, NULL, 0);
  fail_fake (HOME);
  announce (fixture, AWAY);
  g_assert_null (fake_link_peek (HOME));
  fake_link_settle (fake_link_peek (AWAY), BAMBU_LINK_STATE_WAITING, NULL, 0);
  g_assert_null (fake_link_peek (AWAY));
  g_assert_nonnull (fake_link_peek (HOME));
  announce (fixture, AWAY);
  open_fake (AWAY);
  assert_way (printer, AWAY);
  g_assert_cmpuint (fixture->n_moved, ==, 1);
}

static void
test_refused_code (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = add (fixture, HOME);

  bind (fixture, "abcdefgh");
  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_REFUSED, NULL, 0);

  /* The account knows another one. */
  g_assert_cmpstr (fake_link_get_access_code (fake_link_peek (HOME)), ==, "abcdefgh");
  assert_code_in_keyring (fixture, "abcdefgh");
  assert_way (printer, CLOUD);

  /* No third try with the same ones. */
  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_REFUSED, NULL, 0);
  assert_way (printer, CLOUD);
  g_assert_null (fake_link_peek (HOME));
  announce (fixture, HOME);
  g_assert_null (fake_link_peek (HOME));
  g_assert_false (bambu_discovery_is_listening (fixture->discovery));

  list_bound (fixture, "Hall", "ijklmnop");
  g_assert_cmpstr (fake_link_get_access_code (fake_link_peek (HOME)), ==, "ijklmnop");
  open_fake (HOME);
  assert_way (printer, HOME);
}

static void
test_untrusted_falls_back (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = add (fixture, HOME);

  bind (fixture, NULL);
  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_UNTRUSTED, OTHER_LEAF,
                    BAMBU_VERDICT_CHANGED);
  assert_way (printer, CLOUD);
  g_assert_null (fake_link_peek (HOME));

  /* The user may trust it after all. */
  test_await_true (bambu_fleet_trust_certificate (fixture->fleet, printer, OTHER_LEAF));
  g_assert_nonnull (fake_link_peek (HOME));
  assert_way (printer, CLOUD);
}

static void
test_sign_out (Fixture *fixture, gconstpointer data)
{
  const BambuBoundPrinter bound[] = { { "01P00A000000002", "Shed", NULL, "abcdefgh" },
                                      { SERIAL, "Hall", NULL, NULL } };
  BambuPrinter *printer = add (fixture, HOME);
  g_autoptr (BambuKnownPrinter) known = NULL;

  sign_in (fixture);
  bambu_fleet_set_bound_printers (fixture->fleet, ACCOUNT, bound, 2);
  g_assert_cmpuint (count (fixture), ==, 2);
  fake_link_settle (fake_link_peek (HOME), BAMBU_LINK_STATE_WAITING, NULL, 0);
  assert_way (printer, CLOUD);

  /* Of no account any more: one leaves, the other has its own way. */
  bambu_fleet_set_bound_printers (fixture->fleet, ACCOUNT, NULL, 0);
  g_assert_cmpuint (count (fixture), ==, 1);
  assert_way (printer, HOME);
  g_assert_null (fake_link_peek (CLOUD));
  known = dup_known (fixture);
  g_assert_cmpstr (known->serial, ==, SERIAL);
  g_assert_null (known->account);

  bambu_fleet_set_bound_printers (fixture->fleet, ACCOUNT, bound, 2);
  g_assert_cmpuint (count (fixture), ==, 2);
  bambu_fleet_remove_account (fixture->fleet, ACCOUNT);
  g_assert_cmpuint (count (fixture), ==, 1);
  assert_way (printer, HOME);

  restart (fixture);
  load (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* One that the user removed stays away, at the next start too, until it is wanted again. */
static void
test_declined (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = bind (fixture, CODE);

  g_assert_cmpstr (bambu_fleet_get_account (fixture->fleet, printer), ==, ACCOUNT);
  test_await_true (bambu_fleet_remove (fixture->fleet, printer));
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_true (bambu_fleet_is_declined (fixture->fleet, SERIAL));
  list_bound (fixture, "Hall", CODE);
  g_assert_cmpuint (count (fixture), ==, 0);

  restart (fixture);
  g_assert_null (load (fixture));
  sign_in (fixture);
  list_bound (fixture, "Hall", CODE);
  g_assert_cmpuint (count (fixture), ==, 0);

  test_await_true (bambu_fleet_accept (fixture->fleet, SERIAL));
  list_bound (fixture, "Hall", CODE);
  g_assert_cmpuint (count (fixture), ==, 1);

  /* With the account goes what was not wanted of it. */
  test_await_true (bambu_fleet_remove (fixture->fleet, bambu_fleet_find (fixture->fleet, SERIAL)));
  bambu_fleet_remove_account (fixture->fleet, ACCOUNT);
  restart (fixture);
  g_assert_null (load (fixture));
  g_assert_nonnull (bind (fixture, NULL));
}

/* A list that comes while a printer is left alone does not make it anew. */
static void
test_left_alone (Fixture *fixture, gconstpointer data)
{
  const BambuBoundPrinter bound[] = { { SERIAL, "Hall", NULL, NULL },
                                      { "01P00A000000002", "Shed", NULL, NULL } };

  add (fixture, HOME);
  restart (fixture);
  test_await_true (bambu_fleet_load_some (fixture->fleet, is_none, NULL));
  sign_in (fixture);
  bambu_fleet_set_bound_printers (fixture->fleet, ACCOUNT, bound, 2);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_null (bambu_fleet_find (fixture->fleet, SERIAL));

  restart (fixture);
  g_assert_cmpstr (bambu_printer_get_name (load (fixture)), ==, "Workshop");
  g_assert_cmpuint (count (fixture), ==, 2);
}

/* Who adds it by hand wants it. */
static void
test_declined_and_added (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer = bind (fixture, NULL);

  test_await_true (bambu_fleet_remove (fixture->fleet, printer));
  add (fixture, HOME);
  restart (fixture);
  g_assert_nonnull (load (fixture));
  g_assert_false (bambu_fleet_is_declined (fixture->fleet, SERIAL));
}

static void
test_two_accounts (Fixture *fixture, gconstpointer data)
{
  const BambuBoundPrinter bound = { SERIAL, "Lounge", NULL, NULL };
  BambuPrinter *printer = bind (fixture, NULL);
  BambuLink *link = bambu_printer_get_link (printer);

  bambu_fleet_add_account (fixture->fleet, "global/2", get_cloud_link, fixture, NULL);
  bambu_fleet_set_bound_printers (fixture->fleet, "global/2", &bound, 1);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_true (bambu_printer_get_link (printer) == link);
  g_assert_cmpstr (bambu_printer_get_name (printer), ==, "Hall");

  bambu_fleet_remove_account (fixture->fleet, "global/2");
  g_assert_cmpuint (count (fixture), ==, 1);
}

static void
test_demo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("DEMO", NULL);

  bambu_fleet_add_printer (fixture->fleet, printer);
  g_assert_cmpuint (count (fixture), ==, 1);
  test_await_true (bambu_fleet_rename (fixture->fleet, printer, "Toy"));
  g_assert_cmpstr (bambu_printer_get_name (printer), ==, "Toy");
  g_assert_null (dup_known (fixture));

  test_await_true (bambu_fleet_remove (fixture->fleet, printer));
  g_assert_cmpuint (count (fixture), ==, 0);
}

static void
test_without_memory (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new ("/dev/null/culm.db");
  g_autoptr (BambuFleet) fleet = bambu_fleet_new (store, fixture->keyring, fixture->trust, NULL);
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) add_error = NULL;

  bambu_fleet_set_link_factory (fleet, fake_link_new_lan);
  load_error = test_await_error (bambu_fleet_load (fleet));
  g_assert_error (load_error, BAMBU_STORE_ERROR, BAMBU_STORE_ERROR_UNUSABLE);

  add_error = test_await_error (bambu_fleet_add (fleet, SERIAL, "A", NULL, HOME, CODE, NULL));
  g_assert_error (add_error, BAMBU_STORE_ERROR, BAMBU_STORE_ERROR_UNUSABLE);
  g_assert_nonnull (bambu_fleet_find (fleet, SERIAL));
  g_assert_nonnull (fake_link_peek (HOME));
}

/* One for all who look; it goes with the printer, and takes the code with it. */
static void
test_camera (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuPrinter) demo = bambu_printer_new ("00M00A000000001", "BL-P001");
  BambuPrinter *printer = add (fixture, HOME);
  BambuCamera *camera = bambu_fleet_get_camera (fixture->fleet, printer);
  g_autoptr (BambuCameraViewer) viewer = NULL;

  g_assert_true (bambu_fleet_get_camera (fixture->fleet, printer) == camera);
  g_assert_true (bambu_camera_get_printer (camera) == printer);
  g_assert_cmpint (bambu_camera_get_state (camera), ==, BAMBU_CAMERA_STATE_IDLE);

  bambu_fleet_add_printer (fixture->fleet, demo);
  g_assert_true (bambu_fleet_get_camera (fixture->fleet, demo) != camera);
  g_assert_true (bambu_fleet_get_camera (fixture->fleet, demo)
                 == bambu_fleet_get_camera (fixture->fleet, demo));

  viewer = bambu_camera_look (camera, BAMBU_CAMERA_USE_PICTURES);
  g_assert_cmpint (bambu_camera_get_state (camera), ==, BAMBU_CAMERA_STATE_CONNECTING);
  test_await_true (bambu_fleet_remove (fixture->fleet, printer));
  g_assert_cmpint (bambu_camera_get_state (camera), ==, BAMBU_CAMERA_STATE_NO_CODE);
  test_await_true (bambu_fleet_remove (fixture->fleet, demo));
}

/* Likewise; one of somebody's own is what it is told. */
static void
test_storage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuPrinter) demo = bambu_printer_new ("00M00A000000001", "BL-P001");
  BambuPrinter *printer = add (fixture, HOME);
  g_autoptr (BambuStorage) storage =
      g_object_ref (bambu_fleet_get_storage (fixture->fleet, printer));
  g_autoptr (GError) error = NULL;

  g_assert_true (bambu_fleet_get_storage (fixture->fleet, printer) == storage);

  bambu_fleet_add_printer (fixture->fleet, demo);
  g_assert_true (bambu_fleet_get_storage (fixture->fleet, demo) != storage);
  bambu_fleet_set_storage (fixture->fleet, demo, storage);
  g_assert_true (bambu_fleet_get_storage (fixture->fleet, demo) == storage);

  test_await_true (bambu_fleet_remove (fixture->fleet, printer));
  error = test_await_error (bambu_storage_list (storage, "/"));
  g_assert_error (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NO_CODE);
  test_await_true (bambu_fleet_remove (fixture->fleet, demo));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, function)                                                                        \
  g_test_add ("/bambu/fleet/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("add", test_add);
  ADD ("pin-follows-known-authority", test_pin_follows_known_authority);
  ADD ("add-twice", test_add_twice);
  ADD ("load", test_load);
  ADD ("load-some", test_load_some);
  ADD ("no-code", test_no_code);
  ADD ("change", test_change);
  ADD ("remove", test_remove);
  ADD ("remove-while-loading", test_remove_while_loading);
  ADD ("remove-before-code", test_remove_before_code);
  ADD ("add-while-loading", test_add_while_loading);
  ADD ("drop-while-loading", test_drop_while_loading);
  ADD ("moved", test_moved);
  ADD ("forged", test_forged);
  ADD ("back", test_back);
  ADD ("found-by-name", test_found_by_name);
  ADD ("report-saved", test_report_saved);
  ADD ("samples", test_samples);
  ADD ("cloud-only", test_cloud_only);
  ADD ("cloud-remembered", test_cloud_remembered);
  ADD ("code-of-account", test_code_of_account);
  ADD ("reported-address", test_reported_address);
  ADD ("falls-back", test_falls_back);
  ADD ("refused-code", test_refused_code);
  ADD ("untrusted-falls-back", test_untrusted_falls_back);
  ADD ("sign-out", test_sign_out);
  ADD ("declined", test_declined);
  ADD ("left-alone", test_left_alone);
  ADD ("declined-and-added", test_declined_and_added);
  ADD ("two-accounts", test_two_accounts);
  ADD ("demo", test_demo);
  ADD ("camera", test_camera);
  ADD ("storage", test_storage);
  ADD ("without-memory", test_without_memory);

  return g_test_run ();
}
