/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-profile.h"

G_BEGIN_DECLS

typedef struct _SimMachine SimMachine;

/**
 * SimTransition:
 *
 * What a job can be told to do.
 */
typedef enum
{
  SIM_TRANSITION_NONE,
  SIM_TRANSITION_PAUSE,
  SIM_TRANSITION_RESUME,
  SIM_TRANSITION_STOP,
} SimTransition;

typedef enum
{
  SIM_AXIS_X,
  SIM_AXIS_Y,
  SIM_AXIS_Z,
  SIM_AXIS_EXTRUDER,
} SimAxis;

/**
 * SimSlot:
 * @unit: −1 for none, 254 or 255 for an external spool
 * @slot: in the unit
 *
 * Where filament comes from.
 */
typedef struct
{
  int unit;
  int slot;
} SimSlot;

/**
 * SimUse:
 * @extruder: what prints it
 * @slot: where it comes from
 *
 * A filament of a job.
 */
typedef struct
{
  guint extruder;
  SimSlot slot;
} SimUse;

/**
 * SimTicket:
 * @name: `subtask_name`
 * @file: `gcode_file`
 * @type: `print_type`
 * @plate: from 1
 *
 * What a printer is told to print; of the ids and numbers that the report gives back.
 */
typedef struct
{
  const char *name;
  const char *file;
  const char *type;
  int plate;
  const char *project_id;
  const char *profile_id;
  const char *task_id;
  const char *subtask_id;
} SimTicket;

/**
 * SimPlan:
 * @seconds: how long it prints
 * @layers: 0 unknown
 * @uses: (element-type SimUse): one after the other, each for the same share of the job; empty for
 * what is loaded
 * @objects: (element-type int) (nullable): that can be skipped; %NULL: it does not know
 *
 * What the file says of a job.
 */
typedef struct
{
  double seconds;
  int layers;
  GArray *uses;
  GArray *objects;
} SimPlan;

/**
 * SimChangeError:
 * @SIM_CHANGE_ERROR_CHAMBER: the chamber is too hot
 * @SIM_CHANGE_ERROR_AMS: the AMS is too hot
 *
 * Why filament is not changed, as `errno` says it.
 */
typedef enum
{
  SIM_CHANGE_ERROR_CHAMBER = -2,
  SIM_CHANGE_ERROR_AMS = -4,
} SimChangeError;

/**
 * sim_machine_new:
 * @profile: what kind of printer; must outlive the machine
 * @print: the printer's state, in its own form; the machine writes into it
 * @seed: makes the small movements of its values reproducible
 *
 * The body of a simulated printer: heaters, fans, lights, motion, filament and the job. It knows no
 * message and no clock; it writes what it does into @print, in those fields and types that the
 * profile has.
 *
 * Its functions that return a boolean return %FALSE where the printer has no such part, or where
 * its state does not allow it.
 */
SimMachine *sim_machine_new (const SimProfile *profile, JsonObject *print, guint32 seed);
void sim_machine_free (SimMachine *self);

/** sim_machine_advance: @seconds pass, at most a few; with 0 the state is written as it is */
void sim_machine_advance (SimMachine *self, double seconds);
/** sim_machine_power_cycle: it was switched off and on: the job is gone, all is off */
void sim_machine_power_cycle (SimMachine *self);

/* The job */

/** sim_machine_start_job: begins a print; with @percent above 0 it is already under way, and hot */
void sim_machine_start_job (SimMachine *self, const char *name, int percent);
/** sim_machine_receive_job: prepares to print, for as long as the file is not read or rejected */
void sim_machine_receive_job (SimMachine *self, const SimTicket *ticket);
/** sim_machine_awaits_plan: Returns: whether it still wants that job's file */
gboolean sim_machine_awaits_plan (SimMachine *self);
/** sim_machine_plan_job: the file was read, and the job goes on by itself */
void sim_machine_plan_job (SimMachine *self, const SimPlan *plan);
/** sim_machine_reject_job: the file is no good, and the job fails with @error as `print_error` */
void sim_machine_reject_job (SimMachine *self, guint32 error);
/** sim_machine_pause: at once, as a fault does; @stage is a `stg_cur` */
gboolean sim_machine_pause (SimMachine *self, int stage);
/** sim_machine_request: does so after a moment, as for a command */
gboolean sim_machine_request (SimMachine *self, SimTransition transition);
/** sim_machine_is_busy: Returns: whether it prints, pauses, calibrates, moves or changes filament
 */
