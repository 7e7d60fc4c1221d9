/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-machine-private.h"

#include "sim-ams.h"
#include "sim-json.h"

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

static void
insertion_free (SimInsertion *self)
{
  json_object_unref (self->tray);
  g_free (self);
}

void
sim_machine_forget_spool (SimMachine *self)
{
  g_clear_pointer (&self->insertion, insertion_free);
}

static void
finish_insertion (SimMachine *self)
{
  SimInsertion *insertion = self->insertion;

  sim_ams_put_tray (self->print, insertion->unit, insertion->slot, insertion->tray);
  sim_machine_forget_spool (self);
}

void
sim_machine_advance_spool (SimMachine *self, double seconds)
{
  SimInsertion *insertion = self->insertion;

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

/* Takes @tray. */
static void
begin_insertion (SimMachine *self, int unit, int slot, JsonObject *tray)
{
  self->insertion = g_new0 (SimInsertion, 1);
  self->insertion->tray = tray;
  self->insertion->unit = unit;
  self->insertion->slot = slot;
  self->insertion->step = -1;
  sim_machine_advance_spool (self, 0);
}

static gboolean
has_slot (SimMachine *self, int unit, int slot)
{
  return sim_ams_find_unit (self->print, unit) != NULL
         && sim_ams_find_tray (self->print, unit, slot) != NULL;
}

gboolean
sim_machine_change_spool (
    SimMachine *self, const char *serial, int unit, int slot, const char *spool)
{
  g_autoptr (JsonObject) tray = NULL;

  if (!has_slot (self, unit, slot))
    return FALSE;

  if (self->insertion != NULL)
    finish_insertion (self);
  tray = sim_ams_make_tray (self->profile, serial, unit, slot, spool != NULL ? spool : "");
  if (spool == NULL || *spool == '\0')
    sim_ams_put_tray (self->print, unit, slot, tray);
  else
    begin_insertion (self, unit, slot, g_steal_pointer (&tray));

  return TRUE;
}

gboolean
sim_machine_read_tag (SimMachine *self, int unit, int slot)
{
  JsonObject *tray;

  if (sim_machine_is_busy (self) || self->insertion != NULL || !has_slot (self, unit, slot))
    return FALSE;

  /* No filament may be in the way. */
  for (guint i = 0; i < self->n_nozzles; i++)
    if (sim_ams_find_unit (self->print, self->loaded[i].unit) != NULL)
      return FALSE;

  tray = sim_ams_find_tray (self->print, unit, slot);
  if (!sim_ams_is_present (tray))
    return FALSE;

  begin_insertion (self, unit, slot, sim_json_copy (tray));

  return TRUE;
}
