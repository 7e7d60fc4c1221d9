/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-connection-check.h"

#include <glib/gstdio.h>
#include <mosquitto.h>
#include <string.h>

#include "link/bambu-link.h"
#include "simulator/sim-broker.h"
#include "test-wait.h"

#define SERIAL "01P00A000000001"
#define CODE "12345678"
#define ADDRESS "127.0.0.77" /* no outgoing connection takes its ports */
#define FILES_SHIFT (990 - 8883)
#define JPEG_SHIFT (6000 - 8883)

/* `fun` has bit 29 unset: commands need no signature. */
#define REPORT                                                                                     \
  "{\"print\":{\"command\":\"push_status\",\"msg\":0,\"sequence_id\":\"1\","                       \
  "\"gcode_state\":\"IDLE\",\"fun\":\"1C0FF18FF9CFF\"}}"

typedef struct
{
  char *folder;
  char *authority_path;
  SimCertificate *leaf;
  SimBroker *broker;
  char *address;
  BambuTrust *trust;
  BambuConnectionCheck *check;
} Fixture;

/* One process plays the printer's broker, its file server and its camera: to the check they are
 * ports that show a certificate. */
static void
add_ports (Fixture *fixture)
{
  static const struct
  {
    const char *name;
    int shift;
  } others[] = {
    { "FILES", FILES_SHIFT },
    { "CAMERA", JPEG_SHIFT },
  };
  g_autoptr (GError) error = NULL;
  guint16 port = sim_broker_add_printer (fixture->broker, ADDRESS, 0, SERIAL, CODE, fixture->leaf,
                                         TRUE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      sim_broker_add_printer (fixture->broker, ADDRESS, port + others[i].shift, others[i].name,
                              CODE, fixture->leaf, TRUE, &error);
      g_assert_no_error (error);
    }

  fixture->address = g_strdup_printf (ADDRESS ":%u", port);
}

static void
on_published (struct mosquitto *client, void *published, int message_id)
{
  *(gboolean *) published = TRUE;
}

/* Kept by the broker, so that whoever subscribes hears it. */
static void
publish_report (Fixture *fixture)
{
  gboolean published = FALSE;
  struct mosquitto *client = mosquitto_new (NULL, TRUE, &published);
  g_autofree char *topic = sim_broker_dup_topic (SERIAL, "report");
  const char *path = sim_broker_get_socket_path (fixture->broker);

  g_assert_cmpint (mosquitto_connect (client, path, 0, 60), ==, MOSQ_ERR_SUCCESS);
  g_assert_cmpint (mosquitto_publish (client, NULL, topic, strlen (REPORT), REPORT, 1, true), ==,
                   MOSQ_ERR_SUCCESS);
  mosquitto_publish_callback_set (client, on_published);
  while (!published)
    g_assert_cmpint (mosquitto_loop (client, 1000, 1), ==, MOSQ_ERR_SUCCESS);
  mosquitto_disconnect (client);
  mosquitto_destroy (client);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) authority =
      sim_certificate_new ("A CA", SIM_CERTIFICATE_AUTHORITY, NULL);
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("culm-check-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->authority_path = g_build_filename (fixture->folder, "ca.pem", NULL);
  sim_certificate_save (authority, fixture->authority_path, FALSE, &error);
  g_assert_no_error (error);

  fixture->leaf = sim_certificate_new (SERIAL, SIM_CERTIFICATE_V1, authority);
  fixture->broker = sim_broker_new ();
  add_ports (fixture);
  test_await_true (sim_broker_start (fixture->broker));
  publish_report (fixture);

  fixture->trust = bambu_trust_new ();
  fixture->check = bambu_connection_check_new (fixture->trust);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->check);
  g_object_unref (fixture->trust);
  g_object_unref (fixture->broker);
  sim_certificate_unref (fixture->leaf);
  g_remove (fixture->authority_path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->address);
  g_free (fixture->authority_path);
  g_free (fixture->folder);
}

static void
trust_authority (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  bambu_trust_add_authority (fixture->trust, fixture->authority_path, &error);
  g_assert_no_error (error);
}

