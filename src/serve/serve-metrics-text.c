/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "serve-exposition.h"
#include "serve-metrics.h"

#define SECONDS_A_MINUTE 60

/* Samples of one family of one printer, whose serial number is a label of each */
typedef void (*AddSamples) (ServeExposition *text, BambuPrinter *printer, const char *serial);

static const char *
get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) enum_class = g_type_class_ref (type);
  GEnumValue *entry = g_enum_get_value (enum_class, value);

  return entry ? entry->value_nick : NULL;
}

/* −1 is unknown. */
static double
to_number (int number)
{
  return number >= 0 ? number : NAN;
}

static double
to_ratio (int percent)
{
  return to_number (percent) / 100;
}

static void
add_info (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  serve_exposition_add (
      text, 1, "serial", serial, "name", bambu_printer_get_name (printer), "model",
      bambu_printer_get_model_name (printer), "firmware", bambu_printer_get_firmware (printer),
      "connection", get_nick (BAMBU_TYPE_CONNECTION, bambu_printer_get_connection (printer)), NULL);
}

static void
add_link (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  serve_exposition_add (text, bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN,
                        "serial", serial, NULL);
}

static void
add_state (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (BAMBU_TYPE_STATE);
  int state = bambu_printer_get_state (printer);

  for (guint i = 0; state != BAMBU_STATE_UNKNOWN && i < states->n_values; i++)
    if (states->values[i].value != BAMBU_STATE_UNKNOWN)
      serve_exposition_add (text, states->values[i].value == state, "serial", serial,
                            "culm_printer_state", states->values[i].value_nick, NULL);
}

static void
add_progress (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  serve_exposition_add (text, to_ratio (bambu_job_get_percent (bambu_printer_get_job (printer))),
                        "serial", serial, NULL);
}

static void
add_remaining (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  int minutes = bambu_job_get_remaining_minutes (bambu_printer_get_job (printer));

  serve_exposition_add (text, to_number (minutes) * SECONDS_A_MINUTE, "serial", serial, NULL);
}

static void
add_layer (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  serve_exposition_add (text, to_number (bambu_job_get_layer (bambu_printer_get_job (printer))),
                        "serial", serial, NULL);
}

static void
add_layers (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  int total = bambu_job_get_total_layers (bambu_printer_get_job (printer));

  serve_exposition_add (text, total > 0 ? total : NAN, "serial", serial, NULL);
}

typedef double (*GetHeat) (BambuHeater *heater);

static void
add_heat (ServeExposition *text,
          BambuHeater *heater,
          GetHeat get,
          const char *serial,
          const char *name,
          const char *side)
{
  if (bambu_heater_is_fitted (heater))
    serve_exposition_add (text, get (heater), "serial", serial, "heater", name, "side", side, NULL);
}

static void
add_all_heat (ServeExposition *text, BambuPrinter *printer, const char *serial, GetHeat get)
{
  GListModel *extruders = bambu_printer_get_extruders (printer);

  for (guint i = 0; i < g_list_model_get_n_items (extruders); i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);

      add_heat (text, bambu_extruder_get_heater (extruder), get, serial, "nozzle",
                get_nick (BAMBU_TYPE_SIDE, bambu_extruder_get_side (extruder)));
    }

  add_heat (text, bambu_printer_get_bed (printer), get, serial, "bed", NULL);
  add_heat (text, bambu_printer_get_chamber (printer), get, serial, "chamber", NULL);
}

static void
add_temperatures (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  add_all_heat (text, printer, serial, bambu_heater_get_current);
}

static void
add_targets (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  add_all_heat (text, printer, serial, bambu_heater_get_target);
}

static void
add_fans (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  GListModel *fans = bambu_printer_get_fans (printer);

  for (guint i = 0; i < g_list_model_get_n_items (fans); i++)
    {
      g_autoptr (BambuFan) fan = g_list_model_get_item (fans, i);

      serve_exposition_add (text, to_ratio (bambu_fan_get_percent (fan)), "serial", serial, "fan",
                            get_nick (BAMBU_TYPE_FAN_KIND, bambu_fan_get_kind (fan)), NULL);
    }
}

/* Units may share a name, but no id. */
static void
add_units (ServeExposition *text,
           BambuPrinter *printer,
           const char *serial,
           double (*get) (BambuAms *unit))
{
  GListModel *units = bambu_printer_get_ams_units (printer);

  for (guint i = 0; i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (BambuAms) unit = g_list_model_get_item (units, i);
      g_autofree char *id = g_strdup_printf ("%d", bambu_ams_get_id (unit));

      serve_exposition_add (text, get (unit), "serial", serial, "ams", id, "name",
                            bambu_ams_get_name (unit), NULL);
    }
}

static double
get_humidity (BambuAms *unit)
{
  return to_ratio (bambu_ams_get_humidity_percent (unit));
}

static double
get_dryness (BambuAms *unit)
{
  int level = bambu_ams_get_humidity_level (unit);

  return level > 0 ? level : NAN;
}

static void
add_humidities (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  add_units (text, printer, serial, get_humidity);
}

static void
add_dryness (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  add_units (text, printer, serial, get_dryness);
}

static void
add_unit_temperatures (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  add_units (text, printer, serial, bambu_ams_get_temperature);
}

