/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-k-profile.h"
#include "bambu-printer-error.h"
#include "bambu-printer.h"

G_BEGIN_DECLS

/**
 * # Commands
 *
 * Every function here that returns a future asks the printer for something. Main context only. What
 * they have in common:
 *
 * - The future resolves when a report shows the effect: an answer alone is none. It resolves to
 *   %TRUE if nothing else is said. Where no report ever shows it (homing, jogging, extruding,
 *   motors, buzzer, ams_control, G-code) the printer's plain yes has to do.
 * - It rejects with a %BAMBU_PRINTER_ERROR: %BAMBU_PRINTER_ERROR_NOT_CONFIRMED after 10 s.
 * - Nothing is sent if the printer has no live report, changes its firmware, takes signed commands
 *   only, cannot do it, or is in a state that does not allow it; and nothing while the same
 *   [enum@Bambu.Control] of the same index waits for its last command: that rejects with
 *   %BAMBU_PRINTER_ERROR_PENDING. So two clicks send one command.
 * - Numbers are brought within the printer's limits before they are sent.
 * - Nothing is sent again, and dropping the future takes nothing back.
 */

/**
 * bambu_printer_can:
 * @self: a printer
 * @control: what is to be worked
 * @error: return location for a %BAMBU_PRINTER_ERROR
 *
 * Whether a control may be offered now, by what holds for all of its kind: reach, ability, rights
 * and state. A command may find more. Changes with `freshness`, `link-state`, `capabilities`,
 * `upgrading`, `rights` and `state`.
 */
gboolean bambu_printer_can (BambuPrinter *self, BambuControl control, GError **error);

/**
 * bambu_printer_get_pending:
 * @self: a printer
 * @control: a control
 * @index: which one, if there are several; else 0
 *
 * Returns: (transfer none): what it waits for; the same object for as long as the printer lives
 */
BambuPending *bambu_printer_get_pending (BambuPrinter *self, BambuControl control, int index);

/**
 * bambu_printer_give_up:
 * @self: a printer
 *
 * Ends the waiting for all commands under way, with %BAMBU_PRINTER_ERROR_NOT_CONFIRMED: for who has
 * less patience. Takes nothing back.
 */
void bambu_printer_give_up (BambuPrinter *self);

/**
 * bambu_printer_reconsider_rights:
 * @self: a printer
 *
 * Forgets what was learned from refusals: the user says that the printer's mode changed. Does
 * nothing to what its reports say.
 */
void bambu_printer_reconsider_rights (BambuPrinter *self);

/* The job */

/** bambu_printer_pause: in RUNNING, which begins with heating and levelling; PREPARE is the file on
 * its way, and has nothing to be paused */
DexFuture *bambu_printer_pause (BambuPrinter *self);
/** bambu_printer_resume: in PAUSE; never of a laser job */
DexFuture *bambu_printer_resume (BambuPrinter *self);
/** bambu_printer_stop: while there is a job. To be confirmed by the user first */
DexFuture *bambu_printer_stop (BambuPrinter *self);

/**
 * bambu_printer_set_speed_level:
 * @level: 1 silent, 2 standard, 3 sport, 4 ludicrous
 */
DexFuture *bambu_printer_set_speed_level (BambuPrinter *self, int level);

/**
 * bambu_printer_skip_objects:
 * @objects: (array length=n_objects): their `identify_id`s in the job's 3MF
 * @n_objects: 1 to 64, those that are skipped already included. It is the caller's affair that
 *   others are left
 */
DexFuture *bambu_printer_skip_objects (BambuPrinter *self, const int *objects, gsize n_objects);
gboolean bambu_printer_is_object_skipped (BambuPrinter *self, int object);

/**
 * bambu_printer_answer_error:
 * @code: the [class@Bambu.Alert]'s, `0300-400C`, that the buttons were drawn for
 * @answer: the button
 *
 * Answers the dialog of a print error. %BAMBU_PRINTER_ERROR_NOT_NOW if the printer does not show
 * that error any more.
 */
DexFuture *bambu_printer_answer_error (BambuPrinter *self,
                                       const char *code,
                                       BambuErrorAnswer answer);

/* Heat and air */

/**
 * bambu_printer_set_nozzle_temperature:
 * @extruder: its id
 * @celsius: 0 off
 */
DexFuture *bambu_printer_set_nozzle_temperature (BambuPrinter *self, int extruder, int celsius);
/** bambu_printer_set_bed_temperature: @celsius: 0 off */
DexFuture *bambu_printer_set_bed_temperature (BambuPrinter *self, int celsius);
/** bambu_printer_set_chamber_temperature: @celsius: what is below 40 is off */
DexFuture *bambu_printer_set_chamber_temperature (BambuPrinter *self, int celsius);

