/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-machine-private.h"

#include <math.h>

#include "sim-ams.h"
#include "sim-flags.h"
#include "sim-json.h"

#define JOB_SECONDS (140 * 60)
#define JOB_LAYERS 240
#define JOB_OBJECTS 8
#define MAX_SKIPPED 64
#define STAGE_SECONDS 12
#define PREPARE_PERCENT_PER_SECOND 20

#define STAGE_PREHEATING_BED 2
#define STAGE_HEATING_NOZZLE 7
#define STAGE_HOMING 13
#define STAGE_HEATING_CHAMBER 49

#define CFG_SPEED_SHIFT 8

#define CALIBRATION_FILE "/usr/etc/print/auto_cali_for_user.gcode"

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

/* By the bits of `calibration` (protocol/mqtt-commands.md §3). */
static const int calibration_stages[] = { 12, 1, 3, 25, 39, 40, 65 };

void
sim_machine_init_job (SimMachine *self)
{
  self->job = (SimJob) {
    .state = SIM_STATE_IDLE,
    .length = JOB_SECONDS,
    .speed = 2,
    .layers = JOB_LAYERS,
    .stages = g_array_new (FALSE, FALSE, sizeof (int)),
    .uses = g_array_new (FALSE, FALSE, sizeof (SimUse)),
  };
}

void
sim_machine_clear_job (SimMachine *self)
{
  g_clear_pointer (&self->job.stages, g_array_unref);
  g_clear_pointer (&self->job.uses, g_array_unref);
  g_clear_pointer (&self->job.objects, g_array_unref);
}

gboolean
sim_machine_has_job (SimMachine *self)
{
  return self->job.state == SIM_STATE_PREPARE || self->job.state == SIM_STATE_RUNNING
         || self->job.state == SIM_STATE_PAUSE;
}

gboolean
sim_machine_is_paused (SimMachine *self)
{
  return self->job.state == SIM_STATE_PAUSE;
}

gboolean
sim_machine_is_busy (SimMachine *self)
{
  return sim_machine_has_job (self) || self->motion_stage != 0
         || self->change.step != SIM_CHANGE_NONE || self->active != self->next_active;
}

static gboolean
is_calibration (SimJob *job)
{
  return job->length <= 0;
}

/* What it does now stands before what the job is at. */
static int
get_stage (SimMachine *self)
{
  SimJob *job = &self->job;

  if (self->change.step != SIM_CHANGE_NONE)
    return sim_machine_get_change_stage (self);
  if (self->motion_stage != 0)
    return self->motion_stage;
  if (job->state == SIM_STATE_PAUSE)
    return job->pause_stage;
  if (job->state != SIM_STATE_RUNNING && job->state != SIM_STATE_PREPARE)
    return self->profile->idle_stage;
  if (job->stage_index < job->stages->len)
    return g_array_index (job->stages, int, job->stage_index);

  return 0;
}

static int
get_percent (SimJob *job)
{
  if (!is_calibration (job))
    return (int) (job->done * 100 / job->length);

  return job->state == SIM_STATE_FINISH
             ? 100
             : (int) (MIN (job->stage_index, job->stages->len) * 100 / MAX (job->stages->len, 1));
}

static void
get_layers (SimJob *job, int *layer, int *layers)
{
  gboolean prints = job->state != SIM_STATE_IDLE && !is_calibration (job);

  *layers = prints ? job->layers : 0;
  *layer = prints ? (int) (job->done / job->length * job->layers) : 0;
  if (prints && job->done > 0)
    *layer = CLAMP (*layer, MIN (1, job->layers), job->layers);
}

void
sim_machine_write_job (SimMachine *self)
{
  SimJob *job = &self->job;
  JsonObject *print = self->print;
  JsonObject *d3 = sim_json_get_object (print, "3D");
  int percent = get_percent (job);
  double left = job->length - job->done;
  gboolean open = job->state != SIM_STATE_IDLE && job->state != SIM_STATE_FINISH;
  int minutes = open ? (int) ceil (left / 60 / speeds[job->speed - 1].factor) : 0;
  int layer;
  int layers;

  get_layers (job, &layer, &layers);
  sim_json_put_string (print, "gcode_state", state_words[job->state]);
  sim_json_put_int (print, "stg_cur", get_stage (self));
  sim_json_put_int (print, "mc_percent", percent);
  sim_json_put_int (print, "percent", percent);
  sim_json_put_int (print, "mc_remaining_time", minutes);
  sim_json_put_int (print, "remain_time", minutes);
  sim_json_put_int (print, "gcode_file_prepare_percent", (gint64) job->prepared);
  sim_json_put_int (print, "prepare_per", (gint64) job->prepared);
  sim_json_put_int (print, "layer_num", layer);
  sim_json_put_int (print, "total_layer_num", layers);
  sim_json_put_int (d3, "layer_num", layer);
  sim_json_put_int (d3, "total_layer_num", layers);
  sim_json_put_int (print, "mc_print_stage",
                    job->state == SIM_STATE_RUNNING || job->state == SIM_STATE_PAUSE ? 2 : 1);
}

