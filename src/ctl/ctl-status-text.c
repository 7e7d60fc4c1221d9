/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-status-text.h"

#include <glib/gi18n.h>
#include <math.h>

#include "words/culm-format.h"
#include "words/culm-status.h"
#include "ctl-table.h"

static void
add_row (CtlTable *rows, const char *label, const char *value)
{
  if (value && *value)
    ctl_table_add (rows, label, value, NULL);
}

static char *
heater_to_text (BambuHeater *heater)
{
  g_autofree char *current = culm_format_temperature (bambu_heater_get_current (heater));
  g_autofree char *target = culm_format_target (bambu_heater_get_target (heater));

  return g_strstrip (g_strdup_printf ("%s %s", current, target));
}

static void
add_job (CtlTable *rows, BambuPrinter *printer)
{
  BambuJob *job = bambu_printer_get_job (printer);
  g_autofree char *layer = NULL;

  add_row (rows, _ ("Job"), bambu_job_get_name (job));

  if (!bambu_job_is_active (job))
    return;

  layer = culm_format_layer (bambu_job_get_layer (job), bambu_job_get_total_layers (job));
  add_row (rows, _ ("Progress"), layer);
  add_row (rows, _ ("Speed"), culm_format_speed (bambu_printer_get_speed_level (printer)));
}

static void
add_temperatures (CtlTable *rows, BambuPrinter *printer)
{
  GListModel *extruders = bambu_printer_get_extruders (printer);
  BambuHeater *chamber = bambu_printer_get_chamber (printer);
  g_autofree char *bed = heater_to_text (bambu_printer_get_bed (printer));

  for (guint i = 0; i < g_list_model_get_n_items (extruders); i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);
      g_autofree char *text = heater_to_text (bambu_extruder_get_heater (extruder));

      add_row (rows, culm_format_nozzle (bambu_extruder_get_side (extruder)), text);
    }

  add_row (rows, _ ("Bed"), bed);

  if (bambu_heater_is_fitted (chamber))
    {
      g_autofree char *text = heater_to_text (chamber);

      add_row (rows, _ ("Chamber"), text);
    }
}

static void
add_switches (CtlTable *rows, BambuPrinter *printer)
{
  GListModel *fans = bambu_printer_get_fans (printer);
  GListModel *lights = bambu_printer_get_lights (printer);
  g_autoptr (GStrvBuilder) fan_words = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) light_words = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  g_autofree char *fan_text = NULL;
  g_autofree char *light_text = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (fans); i++)
    {
      g_autoptr (BambuFan) fan = g_list_model_get_item (fans, i);
      g_autofree char *percent = culm_format_percent (bambu_fan_get_percent (fan));

      g_strv_builder_take (
          fan_words,
          g_strdup_printf ("%s %s", culm_format_fan (bambu_fan_get_kind (fan)), percent));
    }

  for (guint i = 0; i < g_list_model_get_n_items (lights); i++)
    {
      g_autoptr (BambuLight) light = g_list_model_get_item (lights, i);

      g_strv_builder_take (light_words, g_strdup_printf ("%s %s", bambu_light_get_node (light),
                                                         bambu_light_get_mode (light)));
    }

  words = g_strv_builder_end (fan_words);
  fan_text = g_strjoinv (", ", words);
  add_row (rows, _ ("Fans"), fan_text);

  g_strfreev (words);
  words = g_strv_builder_end (light_words);
  light_text = g_strjoinv (", ", words);
  add_row (rows, _ ("Lights"), light_text);
}

static void
add_messages (CtlTable *rows, BambuPrinter *printer)
{
  GListModel *alerts = bambu_printer_get_alerts (printer);

  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, i);
      g_autofree char *text =
          culm_format_alert (bambu_alert_get_text (alert), bambu_alert_get_code (alert));

      add_row (rows, _ ("Message"), text);
    }
}