static DexFuture *
run (Fixture *fixture, const char *serial, const char *code, const char *fingerprint)
{
  return bambu_connection_check_run (fixture->check, fixture->address, serial, code, fingerprint);
}

static const GError *
assert_result (Fixture *fixture, BambuCheckKind kind, BambuCheckResult result)
{
  g_autoptr (BambuCheckStep) step =
      g_list_model_get_item (G_LIST_MODEL (fixture->check), (guint) kind);

  g_assert_cmpint (bambu_check_step_get_kind (step), ==, kind);
  g_test_message ("step %d: %s", kind,
                  bambu_check_step_get_error (step) ? bambu_check_step_get_error (step)->message
                                                    : "no error");
  g_assert_cmpint (bambu_check_step_get_result (step), ==, result);

  return bambu_check_step_get_error (step);
}

static void
assert_rest (Fixture *fixture, BambuCheckKind first, BambuCheckResult result)
{
  for (guint i = first; i < BAMBU_N_CHECKS; i++)
    assert_result (fixture, (BambuCheckKind) i, result);
}

static guint
count_in_log (Fixture *fixture, const char *text)
{
  g_autofree char *log = sim_broker_dup_log (fixture->broker);
  g_auto (GStrv) pieces = g_strsplit (log, text, -1);

  return g_strv_length (pieces) - 1;
}

static void
test_passes (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer;

  trust_authority (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->check)), ==, BAMBU_N_CHECKS);
  assert_rest (fixture, BAMBU_CHECK_REACHABLE, BAMBU_CHECK_RESULT_PENDING);

  test_await_true (run (fixture, NULL, CODE, NULL));

  assert_rest (fixture, BAMBU_CHECK_REACHABLE, BAMBU_CHECK_RESULT_PASSED);
  g_assert_cmpstr (bambu_connection_check_get_serial (fixture->check), ==, SERIAL);
  g_assert_cmpstr (bambu_connection_check_get_certificate (fixture->check)->fingerprint, ==,
                   sim_certificate_get_fingerprint (fixture->leaf));
  g_assert_cmpint (bambu_connection_check_get_certificate (fixture->check)->verdict, ==,
                   BAMBU_VERDICT_KNOWN_CA);
  printer = bambu_connection_check_get_printer (fixture->check);
  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_IDLE);
  g_assert_cmpstr (bambu_printer_get_address (printer), ==, fixture->address);
  g_assert_null (bambu_printer_get_link (printer));
}

static void
test_asks (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fingerprint = NULL;
  g_autoptr (GError) error = test_await_error (run (fixture, NULL, CODE, NULL));
  g_autoptr (GError) wrong = NULL;

  g_assert_error (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CERTIFICATE);
  assert_result (fixture, BAMBU_CHECK_REACHABLE, BAMBU_CHECK_RESULT_PASSED);
  g_assert_nonnull (assert_result (fixture, BAMBU_CHECK_CERTIFICATE, BAMBU_CHECK_RESULT_ASK));
  assert_rest (fixture, BAMBU_CHECK_ACCESS_CODE, BAMBU_CHECK_RESULT_UNKNOWN);
  g_assert_cmpstr (bambu_connection_check_get_serial (fixture->check), ==, SERIAL);
  g_assert_cmpuint (count_in_log (fixture, "bblp"), ==, 0);

  /* The word is for one certificate, not for whatever is there next time. */
  fingerprint = g_strnfill (64, 'a');
  wrong = test_await_error (run (fixture, NULL, CODE, fingerprint));
  g_assert_error (wrong, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CERTIFICATE);
  g_assert_null (bambu_trust_dup_pin (fixture->trust, SERIAL));
  g_assert_cmpuint (count_in_log (fixture, "bblp"), ==, 0);

  g_free (fingerprint);
  fingerprint =
      g_ascii_strup (bambu_connection_check_get_certificate (fixture->check)->fingerprint, -1);
  test_await_true (run (fixture, SERIAL, CODE, fingerprint));
  /* It would have been seen. */
  test_wait_until (count_in_log (fixture, "bblp") > 0);
  g_assert_cmpuint (count_in_log (fixture, "bblp"), ==, 1);
  assert_result (fixture, BAMBU_CHECK_CERTIFICATE, BAMBU_CHECK_RESULT_PASSED);
  g_assert_cmpint (bambu_connection_check_get_certificate (fixture->check)->verdict, ==,
                   BAMBU_VERDICT_PINNED);
}