static const char *
get_idle_print_type (SimMachine *self)
{
  return sim_json_get_string (json_object_get_object_member (self->profile->data, "print"),
                              "print_type", "idle");
}

void
sim_machine_end_job (SimMachine *self, SimState state)
{
  self->job.state = state;
  self->job.next = SIM_TRANSITION_NONE;
  self->job.waits = FALSE;
  for (guint i = 0; i < SIM_FAN_NUMBERS; i++)
    self->fans[i] = 0;
  sim_machine_heat (self, 0, 0, 0);
  for (guint i = 0; i < self->n_nozzles; i++)
    sim_machine_heat_nozzle (self, (int) i, 0);
  sim_json_put_string (self->print, "print_type", get_idle_print_type (self));
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
      return self->job.stage_seconds >= STAGE_SECONDS;
    }
}

/* The job sets the fans where its G-code does; what the user sets then lasts. */
static void
advance_layers (SimMachine *self, double seconds)
{
  SimJob *job = &self->job;

  if (job->done <= 0)
    sim_machine_set_fan (self, SIM_FAN_CHAMBER, 30);
  job->done += seconds * speeds[job->speed - 1].factor;
  if (job->use_index < (guint) (job->done / job->length * job->uses->len)
      && job->use_index + 1 < job->uses->len)
    sim_machine_use (self, job->use_index + 1);
  if (!job->first_layer_done && job->done > job->length / MAX (job->layers, 1))
    {
      job->first_layer_done = TRUE;
      sim_machine_set_fan (self, SIM_FAN_PART, 100);
      sim_machine_set_fan (self, SIM_FAN_AUX, 60);
      sim_machine_set_fan (self, SIM_FAN_SECOND_AUX, 60);
    }
}

static void
advance_running (SimMachine *self, double seconds)
{
  SimJob *job = &self->job;

  if (job->stage_index < job->stages->len)
    {
      job->stage_seconds += seconds;
      if (is_stage_over (self))
        {
          job->stage_index++;
          job->stage_seconds = 0;
        }
      return;
    }

  if (!sim_heater_is_settled (&self->nozzles[self->active]))
    return;

  if (!is_calibration (job))
    advance_layers (self, seconds);
  if (job->done >= job->length)
    {
      job->done = job->length;
      sim_machine_end_job (self, SIM_STATE_FINISH);
    }
}

void
sim_machine_advance_job (SimMachine *self, double seconds)
{
  SimJob *job = &self->job;

  sim_machine_advance_transition (self, seconds);
  if (job->state == SIM_STATE_PREPARE)
    {
      job->prepared =
          MIN (job->prepared + seconds * PREPARE_PERCENT_PER_SECOND, job->waits ? 99 : 100);
      if (job->prepared >= 100)
        job->state = SIM_STATE_RUNNING;
    }
  else if (job->state == SIM_STATE_RUNNING)
    advance_running (self, seconds);
}

static SimSlot
get_job_slot (SimMachine *self)
{
  JsonArray *loaded =
      sim_json_get_array (self->profile->data, self->active == 1 ? "loaded_left" : "loaded");
  SimSlot slot = self->loaded[self->active];

  if (slot.unit < 0 && loaded != NULL)
    slot = (SimSlot) { .unit = (int) json_array_get_int_element (loaded, 0),
                       .slot = (int) json_array_get_int_element (loaded, 1) };

  return slot;
}

void
sim_machine_name_job (SimMachine *self, const char *name, const char *file, const char *print_type)
{
  sim_json_put_string (self->print, "subtask_name", name);
  sim_json_put_string (self->print, "gcode_file", file);
  sim_json_put_string (self->print, "file", file);
  sim_json_put_string (self->print, "print_type", print_type);
}

void
sim_machine_begin_job (SimMachine *self, double length)
{
  SimJob *job = &self->job;

  job->state = SIM_STATE_PREPARE;
  job->length = length;
  job->next = SIM_TRANSITION_NONE;
  job->prepared = 0;
  job->stage_index = 0;
  job->stage_seconds = 0;
  job->done = 0;
  job->first_layer_done = FALSE;
  job->layers = JOB_LAYERS;
  job->waits = FALSE;
  g_array_set_size (job->stages, 0);
  g_array_set_size (job->uses, 0);
  g_clear_pointer (&job->objects, g_array_unref);
  sim_machine_clear_error (self, 0);
  if (json_object_has_member (self->print, "s_obj"))
    json_object_set_array_member (self->print, "s_obj", json_array_new ());
}

static void
write_stages (SimMachine *self)
{
  JsonArray *stages = json_array_new ();

  for (guint i = 0; i < self->job.stages->len; i++)
    json_array_add_int_element (stages, g_array_index (self->job.stages, int, i));
  json_object_set_array_member (self->print, "stg", stages);
}

