/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-dryer.h"

#include "sim-ams.h"
#include "sim-json.h"

#define INFO_TYPE_MASK 0xf
#define TYPE_2_PRO 3
#define TYPE_HT 4

#define INFO_STATUS_SHIFT 4
#define INFO_STATUS_MASK (0xfu << INFO_STATUS_SHIFT)
#define INFO_FANS 0x140000u
#define INFO_PHASE_SHIFT 22
#define INFO_PHASE_MASK (0xfu << INFO_PHASE_SHIFT)

#define STATUS_OFF 0
#define STATUS_CHECKING 1
#define STATUS_DRYING 2
#define STATUS_COOLING 3
#define STATUS_STOPPING 4

#define PHASE_HEATING 1
#define PHASE_DEHUMIDIFYING 2

#define MIN_CELSIUS 45
#define MAX_CELSIUS_2_PRO 65
#define MAX_CELSIUS_HT 85
#define MAX_HOURS 24
#define COOL_CELSIUS 45 /* it is over when the unit is no warmer */
#define WARMER 0.1      /* °C a step */
#define COOLER 0.2
#define DRY_PERCENT 8

static guint
get_type (JsonObject *unit)
{
  return (guint) sim_json_get_hex (unit, "info") & INFO_TYPE_MASK;
}

gboolean
sim_dryer_is_there (JsonObject *unit)
{
  guint type = get_type (unit);

  return type == TYPE_2_PRO || type == TYPE_HT;
}

static guint
get_status (JsonObject *unit)
{
  return ((guint) sim_json_get_hex (unit, "info") & INFO_STATUS_MASK) >> INFO_STATUS_SHIFT;
}

gboolean
sim_dryer_is_running (JsonObject *unit)
{
  return get_status (unit) != STATUS_OFF;
}

static void
set_status (JsonObject *unit, guint status, guint phase)
{
  guint info = (guint) sim_json_get_hex (unit, "info");

  info &= ~(INFO_STATUS_MASK | INFO_FANS | INFO_PHASE_MASK);
  info |= status << INFO_STATUS_SHIFT | phase << INFO_PHASE_SHIFT;
  if (status == STATUS_DRYING || status == STATUS_COOLING)
    info |= INFO_FANS;
  sim_json_put_hex (unit, "info", info);
}

static void
set_setting (JsonObject *unit, const char *filament, int celsius, int hours)
{
  JsonObject *setting = sim_json_get_object (unit, "dry_setting");

  if (setting == NULL)
    return;

  sim_json_put_string (setting, "dry_filament", filament);
  sim_json_put_int (setting, "dry_temperature", celsius);
  sim_json_put_int (setting, "dry_duration", hours);
}

void
sim_dryer_set_reasons (JsonObject *unit, JsonArray *reasons)
{
  JsonArray *old = sim_json_get_array (unit, "dry_sf_reason");
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;

  if (old == NULL)
    return;

  before = json_node_init_array (json_node_alloc (), old);
  after = json_node_init_array (json_node_alloc (), reasons);
  if (!json_node_equal (before, after))
    json_object_set_array_member (unit, "dry_sf_reason", json_array_ref (reasons));
}

void
sim_dryer_check (JsonObject *unit, const char *filament, int celsius, int hours)
{
  int max = get_type (unit) == TYPE_HT ? MAX_CELSIUS_HT : MAX_CELSIUS_2_PRO;

  hours = CLAMP (hours, 1, MAX_HOURS);
  set_setting (unit, filament, CLAMP (celsius, MIN_CELSIUS, max), hours);
  sim_json_put_int (unit, "dry_time", hours * 60);
  set_status (unit, STATUS_CHECKING, 0);
}

void
sim_dryer_start (JsonObject *unit)
{
  if (get_status (unit) != STATUS_CHECKING)
    return;

  set_status (unit, STATUS_DRYING, PHASE_HEATING);
  /* An HT does not know while it dries. */
  if (get_type (unit) == TYPE_HT)
    sim_json_put_int (unit, "humidity", 0);
}

void
sim_dryer_stop (JsonObject *unit)
{
  sim_json_put_int (unit, "dry_time", 0);
  set_status (unit, STATUS_STOPPING, 0);
}

static double
get_celsius (JsonObject *unit)
{
  return g_ascii_strtod (sim_json_get_string (unit, "temp", "0"), NULL);
}

void
sim_dryer_cool (JsonObject *unit)
{
  if (get_status (unit) == STATUS_OFF)
    return;

  set_setting (unit, "", -1, -1);
  if (get_type (unit) == TYPE_HT)
    sim_json_put_int (unit, "humidity", 5);
  set_status (unit, get_celsius (unit) > COOL_CELSIUS ? STATUS_COOLING : STATUS_OFF, 0);
}

static void
get_drier (JsonObject *unit)
{
  gint64 percent = sim_json_get_int (unit, "humidity_raw", 0);

  if (percent > DRY_PERCENT)
    sim_json_put_int (unit, "humidity_raw", percent - 1);
}

void
sim_dryer_count_down (JsonObject *print, int minutes)
{
  JsonArray *units = sim_ams_get_units (print);

  for (guint i = 0; units != NULL && i < json_array_get_length (units); i++)
    {
      JsonObject *unit = json_array_get_object_element (units, i);
      gint64 left = sim_json_get_int (unit, "dry_time", 0);

      if (left <= 0)
        continue;

      left = MAX (left - minutes, 0);
      sim_json_put_int (unit, "dry_time", left);
      if (left % 10 == 0)
        get_drier (unit);
      if (left == 0)
        sim_dryer_cool (unit);
    }
}

static void
warm_unit (JsonObject *unit, int steps)
{
  guint status = get_status (unit);
  double celsius = get_celsius (unit);
  double target =
      (double) sim_json_get_int (sim_json_get_object (unit, "dry_setting"), "dry_temperature", -1);

  if (status == STATUS_DRYING && celsius < target)
    {
      sim_json_put_double (unit, "temp", MIN (celsius + steps * WARMER, target));
      set_status (unit, STATUS_DRYING, PHASE_HEATING);
    }
  else if (status == STATUS_DRYING)
    set_status (unit, STATUS_DRYING, PHASE_DEHUMIDIFYING);
  else if (status == STATUS_COOLING)
    {
      sim_json_put_double (unit, "temp", celsius - steps * COOLER);
      if (celsius - steps * COOLER <= COOL_CELSIUS)
        set_status (unit, STATUS_OFF, 0);
    }
}

void
sim_dryer_warm (JsonObject *print, int steps)
{
  JsonArray *units = sim_ams_get_units (print);

  for (guint i = 0; units != NULL && i < json_array_get_length (units); i++)
    warm_unit (json_array_get_object_element (units, i), steps);
}
