/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-camera-card.h"

#include <glib/gi18n.h>

#include "culm-camera-words.h"

#define UNSEEN (GDK_TOPLEVEL_STATE_MINIMIZED | GDK_TOPLEVEL_STATE_SUSPENDED)

struct _CulmCameraCard
{
  AdwBin parent_instance;

  BambuCamera *camera;
  GdkToplevel *toplevel; /* while mapped */
  BambuCameraViewer *viewer;
  BambuCameraViewer *stills; /* too, after it was found that there is no sink */
  gboolean lacks_sink;       /* what comes is shown picture by picture */
  GdkPaintable *next;        /* of a connection that has shown nothing yet */

  GtkPicture *picture;
  GtkWidget *curtain;
  GtkWidget *spinner;
  GtkLabel *text;
  GtkButton *button;
  GtkLabel *pill;
};

G_DEFINE_FINAL_TYPE (CulmCameraCard, culm_camera_card, ADW_TYPE_BIN)

typedef enum
{
  PROP_CAMERA = 1,
} CulmCameraCardProperty;

static GParamSpec *properties[PROP_CAMERA + 1];

static const char *
get_button_label (CulmCameraCard *self, BambuCameraState state)
{
  switch (state)
    {
    case BAMBU_CAMERA_STATE_STALLED:
      return _ ("Reconnect");
    case BAMBU_CAMERA_STATE_WAITING:
    case BAMBU_CAMERA_STATE_BUSY:
    case BAMBU_CAMERA_STATE_UNTRUSTED:
      return _ ("Try Again");
    case BAMBU_CAMERA_STATE_OFF:
      /* What the printer reports is not tried, and it reports when that changes. */
      return bambu_printer_is_camera_off (bambu_camera_get_printer (self->camera))
                 ? NULL
                 : _ ("Try Again");
    case BAMBU_CAMERA_STATE_REFUSED:
      return _ ("Enter Code…");
    case BAMBU_CAMERA_STATE_NONE:
    case BAMBU_CAMERA_STATE_IDLE:
    case BAMBU_CAMERA_STATE_CONNECTING:
    case BAMBU_CAMERA_STATE_LIVE:
    case BAMBU_CAMERA_STATE_NO_DECODER:
    case BAMBU_CAMERA_STATE_CLOUD_ONLY:
    default:
      return NULL;
    }
}

/* Of the picture that is seen: where it is tried to get another one, its age is told. */
static gboolean
has_age (BambuCameraState state)
{
  return state == BAMBU_CAMERA_STATE_CONNECTING || state == BAMBU_CAMERA_STATE_STALLED
         || state == BAMBU_CAMERA_STATE_WAITING || state == BAMBU_CAMERA_STATE_BUSY;
}

static char *
dup_text (CulmCameraCard *self, BambuCameraState state, const char *name)
{
  const GError *error = bambu_camera_get_error (self->camera);

  if (state == BAMBU_CAMERA_STATE_CONNECTING)
    return g_strdup (_ ("Connecting to the camera…"));
  if (error != NULL)
    return culm_camera_words_failure (error, name);

  return NULL;
}

static char *
dup_spoken (BambuCameraState state, const char *name, const char *age)
{
  /* Translators: a printer's name */
  if (state == BAMBU_CAMERA_STATE_LIVE)
    return g_strdup_printf (_ ("Camera of %s, live"), name);
  if (age != NULL)
    /* Translators: a printer's name, and how old the picture is: “12 s old” */
    return g_strdup_printf (_ ("Camera of %s, %s"), name, age);

  /* Translators: a printer's name */
  return g_strdup_printf (_ ("Camera of %s"), name);
}

static void
update (CulmCameraCard *self)
{
  BambuCameraState state = bambu_camera_get_state (self->camera);
  const char *name = bambu_printer_get_name (bambu_camera_get_printer (self->camera));
  const char *label = get_button_label (self, state);
  int seconds = bambu_camera_get_age (self->camera);
  g_autofree char *age = has_age (state) && seconds >= 0 ? culm_camera_words_age (seconds) : NULL;
  g_autofree char *text = dup_text (self, state, name);
  g_autofree char *spoken = dup_spoken (state, name, age);

  gtk_label_set_label (self->text, text != NULL ? text : "");
  gtk_widget_set_visible (self->curtain, text != NULL);
  gtk_widget_set_visible (self->spinner, state == BAMBU_CAMERA_STATE_CONNECTING);
  gtk_button_set_label (self->button, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);

  /* Translators: the camera's picture is of now */
  gtk_label_set_label (self->pill, age != NULL ? age : _ ("Live"));
  gtk_widget_set_visible (GTK_WIDGET (self->pill), age != NULL || state == BAMBU_CAMERA_STATE_LIVE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);

  /* Last, for what is seen looks, and that is another state. */
  gtk_widget_set_visible (GTK_WIDGET (self), state != BAMBU_CAMERA_STATE_NONE);
}

static void
on_button_clicked (CulmCameraCard *self)
{
  if (bambu_camera_get_state (self->camera) == BAMBU_CAMERA_STATE_REFUSED)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.enter-access-code", "s",
                                bambu_printer_get_serial (bambu_camera_get_printer (self->camera)));
  else
    bambu_camera_retry (self->camera);
}