/* As if it ran for long: hot, and all that its G-code set is set. */
static void
skip_ahead (SimMachine *self, int percent)
{
  SimJob *job = &self->job;

  job->state = SIM_STATE_RUNNING;
  job->prepared = 100;
  job->stage_index = job->stages->len;
  self->nozzles[self->active].current = self->nozzles[self->active].target;
  self->bed.current = self->bed.target;
  self->chamber.current = MAX (self->chamber.target, self->chamber.ambient);
  advance_layers (self, 0);
  job->done = job->length * MIN (percent + 0.01, 99.9) / 100;
}

void
sim_machine_heat_for_filament (SimMachine *self)
{
  guint material = 0;

  for (guint i = 0; i < G_N_ELEMENTS (materials); i++)
    if (g_str_equal (materials[i].material, sim_machine_get_material (self, self->active)))
      material = i;
  sim_machine_heat (self, materials[material].nozzle, materials[material].bed,
                    materials[material].chamber);
}

void
sim_machine_warm_up (SimMachine *self)
{
  JsonArray *stages = json_object_get_array_member (self->profile->data, "stages");

  sim_machine_heat_for_filament (self);
  for (guint i = 0; i < json_array_get_length (stages); i++)
    {
      int stage = (int) json_array_get_int_element (stages, i);

      g_array_append_val (self->job.stages, stage);
    }
  write_stages (self);
}

void
sim_machine_start_job (SimMachine *self, const char *name, int percent)
{
  gboolean np = json_object_has_member (self->print, "device");
  g_autofree char *file =
      np ? g_strdup ("/data/Metadata/plate_1.gcode") : g_strconcat (name, ".gcode.3mf", NULL);

  sim_machine_load (self, self->active, get_job_slot (self));
  sim_machine_name_job (self, name, file, "local");
  sim_machine_begin_job (self, JOB_SECONDS);
  sim_machine_warm_up (self);
  if (percent > 0)
    skip_ahead (self, percent);
  sim_machine_advance (self, 0);
}

gboolean
sim_machine_calibrate (SimMachine *self, guint options)
{
  int homing = STAGE_HOMING;

  if (sim_machine_is_busy (self) || options == 0
      || options >> G_N_ELEMENTS (calibration_stages) != 0)
    return FALSE;

  sim_machine_name_job (self, "auto_cali_for_user", CALIBRATION_FILE, "system");
  sim_machine_begin_job (self, 0);
  g_array_append_val (self->job.stages, homing);
  for (guint i = 0; i < G_N_ELEMENTS (calibration_stages); i++)
    if (options >> i & 1)
      g_array_append_val (self->job.stages, calibration_stages[i]);
  write_stages (self);
  self->job.state = SIM_STATE_RUNNING;
  self->job.prepared = 100;

  return TRUE;
}

gboolean
sim_machine_set_speed (SimMachine *self, int level)
{
  if (level < 1 || level > (int) G_N_ELEMENTS (speeds) || !sim_machine_has_job (self))
    return FALSE;

  self->job.speed = level;
  sim_json_put_int (self->print, "spd_lvl", level);
  sim_json_put_int (self->print, "spd_mag", speeds[level - 1].percent);
  sim_flags_set_cfg_field (self->print, CFG_SPEED_SHIFT, 3, (guint) level);

  return TRUE;
}

static gboolean
contains (JsonArray *array, gint64 value)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (json_array_get_int_element (array, i) == value)
      return TRUE;

  return FALSE;
}

static gboolean
has_object (SimJob *job, gint64 id)
{
  for (guint i = 0; job->objects != NULL && i < job->objects->len; i++)
    if (g_array_index (job->objects, int, i) == id)
      return TRUE;

  return job->objects == NULL;
}

gboolean
sim_machine_skip_objects (SimMachine *self, JsonArray *ids)
{
  JsonArray *old = sim_json_get_array (self->print, "s_obj");
  g_autoptr (JsonArray) skipped = json_array_new ();

  if (old == NULL || ids == NULL || !sim_machine_has_job (self) || is_calibration (&self->job)
      || json_array_get_length (ids) == 0 || json_array_get_length (ids) > MAX_SKIPPED)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (old); i++)
    json_array_add_int_element (skipped, json_array_get_int_element (old, i));
  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      JsonNode *node = json_array_get_element (ids, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
        return FALSE;
      if (!has_object (&self->job, json_node_get_int (node)))
        return FALSE;
      if (!contains (skipped, json_node_get_int (node)))
        json_array_add_int_element (skipped, json_node_get_int (node));
    }
  /* One has to be left to print. */
  if (json_array_get_length (skipped)
      >= (self->job.objects != NULL ? self->job.objects->len : JOB_OBJECTS))
    return FALSE;

  json_object_set_array_member (self->print, "s_obj", g_steal_pointer (&skipped));

  return TRUE;
}
