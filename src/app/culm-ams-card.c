/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-ams-card.h"

#include <bambu/printer/bambu-printer-control.h>
#include <glib/gi18n.h>
#include <math.h>

#include "culm-ams-words.h"
#include "culm-command.h"
#include "culm-control.h"
#include "culm-dry-dialog.h"
#include "culm-format.h"
#include "culm-tile-grid.h"
#include "culm-tray-tile.h"

#define MINUTES_PER_HOUR 60.0

struct _CulmAmsCard
{
  AdwBin parent_instance;

  BambuPrinter *printer;
  BambuAms *ams;
  gboolean compact;

  CulmControl *dryer;

  GtkWidget *humidity_icon;
  GtkWidget *humidity;
  GtkWidget *temperature;
  CulmTileGrid *trays;
  GtkWidget *dry_box;
  GtkWidget *dry_button;
  GtkWidget *stop_button;
  GtkWidget *dry_wait;
};

G_DEFINE_FINAL_TYPE (CulmAmsCard, culm_ams_card, ADW_TYPE_BIN)

typedef enum
{
  PROP_PRINTER = 1,
  PROP_AMS,
  PROP_COMPACT,
} CulmAmsCardProperty;

static GParamSpec *properties[PROP_COMPACT + 1];

static gboolean
has_side (CulmAmsCard *self, BambuSide active_side, int extruder)
{
  return active_side != BAMBU_SIDE_ONLY && extruder >= 0;
}

static char *
get_side (CulmAmsCard *self, GListModel *extruders, int id)
{
  BambuExtruder *extruder = bambu_printer_find_extruder (self->printer, id);

  return g_strdup (extruder != NULL ? culm_format_nozzle (bambu_extruder_get_side (extruder)) : "");
}

static char **
get_side_classes (CulmAmsCard *self, int active_extruder, int extruder)
{
  return g_strdupv (
      (char *[]) { "pill-label", active_extruder == extruder ? "accent" : "plain", NULL });
}

static gboolean
has_humidity (CulmAmsCard *self, int percent, int level)
{
  return percent >= 0 || level > 0;
}

static char *
get_humidity (CulmAmsCard *self, int percent, int level)
{
  return culm_ams_words_humidity (percent, level);
}

static gboolean
has_temperature (CulmAmsCard *self, double temperature)
{
  return !isnan (temperature);
}

static char *
get_temperature (CulmAmsCard *self, double temperature)
{
  return culm_format_temperature (temperature);
}

static gboolean
has_history (CulmAmsCard *self, int percent, double temperature)
{
  return percent >= 0 || !isnan (temperature);
}

static void
on_history_clicked (CulmAmsCard *self, GtkButton *button)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-ams-history", "(si)",
                              bambu_printer_get_serial (self->printer),
                              bambu_ams_get_id (self->ams));
}

static gboolean
is_drying (CulmAmsCard *self, BambuDrying drying)
{
  return drying != BAMBU_DRYING_OFF;
}

static gboolean
has_progress (CulmAmsCard *self, BambuDrying drying, int hours)
{
  return drying == BAMBU_DRYING_ACTIVE && hours > 0;
}

static double
get_dry_fraction (CulmAmsCard *self, int hours, int minutes_left)
{
  if (hours <= 0)
    return 0;

  return CLAMP (1 - minutes_left / (hours * MINUTES_PER_HOUR), 0, 1);
}

static char *
get_drying (
    CulmAmsCard *self, BambuDrying drying, const char *material, int celsius, int minutes_left)
{
  return culm_ams_words_drying (drying, material, celsius, minutes_left);
}

static char **
get_drying_classes (CulmAmsCard *self, BambuDrying drying)
{
  const char *class = "reading";

  if (drying == BAMBU_DRYING_CANNOT_STOP)
    class = "error";
  else if (drying == BAMBU_DRYING_ERROR)
    class = "warning";

  return g_strdupv ((char *[]) { "caption", (char *) class, NULL });
}

