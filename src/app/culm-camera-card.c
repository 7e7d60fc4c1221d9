/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-camera-card.h"

#include <glib/gi18n.h>

#include "culm-camera-caption.h"
#include "culm-camera-controls.h"
#include "culm-camera-help.h"
#include "culm-camera-menu.h"
#include "culm-camera-picture.h"
#include "culm-camera-shot.h"
#include "culm-camera-window.h"
#include "culm-saving.h"
#include "culm-sight.h"
#include "culm-toast.h"
#include "culm-window-private.h"
#include "culm-wrap.h"

/* More than any is wide; there may be many. */
#define TILE_WIDTH 640

struct _CulmCameraCard
{
  AdwBin parent_instance;

  BambuCamera *camera;
  CulmCameraPlace place;
  CulmSaving *saving;
  CulmCameraView *view;
  CulmSight *sight;
  gboolean paused; /* by the user */
  gboolean played; /* by the user, although it costs */
  gboolean live;   /* a tile that may */
  gboolean scrolled_away;
  gboolean away;

  CulmCameraPicture *picture;
  GtkWidget *curtain;
  GtkWidget *spinner;
  GtkLabel *text;
  GtkButton *button;
  GtkLabel *pill;
  CulmCameraControls *controls;
};

G_DEFINE_FINAL_TYPE (CulmCameraCard, culm_camera_card, ADW_TYPE_BIN)

typedef enum
{
  PROP_CAMERA = 1,
  PROP_PLACE,
  PROP_SAVING,
} CulmCameraCardProperty;

static GParamSpec *properties[PROP_SAVING + 1];

static CulmCameraMode
get_mode (CulmCameraCard *self)
{
  return culm_camera_view_get_mode (self->view);
}

static void
set_css_class (GtkWidget *widget, const char *name, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* The last picture, and no word: what is the matter stands beside it. */
static void
leave (CulmCameraCaption *caption, gboolean has_picture)
{
  g_set_str (&caption->pill, NULL);
  /* Translators: of a camera that cannot be reached */
  g_set_str (&caption->text, has_picture ? NULL : _ ("No picture"));
  caption->stale = TRUE;
  caption->busy = FALSE;
}

static void
update (CulmCameraCard *self)
{
  g_autoptr (CulmCameraCaption) caption = culm_camera_caption_new (self->view);
  gboolean has_picture = culm_camera_view_get_paintable (self->view) != NULL;
  gboolean is_tile = self->place == CULM_CAMERA_PLACE_TILE;

  if (self->away)
    leave (caption, has_picture);

  gtk_label_set_label (self->text, caption->text != NULL ? caption->text : "");
  gtk_widget_set_visible (self->curtain, caption->text != NULL);
  set_css_class (self->curtain, "veil", has_picture);
  gtk_widget_set_visible (self->spinner, caption->busy);
  gtk_button_set_label (self->button, caption->button != NULL ? caption->button : "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), caption->button != NULL && !is_tile);
  gtk_label_set_label (self->pill, caption->pill != NULL ? caption->pill : "");
  gtk_widget_set_visible (GTK_WIDGET (self->pill), caption->pill != NULL);
  g_object_set (self->picture, "stale", caption->stale, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  caption->spoken, -1);

  gtk_widget_set_visible (GTK_WIDGET (self->controls), caption->text == NULL && !is_tile);
  culm_camera_controls_set_live (self->controls, get_mode (self) == CULM_CAMERA_MODE_LIVE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "camera.copy", has_picture);

  /* Last, for what is seen looks, and that is another state. */
  gtk_widget_set_visible (GTK_WIDGET (self),
                          culm_camera_view_get_state (self->view) != BAMBU_CAMERA_STATE_NONE);
}

static void
update_mode (CulmCameraCard *self)
{
  gboolean is_tile = self->place == CULM_CAMERA_PLACE_TILE;
  gboolean saves =
      (culm_saving_is_active (self->saving) || (is_tile && !self->live)) && !self->played;

  culm_camera_view_set_mode (self->view, self->paused ? CULM_CAMERA_MODE_PAUSED
                                         : saves      ? CULM_CAMERA_MODE_STILLS
                                                      : CULM_CAMERA_MODE_LIVE);
}

/* Where it costs, what was played goes back to stills. */
static void
play_or_pause (CulmCameraCard *self)
{
  gboolean is_live = get_mode (self) == CULM_CAMERA_MODE_LIVE;

  self->played = !is_live;
  self->paused = is_live && !culm_saving_is_active (self->saving);
  update_mode (self);
}

static void
on_seen (CulmCameraCard *self)
{
  gboolean seen = culm_sight_is_seen (self->sight) && !self->scrolled_away && !self->away;

  if (self->view == NULL)
    return;

  culm_camera_view_set_seen (self->view, seen);
  /* It was for now. */
  if (!seen && self->played)
    {
      self->played = FALSE;
      update_mode (self);
    }
}

static void
on_button_clicked (CulmCameraCard *self)
{
  BambuPrinter *printer = bambu_camera_get_printer (self->camera);

  if (get_mode (self) == CULM_CAMERA_MODE_PAUSED)
    {
      play_or_pause (self);
      return;
    }

  switch (culm_camera_view_get_state (self->view))
    {
    case BAMBU_CAMERA_STATE_CONNECTING:
      self->paused = TRUE;
      update_mode (self);
      break;
    case BAMBU_CAMERA_STATE_REFUSED:
    case BAMBU_CAMERA_STATE_NO_CODE:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.enter-access-code", "s",
                                  bambu_printer_get_serial (printer));
      break;
    case BAMBU_CAMERA_STATE_OFF:
      culm_camera_help_show_where (GTK_WIDGET (self), self->camera);
      break;
    case BAMBU_CAMERA_STATE_NO_DECODER:
      culm_camera_help_show_decoder (GTK_WIDGET (self), self->camera);
      break;
    case BAMBU_CAMERA_STATE_STALLED:
    case BAMBU_CAMERA_STATE_WAITING:
    case BAMBU_CAMERA_STATE_BUSY:
    case BAMBU_CAMERA_STATE_UNTRUSTED:
    case BAMBU_CAMERA_STATE_NONE:
    case BAMBU_CAMERA_STATE_IDLE:
    case BAMBU_CAMERA_STATE_LIVE:
    case BAMBU_CAMERA_STATE_CLOUD_ONLY:
    default:
      culm_camera_view_retry (self->view);
      break;
    }
}

static void
on_clicked (CulmCameraCard *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GdkDevice *device =
      gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (gesture));

  gtk_widget_grab_focus (GTK_WIDGET (self->picture));
  if (n_press == 2)
    gtk_widget_activate_action (GTK_WIDGET (self), "camera.fullscreen", NULL);
  if (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN)
    culm_camera_controls_touch (self->controls);
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
on_play (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  play_or_pause (CULM_CAMERA_CARD (widget));
}

static void
on_take_picture (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  culm_camera_shot_take (widget, CULM_CAMERA_CARD (widget)->camera);
}

static void
on_copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmCameraCard *self = CULM_CAMERA_CARD (widget);
  g_autoptr (GdkContentProvider) content = culm_camera_picture_dup_content (self->picture);

  if (content == NULL)
    return;

  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content);
  culm_toast_show (widget, _ ("Picture copied"));
}

