/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-camera-view.h"

#include <bambu/bambu-weak-ref.h>

#include "culm-texture.h"

#define STILL_SECONDS 10

struct _CulmCameraView
{
  GObject parent_instance;

  BambuCamera *camera;
  CulmCameraFeed *feed;
  CulmCameraMode mode;
  gboolean seen;
  gboolean looking; /* at the feed */
  GdkPaintable *paintable;

  gboolean takes_still;
  int still_width; /* at most; 0: any */
  DexFuture *still;
  guint next_still;
  gint64 still_time;   /* monotonic; 0: none yet */
  GError *still_error; /* of the last one */
};

G_DEFINE_FINAL_TYPE (CulmCameraView, culm_camera_view, G_TYPE_OBJECT)

typedef enum
{
  PROP_PAINTABLE = 1,
} CulmCameraViewProperty;

static GParamSpec *properties[PROP_PAINTABLE + 1];

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_changed (CulmCameraView *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_paintable (CulmCameraView *self, GdkPaintable *paintable)
{
  if (g_set_object (&self->paintable, paintable))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAINTABLE]);
}

static void
show_feed (CulmCameraView *self)
{
  if (self->mode == CULM_CAMERA_MODE_LIVE && culm_camera_feed_get_paintable (self->feed) != NULL)
    set_paintable (self, culm_camera_feed_get_paintable (self->feed));
}

/* The feed goes on where somebody else looks at it. */
static void
freeze (CulmCameraView *self)
{
  g_autoptr (GdkPaintable) image =
      self->paintable != NULL ? gdk_paintable_get_current_image (self->paintable) : NULL;

  set_paintable (self,
                 image != NULL && gdk_paintable_get_intrinsic_width (image) > 0 ? image : NULL);
}

static void update (CulmCameraView *self);

static gboolean
on_next_still (gpointer user_data)
{
  CulmCameraView *self = user_data;

  self->next_still = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static DexFuture *
on_still (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmCameraView) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  /* It may have been given up on its way here. */
  if (self == NULL || !self->takes_still)
    return NULL;

  self->takes_still = FALSE;
  g_clear_error (&self->still_error);
  if (value != NULL)
    {
      self->still_time = g_get_monotonic_time ();
      set_paintable (self, g_value_get_object (value));
    }
  else if (error->domain == BAMBU_CAMERA_ERROR)
    self->still_error = g_steal_pointer (&error);
  else
    g_debug ("A picture cannot be shown: %s", error->message);

  self->next_still = g_timeout_add_seconds (STILL_SECONDS, on_next_still, self);
  emit_changed (self);

  return NULL;
}

static DexFuture *
decode (DexFuture *future, gpointer most_width)
{
  return culm_texture_decode (g_value_get_boxed (dex_future_get_value (future, NULL)),
                              GPOINTER_TO_INT (most_width));
}

static void
take_still (CulmCameraView *self)
{
  DexFuture *snapshot;

  self->takes_still = TRUE;
  snapshot = bambu_camera_take_snapshot (self->camera);
  dex_clear (&self->still);
  self->still = dex_future_finally (
      dex_future_then (snapshot, decode, GINT_TO_POINTER (self->still_width), NULL), on_still,
      bambu_weak_ref_new (self), bambu_weak_ref_free);
}

static void
stop_stills (CulmCameraView *self)
{
  self->takes_still = FALSE;
  dex_clear (&self->still);
  g_clear_handle_id (&self->next_still, g_source_remove);
}

static void
set_looking (CulmCameraView *self, gboolean looking)
{
  if (self->looking == looking)
    return;

  self->looking = looking;
  if (looking)
    culm_camera_feed_look (self->feed);
  else
    culm_camera_feed_look_away (self->feed);
}

static void
update (CulmCameraView *self)
{
  gboolean takes_stills = self->seen && self->mode == CULM_CAMERA_MODE_STILLS;

  set_looking (self, self->seen && self->mode == CULM_CAMERA_MODE_LIVE);
  if (!takes_stills)
    stop_stills (self);
  else if (!self->takes_still && self->next_still == 0)
    take_still (self);
}

