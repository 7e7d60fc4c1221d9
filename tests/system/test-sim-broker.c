/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulator/sim-broker.h"
#include "simulator/sim-folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#define SERIAL "01P00A000000001"

/* Waits for a future on this main context. */
static gboolean
wait_for (DexFuture *future, GError **error)
{
  gboolean resolved;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  resolved = dex_future_get_value (future, error) != NULL;
  dex_unref (future);

  return resolved;
}

static SimBroker *
make_broker (guint16 *port)
{
  g_autoptr (SimCertificate) authority =
      sim_certificate_new ("A CA", SIM_CERTIFICATE_AUTHORITY, NULL);
  g_autoptr (SimCertificate) leaf = sim_certificate_new (SERIAL, SIM_CERTIFICATE_V1, authority);
  g_autoptr (GError) error = NULL;
  SimBroker *broker = sim_broker_new ();

  *port =
      sim_broker_add_printer (broker, "127.0.0.1", *port, SERIAL, "12345678", leaf, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (*port, !=, 0);

  return broker;
}

static void
test_start_and_stop (void)
{
  guint16 port = 0;
  g_autoptr (SimBroker) broker = make_broker (&port);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GSocketConnection) refused = NULL;
  g_autoptr (GError) error = NULL;

  wait_for (sim_broker_start (broker), &error);
  g_assert_no_error (error);
  g_assert_true (sim_broker_is_running (broker));
  g_assert_true (g_file_test (sim_broker_get_socket_path (broker), G_FILE_TEST_EXISTS));

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, &error);
  g_assert_no_error (error);

  wait_for (sim_broker_stop (broker), &error);
  g_assert_no_error (error);
  g_assert_false (sim_broker_is_running (broker));

  refused = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  g_clear_error (&error);

  wait_for (sim_broker_start (broker), &error);
  g_assert_no_error (error);
  wait_for (sim_broker_kill (broker), &error);
  g_assert_no_error (error);
  g_assert_false (sim_broker_is_running (broker));
}

static void
test_port_taken (void)
{
  guint16 port = 0;
  g_autoptr (SimBroker) first = make_broker (&port);
  g_autoptr (SimBroker) second = make_broker (&port);
  g_autoptr (GError) error = NULL;

  wait_for (sim_broker_start (first), &error);
  g_assert_no_error (error);

  g_assert_false (wait_for (sim_broker_start (second), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "in use"));
  g_assert_false (sim_broker_is_running (second));
  g_assert_true (sim_broker_is_running (first));
}

static void
test_leaves_nothing (void)
{
  guint16 port = 0;
  SimBroker *broker = make_broker (&port);
  g_autofree char *folder = g_path_get_dirname (sim_broker_get_socket_path (broker));
  g_autoptr (GError) error = NULL;

  wait_for (sim_broker_start (broker), &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));

  g_assert_finalize_object (broker);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

/* What a killed one left goes when the next begins; what lives or is new stays. */
static void
test_tidies_up (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimFolder) living = sim_folder_new ("living", &error);
  const char *living_path = sim_folder_get_path (living);
  g_autofree char *dead = g_dir_make_tmp ("culm-sim-dead-XXXXXX", &error);
  g_autofree char *young = g_dir_make_tmp ("culm-sim-young-XXXXXX", &error);
  g_autofree char *key = g_build_filename (dead, "x.key", NULL);
  const struct utimbuf long_ago = { 1, 1 };

  g_assert_no_error (error);
  g_file_set_contents (key, "secret", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_utime (dead, (struct utimbuf *) &long_ago), ==, 0);
  g_assert_cmpint (g_utime (living_path, (struct utimbuf *) &long_ago), ==, 0);

  sim_folder_free (sim_folder_new ("next", &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (dead, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (living_path, G_FILE_TEST_IS_DIR));
  g_assert_true (g_file_test (young, G_FILE_TEST_IS_DIR));
  g_rmdir (young);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/sim-broker/start-and-stop", test_start_and_stop);
  g_test_add_func ("/sim-broker/port-taken", test_port_taken);
  g_test_add_func ("/sim-broker/leaves-nothing", test_leaves_nothing);
  g_test_add_func ("/sim-broker/tidies-up", test_tidies_up);

  return g_test_run ();
}
