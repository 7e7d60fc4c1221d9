/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-command-private.h"

#include <math.h>
#include <string.h>

#include "bambu-printer-private.h"

#define CHAMBER_MIN 40 /* °C; less is the same as off */
#define FAN_STEP 10    /* percent: what the coarsest printer can tell apart */
#define FAN_GAP 5      /* percent by which what it reports may differ */

#define SECOND_CHAMBER_LIGHT "chamber_light2"

static gboolean
has_target (BambuHeater *heater, const BambuRequest *request)
{
  return heater != NULL && fabs (bambu_heater_get_target (heater) - request->value) < 1;
}

static gboolean
is_nozzle_set (BambuPrinter *printer, const BambuRequest *request)
{
  BambuExtruder *extruder = bambu_printer_find_extruder (printer, request->index);

  return extruder != NULL && has_target (bambu_extruder_get_heater (extruder), request);
}

static gboolean
is_bed_set (BambuPrinter *printer, const BambuRequest *request)
{
  return has_target (bambu_printer_get_bed (printer), request);
}

static gboolean
is_chamber_set (BambuPrinter *printer, const BambuRequest *request)
{
  return has_target (bambu_printer_get_chamber (printer), request);
}

static void
add_gcode_value (BambuRequest *request, const char *code, int value)
{
  g_autofree char *line = g_strdup_printf ("%s S%d\n", code, value);

  bambu_request_add_gcode (request, line);
}

BambuRequest *
bambu_command_nozzle (BambuPrinter *printer, int extruder, int celsius, GError **error)
{
  BambuExtruder *hotend = bambu_printer_find_extruder (printer, extruder);
  gboolean newer = (bambu_printer_get_capabilities (printer) & BAMBU_CAPABILITY_NEW_PROTOCOL)
                   || g_list_model_get_n_items (bambu_printer_get_extruders (printer)) > 1;
  BambuRequest *request;
  JsonObject *body;

  if (hotend == NULL)
    return bambu_command_not_able (error, BAMBU_OBSTACLE_ABSENT, 0);

  celsius = CLAMP (celsius, 0, (int) bambu_heater_get_maximum (bambu_extruder_get_heater (hotend)));
  request = bambu_command_begin (printer, BAMBU_CONTROL_NOZZLE, extruder, celsius, error);
  if (request == NULL)
    return NULL;

  request->is_met = is_nozzle_set;

  if (newer)
    {
      body = bambu_request_add (request, "print", "set_nozzle_temp");
      json_object_set_int_member (body, "extruder_index", extruder);
      json_object_set_int_member (body, "target_temp", celsius);
    }
  else
    {
      add_gcode_value (request, "M104", celsius);
    }

  return request;
}

BambuRequest *
bambu_command_bed (BambuPrinter *printer, int celsius, GError **error)
{
  BambuRequest *request;

  celsius = CLAMP (celsius, 0, (int) bambu_heater_get_maximum (bambu_printer_get_bed (printer)));
  request = bambu_command_begin (printer, BAMBU_CONTROL_BED, 0, celsius, error);
  if (request == NULL)
    return NULL;

  request->is_met = is_bed_set;

  if (bambu_printer_get_capabilities (printer) & BAMBU_CAPABILITY_COMMAND_BED)
    json_object_set_int_member (bambu_request_add (request, "print", "set_bed_temp"), "temp",
                                celsius);
  else
    add_gcode_value (request, "M140", celsius);

  return request;
}

BambuRequest *
bambu_command_chamber (BambuPrinter *printer, int celsius, GError **error)
{
  BambuRequest *request;

  celsius = MIN (celsius, (int) bambu_heater_get_maximum (bambu_printer_get_chamber (printer)));
  if (celsius < CHAMBER_MIN)
    celsius = 0;

  request = bambu_command_begin (printer, BAMBU_CONTROL_CHAMBER, 0, celsius, error);
  if (request == NULL)
    return NULL;

  request->is_met = is_chamber_set;

  /* X1E before it had the newer fields. Never a percentage: `ctt_val` is °C. */
  if (bambu_printer_get_capabilities (printer) & BAMBU_CAPABILITY_NEW_PROTOCOL)
    json_object_set_int_member (bambu_request_add (request, "print", "set_ctt"), "ctt_val",
                                celsius);
  else
    add_gcode_value (request, "M141", celsius);

  return request;
}

static BambuFan *
find_fan (BambuPrinter *printer, BambuFanKind kind)
{
  GListModel *fans = bambu_printer_get_fans (printer);

  for (guint i = 0; i < g_list_model_get_n_items (fans); i++)
    {
      g_autoptr (BambuFan) fan = g_list_model_get_item (fans, i);

      if (bambu_fan_get_kind (fan) == kind)
        return fan;
    }

  return NULL;
}

static gboolean
is_fan_set (BambuPrinter *printer, const BambuRequest *request)
{
  BambuFan *fan = find_fan (printer, request->index);

  return fan != NULL && bambu_fan_get_percent (fan) >= 0
         && fabs (bambu_fan_get_percent (fan) - request->value) <= FAN_GAP;
}

