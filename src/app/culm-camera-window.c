/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-camera-window.h"

#include <glib/gi18n.h>

#include "culm-camera-card.h"
#include "culm-command.h"
#include "culm-control.h"
#include "culm-status.h"
#include "culm-window-private.h"

struct _CulmCameraWindow
{
  AdwWindow parent_instance;

  CulmWindow *owner; /* weak; NULL in tests */
  BambuCamera *camera;
  CulmCameraPlace place;
  CulmStatus *status;

  AdwToolbarView *bars;
  GtkWidget *card;
  GtkWidget *pause;
  GtkWidget *resume;
};

G_DEFINE_FINAL_TYPE (CulmCameraWindow, culm_camera_window, ADW_TYPE_WINDOW)

typedef enum
{
  PROP_OWNER = 1,
  PROP_CAMERA,
  PROP_PLACE,
  PROP_STATUS,
} CulmCameraWindowProperty;

static GParamSpec *properties[PROP_STATUS + 1];

static BambuPrinter *
get_printer (CulmCameraWindow *self)
{
  return bambu_camera_get_printer (self->camera);
}

static void
send (CulmCameraWindow *self, BambuControl control)
{
  culm_command_send (GTK_WIDGET (self), get_printer (self), control, 0, 0);
}

static void
on_pause_clicked (CulmCameraWindow *self)
{
  send (self, BAMBU_CONTROL_PAUSE);
}

static void
on_resume_clicked (CulmCameraWindow *self)
{
  send (self, BAMBU_CONTROL_RESUME);
}

static void
on_state_changed (CulmCameraWindow *self)
{
  gboolean is_paused = bambu_printer_get_state (get_printer (self)) == BAMBU_STATE_PAUSE;

  gtk_widget_set_visible (self->pause, !is_paused);
  gtk_widget_set_visible (self->resume, is_paused);
}

static void
attach (CulmCameraWindow *self, BambuControl which, GtkWidget *button)
{
  g_autoptr (CulmControl) control = culm_control_new (get_printer (self), which, 0);

  culm_control_attach (control, button);
}

static void
on_fleet_changed (CulmCameraWindow *self)
{
  BambuPrinter *printer = get_printer (self);
  BambuFleet *fleet = culm_window_get_fleet (self->owner);

  if (bambu_fleet_find (fleet, bambu_printer_get_serial (printer)) != printer)
    gtk_window_destroy (GTK_WINDOW (self));
}

/* What is asked of the whole app is asked of the window with the list. */
static void
forward (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmCameraWindow *self = CULM_CAMERA_WINDOW (widget);

  if (self->owner == NULL)
    return;

  gtk_widget_activate_action (GTK_WIDGET (self->owner), action_name, "s",
                              bambu_printer_get_serial (get_printer (self)));
  if (g_str_equal (action_name, "win.enter-access-code"))
    gtk_window_present (GTK_WINDOW (self->owner));
}

static gboolean
on_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  const char *action_name;

  g_variant_get (args, "(&s)", &action_name);

  return gtk_widget_activate_action (CULM_CAMERA_WINDOW (widget)->card, action_name, NULL);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (CULM_CAMERA_WINDOW (widget)->place != CULM_CAMERA_PLACE_FULLSCREEN)
    return GDK_EVENT_PROPAGATE;

  gtk_window_close (GTK_WINDOW (widget));

  return GDK_EVENT_STOP;
}