static void
on_pop_out (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  culm_camera_window_pop_out (widget, CULM_CAMERA_CARD (widget)->camera);
}

static void
on_fullscreen (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmCameraCard *self = CULM_CAMERA_CARD (widget);

  if (self->place == CULM_CAMERA_PLACE_FULLSCREEN)
    gtk_window_close (GTK_WINDOW (gtk_widget_get_root (widget)));
  else
    culm_camera_window_show_fullscreen (widget, self->camera);
}

/* The window knows where choices are remembered. */
static void
find_settings (CulmCameraCard *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), CULM_TYPE_WINDOW);

  if (window != NULL && self->view != NULL)
    culm_camera_feed_set_settings (culm_camera_view_get_feed (self->view),
                                   culm_window_get_settings (CULM_WINDOW (window)));
}

static void
set_camera (CulmCameraCard *self, BambuCamera *camera)
{
  g_autoptr (GSimpleActionGroup) menu = NULL;

  if (!g_set_object (&self->camera, camera))
    return;

  if (self->saving == NULL)
    self->saving = culm_saving_dup_default ();
  self->view = culm_camera_view_new (camera);
  if (self->place == CULM_CAMERA_PLACE_TILE)
    culm_camera_view_set_still_width (self->view,
                                      TILE_WIDTH * gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  culm_camera_picture_set_view (self->picture, self->view);
  g_signal_connect_object (self->view, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::paintable", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saving, "notify::active", G_CALLBACK (update_mode), self,
                           G_CONNECT_SWAPPED);
  menu =
      culm_camera_menu_create_actions (GTK_WIDGET (self), culm_camera_view_get_feed (self->view));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "picture", G_ACTION_GROUP (menu));

  find_settings (self);
  update_mode (self);
  update (self);
  on_seen (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAMERA]);
}

