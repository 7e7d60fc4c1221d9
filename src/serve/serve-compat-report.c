/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "printer/bambu-printer-private.h"
#include "printer/bambu-value-private.h"
#include "serve-compat.h"

#define USUAL_SIGNAL "-50dBm"
#define USUAL_SPEED 100
#define USUAL_SPEED_LEVEL 2

/* What is not known is 0 or empty here: its readers take numbers for granted. */

static void
add_count (JsonObject *object, const char *name, int number)
{
  json_object_set_int_member (object, name, MAX (number, 0));
}

static void
add_degrees (JsonObject *object, const char *name, double degrees)
{
  json_object_set_double_member (object, name, isnan (degrees) ? 0 : degrees);
}

static void
add_heater (JsonObject *object, const char *name, const char *target_name, BambuHeater *heater)
{
  add_degrees (object, name,
               bambu_heater_is_fitted (heater) ? bambu_heater_get_current (heater) : NAN);
  if (target_name != NULL)
    add_degrees (object, target_name, bambu_heater_get_target (heater));
}

static void
add_text (JsonObject *object, const char *name, const char *text)
{
  json_object_set_string_member (object, name, text ? text : "");
}

/* As the printer says it */
static void
add_reported (
    JsonObject *object, const char *name, BambuPrinter *printer, BambuReportKey key, gint64 usual)
{
  gint64 number;

  if (bambu_value_read_int (bambu_report_get (printer->report, key), &number) != BAMBU_ANSWER_GOOD)
    number = usual;
  json_object_set_int_member (object, name, number);
}

static void
add_lights (JsonObject *object, BambuPrinter *printer)
{
  GListModel *lights = bambu_printer_get_lights (printer);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (lights); i++)
    {
      g_autoptr (BambuLight) light = g_list_model_get_item (lights, i);
      JsonObject *entry = json_object_new ();

      add_text (entry, "node", bambu_light_get_node (light));
      add_text (entry, "mode", bambu_light_get_mode (light));
      json_array_add_object_element (array, entry);
    }
  json_object_set_array_member (object, "lights_report", array);
}

static void
add_signal (JsonObject *object, BambuPrinter *printer)
{
  int dbm = bambu_printer_get_wifi_dbm (printer);
  g_autofree char *text = dbm != 0 ? g_strdup_printf ("%ddBm", dbm) : NULL;

  json_object_set_string_member (object, "wifi_signal", text ? text : USUAL_SIGNAL);
}

static void
add_job (JsonObject *object, BambuPrinter *printer)
{
  BambuJob *job = bambu_printer_get_job (printer);
  const char *state = bambu_printer_get_state_word (printer);

  add_count (object, "mc_percent", bambu_job_get_percent (job));
  add_count (object, "mc_remaining_time", bambu_job_get_remaining_minutes (job));
  add_text (object, "print_type", bambu_job_get_print_type (job));
  add_text (object, "print_status", state);
  add_text (object, "gcode_state", state);
  add_text (object, "gcode_file", bambu_job_get_file (job));
  add_text (object, "subtask_name", bambu_job_get_name (job));
}

static void
add_temperatures (JsonObject *object, BambuPrinter *printer)
{
  BambuExtruder *extruder = bambu_printer_get_active_extruder (printer);

  add_heater (object, "nozzle_temper", "nozzle_target_temper",
              bambu_extruder_get_heater (extruder));
  add_heater (object, "bed_temper", "bed_target_temper", bambu_printer_get_bed (printer));
  add_heater (object, "chamber_temper", NULL, bambu_printer_get_chamber (printer));
}

static void
add_details (JsonObject *object, BambuPrinter *printer)
{
  BambuJob *job = bambu_printer_get_job (printer);
  int level = bambu_printer_get_speed_level (printer);

  add_reported (object, "spd_mag", printer, BAMBU_KEY_SPD_MAG, USUAL_SPEED);
  json_object_set_int_member (object, "spd_lvl", level > 0 ? level : USUAL_SPEED_LEVEL);
  add_count (object, "layer_num", bambu_job_get_layer (job));
  add_count (object, "total_layer_num", bambu_job_get_total_layers (job));
  add_reported (object, "ams_status", printer, BAMBU_KEY_AMS_STATUS, 0);
  add_reported (object, "ams_rfid_status", printer, BAMBU_KEY_AMS_RFID_STATUS, 0);
  add_lights (object, printer);
  add_reported (object, "fan_gear", printer, BAMBU_KEY_FAN_GEAR, 0);
  add_signal (object, printer);
}

/* A broker takes messages for a printer that is switched off. */
gboolean
serve_compat_is_online (BambuPrinter *printer)
{
  return bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN
         && bambu_printer_get_freshness (printer) != BAMBU_FRESHNESS_OFFLINE;
}

JsonObject *
serve_compat_report_new (BambuPrinter *printer, gint64 now)
{
  JsonObject *object = json_object_new ();
  JsonObject *outer = json_object_new ();
  g_autofree char *sequence = g_strdup_printf ("%" G_GINT64_FORMAT, now);

  json_object_set_string_member (object, "command", "push_status");
  json_object_set_int_member (object, "msg", 0);
  json_object_set_string_member (object, "sequence_id", sequence);
  add_job (object, printer);
  add_temperatures (object, printer);
  add_details (object, printer);
  json_object_set_string_member (object, "dev_id", bambu_printer_get_serial (printer));
  json_object_set_string_member (object, "name", bambu_printer_get_name (printer));
  json_object_set_boolean_member (object, "online", serve_compat_is_online (printer));
  json_object_set_int_member (object, "age_seconds",
                              MAX (now - bambu_printer_get_seen (printer), 0));
  json_object_set_object_member (outer, "print", object);

  return outer;
}
