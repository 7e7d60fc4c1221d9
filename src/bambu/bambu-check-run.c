/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-check-run.h"

#include "bambu-check-step-private.h"
#include "link/bambu-address.h"
#include "link/bambu-mqtt-link.h"
#include "link/bambu-probe.h"
#include "link/bambu-redact.h"
#include "link/bambu-serial.h"

#define FILES_PORT 990
#define JPEG_PORT 6000
#define RTSPS_PORT 322
#define LOG_IN_LIMIT_SECONDS 20
#define REPORT_LIMIT_SECONDS 15

/* One run. A later one, or being dropped, makes it stop telling. */
typedef struct
{
  BambuConnectionCheck *check;
  guint number;
  gboolean stopped;

  char *address;
  char *host;
  guint16 port;
  char *serial;
  char *access_code;
  char *fingerprint;
} Run;

static void
run_free (Run *run)
{
  g_clear_object (&run->check);
  g_free (run->address);
  g_free (run->host);
  g_free (run->serial);
  bambu_secret_free (run->access_code);
  g_free (run->fingerprint);
  g_free (run);
}

static gboolean
run_is_told (Run *run)
{
  return !run->stopped && run->number == bambu_connection_check_get_run (run->check);
}

static void
run_set (Run *run, BambuCheckKind kind, BambuCheckResult result, const GError *error)
{
  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED))
    run->stopped = TRUE;

  if (run_is_told (run))
    bambu_check_step_set (bambu_connection_check_get_step (run->check, kind), result, error);
}

static void
run_begin (Run *run, BambuCheckKind kind)
{
  run_set (run, kind, BAMBU_CHECK_RESULT_RUNNING, NULL);
}

static void
run_finish (Run *run, BambuCheckKind kind, const GError *error)
{
  run_set (run, kind, error ? BAMBU_CHECK_RESULT_FAILED : BAMBU_CHECK_RESULT_PASSED, error);
}

/* What was not come to. */
static void
run_end (Run *run)
{
  if (run->number != bambu_connection_check_get_run (run->check))
    return;

  for (guint i = 0; i < BAMBU_N_CHECKS; i++)
    {
      BambuCheckStep *step = bambu_connection_check_get_step (run->check, (BambuCheckKind) i);
      BambuCheckResult result = bambu_check_step_get_result (step);

      if (result == BAMBU_CHECK_RESULT_PENDING || result == BAMBU_CHECK_RESULT_RUNNING)
        bambu_check_step_set (
            step, run->stopped ? BAMBU_CHECK_RESULT_PENDING : BAMBU_CHECK_RESULT_UNKNOWN, NULL);
    }
}

static void
on_notified (GObject *object, GParamSpec *pspec, gpointer promise)
{
  dex_promise_resolve_boolean (promise, TRUE);
  g_signal_handlers_disconnect_by_func (object, on_notified, promise);
}

static void
unref_promise (gpointer promise, GClosure *closure)
{
  dex_unref (promise);
}

static gboolean
await_notify (gpointer object, const char *notify, gint64 deadline, GError **error)
{
  DexPromise *promise = dex_promise_new ();

  g_signal_connect_data (object, notify, G_CALLBACK (on_notified), dex_ref (promise), unref_promise,
                         G_CONNECT_DEFAULT);

  return dex_await (
      dex_future_first (DEX_FUTURE (promise), dex_timeout_new_deadline (deadline), NULL), error);
}

/* Any port of the printer: who answers there? */
static BambuCertificate *
probe (Run *run, guint16 port, const char *serial, GError **error)
{
  g_autoptr (GSocketConnection) connection =
      dex_await_object (bambu_probe_connect (run->host, port), error);

  if (connection == NULL)
    return NULL;

  return dex_await_boxed (
      bambu_probe_handshake (connection, bambu_connection_check_get_trust (run->check), serial),
      error);
}

static gboolean
is_fingerprint_of (const char *fingerprint, const BambuCertificate *certificate)
{
  g_autoptr (GString) text = g_string_new (fingerprint);

  g_string_replace (text, ":", "", 0);

  return certificate->fingerprint != NULL
         && g_ascii_strcasecmp (text->str, certificate->fingerprint) == 0;
}

