/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-camera-tile.h"

#include "culm-camera-card.h"
#include "culm-status.h"

/* A pointer on its way elsewhere connects to nobody. */
#define DWELL_MSEC 250

struct _CulmCameraTile
{
  GtkFlowBoxChild parent_instance;

  BambuCamera *camera;
  CulmLiveSet *live_set;
  CulmStatus *status;
  guint dwell;
  gboolean hovered;
  gboolean focused;
  gboolean on_screen;

  CulmCameraCard *card;
};

G_DEFINE_FINAL_TYPE (CulmCameraTile, culm_camera_tile, GTK_TYPE_FLOW_BOX_CHILD)

typedef enum
{
  PROP_CAMERA = 1,
  PROP_LIVE_SET,
  PROP_ON_SCREEN,
  PROP_STATUS,
} CulmCameraTileProperty;

static GParamSpec *properties[PROP_STATUS + 1];

static void
want (CulmCameraTile *self)
{
  culm_live_set_want (self->live_set, self, self->hovered || self->focused);
}

static gboolean
on_dwelt (gpointer user_data)
{
  CulmCameraTile *self = user_data;

  self->dwell = 0;
  self->hovered = TRUE;
  want (self);

  return G_SOURCE_REMOVE;
}

static void
on_enter (CulmCameraTile *self)
{
  if (self->dwell == 0 && !self->hovered)
    self->dwell = g_timeout_add (DWELL_MSEC, on_dwelt, self);
}

static void
on_leave (CulmCameraTile *self)
{
  g_clear_handle_id (&self->dwell, g_source_remove);
  self->hovered = FALSE;
  want (self);
}

static void
on_focus (CulmCameraTile *self, GParamSpec *pspec, GtkEventControllerFocus *focus)
{
  self->focused = gtk_event_controller_focus_contains_focus (focus);
  want (self);
}

static void
on_live_set_changed (CulmCameraTile *self)
{
  culm_camera_card_set_live (self->card, culm_live_set_may (self->live_set, self));
}

static char **
get_progress_classes (CulmCameraTile *self, gboolean last_known)
{
  return g_strdupv ((char *[]) { "thin", last_known ? "stale" : NULL, NULL });
}

/* It keeps its place, so that the tiles stand in line. */
static double
get_opacity (CulmCameraTile *self, gboolean active)
{
  return active ? 1 : 0;
}

static void
update_description (CulmCameraTile *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  culm_status_get_sentence (self->status), -1);
}

static void
set_on_screen (CulmCameraTile *self, gboolean on_screen)
{
  if (self->on_screen == on_screen)
    return;

  self->on_screen = on_screen;
  if (self->card != NULL) /* it is gone before it is taken off the list of what is seen */
    culm_camera_card_set_scrolled_away (self->card, !on_screen);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ON_SCREEN]);
}

static void
culm_camera_tile_constructed (GObject *object)
{
  CulmCameraTile *self = CULM_CAMERA_TILE (object);

  G_OBJECT_CLASS (culm_camera_tile_parent_class)->constructed (object);

  self->status = culm_status_dup_for_printer (bambu_camera_get_printer (self->camera));
  g_object_notify_by_pspec (object, properties[PROP_STATUS]);
  g_signal_connect_object (self->status, "notify::sentence", G_CALLBACK (update_description), self,
                           G_CONNECT_SWAPPED);
  update_description (self);

  culm_camera_card_set_scrolled_away (self->card, TRUE);
  g_object_set (self->card, "camera", self->camera, NULL);
  g_signal_connect_object (self->live_set, "changed", G_CALLBACK (on_live_set_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
culm_camera_tile_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmCameraTile *self = CULM_CAMERA_TILE (object);

  switch ((CulmCameraTileProperty) prop_id)
    {
    case PROP_CAMERA:
      g_value_set_object (value, self->camera);
      break;
    case PROP_LIVE_SET:
      g_value_set_object (value, self->live_set);
      break;
    case PROP_ON_SCREEN:
      g_value_set_boolean (value, self->on_screen);
      break;
    case PROP_STATUS:
      g_value_set_object (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_camera_tile_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  CulmCameraTile *self = CULM_CAMERA_TILE (object);

  switch ((CulmCameraTileProperty) prop_id)
    {
    case PROP_CAMERA:
      self->camera = g_value_dup_object (value);
      break;
    case PROP_LIVE_SET:
      self->live_set = g_value_dup_object (value);
      break;
    case PROP_ON_SCREEN:
      set_on_screen (self, g_value_get_boolean (value));
      break;
    case PROP_STATUS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_camera_tile_dispose (GObject *object)
{
  CulmCameraTile *self = CULM_CAMERA_TILE (object);

  g_clear_handle_id (&self->dwell, g_source_remove);
  if (self->live_set != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->live_set, self);
      culm_live_set_want (self->live_set, self, FALSE);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_CAMERA_TILE);
  g_clear_object (&self->live_set);
  g_clear_object (&self->status);
  g_clear_object (&self->camera);

  G_OBJECT_CLASS (culm_camera_tile_parent_class)->dispose (object);
}

static void
culm_camera_tile_class_init (CulmCameraTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = culm_camera_tile_constructed;
  object_class->get_property = culm_camera_tile_get_property;
  object_class->set_property = culm_camera_tile_set_property;
  object_class->dispose = culm_camera_tile_dispose;

  properties[PROP_CAMERA] = g_param_spec_object ("camera", NULL, NULL, BAMBU_TYPE_CAMERA, flags);
  properties[PROP_LIVE_SET] =
      g_param_spec_object ("live-set", NULL, NULL, CULM_TYPE_LIVE_SET, flags);
  properties[PROP_ON_SCREEN] =
      g_param_spec_boolean ("on-screen", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATUS] =
      g_param_spec_object ("status", NULL, NULL, CULM_TYPE_STATUS,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_CAMERA_CARD);
  g_type_ensure (CULM_TYPE_STATUS);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-camera-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmCameraTile, card);
  gtk_widget_class_bind_template_callback (widget_class, on_enter);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_focus);
  gtk_widget_class_bind_template_callback (widget_class, get_opacity);
  gtk_widget_class_bind_template_callback (widget_class, get_progress_classes);
}

static void
culm_camera_tile_init (CulmCameraTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_camera_tile_new (BambuCamera *camera, CulmLiveSet *live_set)
{
  g_return_val_if_fail (BAMBU_IS_CAMERA (camera), NULL);
  g_return_val_if_fail (CULM_IS_LIVE_SET (live_set), NULL);

  return g_object_new (CULM_TYPE_CAMERA_TILE, "camera", camera, "live-set", live_set, NULL);
}

BambuPrinter *
culm_camera_tile_get_printer (CulmCameraTile *self)
{
  g_return_val_if_fail (CULM_IS_CAMERA_TILE (self), NULL);

  return bambu_camera_get_printer (self->camera);
}
