/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-status-page.h"

#include <glib/gi18n.h>

#include "culm-air-row.h"
#include "culm-alert-row.h"
#include "culm-ams-card.h"
#include "culm-camera-card.h"
#include "culm-external-card.h"
#include "culm-fan-row.h"
#include "culm-firmware-row.h"
#include "culm-format.h"
#include "culm-job-card.h"
#include "culm-light-row.h"
#include "culm-nozzle-row.h"
#include "culm-status.h"
#include "culm-temperature-tile.h"
#include "culm-tile-grid.h"
#include "culm-unit-row.h"
#include "culm-wrap.h"

struct _CulmStatusPage
{
  AdwBin parent_instance;

  BambuPrinter *printer;
  BambuAccount *account;
  BambuCamera *camera;
  CulmStatus *status;
  GListModel *nozzles; /* extruders from left to right */
  GListModel *fitted;  /* they and the AMS units */
  GPtrArray *fitted_rows;
  GListStore *ducts; /* the printer, if it has one */

  GtkFlattenListModel *air;
  GtkWidget *alerts_group;
  GtkListBox *alerts;
  CulmJobCard *job;
  CulmTileGrid *temperatures;
  CulmTileGrid *units;
  GtkListBox *air_list;
  AdwExpanderRow *details;
};

G_DEFINE_FINAL_TYPE (CulmStatusPage, culm_status_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_PRINTER = 1,
  PROP_ACCOUNT,
  PROP_CAMERA,
  PROP_STATUS,
} CulmStatusPageProperty;

static GParamSpec *properties[PROP_STATUS + 1];

static char **
get_classes (CulmStatusPage *self, gboolean last_known)
{
  return g_strdupv ((char *[]) { last_known ? "stale" : "live", NULL });
}

static gboolean
is_some (CulmStatusPage *self, guint n)
{
  return n > 0;
}

static gboolean
is_shown (CulmStatusPage *self, gboolean has_report, guint n)
{
  return has_report && n > 0;
}

static gboolean
is_none (CulmStatusPage *self, guint n)
{
  return n == 0;
}

static char *
get_text (CulmStatusPage *self, const char *text)
{
  return g_strdup (text != NULL && *text != '\0' ? text : "–");
}

static char *
get_summary (CulmStatusPage *self, const char *model, const char *address, const char *firmware)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (model != NULL && *model != '\0')
    g_strv_builder_add (builder, model);
  if (address != NULL && *address != '\0')
    g_strv_builder_add (builder, address);
  if (firmware != NULL && *firmware != '\0')
    g_strv_builder_take (builder, g_strdup_printf (_ ("firmware %s"), firmware));

  parts = g_strv_builder_end (builder);

  return g_strjoinv (" · ", parts);
}

static char *
get_model (CulmStatusPage *self, const char *product_name, const char *model_name)
{
  return get_text (self, product_name != NULL && *product_name != '\0' ? product_name : model_name);
}

static char *
get_connection (CulmStatusPage *self, BambuConnection connection)
{
  return g_strdup (culm_format_connection (connection));
}

static char *
get_rights (CulmStatusPage *self, BambuRights rights)
{
  return g_strdup (culm_format_rights (rights));
}

static char *
get_network_title (CulmStatusPage *self, gboolean wired)
{
  return g_strdup (wired ? _ ("Network") : _ ("Wi-Fi"));
}

static char *
get_network (CulmStatusPage *self, gboolean wired, int dbm)
{
  if (wired)
    /* Translators: how the printer is on the network */
    return g_strdup (_ ("Wired"));

  return culm_format_signal (dbm);
}

static char *
get_storage (CulmStatusPage *self, BambuStorageState storage)
{
  return g_strdup (culm_format_storage (storage));
}

static gboolean
has_door (CulmStatusPage *self, BambuDoor door)
{
  return door != BAMBU_DOOR_UNKNOWN;
}

static char *
get_door (CulmStatusPage *self, BambuDoor door)
{
  return g_strdup (culm_format_door (door));
}

static char *
get_serial (CulmStatusPage *self, const char *serial, gboolean shown)
{
  return g_strdup (shown ? serial : "••••••••••••");
}