static gboolean
check_reachable (Run *run, GError **error)
{
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) unusable = NULL;

  run_begin (run, BAMBU_CHECK_REACHABLE);

  if (bambu_address_parse (run->address, &run->host, &run->port, &unusable))
    connection = dex_await_object (bambu_probe_connect (run->host, run->port), error);
  else
    g_set_error_literal (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_UNREACHABLE, unusable->message);

  run_finish (run, BAMBU_CHECK_REACHABLE, *error);

  return connection != NULL;
}

/* Without a serial the first look only learns it: pins belong to a serial, so a second one judges.
 */
static BambuCertificate *
look_at_certificate (Run *run, GError **error)
{
  g_autoptr (BambuCertificate) certificate = NULL;
  gboolean look_again = run->serial == NULL;

  certificate = probe (run, run->port, run->serial, error);
  if (certificate == NULL)
    return NULL;

  if (run->serial == NULL && !bambu_serial_is_valid (certificate->common_name))
    {
      g_set_error_literal (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_PROTOCOL,
                           "The certificate names no printer");
      return NULL;
    }

  if (run->serial == NULL)
    run->serial = g_strdup (certificate->common_name);

  if (run->fingerprint != NULL && g_str_equal (certificate->common_name, run->serial)
      && is_fingerprint_of (run->fingerprint, certificate))
    {
      bambu_trust_set_pin (bambu_connection_check_get_trust (run->check), run->serial,
                           run->fingerprint);
      look_again = TRUE;
    }

  if (!look_again)
    return g_steal_pointer (&certificate);

  return probe (run, run->port, run->serial, error);
}

static gboolean
check_certificate (Run *run, GError **error)
{
  g_autoptr (BambuCertificate) certificate = NULL;
  g_autofree char *verdict = NULL;

  run_begin (run, BAMBU_CHECK_CERTIFICATE);

  certificate = look_at_certificate (run, error);
  if (certificate == NULL)
    {
      run_finish (run, BAMBU_CHECK_CERTIFICATE, *error);
      return FALSE;
    }

  if (run_is_told (run))
    {
      bambu_connection_check_set_serial (run->check, run->serial);
      bambu_connection_check_set_certificate (run->check, certificate);
    }

  if (bambu_certificate_is_trusted (certificate))
    {
      run_finish (run, BAMBU_CHECK_CERTIFICATE, NULL);
      return TRUE;
    }

  verdict = g_enum_to_string (BAMBU_TYPE_VERDICT, certificate->verdict);
  g_set_error (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CERTIFICATE,
               "The certificate %s is not trusted: %s", certificate->fingerprint, verdict);
  /* Another printer's certificate is not for the user to accept. */
  run_set (run, BAMBU_CHECK_CERTIFICATE,
           certificate->verdict == BAMBU_VERDICT_WRONG_NAME ? BAMBU_CHECK_RESULT_FAILED
                                                            : BAMBU_CHECK_RESULT_ASK,
           *error);

  return FALSE;
}

static gboolean
log_in (BambuLink *link, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + LOG_IN_LIMIT_SECONDS * G_USEC_PER_SEC;
  BambuLinkState state;

  while ((state = bambu_link_get_state (link)) == BAMBU_LINK_STATE_CONNECTING)
    if (!await_notify (link, "notify::state", deadline, error))
      {
        if (g_error_matches (*error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
          {
            g_clear_error (error);
            g_set_error (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_TIMED_OUT,
                         "No answer to the access code");
          }
        return FALSE;
      }

  if (state == BAMBU_LINK_STATE_OPEN)
    return TRUE;

  if ((*error = bambu_link_dup_error (link)) == NULL)
    g_set_error (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED, "The connection was closed");

  return FALSE;
}

static BambuPrinter *
check_access_code (Run *run, GError **error)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new (run->serial, NULL);
  g_autoptr (BambuLink) link = NULL;

  run_begin (run, BAMBU_CHECK_ACCESS_CODE);

  link = bambu_mqtt_link_new_lan (bambu_connection_check_get_trust (run->check), run->host,
                                  run->port, run->serial, run->access_code);
  bambu_printer_set_address (printer, run->address);
  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);

  if (!log_in (link, error))
    {
      bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);
      run_finish (run, BAMBU_CHECK_ACCESS_CODE, *error);
      return NULL;
    }

  run_finish (run, BAMBU_CHECK_ACCESS_CODE, NULL);

  return g_steal_pointer (&printer);
}

