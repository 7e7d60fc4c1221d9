/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-camera-pipeline.h"

#include "bambu-rtsps-source.h"

/* From one JPEG to the next, of what came decoded */
#define COMPRESSING_USEC (G_USEC_PER_SEC / 2)

/* What the streaming thread leaves for the main context. */
typedef struct
{
  GMutex mutex;
  BambuCameraPipeline *pipeline; /* %NULL: freed; main context only */
  gboolean on_its_way;           /* under the mutex, as is what follows */
  GBytes *latest;                /* the picture that was not taken yet */
  gint64 compressed;             /* when the last one was; the streaming thread's */
} Mailbox;

struct _BambuCameraPipeline
{
  GstElement *pipeline;
  GstElement *split;
  GstElement *valve;      /* before what is shown; %NULL: nothing is yet */
  GstElement *sink;       /* what is behind that valve */
  GstElement *compressor; /* a valve, too, before what makes JPEG; %NULL: nothing does */
  gboolean is_jpeg;
  GstBus *bus;
  Mailbox *mailbox;
  gboolean failed;

  const BambuCameraPipelineEvents *events;
  gpointer user_data;
};

static void
mailbox_clear (gpointer data)
{
  Mailbox *self = data;

  g_clear_pointer (&self->latest, g_bytes_unref);
  g_mutex_clear (&self->mutex);
}

static void
mailbox_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, mailbox_clear);
}

static gboolean
on_mail (gpointer user_data)
{
  Mailbox *mailbox = user_data;
  BambuCameraPipeline *self = mailbox->pipeline;
  g_autoptr (GBytes) picture = NULL;

  g_mutex_lock (&mailbox->mutex);
  picture = g_steal_pointer (&mailbox->latest);
  mailbox->on_its_way = FALSE;
  g_mutex_unlock (&mailbox->mutex);

  if (self != NULL && !self->failed)
    self->events->picture (picture, self->user_data);

  return G_SOURCE_REMOVE;
}

/* A picture that is not taken yet is replaced: what is late is of no use. %NULL: one came, but not
 * as JPEG. */
static void
mailbox_put (Mailbox *self, GBytes *picture)
{
  gboolean was_on_its_way;

  g_mutex_lock (&self->mutex);
  was_on_its_way = self->on_its_way;
  self->on_its_way = TRUE;
  if (picture != NULL)
    {
      g_clear_pointer (&self->latest, g_bytes_unref);
      self->latest = picture;
    }
  g_mutex_unlock (&self->mutex);

  if (!was_on_its_way)
    g_idle_add_full (G_PRIORITY_DEFAULT, on_mail, g_atomic_rc_box_acquire (self), mailbox_unref);
}

static void
unmap_buffer (gpointer data)
{
  GstMapInfo *map = data;
  GstBuffer *buffer = map->user_data[0];

  gst_buffer_unmap (buffer, map);
  gst_buffer_unref (buffer);
  g_free (map);
}

/* Without copying */
static GBytes *
wrap_buffer (GstBuffer *buffer)
{
  GstMapInfo *map = g_new0 (GstMapInfo, 1);

  if (!gst_buffer_map (buffer, map, GST_MAP_READ))
    {
      g_free (map);
      return NULL;
    }

  map->user_data[0] = gst_buffer_ref (buffer);

  return g_bytes_new_with_free_func (map->data, map->size, unmap_buffer, map);
}

static GstPadProbeReturn
on_raw (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  mailbox_put (user_data, NULL);

  return GST_PAD_PROBE_OK;
}

/* Not by videorate, which takes what has no duration for a bug of ours, and ends the program. */
static GstPadProbeReturn
on_compressible (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Mailbox *mailbox = user_data;
  gint64 now = g_get_monotonic_time ();

  if (now - mailbox->compressed < COMPRESSING_USEC)
    return GST_PAD_PROBE_DROP;

  mailbox->compressed = now;

  return GST_PAD_PROBE_OK;
}