static void
follow_owner (CulmCameraWindow *self)
{
  gtk_window_set_application (GTK_WINDOW (self),
                              gtk_window_get_application (GTK_WINDOW (self->owner)));
  g_signal_connect_object (self->owner, "destroy", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  /* In the background there is no camera. */
  g_signal_connect_object (self->owner, "hide", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (culm_window_get_fleet (self->owner), "items-changed",
                           G_CALLBACK (on_fleet_changed), self, G_CONNECT_SWAPPED);
}

static void
culm_camera_window_constructed (GObject *object)
{
  CulmCameraWindow *self = CULM_CAMERA_WINDOW (object);
  gboolean is_fullscreen = self->place == CULM_CAMERA_PLACE_FULLSCREEN;

  G_OBJECT_CLASS (culm_camera_window_parent_class)->constructed (object);

  self->status = culm_status_dup_for_printer (get_printer (self));
  g_object_notify_by_pspec (object, properties[PROP_STATUS]);

  self->card = g_object_new (CULM_TYPE_CAMERA_CARD, "place", self->place, "camera", self->camera,
                             "vexpand", TRUE, NULL);
  adw_toolbar_view_set_content (self->bars, self->card);
  adw_toolbar_view_set_reveal_top_bars (self->bars, !is_fullscreen);
  adw_toolbar_view_set_reveal_bottom_bars (self->bars, !is_fullscreen);

  attach (self, BAMBU_CONTROL_PAUSE, self->pause);
  attach (self, BAMBU_CONTROL_RESUME, self->resume);
  g_signal_connect_object (get_printer (self), "notify::state", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);
  on_state_changed (self);

  if (self->owner != NULL)
    follow_owner (self);
}

static void
culm_camera_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmCameraWindow *self = CULM_CAMERA_WINDOW (object);

  switch ((CulmCameraWindowProperty) prop_id)
    {
    case PROP_OWNER:
      g_value_set_object (value, self->owner);
      break;
    case PROP_CAMERA:
      g_value_set_object (value, self->camera);
      break;
    case PROP_PLACE:
      g_value_set_enum (value, self->place);
      break;
    case PROP_STATUS:
      g_value_set_object (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_camera_window_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  CulmCameraWindow *self = CULM_CAMERA_WINDOW (object);

  switch ((CulmCameraWindowProperty) prop_id)
    {
    case PROP_OWNER:
      g_set_weak_pointer (&self->owner, g_value_get_object (value));
      break;
    case PROP_CAMERA:
      self->camera = g_value_dup_object (value);
      break;
    case PROP_PLACE:
      self->place = g_value_get_enum (value);
      break;
    case PROP_STATUS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_camera_window_dispose (GObject *object)
{
  CulmCameraWindow *self = CULM_CAMERA_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_CAMERA_WINDOW);
  g_clear_weak_pointer (&self->owner);
  g_clear_object (&self->status);
  g_clear_object (&self->camera);

  G_OBJECT_CLASS (culm_camera_window_parent_class)->dispose (object);
}

static void
culm_camera_window_class_init (CulmCameraWindowClass *klass)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action_name;
  } keys[] = {
    { GDK_KEY_F11, 0, "camera.fullscreen" },
    { GDK_KEY_space, 0, "camera.play" },
    { GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "camera.take-picture" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "camera.copy" },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = culm_camera_window_constructed;
  object_class->get_property = culm_camera_window_get_property;
  object_class->set_property = culm_camera_window_set_property;
  object_class->dispose = culm_camera_window_dispose;

  properties[PROP_OWNER] = g_param_spec_object ("owner", NULL, NULL, CULM_TYPE_WINDOW, flags);
  properties[PROP_CAMERA] = g_param_spec_object ("camera", NULL, NULL, BAMBU_TYPE_CAMERA, flags);
  properties[PROP_PLACE] = g_param_spec_enum ("place", NULL, NULL, CULM_TYPE_CAMERA_PLACE,
                                              CULM_CAMERA_PLACE_WINDOW, flags);
  properties[PROP_STATUS] =
      g_param_spec_object ("status", NULL, NULL, CULM_TYPE_STATUS,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "win.enter-access-code", "s", forward);
  gtk_widget_class_install_action (widget_class, "win.pause-or-resume", "s", forward);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, keys[i].modifiers, on_key, "(s)",
                                  keys[i].action_name);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);

  g_type_ensure (CULM_TYPE_STATUS);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-camera-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmCameraWindow, bars);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraWindow, pause);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraWindow, resume);
  gtk_widget_class_bind_template_callback (widget_class, on_pause_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_resume_clicked);
}

static void
culm_camera_window_init (CulmCameraWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static CulmWindow *
find_owner (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (CULM_IS_CAMERA_WINDOW (root))
    return CULM_CAMERA_WINDOW (root)->owner;

  return CULM_IS_WINDOW (root) ? CULM_WINDOW (root) : NULL;
}

static GtkWindow *
find_window (BambuCamera *camera, CulmCameraPlace place)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (CULM_IS_CAMERA_WINDOW (window) && CULM_CAMERA_WINDOW (window)->camera == camera
          && CULM_CAMERA_WINDOW (window)->place == place)
        return window;
    }

  return NULL;
}

void
culm_camera_window_pop_out (GtkWidget *widget, BambuCamera *camera)
{
  GtkWindow *window;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (BAMBU_IS_CAMERA (camera));

  window = find_window (camera, CULM_CAMERA_PLACE_WINDOW);
  if (window == NULL)
    window = g_object_new (CULM_TYPE_CAMERA_WINDOW, "owner", find_owner (widget), "camera", camera,
                           NULL);
  gtk_window_present (window);
}

/* The one that the other window is on */
static void
cover_monitor (GtkWindow *window, GtkNative *other)
{
  GdkSurface *surface = gtk_native_get_surface (other);
  GdkMonitor *monitor =
      surface != NULL
          ? gdk_display_get_monitor_at_surface (gdk_surface_get_display (surface), surface)
          : NULL;

  if (monitor != NULL)
    gtk_window_fullscreen_on_monitor (window, monitor);
  else
    gtk_window_fullscreen (window);
}

void
culm_camera_window_show_fullscreen (GtkWidget *widget, BambuCamera *camera)
{
  GtkWindow *window;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (BAMBU_IS_CAMERA (camera));

  window = find_window (camera, CULM_CAMERA_PLACE_FULLSCREEN);
  if (window == NULL)
    {
      window = g_object_new (CULM_TYPE_CAMERA_WINDOW, "owner", find_owner (widget), "camera",
                             camera, "place", CULM_CAMERA_PLACE_FULLSCREEN, "transient-for",
                             gtk_widget_get_root (widget), "destroy-with-parent", TRUE, NULL);
      cover_monitor (window, gtk_widget_get_native (widget));
    }
  gtk_window_present (window);
}
