/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "bambu-camera-error.h"

G_BEGIN_DECLS

/**
 * BambuCameraPipelineEvents:
 * @picture: a picture came. @jpeg: (nullable): as JPEG, where that is at hand. Where more than one
 * came meanwhile, the last
 * @failed: it is over, with a %BAMBU_CAMERA_ERROR. To be answered by freeing the pipeline
 *
 * On the main context, never after bambu_camera_pipeline_free().
 */
typedef struct
{
  void (*picture) (GBytes *jpeg, gpointer user_data);
  void (*failed) (const GError *error, gpointer user_data);
} BambuCameraPipelineEvents;

/**
 * BambuCameraPipeline:
 *
 * From a camera's source to a sink that shows the picture, between one connecting and its end. What
 * decodes JPEG, and what makes some of a video, is built when it is first wanted and gets nothing
 * while it is not. Main context only; GStreamer has its own threads.
 */
typedef struct _BambuCameraPipeline BambuCameraPipeline;

/**
 * bambu_camera_pipeline_new:
 * @source: (transfer floating): an element with a pad “src”
 * @is_jpeg: it has `image/jpeg`, a picture a buffer; else raw video
 *
 * Returns: (transfer full): a pipeline that runs
 */
BambuCameraPipeline *bambu_camera_pipeline_new (GstElement *source,
                                                gboolean is_jpeg,
                                                const BambuCameraPipelineEvents *events,
                                                gpointer user_data);
void bambu_camera_pipeline_free (BambuCameraPipeline *self);

/**
 * bambu_camera_pipeline_steal_sink:
 *
 * Ends the stream but for its sink. For what is about to be freed.
 *
 * Returns: (transfer full) (nullable): the sink, which still shows what it showed last; to be set
 * to %GST_STATE_NULL
 */
GstElement *bambu_camera_pipeline_steal_sink (BambuCameraPipeline *self);

gboolean bambu_camera_pipeline_has_sink (BambuCameraPipeline *self);

/**
 * bambu_camera_pipeline_add_sink:
 * @sink: (transfer floating): shows raw video
 *
 * Returns: %FALSE with %BAMBU_CAMERA_ERROR_NO_DECODER if there is nothing that decodes
 */
gboolean bambu_camera_pipeline_add_sink (BambuCameraPipeline *self,
                                         GstElement *sink,
                                         GError **error);
/** bambu_camera_pipeline_set_showing: whether somebody looks at what the sink shows */
void bambu_camera_pipeline_set_showing (BambuCameraPipeline *self, gboolean showing);

/**
 * bambu_camera_pipeline_set_compressing:
 * @compressing: whether somebody wants JPEG; a source that has JPEG always gives it
 *
 * Returns: %FALSE with %BAMBU_CAMERA_ERROR_NO_DECODER if nothing can make it
 */
gboolean bambu_camera_pipeline_set_compressing (BambuCameraPipeline *self,
                                                gboolean compressing,
                                                GError **error);

G_END_DECLS
