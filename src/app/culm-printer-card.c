/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-ams-swatches.h"
#include "culm-printer-card.h"

#include <glib/gi18n.h>

#include "culm-camera-card.h"
#include "culm-format.h"
#include "culm-heat-line.h"

#define CARD_WIDTH 300
#define PICTURE_WIDTH 220

/* A pointer on its way elsewhere connects to nobody. */
#define DWELL_MSEC 250

struct _CulmPrinterCard
{
  GtkFlowBoxChild parent_instance;

  BambuCamera *camera;
  CulmLiveSet *live_set;
  CulmStatus *status;
  guint dwell;
  gboolean hovered;
  gboolean focused;
  gboolean on_screen;
  gboolean pictures;
  gboolean selected;
  gboolean selecting;

  CulmCameraCard *camera_card;
  AdwBin *heat_bin;
  AdwBin *swatches_bin;
};

G_DEFINE_FINAL_TYPE (CulmPrinterCard, culm_printer_card, GTK_TYPE_FLOW_BOX_CHILD)

typedef enum
{
  PROP_CAMERA = 1,
  PROP_LIVE_SET,
  PROP_ON_SCREEN,
  PROP_PICTURES,
  PROP_SELECTED,
  PROP_SELECTING,
  PROP_STATUS,
} CulmPrinterCardProperty;

enum
{
  TOGGLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GParamSpec *properties[PROP_STATUS + 1];

static void
want (CulmPrinterCard *self)
{
  culm_live_set_want (self->live_set, self, self->hovered || self->focused);
}

static gboolean
on_dwelt (gpointer user_data)
{
  CulmPrinterCard *self = user_data;

  self->dwell = 0;
  self->hovered = TRUE;
  want (self);

  return G_SOURCE_REMOVE;
}

static void
on_enter (CulmPrinterCard *self)
{
  if (self->dwell == 0 && !self->hovered)
    self->dwell = g_timeout_add (DWELL_MSEC, on_dwelt, self);
}

static void
on_leave (CulmPrinterCard *self)
{
  g_clear_handle_id (&self->dwell, g_source_remove);
  self->hovered = FALSE;
  want (self);
}

static void
on_focus (CulmPrinterCard *self, GParamSpec *pspec, GtkEventControllerFocus *focus)
{
  self->focused = gtk_event_controller_focus_contains_focus (focus);
  want (self);
}

static void
on_live_set_changed (CulmPrinterCard *self)
{
  culm_camera_card_set_live (self->camera_card, culm_live_set_may (self->live_set, self));
}

/* It keeps its place while there is none, so that the cards stand in line. */
static char **
get_progress_classes (CulmPrinterCard *self, gboolean last_known, gboolean active)
{
  return g_strdupv ((char *[]) { "thin", !active ? "idle" : last_known ? "stale" : NULL, NULL });
}

static int
get_width (CulmPrinterCard *self, gboolean pictures)
{
  return pictures ? PICTURE_WIDTH : CARD_WIDTH;
}

static char *
get_symbol_page (CulmPrinterCard *self, gboolean busy)
{
  return g_strdup (busy ? "busy" : "symbol");
}

static char *
get_percent (CulmPrinterCard *self, gboolean active, double fraction)
{
  return active ? culm_format_percent ((int) (fraction * 100 + 0.5)) : g_strdup ("");
}

/* Where the figures stand beside it, a word will do. */
static char *
get_state (CulmPrinterCard *self, CulmGroups groups, const char *word, const char *summary)
{
  return g_strdup ((groups & CULM_GROUP_PRINTING) != 0 ? word : summary);
}

static char *
get_end (CulmPrinterCard *self, CulmGroups groups, gint64 end_time)
{
  if ((groups & CULM_GROUP_PRINTING) == 0)
    return g_strdup ("");

  return culm_format_end (end_time, g_get_real_time () / G_USEC_PER_SEC);
}

/* While nothing is known, something stands where it will be. */
static gboolean
is_blank (CulmPrinterCard *self, gboolean has_report, CulmGroups groups)
{
  return !has_report && groups == 0;
}

static void
update_description (CulmPrinterCard *self)
{
  const char *sentence = culm_status_get_sentence (self->status);
  const char *heat =
      culm_heat_line_get_spoken (CULM_HEAT_LINE (adw_bin_get_child (self->heat_bin)));
  g_autofree char *whole = NULL;

  if (heat != NULL)
    /* Translators: a printer's state, and its temperatures: "Ready; Nozzle 25 °C, bed 24 °C" */
    whole = g_strdup_printf (_ ("%s; %s"), sentence, heat);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  whole != NULL ? whole : sentence, -1);
}

