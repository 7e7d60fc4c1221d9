/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-camera-picture.h"

#include "culm-jpeg.h"

#define MOST_ZOOM 8.0
#define ZOOM_STEP 1.25
#define PAN_STEP 48

struct _CulmCameraPicture
{
  GtkWidget parent_instance;

  CulmCameraView *view;
  GtkWidget *offload;
  GtkPicture *picture;

  gboolean zoomable;
  gboolean stale;
  double zoom;
  graphene_point_t pan; /* of the picture's middle from the widget's, in pixels */

  graphene_point_t pointer; /* in the widget */
  graphene_point_t drag_pan;
  double pinch_zoom;
};

G_DEFINE_FINAL_TYPE (CulmCameraPicture, culm_camera_picture, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ZOOMABLE = 1,
  PROP_ZOOM,
  PROP_STALE,
} CulmCameraPictureProperty;

static GParamSpec *properties[PROP_STALE + 1];

static graphene_point_t
get_middle (CulmCameraPicture *self)
{
  return GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (GTK_WIDGET (self)) / 2,
                              (float) gtk_widget_get_height (GTK_WIDGET (self)) / 2);
}

/* No further than to where its edge meets the widget's. */
static void
set_pan (CulmCameraPicture *self, double x, double y)
{
  graphene_point_t middle = get_middle (self);
  double room = self->zoom - 1;

  self->pan.x = (float) CLAMP (x, -middle.x * room, middle.x * room);
  self->pan.y = (float) CLAMP (y, -middle.y * room, middle.y * room);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* What is at @x, @y stays there. */
static void
zoom_at (CulmCameraPicture *self, double zoom, double x, double y)
{
  graphene_point_t middle = get_middle (self);
  double before = self->zoom;
  double from_x = x - middle.x;
  double from_y = y - middle.y;

  zoom = CLAMP (zoom, 1, MOST_ZOOM);
  if (zoom == before)
    return;

  self->zoom = zoom;
  set_pan (self, from_x - (from_x - self->pan.x) * zoom / before,
           from_y - (from_y - self->pan.y) * zoom / before);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

static void
set_zoom (CulmCameraPicture *self, double zoom)
{
  graphene_point_t middle = get_middle (self);

  zoom_at (self, zoom, middle.x, middle.y);
}

static gboolean
on_zoom_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  CulmCameraPicture *self = CULM_CAMERA_PICTURE (widget);
  int steps = g_variant_get_int32 (args);

  if (!self->zoomable)
    return GDK_EVENT_PROPAGATE;

  if (steps == 0)
    set_zoom (self, 1);
  else
    set_zoom (self, steps > 0 ? self->zoom * ZOOM_STEP : self->zoom / ZOOM_STEP);

  return GDK_EVENT_STOP;
}

static gboolean
on_pan_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  CulmCameraPicture *self = CULM_CAMERA_PICTURE (widget);
  int x;
  int y;

  /* Otherwise they go to the next widget. */
  if (self->zoom <= 1)
    return GDK_EVENT_PROPAGATE;

  g_variant_get (args, "(ii)", &x, &y);
  set_pan (self, self->pan.x - x * PAN_STEP, self->pan.y - y * PAN_STEP);

  return GDK_EVENT_STOP;
}

static void
on_motion (CulmCameraPicture *self, double x, double y)
{
  graphene_point_init (&self->pointer, (float) x, (float) y);
}