static GstPadProbeReturn
on_jpeg (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  GBytes *picture = wrap_buffer (GST_PAD_PROBE_INFO_BUFFER (info));

  if (picture != NULL)
    mailbox_put (user_data, picture);

  return GST_PAD_PROBE_OK;
}

/* GStreamer's own errors are about what is installed, or about a stream that nothing understands.
 */
static GError *
translate_error (GError *error)
{
  g_autoptr (GError) owned = error;

  if (owned->domain == BAMBU_CAMERA_ERROR)
    return g_steal_pointer (&owned);

  if (g_error_matches (owned, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN)
      || g_error_matches (owned, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND))
    return g_error_new_literal (BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_NO_DECODER, owned->message);

  if (g_error_matches (owned, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED))
    return g_error_new_literal (BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_REFUSED, owned->message);

  if (owned->domain == GST_RESOURCE_ERROR)
    return g_error_new_literal (BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_UNREACHABLE, owned->message);

  return g_error_new_literal (BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_PROTOCOL, owned->message);
}

/* The first error tells why; those after it, that the rest of the pipeline noticed. */
static void
fail (BambuCameraPipeline *self, GError *error)
{
  g_autoptr (GError) translated = translate_error (error);

  if (self->failed)
    return;

  self->failed = TRUE;
  self->events->failed (translated, self->user_data);
}

static gboolean
on_bus_message (GstBus *bus, GstMessage *message, gpointer user_data)
{
  BambuCameraPipeline *self = user_data;
  GError *error = NULL;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    gst_message_parse_error (message, &error, NULL);
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    error = g_error_new_literal (BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_UNREACHABLE,
                                 "The pictures ended");

  if (error != NULL)
    fail (self, error);

  return G_SOURCE_CONTINUE;
}

static void
add_probe (BambuCameraPipeline *self, GstPad *pad, GstPadProbeCallback callback)
{
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, callback,
                     g_atomic_rc_box_acquire (self->mailbox), mailbox_unref);
}

BambuCameraPipeline *
bambu_camera_pipeline_new (GstElement *source,
                           gboolean is_jpeg,
                           const BambuCameraPipelineEvents *events,
                           gpointer user_data)
{
  BambuCameraPipeline *self;
  g_autoptr (GstPad) pad = NULL;

  g_return_val_if_fail (GST_IS_ELEMENT (source), NULL);
  g_return_val_if_fail (events != NULL, NULL);

  self = g_new0 (BambuCameraPipeline, 1);
  self->is_jpeg = is_jpeg;
  self->events = events;
  self->user_data = user_data;
  self->mailbox = g_atomic_rc_box_new0 (Mailbox);
  self->mailbox->pipeline = self;
  g_mutex_init (&self->mailbox->mutex);

  self->pipeline = gst_object_ref_sink (gst_pipeline_new ("camera"));
  self->split = gst_element_factory_make ("tee", NULL);
  g_object_set (self->split, "allow-not-linked", TRUE, NULL);
  gst_bin_add_many (GST_BIN (self->pipeline), source, self->split, NULL);
  gst_element_link (source, self->split);

  pad = gst_element_get_static_pad (source, "src");
  add_probe (self, pad, is_jpeg ? on_jpeg : on_raw);

  self->bus = gst_element_get_bus (self->pipeline);
  gst_bus_add_watch (self->bus, on_bus_message, self);
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);

  return self;
}

/* A sink that went down with the rest would show nothing any more. */
GstElement *
bambu_camera_pipeline_steal_sink (BambuCameraPipeline *self)
{
  GstElement *sink;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->sink == NULL)
    return NULL;

  sink = gst_object_ref (g_steal_pointer (&self->sink));
  gst_element_set_locked_state (sink, TRUE);
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_bin_remove (GST_BIN (self->pipeline), sink);

  return sink;
}

/* Quick: the source lets go at once of what it waits for. */
void
bambu_camera_pipeline_free (BambuCameraPipeline *self)
{
  self->mailbox->pipeline = NULL;
  gst_bus_remove_watch (self->bus);
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_pointer (&self->mailbox, mailbox_unref);
  gst_clear_object (&self->bus);
  gst_clear_object (&self->pipeline);
  g_free (self);
}