static void
check_report (Run *run, BambuPrinter *printer)
{
  gint64 deadline = g_get_monotonic_time () + REPORT_LIMIT_SECONDS * G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;

  run_begin (run, BAMBU_CHECK_REPORT);

  while (error == NULL && !bambu_printer_has_report (printer))
    await_notify (printer, "notify::has-report", deadline, &error);

  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    {
      g_clear_error (&error);
      g_set_error (&error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_TIMED_OUT,
                   "Connected but no data in %d s: check the serial", REPORT_LIMIT_SECONDS);
    }

  run_finish (run, BAMBU_CHECK_REPORT, error);

  if (run_is_told (run))
    bambu_connection_check_set_printer (run->check, printer);
}

/* @port is the one of a real printer; one behind offset ports has all of them offset alike. */
static void
check_port (Run *run, BambuCheckKind kind, int port)
{
  int shifted = port + run->port - BAMBU_ADDRESS_PORT;
  g_autoptr (BambuCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;

  if (shifted <= 0 || shifted > G_MAXUINT16)
    {
      run_set (run, kind, BAMBU_CHECK_RESULT_UNKNOWN, NULL);
      return;
    }

  run_begin (run, kind);
  certificate = probe (run, shifted, run->serial, &error);
  if (certificate != NULL && !bambu_certificate_is_trusted (certificate))
    g_set_error (&error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CERTIFICATE,
                 "Another certificate at port %d", shifted);
  run_finish (run, kind, error);
}

/* By the kind that the printer has, never by open ports: some have a file tunnel where others have
 * a camera. One with LAN live view switched off closes its port or ends the connection at once. */
static void
check_camera (Run *run, BambuPrinter *printer)
{
  switch (bambu_printer_get_camera_kind (printer))
    {
    case BAMBU_CAMERA_KIND_JPEG:
      check_port (run, BAMBU_CHECK_CAMERA, JPEG_PORT);
      break;
    case BAMBU_CAMERA_KIND_RTSPS:
      check_port (run, BAMBU_CHECK_CAMERA, RTSPS_PORT);
      break;
    case BAMBU_CAMERA_KIND_NONE:
    case BAMBU_CAMERA_KIND_UNKNOWN:
    default:
      run_set (run, BAMBU_CHECK_CAMERA, BAMBU_CHECK_RESULT_UNKNOWN, NULL);
    }
}

static void
check_rights (Run *run, BambuPrinter *printer)
{
  g_autoptr (GError) error = NULL;

  switch (bambu_printer_get_rights (printer))
    {
    case BAMBU_RIGHTS_FULL:
      run_finish (run, BAMBU_CHECK_RIGHTS, NULL);
      break;
    case BAMBU_RIGHTS_VIEW_ONLY:
      g_set_error (&error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED,
                   "The printer accepts signed commands only");
      run_finish (run, BAMBU_CHECK_RIGHTS, error);
      break;
    case BAMBU_RIGHTS_UNKNOWN:
    default:
      run_set (run, BAMBU_CHECK_RIGHTS, BAMBU_CHECK_RESULT_UNKNOWN, NULL);
    }
}

static DexFuture *
run_fiber (gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuPrinter) printer = NULL;

  if (check_reachable (run, &error) && check_certificate (run, &error)
      && (printer = check_access_code (run, &error)))
    {
      check_report (run, printer);
      check_port (run, BAMBU_CHECK_FILES, FILES_PORT);
      check_camera (run, printer);
      check_rights (run, printer);
      bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);
    }

  run_end (run);

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static DexFuture *
pass_on (DexFuture *future, gpointer user_data)
{
  return dex_ref (future);
}

DexFuture *
bambu_check_run (BambuConnectionCheck *check,
                 const char *address,
                 const char *serial,
                 const char *access_code,
                 const char *fingerprint)
{
  Run *run = g_new0 (Run, 1);

  run->check = g_object_ref (check);
  run->number = bambu_connection_check_get_run (check);
  run->address = g_strdup (address);
  run->serial = g_strdup (serial);
  run->access_code = g_strdup (access_code);
  run->fingerprint = g_strdup (fingerprint);

  /* Chained, since dropping a bare fiber would not stop it. */
  return dex_future_finally (
      dex_scheduler_spawn (NULL, 0, run_fiber, run, (GDestroyNotify) run_free), pass_on, NULL,
      NULL);
}
