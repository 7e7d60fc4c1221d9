/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-machine-private.h"

#include <math.h>

#include "sim-ams.h"
#include "sim-dryer.h"
#include "sim-json.h"

#define CHECKING_SECONDS 5
#define STOPPING_SECONDS 3

static void
write_dryer_reasons (SimMachine *self)
{
  JsonArray *units = sim_ams_get_units (self->print);

  for (guint i = 0; units != NULL && i < json_array_get_length (units); i++)
    {
      JsonObject *unit = json_array_get_object_element (units, i);
      g_autoptr (JsonArray) reasons = json_array_new ();
      gint64 id = sim_json_get_int (unit, "id", -1);

      if (!sim_dryer_is_there (unit))
        continue;

      if (sim_machine_has_job (self))
        json_array_add_int_element (reasons, SIM_DRYER_REASON_JOB);
      if (self->change.step != SIM_CHANGE_NONE || self->insertion != NULL)
        json_array_add_int_element (reasons, SIM_DRYER_REASON_BUSY);
      for (guint j = 0; j < self->n_nozzles; j++)
        if (self->loaded[j].unit == id)
          json_array_add_int_element (reasons, SIM_DRYER_REASON_FILAMENT);
      if (sim_dryer_is_running (unit))
        json_array_add_int_element (reasons, SIM_DRYER_REASON_DRIES);
      sim_dryer_set_reasons (unit, reasons);
    }
}

void
sim_machine_advance_dryers (SimMachine *self, double seconds)
{
  write_dryer_reasons (self);
  self->warm_seconds += seconds;
  if (self->warm_seconds >= SIM_DRYER_STEP_SECONDS)
    {
      sim_dryer_warm (self->print, (int) (self->warm_seconds / SIM_DRYER_STEP_SECONDS));
      self->warm_seconds = fmod (self->warm_seconds, SIM_DRYER_STEP_SECONDS);
    }
  self->dry_seconds += seconds;
  if (self->dry_seconds >= 60)
    {
      sim_dryer_count_down (self->print, (int) (self->dry_seconds / 60));
      self->dry_seconds = fmod (self->dry_seconds, 60);
    }
}

void
sim_machine_cool_dryers (SimMachine *self)
{
  JsonArray *units = sim_ams_get_units (self->print);

  for (guint i = 0; units != NULL && i < json_array_get_length (units); i++)
    sim_dryer_cool (json_array_get_object_element (units, i));
}

static void
start_drying (SimMachine *self, int unit, int unused)
{
  sim_dryer_start (sim_ams_find_unit (self->print, unit));
}

static void
cool_down (SimMachine *self, int unit, int unused)
{
  sim_dryer_cool (sim_ams_find_unit (self->print, unit));
}

gboolean
sim_machine_start_drying (SimMachine *self, int unit, const char *filament, int celsius, int hours)
{
  JsonObject *found = sim_ams_find_unit (self->print, unit);
  JsonArray *reasons;

  write_dryer_reasons (self);
  reasons = sim_json_get_array (found, "dry_sf_reason");
  if (reasons == NULL || json_array_get_length (reasons) > 0 || !sim_dryer_is_there (found))
    return FALSE;

  sim_dryer_check (found, filament, celsius, hours);
  sim_machine_later (self, CHECKING_SECONDS, start_drying, unit, 0);

  return TRUE;
}

gboolean
sim_machine_stop_drying (SimMachine *self, int unit)
{
  JsonObject *found = sim_ams_find_unit (self->print, unit);

  if (found == NULL || !sim_dryer_is_running (found))
    return FALSE;

  sim_dryer_stop (found);
  sim_machine_later (self, STOPPING_SECONDS, cool_down, unit, 0);

  return TRUE;
}
