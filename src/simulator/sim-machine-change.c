/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-machine-private.h"

#include "sim-ams.h"
#include "sim-json.h"

#define DEFAULT_CELSIUS 220
#define EXTRUDES_FROM 170
#define HOT_CHAMBER 45 /* °C; what softens early is not fed */
#define LATER_SOFT 60
#define FED_SOFT 45

#define STATUS_CHANGE 0x100 /* main part of `ams_status` */
#define STATUS_READING 0x200
#define STATUS_ASSIST 0x300

#define STAGE_CHANGING 4
#define STAGE_UNLOADING 22
#define STAGE_LOADING 24

/* 07xx-8006: the filament does not come through; the AMS HT has a family of its own. */
#define ERROR_AMS 0x07008006u
#define ERROR_HT 0x18008006u
#define ERROR_EXTERNAL 0x07ff8006u
#define FIRST_HT 128

static const SimSlot nothing = { .unit = -1 };

/* Seconds of each step; those of 0 end otherwise. */
static const double durations[] = {
  [SIM_CHANGE_HEAT] = 0, [SIM_CHANGE_CUT] = 4,     [SIM_CHANGE_PULL] = 8,
  [SIM_CHANGE_PUSH] = 8, [SIM_CHANGE_CONFIRM] = 0, [SIM_CHANGE_PURGE] = 10,
};

static gboolean
is_external (SimSlot slot)
{
  return slot.unit == SIM_EXTERNAL_MAIN || slot.unit == SIM_EXTERNAL_DEPUTY;
}

static gboolean
softens_early (const char *material)
{
  return g_str_has_prefix (material, "PLA") || g_str_has_prefix (material, "TPU")
         || g_str_has_prefix (material, "PVA");
}

int
sim_machine_get_soft_temperature (const char *material)
{
  return softens_early (material) ? FED_SOFT : LATER_SOFT;
}

SimSlot
sim_machine_get_loaded (SimMachine *self, guint extruder)
{
  return extruder < self->n_nozzles ? self->loaded[extruder] : nothing;
}

static void
arrive (SimMachine *self, guint extruder, SimSlot slot)
{
  self->loaded[extruder] = slot;
  sim_ams_load (self->print, (int) extruder, slot.unit, slot.slot);
}

void
sim_machine_load (SimMachine *self, guint extruder, SimSlot slot)
{
  sim_ams_aim (self->print, (int) extruder, slot.unit, slot.slot);
  arrive (self, extruder, slot);
}

int
sim_machine_get_change_stage (SimMachine *self)
{
  switch (self->change.step)
    {
    case SIM_CHANGE_HEAT:
      return STAGE_CHANGING;
    case SIM_CHANGE_CUT:
    case SIM_CHANGE_PULL:
      return STAGE_UNLOADING;
    case SIM_CHANGE_PUSH:
    case SIM_CHANGE_CONFIRM:
    case SIM_CHANGE_PURGE:
      return STAGE_LOADING;
    case SIM_CHANGE_NONE:
    default:
      return 0;
    }
}

static void
end_change (SimMachine *self)
{
  self->change.step = SIM_CHANGE_NONE;
  if (!sim_machine_has_job (self))
    sim_machine_heat_nozzle (self, (int) self->change.extruder, 0);
}

static SimChangeStep
get_next_step (const SimChange *change)
{
  SimChangeStep load = change->to.unit < 0 ? SIM_CHANGE_NONE : SIM_CHANGE_PUSH;

  switch (change->step)
    {
    case SIM_CHANGE_HEAT:
      return change->from.unit < 0 ? load : SIM_CHANGE_CUT;
    case SIM_CHANGE_CUT:
      return SIM_CHANGE_PULL;
    case SIM_CHANGE_PULL:
      return load;
    case SIM_CHANGE_PUSH:
      return is_external (change->to) ? SIM_CHANGE_CONFIRM : SIM_CHANGE_PURGE;
    case SIM_CHANGE_CONFIRM:
      return SIM_CHANGE_PURGE;
    case SIM_CHANGE_PURGE:
    case SIM_CHANGE_NONE:
    default:
      return SIM_CHANGE_NONE;
    }
}

static guint32
get_error (SimSlot slot)
{
  if (is_external (slot))
    return ERROR_EXTERNAL;

  return slot.unit >= FIRST_HT ? ERROR_HT | (guint32) (slot.unit - FIRST_HT) << 16
                               : ERROR_AMS | (guint32) slot.unit << 16;
}

static void
step_on (SimMachine *self)
{
  SimChange *change = &self->change;

  if (change->step == SIM_CHANGE_PUSH && change->fails)
    {
      change->waiting = TRUE;
      sim_machine_raise_error (self, get_error (change->to), 0);
      return;
    }

  if (change->step == SIM_CHANGE_PULL)
    arrive (self, change->extruder, nothing);
  if (change->step == SIM_CHANGE_PUSH)
    arrive (self, change->extruder, change->to);

  change->step = get_next_step (change);
  change->seconds = 0;
  /* The user looks whether it comes out. */
  change->waiting = change->step == SIM_CHANGE_CONFIRM;
  if (change->step == SIM_CHANGE_NONE)
    end_change (self);
}

