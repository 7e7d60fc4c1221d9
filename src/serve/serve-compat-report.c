/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "account/bambu-json.h"
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
add_reported_number (JsonObject *object, JsonObject *report, const char *name, gint64 usual)
{
  gint64 number = usual;

  bambu_json_read_int (bambu_json_find (report, name), &number);
  json_object_set_int_member (object, name, number);
}

static void
add_reported_text (JsonObject *object, JsonObject *report, const char *name, const char *usual)
{
  const char *text = bambu_json_get_text (bambu_json_find (report, name));

  json_object_set_string_member (object, name, text ? text : usual);
}

static void
add_reported_list (JsonObject *object, JsonObject *report, const char *name)
{
  JsonNode *node = bambu_json_find (report, name);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    json_object_set_member (object, name, json_node_copy (node));
  else
    json_object_set_array_member (object, name, json_array_new ());
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
add_details (JsonObject *object, BambuPrinter *printer, JsonObject *report)
{
  BambuJob *job = bambu_printer_get_job (printer);
  int level = bambu_printer_get_speed_level (printer);

  add_reported_number (object, report, "spd_mag", USUAL_SPEED);
  json_object_set_int_member (object, "spd_lvl", level > 0 ? level : USUAL_SPEED_LEVEL);
  add_count (object, "layer_num", bambu_job_get_layer (job));
  add_count (object, "total_layer_num", bambu_job_get_total_layers (job));
  add_reported_number (object, report, "ams_status", 0);
  add_reported_number (object, report, "ams_rfid_status", 0);
  add_reported_list (object, report, "lights_report");
  add_reported_number (object, report, "fan_gear", 0);
  add_reported_text (object, report, "wifi_signal", USUAL_SIGNAL);
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
  g_autoptr (GBytes) bytes = bambu_printer_dup_report (printer);
  g_autoptr (JsonNode) root = bytes ? bambu_json_parse (bytes, NULL) : NULL;
  JsonNode *print = root ? bambu_json_find (json_node_get_object (root), "print") : NULL;
  JsonObject *report =
      print && JSON_NODE_HOLDS_OBJECT (print) ? json_node_get_object (print) : NULL;
  JsonObject *object = json_object_new ();
  JsonObject *outer = json_object_new ();
  g_autofree char *sequence = g_strdup_printf ("%" G_GINT64_FORMAT, now);

  json_object_set_string_member (object, "command", "push_status");
  json_object_set_int_member (object, "msg", 0);
  json_object_set_string_member (object, "sequence_id", sequence);
  add_job (object, printer);
  add_temperatures (object, printer);
  add_details (object, printer, report);
  json_object_set_string_member (object, "dev_id", bambu_printer_get_serial (printer));
  json_object_set_string_member (object, "name", bambu_printer_get_name (printer));
  json_object_set_boolean_member (object, "online", serve_compat_is_online (printer));
  json_object_set_int_member (object, "age_seconds",
                              MAX (now - bambu_printer_get_seen (printer), 0));
  json_object_set_object_member (outer, "print", object);

  return outer;
}
