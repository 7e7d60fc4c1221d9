/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-camera-feed.h"

#include <bambu/bambu-weak-ref.h>

#include "culm-texture.h"

#define FLIPPED "flipped-cameras"

struct _CulmCameraFeed
{
  GObject parent_instance;

  BambuCamera *camera;
  GSettings *settings; /* NULL: not known yet */
  guint n_lookers;
  BambuCameraViewer *viewer;
  BambuCameraViewer *stills; /* too, after it was found that there is no sink */
  gboolean lacks_sink;       /* what comes is shown picture by picture */
  DexFuture *decoding;
  GdkPaintable *next; /* of a connection that has shown nothing yet */
  GdkPaintable *paintable;
  gboolean flip_horizontally;
  gboolean flip_vertically;
};

G_DEFINE_FINAL_TYPE (CulmCameraFeed, culm_camera_feed, G_TYPE_OBJECT)

typedef enum
{
  PROP_PAINTABLE = 1,
  PROP_FLIP_HORIZONTALLY,
  PROP_FLIP_VERTICALLY,
} CulmCameraFeedProperty;

static GParamSpec *properties[PROP_FLIP_VERTICALLY + 1];

static G_DEFINE_QUARK (culm - camera - feed, culm_camera_feed)

    static void set_paintable (CulmCameraFeed *self, GdkPaintable *paintable)
{
  if (g_set_object (&self->paintable, paintable))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAINTABLE]);
}

static DexFuture *
on_decoded (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmCameraFeed) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value == NULL)
    g_debug ("A picture cannot be shown: %s", error->message);
  /* What the sink shows is newer. */
  else if (self != NULL && (self->lacks_sink || self->paintable == NULL))
    set_paintable (self, g_value_get_object (value));

  return NULL;
}

static gboolean
is_decoding (CulmCameraFeed *self)
{
  return self->decoding != NULL && dex_future_is_pending (self->decoding);
}

/* The one that comes while another is decoded is left out. */
static void
show_still (CulmCameraFeed *self, GBytes *jpeg)
{
  if (is_decoding (self))
    return;

  dex_clear (&self->decoding);
  self->decoding = dex_future_finally (culm_texture_decode (jpeg, 0), on_decoded,
                                       bambu_weak_ref_new (self), bambu_weak_ref_free);
}

static void
on_picture (CulmCameraFeed *self, GBytes *jpeg)
{
  if (self->lacks_sink)
    show_still (self, jpeg);
}

static void on_next_contents (CulmCameraFeed *self);

static void
set_next (CulmCameraFeed *self, GdkPaintable *paintable)
{
  if (self->next != NULL)
    g_signal_handlers_disconnect_by_func (self->next, on_next_contents, self);
  g_set_object (&self->next, paintable);
  if (paintable != NULL)
    g_signal_connect_object (paintable, "invalidate-contents", G_CALLBACK (on_next_contents), self,
                             G_CONNECT_SWAPPED);
}

/* The last picture stays until there is another one. */
static void
on_next_contents (CulmCameraFeed *self)
{
  if (gdk_paintable_get_intrinsic_width (self->next) <= 0)
    return;

  set_paintable (self, self->next);
  set_next (self, NULL);
}

static GstElement *
make_sink (BambuCamera *camera, gpointer user_data)
{
  CulmCameraFeed *self = user_data;
  GstElement *sink = gst_element_factory_make ("gtk4paintablesink", NULL);
  g_autoptr (GdkPaintable) paintable = NULL;

  if (sink != NULL)
    {
      g_object_get (sink, "paintable", &paintable, NULL);
      set_next (self, paintable);
    }
  else if (!self->lacks_sink)
    {
      g_debug ("There is no gtk4paintablesink");
      self->lacks_sink = TRUE; /* before it is looked, which asks for a sink */
      self->stills = bambu_camera_look (camera, BAMBU_CAMERA_USE_PICTURES);
    }

  return sink;
}

static void
stop_looking (CulmCameraFeed *self)
{
  g_clear_pointer (&self->stills, bambu_camera_viewer_free);
  g_clear_pointer (&self->viewer, bambu_camera_viewer_free);
}

static void
load_flips (CulmCameraFeed *self)
{
  const char *serial = bambu_printer_get_serial (bambu_camera_get_printer (self->camera));
  g_autoptr (GVariant) all = g_settings_get_value (self->settings, FLIPPED);
  gboolean horizontally = FALSE;
  gboolean vertically = FALSE;

  g_variant_lookup (all, serial, "(bb)", &horizontally, &vertically);
  g_object_set (self, "flip-horizontally", horizontally, "flip-vertically", vertically, NULL);
}

static void
save_flips (CulmCameraFeed *self)
{
  const char *serial = bambu_printer_get_serial (bambu_camera_get_printer (self->camera));
  g_autoptr (GVariant) all = NULL;
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{s(bb)}"));
  GVariantIter iter;
  const char *key;
  gboolean horizontally;
  gboolean vertically;

  if (self->settings == NULL)
    return;

  all = g_settings_get_value (self->settings, FLIPPED);
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&s(bb)}", &key, &horizontally, &vertically))
    if (!g_str_equal (key, serial))
      g_variant_builder_add (&builder, "{s(bb)}", key, horizontally, vertically);
  if (self->flip_horizontally || self->flip_vertically)
    g_variant_builder_add (&builder, "{s(bb)}", serial, self->flip_horizontally,
                           self->flip_vertically);
  g_settings_set_value (self->settings, FLIPPED, g_variant_builder_end (&builder));
}