static void
add_details (CtlTable *rows, BambuPrinter *printer)
{
  g_autofree char *signal = culm_format_signal (bambu_printer_get_wifi_dbm (printer));

  if (bambu_printer_get_door (printer) != BAMBU_DOOR_UNKNOWN)
    add_row (rows, _ ("Door"), culm_format_door (bambu_printer_get_door (printer)));
  if (bambu_printer_get_storage (printer) != BAMBU_STORAGE_STATE_UNKNOWN)
    add_row (rows, _ ("Storage"), culm_format_storage (bambu_printer_get_storage (printer)));
  add_row (rows, _ ("Address"), bambu_printer_get_address (printer));
  if (!bambu_printer_is_wired (printer))
    add_row (rows, _ ("Wi-Fi"), signal);
  add_row (rows, _ ("Firmware"), bambu_printer_get_firmware (printer));
  add_row (rows, _ ("Serial number"), bambu_printer_get_serial (printer));
}

static GStrv
tray_to_row (BambuTray *tray)
{
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
  const char *const *colours = bambu_tray_get_colours (tray);
  const char *product = bambu_tray_get_product (tray);
  const char *material = bambu_tray_get_material (tray);

  g_strv_builder_add (row, bambu_tray_get_label (tray));

  switch (bambu_tray_get_state (tray))
    {
    case BAMBU_TRAY_STATE_EMPTY:
      g_strv_builder_add (row, _ ("empty"));
      break;

    case BAMBU_TRAY_STATE_READING:
      /* Translators: the tag of a spool is being read */
      g_strv_builder_add (row, _ ("reading"));
      break;

    case BAMBU_TRAY_STATE_UNKNOWN:
    case BAMBU_TRAY_STATE_KNOWN:
    default:
      g_strv_builder_add (row, product ? product : material ? material : "?");
      g_strv_builder_take (row, colours && colours[0] ? g_strconcat ("#", colours[0], NULL)
                                                      : g_strdup (""));
      g_strv_builder_take (row, bambu_tray_get_remain_percent (tray) >= 0
                                    ? culm_format_percent (bambu_tray_get_remain_percent (tray))
                                    : g_strdup (""));
      if (bambu_tray_is_in_use (tray))
        g_strv_builder_add (row, _ ("in use"));
      break;
    }

  return g_strv_builder_end (row);
}

static char *
ams_to_text (BambuAms *ams)
{
  g_autoptr (GStrvBuilder) facts = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;
  int percent = bambu_ams_get_humidity_percent (ams);
  int level = bambu_ams_get_humidity_level (ams);

  g_strv_builder_add (facts, bambu_ams_get_name (ams));

  if (percent >= 0)
    g_strv_builder_take (facts, g_strdup_printf (_ ("humidity %d %%"), percent));
  else if (level > 0)
    g_strv_builder_take (facts, g_strdup_printf (_ ("humidity level %d of 5 (5 is dry)"), level));

  if (!isnan (bambu_ams_get_temperature (ams)))
    g_strv_builder_take (facts, culm_format_temperature (bambu_ams_get_temperature (ams)));

  if (bambu_ams_get_dry_minutes_left (ams) > 0)
    {
      g_autofree char *left = culm_format_duration (bambu_ams_get_dry_minutes_left (ams));

      /* Translators: %s is a time: "drying, 2 h 10 min left" */
      g_strv_builder_take (facts, g_strdup_printf (_ ("drying, %s left"), left));
    }

  strings = g_strv_builder_end (facts);

  return g_strjoinv (_ (", "), strings);
}

static void
append_trays (GString *text, GListModel *trays)
{
  g_autoptr (CtlTable) rows = ctl_table_new ();

  for (guint i = 0; i < g_list_model_get_n_items (trays); i++)
    {
      g_autoptr (BambuTray) tray = g_list_model_get_item (trays, i);

      ctl_table_take (rows, tray_to_row (tray));
    }

  ctl_table_print (rows, text, 4);
}

static void
append_heading (GString *text, guint indent, const char *heading)
{
  g_autoptr (CtlTable) rows = ctl_table_new ();

  ctl_table_add (rows, heading, NULL);
  ctl_table_style (rows, CTL_TABLE_ROW, CTL_STYLE_TITLE);
  ctl_table_print (rows, text, indent);
}

