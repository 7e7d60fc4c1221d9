/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-camera-controls.h"

#include <glib/gi18n.h>

/* A touch has no pointer that would stay over the picture, and on a full screen it always does. */
#define RECENT_SECONDS 4

struct _CulmCameraControls
{
  AdwBin parent_instance;

  gboolean revealed;
  CulmCameraPlace place;
  gboolean live;
  guint recent;              /* a touch, or the pointer's last move */
  GtkEventController *hover; /* of the card */
  GtkEventController *focus;

  GtkButton *play;
  GtkWidget *pop_out;
  GtkButton *fullscreen;
  GtkMenuButton *menu;
};

G_DEFINE_ENUM_TYPE (CulmCameraPlace,
                    culm_camera_place,
                    G_DEFINE_ENUM_VALUE (CULM_CAMERA_PLACE_PAGE, "page"),
                    G_DEFINE_ENUM_VALUE (CULM_CAMERA_PLACE_WINDOW, "window"),
                    G_DEFINE_ENUM_VALUE (CULM_CAMERA_PLACE_FULLSCREEN, "fullscreen"),
                    G_DEFINE_ENUM_VALUE (CULM_CAMERA_PLACE_TILE, "tile"))

G_DEFINE_FINAL_TYPE (CulmCameraControls, culm_camera_controls, ADW_TYPE_BIN)

typedef enum
{
  PROP_REVEALED = 1,
} CulmCameraControlsProperty;

static GParamSpec *properties[PROP_REVEALED + 1];

static void
set_icon (GtkButton *button, const char *icon_name, const char *text)
{
  gtk_button_set_icon_name (button, icon_name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static gboolean
has_keyboard (CulmCameraControls *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (self->focus))
         && GTK_IS_WINDOW (root) && gtk_window_get_focus_visible (GTK_WINDOW (root));
}

static gboolean
has_pointer (CulmCameraControls *self)
{
  return self->place != CULM_CAMERA_PLACE_FULLSCREEN
         && gtk_event_controller_motion_contains_pointer (
             GTK_EVENT_CONTROLLER_MOTION (self->hover));
}

/* Hidden ones cannot be hit by chance. */
static void
update (CulmCameraControls *self)
{
  gboolean revealed;

  if (self->hover == NULL)
    return;

  revealed = self->recent != 0 || gtk_menu_button_get_active (self->menu) || has_pointer (self)
             || has_keyboard (self);

  if (self->revealed == revealed)
    return;

  self->revealed = revealed;
  if (revealed)
    gtk_widget_add_css_class (GTK_WIDGET (self), "revealed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "revealed");
  gtk_widget_set_can_target (GTK_WIDGET (self), revealed);
  if (self->place == CULM_CAMERA_PLACE_FULLSCREEN)
    gtk_widget_set_cursor_from_name (gtk_event_controller_get_widget (self->hover),
                                     revealed ? NULL : "none");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

static gboolean
on_recent_over (gpointer user_data)
{
  CulmCameraControls *self = user_data;

  self->recent = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
on_motion (CulmCameraControls *self)
{
  if (self->place == CULM_CAMERA_PLACE_FULLSCREEN)
    culm_camera_controls_touch (self);
}

/* Keys that are pressed make the focus visible where it is. */
static void
culm_camera_controls_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (culm_camera_controls_parent_class)->root (widget);

  if (GTK_IS_WINDOW (gtk_widget_get_root (widget)))
    g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-visible",
                             G_CALLBACK (update), widget, G_CONNECT_SWAPPED);
}

static void
culm_camera_controls_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), update, widget);

  GTK_WIDGET_CLASS (culm_camera_controls_parent_class)->unroot (widget);
}

static void
culm_camera_controls_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmCameraControls *self = CULM_CAMERA_CONTROLS (object);

  switch ((CulmCameraControlsProperty) prop_id)
    {
    case PROP_REVEALED:
      g_value_set_boolean (value, self->revealed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_camera_controls_dispose (GObject *object)
{
  CulmCameraControls *self = CULM_CAMERA_CONTROLS (object);

  g_clear_handle_id (&self->recent, g_source_remove);
  g_clear_object (&self->hover);
  g_clear_object (&self->focus);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_CAMERA_CONTROLS);

  G_OBJECT_CLASS (culm_camera_controls_parent_class)->dispose (object);
}

static void
culm_camera_controls_class_init (CulmCameraControlsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_camera_controls_get_property;
  object_class->dispose = culm_camera_controls_dispose;
  widget_class->root = culm_camera_controls_root;
  widget_class->unroot = culm_camera_controls_unroot;

  properties[PROP_REVEALED] =
      g_param_spec_boolean ("revealed", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-camera-controls.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmCameraControls, play);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraControls, pop_out);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraControls, fullscreen);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraControls, menu);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
culm_camera_controls_init (CulmCameraControls *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  culm_camera_controls_set_live (self, TRUE);
  culm_camera_controls_set_place (self, CULM_CAMERA_PLACE_PAGE);
}

void
culm_camera_controls_follow (CulmCameraControls *self, GtkWidget *card)
{
  g_return_if_fail (CULM_IS_CAMERA_CONTROLS (self));
  g_return_if_fail (GTK_IS_WIDGET (card));
  g_return_if_fail (self->hover == NULL);

  self->hover = gtk_event_controller_motion_new ();
  self->focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (self->hover, "notify::contains-pointer", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hover, "motion", G_CALLBACK (on_motion), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->focus, "notify::contains-focus", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (card, g_object_ref (self->hover));
  gtk_widget_add_controller (card, g_object_ref (self->focus));
}

void
culm_camera_controls_set_place (CulmCameraControls *self, CulmCameraPlace place)
{
  g_return_if_fail (CULM_IS_CAMERA_CONTROLS (self));

  self->place = place;
  gtk_widget_set_visible (self->pop_out, place == CULM_CAMERA_PLACE_PAGE);
  if (place == CULM_CAMERA_PLACE_FULLSCREEN)
    set_icon (self->fullscreen, "view-restore-symbolic", _ ("Leave Full Screen"));
  else
    set_icon (self->fullscreen, "view-fullscreen-symbolic", _ ("Full Screen"));
}

void
culm_camera_controls_set_live (CulmCameraControls *self, gboolean live)
{
  g_return_if_fail (CULM_IS_CAMERA_CONTROLS (self));

  /* It is said each second. */
  if (self->live == live)
    return;

  self->live = live;
  if (live)
    set_icon (self->play, "media-playback-pause-symbolic", _ ("Pause Video"));
  else
    set_icon (self->play, "media-playback-start-symbolic", _ ("Play Video"));
}

void
culm_camera_controls_touch (CulmCameraControls *self)
{
  g_return_if_fail (CULM_IS_CAMERA_CONTROLS (self));

  g_clear_handle_id (&self->recent, g_source_remove);
  self->recent = g_timeout_add_seconds (RECENT_SECONDS, on_recent_over, self);
  update (self);
}