static void
culm_camera_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmCameraView *self = CULM_CAMERA_VIEW (object);

  switch ((CulmCameraViewProperty) prop_id)
    {
    case PROP_PAINTABLE:
      g_value_set_object (value, self->paintable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_camera_view_dispose (GObject *object)
{
  CulmCameraView *self = CULM_CAMERA_VIEW (object);

  stop_stills (self);
  if (self->feed != NULL)
    set_looking (self, FALSE);
  g_clear_error (&self->still_error);
  g_clear_object (&self->paintable);
  g_clear_object (&self->feed);
  g_clear_object (&self->camera);

  G_OBJECT_CLASS (culm_camera_view_parent_class)->dispose (object);
}

static void
culm_camera_view_class_init (CulmCameraViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = culm_camera_view_get_property;
  object_class->dispose = culm_camera_view_dispose;

  properties[PROP_PAINTABLE] =
      g_param_spec_object ("paintable", NULL, NULL, GDK_TYPE_PAINTABLE,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHANGED] = g_signal_new ("changed", CULM_TYPE_CAMERA_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
culm_camera_view_init (CulmCameraView *self)
{
}

CulmCameraView *
culm_camera_view_new (BambuCamera *camera)
{
  static const char *const followed[] = { "notify::state", "notify::error", "notify::age" };
  CulmCameraView *self;

  g_return_val_if_fail (BAMBU_IS_CAMERA (camera), NULL);

  self = g_object_new (CULM_TYPE_CAMERA_VIEW, NULL);
  self->camera = g_object_ref (camera);
  self->feed = culm_camera_feed_dup_for_camera (camera);

  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (camera, followed[i], G_CALLBACK (emit_changed), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_camera_get_printer (camera), "notify::name",
                           G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->feed, "notify::paintable", G_CALLBACK (show_feed), self,
                           G_CONNECT_SWAPPED);
  show_feed (self);

  return self;
}

void
culm_camera_view_set_mode (CulmCameraView *self, CulmCameraMode mode)
{
  g_return_if_fail (CULM_IS_CAMERA_VIEW (self));

  if (self->mode == mode)
    return;

  if (self->mode == CULM_CAMERA_MODE_LIVE)
    freeze (self);
  self->mode = mode;
  g_clear_error (&self->still_error);
  update (self);
  show_feed (self);
  emit_changed (self);
}

CulmCameraMode
culm_camera_view_get_mode (CulmCameraView *self)
{
  g_return_val_if_fail (CULM_IS_CAMERA_VIEW (self), CULM_CAMERA_MODE_PAUSED);

  return self->mode;
}

void
culm_camera_view_set_still_width (CulmCameraView *self, int still_width)
{
  g_return_if_fail (CULM_IS_CAMERA_VIEW (self));

  self->still_width = still_width;
}

void
culm_camera_view_set_seen (CulmCameraView *self, gboolean seen)
{
  g_return_if_fail (CULM_IS_CAMERA_VIEW (self));

  if (self->seen == seen)
    return;

  self->seen = seen;
  update (self);
}

BambuCamera *
culm_camera_view_get_camera (CulmCameraView *self)
{
  g_return_val_if_fail (CULM_IS_CAMERA_VIEW (self), NULL);

  return self->camera;
}

BambuPrinter *
culm_camera_view_get_printer (CulmCameraView *self)
{
  g_return_val_if_fail (CULM_IS_CAMERA_VIEW (self), NULL);

  return bambu_camera_get_printer (self->camera);
}

CulmCameraFeed *
culm_camera_view_get_feed (CulmCameraView *self)
{
  g_return_val_if_fail (CULM_IS_CAMERA_VIEW (self), NULL);

  return self->feed;
}

GdkPaintable *
culm_camera_view_get_paintable (CulmCameraView *self)
{
  g_return_val_if_fail (CULM_IS_CAMERA_VIEW (self), NULL);

  return self->paintable;
}

BambuCameraState
culm_camera_view_get_state (CulmCameraView *self)
{
  BambuCameraState state;

  g_return_val_if_fail (CULM_IS_CAMERA_VIEW (self), BAMBU_CAMERA_STATE_NONE);

  state = bambu_camera_get_state (self->camera);
  /* What only one still ran into does not stay with the camera. */
  if (state != BAMBU_CAMERA_STATE_IDLE || self->still_error == NULL)
    return state;

  return self->still_error->code == BAMBU_CAMERA_ERROR_BUSY ? BAMBU_CAMERA_STATE_BUSY
                                                            : BAMBU_CAMERA_STATE_WAITING;
}

const GError *
culm_camera_view_get_error (CulmCameraView *self)
{
  const GError *error;

  g_return_val_if_fail (CULM_IS_CAMERA_VIEW (self), NULL);

  error = bambu_camera_get_error (self->camera);

  return error != NULL ? error : self->still_error;
}

int
culm_camera_view_get_age (CulmCameraView *self)
{
  g_return_val_if_fail (CULM_IS_CAMERA_VIEW (self), -1);

  if (self->mode != CULM_CAMERA_MODE_STILLS)
    return bambu_camera_get_age (self->camera);

  return self->still_time != 0
             ? (int) ((g_get_monotonic_time () - self->still_time) / G_USEC_PER_SEC)
             : -1;
}

void
culm_camera_view_retry (CulmCameraView *self)
{
  g_return_if_fail (CULM_IS_CAMERA_VIEW (self));

  bambu_camera_retry (self->camera);
  stop_stills (self);
  g_clear_error (&self->still_error);
  update (self);
}