static CtlStyle
get_style (BambuPrinter *printer, CulmStatus *status)
{
  if (culm_status_needs_attention (status))
    return CTL_STYLE_BAD;
  if (bambu_printer_get_freshness (printer) != BAMBU_FRESHNESS_LIVE)
    return CTL_STYLE_OLD;

  return bambu_job_is_active (bambu_printer_get_job (printer)) ? CTL_STYLE_GOOD : CTL_STYLE_PLAIN;
}

char *
ctl_status_text_new (BambuPrinter *printer)
{
  g_autoptr (CulmStatus) status = culm_status_dup_for_printer (printer);
  g_autoptr (CtlTable) rows = ctl_table_new ();
  GString *text = g_string_new (NULL);
  GListModel *units = bambu_printer_get_ams_units (printer);
  GListModel *external = bambu_printer_get_external_trays (printer);
  g_autofree char *heading = g_strdup_printf ("%s (%s)", bambu_printer_get_name (printer),
                                              bambu_printer_get_model_name (printer));

  append_heading (text, 0, heading);

  add_row (rows, _ ("State"), culm_status_get_sentence (status));
  ctl_table_style (rows, 1, get_style (printer, status));
  if (bambu_printer_has_report (printer))
    {
      add_job (rows, printer);
      add_messages (rows, printer);
      add_temperatures (rows, printer);
      add_switches (rows, printer);
    }
  add_details (rows, printer);
  ctl_table_print (rows, text, 2);

  for (guint i = 0; i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (BambuAms) ams = g_list_model_get_item (units, i);
      g_autofree char *ams_heading = ams_to_text (ams);

      append_heading (text, 2, ams_heading);
      append_trays (text, G_LIST_MODEL (ams));
    }

  if (g_list_model_get_n_items (external) > 0)
    {
      append_heading (text, 2, _ ("External spool"));
      append_trays (text, external);
    }

  g_string_truncate (text, text->len - 1);

  return g_string_free_and_steal (text);
}

char *
ctl_status_text_new_line (BambuPrinter *printer)
{
  g_autoptr (CulmStatus) status = culm_status_dup_for_printer (printer);
  g_autoptr (CtlTable) rows = ctl_table_new ();
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
  GListModel *extruders = bambu_printer_get_extruders (printer);
  GString *text = g_string_new (NULL);

  g_strv_builder_add (row, bambu_printer_get_name (printer));
  g_strv_builder_add (row, culm_status_get_sentence (status));

  if (bambu_printer_has_report (printer))
    {
      for (guint i = 0; i < g_list_model_get_n_items (extruders); i++)
        {
          g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);
          g_autofree char *heat = heater_to_text (bambu_extruder_get_heater (extruder));

          g_strv_builder_take (
              row, g_strdup_printf ("%s %s",
                                    culm_format_nozzle (bambu_extruder_get_side (extruder)), heat));
        }

      g_autofree char *bed = heater_to_text (bambu_printer_get_bed (printer));

      g_strv_builder_take (row, g_strdup_printf ("%s %s", _ ("Bed"), bed));
    }

  ctl_table_take (rows, g_strv_builder_end (row));
  ctl_table_print (rows, text, 0);
  g_string_truncate (text, text->len - 1);

  return g_string_free_and_steal (text);
}

void
ctl_status_text_add_row (CtlTable *table, BambuPrinter *printer)
{
  g_autoptr (CulmStatus) status = printer ? culm_status_dup_for_printer (printer) : NULL;
  g_autofree char *nozzle = NULL;
  g_autofree char *bed = NULL;

  if (!printer)
    {
      ctl_table_add (table, _ ("NAME"), _ ("STATUS"), _ ("NOZZLE"), _ ("BED"), NULL);
      ctl_table_style (table, CTL_TABLE_ROW, CTL_STYLE_TITLE);
      return;
    }

  if (bambu_printer_has_report (printer))
    {
      BambuExtruder *extruder = bambu_printer_get_active_extruder (printer);

      nozzle = heater_to_text (bambu_extruder_get_heater (extruder));
      bed = heater_to_text (bambu_printer_get_bed (printer));
    }

  ctl_table_add (table, bambu_printer_get_name (printer), culm_status_get_sentence (status),
                 nozzle ? nozzle : "", bed ? bed : "", NULL);
  ctl_table_style (table, 1, get_style (printer, status));
}
