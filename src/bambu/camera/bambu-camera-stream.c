/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a source to those who look, as long as a connection lasts. */
#include "bambu-camera-private.h"
#include "bambu-weak-ref.h"

void
bambu_camera_drop_last_sink (BambuCamera *self)
{
  if (self->last_sink != NULL)
    gst_element_set_state (self->last_sink, GST_STATE_NULL);
  gst_clear_object (&self->last_sink);
}

/* One that showed nothing takes nothing's place. */
static void
bambu_camera_keep_sink (BambuCamera *self)
{
  GstElement *sink = self->live_since ? bambu_camera_pipeline_steal_sink (self->pipeline) : NULL;

  if (sink == NULL)
    return;

  bambu_camera_drop_last_sink (self);
  self->last_sink = sink;
}

void
bambu_camera_close_stream (BambuCamera *self)
{
  dex_clear (&self->preparing);
  if (self->pipeline != NULL)
    bambu_camera_keep_sink (self);
  g_clear_pointer (&self->pipeline, bambu_camera_pipeline_free);
  self->live_since = 0;
}

static void
on_failed (const GError *failure, gpointer user_data)
{
  bambu_camera_fail (user_data, failure);
}

static void
on_picture (GBytes *picture, gpointer user_data)
{
  g_autoptr (BambuCamera) self = g_object_ref (user_data);

  if (self->live_since == 0)
    self->live_since = g_get_monotonic_time ();
  else if (bambu_camera_pipeline_has_sink (self->pipeline))
    bambu_camera_drop_last_sink (self);
  bambu_camera_take_picture (self, picture);
}

static const BambuCameraPipelineEvents pipeline_events = { on_picture, on_failed };

void
bambu_camera_update_views (BambuCamera *self)
{
  g_autoptr (GError) error = NULL;
  GstElement *sink;

  if (self->pipeline == NULL)
    return;

  bambu_camera_pipeline_set_showing (self->pipeline, self->n_views > 0);
  if (bambu_camera_pipeline_set_compressing (self->pipeline, self->n_viewers > self->n_views,
                                             &error)
      && self->n_views > 0 && self->sink_func != NULL
      && !bambu_camera_pipeline_has_sink (self->pipeline)
      && (sink = self->sink_func (self, self->sink_data)))
    bambu_camera_pipeline_add_sink (self->pipeline, sink, &error);

  if (error != NULL)
    bambu_camera_fail (self, error);
}

static void
bambu_camera_open_pipeline (BambuCamera *self)
{
  g_autoptr (GError) error = NULL;
  GstElement *source = bambu_camera_make_source (self, &error);

  if (source == NULL)
    {
      g_autoptr (GError) failure = g_error_new_literal (
          BAMBU_CAMERA_ERROR,
          g_error_matches (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_NO_DECODER)
              ? BAMBU_CAMERA_ERROR_NO_DECODER
              : BAMBU_CAMERA_ERROR_UNREACHABLE,
          error->message);

      bambu_camera_fail (self, failure);
      return;
    }

  self->pipeline =
      bambu_camera_pipeline_new (source, !bambu_camera_has_rtsps (self), &pipeline_events, self);
  bambu_camera_update_views (self);
}

static DexFuture *
on_prepared (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuCamera) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return NULL;

  if (dex_future_get_value (future, &error))
    bambu_camera_open_pipeline (self);
  else
    bambu_camera_fail (self, error);

  return NULL;
}

/* Without code or address something else will come first: the keyring, or a finder. */
void
bambu_camera_open_stream (BambuCamera *self)
{
  g_autoptr (DexFuture) prepared = NULL;

  if (self->source_func == NULL
      && (self->access_code == NULL || bambu_printer_get_address (self->printer) == NULL))
    return;

  prepared = bambu_camera_prepare ();
  if (dex_future_is_resolved (prepared))
    bambu_camera_open_pipeline (self);
  else
    self->preparing = dex_future_finally (g_steal_pointer (&prepared), on_prepared,
                                          bambu_weak_ref_new (self), bambu_weak_ref_free);
}