/* Fatal first; what is not known last */
static int
weigh_severity (BambuSeverity severity)
{
  return severity == BAMBU_SEVERITY_UNKNOWN ? G_MAXINT : (int) severity;
}

static int
compare_alerts (gconstpointer a, gconstpointer b, gpointer user_data)
{
  int weight_a = weigh_severity (bambu_alert_get_severity (BAMBU_ALERT ((gpointer) a)));
  int weight_b = weigh_severity (bambu_alert_get_severity (BAMBU_ALERT ((gpointer) b)));

  return (weight_a > weight_b) - (weight_a < weight_b);
}

/* As they hang in the printer, seen from its front */
static int
compare_extruders (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gboolean left_a = bambu_extruder_get_side (BAMBU_EXTRUDER ((gpointer) a)) == BAMBU_SIDE_LEFT;
  gboolean left_b = bambu_extruder_get_side (BAMBU_EXTRUDER ((gpointer) b)) == BAMBU_SIDE_LEFT;

  return left_b - left_a;
}

static GListModel *
sort (GListModel *model, GCompareDataFunc compare)
{
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL));

  return G_LIST_MODEL (gtk_sort_list_model_new (g_object_ref (model), sorter));
}

static GtkWidget *
create_alert (gpointer item, gpointer user_data)
{
  CulmStatusPage *self = user_data;

  return culm_alert_row_new (self->printer, BAMBU_ALERT (item));
}

static GtkWidget *
create_heater (CulmStatusPage *self,
               BambuHeater *heater,
               CulmHeaterKind kind,
               BambuControl what,
               BambuTrendKind trend,
               int index)
{
  g_autoptr (CulmControl) control = culm_control_new (self->printer, what, index);

  return culm_temperature_tile_new (heater, kind, control,
                                    bambu_printer_get_trend (self->printer, trend, index));
}

static GtkWidget *
create_temperature (gpointer item, gpointer user_data)
{
  CulmStatusPage *self = user_data;
  BambuExtruder *extruder;
  GtkWidget *tile;

  if (item == bambu_printer_get_bed (self->printer))
    return create_heater (self, item, CULM_HEATER_KIND_BED, BAMBU_CONTROL_BED, BAMBU_TREND_KIND_BED,
                          0);

  if (item == bambu_printer_get_chamber (self->printer))
    return create_heater (self, item, CULM_HEATER_KIND_CHAMBER, BAMBU_CONTROL_CHAMBER,
                          BAMBU_TREND_KIND_CHAMBER, 0);

  extruder = BAMBU_EXTRUDER (item);
  tile = create_heater (self, bambu_extruder_get_heater (extruder), CULM_HEATER_KIND_NOZZLE,
                        BAMBU_CONTROL_NOZZLE, BAMBU_TREND_KIND_NOZZLE,
                        bambu_extruder_get_id (extruder));
  g_object_bind_property (extruder, "side", tile, "side", G_BINDING_SYNC_CREATE);
  g_object_bind_property (extruder, "active", tile, "active", G_BINDING_SYNC_CREATE);

  return tile;
}

static GtkWidget *
create_unit (gpointer item, gpointer user_data)
{
  CulmStatusPage *self = user_data;

  return culm_ams_card_new (self->printer, BAMBU_AMS (item), TRUE);
}

static GtkWidget *
create_air (gpointer item, gpointer user_data)
{
  CulmStatusPage *self = user_data;
  GtkWidget *row;

  if (BAMBU_IS_LIGHT (item))
    return culm_light_row_new (self->printer, item);

  if (BAMBU_IS_PRINTER (item))
    return culm_air_row_new (item);

  row = culm_fan_row_new (self->printer, BAMBU_FAN (item));
  g_object_bind_property (self->job, "stacked", row, "compact", G_BINDING_SYNC_CREATE);

  return row;
}

static GtkWidget *
create_fitted (gpointer item)
{
  if (BAMBU_IS_AMS (item))
    return culm_unit_row_new (item);

  return culm_nozzle_row_new (item);
}