static gboolean
on_scroll (CulmCameraPicture *self, double dx, double dy, GtkEventControllerScroll *scroll)
{
  GdkModifierType modifiers =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));

  if (!self->zoomable || (modifiers & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  zoom_at (self, dy < 0 ? self->zoom * ZOOM_STEP : self->zoom / ZOOM_STEP, self->pointer.x,
           self->pointer.y);

  return GDK_EVENT_STOP;
}

static void
on_pinch_begin (CulmCameraPicture *self)
{
  self->pinch_zoom = self->zoom;
}

static void
on_pinched (CulmCameraPicture *self, double scale, GtkGesture *gesture)
{
  double x;
  double y;

  if (self->zoomable && gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    zoom_at (self, self->pinch_zoom * scale, x, y);
}

static void
on_drag_begin (CulmCameraPicture *self, double x, double y, GtkGesture *gesture)
{
  self->drag_pan = self->pan;
  if (self->zoom <= 1)
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_drag_update (CulmCameraPicture *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  set_pan (self, self->drag_pan.x + x, self->drag_pan.y + y);
}

/* Dragging what is zoomed moves it; a finger scrolls the page. */
static GdkContentProvider *
on_drag_prepare (CulmCameraPicture *self, double x, double y, GtkEventController *source)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (source);

  if (self->zoom > 1
      || (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN))
    return NULL;

  return culm_camera_picture_dup_content (self);
}

static void
on_drag_out_begin (CulmCameraPicture *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) icon = gtk_widget_paintable_new (GTK_WIDGET (self->picture));

  gtk_drag_source_set_icon (source, icon, 0, 0);
}

static void
update_paintable (CulmCameraPicture *self)
{
  gtk_picture_set_paintable (self->picture, culm_camera_view_get_paintable (self->view));
}

static gboolean
is_flipped_horizontally (CulmCameraPicture *self)
{
  return self->view != NULL
         && culm_camera_feed_is_flipped_horizontally (culm_camera_view_get_feed (self->view));
}

static gboolean
is_flipped_vertically (CulmCameraPicture *self)
{
  return self->view != NULL
         && culm_camera_feed_is_flipped_vertically (culm_camera_view_get_feed (self->view));
}

/* Around the middle of something of that size. */
static GskTransform *
create_transform (CulmCameraPicture *self, float width, float height, float zoom)
{
  GskTransform *transform = NULL;

  transform = gsk_transform_translate (transform, &GRAPHENE_POINT_INIT (width / 2, height / 2));
  transform = gsk_transform_scale (transform, is_flipped_horizontally (self) ? -zoom : zoom,
                                   is_flipped_vertically (self) ? -zoom : zoom);

  return gsk_transform_translate (transform, &GRAPHENE_POINT_INIT (-width / 2, -height / 2));
}

static void
culm_camera_picture_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  gtk_widget_measure (CULM_CAMERA_PICTURE (widget)->offload, orientation, for_size, minimum,
                      natural, NULL, NULL);
}

static void
culm_camera_picture_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CulmCameraPicture *self = CULM_CAMERA_PICTURE (widget);
  GskTransform *transform = gsk_transform_translate (NULL, &self->pan);
  g_autoptr (GskTransform) turned =
      create_transform (self, (float) width, (float) height, (float) self->zoom);

  gtk_widget_allocate (self->offload, width, height, baseline,
                       gsk_transform_transform (transform, turned));
}

static GtkSizeRequestMode
culm_camera_picture_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (CULM_CAMERA_PICTURE (widget)->offload);
}

static void
culm_camera_picture_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmCameraPicture *self = CULM_CAMERA_PICTURE (object);

  switch ((CulmCameraPictureProperty) prop_id)
    {
    case PROP_ZOOMABLE:
      g_value_set_boolean (value, self->zoomable);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_STALE:
      g_value_set_boolean (value, self->stale);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_stale (CulmCameraPicture *self, gboolean stale)
{
  if (self->stale == stale)
    return;

  self->stale = stale;
  if (stale)
    gtk_widget_add_css_class (GTK_WIDGET (self->picture), "stale");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->picture), "stale");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STALE]);
}

static void
culm_camera_picture_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  CulmCameraPicture *self = CULM_CAMERA_PICTURE (object);

  switch ((CulmCameraPictureProperty) prop_id)
    {
    case PROP_ZOOMABLE:
      if (self->zoomable == g_value_get_boolean (value))
        break;
      self->zoomable = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_ZOOM:
      set_zoom (self, g_value_get_double (value));
      break;
    case PROP_STALE:
      set_stale (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_camera_picture_dispose (GObject *object)
{
  CulmCameraPicture *self = CULM_CAMERA_PICTURE (object);

  g_clear_object (&self->view);
  g_clear_pointer (&self->offload, gtk_widget_unparent);

  G_OBJECT_CLASS (culm_camera_picture_parent_class)->dispose (object);
}

static void
culm_camera_picture_class_init (CulmCameraPictureClass *klass)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    int steps;
  } zooms[] = {
    { GDK_KEY_plus, 0, 1 },
    { GDK_KEY_equal, 0, 1 },
    { GDK_KEY_KP_Add, 0, 1 },
    { GDK_KEY_plus, GDK_CONTROL_MASK, 1 },
    { GDK_KEY_minus, 0, -1 },
    { GDK_KEY_KP_Subtract, 0, -1 },
    { GDK_KEY_minus, GDK_CONTROL_MASK, -1 },
    { GDK_KEY_0, 0, 0 },
    { GDK_KEY_KP_0, 0, 0 },
    { GDK_KEY_0, GDK_CONTROL_MASK, 0 },
  };
  static const struct
  {
    guint key;
    int x;
    int y;
  } pans[] = {
    { GDK_KEY_Left, -1, 0 },
    { GDK_KEY_Right, 1, 0 },
    { GDK_KEY_Up, 0, -1 },
    { GDK_KEY_Down, 0, 1 },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_camera_picture_get_property;
  object_class->set_property = culm_camera_picture_set_property;
  object_class->dispose = culm_camera_picture_dispose;
  widget_class->measure = culm_camera_picture_measure;
  widget_class->size_allocate = culm_camera_picture_size_allocate;
  widget_class->get_request_mode = culm_camera_picture_get_request_mode;

  properties[PROP_ZOOMABLE] = g_param_spec_boolean ("zoomable", NULL, NULL, FALSE, flags);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 1, MOST_ZOOM, 1, flags);
  properties[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding (widget_class, zooms[i].key, zooms[i].modifiers, on_zoom_key, "i",
                                  zooms[i].steps);
  for (guint i = 0; i < G_N_ELEMENTS (pans); i++)
    gtk_widget_class_add_binding (widget_class, pans[i].key, 0, on_pan_key, "(ii)", pans[i].x,
                                  pans[i].y);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "camerapicture");
}