static void
set_flip (CulmCameraFeed *self, gboolean *flip, gboolean value, GParamSpec *pspec)
{
  if (*flip == value)
    return;

  *flip = value;
  save_flips (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
culm_camera_feed_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmCameraFeed *self = CULM_CAMERA_FEED (object);

  switch ((CulmCameraFeedProperty) prop_id)
    {
    case PROP_PAINTABLE:
      g_value_set_object (value, self->paintable);
      break;
    case PROP_FLIP_HORIZONTALLY:
      g_value_set_boolean (value, self->flip_horizontally);
      break;
    case PROP_FLIP_VERTICALLY:
      g_value_set_boolean (value, self->flip_vertically);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_camera_feed_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  CulmCameraFeed *self = CULM_CAMERA_FEED (object);

  switch ((CulmCameraFeedProperty) prop_id)
    {
    case PROP_FLIP_HORIZONTALLY:
      set_flip (self, &self->flip_horizontally, g_value_get_boolean (value), pspec);
      break;
    case PROP_FLIP_VERTICALLY:
      set_flip (self, &self->flip_vertically, g_value_get_boolean (value), pspec);
      break;
    case PROP_PAINTABLE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_camera_feed_dispose (GObject *object)
{
  CulmCameraFeed *self = CULM_CAMERA_FEED (object);

  stop_looking (self);
  dex_clear (&self->decoding);
  set_next (self, NULL);
  g_clear_object (&self->paintable);
  if (self->camera != NULL)
    {
      bambu_camera_set_sink_func (self->camera, NULL, NULL, NULL);
      g_object_set_qdata (G_OBJECT (self->camera), culm_camera_feed_quark (), NULL);
    }
  g_clear_object (&self->settings);
  g_clear_object (&self->camera);

  G_OBJECT_CLASS (culm_camera_feed_parent_class)->dispose (object);
}

static void
culm_camera_feed_class_init (CulmCameraFeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_camera_feed_get_property;
  object_class->set_property = culm_camera_feed_set_property;
  object_class->dispose = culm_camera_feed_dispose;

  properties[PROP_PAINTABLE] =
      g_param_spec_object ("paintable", NULL, NULL, GDK_TYPE_PAINTABLE, readable);
  properties[PROP_FLIP_HORIZONTALLY] =
      g_param_spec_boolean ("flip-horizontally", NULL, NULL, FALSE, readable | G_PARAM_WRITABLE);
  properties[PROP_FLIP_VERTICALLY] =
      g_param_spec_boolean ("flip-vertically", NULL, NULL, FALSE, readable | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
culm_camera_feed_init (CulmCameraFeed *self)
{
}

CulmCameraFeed *
culm_camera_feed_dup_for_camera (BambuCamera *camera)
{
  CulmCameraFeed *self;

  g_return_val_if_fail (BAMBU_IS_CAMERA (camera), NULL);

  self = g_object_get_qdata (G_OBJECT (camera), culm_camera_feed_quark ());
  if (self != NULL)
    return g_object_ref (self);

  self = g_object_new (CULM_TYPE_CAMERA_FEED, NULL);
  self->camera = g_object_ref (camera);
  g_object_set_qdata (G_OBJECT (camera), culm_camera_feed_quark (), self);
  g_signal_connect_object (camera, "picture", G_CALLBACK (on_picture), self, G_CONNECT_SWAPPED);
  bambu_camera_set_sink_func (camera, make_sink, self, NULL);
  if (bambu_camera_get_picture (camera) != NULL)
    show_still (self, bambu_camera_get_picture (camera));

  return self;
}

void
culm_camera_feed_set_settings (CulmCameraFeed *self, GSettings *settings)
{
  g_return_if_fail (CULM_IS_CAMERA_FEED (self));
  g_return_if_fail (G_IS_SETTINGS (settings));

  if (self->settings != NULL)
    return;

  self->settings = g_object_ref (settings);
  load_flips (self);
}

BambuCamera *
culm_camera_feed_get_camera (CulmCameraFeed *self)
{
  g_return_val_if_fail (CULM_IS_CAMERA_FEED (self), NULL);

  return self->camera;
}

GdkPaintable *
culm_camera_feed_get_paintable (CulmCameraFeed *self)
{
  g_return_val_if_fail (CULM_IS_CAMERA_FEED (self), NULL);

  return self->paintable;
}

gboolean
culm_camera_feed_is_flipped_horizontally (CulmCameraFeed *self)
{
  g_return_val_if_fail (CULM_IS_CAMERA_FEED (self), FALSE);

  return self->flip_horizontally;
}

gboolean
culm_camera_feed_is_flipped_vertically (CulmCameraFeed *self)
{
  g_return_val_if_fail (CULM_IS_CAMERA_FEED (self), FALSE);

  return self->flip_vertically;
}

void
culm_camera_feed_look (CulmCameraFeed *self)
{
  g_return_if_fail (CULM_IS_CAMERA_FEED (self));

  if (self->n_lookers++ == 0)
    self->viewer = bambu_camera_look (self->camera, self->lacks_sink ? BAMBU_CAMERA_USE_PICTURES
                                                                     : BAMBU_CAMERA_USE_VIEW);
}

void
culm_camera_feed_look_away (CulmCameraFeed *self)
{
  g_return_if_fail (CULM_IS_CAMERA_FEED (self));
  g_return_if_fail (self->n_lookers > 0);

  if (--self->n_lookers == 0)
    stop_looking (self);
}