static void
test_another_printer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  trust_authority (fixture);
  error = test_await_error (run (fixture, "01P00A000000002", CODE, NULL));

  g_assert_error (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CERTIFICATE);
  assert_result (fixture, BAMBU_CHECK_CERTIFICATE, BAMBU_CHECK_RESULT_FAILED);
  g_assert_cmpuint (count_in_log (fixture, "bblp"), ==, 0);
}

static void
test_wrong_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  trust_authority (fixture);
  error = test_await_error (run (fixture, NULL, "87654321", NULL));

  g_assert_error (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED);
  assert_result (fixture, BAMBU_CHECK_CERTIFICATE, BAMBU_CHECK_RESULT_PASSED);
  g_assert_error (assert_result (fixture, BAMBU_CHECK_ACCESS_CODE, BAMBU_CHECK_RESULT_FAILED),
                  BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED);
  assert_rest (fixture, BAMBU_CHECK_REPORT, BAMBU_CHECK_RESULT_UNKNOWN);
  g_assert_null (bambu_connection_check_get_printer (fixture->check));
  /* The same check, with the right one. */
  test_await_true (run (fixture, NULL, CODE, NULL));
  test_wait_until (count_in_log (fixture, "bblp") > 0);
  g_assert_cmpuint (count_in_log (fixture, "not authorised"), ==, 1);
  assert_rest (fixture, BAMBU_CHECK_REACHABLE, BAMBU_CHECK_RESULT_PASSED);
}

static void
test_nothing_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) nonsense = NULL;

  test_await_true (sim_broker_stop (fixture->broker));
  error = test_await_error (run (fixture, NULL, CODE, NULL));
  g_assert_error (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_UNREACHABLE);
  assert_result (fixture, BAMBU_CHECK_REACHABLE, BAMBU_CHECK_RESULT_FAILED);
  assert_rest (fixture, BAMBU_CHECK_CERTIFICATE, BAMBU_CHECK_RESULT_UNKNOWN);

  nonsense = test_await_error (
      bambu_connection_check_run (fixture->check, "not an address:", NULL, CODE, NULL));
  g_assert_error (nonsense, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_UNREACHABLE);
}

static void
test_files_and_camera_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint16 port;

  trust_authority (fixture);
  g_object_unref (fixture->broker);
  fixture->broker = sim_broker_new ();
  port = sim_broker_add_printer (fixture->broker, ADDRESS, 0, SERIAL, CODE, fixture->leaf, TRUE,
                                 &error);
  g_assert_no_error (error);
  g_free (fixture->address);
  fixture->address = g_strdup_printf (ADDRESS ":%u", port);
  test_await_true (sim_broker_start (fixture->broker));
  publish_report (fixture);

  /* Said, but no reason not to add the printer. */
  test_await_true (run (fixture, SERIAL, CODE, NULL));
  assert_result (fixture, BAMBU_CHECK_REPORT, BAMBU_CHECK_RESULT_PASSED);
  g_assert_error (assert_result (fixture, BAMBU_CHECK_FILES, BAMBU_CHECK_RESULT_FAILED),
                  BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_UNREACHABLE);
  assert_result (fixture, BAMBU_CHECK_CAMERA, BAMBU_CHECK_RESULT_FAILED);
  assert_result (fixture, BAMBU_CHECK_RIGHTS, BAMBU_CHECK_RESULT_PASSED);
}

/* A server of the test's own, for what no printer says. */
static GSocketListener *
listen_on (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GSocketListener *listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  g_free (fixture->address);
  fixture->address = g_strdup_printf ("127.0.0.1:%u", port);

  return listener;
}

