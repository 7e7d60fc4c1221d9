/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-machine-private.h"

#include <math.h>

#include "sim-flags.h"
#include "sim-json.h"

#define WIFI_SECONDS 6
#define WIRED_DBM -90

#define FUN_220V_BIT 2
#define HOME_220V_BIT 3

typedef struct
{
  double seconds;
  SimAct act;
  int first;
  int second;
} Later;

JsonArray *
sim_machine_get_extruder_infos (SimMachine *self)
{
  return sim_json_get_array (sim_json_find (self->print, "device", "extruder", NULL), "info");
}

/* Some beds get less hot at 220 V. */
static double
get_bed_max (const SimProfile *profile, JsonObject *print)
{
  JsonObject *heaters = json_object_get_object_member (profile->data, "heaters");

  if (sim_flags_has_fun (print, FUN_220V_BIT) || sim_flags_has_home (print, HOME_220V_BIT))
    return (double) sim_json_get_int (heaters, "bed_220v", (gint64) profile->bed_max);

  return profile->bed_max;
}

SimMachine *
sim_machine_new (const SimProfile *profile, JsonObject *print, guint32 seed)
{
  SimMachine *self = g_new0 (SimMachine, 1);
  JsonArray *infos;

  self->profile = profile;
  self->print = json_object_ref (print);
  self->rand = g_rand_new_with_seed (seed);
  g_queue_init (&self->later);

  infos = sim_machine_get_extruder_infos (self);
  self->n_nozzles = infos != NULL ? MIN (json_array_get_length (infos), SIM_MAX_EXTRUDERS) : 1;
  self->active = (guint) sim_json_get_int (profile->data, "active_extruder", 0);
  self->next_active = self->active;
  for (guint i = 0; i < SIM_MAX_EXTRUDERS; i++)
    {
      self->nozzles[i] = (SimHeater) {
        .current = 26, .max = profile->nozzle_max, .ambient = 26, .rate = 4, .inertia = 90
      };
      self->loaded[i].unit = -1;
    }
  self->bed = (SimHeater) {
    .current = 24, .max = get_bed_max (profile, print), .ambient = 24, .rate = 0.7, .inertia = 600
  };
  self->chamber = (SimHeater) {
    .current = 25, .max = profile->chamber_max, .ambient = 25, .rate = 0.08, .inertia = 900
  };
  self->wifi_dbm =
      (int) g_ascii_strtoll (sim_json_get_string (print, "wifi_signal", "-48"), NULL, 10);
  sim_machine_init_job (self);

  return self;
}

void
sim_machine_free (SimMachine *self)
{
  sim_machine_forget_spool (self);
  g_queue_clear_full (&self->later, g_free);
  sim_machine_clear_job (self);
  json_object_unref (self->print);
  g_rand_free (self->rand);
  g_free (self);
}

void
sim_machine_later (SimMachine *self, double seconds, SimAct act, int first, int second)
{
  Later *later = g_new (Later, 1);

  *later = (Later) { .seconds = seconds, .act = act, .first = first, .second = second };
  g_queue_push_tail (&self->later, later);
}

static void
advance_later (SimMachine *self, double seconds)
{
  for (GList *l = self->later.head, *next; l != NULL; l = next)
    {
      Later *later = l->data;

      next = l->next;
      later->seconds -= seconds;
      if (later->seconds > 0)
        continue;

      g_queue_delete_link (&self->later, l);
      later->act (self, later->first, later->second);
      g_free (later);
    }
}

static void
advance_wifi (SimMachine *self, double seconds)
{
  char text[16];

  self->wifi_age += seconds;
  if (self->wifi_age >= WIFI_SECONDS && self->wifi_dbm != WIRED_DBM)
    {
      self->wifi_age = 0;
      self->wifi_dbm = CLAMP (self->wifi_dbm + g_rand_int_range (self->rand, -2, 3), -70, -40);
    }
  g_snprintf (text, sizeof text, "%ddBm", self->wifi_dbm);
  sim_json_put_string (self->print, "wifi_signal", text);
}

void
sim_machine_advance (SimMachine *self, double seconds)
{
  for (guint i = 0; i < self->n_nozzles; i++)
    sim_heater_advance (&self->nozzles[i], seconds);
  sim_heater_advance (&self->bed, seconds);
  sim_heater_advance (&self->chamber, seconds);
  advance_later (self, seconds);
  sim_machine_advance_job (self, seconds);
  sim_machine_advance_change (self, seconds);
  sim_machine_advance_spool (self, seconds);
  sim_machine_advance_dryers (self, seconds);
  advance_wifi (self, seconds);

  sim_machine_write_temperatures (self);
  sim_machine_write_air (self);
  sim_machine_write_job (self);
  sim_machine_write_extruder (self);
  sim_machine_write_ams (self);
}

void
sim_machine_power_cycle (SimMachine *self)
{
  g_queue_clear_full (&self->later, g_free);
  sim_machine_abort_change (self);
  sim_machine_clear_job (self);
  sim_machine_init_job (self);
  sim_machine_heat (self, 0, 0, 0);
  for (guint i = 0; i < self->n_nozzles; i++)
    self->nozzles[i].target = 0;
  for (guint i = 0; i < SIM_FAN_NUMBERS; i++)
    self->fans[i] = 0;
  sim_machine_cool_dryers (self);
  self->motion_stage = 0;
  self->next_active = self->active;
  sim_machine_release_motors (self);
  sim_json_put_int (self->print, "print_error", 0);
  sim_machine_advance (self, 0);
}
