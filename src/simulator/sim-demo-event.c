/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-demo.h"

#include "sim-json.h"
#include "sim-machine-private.h"
#include "sim-printer-private.h"

#define AWAY_SECONDS 20
#define FINISHING_SECONDS 3
#define JOB "Cable clip ×12"
#define JOB_PERCENT 40

#define STAGE_FILAMENT_RAN_OUT 6
#define STAGE_BED_FAILED 21

/* 0300_0100_0001_0007: the bed does not get warm. */
#define FAULT "{\"print_error\":0,\"hms\":[{\"attr\":50331904,\"code\":65543}]}"

/* 07xx-8011 and 07xx_2y00_0002_0001, by unit and slot. */
#define RAN_OUT "{\"print_error\":%u,\"hms\":[{\"attr\":%u,\"code\":131073}]}"
#define RAN_OUT_ERROR 0x07008011u
#define RAN_OUT_ATTR 0x07002000u
#define EXTERNAL_UNIT 254
#define EXTERNAL_PLACE 0xff0000u

/* What happens in a print needs one that is past its preparations. */
static void
enter_print (SimPrinter *simulated)
{
  SimMachine *machine = simulated->machine;
  SimJob *job = &machine->job;
  g_autofree char *name = NULL;

  if ((job->state == SIM_STATE_RUNNING || job->state == SIM_STATE_PAUSE) && job->length > 0
      && job->stage_index >= job->stages->len)
    return;

  if (sim_machine_has_job (machine) && job->length > 0)
    name = g_strdup (sim_json_get_string (simulated->state, "subtask_name", JOB));
  sim_printer_start_job (simulated, name != NULL ? name : JOB, JOB_PERCENT);
}

static void
pause_at (SimPrinter *simulated, int stage, const char *patch)
{
  enter_print (simulated);
  sim_machine_pause (simulated->machine, stage);
  simulated->machine->job.pause_stage = stage;
  sim_machine_advance (simulated->machine, 0);
  sim_printer_patch (simulated, patch, NULL);
}

static void
run_out (SimPrinter *simulated)
{
  SimMachine *machine = simulated->machine;
  SimSlot slot = sim_machine_get_loaded (machine, machine->active);
  gboolean is_external = slot.unit < 0 || slot.unit >= EXTERNAL_UNIT;
  guint place = is_external ? EXTERNAL_PLACE : (guint) slot.unit << 16;
  g_autofree char *patch =
      g_strdup_printf (RAN_OUT, RAN_OUT_ERROR | place,
                       RAN_OUT_ATTR | place | (is_external ? 0 : (guint) slot.slot << 8));

  pause_at (simulated, STAGE_FILAMENT_RAN_OUT, patch);
}

static void
fail (SimPrinter *simulated)
{
  pause_at (simulated, STAGE_BED_FAILED, FAULT);
}

static void
start (SimPrinter *simulated)
{
  sim_printer_start_job (simulated, JOB, 0);
  sim_printer_patch (simulated, "{\"hms\":[]}", NULL);
}

static void
finish (SimPrinter *simulated)
{
  SimJob *job = &simulated->machine->job;

  enter_print (simulated);
  sim_machine_request (simulated->machine, SIM_TRANSITION_RESUME);
  job->done = job->length - FINISHING_SECONDS;
}

static void
leave (SimPrinter *simulated)
{
  sim_printer_leave (simulated, AWAY_SECONDS);
}

void
sim_demo_raise (BambuPrinter *printer, const char *event)
{
  static const struct
  {
    const char *name;
    void (*happen) (SimPrinter *simulated);
  } events[] = {
    { "start", start }, { "finish", finish }, { "run-out", run_out },
    { "fault", fail },  { "leave", leave },
  };

  g_return_if_fail (BAMBU_IS_PRINTER (printer));

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (g_str_equal (events[i].name, event))
      events[i].happen (sim_demo_get_simulated (printer));
}