/* What the messages warn of is marked here, and nothing else. */
static void
update_warnings (CulmAmsCard *self)
{
  const char *name = bambu_ams_get_name (self->ams);
  gboolean humid = bambu_printer_has_warning (self->printer, BAMBU_ALERT_KIND_HUMIDITY, name);
  gboolean hot = bambu_printer_has_warning (self->printer, BAMBU_ALERT_KIND_HEAT, name);

  const char *const humidity[] = { "numeric", "reading", humid ? "warning" : NULL, NULL };
  const char *const temperature[] = { "numeric", "reading", hot ? "warning" : "dimmed", NULL };

  gtk_widget_set_css_classes (self->humidity_icon, (const char **) humidity);
  gtk_widget_set_css_classes (self->humidity, (const char **) humidity);
  gtk_widget_set_css_classes (self->temperature, (const char **) temperature);
  gtk_widget_set_tooltip_text (self->humidity,
                               humid ? _ ("Humidity in the unit, more than filament should have")
                                     : _ ("Humidity in the unit"));
  gtk_widget_set_tooltip_text (self->temperature,
                               hot ? _ ("Temperature in the unit, more than filament should have")
                                   : _ ("Temperature in the unit"));
}

/* The status page shows what it does; it is worked on the page of the AMS. */
static void
update_dryer (CulmAmsCard *self)
{
  BambuDrying drying = bambu_ams_get_drying (self->ams);
  gboolean waits = bambu_pending_is_active (culm_control_get_pending (self->dryer));
  gboolean able =
      !self->compact && bambu_ams_get_dry_maximum (self->ams) > 0
      && (bambu_printer_get_capabilities (self->printer) & BAMBU_CAPABILITY_REMOTE_DRYING);
  gboolean runs = drying == BAMBU_DRYING_CHECKING || drying == BAMBU_DRYING_ACTIVE;

  gtk_widget_set_visible (self->dry_button, able && !waits && drying == BAMBU_DRYING_OFF);
  gtk_widget_set_visible (self->stop_button, able && !waits && runs);
  gtk_widget_set_visible (self->dry_wait, able && waits);
  gtk_widget_set_visible (self->dry_box, drying != BAMBU_DRYING_OFF
                                             || gtk_widget_get_visible (self->dry_button)
                                             || gtk_widget_get_visible (self->dry_wait));
}

static void
on_dry (CulmAmsCard *self)
{
  adw_dialog_present (culm_dry_dialog_new (GTK_WIDGET (self), self->printer, self->ams),
                      GTK_WIDGET (self));
}

static DexFuture *
ask_to_stop_drying (BambuPrinter *printer, gpointer ams)
{
  return bambu_printer_stop_drying (printer, ams);
}

static void
on_stop_drying (CulmAmsCard *self)
{
  culm_command_carry_out (GTK_WIDGET (self), self->printer, ask_to_stop_drying,
                          g_object_ref (self->ams), g_object_unref);
}