static void
on_fitted_changed (CulmStatusPage *self, guint position, guint removed, guint added)
{
  for (guint i = 0; i < self->fitted_rows->len; i++)
    adw_expander_row_remove (self->details, self->fitted_rows->pdata[i]);
  g_ptr_array_set_size (self->fitted_rows, 0);

  for (guint i = 0; i < g_list_model_get_n_items (self->fitted); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->fitted, i);
      GtkWidget *row = create_fitted (item);

      g_ptr_array_add (self->fitted_rows, row);
      adw_expander_row_add_row (self->details, row);
    }
}

static void
bind_fitted (CulmStatusPage *self)
{
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (models, self->nozzles);
  g_list_store_append (models, bambu_printer_get_ams_units (self->printer));
  self->fitted = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (models)));
  g_signal_connect_object (self->fitted, "items-changed", G_CALLBACK (on_fitted_changed), self,
                           G_CONNECT_SWAPPED);
  on_fitted_changed (self, 0, 0, g_list_model_get_n_items (self->fitted));
}

static void
bind_temperatures (CulmStatusPage *self)
{
  g_autoptr (GListStore) heaters = g_list_store_new (BAMBU_TYPE_HEATER);
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFlattenListModel) all = NULL;

  g_list_store_append (heaters, bambu_printer_get_bed (self->printer));
  g_list_store_append (heaters, bambu_printer_get_chamber (self->printer));
  g_list_store_append (models, self->nozzles);
  g_list_store_append (models, heaters);
  all = gtk_flatten_list_model_new (G_LIST_MODEL (models));

  culm_tile_grid_bind_model (self->temperatures, G_LIST_MODEL (all), create_temperature, self);
}

/* What the printer says, and what we say. */
static void
bind_alerts (CulmStatusPage *self)
{
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFlattenListModel) all = gtk_flatten_list_model_new (G_LIST_MODEL (models));
  g_autoptr (GListModel) sorted = sort (G_LIST_MODEL (all), compare_alerts);

  g_list_store_append (models, bambu_printer_get_alerts (self->printer));
  g_list_store_append (models, bambu_printer_get_warnings (self->printer));

  gtk_list_box_bind_model (self->alerts, sorted, create_alert, self, NULL);
}

/* A printer with an air duct has its modes in the report. */
static void
on_air_mode_changed (CulmStatusPage *self)
{
  if (bambu_printer_get_air_mode (self->printer) >= 0
      && g_list_model_get_n_items (G_LIST_MODEL (self->ducts)) == 0)
    g_list_store_append (self->ducts, self->printer);
}

static void
bind_air (CulmStatusPage *self)
{
  g_autoptr (GListStore) models = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (models, bambu_printer_get_lights (self->printer));
  g_list_store_append (models, self->ducts);
  g_list_store_append (models, bambu_printer_get_fans (self->printer));
  g_signal_connect_object (self->printer, "notify::air-mode", G_CALLBACK (on_air_mode_changed),
                           self, G_CONNECT_SWAPPED);
  on_air_mode_changed (self);
  gtk_flatten_list_model_set_model (self->air, G_LIST_MODEL (models));

  gtk_list_box_bind_model (self->air_list, G_LIST_MODEL (self->air), create_air, self, NULL);
}

static void
set_printer (CulmStatusPage *self, BambuPrinter *printer)
{
  if (!g_set_object (&self->printer, printer))
    return;

  g_assert (self->status == NULL);
  self->status = culm_status_dup_for_printer (printer);
  self->nozzles = sort (bambu_printer_get_extruders (printer), compare_extruders);

  bind_alerts (self);
  bind_temperatures (self);
  culm_tile_grid_bind_model (self->units, bambu_printer_get_ams_units (printer), create_unit, self);
  bind_air (self);
  bind_fitted (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRINTER]);
}

static void
look_at_firmware (CulmStatusPage *self)
{
  if (self->printer != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    culm_firmware_look (culm_firmware_get_for_printer (self->printer), self->account);
}

static void
culm_status_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (culm_status_page_parent_class)->map (widget);

  look_at_firmware (CULM_STATUS_PAGE (widget));
}