/**
 * bambu_printer_set_fan:
 * @kind: one of those in `fans`, but not the heat break's
 * @percent: 0 to 100, in steps of 10. %BAMBU_PRINTER_ERROR_NOT_NOW while the air duct rules it
 */
DexFuture *bambu_printer_set_fan (BambuPrinter *self, BambuFanKind kind, int percent);

/**
 * bambu_printer_set_air_mode:
 * @mode: 0 cooling, 1 heating, 2 exhaust; one that this printer's air duct has
 * @submode: 1 filter on, 0 off; −1 as the printer likes
 */
DexFuture *bambu_printer_set_air_mode (BambuPrinter *self, int mode, int submode);
/** bambu_printer_has_air_mode: its air duct has @mode */
gboolean bambu_printer_has_air_mode (BambuPrinter *self, int mode);

/** bambu_printer_set_light: of those that the printer reports; works without rights too */
DexFuture *bambu_printer_set_light (BambuPrinter *self, BambuLightPlace place, gboolean on);

/* Motion: not in a job, but for extruding in a pause */

DexFuture *bambu_printer_home (BambuPrinter *self, BambuHome home);

/**
 * bambu_printer_jog:
 * @axis: as the user sees it, also where the bed moves instead of the head
 * @mm: up to 50 in the plane and 10 along Z, negative too; newer firmware has steps of 1 and 10
 */
DexFuture *bambu_printer_jog (BambuPrinter *self, BambuAxis axis, int mm);

/** bambu_printer_is_homed: it says that it knows where it is along @axis */
gboolean bambu_printer_is_homed (BambuPrinter *self, BambuAxis axis);

/** BAMBU_EXTRUDE_MINIMUM: °C; a colder nozzle lets nothing through, and no printer says so */
#define BAMBU_EXTRUDE_MINIMUM 170

/**
 * bambu_printer_extrude:
 * @extruder: its id
 * @mm: up to 50; negative back. %BAMBU_PRINTER_ERROR_NOT_NOW if the nozzle is colder than
 *   %BAMBU_EXTRUDE_MINIMUM
 */
DexFuture *bambu_printer_extrude (BambuPrinter *self, int extruder, int mm);
/** bambu_printer_select_extruder: @extruder: the id of the one to print with */
DexFuture *bambu_printer_select_extruder (BambuPrinter *self, int extruder);
DexFuture *bambu_printer_turn_motors_off (BambuPrinter *self);
DexFuture *bambu_printer_set_buzzer (BambuPrinter *self, BambuBuzzer mode);

/** bambu_printer_get_calibrations: Returns: those that this printer has */
BambuCalibrations bambu_printer_get_calibrations (BambuPrinter *self);
/** bambu_printer_calibrate: resolves when they began; @what: some of those it has */
DexFuture *bambu_printer_calibrate (BambuPrinter *self, BambuCalibrations what);

/* Filament */

/**
 * BambuFilamentChoice:
 * @filament_id: `GFL99`
 * @setting_id: (nullable): the preset's, `GFSL99`
 * @material: `PLA`
 * @colour: RRGGBBAA, upper case
 * @nozzle_temp_min: °C
 * @nozzle_temp_max: °C
 *
 * What a spool is said to be.
 */
typedef struct
{
  const char *filament_id;
  const char *setting_id;
  const char *material;
  const char *colour;
  int nozzle_temp_min;
  int nozzle_temp_max;
} BambuFilamentChoice;

/** bambu_printer_find_extruder_of: Returns: the id of the one that @tray feeds; −1 while its unit
 * is not connected to one */
int bambu_printer_find_extruder_of (BambuPrinter *self, BambuTray *tray);
/**
 * bambu_printer_get_change_heat:
 * @extruder: its id
 * @tray: (nullable): what is to be loaded; %NULL: unloading
 *
 * Returns: °C that the nozzle is heated to by that; −1 as the printer likes
 */
int bambu_printer_get_change_heat (BambuPrinter *self, int extruder, BambuTray *tray);
/** bambu_printer_find_change_target: Returns: (nullable): what the change that is going on loads;
 * %NULL if there is none, or it unloads. Looked at with `ams-activity` and `ams-step` */
