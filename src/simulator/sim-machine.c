/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-machine.h"

#include <math.h>

#include "sim-ams.h"
#include "sim-heater.h"
#include "sim-json.h"

#define JOB_SECONDS (140 * 60)
#define JOB_LAYERS 240
#define STAGE_SECONDS 12
#define PREPARE_PERCENT_PER_SECOND 20
#define CANCELLED_ERROR 50348044 /* 0300-400C, shown for two seconds after a cancelled job */
#define CANCELLED_SECONDS 2
#define WIFI_SECONDS 6
#define WIRED_DBM -90

#define STAGE_PREHEATING_BED 2
#define STAGE_HEATING_NOZZLE 7
#define STAGE_HEATING_CHAMBER 49
#define STAGE_PAUSED_BY_USER 16

#define CFG_LIGHT_BIT 7
#define CFG_SPEED_SHIFT 8

typedef enum
{
  SIM_STATE_IDLE,
  SIM_STATE_PREPARE,
  SIM_STATE_RUNNING,
  SIM_STATE_PAUSE,
  SIM_STATE_FINISH,
  SIM_STATE_FAILED,
} SimState;

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

/* A spool is drawn in, its tag read, then it is known. */
static const struct
{
  double seconds;
  SimTrayState state;
} insertion_steps[] = {
  { 0, SIM_TRAY_FEEDING },
  { 2, SIM_TRAY_READING },
  { 4, SIM_TRAY_READ },
};

#define INSERTION_SECONDS 6

typedef struct
{
  char *serial;
  char *spool;
  int unit;
  int slot;
  double age;
  int step;
} Insertion;

struct _SimMachine
{
  const SimProfile *profile;
  JsonObject *print;
  GRand *rand;

  SimHeater nozzles[2];
  guint n_nozzles;
  guint active;
  SimHeater bed;
  SimHeater chamber;

  int fan_part;
  int fan_aux;
  int fan_chamber;
  gboolean has_aux;
  gboolean has_chamber;
  int wifi_dbm;
  double wifi_age;
  double dry_seconds;

  SimState state;
  double prepared;
  guint stage_index;
  double stage_seconds;
  int pause_stage;
  double done;
  int speed;
  double error_seconds;

  Insertion *insertion; /* under way */
};

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

static void
insertion_free (Insertion *self)
{
  g_free (self->serial);
  g_free (self->spool);
  g_free (self);
}

void
sim_machine_free (SimMachine *self)
{
  g_clear_pointer (&self->insertion, insertion_free);
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

static void
write_job (SimMachine *self)
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
write_wifi (SimMachine *self)
{
  char text[16];

  g_snprintf (text, sizeof text, "%ddBm", self->wifi_dbm);
  sim_json_put_string (self->print, "wifi_signal", text);
}

static void
set_targets (SimMachine *self, double nozzle, double bed, double chamber)
{
  self->nozzles[self->active].target = MIN (nozzle, self->profile->nozzle_max);
  self->bed.target = MIN (bed, self->profile->bed_max);
  self->chamber.target = MIN (chamber, self->profile->chamber_max);
  self->chamber.ambient = bed > 50 && self->has_chamber ? 34 : 25;
}

static void
end_job (SimMachine *self, SimState state)
{
  self->state = state;
  self->fan_part = self->fan_aux = self->fan_chamber = 0;
  set_targets (self, 0, 0, 0);
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

static void
advance_job (SimMachine *self, double seconds)
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

static void
finish_insertion (SimMachine *self)
{
  g_autofree Insertion *insertion = g_steal_pointer (&self->insertion);
  g_autofree char *serial = insertion->serial;
  g_autofree char *spool = insertion->spool;

  sim_ams_set_tray (self->print, self->profile, serial, insertion->unit, insertion->slot, spool);
}

static void
advance_insertion (SimMachine *self, double seconds)
{
  Insertion *insertion = self->insertion;

  if (insertion == NULL)
    return;

  insertion->age += seconds;
  if (insertion->age >= INSERTION_SECONDS)
    {
      finish_insertion (self);
      return;
    }

  for (int i = G_N_ELEMENTS (insertion_steps) - 1; i > insertion->step; i--)
    if (insertion->age >= insertion_steps[i].seconds)
      {
        insertion->step = i;
        sim_ams_set_tray_state (self->print, insertion->unit, insertion->slot,
                                insertion_steps[i].state);
      }
}

void
sim_machine_advance (SimMachine *self, double seconds)
{
  for (guint i = 0; i < self->n_nozzles; i++)
    sim_heater_advance (&self->nozzles[i], seconds);
  sim_heater_advance (&self->bed, seconds);
  sim_heater_advance (&self->chamber, seconds);
  advance_job (self, seconds);
  advance_insertion (self, seconds);

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
  write_job (self);
  write_wifi (self);
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
  set_targets (self, materials[0].nozzle, materials[0].bed, materials[0].chamber);
  for (guint i = 0; i < G_N_ELEMENTS (materials); i++)
    if (g_str_equal (materials[i].material, material))
      set_targets (self, materials[i].nozzle, materials[i].bed, materials[i].chamber);
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

static void
set_cfg_bits (SimMachine *self, guint64 mask, guint64 bits)
{
  sim_json_put_hex (self->print, "cfg", (sim_json_get_hex (self->print, "cfg") & ~mask) | bits);
}

gboolean
sim_machine_set_speed (SimMachine *self, int level)
{
  if (level < 1 || level > (int) G_N_ELEMENTS (speeds))
    return FALSE;

  self->speed = level;
  sim_json_put_int (self->print, "spd_lvl", level);
  sim_json_put_int (self->print, "spd_mag", speeds[level - 1].percent);
  set_cfg_bits (self, 7 << CFG_SPEED_SHIFT, (guint64) level << CFG_SPEED_SHIFT);

  return TRUE;
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
        set_cfg_bits (self, 1 << CFG_LIGHT_BIT, g_str_equal (mode, "off") ? 0 : 1 << CFG_LIGHT_BIT);

      return TRUE;
    }

  return FALSE;
}

gboolean
sim_machine_change_spool (
    SimMachine *self, const char *serial, int unit, int slot, const char *spool)
{
  if (sim_ams_find_tray (self->print, unit, slot) == NULL)
    return FALSE;

  if (self->insertion != NULL)
    finish_insertion (self);
  if (spool == NULL || *spool == '\0')
    {
      sim_ams_set_tray (self->print, self->profile, serial, unit, slot, "");
      return TRUE;
    }

  self->insertion = g_new0 (Insertion, 1);
  self->insertion->serial = g_strdup (serial);
  self->insertion->spool = g_strdup (spool);
  self->insertion->unit = unit;
  self->insertion->slot = slot;
  self->insertion->step = -1;
  advance_insertion (self, 0);

  return TRUE;
}