/* What commands call it; 0 for what no command reaches. */
static int
get_fan_number (BambuFanKind kind)
{
  switch (kind)
    {
    case BAMBU_FAN_KIND_PART:
      return 1;
    case BAMBU_FAN_KIND_AUX:
      return 2;
    case BAMBU_FAN_KIND_CHAMBER:
      return 3;
    case BAMBU_FAN_KIND_INNER_LOOP:
      return 6;
    case BAMBU_FAN_KIND_SECOND_AUX:
      return 10;
    case BAMBU_FAN_KIND_HEATBREAK:
    default:
      return 0;
    }
}

BambuRequest *
bambu_command_fan (BambuPrinter *printer, BambuFanKind kind, int percent, GError **error)
{
  BambuFan *fan = find_fan (printer, kind);
  int number = get_fan_number (kind);
  g_autofree char *line = NULL;
  BambuRequest *request;
  JsonObject *body;
  int speed;

  if (fan == NULL || number == 0)
    return bambu_command_not_able (error, BAMBU_OBSTACLE_ABSENT, 0);

  percent = (CLAMP (percent, 0, 100) + FAN_STEP / 2) / FAN_STEP * FAN_STEP;
  speed = (percent * 255 + 50) / 100;
  request = bambu_command_begin (printer, BAMBU_CONTROL_FAN, kind, percent, error);
  if (request == NULL)
    return NULL;

  if (bambu_fan_is_automatic (fan))
    {
      bambu_request_free (request);
      return bambu_command_not_now (error, BAMBU_OBSTACLE_AUTOMATIC, 0);
    }

  request->is_met = is_fan_set;

  if (bambu_printer_get_capabilities (printer) & BAMBU_CAPABILITY_NEW_PROTOCOL)
    {
      body = bambu_request_add (request, "print", "set_fan");
      json_object_set_int_member (body, "fan_index", number);
      json_object_set_int_member (body, "speed", speed);
    }
  else
    {
      line = g_strdup_printf ("M106 P%d S%d\n", number, speed);
      bambu_request_add_gcode (request, line);
    }

  return request;
}

static gboolean
has_air_mode (BambuPrinter *printer, const BambuRequest *request)
{
  return bambu_printer_get_air_mode (printer) == (int) request->value
         && (request->extra < 0 || bambu_printer_get_air_submode (printer) == request->extra);
}

BambuRequest *
bambu_command_air_duct (BambuPrinter *printer, int mode, int submode, GError **error)
{
  BambuRequest *request = bambu_command_begin (printer, BAMBU_CONTROL_AIR_DUCT, 0, mode, error);
  JsonObject *body;

  if (request == NULL)
    return NULL;

  if (!bambu_decode_has_air_mode (printer->report, mode))
    {
      bambu_request_free (request);
      return bambu_command_not_able (error, BAMBU_OBSTACLE_ABSENT, 0);
    }

  request->extra = CLAMP (submode, -1, 1);
  request->is_met = has_air_mode;

  body = bambu_request_add (request, "print", "set_airduct");
  json_object_set_int_member (body, "modeId", mode);
  json_object_set_int_member (body, "submode", request->extra);

  return request;
}

static BambuLight *
find_light (BambuPrinter *printer, const char *node)
{
  GListModel *lights = bambu_printer_get_lights (printer);

  for (guint i = 0; i < g_list_model_get_n_items (lights); i++)
    {
      g_autoptr (BambuLight) light = g_list_model_get_item (lights, i);

      if (strcmp (bambu_light_get_node (light), node) == 0)
        return light;
    }

  return NULL;
}

static const char *
get_node (BambuLightPlace place)
{
  static const char *const NODES[] = { "chamber_light", "work_light", "heatbed_light" };

  return NODES[place];
}

static gboolean
is_light_set (BambuPrinter *printer, const BambuRequest *request)
{
  BambuLight *light = find_light (printer, get_node (request->index));

  return light != NULL && strcmp (bambu_light_get_mode (light), request->text) == 0;
}

/* All the keys, always. */
static void
add_light (BambuRequest *request, const char *node, const char *mode)
{
  JsonObject *body = bambu_request_add (request, "system", "ledctrl");

  json_object_set_string_member (body, "led_node", node);
  json_object_set_string_member (body, "led_mode", mode);
  json_object_set_int_member (body, "led_on_time", 500);
  json_object_set_int_member (body, "led_off_time", 500);
  json_object_set_int_member (body, "loop_times", 0);
  json_object_set_int_member (body, "interval_time", 0);
}

BambuRequest *
bambu_command_light (BambuPrinter *printer, BambuLightPlace place, gboolean on, GError **error)
{
  const char *mode = on ? "on" : "off";
  BambuRequest *request;

  if (find_light (printer, get_node (place)) == NULL)
    return bambu_command_not_able (error, BAMBU_OBSTACLE_ABSENT, 0);

  request = bambu_command_begin (printer, BAMBU_CONTROL_LIGHT, place, on ? 1 : 0, error);
  if (request == NULL)
    return NULL;

  request->text = g_strdup (mode);
  request->is_met = is_light_set;
  add_light (request, get_node (place), mode);

  /* H2 has two strips in its chamber. */
  if (place == BAMBU_LIGHT_PLACE_CHAMBER && find_light (printer, SECOND_CHAMBER_LIGHT))
    add_light (request, SECOND_CHAMBER_LIGHT, mode);

  return request;
}
