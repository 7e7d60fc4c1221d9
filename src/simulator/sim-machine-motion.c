/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-machine-private.h"

#include "sim-flags.h"
#include "sim-json.h"

#define HOMING_SECONDS 10
#define SWITCHING_SECONDS 5
#define COLD_BELOW 170 /* °C; no filament is pushed */

#define STAGE_HOMING 13

#define EXTRUDER_CURRENT_SHIFT 4
#define EXTRUDER_TARGET_SHIFT 8
#define EXTRUDER_SWITCHING_SHIFT 12
#define EXTRUDER_LOADING_SHIFT 15
#define EXTRUDER_BUSY_BIT 19

static gboolean
stands_still (SimMachine *self)
{
  return !sim_machine_is_busy (self);
}

static void
set_homed (SimMachine *self, gboolean homed)
{
  for (guint axis = SIM_AXIS_X; axis <= SIM_AXIS_Z; axis++)
    sim_flags_set_home (self->print, axis, homed);
}

static void
arrive_home (SimMachine *self, int first, int second)
{
  self->motion_stage = 0;
  for (guint axis = SIM_AXIS_X; axis <= SIM_AXIS_Z; axis++)
    self->position[axis] = 0;
  set_homed (self, TRUE);
}

gboolean
sim_machine_home (SimMachine *self)
{
  if (!stands_still (self))
    return FALSE;

  self->motion_stage = STAGE_HOMING;
  set_homed (self, FALSE);
  sim_machine_later (self, HOMING_SECONDS, arrive_home, 0, 0);

  return TRUE;
}

gboolean
sim_machine_jog (SimMachine *self, SimAxis axis, double millimetres)
{
  if (!stands_still (self))
    return FALSE;

  self->position[axis] += millimetres;

  return TRUE;
}

gboolean
sim_machine_extrude (SimMachine *self, int extruder, double millimetres)
{
  guint used = extruder < 0 ? self->active : (guint) extruder;

  if (used >= self->n_nozzles || (!stands_still (self) && !sim_machine_is_paused (self)))
    return FALSE;

  if (self->nozzles[used].current >= COLD_BELOW)
    self->position[SIM_AXIS_EXTRUDER] += millimetres;

  return TRUE;
}

gboolean
sim_machine_release_motors (SimMachine *self)
{
  if (!stands_still (self))
    return FALSE;

  set_homed (self, FALSE);

  return TRUE;
}

static void
arrive_at_extruder (SimMachine *self, int extruder, int unused)
{
  self->active = (guint) extruder;
}

gboolean
sim_machine_select_extruder (SimMachine *self, int extruder)
{
  if (extruder < 0 || extruder >= (int) self->n_nozzles || !stands_still (self))
    return FALSE;

  self->next_active = (guint) extruder;
  sim_machine_later (self, SWITCHING_SECONDS, arrive_at_extruder, extruder, 0);

  return TRUE;
}

double
sim_machine_get_position (SimMachine *self, SimAxis axis)
{
  return self->position[axis];
}

void
sim_machine_write_extruder (SimMachine *self)
{
  JsonObject *extruder = sim_json_find (self->print, "device", "extruder", NULL);
  gboolean loading = self->change.step != SIM_CHANGE_NONE;
  guint state = self->n_nozzles | self->active << EXTRUDER_CURRENT_SHIFT
                | self->next_active << EXTRUDER_TARGET_SHIFT;

  if (self->next_active != self->active)
    state |= 1u << EXTRUDER_SWITCHING_SHIFT;
  if (loading)
    state |= self->change.extruder << EXTRUDER_LOADING_SHIFT | 1u << EXTRUDER_BUSY_BIT;
  if (extruder != NULL)
    sim_json_put_int (extruder, "state", state);
}
