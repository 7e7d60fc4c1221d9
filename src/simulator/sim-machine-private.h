/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-heater.h"
#include "sim-machine.h"

G_BEGIN_DECLS

/* What the files of a machine share: its body, its job, and the spools in its AMS. */

typedef enum
{
  SIM_STATE_IDLE,
  SIM_STATE_PREPARE,
  SIM_STATE_RUNNING,
  SIM_STATE_PAUSE,
  SIM_STATE_FINISH,
  SIM_STATE_FAILED,
} SimState;

typedef struct
{
  char *serial;
  char *spool;
  int unit;
  int slot;
  double age;
  int step;
} SimInsertion;

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

  SimInsertion *insertion; /* under way */
};

/** sim_machine_set_targets: °C, within the profile's limits */
void sim_machine_set_targets (SimMachine *self, double nozzle, double bed, double chamber);
void sim_machine_set_cfg_bits (SimMachine *self, guint64 mask, guint64 bits);

void sim_machine_advance_job (SimMachine *self, double seconds);
void sim_machine_write_job (SimMachine *self);

void sim_machine_advance_spool (SimMachine *self, double seconds);
void sim_machine_forget_spool (SimMachine *self);

G_END_DECLS
