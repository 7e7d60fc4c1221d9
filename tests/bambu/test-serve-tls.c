/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The server as other computers reach it. */

#include <glib/gstdio.h>
#include <string.h>

#include "serve/serve-server.h"
#include "simulator/sim-certificate.h"
#include "test-wait.h"

static const ServeServerRules RULES = { 400, 20000, 4096, 8, 20000 };

typedef struct
{
  char *folder;
  char *authorities;
  ServeServer *server;
  char *address;
  guint16 port;
  guint n_requests;
} Fixture;

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_requests++;
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, path, strlen (path));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) authority =
      sim_certificate_new ("Test CA", SIM_CERTIFICATE_AUTHORITY | SIM_CERTIFICATE_EC, NULL);
  g_autoptr (SimCertificate) leaf =
      sim_certificate_new ("localhost", SIM_CERTIFICATE_EC | SIM_CERTIFICATE_HOST, authority);
  g_autofree char *pem = sim_certificate_dup_pem (leaf, FALSE);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (ServeGuard) guard = serve_guard_new (FALSE, NULL);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("culm-serve-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->authorities = g_build_filename (fixture->folder, "ca.pem", NULL);
  sim_certificate_save (authority, fixture->authorities, FALSE, &error);
  g_assert_no_error (error);
  certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_assert_no_error (error);

  fixture->server = serve_server_new (&RULES, guard, on_request, fixture);
  fixture->port =
      serve_server_listen (fixture->server, G_INET_SOCKET_ADDRESS (address), certificate, &error);
  g_assert_no_error (error);
  fixture->address = g_strdup_printf ("https://localhost:%u/x", fixture->port);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  serve_server_free (fixture->server);
  g_unlink (fixture->authorities);
  g_rmdir (fixture->folder);
  g_free (fixture->authorities);
  g_free (fixture->folder);
  g_free (fixture->address);
}

static void
on_answer (GObject *session, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      soup_session_send_and_read_finish (SOUP_SESSION (session), result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 2);
  *(gboolean *) done = TRUE;
}

static void
test_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (fixture->authorities, &error);
  g_autoptr (SoupSession) session = soup_session_new_with_options ("tls-database", database, NULL);

  g_assert_no_error (error);

  /* The second on the same connection */
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("GET", fixture->address);
      gboolean is_done = FALSE;

      soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, on_answer,
                                        &is_done);
      test_wait_until (is_done);
      g_assert_cmpuint (soup_message_get_status (message), ==, 200);
    }
}

/* Whoever does not speak TLS, or does not finish to greet, is not waited for. */
static void
test_no_tls (Fixture *fixture, gconstpointer data)
{
  static const char *const beginnings[] = { "", "GET / HTTP/1.1\r\n\r\n", "\x16\x03\x01" };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autoptr (GSocketClient) client = g_socket_client_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocketConnection) connection =
          g_socket_client_connect_to_host (client, "127.0.0.1", fixture->port, NULL, &error);
      gboolean is_open = TRUE;

      g_assert_no_error (error);
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                 beginnings[i], strlen (beginnings[i]), NULL, NULL, &error);
      g_assert_no_error (error);
      while (is_open)
        {
          g_autoptr (DexFuture) future = test_await (dex_input_stream_read_bytes (
              g_io_stream_get_input_stream (G_IO_STREAM (connection)), 100, G_PRIORITY_DEFAULT));
          const GValue *value = dex_future_get_value (future, NULL);

          is_open = value && g_bytes_get_size (g_value_get_boxed (value)) > 0;
        }
    }
  g_assert_cmpuint (fixture->n_requests, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add ("/serve-tls/answer", Fixture, NULL, set_up, test_answer, tear_down);
  g_test_add ("/serve-tls/no-tls", Fixture, NULL, set_up, test_no_tls, tear_down);

  return g_test_run ();
}
