/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-machine-private.h"

#include <math.h>

#include "sim-ams.h"
#include "sim-json.h"

#define WIFI_SECONDS 6
#define WIRED_DBM -90

#define CFG_LIGHT_BIT 7

static gboolean
has_fan (const SimProfile *profile, const char *name)
{
  JsonArray *fans = json_object_get_array_member (profile->data, "fans");

  for (guint i = 0; i < json_array_get_length (fans); i++)
    if (g_str_equal (json_array_get_string_element (fans, i), name))
      return TRUE;

  return FALSE;
}

static JsonArray *
get_extruder_infos (SimMachine *self)
{
  return sim_json_get_array (sim_json_find (self->print, "device", "extruder", NULL), "info");
}

SimMachine *
sim_machine_new (const SimProfile *profile, JsonObject *print, guint32 seed)
{
  SimMachine *self = g_new0 (SimMachine, 1);
  JsonArray *infos;

  self->profile = profile;
  self->print = json_object_ref (print);
  self->rand = g_rand_new_with_seed (seed);

  infos = get_extruder_infos (self);
  self->n_nozzles = infos != NULL ? MIN (json_array_get_length (infos), 2) : 1;
  self->active = (guint) sim_json_get_int (profile->data, "active_extruder", 0);
  for (guint i = 0; i < G_N_ELEMENTS (self->nozzles); i++)
    self->nozzles[i] = (SimHeater) { .current = 26, .ambient = 26, .rate = 4, .inertia = 90 };
  self->bed = (SimHeater) { .current = 24, .ambient = 24, .rate = 0.7, .inertia = 600 };
  self->chamber = (SimHeater) { .current = 25, .ambient = 25, .rate = 0.08, .inertia = 900 };
  self->has_aux = has_fan (profile, "aux");
  self->has_chamber = has_fan (profile, "chamber");
  self->wifi_dbm =
      (int) g_ascii_strtoll (sim_json_get_string (print, "wifi_signal", "-48"), NULL, 10);
  self->speed = 2;
  self->state = SIM_STATE_IDLE;

  return self;
}

void
sim_machine_free (SimMachine *self)
{
  sim_machine_forget_spool (self);
  json_object_unref (self->print);
  g_rand_free (self->rand);
  g_free (self);
}

/* The step of the printer's sensors, and their noise where they are fine enough to have any. */
static double
read_sensor (SimMachine *self, const SimHeater *heater)
{
  double step = self->profile->temperature_step;
  double value = heater->current;

  if (step < 1)
    value += g_rand_double_range (self->rand, -3, 3) * step;

  return round (value / step) * step;
}

static gint64
pack_temperature (const SimHeater *heater)
{
  return (gint64) lround (heater->target) << 16 | (lround (heater->current) & 0xffff);
}

static void
write_temperatures (SimMachine *self)
{
  JsonObject *print = self->print;
  JsonObject *device = sim_json_get_object (print, "device");
  JsonArray *infos = get_extruder_infos (self);
  SimHeater *nozzle = &self->nozzles[self->active];

  sim_json_put_double (print, "nozzle_temper", read_sensor (self, nozzle));
  sim_json_put_double (print, "nozzle_target_temper", nozzle->target);
  sim_json_put_double (print, "bed_temper", read_sensor (self, &self->bed));
  sim_json_put_double (print, "bed_target_temper", self->bed.target);
  if (device == NULL)
    return;

  if (sim_json_get_object (device, "ctc") != NULL)
    {
      sim_json_put_double (print, "chamber_temper", round (self->chamber.current));
      sim_json_put_double (print, "ctt", self->chamber.target);
      sim_json_put_int (device, "cham_temp", lround (self->chamber.current));
      sim_json_put_int (sim_json_find (device, "ctc", "info", NULL), "temp",
                        pack_temperature (&self->chamber));
      sim_json_put_int (sim_json_get_object (device, "ctc"), "state",
                        self->chamber.target > 0 ? 2 : 0);
    }
  sim_json_put_int (device, "bed_temp", pack_temperature (&self->bed));
  sim_json_put_int (sim_json_find (device, "bed", "info", NULL), "temp",
                    pack_temperature (&self->bed));
  sim_json_put_int (sim_json_get_object (device, "bed"), "state", self->bed.target > 0 ? 2 : 0);
  for (guint i = 0; i < self->n_nozzles; i++)
    sim_json_put_int (sim_json_find_by_id (infos, i), "temp", pack_temperature (&self->nozzles[i]));
}

