/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-rtsps.h"

#include "sim-fault.h"
#include "sim-rtsps-stream.h"

#define PATH "/streaming/live/1"
#define REALM "LIVE555 Streaming Media"
#define USER "bblp"
#define CLOSED "camera-closed"

struct _SimRtsps
{
  GObject parent_instance;

  SimPrinter *printer;
  SimStation *station;
  GstRTSPServer *server;
  GSocket *socket;
  GSource
      *source; /* of who comes; NULL while there is no room: nobody is let in, nor turned away */
  guint n_clients;
  SimRtspsStream *stream;
  guint16 port;
};

enum
{
  EVENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SimRtsps, sim_rtsps, G_TYPE_OBJECT)

typedef struct
{
  SimRtsps *self;
  const char *name;
} Told;

static void
told_free (gpointer data)
{
  Told *told = data;

  g_object_unref (told->self);
  g_free (told);
}

static gboolean
has_fault (SimRtsps *self, const char *name)
{
  return sim_printer_has_fault (self->printer, name);
}

static void
make_room (SimRtsps *self)
{
  gboolean is_full = has_fault (self, "camera-busy")
                     || (has_fault (self, "camera-one-viewer") && self->n_clients > 0);

  if (self->socket == NULL || is_full == (self->source == NULL))
    return;

  if (is_full)
    {
      g_source_destroy (self->source);
      g_clear_pointer (&self->source, g_source_unref);
      return;
    }

  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (gst_rtsp_server_io_func),
                         g_object_ref (self->server), g_object_unref);
  g_source_attach (self->source, NULL);
}

static gboolean
on_told (gpointer user_data)
{
  Told *told = user_data;
  g_autoptr (JsonObject) event = json_object_new ();

  if (g_str_equal (told->name, CLOSED))
    {
      told->self->n_clients--;
      make_room (told->self);
    }

  json_object_set_string_member (event, "event", told->name);
  json_object_set_string_member (event, "serial", sim_printer_get_serial (told->self->printer));
  g_signal_emit (told->self, signals[EVENT], 0, event);

  return G_SOURCE_REMOVE;
}

/* Any thread */
static void
tell (SimRtsps *self, const char *name)
{
  Told *told = g_new (Told, 1);

  told->self = g_object_ref (self);
  told->name = name;
  g_idle_add_full (G_PRIORITY_DEFAULT, on_told, told, told_free);
}

static void
on_play (GstRTSPClient *client, GstRTSPContext *context, SimRtsps *self)
{
  tell (self, "camera-login");
}

static void
on_report (GObject *owner)
{
  tell (SIM_RTSPS (owner), "camera-report");
}

static GstRTSPStatusCode
on_get_parameter (GstRTSPClient *client, GstRTSPContext *context, SimRtsps *self)
{
  tell (self, "camera-alive");

  return GST_RTSP_STS_OK;
}

static GstRTSPStatusCode
on_teardown (GstRTSPClient *client, GstRTSPContext *context, SimRtsps *self)
{
  tell (self, "camera-teardown");

  return sim_rtsps_stream_hold_teardown (self->stream) ? GST_RTSP_STS_METHOD_NOT_ALLOWED
                                                       : GST_RTSP_STS_OK;
}

static void
on_closed (GstRTSPClient *client, SimRtsps *self)
{
  tell (self, CLOSED);
}

/* The server would go on with one that is closed before it has its watch. */
static gboolean
on_close (gpointer client)
{
  gst_rtsp_client_close (client);

  return G_SOURCE_REMOVE;
}