static void
update_away (CulmPrinterCard *self)
{
  gboolean away = (culm_status_get_groups (self->status) & CULM_GROUP_OFFLINE) != 0;

  culm_camera_card_set_away (self->camera_card, away);
  if (away)
    gtk_widget_add_css_class (GTK_WIDGET (self), "away");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "away");
}

static void
on_pressed (CulmPrinterCard *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  /* Else it is opened, which the list does. */
  if (self->selecting || (state & GDK_CONTROL_MASK) != 0)
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  else
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_released (CulmPrinterCard *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, signals[TOGGLED], 0);
}

static void
set_selected (CulmPrinterCard *self, gboolean selected)
{
  if (self->selected == selected)
    return;

  self->selected = selected;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
  if (selected)
    gtk_widget_add_css_class (GTK_WIDGET (self), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "chosen");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
set_boolean (CulmPrinterCard *self,
             gboolean *field,
             gboolean value,
             CulmPrinterCardProperty property)
{
  if (*field == value)
    return;

  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_on_screen (CulmPrinterCard *self, gboolean on_screen)
{
  if (self->on_screen == on_screen)
    return;

  self->on_screen = on_screen;
  if (self->camera_card != NULL) /* it is gone before it is taken off the list of what is seen */
    culm_camera_card_set_scrolled_away (self->camera_card, !on_screen);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ON_SCREEN]);
}