static void
set_place (CulmCameraCard *self, CulmCameraPlace place)
{
  gboolean fills = place == CULM_CAMERA_PLACE_WINDOW || place == CULM_CAMERA_PLACE_FULLSCREEN;

  self->place = place;
  culm_camera_controls_set_place (self->controls, place);
  g_object_set (self->picture, "zoomable", fills, NULL);
  set_css_class (GTK_WIDGET (self), "filling", fills);
  if (place == CULM_CAMERA_PLACE_TILE)
    {
      gtk_widget_set_focusable (GTK_WIDGET (self->picture), FALSE);
      gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
      gtk_widget_add_css_class (GTK_WIDGET (self->text), "caption");
    }
}

static void
culm_camera_card_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (culm_camera_card_parent_class)->root (widget);

  find_settings (CULM_CAMERA_CARD (widget));
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
    case PROP_PLACE:
      g_value_set_enum (value, self->place);
      break;
    case PROP_SAVING:
      g_value_set_object (value, self->saving);
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
    case PROP_PLACE:
      set_place (self, g_value_get_enum (value));
      break;
    case PROP_SAVING:
      g_set_object (&self->saving, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_camera_card_dispose (GObject *object)
{
  CulmCameraCard *self = CULM_CAMERA_CARD (object);

  if (self->view != NULL)
    {
      culm_camera_view_set_seen (self->view, FALSE);
      g_signal_handlers_disconnect_by_data (self->view, self);
    }
  g_clear_object (&self->sight);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_CAMERA_CARD);
  g_clear_object (&self->view);
  g_clear_object (&self->saving);
  g_clear_object (&self->camera);

  G_OBJECT_CLASS (culm_camera_card_parent_class)->dispose (object);
}

static void
culm_camera_card_class_init (CulmCameraCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_camera_card_get_property;
  object_class->set_property = culm_camera_card_set_property;
  object_class->dispose = culm_camera_card_dispose;
  widget_class->root = culm_camera_card_root;

  properties[PROP_CAMERA] = g_param_spec_object ("camera", NULL, NULL, BAMBU_TYPE_CAMERA, flags);
  properties[PROP_PLACE] = g_param_spec_enum ("place", NULL, NULL, CULM_TYPE_CAMERA_PLACE,
                                              CULM_CAMERA_PLACE_PAGE, flags);
  properties[PROP_SAVING] = g_param_spec_object ("saving", NULL, NULL, CULM_TYPE_SAVING, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "camera.play", NULL, on_play);
  gtk_widget_class_install_action (widget_class, "camera.take-picture", NULL, on_take_picture);
  gtk_widget_class_install_action (widget_class, "camera.copy", NULL, on_copy);
  gtk_widget_class_install_action (widget_class, "camera.pop-out", NULL, on_pop_out);
  gtk_widget_class_install_action (widget_class, "camera.fullscreen", NULL, on_fullscreen);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "camera.play", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "camera.copy",
                                       NULL);

  g_type_ensure (CULM_TYPE_CAMERA_CONTROLS);
  g_type_ensure (CULM_TYPE_CAMERA_PICTURE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-camera-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmCameraCard, picture);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraCard, curtain);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraCard, spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraCard, text);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraCard, button);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraCard, pill);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraCard, controls);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
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
  if (orientation == GTK_ORIENTATION_VERTICAL && !gtk_widget_has_css_class (widget, "filling"))
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
  culm_wrap (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (get_request_mode, measure, allocate));
  self->sight = culm_sight_new (GTK_WIDGET (self));
  g_signal_connect_object (self->sight, "notify::seen", G_CALLBACK (on_seen), self,
                           G_CONNECT_SWAPPED);
  culm_camera_controls_follow (self->controls, GTK_WIDGET (self));
}

CulmCameraView *
culm_camera_card_get_view (CulmCameraCard *self)
{
  g_return_val_if_fail (CULM_IS_CAMERA_CARD (self), NULL);

  return self->view;
}

void
culm_camera_card_set_live (CulmCameraCard *self, gboolean live)
{
  g_return_if_fail (CULM_IS_CAMERA_CARD (self));
  g_return_if_fail (self->view != NULL);

  self->live = live;
  update_mode (self);
}

void
culm_camera_card_set_scrolled_away (CulmCameraCard *self, gboolean scrolled_away)
{
  g_return_if_fail (CULM_IS_CAMERA_CARD (self));

  self->scrolled_away = scrolled_away;
  on_seen (self);
}

void
culm_camera_card_set_away (CulmCameraCard *self, gboolean away)
{
  g_return_if_fail (CULM_IS_CAMERA_CARD (self));

  if (self->away == away)
    return;

  self->away = away;
  on_seen (self);
  if (self->view != NULL)
    update (self);
}