static int
fan_step (int percent)
{
  return (percent * 15 + 50) / 100;
}

static int
fan_byte (int percent)
{
  return percent * 255 / 100;
}

static void
write_fans (SimMachine *self)
{
  JsonObject *print = self->print;
  JsonArray *parts = sim_json_get_array (sim_json_find (print, "device", "airduct", NULL), "parts");
  gboolean hot = self->nozzles[self->active].current > 50;

  sim_json_put_int (print, "cooling_fan_speed", fan_step (self->fan_part));
  sim_json_put_int (print, "big_fan1_speed", fan_step (self->fan_aux));
  sim_json_put_int (print, "big_fan2_speed", fan_step (self->fan_chamber));
  sim_json_put_int (print, "heatbreak_fan_speed", hot ? 15 : 0);
  sim_json_put_int (print, "fan_gear",
                    fan_byte (self->fan_part) | fan_byte (self->fan_aux) << 8
                        | fan_byte (self->fan_chamber) << 16);

  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = json_array_get_object_element (parts, i);
      gint64 number = sim_json_get_int (part, "id", 0) >> 4;

      if (number == 1)
        sim_json_put_int (part, "state", self->fan_part);
      else if (number == 2 || number == 10)
        sim_json_put_int (part, "state", self->fan_aux);
      else if (number == 3)
        sim_json_put_int (part, "state", self->fan_chamber);
    }
}

static void
write_wifi (SimMachine *self)
{
  char text[16];

  g_snprintf (text, sizeof text, "%ddBm", self->wifi_dbm);
  sim_json_put_string (self->print, "wifi_signal", text);
}

void
sim_machine_set_targets (SimMachine *self, double nozzle, double bed, double chamber)
{
  self->nozzles[self->active].target = MIN (nozzle, self->profile->nozzle_max);
  self->bed.target = MIN (bed, self->profile->bed_max);
  self->chamber.target = MIN (chamber, self->profile->chamber_max);
  self->chamber.ambient = bed > 50 && self->has_chamber ? 34 : 25;
}

void
sim_machine_advance (SimMachine *self, double seconds)
{
  for (guint i = 0; i < self->n_nozzles; i++)
    sim_heater_advance (&self->nozzles[i], seconds);
  sim_heater_advance (&self->bed, seconds);
  sim_heater_advance (&self->chamber, seconds);
  sim_machine_advance_job (self, seconds);
  sim_machine_advance_spool (self, seconds);

  self->wifi_age += seconds;
  if (self->wifi_age >= WIFI_SECONDS && self->wifi_dbm != WIRED_DBM)
    {
      self->wifi_age = 0;
      self->wifi_dbm = CLAMP (self->wifi_dbm + g_rand_int_range (self->rand, -2, 3), -70, -40);
    }

  self->dry_seconds += seconds;
  if (self->dry_seconds >= 60)
    {
      sim_ams_advance (self->print, (int) (self->dry_seconds / 60));
      self->dry_seconds = fmod (self->dry_seconds, 60);
    }

  write_temperatures (self);
  write_fans (self);
  sim_machine_write_job (self);
  write_wifi (self);
}

void
sim_machine_set_cfg_bits (SimMachine *self, guint64 mask, guint64 bits)
{
  sim_json_put_hex (self->print, "cfg", (sim_json_get_hex (self->print, "cfg") & ~mask) | bits);
}

gboolean
sim_machine_set_light (SimMachine *self, const char *node, const char *mode)
{
  JsonArray *lights = sim_json_get_array (self->print, "lights_report");

  for (guint i = 0; lights != NULL && i < json_array_get_length (lights); i++)
    {
      JsonObject *light = json_array_get_object_element (lights, i);

      if (!g_str_equal (sim_json_get_string (light, "node", ""), node))
        continue;

      sim_json_put_string (light, "mode", mode);
      if (g_str_equal (node, "chamber_light"))
        sim_machine_set_cfg_bits (self, 1 << CFG_LIGHT_BIT,
                                  g_str_equal (mode, "off") ? 0 : 1 << CFG_LIGHT_BIT);

      return TRUE;
    }

  return FALSE;
}