gboolean sim_machine_is_busy (SimMachine *self);
/** sim_machine_has_job: Returns: whether there is a job, paused or not */
gboolean sim_machine_has_job (SimMachine *self);
gboolean sim_machine_is_paused (SimMachine *self);
gboolean sim_machine_set_speed (SimMachine *self, int level);
/** sim_machine_skip_objects: @ids: of objects in the job */
gboolean sim_machine_skip_objects (SimMachine *self, JsonArray *ids);
/** sim_machine_calibrate: @options: the bits of `calibration` */
gboolean sim_machine_calibrate (SimMachine *self, guint options);
/** sim_machine_meddle: somebody else soon pauses, resumes, or switches the light over */
void sim_machine_meddle (SimMachine *self);
/** sim_machine_raise_error: @code becomes `print_error` after @seconds */
void sim_machine_raise_error (SimMachine *self, guint32 code, double seconds);
/** sim_machine_clear_error: @code: the error that is meant, 0 for whichever there is */
gboolean sim_machine_clear_error (SimMachine *self, guint32 code);

/* Heat and air */

/** sim_machine_heat_nozzle: @extruder: −1 for the one in use */
gboolean sim_machine_heat_nozzle (SimMachine *self, int extruder, double celsius);
void sim_machine_heat_bed (SimMachine *self, double celsius);
gboolean sim_machine_heat_chamber (SimMachine *self, double celsius);
/** sim_machine_get_material: Returns: (transfer none): what @extruder has, "" for nothing */
const char *sim_machine_get_material (SimMachine *self, guint extruder);
/** sim_machine_set_fan: @number: as in M106 */
gboolean sim_machine_set_fan (SimMachine *self, int number, int percent);
/** sim_machine_set_airduct: @sub_mode: −1 leaves it as it is */
gboolean sim_machine_set_airduct (SimMachine *self, int mode, int sub_mode);
gboolean sim_machine_set_light (SimMachine *self, const char *node, const char *mode);

/* Motion */

gboolean sim_machine_home (SimMachine *self);
gboolean sim_machine_jog (SimMachine *self, SimAxis axis, double millimetres);
/** sim_machine_extrude: below 170 °C nothing happens, without a word */
gboolean sim_machine_extrude (SimMachine *self, int extruder, double millimetres);
gboolean sim_machine_release_motors (SimMachine *self);
gboolean sim_machine_select_extruder (SimMachine *self, int extruder);
/** sim_machine_get_position: Returns: millimetres; no report says it */
double sim_machine_get_position (SimMachine *self, SimAxis axis);

/* Filament */

/**
 * sim_machine_change_filament:
 * @extruder: −1 for the one that the slot belongs to
 * @to: a unit of −1 unloads
 * @celsius: of the nozzle meanwhile, 0 for what the filament wants
 * @fails: it gets stuck half-way
 * @error: a #SimChangeError, 0 for none in particular
 *
 * Begins to load or unload; takes a minute and shows in `ams_status` and `stg_cur`.
 */
gboolean sim_machine_change_filament (
    SimMachine *self, int extruder, SimSlot to, double celsius, gboolean fails, int *error);
/** sim_machine_control_change: @what: as `ams_control` says it */
gboolean sim_machine_control_change (SimMachine *self, const char *what);
/** sim_machine_get_loaded: Returns: where @extruder's filament comes from */
SimSlot sim_machine_get_loaded (SimMachine *self, guint extruder);
/** sim_machine_get_soft_temperature: Returns: °C above which an AMS does not feed @material */
int sim_machine_get_soft_temperature (const char *material);

/**
 * sim_machine_change_spool:
 * @serial: makes the spool's tag
 * @spool: (nullable): as in profiles, `pla-basic-white@72`; %NULL takes the spool out
 *
 * Somebody changes the spool in a slot; a new one is drawn in and read for some seconds.
 */
gboolean sim_machine_change_spool (
    SimMachine *self, const char *serial, int unit, int slot, const char *spool);
/** sim_machine_read_tag: reads the spool's tag once more */
gboolean sim_machine_read_tag (SimMachine *self, int unit, int slot);

/** sim_machine_start_drying: @celsius is brought into the unit's range */
gboolean sim_machine_start_drying (
    SimMachine *self, int unit, const char *filament, int celsius, int hours);
gboolean sim_machine_stop_drying (SimMachine *self, int unit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimMachine, sim_machine_free)

G_END_DECLS
