/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-machine-private.h"

#include <math.h>

#include "sim-ams.h"
#include "sim-json.h"

#define CHAMBER_HEATS_FROM 40 /* °C; a lower target is off (protocol/models.md §1) */
#define CLOSED_CHAMBER 34

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

void
sim_machine_write_temperatures (SimMachine *self)
{
  JsonObject *print = self->print;
  JsonObject *device = sim_json_get_object (print, "device");
  JsonArray *infos = sim_machine_get_extruder_infos (self);
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

void
sim_machine_heat (SimMachine *self, double nozzle, double bed, double chamber)
{
  gboolean closed = g_str_equal (sim_json_get_string (self->profile->data, "body", ""), "closed");

  sim_heater_set_target (&self->nozzles[self->active], nozzle);
  sim_heater_set_target (&self->bed, bed);
  sim_heater_set_target (&self->chamber, chamber);
  self->chamber.ambient = bed > 50 && closed ? CLOSED_CHAMBER : 25;
}

gboolean
sim_machine_heat_nozzle (SimMachine *self, int extruder, double celsius)
{
  if (extruder < -1 || extruder >= (int) self->n_nozzles)
    return FALSE;

  sim_heater_set_target (&self->nozzles[extruder < 0 ? self->active : (guint) extruder], celsius);

  return TRUE;
}

void
sim_machine_heat_bed (SimMachine *self, double celsius)
{
  sim_heater_set_target (&self->bed, celsius);
}

gboolean
sim_machine_heat_chamber (SimMachine *self, double celsius)
{
  if (self->profile->chamber_max <= 0)
    return FALSE;

  sim_heater_set_target (&self->chamber, celsius < CHAMBER_HEATS_FROM ? 0 : celsius);

  return TRUE;
}

const char *
sim_machine_get_material (SimMachine *self, guint extruder)
{
  SimSlot slot = sim_machine_get_loaded (self, extruder);

  return sim_json_get_string (sim_ams_find_tray (self->print, slot.unit, slot.slot), "tray_type",
                              "");
}