static void
add_trays_of (ServeExposition *text, GListModel *trays, const char *serial)
{
  for (guint i = 0; i < g_list_model_get_n_items (trays); i++)
    {
      g_autoptr (BambuTray) tray = g_list_model_get_item (trays, i);
      g_autofree char *id = g_strdup_printf ("%d", bambu_tray_get_ams (tray));
      g_autofree char *slot = g_strdup_printf ("%d", bambu_tray_get_slot (tray));

      serve_exposition_add (text, to_ratio (bambu_tray_get_remain_percent (tray)), "serial", serial,
                            "ams", id, "slot", slot, "name", bambu_tray_get_label (tray), NULL);
    }
}

static void
add_trays (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  GListModel *units = bambu_printer_get_ams_units (printer);

  for (guint i = 0; i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (GListModel) trays = g_list_model_get_item (units, i);

      add_trays_of (text, trays, serial);
    }
  add_trays_of (text, bambu_printer_get_external_trays (printer), serial);
}

static void
add_alerts (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  g_autoptr (GEnumClass) severities = g_type_class_ref (BAMBU_TYPE_SEVERITY);
  GListModel *alerts = bambu_printer_get_alerts (printer);

  for (guint i = 0; i < severities->n_values; i++)
    {
      guint n_alerts = 0;

      for (guint j = 0; j < g_list_model_get_n_items (alerts); j++)
        {
          g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, j);

          n_alerts += !bambu_alert_is_internal (alert)
                      && (int) bambu_alert_get_severity (alert) == severities->values[i].value;
        }
      serve_exposition_add (text, n_alerts, "serial", serial, "severity",
                            severities->values[i].value_nick, NULL);
    }
}

static void
add_wifi (ServeExposition *text, BambuPrinter *printer, const char *serial)
{
  int dbm = bambu_printer_get_wifi_dbm (printer);

  serve_exposition_add (text, dbm != 0 ? dbm : NAN, "serial", serial, NULL);
}

/* What is so in any case */
static const struct
{
  ServeFamily family;
  AddSamples add;
} facts[] = {
  { { "culm_printer", "info", NULL, "The printer." }, add_info },
  { { "culm_printer_link_up", "gauge", NULL, "1 if there is a connection, else 0." }, add_link },
};

/* What was reported */
static const struct
{
  ServeFamily family;
  AddSamples add;
} readings[] = {
  { { "culm_printer_state", "stateset", NULL, "What the printer does." }, add_state },
  { { "culm_printer_alerts", "gauge", NULL, "How many faults it reports now." }, add_alerts },
  { { "culm_printer_wifi_signal_dbm", "gauge", "dbm", "How strong its WiFi is." }, add_wifi },
  { { "culm_print_progress_ratio", "gauge", "ratio", "How much of the print is done." },
    add_progress },
  { { "culm_print_remaining_seconds", "gauge", "seconds", "Until the print is done." },
    add_remaining },
  { { "culm_print_layer", "gauge", NULL, "The layer that is printed." }, add_layer },
  { { "culm_print_layers", "gauge", NULL, "How many layers the print has." }, add_layers },
  { { "culm_heater_temperature_celsius", "gauge", "celsius", "How warm it is." },
    add_temperatures },
  { { "culm_heater_target_celsius", "gauge", "celsius", "How warm it should be; 0 is off." },
    add_targets },
  { { "culm_fan_speed_ratio", "gauge", "ratio", "How fast the fan is." }, add_fans },
  { { "culm_ams_humidity_ratio", "gauge", "ratio", "How humid the air in an AMS is." },
    add_humidities },
  { { "culm_ams_dryness_level", "gauge", NULL, "The same as a level, from 1, wet, to 5, dry." },
    add_dryness },
  { { "culm_ams_temperature_celsius", "gauge", "celsius", "How warm an AMS is." },
    add_unit_temperatures },
  { { "culm_tray_remaining_ratio", "gauge", "ratio", "How much filament is left on a spool." },
    add_trays },
};

static const ServeFamily reports = { "culm_printer_reports", "counter", NULL,
                                     "How many reports came since the start." };
static const ServeFamily age = { "culm_printer_report_age_seconds", "gauge", "seconds",
                                 "How long ago it reported last." };

static gboolean
is_heard (BambuPrinter *printer)
{
  return bambu_printer_has_report (printer)
         && bambu_printer_get_freshness (printer) != BAMBU_FRESHNESS_OFFLINE;
}

char *
serve_metrics_to_text (const ServeMetricsSource *sources, guint n_sources, gint64 now)
{
  ServeExposition *text = serve_exposition_new ();

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      serve_exposition_begin (text, &facts[i].family);
      for (guint j = 0; j < n_sources; j++)
        facts[i].add (text, sources[j].printer, bambu_printer_get_serial (sources[j].printer));
    }

  serve_exposition_begin (text, &reports);
  for (guint i = 0; i < n_sources; i++)
    serve_exposition_add (text, (double) sources[i].n_reports, "serial",
                          bambu_printer_get_serial (sources[i].printer), NULL);

  serve_exposition_begin (text, &age);
  for (guint i = 0; i < n_sources; i++)
    {
      gint64 seen = bambu_printer_get_seen (sources[i].printer);

      serve_exposition_add (text, seen > 0 ? (double) MAX (now - seen, 0) : NAN, "serial",
                            bambu_printer_get_serial (sources[i].printer), NULL);
    }

  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      serve_exposition_begin (text, &readings[i].family);
      for (guint j = 0; j < n_sources; j++)
        if (is_heard (sources[j].printer))
          readings[i].add (text, sources[j].printer, bambu_printer_get_serial (sources[j].printer));
    }

  return serve_exposition_finish (text);
}
