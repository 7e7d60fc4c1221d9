/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-camera-private.h"

#include "link/bambu-redact.h"

G_DEFINE_ENUM_TYPE (BambuCameraState,
                    bambu_camera_state,
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_LIVE, "live"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_STALLED, "stalled"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_NO_CODE, "no-code"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_UNTRUSTED, "untrusted"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_NO_DECODER, "no-decoder"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_CLOUD_ONLY, "cloud-only"))

struct _BambuCameraViewer
{
  BambuCamera *camera;
  BambuCameraUse use;
};

G_DEFINE_FINAL_TYPE (BambuCamera, bambu_camera, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_AGE,
} BambuCameraProperty;

static GParamSpec *properties[PROP_AGE + 1];

enum
{
  PICTURE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
bambu_camera_set_error (BambuCamera *self, const GError *error)
{
  if (bambu_link_same_error (self->error, error))
    return;

  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

void
bambu_camera_set_state (BambuCamera *self, BambuCameraState state, const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  bambu_camera_set_error (self, error);
  if (self->state != state)
    {
      g_autofree char *serial = bambu_redact (bambu_printer_get_serial (self->printer));
      g_autofree char *word = g_enum_to_string (BAMBU_TYPE_CAMERA_STATE, state);

      g_debug ("The camera of %s: %s%s%s", serial, word, error ? ": " : "",
               error ? error->message : "");
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
bambu_camera_update_age (BambuCamera *self)
{
  gint64 now = g_get_monotonic_time ();
  int age = self->last_picture ? (int) ((now - self->last_picture) / G_USEC_PER_SEC) : -1;

  if (self->age == age)
    return;

  self->age = age;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AGE]);
}

void
bambu_camera_take_picture (BambuCamera *self, GBytes *picture)
{
  self->last_picture = g_get_monotonic_time ();
  if (picture != NULL)
    {
      g_clear_pointer (&self->picture, g_bytes_unref);
      self->picture = g_bytes_ref (picture);
      self->picture_time = self->last_picture;
    }

  bambu_camera_update_age (self);
  bambu_camera_set_state (self, BAMBU_CAMERA_STATE_LIVE, NULL);
  if (picture == NULL)
    return;

  g_signal_emit (self, signals[PICTURE], 0, picture);
  bambu_camera_resolve_snapshots (self, picture);
}

static void
bambu_camera_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuCamera *self = BAMBU_CAMERA (object);

  switch ((BambuCameraProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_AGE:
      g_value_set_int (value, self->age);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clear_func (gpointer *data, GDestroyNotify *destroy)
{
  if (*destroy != NULL)
    (*destroy) (*data);
  *data = NULL;
  *destroy = NULL;
}

static void
bambu_camera_dispose (GObject *object)
{
  BambuCamera *self = BAMBU_CAMERA (object);

  bambu_camera_stop (self);
  bambu_camera_drop_last_sink (self);
  self->sink_func = NULL;
  self->source_func = NULL;
  clear_func (&self->sink_data, &self->sink_destroy);
  clear_func (&self->source_data, &self->source_destroy);

  G_OBJECT_CLASS (bambu_camera_parent_class)->dispose (object);
}

static void
bambu_camera_finalize (GObject *object)
{
  BambuCamera *self = BAMBU_CAMERA (object);

  g_clear_pointer (&self->snapshots, g_ptr_array_unref);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_clear_pointer (&self->access_code, bambu_secret_free);
  g_clear_error (&self->guess_error);
  g_clear_error (&self->verdict_error);
  g_clear_error (&self->error);
  g_clear_object (&self->trust);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (bambu_camera_parent_class)->finalize (object);
}

static void
bambu_camera_class_init (BambuCameraClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bambu_camera_get_property;
  object_class->dispose = bambu_camera_dispose;
  object_class->finalize = bambu_camera_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, BAMBU_TYPE_CAMERA_STATE,
                                              BAMBU_CAMERA_STATE_IDLE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_AGE] = g_param_spec_int ("age", NULL, NULL, -1, G_MAXINT, -1, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[PICTURE] = g_signal_new ("picture", BAMBU_TYPE_CAMERA, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
}

static void
bambu_camera_init (BambuCamera *self)
{
  self->limits = bambu_camera_default_limits;
  self->state = BAMBU_CAMERA_STATE_IDLE;
  self->verdict = BAMBU_CAMERA_STATE_IDLE;
  self->guess = BAMBU_CAMERA_KIND_RTSPS;
  self->age = -1;
  self->snapshots = bambu_camera_new_snapshots ();
}

BambuCamera *
bambu_camera_new (BambuPrinter *printer, BambuTrust *trust)
{
  static const char *const followed[] = { "notify::connection", "notify::camera-kind",
                                          "notify::camera-off" };
  BambuCamera *self;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (BAMBU_IS_TRUST (trust), NULL);

  self = g_object_new (BAMBU_TYPE_CAMERA, NULL);
  self->printer = g_object_ref (printer);
  self->trust = g_object_ref (trust);

  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (printer, followed[i], G_CALLBACK (bambu_camera_update), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::address", G_CALLBACK (bambu_camera_reconsider), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::link-state", G_CALLBACK (bambu_camera_on_link_state),
                           self, G_CONNECT_SWAPPED);
  bambu_camera_update (self);

  return self;
}

void
bambu_camera_set_limits (BambuCamera *self, const BambuCameraLimits *limits)
{

  g_return_if_fail (BAMBU_IS_CAMERA (self));
  g_return_if_fail (limits != NULL);

  self->limits = *limits;
}

BambuPrinter *
bambu_camera_get_printer (BambuCamera *self)
{
  g_return_val_if_fail (BAMBU_IS_CAMERA (self), NULL);

  return self->printer;
}

BambuCameraState
bambu_camera_get_state (BambuCamera *self)
{
  g_return_val_if_fail (BAMBU_IS_CAMERA (self), BAMBU_CAMERA_STATE_NONE);

  return self->state;
}

const GError *
bambu_camera_get_error (BambuCamera *self)
{
  g_return_val_if_fail (BAMBU_IS_CAMERA (self), NULL);

  return self->error;
}

int
bambu_camera_get_age (BambuCamera *self)
{
  g_return_val_if_fail (BAMBU_IS_CAMERA (self), -1);

  return self->age;
}

GBytes *
bambu_camera_get_picture (BambuCamera *self)
{
  g_return_val_if_fail (BAMBU_IS_CAMERA (self), NULL);

  return self->picture;
}

void
bambu_camera_set_access_code (BambuCamera *self, const char *access_code)
{
  g_return_if_fail (BAMBU_IS_CAMERA (self));

  if (g_strcmp0 (self->access_code, access_code) == 0)
    return;

  bambu_secret_free (self->access_code);
  self->access_code = g_strdup (access_code);
  bambu_camera_reconsider (self);
}

void
bambu_camera_set_sink_func (BambuCamera *self,
                            BambuCameraSinkFunc func,
                            gpointer user_data,
                            GDestroyNotify destroy)
{
  g_return_if_fail (BAMBU_IS_CAMERA (self));

  bambu_camera_drop_last_sink (self);
  clear_func (&self->sink_data, &self->sink_destroy);
  self->sink_func = func;
  self->sink_data = user_data;
  self->sink_destroy = destroy;
  bambu_camera_update_views (self);
}

void
bambu_camera_set_source_func (BambuCamera *self,
                              BambuCameraSourceFunc func,
                              gpointer user_data,
                              GDestroyNotify destroy)
{
  g_return_if_fail (BAMBU_IS_CAMERA (self));

  clear_func (&self->source_data, &self->source_destroy);
  self->source_func = func;
  self->source_data = user_data;
  self->source_destroy = destroy;
  bambu_camera_update (self);
}

void
bambu_camera_retry (BambuCamera *self)
{
  g_return_if_fail (BAMBU_IS_CAMERA (self));

  bambu_camera_reconsider (self);
}

BambuCameraViewer *
bambu_camera_look (BambuCamera *self, BambuCameraUse use)
{
  BambuCameraViewer *viewer;

  g_return_val_if_fail (BAMBU_IS_CAMERA (self), NULL);

  viewer = g_new0 (BambuCameraViewer, 1);
  viewer->camera = g_object_ref (self);
  viewer->use = use;

  self->n_viewers++;
  if (use == BAMBU_CAMERA_USE_VIEW)
    self->n_views++;
  bambu_camera_update (self);
  bambu_camera_update_views (self);

  return viewer;
}

/* A refusal lasts. Other trouble may be over when somebody looks again. */
void
bambu_camera_viewer_free (BambuCameraViewer *viewer)
{
  g_autoptr (BambuCamera) self = viewer->camera;

  self->n_viewers--;
  if (viewer->use == BAMBU_CAMERA_USE_VIEW)
    self->n_views--;
  g_free (viewer);

  if (self->n_viewers == 0
      && (self->verdict == BAMBU_CAMERA_STATE_OFF
          || self->verdict == BAMBU_CAMERA_STATE_NO_DECODER))
    self->verdict = BAMBU_CAMERA_STATE_IDLE;
  bambu_camera_update (self);
  bambu_camera_update_views (self);
}