/* The overlay would make it as high as it is at its least width. */
static gboolean
place_curtain (CulmCameraCard *self, GtkWidget *widget, GdkRectangle *allocation)
{
  if (widget != self->curtain)
    return FALSE;

  *allocation = (GdkRectangle) {
    .width = gtk_widget_get_width (GTK_WIDGET (self)),
    .height = gtk_widget_get_height (GTK_WIDGET (self)),
  };

  return TRUE;
}

static void
show_still (CulmCameraCard *self, GBytes *jpeg)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (jpeg, &error);

  if (texture != NULL)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  else
    g_debug ("A picture cannot be shown: %s", error->message);
}

static void
on_picture (CulmCameraCard *self, GBytes *jpeg)
{
  if (self->lacks_sink)
    show_still (self, jpeg);
}

static void on_next_contents (CulmCameraCard *self);

static void
set_next (CulmCameraCard *self, GdkPaintable *paintable)
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
on_next_contents (CulmCameraCard *self)
{
  if (gdk_paintable_get_intrinsic_width (self->next) <= 0)
    return;

  gtk_picture_set_paintable (self->picture, self->next);
  set_next (self, NULL);
}

static GstElement *
make_sink (BambuCamera *camera, gpointer user_data)
{
  CulmCameraCard *self = user_data;
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
look_away (CulmCameraCard *self)
{
  g_clear_pointer (&self->stills, bambu_camera_viewer_free);
  g_clear_pointer (&self->viewer, bambu_camera_viewer_free);
}

static void
update_viewer (CulmCameraCard *self)
{
  if (self->camera == NULL || self->toplevel == NULL
      || (gdk_toplevel_get_state (self->toplevel) & UNSEEN) != 0)
    look_away (self);
  else if (self->viewer == NULL)
    self->viewer = bambu_camera_look (self->camera, self->lacks_sink ? BAMBU_CAMERA_USE_PICTURES
                                                                     : BAMBU_CAMERA_USE_VIEW);
}

static void
set_toplevel (CulmCameraCard *self, GdkToplevel *toplevel)
{
  if (self->toplevel != NULL)
    g_signal_handlers_disconnect_by_func (self->toplevel, update_viewer, self);
  g_set_object (&self->toplevel, toplevel);
  if (toplevel != NULL)
    g_signal_connect_object (toplevel, "notify::state", G_CALLBACK (update_viewer), self,
                             G_CONNECT_SWAPPED);
  update_viewer (self);
}

static void
culm_camera_card_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (culm_camera_card_parent_class)->map (widget);

  set_toplevel (CULM_CAMERA_CARD (widget),
                GDK_TOPLEVEL (gtk_native_get_surface (GTK_NATIVE (gtk_widget_get_root (widget)))));
}

static void
culm_camera_card_unmap (GtkWidget *widget)
{
  set_toplevel (CULM_CAMERA_CARD (widget), NULL);

  GTK_WIDGET_CLASS (culm_camera_card_parent_class)->unmap (widget);
}

static void
set_camera (CulmCameraCard *self, BambuCamera *camera)
{
  static const char *const followed[] = { "notify::state", "notify::error", "notify::age" };

  if (!g_set_object (&self->camera, camera))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (camera, followed[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (camera, "picture", G_CALLBACK (on_picture), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_camera_get_printer (camera), "notify::name", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);

  if (bambu_camera_get_picture (camera) != NULL)
    show_still (self, bambu_camera_get_picture (camera));
  bambu_camera_set_sink_func (camera, make_sink, self, NULL);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAMERA]);
}

static void
culm_camera_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmCameraCard *self = CULM_CAMERA_CARD (object);

  switch ((CulmCameraCardProperty) prop_id)
    {
    case PROP_CAMERA:
      g_value_set_object (value, self->camera);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_camera_card_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  CulmCameraCard *self = CULM_CAMERA_CARD (object);

  switch ((CulmCameraCardProperty) prop_id)
    {
    case PROP_CAMERA:
      set_camera (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_camera_card_dispose (GObject *object)
{
  CulmCameraCard *self = CULM_CAMERA_CARD (object);

  if (self->camera != NULL)
    {
      look_away (self);
      bambu_camera_set_sink_func (self->camera, NULL, NULL, NULL);
      g_signal_handlers_disconnect_by_data (self->camera, self);
      g_signal_handlers_disconnect_by_data (bambu_camera_get_printer (self->camera), self);
    }
  set_next (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_CAMERA_CARD);
  g_clear_object (&self->camera);

  G_OBJECT_CLASS (culm_camera_card_parent_class)->dispose (object);
}

static void
culm_camera_card_class_init (CulmCameraCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_camera_card_get_property;
  object_class->set_property = culm_camera_card_set_property;
  object_class->dispose = culm_camera_card_dispose;
  widget_class->map = culm_camera_card_map;
  widget_class->unmap = culm_camera_card_unmap;

  properties[PROP_CAMERA] =
      g_param_spec_object ("camera", NULL, NULL, BAMBU_TYPE_CAMERA,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-camera-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmCameraCard, picture);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraCard, curtain);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraCard, spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraCard, text);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraCard, button);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraCard, pill);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, place_curtain);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* 16:9 over the full width, whatever the picture's own size is; higher where large text needs it */
static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, NULL,
                      NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = MAX (*minimum, for_size * 9 / 16);
  *natural = *minimum;
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
}

static void
culm_camera_card_init (CulmCameraCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (get_request_mode, measure, allocate));
}
