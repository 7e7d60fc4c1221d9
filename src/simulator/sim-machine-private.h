/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-heater.h"
#include "sim-machine.h"

G_BEGIN_DECLS

/* What the files of a machine share: its body, its job, and the filament in it. */

#define SIM_MAX_EXTRUDERS 2
#define SIM_FAN_NUMBERS 16

/* Its numbers in M106. */
#define SIM_FAN_PART 1
#define SIM_FAN_AUX 2
#define SIM_FAN_CHAMBER 3
#define SIM_FAN_SECOND_AUX 10

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
  SimState state;
  double length; /* seconds of printing after its stages; 0 for a calibration */
  int layers;
  GArray *uses; /* SimUse: filaments, one after the other; empty for what is loaded */
  guint use_index;
  GArray *objects; /* int: that can be skipped; %NULL: any */
  gboolean waits;  /* for its plan */
  double prepared;
  GArray *stages; /* int: `stg` */
  guint stage_index;
  double stage_seconds;
  int pause_stage;
  double done;
  gboolean first_layer_done;
  int speed;
  SimTransition next; /* what it was told to do and will do soon */
  double next_seconds;
} SimJob;

/* A tag is read: at the end @tray is what is known. */
typedef struct
{
  JsonObject *tray;
  int unit;
  int slot;
  double age;
  int step;
} SimInsertion;

/* What sub status of `ams_status` says (protocol/ams.md §3). */
typedef enum
{
  SIM_CHANGE_NONE = 0,
  SIM_CHANGE_HEAT = 2,
  SIM_CHANGE_CUT = 3,
  SIM_CHANGE_PULL = 4,
  SIM_CHANGE_PUSH = 5,
  SIM_CHANGE_CONFIRM = 6,
  SIM_CHANGE_PURGE = 7,
} SimChangeStep;

typedef struct
{
  SimChangeStep step;
  double seconds; /* in this step */
  gboolean waiting;
  gboolean fails; /* when it pushes */
  guint extruder;
  SimSlot from;
  SimSlot to;
} SimChange;

typedef void (*SimAct) (SimMachine *self, int first, int second);

struct _SimMachine
{
  const SimProfile *profile;
  JsonObject *print;
  GRand *rand;
  GQueue later; /* what it will do after a while */

  SimHeater nozzles[SIM_MAX_EXTRUDERS];
  SimSlot loaded[SIM_MAX_EXTRUDERS];
  guint n_nozzles;
  guint active;
  guint next_active; /* another while it switches */
  SimHeater bed;
  SimHeater chamber;

  int fans[SIM_FAN_NUMBERS]; /* percent, by number */
  int wifi_dbm;
  double wifi_age;
  double dry_seconds;
  double warm_seconds;

  int motion_stage; /* 0: stands still */
  double position[SIM_AXIS_EXTRUDER + 1];

  SimJob job;
  SimChange change;
  SimInsertion *insertion; /* under way */
};

/** sim_machine_later: does @act after @seconds, unless the printer is switched off before */
void sim_machine_later (SimMachine *self, double seconds, SimAct act, int first, int second);
/** sim_machine_heat: a job's temperatures, °C */
void sim_machine_heat (SimMachine *self, double nozzle, double bed, double chamber);
JsonArray *sim_machine_get_extruder_infos (SimMachine *self);

void sim_machine_write_temperatures (SimMachine *self);
void sim_machine_write_air (SimMachine *self);
void sim_machine_write_extruder (SimMachine *self);

void sim_machine_init_job (SimMachine *self);
void sim_machine_advance_job (SimMachine *self, double seconds);
void sim_machine_write_job (SimMachine *self);
void sim_machine_clear_job (SimMachine *self);
/** sim_machine_begin_job: prepares what takes @length seconds, with nothing known of it yet */
void sim_machine_begin_job (SimMachine *self, double length);
/** sim_machine_name_job: what the report says of it */
void sim_machine_name_job (SimMachine *self,
                           const char *name,
                           const char *file,
                           const char *print_type);
/** sim_machine_heat_for_filament: as hot as what the extruder in use has wants it */
void sim_machine_heat_for_filament (SimMachine *self);
/** sim_machine_warm_up: the stages before it prints, and the heat that its filament needs */
void sim_machine_warm_up (SimMachine *self);
/** sim_machine_use: the filament of @index is what comes out now */
void sim_machine_use (SimMachine *self, guint index);
void sim_machine_end_job (SimMachine *self, SimState state);
void sim_machine_advance_transition (SimMachine *self, double seconds);

void sim_machine_advance_change (SimMachine *self, double seconds);
void sim_machine_abort_change (SimMachine *self);
/** sim_machine_get_change_stage: Returns: `stg_cur`, 0 if there is no change */
int sim_machine_get_change_stage (SimMachine *self);
/** sim_machine_load: @slot is what comes to @extruder, at once */
void sim_machine_load (SimMachine *self, guint extruder, SimSlot slot);
void sim_machine_write_ams (SimMachine *self);

void sim_machine_advance_spool (SimMachine *self, double seconds);
void sim_machine_forget_spool (SimMachine *self);

void sim_machine_advance_dryers (SimMachine *self, double seconds);
void sim_machine_cool_dryers (SimMachine *self);

G_END_DECLS