static void
culm_status_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmStatusPage *self = CULM_STATUS_PAGE (object);

  switch ((CulmStatusPageProperty) prop_id)
    {
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_CAMERA:
      g_value_set_object (value, self->camera);
      break;
    case PROP_STATUS:
      g_value_set_object (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_status_page_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  CulmStatusPage *self = CULM_STATUS_PAGE (object);

  switch ((CulmStatusPageProperty) prop_id)
    {
    case PROP_PRINTER:
      set_printer (self, g_value_get_object (value));
      break;
    case PROP_ACCOUNT:
      if (!g_set_object (&self->account, g_value_get_object (value)))
        break;
      look_at_firmware (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CAMERA:
      if (g_set_object (&self->camera, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_STATUS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_status_page_dispose (GObject *object)
{
  CulmStatusPage *self = CULM_STATUS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_STATUS_PAGE);
  g_clear_object (&self->ducts);
  g_clear_object (&self->fitted);
  g_clear_object (&self->nozzles);
  g_clear_object (&self->camera);
  g_clear_object (&self->account);
  g_clear_object (&self->status);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_status_page_parent_class)->dispose (object);
}

static void
culm_status_page_finalize (GObject *object)
{
  CulmStatusPage *self = CULM_STATUS_PAGE (object);

  g_clear_pointer (&self->fitted_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (culm_status_page_parent_class)->finalize (object);
}

static void
culm_status_page_class_init (CulmStatusPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_status_page_get_property;
  object_class->set_property = culm_status_page_set_property;
  object_class->dispose = culm_status_page_dispose;
  object_class->finalize = culm_status_page_finalize;
  widget_class->map = culm_status_page_map;

  properties[PROP_PRINTER] =
      g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACCOUNT] =
      g_param_spec_object ("account", NULL, NULL, BAMBU_TYPE_ACCOUNT,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAMERA] =
      g_param_spec_object ("camera", NULL, NULL, BAMBU_TYPE_CAMERA,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATUS] =
      g_param_spec_object ("status", NULL, NULL, CULM_TYPE_STATUS,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_CAMERA_CARD);
  g_type_ensure (CULM_TYPE_EXTERNAL_CARD);
  g_type_ensure (CULM_TYPE_FIRMWARE_ROW);
  g_type_ensure (CULM_TYPE_JOB_CARD);
  g_type_ensure (CULM_TYPE_TILE_GRID);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-status-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmStatusPage, air);
  gtk_widget_class_bind_template_child (widget_class, CulmStatusPage, alerts_group);
  gtk_widget_class_bind_template_child (widget_class, CulmStatusPage, alerts);
  gtk_widget_class_bind_template_child (widget_class, CulmStatusPage, job);
  gtk_widget_class_bind_template_child (widget_class, CulmStatusPage, temperatures);
  gtk_widget_class_bind_template_child (widget_class, CulmStatusPage, units);
  gtk_widget_class_bind_template_child (widget_class, CulmStatusPage, air_list);
  gtk_widget_class_bind_template_child (widget_class, CulmStatusPage, details);
  gtk_widget_class_bind_template_callback (widget_class, get_classes);
  gtk_widget_class_bind_template_callback (widget_class, is_some);
  gtk_widget_class_bind_template_callback (widget_class, is_shown);
  gtk_widget_class_bind_template_callback (widget_class, is_none);
  gtk_widget_class_bind_template_callback (widget_class, get_text);
  gtk_widget_class_bind_template_callback (widget_class, get_summary);
  gtk_widget_class_bind_template_callback (widget_class, get_model);
  gtk_widget_class_bind_template_callback (widget_class, get_connection);
  gtk_widget_class_bind_template_callback (widget_class, get_rights);
  gtk_widget_class_bind_template_callback (widget_class, get_network_title);
  gtk_widget_class_bind_template_callback (widget_class, get_network);
  gtk_widget_class_bind_template_callback (widget_class, get_storage);
  gtk_widget_class_bind_template_callback (widget_class, has_door);
  gtk_widget_class_bind_template_callback (widget_class, get_door);
  gtk_widget_class_bind_template_callback (widget_class, get_serial);
}

static void
culm_status_page_init (CulmStatusPage *self)
{
  self->fitted_rows = g_ptr_array_new ();
  self->ducts = g_list_store_new (BAMBU_TYPE_PRINTER);
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (self->alerts_group);
}
