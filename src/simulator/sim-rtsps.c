/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-rtsps.h"

#include <gst/rtsp-server/rtsp-server.h>

#include "sim-fault.h"
#include "sim-picture.h"

#define PATH "/streaming/live/1"
#define REALM "LIVE555 Streaming Media"
#define ROLE "viewer"
#define USER "bblp"
#define OTHER_SERIAL "22E00A999999999"
#define FRAME_MSEC 100
#define LOOK_UP_MSEC 20

#define PIPELINE                                                                                   \
  "( appsrc name=pictures is-live=true format=time "                                               \
  "caps=video/x-raw,format=RGB,width=1280,height=720,framerate=10/1 ! videoconvert ! "             \
  "openh264enc gop-size=10 complexity=low ! h264parse ! rtph264pay name=pay0 pt=96 "               \
  "config-interval=1 )"

/* What the server's threads look at. */
typedef struct
{
  int stalled; /* atomic */
  int stopped; /* atomic */
  int number;  /* atomic: of the last picture */
} Shared;

struct _SimRtsps
{
  GObject parent_instance;

  SimPrinter *printer;
  SimStation *station;
  GstRTSPServer *server;
  GSource *source;
  Shared *shared;
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
on_told (gpointer user_data)
{
  Told *told = user_data;
  g_autoptr (JsonObject) event = json_object_new ();

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

/* A thread of the pipeline. A live source is asked for the next picture as soon as it has none. */
static void
on_need_data (GstElement *source, guint size, gpointer user_data)
{
  Shared *shared = user_data;
  guint32 number;
  g_autoptr (GstSample) sample = NULL;
  g_autoptr (GstBuffer) buffer = NULL;
  g_autoptr (GstClock) clock = NULL;
  g_autoptr (GstPad) pad = gst_element_get_static_pad (source, "src");
  GstFlowReturn flow;

  g_usleep (FRAME_MSEC * G_TIME_SPAN_MILLISECOND);
  while (g_atomic_int_get (&shared->stalled) && !g_atomic_int_get (&shared->stopped)
         && !GST_PAD_IS_FLUSHING (pad))
    g_usleep (LOOK_UP_MSEC * G_TIME_SPAN_MILLISECOND);

  clock = gst_element_get_clock (source);
  number = (guint32) g_atomic_int_add (&shared->number, 1) + 1;
  sample = sim_picture_new (number, SIM_PICTURE_USUAL);
  buffer = gst_buffer_copy (gst_sample_get_buffer (sample));
  if (clock != NULL)
    GST_BUFFER_PTS (buffer) = gst_clock_get_time (clock) - gst_element_get_base_time (source);
  GST_BUFFER_DURATION (buffer) = FRAME_MSEC * GST_MSECOND;
  g_signal_emit_by_name (source, "push-buffer", buffer, &flow);
}

static void
shared_unref (gpointer data, GClosure *closure)
{
  g_atomic_rc_box_release (data);
}

static void
on_media_configure (GstRTSPMediaFactory *factory, GstRTSPMedia *media, gpointer user_data)
{
  g_autoptr (GstElement) bin = gst_rtsp_media_get_element (media);
  g_autoptr (GstElement) source = gst_bin_get_by_name_recurse_up (GST_BIN (bin), "pictures");

  g_signal_connect_data (source, "need-data", G_CALLBACK (on_need_data),
                         g_atomic_rc_box_acquire (user_data), shared_unref, G_CONNECT_DEFAULT);
}

static void
on_play (GstRTSPClient *client, GstRTSPContext *context, SimRtsps *self)
{
  tell (self, "camera-login");
}

static void
on_closed (GstRTSPClient *client, SimRtsps *self)
{
  tell (self, "camera-closed");
}

static gboolean
has_fault (SimRtsps *self, const char *name)
{
  return sim_printer_has_fault (self->printer, name);
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

  tell (self, "camera-opened");
  g_signal_connect_object (client, "play-request", G_CALLBACK (on_play), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (client, "closed", G_CALLBACK (on_closed), self, G_CONNECT_DEFAULT);
  if (has_fault (self, "camera-off") || sim_printer_is_away (self->printer))
    g_idle_add_full (G_PRIORITY_DEFAULT, on_close, g_object_ref (client), g_object_unref);
}

static GTlsCertificate *
dup_certificate (SimRtsps *self)
{
  gboolean send_issuers = FALSE;
  g_autoptr (SimCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *pem = NULL;
  GTlsCertificate *loaded;

  if (has_fault (self, "camera-wrong-cn"))
    certificate = sim_certificate_new (OTHER_SERIAL, SIM_CERTIFICATE_V1, NULL);
  else if (has_fault (self, "camera-other-certificate"))
    certificate =
        sim_certificate_new (sim_printer_get_serial (self->printer), SIM_CERTIFICATE_V1, NULL);
  else
    certificate = sim_certificate_ref (
        sim_station_get_certificate (self->station, self->printer, &send_issuers));

  pem = sim_certificate_dup_pem (certificate, send_issuers);
  loaded = g_tls_certificate_new_from_pem (pem, -1, &error);
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
      gst_rtsp_token_new (GST_RTSP_TOKEN_MEDIA_FACTORY_ROLE, G_TYPE_STRING, ROLE, NULL);
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
  GstRTSPMediaFactory *factory = gst_rtsp_media_factory_new ();

  gst_rtsp_media_factory_set_launch (factory, PIPELINE);
  gst_rtsp_media_factory_set_shared (factory, TRUE);
  gst_rtsp_media_factory_set_protocols (factory, GST_RTSP_LOWER_TRANS_TCP);
  gst_rtsp_media_factory_add_role (factory, ROLE, GST_RTSP_PERM_MEDIA_FACTORY_ACCESS,
                                   G_TYPE_BOOLEAN, TRUE, GST_RTSP_PERM_MEDIA_FACTORY_CONSTRUCT,
                                   G_TYPE_BOOLEAN, TRUE, NULL);
  g_signal_connect_data (factory, "media-configure", G_CALLBACK (on_media_configure),
                         g_atomic_rc_box_acquire (self->shared), shared_unref, G_CONNECT_DEFAULT);
  gst_rtsp_mount_points_add_factory (mounts, PATH, factory);
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

  if (g_str_equal (name, "camera-stalls"))
    g_atomic_int_set (&self->shared->stalled, active);
  else if (self->server != NULL
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

  g_atomic_rc_box_release (self->shared);
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
  self->shared = g_atomic_rc_box_new0 (Shared);
}

SimRtsps *
sim_rtsps_new (SimPrinter *printer, SimStation *station)
{
  SimRtsps *self;

  g_return_val_if_fail (SIM_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (SIM_IS_STATION (station), NULL);

  self = g_object_new (SIM_TYPE_RTSPS, NULL);
  self->printer = g_object_ref (printer);
  self->station = g_object_ref (station);
  self->shared->stalled = has_fault (self, "camera-stalls");
  g_signal_connect_object (printer, "fault", G_CALLBACK (on_fault), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "dropped", G_CALLBACK (end_connections), self,
                           G_CONNECT_SWAPPED);

  return self;
}

gboolean
sim_rtsps_start (SimRtsps *self, const char *address, guint16 port, GError **error)
{
  g_autofree char *service = g_strdup_printf ("%u", port);

  g_return_val_if_fail (SIM_IS_RTSPS (self), FALSE);

  sim_rtsps_stop (self);
  g_atomic_int_set (&self->shared->stopped, FALSE);
  self->server = gst_rtsp_server_new ();
  gst_rtsp_server_set_address (self->server, address);
  gst_rtsp_server_set_service (self->server, service);
  set_up_auth (self);
  set_up_media (self);
  g_signal_connect (self->server, "client-connected", G_CALLBACK (on_client), self);

  self->source = gst_rtsp_server_create_source (self->server, NULL, error);
  if (self->source == NULL)
    return FALSE;

  g_source_attach (self->source, NULL);
  self->port = (guint16) gst_rtsp_server_get_bound_port (self->server);

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

  g_atomic_int_set (&self->shared->stopped, TRUE);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  if (self->server != NULL)
    g_signal_handlers_disconnect_by_data (self->server, self);
  end_connections (self);
  g_clear_object (&self->server);
}
