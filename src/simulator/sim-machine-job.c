/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-machine-private.h"

#include <math.h>

#include "sim-ams.h"
#include "sim-json.h"

#define JOB_SECONDS (140 * 60)
#define JOB_LAYERS 240
#define STAGE_SECONDS 12
#define PREPARE_PERCENT_PER_SECOND 20
#define CANCELLED_ERROR 50348044 /* 0300-400C, shown for two seconds after a cancelled job */
#define CANCELLED_SECONDS 2

#define STAGE_PREHEATING_BED 2
#define STAGE_HEATING_NOZZLE 7
#define STAGE_HEATING_CHAMBER 49
#define STAGE_PAUSED_BY_USER 16

#define CFG_SPEED_SHIFT 8

static const char *const state_words[] = {
  "IDLE", "PREPARE", "RUNNING", "PAUSE", "FINISH", "FAILED"
};

static const struct
{
  const char *material;
  double nozzle;
  double bed;
  double chamber;
} materials[] = {
  { "PLA", 220, 60, 0 },     { "PETG", 250, 70, 0 }, { "ABS", 270, 100, 60 },
  { "PA-CF", 290, 100, 60 }, { "TPU", 230, 40, 0 },
};

static const struct
{
  int percent;
  double factor;
} speeds[] = { { 50, 0.5 }, { 100, 1 }, { 124, 1.24 }, { 166, 1.66 } };

static const int *
get_layers (SimMachine *self, int layers[2])
{
  gboolean job = self->state != SIM_STATE_IDLE;

  layers[1] = job ? JOB_LAYERS : 0;
  layers[0] = job ? (int) (self->done / JOB_SECONDS * JOB_LAYERS) : 0;
  if (self->done > 0)
    layers[0] = CLAMP (layers[0], 1, JOB_LAYERS);

  return layers;
}

static int
get_stage (SimMachine *self)
{
  JsonArray *stages = json_object_get_array_member (self->profile->data, "stages");

  if (self->state == SIM_STATE_PAUSE)
    return self->pause_stage;
  if (self->state != SIM_STATE_RUNNING && self->state != SIM_STATE_PREPARE)
    return self->profile->idle_stage;
  if (self->stage_index < json_array_get_length (stages))
    return (int) json_array_get_int_element (stages, self->stage_index);

  return 0;
}

void
sim_machine_write_job (SimMachine *self)
{
  JsonObject *print = self->print;
  JsonObject *d3 = sim_json_get_object (print, "3D");
  int percent = (int) (self->done * 100 / JOB_SECONDS);
  double left = JOB_SECONDS - self->done;
  gboolean job = self->state != SIM_STATE_IDLE;
  int minutes = job && self->state != SIM_STATE_FINISH
                    ? (int) ceil (left / 60 / speeds[self->speed - 1].factor)
                    : 0;
  int layers[2];

  get_layers (self, layers);
  sim_json_put_string (print, "gcode_state", state_words[self->state]);
  sim_json_put_int (print, "stg_cur", get_stage (self));
  sim_json_put_int (print, "mc_percent", percent);
  sim_json_put_int (print, "percent", percent);
  sim_json_put_int (print, "mc_remaining_time", minutes);
  sim_json_put_int (print, "remain_time", minutes);
  sim_json_put_int (print, "gcode_file_prepare_percent", (gint64) self->prepared);
  sim_json_put_int (print, "prepare_per", (gint64) self->prepared);
  sim_json_put_int (print, "layer_num", layers[0]);
  sim_json_put_int (print, "total_layer_num", layers[1]);
  sim_json_put_int (d3, "layer_num", layers[0]);
  sim_json_put_int (d3, "total_layer_num", layers[1]);
  sim_json_put_int (print, "mc_print_stage",
                    self->state == SIM_STATE_RUNNING || self->state == SIM_STATE_PAUSE ? 2 : 1);
  sim_json_put_int (print, "ams_status", self->state == SIM_STATE_RUNNING ? 768 : 0);
}

static void
end_job (SimMachine *self, SimState state)
{
  self->state = state;
  self->fan_part = self->fan_aux = self->fan_chamber = 0;
  sim_machine_set_targets (self, 0, 0, 0);
  sim_json_put_string (
      self->print, "print_type",
      sim_json_get_string (json_object_get_object_member (self->profile->data, "print"),
                           "print_type", "idle"));
}

/* Some stages last until something is hot, the others their time. */
static gboolean
is_stage_over (SimMachine *self)
{
  switch (get_stage (self))
    {
    case STAGE_PREHEATING_BED:
      return sim_heater_is_settled (&self->bed);
    case STAGE_HEATING_NOZZLE:
      return sim_heater_is_settled (&self->nozzles[self->active]);
    case STAGE_HEATING_CHAMBER:
      return sim_heater_is_settled (&self->chamber);
    default:
      return self->stage_seconds >= STAGE_SECONDS;
    }
}