void
sim_machine_advance_change (SimMachine *self, double seconds)
{
  SimChange *change = &self->change;
  gboolean over;

  if (change->step == SIM_CHANGE_NONE || change->waiting)
    return;

  change->seconds += seconds;
  over = change->step == SIM_CHANGE_HEAT ? sim_heater_is_settled (&self->nozzles[change->extruder])
                                         : change->seconds >= durations[change->step];
  if (over)
    step_on (self);
}

void
sim_machine_abort_change (SimMachine *self)
{
  SimSlot slot = self->loaded[self->change.extruder];

  if (self->change.step == SIM_CHANGE_NONE)
    return;

  sim_ams_aim (self->print, (int) self->change.extruder, slot.unit, slot.slot);
  end_change (self);
}

static double
get_wanted_celsius (SimMachine *self, SimSlot slot)
{
  JsonObject *tray = sim_ams_find_tray (self->print, slot.unit, slot.slot);
  gint64 min = sim_json_get_int (tray, "nozzle_temp_min", 0);
  gint64 max = sim_json_get_int (tray, "nozzle_temp_max", 0);

  return max > 0 ? (double) (min + max) / 2 : DEFAULT_CELSIUS;
}

/* What an AMS that dries, or a hot chamber, would make soft. */
static int
find_heat_error (SimMachine *self, SimSlot slot)
{
  JsonObject *unit = sim_ams_find_unit (self->print, slot.unit);
  JsonObject *tray = sim_ams_find_tray (self->print, slot.unit, slot.slot);
  const char *material = sim_json_get_string (tray, "tray_type", "");

  if (unit != NULL
      && g_ascii_strtod (sim_json_get_string (unit, "temp", "0"), NULL)
             > sim_machine_get_soft_temperature (material))
    return SIM_CHANGE_ERROR_AMS;
  if (softens_early (material) && self->chamber.current > HOT_CHAMBER)
    return SIM_CHANGE_ERROR_CHAMBER;

  return 0;
}

/* A paused job allows it, a running one does it by itself. */
static gboolean
can_change (SimMachine *self, int extruder)
{
  if (extruder < 0 || extruder >= (int) self->n_nozzles || self->insertion != NULL)
    return FALSE;

  return sim_machine_is_paused (self) ? self->change.step == SIM_CHANGE_NONE
                                      : !sim_machine_is_busy (self);
}

gboolean
sim_machine_change_filament (
    SimMachine *self, int extruder, SimSlot to, double celsius, gboolean fails, int *error)
{
  JsonObject *tray = sim_ams_find_tray (self->print, to.unit, to.slot);
  SimSlot from;

  *error = 0;
  if (extruder < 0)
    extruder = to.unit < 0 ? (int) self->active : sim_ams_get_extruder (self->print, to.unit);
  if (!can_change (self, extruder))
    return FALSE;
  if (to.unit >= 0 && (tray == NULL || !sim_ams_is_present (tray)))
    return FALSE;

  *error = to.unit >= 0 ? find_heat_error (self, to) : 0;
  if (*error != 0)
    return FALSE;

  from = self->loaded[extruder];
  if (from.unit == to.unit && (from.slot == to.slot || from.unit < 0))
    return TRUE;

  if (celsius < EXTRUDES_FROM)
    celsius = MAX (from.unit < 0 ? 0 : get_wanted_celsius (self, from),
                   to.unit < 0 ? 0 : get_wanted_celsius (self, to));
  self->change = (SimChange) {
    .step = SIM_CHANGE_HEAT, .fails = fails, .extruder = (guint) extruder, .from = from, .to = to
  };
  sim_ams_aim (self->print, extruder, to.unit, to.slot);
  sim_machine_heat_nozzle (self, extruder, celsius);

  return TRUE;
}

gboolean
sim_machine_control_change (SimMachine *self, const char *what)
{
  SimChange *change = &self->change;

  /* What the AMS made a job wait for. */
  if (change->step == SIM_CHANGE_NONE)
    return g_str_equal (what, "resume") && sim_machine_request (self, SIM_TRANSITION_RESUME);

  if (g_str_equal (what, "pause"))
    change->waiting = TRUE;
  else if (g_str_equal (what, "resume") && change->waiting && change->step != SIM_CHANGE_CONFIRM)
    {
      sim_machine_clear_error (self, 0);
      change->waiting = FALSE;
      change->fails = FALSE;
      change->seconds = 0;
    }
  else if (g_str_equal (what, "done") && change->step == SIM_CHANGE_CONFIRM)
    step_on (self);
  else if (g_str_equal (what, "reset") || g_str_equal (what, "abort"))
    {
      sim_machine_clear_error (self, 0);
      sim_machine_abort_change (self);
    }
  else
    return FALSE;

  return TRUE;
}

void
sim_machine_write_ams (SimMachine *self)
{
  JsonObject *info =
      sim_json_find_by_id (sim_machine_get_extruder_infos (self), self->change.extruder);
  int status = 0;

  if (self->change.step != SIM_CHANGE_NONE)
    status = STATUS_CHANGE | (int) self->change.step;
  else if (self->insertion != NULL)
    status = STATUS_READING;
  else if (self->job.state == SIM_STATE_RUNNING)
    status = STATUS_ASSIST;

  sim_json_put_int (self->print, "ams_status", status);
  sim_json_put_int (self->print, "ams_rfid_status", self->insertion != NULL ? 1 : 0);
  if (info != NULL)
    sim_json_put_int (info, "stat", status);
}