gboolean
bambu_camera_pipeline_has_sink (BambuCameraPipeline *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->valve != NULL;
}

/* Pictures are shown when they come, and a sink that still waits for its first one holds nothing
 * up. */
static void
set_up_sink (GstElement *sink)
{
  GObjectClass *sink_class = G_OBJECT_GET_CLASS (sink);

  if (g_object_class_find_property (sink_class, "sync") != NULL)
    g_object_set (sink, "sync", FALSE, NULL);
  if (g_object_class_find_property (sink_class, "async") != NULL)
    g_object_set (sink, "async", FALSE, NULL);
}

/* Transfer floating, of the elements; %NULL is left out. In their order, which begins with the
 * valve and ends with a sink. */
static void
add_branch (BambuCameraPipeline *self, GstElement *const *elements, guint n_elements)
{
  GstElement *last = NULL;

  for (guint i = 0; i < n_elements; i++)
    if (elements[i] != NULL)
      {
        gst_bin_add (GST_BIN (self->pipeline), elements[i]);
        if (last != NULL)
          gst_element_link (last, elements[i]);
        last = elements[i];
      }

  /* From the end on, so that nothing comes to where nobody is ready. */
  for (guint i = n_elements; i > 0; i--)
    if (elements[i - 1] != NULL)
      gst_element_sync_state_with_parent (elements[i - 1]);
  gst_element_link (self->split, elements[0]);
}

gboolean
bambu_camera_pipeline_add_sink (BambuCameraPipeline *self, GstElement *sink, GError **error)
{
  g_autoptr (GstElement) shown = NULL;
  GstElement *decoder = NULL;

  g_return_val_if_fail (self != NULL && self->valve == NULL, FALSE);
  g_return_val_if_fail (GST_IS_ELEMENT (sink), FALSE);

  shown = gst_object_ref_sink (sink);
  if (self->is_jpeg && !(decoder = bambu_camera_decoder_new ("image/jpeg", error)))
    return FALSE;

  set_up_sink (shown);
  self->sink = shown;
  self->valve = gst_element_factory_make ("valve", NULL);
  add_branch (self,
              (GstElement *[]) { self->valve, decoder,
                                 gst_element_factory_make ("videoconvert", NULL), shown },
              4);

  return TRUE;
}

void
bambu_camera_pipeline_set_showing (BambuCameraPipeline *self, gboolean showing)
{
  g_return_if_fail (self != NULL);

  if (self->valve != NULL)
    g_object_set (self->valve, "drop", !showing, NULL);
}

static gboolean
add_compressor (BambuCameraPipeline *self, GError **error)
{
  GstElement *encoder = gst_element_factory_make ("jpegenc", NULL);
  GstElement *converter = gst_element_factory_make ("videoconvert", NULL);
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);
  g_autoptr (GstPad) raw = NULL;
  g_autoptr (GstPad) jpeg = NULL;

  if (encoder == NULL || converter == NULL || sink == NULL)
    {
      gst_clear_object (&encoder);
      gst_clear_object (&converter);
      gst_clear_object (&sink);
      g_set_error_literal (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_NO_DECODER,
                           "What makes JPEG is not installed");
      return FALSE;
    }

  set_up_sink (sink);
  raw = gst_element_get_static_pad (converter, "sink");
  add_probe (self, raw, on_compressible);
  jpeg = gst_element_get_static_pad (encoder, "src");
  add_probe (self, jpeg, on_jpeg);
  self->compressor = gst_element_factory_make ("valve", NULL);
  add_branch (self, (GstElement *[]) { self->compressor, converter, encoder, sink }, 4);

  return TRUE;
}

gboolean
bambu_camera_pipeline_set_compressing (BambuCameraPipeline *self,
                                       gboolean compressing,
                                       GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->is_jpeg)
    return TRUE;

  if (self->compressor != NULL)
    g_object_set (self->compressor, "drop", !compressing, NULL);

  return self->compressor != NULL || !compressing || add_compressor (self, error);
}