static DexFuture *
answer_fiber (gpointer user_data)
{
  GSocketListener *listener = user_data;
  const char *answer = g_object_get_data (G_OBJECT (listener), "answer");
  g_autoptr (GSocketConnection) connection = NULL;

  while ((connection = dex_await_object (dex_socket_listener_accept (listener), NULL)))
    {
      if (*answer != '\0')
        dex_await (
            dex_output_stream_write (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                     answer, strlen (answer), 0),
            NULL);
      dex_await (dex_io_stream_close (G_IO_STREAM (connection), 0), NULL);
      g_clear_object (&connection);
    }

  return dex_future_new_true ();
}

static void
test_no_printer (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *answer;
    BambuLinkError code;
  } cases[] = {
    { "HTTP/1.1 400 Bad Request\r\n\r\n", BAMBU_LINK_ERROR_PROTOCOL },
    { "", BAMBU_LINK_ERROR_CLOSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GSocketListener) listener = listen_on (fixture);
      g_autoptr (DexFuture) answering = NULL;
      g_autoptr (GError) error = NULL;

      g_object_set_data (G_OBJECT (listener), "answer", (gpointer) cases[i].answer);
      answering =
          dex_scheduler_spawn (NULL, 0, answer_fiber, g_object_ref (listener), g_object_unref);

      error = test_await_error (run (fixture, NULL, CODE, NULL));
      g_assert_error (error, BAMBU_LINK_ERROR, (int) cases[i].code);
      assert_result (fixture, BAMBU_CHECK_REACHABLE, BAMBU_CHECK_RESULT_PASSED);
      assert_result (fixture, BAMBU_CHECK_CERTIFICATE, BAMBU_CHECK_RESULT_FAILED);

      g_socket_listener_close (listener);
      dex_unref (test_await (g_steal_pointer (&answering)));
    }
}

static gboolean
is_running (Fixture *fixture, BambuCheckKind kind)
{
  g_autoptr (BambuCheckStep) step =
      g_list_model_get_item (G_LIST_MODEL (fixture->check), (guint) kind);

  return bambu_check_step_get_result (step) == BAMBU_CHECK_RESULT_RUNNING;
}

static void
on_finalized (gpointer data, GObject *object)
{
  *(gboolean *) data = TRUE;
}

static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketListener) listener = listen_on (fixture); /* never says a word */
  g_autoptr (DexFuture) future = run (fixture, NULL, CODE, NULL);
  gboolean gone = FALSE;

  test_wait_until (is_running (fixture, BAMBU_CHECK_CERTIFICATE));

  g_object_weak_ref (G_OBJECT (fixture->check), on_finalized, &gone);
  g_object_unref (fixture->check);
  dex_clear (&future);
  test_wait_until (gone);

  fixture->check = bambu_connection_check_new (fixture->trust);
}

static void
test_run_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = g_strdup (fixture->address);
  g_autoptr (GSocketListener) listener = listen_on (fixture);
  g_autoptr (DexFuture) first = run (fixture, NULL, CODE, NULL);

  trust_authority (fixture);
  test_wait_until (is_running (fixture, BAMBU_CHECK_CERTIFICATE));

  /* The first has nothing more to say, whatever becomes of it. */
  test_await_true (bambu_connection_check_run (fixture->check, address, NULL, CODE, NULL));
  assert_rest (fixture, BAMBU_CHECK_REACHABLE, BAMBU_CHECK_RESULT_PASSED);
  g_socket_listener_close (listener);
  dex_unref (test_await (g_steal_pointer (&first)));
  assert_rest (fixture, BAMBU_CHECK_REACHABLE, BAMBU_CHECK_RESULT_PASSED);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  mosquitto_lib_init ();

#define ADD(name, function)                                                                        \
  g_test_add ("/system/connection-check/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("passes", test_passes);
  ADD ("asks", test_asks);
  ADD ("another-printer", test_another_printer);
  ADD ("wrong-code", test_wrong_code);
  ADD ("nothing-there", test_nothing_there);
  ADD ("files-and-camera-closed", test_files_and_camera_closed);
  ADD ("no-printer", test_no_printer);
  ADD ("dropped", test_dropped);
  ADD ("run-again", test_run_again);

  result = g_test_run ();
  mosquitto_lib_cleanup ();

  return result;
}
