/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-machine-private.h"

#include "sim-json.h"

/* How a job comes from one state into another, by the user or by an error. */

#define PASSING_SECONDS 2 /* until it does what it was told */
#define MEDDLING_SECONDS 3
#define CANCELLED_ERROR 50348044 /* 0300-400C, shown for two seconds after a cancelled job */
#define CANCELLED_SECONDS 2

#define STAGE_PAUSED_BY_USER 16

static void
set_error (SimMachine *self, int code, int unused)
{
  sim_json_put_int (self->print, "print_error", (guint32) code);
}

static void
forget_cancelling (SimMachine *self, int first, int second)
{
  if (sim_json_get_int (self->print, "print_error", 0) == CANCELLED_ERROR)
    set_error (self, 0, 0);
}

static void
resume (SimMachine *self)
{
  self->job.state = SIM_STATE_RUNNING;
  set_error (self, 0, 0);
  /* What stopped it was mended. */
  if (json_object_has_member (self->print, "hms"))
    json_object_set_array_member (self->print, "hms", json_array_new ());
  if (self->job.first_layer_done)
    sim_machine_set_fan (self, SIM_FAN_PART, 100);
}

static void
stop (SimMachine *self)
{
  sim_machine_abort_change (self);
  sim_machine_end_job (self, SIM_STATE_FAILED);
  set_error (self, CANCELLED_ERROR, 0);
  sim_machine_later (self, CANCELLED_SECONDS, forget_cancelling, 0, 0);
}

static gboolean
is_possible (SimMachine *self, SimTransition transition)
{
  switch (transition)
    {
    case SIM_TRANSITION_PAUSE:
      return self->job.state == SIM_STATE_RUNNING;
    case SIM_TRANSITION_RESUME:
      return self->job.state == SIM_STATE_PAUSE && self->change.step == SIM_CHANGE_NONE;
    case SIM_TRANSITION_STOP:
      return sim_machine_has_job (self);
    case SIM_TRANSITION_NONE:
    default:
      return FALSE;
    }
}

static void
pass (SimMachine *self, SimTransition transition)
{
  if (!is_possible (self, transition))
    return;

  switch (transition)
    {
    case SIM_TRANSITION_PAUSE:
      self->job.state = SIM_STATE_PAUSE;
      self->job.pause_stage = STAGE_PAUSED_BY_USER;
      self->fans[SIM_FAN_PART] = 0;
      break;
    case SIM_TRANSITION_RESUME:
      resume (self);
      break;
    case SIM_TRANSITION_STOP:
      stop (self);
      break;
    case SIM_TRANSITION_NONE:
    default:
      break;
    }
}

void
sim_machine_advance_transition (SimMachine *self, double seconds)
{
  SimJob *job = &self->job;
  SimTransition next = job->next;

  if (next == SIM_TRANSITION_NONE || (job->next_seconds -= seconds) > 0)
    return;

  job->next = SIM_TRANSITION_NONE;
  pass (self, next);
}

gboolean
sim_machine_pause (SimMachine *self, int stage)
{
  if (!is_possible (self, SIM_TRANSITION_PAUSE))
    return FALSE;

  pass (self, SIM_TRANSITION_PAUSE);
  self->job.pause_stage = stage;
  sim_machine_advance (self, 0);

  return TRUE;
}

gboolean
sim_machine_request (SimMachine *self, SimTransition transition)
{
  SimJob *job = &self->job;

  if (!is_possible (self, transition) || job->next == SIM_TRANSITION_STOP)
    return FALSE;

  /* Again what it is about to do: it does that once. */
  if (job->next != transition)
    job->next_seconds = PASSING_SECONDS;
  job->next = transition;

  return TRUE;
}

static void
meddle (SimMachine *self, int first, int second)
{
  JsonArray *lights = sim_json_get_array (self->print, "lights_report");
  JsonObject *light = lights != NULL && json_array_get_length (lights) > 0
                          ? json_array_get_object_element (lights, 0)
                          : NULL;
  gboolean lit = !g_str_equal (sim_json_get_string (light, "mode", "off"), "off");

  if (sim_machine_request (self, SIM_TRANSITION_PAUSE)
      || sim_machine_request (self, SIM_TRANSITION_RESUME))
    return;

  if (light != NULL)
    sim_machine_set_light (self, sim_json_get_string (light, "node", ""), lit ? "off" : "on");
}

void
sim_machine_meddle (SimMachine *self)
{
  sim_machine_later (self, MEDDLING_SECONDS, meddle, 0, 0);
}

void
sim_machine_raise_error (SimMachine *self, guint32 code, double seconds)
{
  sim_machine_later (self, seconds, set_error, (int) code, 0);
}

gboolean
sim_machine_clear_error (SimMachine *self, guint32 code)
{
  if (code != 0 && sim_json_get_int (self->print, "print_error", 0) != code)
    return FALSE;

  set_error (self, 0, 0);

  return TRUE;
}