static void
bind_dryer (CulmAmsCard *self)
{
  self->dryer = culm_control_new (self->printer, BAMBU_CONTROL_DRYER, bambu_ams_get_id (self->ams));
  culm_control_attach (self->dryer, self->dry_button);
  culm_control_attach (self->dryer, self->stop_button);

  g_signal_connect_object (culm_control_get_pending (self->dryer), "notify::active",
                           G_CALLBACK (update_dryer), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->printer, "notify::capabilities", G_CALLBACK (update_dryer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ams, "notify::kind", G_CALLBACK (update_dryer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ams, "notify::drying", G_CALLBACK (update_dryer), self,
                           G_CONNECT_SWAPPED);
  update_dryer (self);
}

static GtkWidget *
create_tray (gpointer item, gpointer user_data)
{
  CulmAmsCard *self = user_data;

  return culm_tray_tile_new (self->printer, BAMBU_TRAY (item), self->compact);
}

static void
culm_ams_card_constructed (GObject *object)
{
  CulmAmsCard *self = CULM_AMS_CARD (object);

  G_OBJECT_CLASS (culm_ams_card_parent_class)->constructed (object);

  culm_tile_grid_bind_model (self->trays, G_LIST_MODEL (self->ams), create_tray, self);
  bind_dryer (self);

  g_signal_connect_object (bambu_printer_get_warnings (self->printer), "items-changed",
                           G_CALLBACK (update_warnings), self, G_CONNECT_SWAPPED);
  update_warnings (self);
}

static void
culm_ams_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmAmsCard *self = CULM_AMS_CARD (object);

  switch ((CulmAmsCardProperty) prop_id)
    {
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    case PROP_AMS:
      g_value_set_object (value, self->ams);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_ams_card_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmAmsCard *self = CULM_AMS_CARD (object);

  switch ((CulmAmsCardProperty) prop_id)
    {
    case PROP_PRINTER:
      if (g_set_object (&self->printer, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_AMS:
      if (g_set_object (&self->ams, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_ams_card_dispose (GObject *object)
{
  CulmAmsCard *self = CULM_AMS_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_AMS_CARD);
  g_clear_object (&self->dryer);
  g_clear_object (&self->ams);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_ams_card_parent_class)->dispose (object);
}

static void
culm_ams_card_class_init (CulmAmsCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = culm_ams_card_constructed;
  object_class->get_property = culm_ams_card_get_property;
  object_class->set_property = culm_ams_card_set_property;
  object_class->dispose = culm_ams_card_dispose;

  /* Not construct-only: an expression does not watch such a property, and the template's bindings
   * are made before it is set.
   */
  properties[PROP_PRINTER] =
      g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER, flags | G_PARAM_CONSTRUCT);
  properties[PROP_AMS] =
      g_param_spec_object ("ams", NULL, NULL, BAMBU_TYPE_AMS, flags | G_PARAM_CONSTRUCT);
  properties[PROP_COMPACT] =
      g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags | G_PARAM_CONSTRUCT_ONLY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_TILE_GRID);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-ams-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmAmsCard, humidity_icon);
  gtk_widget_class_bind_template_child (widget_class, CulmAmsCard, humidity);
  gtk_widget_class_bind_template_child (widget_class, CulmAmsCard, temperature);
  gtk_widget_class_bind_template_child (widget_class, CulmAmsCard, trays);
  gtk_widget_class_bind_template_child (widget_class, CulmAmsCard, dry_box);
  gtk_widget_class_bind_template_child (widget_class, CulmAmsCard, dry_button);
  gtk_widget_class_bind_template_child (widget_class, CulmAmsCard, stop_button);
  gtk_widget_class_bind_template_child (widget_class, CulmAmsCard, dry_wait);
  gtk_widget_class_bind_template_callback (widget_class, on_dry);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_drying);
  gtk_widget_class_bind_template_callback (widget_class, has_side);
  gtk_widget_class_bind_template_callback (widget_class, get_side);
  gtk_widget_class_bind_template_callback (widget_class, get_side_classes);
  gtk_widget_class_bind_template_callback (widget_class, has_humidity);
  gtk_widget_class_bind_template_callback (widget_class, get_humidity);
  gtk_widget_class_bind_template_callback (widget_class, has_temperature);
  gtk_widget_class_bind_template_callback (widget_class, get_temperature);
  gtk_widget_class_bind_template_callback (widget_class, has_history);
  gtk_widget_class_bind_template_callback (widget_class, on_history_clicked);
  gtk_widget_class_bind_template_callback (widget_class, is_drying);
  gtk_widget_class_bind_template_callback (widget_class, has_progress);
  gtk_widget_class_bind_template_callback (widget_class, get_dry_fraction);
  gtk_widget_class_bind_template_callback (widget_class, get_drying);
  gtk_widget_class_bind_template_callback (widget_class, get_drying_classes);
}

static void
culm_ams_card_init (CulmAmsCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_ams_card_new (BambuPrinter *printer, BambuAms *ams, gboolean compact)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (BAMBU_IS_AMS (ams), NULL);

  return g_object_new (CULM_TYPE_AMS_CARD, "printer", printer, "ams", ams, "compact", compact,
                       NULL);
}
