/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-machine-private.h"

#include "sim-json.h"

/* A job that comes as a file: what the report says of it, and what is known once it is read. */

#define UNREAD_SECONDS 3600 /* as long as nobody knows better */

void
sim_machine_receive_job (SimMachine *self, const SimTicket *ticket)
{
  JsonObject *print = self->print;

  sim_machine_name_job (self, ticket->name, ticket->file, ticket->type);
  sim_json_put_string (print, "project_id", ticket->project_id);
  sim_json_put_string (print, "profile_id", ticket->profile_id);
  sim_json_put_string (print, "task_id", ticket->task_id);
  sim_json_put_string (print, "subtask_id", ticket->subtask_id);
  sim_json_put_string (print, "job_id", ticket->task_id);
  sim_json_put_int (print, "plate_id", ticket->plate);
  sim_json_put_int (print, "plate_idx", ticket->plate);

  sim_machine_begin_job (self, UNREAD_SECONDS);
  self->job.layers = 0;
  self->job.waits = TRUE;
}

gboolean
sim_machine_awaits_plan (SimMachine *self)
{
  return self->job.waits;
}

void
sim_machine_use (SimMachine *self, guint index)
{
  SimUse use = g_array_index (self->job.uses, SimUse, index);

  self->job.use_index = index;
  self->active = self->next_active = use.extruder;
  sim_machine_load (self, use.extruder, use.slot);
  sim_machine_heat_for_filament (self);
}

void
sim_machine_plan_job (SimMachine *self, const SimPlan *plan)
{
  SimJob *job = &self->job;

  job->waits = FALSE;
  job->length = plan->seconds;
  job->layers = plan->layers;
  g_array_append_vals (job->uses, plan->uses->data, plan->uses->len);
  if (plan->objects != NULL)
    job->objects = g_array_ref (plan->objects);
  if (job->uses->len > 0)
    sim_machine_use (self, 0);
  sim_machine_warm_up (self);
}

void
sim_machine_reject_job (SimMachine *self, guint32 error)
{
  sim_machine_end_job (self, SIM_STATE_FAILED);
  sim_machine_raise_error (self, error, 0);
  sim_machine_advance (self, 0);
}