static void
add_gestures (CulmCameraPicture *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *pan = gtk_gesture_drag_new ();
  GtkDragSource *source = gtk_drag_source_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (on_pinched), self);
  g_signal_connect_swapped (pan, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (pan, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (on_drag_prepare), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (on_drag_out_begin), self);

  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pan));
}

static void
culm_camera_picture_init (CulmCameraPicture *self)
{
  self->zoom = 1;
  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_content_fit (self->picture, GTK_CONTENT_FIT_CONTAIN);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE,
                               -1);
  self->offload = gtk_graphics_offload_new (GTK_WIDGET (self->picture));
  gtk_graphics_offload_set_black_background (GTK_GRAPHICS_OFFLOAD (self->offload), TRUE);
  gtk_widget_set_parent (self->offload, GTK_WIDGET (self));

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_gestures (self);
}

void
culm_camera_picture_set_view (CulmCameraPicture *self, CulmCameraView *view)
{
  g_return_if_fail (CULM_IS_CAMERA_PICTURE (self));
  g_return_if_fail (CULM_IS_CAMERA_VIEW (view));
  g_return_if_fail (self->view == NULL);

  self->view = g_object_ref (view);
  g_signal_connect_object (view, "notify::paintable", G_CALLBACK (update_paintable), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (culm_camera_view_get_feed (view), "notify::flip-horizontally",
                           G_CALLBACK (gtk_widget_queue_allocate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (culm_camera_view_get_feed (view), "notify::flip-vertically",
                           G_CALLBACK (gtk_widget_queue_allocate), self, G_CONNECT_SWAPPED);
  update_paintable (self);
}

/* Of all of it, in its own size */
static GdkTexture *
dup_texture (CulmCameraPicture *self, GdkPaintable *paintable)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskTransform) transform = create_transform (self, (float) width, (float) height, 1);
  g_autoptr (GskRenderNode) node = NULL;

  if (renderer == NULL || width <= 0 || height <= 0)
    return NULL;

  gtk_snapshot_transform (snapshot, transform);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);

  return node != NULL
             ? gsk_renderer_render_texture (
                   renderer, node, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height))
             : NULL;
}

/* The picture that is seen, if that came as a JPEG */
static GBytes *
dup_jpeg (CulmCameraPicture *self)
{
  GBytes *jpeg = bambu_camera_get_picture (culm_camera_view_get_camera (self->view));

  if (jpeg == NULL || culm_camera_view_get_mode (self->view) != CULM_CAMERA_MODE_LIVE
      || bambu_printer_get_camera_kind (culm_camera_view_get_printer (self->view))
             != BAMBU_CAMERA_KIND_JPEG)
    return NULL;

  return culm_jpeg_flip (jpeg, is_flipped_horizontally (self), is_flipped_vertically (self));
}

GdkContentProvider *
culm_camera_picture_dup_content (CulmCameraPicture *self)
{
  GdkPaintable *paintable;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  GdkContentProvider *providers[2];

  g_return_val_if_fail (CULM_IS_CAMERA_PICTURE (self), NULL);

  paintable = self->view != NULL ? culm_camera_view_get_paintable (self->view) : NULL;
  texture = paintable != NULL ? dup_texture (self, paintable) : NULL;
  if (texture == NULL)
    return NULL;

  providers[1] = gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture);
  jpeg = dup_jpeg (self);
  if (jpeg == NULL)
    return providers[1];

  providers[0] = gdk_content_provider_new_for_bytes ("image/jpeg", jpeg);

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}