static void
culm_printer_card_constructed (GObject *object)
{
  CulmPrinterCard *self = CULM_PRINTER_CARD (object);
  BambuPrinter *printer;

  G_OBJECT_CLASS (culm_printer_card_parent_class)->constructed (object);

  printer = bambu_camera_get_printer (self->camera);
  self->status = culm_status_dup_for_printer (printer);
  g_object_notify_by_pspec (object, properties[PROP_STATUS]);
  adw_bin_set_child (self->heat_bin, culm_heat_line_new (printer));
  adw_bin_set_child (self->swatches_bin, culm_ams_swatches_new (printer));

  g_signal_connect_object (self->status, "notify::sentence", G_CALLBACK (update_description), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_bin_get_child (self->heat_bin), "notify::spoken",
                           G_CALLBACK (update_description), self, G_CONNECT_SWAPPED);
  update_description (self);

  culm_camera_card_set_scrolled_away (self->camera_card, TRUE);
  g_object_set (self->camera_card, "camera", self->camera, NULL);
  g_signal_connect_object (self->status, "notify::groups", G_CALLBACK (update_away), self,
                           G_CONNECT_SWAPPED);
  update_away (self);
  g_signal_connect_object (self->live_set, "changed", G_CALLBACK (on_live_set_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
culm_printer_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmPrinterCard *self = CULM_PRINTER_CARD (object);

  switch ((CulmPrinterCardProperty) prop_id)
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
    case PROP_PICTURES:
      g_value_set_boolean (value, self->pictures);
      break;
    case PROP_SELECTED:
      g_value_set_boolean (value, self->selected);
      break;
    case PROP_SELECTING:
      g_value_set_boolean (value, self->selecting);
      break;
    case PROP_STATUS:
      g_value_set_object (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_printer_card_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  CulmPrinterCard *self = CULM_PRINTER_CARD (object);

  switch ((CulmPrinterCardProperty) prop_id)
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
    case PROP_PICTURES:
      set_boolean (self, &self->pictures, g_value_get_boolean (value), prop_id);
      break;
    case PROP_SELECTED:
      set_selected (self, g_value_get_boolean (value));
      break;
    case PROP_SELECTING:
      set_boolean (self, &self->selecting, g_value_get_boolean (value), prop_id);
      break;
    case PROP_STATUS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_printer_card_dispose (GObject *object)
{
  CulmPrinterCard *self = CULM_PRINTER_CARD (object);

  g_clear_handle_id (&self->dwell, g_source_remove);
  if (self->live_set != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->live_set, self);
      culm_live_set_want (self->live_set, self, FALSE);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_PRINTER_CARD);
  g_clear_object (&self->live_set);
  g_clear_object (&self->status);
  g_clear_object (&self->camera);

  G_OBJECT_CLASS (culm_printer_card_parent_class)->dispose (object);
}

static void
culm_printer_card_class_init (CulmPrinterCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags changing = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = culm_printer_card_constructed;
  object_class->get_property = culm_printer_card_get_property;
  object_class->set_property = culm_printer_card_set_property;
  object_class->dispose = culm_printer_card_dispose;

  properties[PROP_CAMERA] = g_param_spec_object ("camera", NULL, NULL, BAMBU_TYPE_CAMERA, flags);
  properties[PROP_LIVE_SET] =
      g_param_spec_object ("live-set", NULL, NULL, CULM_TYPE_LIVE_SET, flags);
  properties[PROP_ON_SCREEN] = g_param_spec_boolean ("on-screen", NULL, NULL, FALSE, changing);
  properties[PROP_PICTURES] = g_param_spec_boolean ("pictures", NULL, NULL, FALSE, changing);
  properties[PROP_SELECTED] = g_param_spec_boolean ("selected", NULL, NULL, FALSE, changing);
  properties[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE, changing);
  properties[PROP_STATUS] =
      g_param_spec_object ("status", NULL, NULL, CULM_TYPE_STATUS,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[TOGGLED] = g_signal_new ("toggled", CULM_TYPE_PRINTER_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CULM_TYPE_CAMERA_CARD);
  g_type_ensure (CULM_TYPE_STATUS);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-printer-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmPrinterCard, camera_card);
  gtk_widget_class_bind_template_child (widget_class, CulmPrinterCard, heat_bin);
  gtk_widget_class_bind_template_child (widget_class, CulmPrinterCard, swatches_bin);
  gtk_widget_class_bind_template_callback (widget_class, on_enter);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_focus);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_released);
  gtk_widget_class_bind_template_callback (widget_class, get_end);
  gtk_widget_class_bind_template_callback (widget_class, get_percent);
  gtk_widget_class_bind_template_callback (widget_class, get_state);
  gtk_widget_class_bind_template_callback (widget_class, get_symbol_page);
  gtk_widget_class_bind_template_callback (widget_class, get_width);
  gtk_widget_class_bind_template_callback (widget_class, is_blank);
  gtk_widget_class_bind_template_callback (widget_class, get_progress_classes);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A long name makes no card wider, or there would be fewer in a line. */
static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = *minimum;
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
}

static void
culm_printer_card_init (CulmPrinterCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (self)),
                                 gtk_custom_layout_new (get_request_mode, measure, allocate));
}

GtkWidget *
culm_printer_card_new (BambuCamera *camera, CulmLiveSet *live_set)
{
  g_return_val_if_fail (BAMBU_IS_CAMERA (camera), NULL);
  g_return_val_if_fail (CULM_IS_LIVE_SET (live_set), NULL);

  return g_object_new (CULM_TYPE_PRINTER_CARD, "camera", camera, "live-set", live_set, NULL);
}

BambuPrinter *
culm_printer_card_get_printer (CulmPrinterCard *self)
{
  g_return_val_if_fail (CULM_IS_PRINTER_CARD (self), NULL);

  return bambu_camera_get_printer (self->camera);
}

CulmStatus *
culm_printer_card_get_status (CulmPrinterCard *self)
{
  g_return_val_if_fail (CULM_IS_PRINTER_CARD (self), NULL);

  return self->status;
}

gboolean
culm_printer_card_is_selected (CulmPrinterCard *self)
{
  g_return_val_if_fail (CULM_IS_PRINTER_CARD (self), FALSE);

  return self->selected;
}