BambuTray *bambu_printer_find_change_target (BambuPrinter *self);
/** bambu_printer_is_ams_loaded: some extruder has the filament of an AMS */
gboolean bambu_printer_is_ams_loaded (BambuPrinter *self);
/** bambu_printer_load: resolves when the change began, or nothing had to change; @tray: which */
DexFuture *bambu_printer_load (BambuPrinter *self, BambuTray *tray);
/** bambu_printer_unload: likewise; @extruder: whose filament */
DexFuture *bambu_printer_unload (BambuPrinter *self, int extruder);
/** bambu_printer_control_ams: to a change that waits */
DexFuture *bambu_printer_control_ams (BambuPrinter *self, BambuAmsAction action);

/** bambu_printer_is_locked: a job prints with @tray, and its filament cannot be set meanwhile.
 * Changes with `state` and the tray's `in-use` */
gboolean bambu_printer_is_locked (BambuPrinter *self, BambuTray *tray);
/**
 * bambu_printer_set_filament:
 * @tray: a slot or an external spool, not one whose tag was read
 * @choice: (nullable): %NULL: it is not known
 */
DexFuture *bambu_printer_set_filament (BambuPrinter *self,
                                       BambuTray *tray,
                                       const BambuFilamentChoice *choice);
/** bambu_printer_read_tag: resolves when it is being read; with no filament of an AMS loaded */
DexFuture *bambu_printer_read_tag (BambuPrinter *self, BambuTray *tray);

/**
 * bambu_printer_start_drying:
 * @unit: an AMS 2 Pro or AMS HT
 * @material: what is dried
 * @celsius: 45 to 65, or to 85 in an HT
 * @hours: 1 to 24
 * @rotate: turn the spools
 *
 * %BAMBU_PRINTER_ERROR_NOT_NOW if the unit's `dry-obstacles` say so, or by
 * bambu_ams_get_dry_limit() something in it does not stand that.
 */
DexFuture *bambu_printer_start_drying (BambuPrinter *self,
                                       BambuAms *unit,
                                       const char *material,
                                       int celsius,
                                       int hours,
                                       gboolean rotate);
DexFuture *bambu_printer_stop_drying (BambuPrinter *self, BambuAms *unit);

/**
 * bambu_printer_list_k_profiles:
 * @extruder: its id
 *
 * Returns: (transfer full): a future that resolves to a [iface@Gio.ListModel] of
 *   [class@Bambu.KProfile], for the nozzle that the extruder has
 */
DexFuture *bambu_printer_list_k_profiles (BambuPrinter *self, int extruder);
/** bambu_printer_choose_k_profile: @number: a profile's; −1 the printer's own */
DexFuture *bambu_printer_choose_k_profile (BambuPrinter *self, BambuTray *tray, int number);

/* Settings and service */

/**
 * bambu_printer_set_setting:
 * @kind: one of those in `settings`, or %BAMBU_SETTING_PURIFICATION
 * @value: up to the setting's `maximum`
 */
DexFuture *bambu_printer_set_setting (BambuPrinter *self, BambuSettingKind kind, int value);

/**
 * bambu_printer_set_sensitivity:
 * @kind: a detector that has a `sensitivity`; it is turned on
 * @sensitivity: how soon it pauses the print
 */
DexFuture *bambu_printer_set_sensitivity (BambuPrinter *self,
                                          BambuSettingKind kind,
                                          BambuSensitivity sensitivity);

/**
 * bambu_printer_set_nozzle_kind:
 * @diameter: mm
 * @kind: `hardened_steel`, `stainless_steel` …
 *
 * Says what nozzle was fitted, to a printer that cannot see it.
 */
DexFuture *bambu_printer_set_nozzle_kind (BambuPrinter *self, double diameter, const char *kind);
/** bambu_printer_sees_nozzle: it reads itself what nozzle is fitted */
gboolean bambu_printer_sees_nozzle (BambuPrinter *self);

/**
 * bambu_printer_read_access_code:
 *
 * Returns: (transfer full): a future that resolves to the LAN access code, a secret; through the
 *   cloud only
 */
DexFuture *bambu_printer_read_access_code (BambuPrinter *self);

/** bambu_printer_reboot: resolves when the connection breaks. To be confirmed by the user first */
DexFuture *bambu_printer_reboot (BambuPrinter *self);

/**
 * bambu_printer_start_upgrade:
 * @version: the `upgrade-version` that the user agreed to
 *
 * Starts the upgrade that the printer offers; resolves when it runs. To be confirmed by the user
 * first.
 */
DexFuture *bambu_printer_start_upgrade (BambuPrinter *self, const char *version);

/** bambu_printer_send_gcode: @lines: one line or more, up to 1000 bytes, as the user wrote them */
DexFuture *bambu_printer_send_gcode (BambuPrinter *self, const char *lines);

G_END_DECLS
