/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-machine-private.h"

#include "sim-ams.h"

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
  g_free (self->serial);
  g_free (self->spool);
  g_free (self);
}

static void
finish_insertion (SimMachine *self)
{
  g_autofree SimInsertion *insertion = g_steal_pointer (&self->insertion);
  g_autofree char *serial = insertion->serial;
  g_autofree char *spool = insertion->spool;

  sim_ams_set_tray (self->print, self->profile, serial, insertion->unit, insertion->slot, spool);
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

  self->insertion = g_new0 (SimInsertion, 1);
  self->insertion->serial = g_strdup (serial);
  self->insertion->spool = g_strdup (spool);
  self->insertion->unit = unit;
  self->insertion->slot = slot;
  self->insertion->step = -1;
  sim_machine_advance_spool (self, 0);

  return TRUE;
}

void
sim_machine_forget_spool (SimMachine *self)
{
  g_clear_pointer (&self->insertion, insertion_free);
}
