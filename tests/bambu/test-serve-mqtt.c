/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A bridge and a broker that does not do all that it is asked for. */

#include "serve/serve-bridge.h"

#include <glib/gstdio.h>

#include "test-wait.h"
#include "tiny-broker.h"

#define PASSWORD "the password of the bridge"
#define BAD_LOGIN 4

typedef struct
{
  char *authorities;
  TinyBroker *server;
  ServeBridge *bridge;
  GError *error; /* that was told last */
  guint n_told;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) authority =
      sim_certificate_new ("Test CA", SIM_CERTIFICATE_AUTHORITY | SIM_CERTIFICATE_EC, NULL);
  g_autoptr (SimCertificate) leaf =
      sim_certificate_new ("localhost", SIM_CERTIFICATE_EC | SIM_CERTIFICATE_HOST, authority);
  g_autoptr (GError) error = NULL;

  fixture->authorities = g_build_filename (g_get_tmp_dir (), "culm-test-ca-XXXXXX", NULL);
  g_close (g_mkstemp (fixture->authorities), NULL);
  sim_certificate_save (authority, fixture->authorities, FALSE, &error);
  g_assert_no_error (error);
  fixture->server = tiny_broker_new (leaf);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->bridge, serve_bridge_free);
  tiny_broker_free (fixture->server);
  g_clear_error (&fixture->error);
  g_unlink (fixture->authorities);
  g_free (fixture->authorities);
}

static void
on_failed (const ServeBroker *broker, const GError *error, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  fixture->error = error ? g_error_copy (error) : NULL;
  fixture->n_told++;
}

static void
start (Fixture *fixture, gboolean allow_commands)
{
  const ServeBridgeRules rules = { .allow_commands = allow_commands };
  g_autoptr (GListStore) printers = g_list_store_new (BAMBU_TYPE_PRINTER);
  g_autofree char *uri =
      g_strdup_printf ("mqtts://localhost:%u", tiny_broker_get_port (fixture->server));
  g_autoptr (GError) error = NULL;
  ServeBroker *broker = serve_broker_parse (uri, &error);

  g_assert_no_error (error);
  broker->authorities = g_strdup (fixture->authorities);
  broker->user = g_strdup ("culm");
  broker->password = g_strdup (PASSWORD);
  fixture->bridge = serve_bridge_new (broker, G_LIST_MODEL (printers), &rules, on_failed, fixture);
}

static void
await_status (Fixture *fixture, const char *status)
{
  g_autofree char *note = g_strconcat ("publish culm/status ", status, NULL);

  test_wait_until (tiny_broker_count (fixture->server, note) > 0);
}

static void
test_connected (Fixture *fixture, gconstpointer data)
{
  start (fixture, TRUE);
  await_status (fixture, "online");
  g_assert_cmpuint (fixture->n_told, ==, 1);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "subscribe culm/+/command/+"), ==, 1);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "connect culm " PASSWORD), ==, 1);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "will culm/status offline"), ==, 1);

  g_clear_pointer (&fixture->bridge, serve_bridge_free);
  await_status (fixture, "offline");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  tiny_broker_set_answer (fixture->server, BAD_LOGIN);
  start (fixture, FALSE);
  test_wait_until (fixture->n_told > 0);
  g_assert_error (fixture->error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED);
  g_assert_null (strstr (fixture->error->message, PASSWORD));
  g_assert_cmpuint (tiny_broker_count (fixture->server, "publish"), ==, 0);
}

/* Nobody is told of it who does not want to hear any. */
static void
test_no_commands (Fixture *fixture, gconstpointer data)
{
  tiny_broker_deny (fixture->server, "command");
  start (fixture, TRUE);
  test_wait_until (fixture->n_told > 1);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  await_status (fixture, "online");
  g_clear_pointer (&fixture->bridge, serve_bridge_free);
  await_status (fixture, "offline");

  start (fixture, FALSE);
  test_wait_until (tiny_broker_count (fixture->server, "publish culm/status online") > 1);
  /* Its answer comes before this. */
  tiny_broker_hang_up (fixture->server);
  test_wait_until (fixture->error != NULL && fixture->n_told > 3);
  g_assert_error (fixture->error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_UNREACHABLE);
  g_assert_cmpuint (fixture->n_told, ==, 4);
}

#define ADD(path, test) g_test_add ("/serve-mqtt/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("connected", test_connected);
  ADD ("refused", test_refused);
  ADD ("no-commands", test_no_commands);

  return g_test_run ();
}