static void
on_client (GstRTSPServer *server, GstRTSPClient *client, gpointer user_data)
{
  SimRtsps *self = user_data;

  self->n_clients++;
  make_room (self);
  tell (self, "camera-opened");
  g_signal_connect_object (client, "play-request", G_CALLBACK (on_play), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (client, "closed", G_CALLBACK (on_closed), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (client, "pre-get-parameter-request", G_CALLBACK (on_get_parameter), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (client, "pre-teardown-request", G_CALLBACK (on_teardown), self,
                           G_CONNECT_DEFAULT);
  if (has_fault (self, "camera-off") || has_fault (self, "camera-missing")
      || sim_printer_is_away (self->printer))
    g_idle_add_full (G_PRIORITY_DEFAULT, on_close, g_object_ref (client), g_object_unref);
}

static GTlsCertificate *
dup_certificate (SimRtsps *self)
{
  gboolean send_issuers;
  g_autoptr (SimCertificate) certificate =
      sim_station_choose_camera_certificate (self->station, self->printer, &send_issuers);
  g_autofree char *pem = sim_certificate_dup_pem (certificate, send_issuers);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *loaded = g_tls_certificate_new_from_pem (pem, -1, &error);

  if (loaded == NULL)
    g_warning ("GIO does not take the certificate: %s", error->message);

  return loaded;
}

/* Anew for each change of what it says. */
static void
set_up_auth (SimRtsps *self)
{
  g_autoptr (GstRTSPAuth) auth = gst_rtsp_auth_new ();
  g_autoptr (GstRTSPToken) token =
      gst_rtsp_token_new (GST_RTSP_TOKEN_MEDIA_FACTORY_ROLE, G_TYPE_STRING, SIM_RTSPS_ROLE, NULL);
  g_autoptr (GTlsCertificate) certificate = dup_certificate (self);

  gst_rtsp_auth_set_tls_certificate (auth, certificate);
  gst_rtsp_auth_set_supported_methods (auth, GST_RTSP_AUTH_DIGEST);
  gst_rtsp_auth_set_realm (auth, REALM);
  if (!has_fault (self, "wrong-code") && !has_fault (self, "camera-wrong-code"))
    gst_rtsp_auth_add_digest (auth, USER, sim_printer_get_access_code (self->printer), token);
  gst_rtsp_server_set_auth (self->server, auth);
}

static void
set_up_media (SimRtsps *self)
{
  g_autoptr (GstRTSPMountPoints) mounts = gst_rtsp_server_get_mount_points (self->server);

  gst_rtsp_mount_points_add_factory (mounts, PATH, sim_rtsps_stream_make_factory (self->stream));
}

static GstRTSPFilterResult
remove_client (GstRTSPServer *server, GstRTSPClient *client, gpointer user_data)
{
  return GST_RTSP_FILTER_REMOVE;
}

static void
end_connections (SimRtsps *self)
{
  if (self->server != NULL)
    gst_rtsp_server_client_filter (self->server, remove_client, NULL);
}

static void
on_fault (SimRtsps *self, const char *name, gboolean active)
{
  const SimFault *fault = sim_fault_find (name, NULL);

  sim_rtsps_stream_set_fault (self->stream, name, active);
  make_room (self);
  if (self->server != NULL
      && (fault->place == SIM_FAULT_CAMERA || g_str_equal (name, "wrong-code")))
    set_up_auth (self);
}

static void
sim_rtsps_dispose (GObject *object)
{
  SimRtsps *self = SIM_RTSPS (object);

  sim_rtsps_stop (self);
  G_OBJECT_CLASS (sim_rtsps_parent_class)->dispose (object);
}

static void
sim_rtsps_finalize (GObject *object)
{
  SimRtsps *self = SIM_RTSPS (object);

  g_clear_pointer (&self->stream, sim_rtsps_stream_unref);
  g_clear_object (&self->station);
  g_clear_object (&self->printer);
  G_OBJECT_CLASS (sim_rtsps_parent_class)->finalize (object);
}

static void
sim_rtsps_class_init (SimRtspsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_rtsps_dispose;
  object_class->finalize = sim_rtsps_finalize;

  signals[EVENT] = g_signal_new ("event", SIM_TYPE_RTSPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
}

static void
sim_rtsps_init (SimRtsps *self)
{
  self->stream = sim_rtsps_stream_new (on_report, G_OBJECT (self));
}

SimRtsps *
sim_rtsps_new (SimPrinter *printer, SimStation *station)
{
  SimRtsps *self;
  guint n_faults;
  const SimFault *faults;

  g_return_val_if_fail (SIM_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (SIM_IS_STATION (station), NULL);

  self = g_object_new (SIM_TYPE_RTSPS, NULL);
  self->printer = g_object_ref (printer);
  self->station = g_object_ref (station);
  faults = sim_fault_list (&n_faults);
  for (guint i = 0; i < n_faults; i++)
    if (has_fault (self, faults[i].name))
      on_fault (self, faults[i].name, TRUE);
  g_signal_connect_object (printer, "fault", G_CALLBACK (on_fault), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "dropped", G_CALLBACK (end_connections), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
sim_rtsps_set_period (SimRtsps *self, double seconds)
{
  g_return_if_fail (SIM_IS_RTSPS (self));

  sim_rtsps_stream_set_period (self->stream, seconds);
}

gboolean
sim_rtsps_start (SimRtsps *self, const char *address, guint16 port, GError **error)
{
  g_autofree char *service = g_strdup_printf ("%u", port);
  g_autoptr (GSocketAddress) bound = NULL;

  g_return_val_if_fail (SIM_IS_RTSPS (self), FALSE);

  sim_rtsps_stop (self);
  sim_rtsps_stream_set_stopped (self->stream, FALSE);
  self->server = gst_rtsp_server_new ();
  gst_rtsp_server_set_address (self->server, address);
  gst_rtsp_server_set_service (self->server, service);
  set_up_auth (self);
  set_up_media (self);
  g_signal_connect (self->server, "client-connected", G_CALLBACK (on_client), self);

  self->socket = gst_rtsp_server_create_socket (self->server, NULL, error);
  if (self->socket == NULL)
    return FALSE;

  bound = g_socket_get_local_address (self->socket, error);
  if (bound == NULL)
    return FALSE;

  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  make_room (self);

  return TRUE;
}

guint16
sim_rtsps_get_port (SimRtsps *self)
{
  g_return_val_if_fail (SIM_IS_RTSPS (self), 0);

  return self->port;
}

void
sim_rtsps_stop (SimRtsps *self)
{
  g_return_if_fail (SIM_IS_RTSPS (self));

  sim_rtsps_stream_set_stopped (self->stream, TRUE);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_clear_object (&self->socket);
  if (self->server != NULL)
    g_signal_handlers_disconnect_by_data (self->server, self);
  end_connections (self);
  g_clear_object (&self->server);
}
