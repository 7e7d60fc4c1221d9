/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-rtsps-source.h"

#include "bambu-rtsps-tls.h"

#define LATENCY_MSEC 300

typedef struct
{
  BambuCameraTarget target;
} Guard;

static void
guard_free (gpointer data, GClosure *closure)
{
  Guard *guard = data;

  bambu_camera_target_clear (&guard->target);
  g_free (guard);
}

/* On a thread of the source's, before anything is said to the other side. */
static gboolean
on_accept_certificate (GstElement *source,
                       GTlsConnection *connection,
                       GTlsCertificate *shown,
                       GTlsCertificateFlags doubts,
                       gpointer user_data)
{
  const BambuCameraTarget *target = &((Guard *) user_data)->target;
  g_autoptr (BambuCertificate) certificate =
      bambu_rtsps_tls_judge (target->trust, target->serial, shown);
  g_autofree char *verdict = NULL;
  g_autoptr (GError) error = NULL;

  if (bambu_certificate_is_trusted (certificate))
    return TRUE;

  verdict = g_enum_to_string (BAMBU_TYPE_VERDICT, certificate->verdict);
  error = g_error_new (BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_CERTIFICATE,
                       "The certificate is not trusted: %s", verdict);
  gst_element_post_message (source, gst_message_new_error (GST_OBJECT (source), error, NULL));

  return FALSE;
}

/* The camera has one stream; what else there may be is of no use. */
static void
on_pad_added (GstElement *source, GstPad *pad, gpointer depayloader)
{
  g_autoptr (GstPad) sink = gst_element_get_static_pad (depayloader, "sink");

  if (!gst_pad_is_linked (sink))
    gst_pad_link (pad, sink);
}

/* Credentials in the location would be logged. */
static GstElement *
make_rtspsrc (const BambuCameraTarget *target)
{
  GstElement *source = gst_element_factory_make ("rtspsrc", NULL);
  g_autoptr (GTlsDatabase) database = bambu_rtsps_tls_new_database ();
  g_autoptr (GInetAddress) ip = g_inet_address_new_from_string (target->host);
  gboolean has_colons = ip && g_inet_address_get_family (ip) == G_SOCKET_FAMILY_IPV6;
  g_autofree char *location = g_strdup_printf (has_colons ? "rtsps://[%s]:%u/streaming/live/1"
                                                          : "rtsps://%s:%u/streaming/live/1",
                                               target->host, target->port);
  guint64 timeout_usec = (guint64) target->timeout_msec * G_TIME_SPAN_MILLISECOND;
  Guard *guard;

  if (source == NULL)
    return NULL;

  g_object_set (source, "location", location, "user-id", BAMBU_CAMERA_USER, "user-pw",
                target->access_code, "latency", LATENCY_MSEC, "tcp-timeout", timeout_usec,
                "timeout", timeout_usec, "teardown-timeout", (guint64) 0, "tls-database", database,
                NULL);
  gst_util_set_object_arg (G_OBJECT (source), "protocols", "tcp");
  /* By the time of arrival: some printers' stamps hardly move. */
  gst_util_set_object_arg (G_OBJECT (source), "buffer-mode", "none");

  guard = g_new0 (Guard, 1);
  bambu_camera_target_copy (&guard->target, target);
  g_signal_connect_data (source, "accept-certificate", G_CALLBACK (on_accept_certificate), guard,
                         guard_free, G_CONNECT_DEFAULT);

  return source;
}

GstElement *
bambu_camera_decoder_new (const char *type, GError **error)
{
  g_autolist (GstElementFactory) all = gst_element_factory_list_get_elements (
      GST_ELEMENT_FACTORY_TYPE_DECODER | GST_ELEMENT_FACTORY_TYPE_MEDIA_VIDEO
          | GST_ELEMENT_FACTORY_TYPE_MEDIA_IMAGE,
      GST_RANK_MARGINAL);
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple (type);
  g_autolist (GstElementFactory) fitting =
      gst_element_factory_list_filter (all, caps, GST_PAD_SINK, FALSE); /* sorted by rank */

  for (GList *l = fitting; l != NULL; l = l->next)
    {
      GstElement *decoder = gst_element_factory_create (l->data, NULL);

      if (decoder != NULL)
        return decoder;
    }

  g_set_error (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_NO_DECODER,
               "No decoder for %s is installed", type);

  return NULL;
}

static gboolean
add (GstElement *bin, GstElement *element)
{
  return element != NULL && gst_bin_add (GST_BIN (bin), element);
}

GstElement *
bambu_rtsps_source_new (const BambuCameraTarget *target, GError **error)
{
  g_autoptr (GstElement) bin = NULL;
  g_autoptr (GstPad) pad = NULL;
  GstElement *source;
  GstElement *depayloader;
  GstElement *parser;
  GstElement *decoder;
  gboolean is_whole;

  g_return_val_if_fail (target != NULL, NULL);

  bin = gst_object_ref_sink (gst_bin_new (NULL));
  source = make_rtspsrc (target);
  depayloader = gst_element_factory_make ("rtph264depay", NULL);
  parser = gst_element_factory_make ("h264parse", NULL);
  decoder = bambu_camera_decoder_new ("video/x-h264", error);
  /* Each that is there, so that it goes with the bin if another is not */
  is_whole = add (bin, source) & add (bin, depayloader) & add (bin, parser) & add (bin, decoder);
  if (!is_whole)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_NO_DECODER,
                             "What receives H.264 is not installed");
      return NULL;
    }

  gst_element_link_many (depayloader, parser, decoder, NULL);
  g_signal_connect_object (source, "pad-added", G_CALLBACK (on_pad_added), depayloader,
                           G_CONNECT_DEFAULT);
  pad = gst_element_get_static_pad (decoder, "src");
  gst_element_add_pad (bin, gst_ghost_pad_new ("src", pad));
  g_object_force_floating (G_OBJECT (bin));

  return g_steal_pointer (&bin);
}