static void
advance_running (SimMachine *self, double seconds)
{
  JsonArray *stages = json_object_get_array_member (self->profile->data, "stages");

  if (self->stage_index < json_array_get_length (stages))
    {
      self->stage_seconds += seconds;
      if (is_stage_over (self))
        {
          self->stage_index++;
          self->stage_seconds = 0;
        }
      return;
    }

  if (!sim_heater_is_settled (&self->nozzles[self->active]))
    return;

  self->done += seconds * speeds[self->speed - 1].factor;
  self->fan_part = self->done > JOB_SECONDS / JOB_LAYERS ? 100 : 0;
  self->fan_aux = self->has_aux && self->fan_part > 0 ? 60 : 0;
  self->fan_chamber = self->has_chamber ? 30 : 0;
  if (self->done >= JOB_SECONDS)
    {
      self->done = JOB_SECONDS;
      end_job (self, SIM_STATE_FINISH);
    }
}

void
sim_machine_advance_job (SimMachine *self, double seconds)
{
  if (self->state == SIM_STATE_PREPARE)
    {
      self->prepared = MIN (self->prepared + seconds * PREPARE_PERCENT_PER_SECOND, 100);
      if (self->prepared >= 100)
        self->state = SIM_STATE_RUNNING;
    }
  else if (self->state == SIM_STATE_RUNNING)
    advance_running (self, seconds);

  if (self->error_seconds > 0 && (self->error_seconds -= seconds) <= 0)
    sim_json_put_int (self->print, "print_error", 0);
}

static const char *
get_loaded_material (SimMachine *self, int *unit, int *slot)
{
  JsonArray *loaded =
      sim_json_get_array (self->profile->data, self->active == 1 ? "loaded_left" : "loaded");
  JsonObject *tray;

  *unit = loaded != NULL ? (int) json_array_get_int_element (loaded, 0) : -1;
  *slot = loaded != NULL ? (int) json_array_get_int_element (loaded, 1) : 0;
  tray = sim_ams_find_tray (self->print, *unit, *slot);

  return sim_json_get_string (tray, "tray_type", "PLA");
}

static void
name_job (SimMachine *self, const char *name)
{
  gboolean np = json_object_has_member (self->print, "device");
  g_autofree char *file =
      np ? g_strdup ("/data/Metadata/plate_1.gcode") : g_strconcat (name, ".gcode.3mf", NULL);

  sim_json_put_string (self->print, "subtask_name", name);
  sim_json_put_string (self->print, "gcode_file", file);
  sim_json_put_string (self->print, "file", file);
  sim_json_put_string (self->print, "print_type", "local");
}

void
sim_machine_start_job (SimMachine *self, const char *name, int percent)
{
  const char *material;
  int unit;
  int slot;

  material = get_loaded_material (self, &unit, &slot);
  sim_machine_set_targets (self, materials[0].nozzle, materials[0].bed, materials[0].chamber);
  for (guint i = 0; i < G_N_ELEMENTS (materials); i++)
    if (g_str_equal (materials[i].material, material))
      sim_machine_set_targets (self, materials[i].nozzle, materials[i].bed, materials[i].chamber);
  sim_ams_load (self->print, (int) self->active, unit, slot);
  name_job (self, name);
  sim_json_put_int (self->print, "print_error", 0);

  self->state = SIM_STATE_PREPARE;
  self->prepared = 0;
  self->stage_index = 0;
  self->stage_seconds = 0;
  self->done = 0;
  if (percent > 0)
    {
      self->state = SIM_STATE_RUNNING;
      self->prepared = 100;
      self->stage_index = G_MAXUINT;
      self->done = JOB_SECONDS * MIN (percent + 0.01, 99.9) / 100;
      self->nozzles[self->active].current = self->nozzles[self->active].target;
      self->bed.current = self->bed.target;
      self->chamber.current = MAX (self->chamber.target, self->chamber.ambient);
    }
  sim_machine_advance (self, 0);
}

gboolean
sim_machine_pause (SimMachine *self, int stage)
{
  if (self->state != SIM_STATE_RUNNING)
    return FALSE;

  self->state = SIM_STATE_PAUSE;
  self->pause_stage = stage;
  self->fan_part = 0;
  sim_machine_advance (self, 0);

  return TRUE;
}

gboolean
sim_machine_resume (SimMachine *self)
{
  if (self->state != SIM_STATE_PAUSE)
    return FALSE;

  self->state = SIM_STATE_RUNNING;
  sim_json_put_int (self->print, "print_error", 0);
  sim_machine_advance (self, 0);

  return TRUE;
}

gboolean
sim_machine_stop (SimMachine *self)
{
  if (self->state != SIM_STATE_RUNNING && self->state != SIM_STATE_PAUSE
      && self->state != SIM_STATE_PREPARE)
    return FALSE;

  end_job (self, SIM_STATE_FAILED);
  sim_json_put_int (self->print, "print_error", CANCELLED_ERROR);
  self->error_seconds = CANCELLED_SECONDS;
  sim_machine_advance (self, 0);

  return TRUE;
}

gboolean
sim_machine_set_speed (SimMachine *self, int level)
{
  if (level < 1 || level > (int) G_N_ELEMENTS (speeds))
    return FALSE;

  self->speed = level;
  sim_json_put_int (self->print, "spd_lvl", level);
  sim_json_put_int (self->print, "spd_mag", speeds[level - 1].percent);
  sim_machine_set_cfg_bits (self, 7 << CFG_SPEED_SHIFT, (guint64) level << CFG_SPEED_SHIFT);

  return TRUE;
}
