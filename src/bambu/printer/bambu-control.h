/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The words of what can be asked of a printer. Nicks are for logs and scripts. */

/**
 * BambuControl:
 * @BAMBU_CONTROL_SPEED: value 1 to 4
 * @BAMBU_CONTROL_ERROR: the dialog of a print error
 * @BAMBU_CONTROL_NOZZLE: index: the extruder's id; value: °C
 * @BAMBU_CONTROL_BED: value: °C
 * @BAMBU_CONTROL_CHAMBER: value: °C
 * @BAMBU_CONTROL_FAN: index: a #BambuFanKind; value: percent
 * @BAMBU_CONTROL_AIR_DUCT: value: the mode
 * @BAMBU_CONTROL_LIGHT: index: a #BambuLightPlace; value: 1 on, 0 off
 * @BAMBU_CONTROL_JOG: index: a #BambuAxis; value: mm
 * @BAMBU_CONTROL_EXTRUDE: index: the extruder's id; value: mm, negative back
 * @BAMBU_CONTROL_EXTRUDER: which one prints; value: its id
 * @BAMBU_CONTROL_BUZZER: value: a #BambuBuzzer
 * @BAMBU_CONTROL_FILAMENT_CHANGE: loading and unloading; index: the extruder's id; value:
 *   BAMBU_TRAY_INDEX() of the tray, NaN for unloading
 * @BAMBU_CONTROL_AMS: continuing or ending a change
 * @BAMBU_CONTROL_TRAY: what filament is in it; index: BAMBU_TRAY_INDEX(); text: the filament's id
 * @BAMBU_CONTROL_K_PROFILE: index: BAMBU_TRAY_INDEX(); value: the profile
 * @BAMBU_CONTROL_TAG: reading it; index: BAMBU_TRAY_INDEX()
 * @BAMBU_CONTROL_DRYER: index: the unit's id; value: °C, 0 stop
 * @BAMBU_CONTROL_SETTING: index: a #BambuSettingKind; value: as in [class@Bambu.Setting]
 * @BAMBU_CONTROL_CALIBRATION: value: #BambuCalibrations
 * @BAMBU_CONTROL_NOZZLE_KIND: value: mm; text: the kind
 * @BAMBU_CONTROL_PRINT: beginning a job; text: its name
 *
 * Something that a user can work, and that waits for the printer after it was. A printer has one
 * command of each under way at most; where there are several of a kind, an index tells which.
 */
typedef enum
{
  BAMBU_CONTROL_PAUSE,
  BAMBU_CONTROL_RESUME,
  BAMBU_CONTROL_STOP,
  BAMBU_CONTROL_SPEED,
  BAMBU_CONTROL_SKIP,
  BAMBU_CONTROL_ERROR,
  BAMBU_CONTROL_NOZZLE,
  BAMBU_CONTROL_BED,
  BAMBU_CONTROL_CHAMBER,
  BAMBU_CONTROL_FAN,
  BAMBU_CONTROL_AIR_DUCT,
  BAMBU_CONTROL_LIGHT,
  BAMBU_CONTROL_HOME,
  BAMBU_CONTROL_JOG,
  BAMBU_CONTROL_EXTRUDE,
  BAMBU_CONTROL_EXTRUDER,
  BAMBU_CONTROL_MOTORS,
  BAMBU_CONTROL_BUZZER,
  BAMBU_CONTROL_FILAMENT_CHANGE,
  BAMBU_CONTROL_AMS,
  BAMBU_CONTROL_TRAY,
  BAMBU_CONTROL_K_PROFILE,
  BAMBU_CONTROL_K_PROFILES,
  BAMBU_CONTROL_TAG,
  BAMBU_CONTROL_DRYER,
  BAMBU_CONTROL_SETTING,
  BAMBU_CONTROL_CALIBRATION,
  BAMBU_CONTROL_NOZZLE_KIND,
  BAMBU_CONTROL_ACCESS_CODE,
  BAMBU_CONTROL_REBOOT,
  BAMBU_CONTROL_UPGRADE,
  BAMBU_CONTROL_GCODE,
  BAMBU_CONTROL_PRINT,
} BambuControl;

#define BAMBU_N_CONTROLS (BAMBU_CONTROL_PRINT + 1)

/** BAMBU_TRAY_INDEX: the index of a control that belongs to a tray */
#define BAMBU_TRAY_INDEX(ams, slot) ((ams) << 8 | (slot))

typedef enum
{
  BAMBU_LIGHT_PLACE_CHAMBER,
  BAMBU_LIGHT_PLACE_WORK,
  BAMBU_LIGHT_PLACE_BED,
} BambuLightPlace;

/** BambuHome: which axes; the head alone does not move what the bed carries. */
typedef enum
{
  BAMBU_HOME_ALL,
  BAMBU_HOME_HEAD,
} BambuHome;

typedef enum
{
  BAMBU_AXIS_X,
  BAMBU_AXIS_Y,
  BAMBU_AXIS_Z,
} BambuAxis;

typedef enum
{
  BAMBU_BUZZER_SILENT,
  BAMBU_BUZZER_ALARM,
  BAMBU_BUZZER_BEEP,
} BambuBuzzer;

/**
 * BambuErrorAnswer:
 * @BAMBU_ERROR_ANSWER_RESUME: go on with the job
 * @BAMBU_ERROR_ANSWER_STOP: end the job
 * @BAMBU_ERROR_ANSWER_IGNORE: go on as if nothing were wrong
 * @BAMBU_ERROR_ANSWER_IGNORE_IDLE: the same where no job runs
 * @BAMBU_ERROR_ANSWER_DISMISS: the message was read
 *
 * The buttons of a print error's dialog.
 */
typedef enum
{
  BAMBU_ERROR_ANSWER_RESUME,
  BAMBU_ERROR_ANSWER_STOP,
  BAMBU_ERROR_ANSWER_IGNORE,
  BAMBU_ERROR_ANSWER_IGNORE_IDLE,
  BAMBU_ERROR_ANSWER_DISMISS,
} BambuErrorAnswer;

/**
 * BambuAmsAction:
 * @BAMBU_AMS_ACTION_DONE: the user saw filament come out
 *
 * What a filament change that waits can be told.
 */
typedef enum
{
  BAMBU_AMS_ACTION_RESUME,
  BAMBU_AMS_ACTION_RESET,
  BAMBU_AMS_ACTION_PAUSE,
  BAMBU_AMS_ACTION_DONE,
  BAMBU_AMS_ACTION_ABORT,
} BambuAmsAction;

/** BambuCalibrations: the bits of `print.calibration`. */
typedef enum
{
  BAMBU_CALIBRATION_LIDAR = 1 << 0,
  BAMBU_CALIBRATION_BED_LEVELLING = 1 << 1,
  BAMBU_CALIBRATION_VIBRATION = 1 << 2,
  BAMBU_CALIBRATION_MOTOR_NOISE = 1 << 3,
  BAMBU_CALIBRATION_NOZZLE_OFFSET = 1 << 4,
  BAMBU_CALIBRATION_HOT_BED = 1 << 5,
  BAMBU_CALIBRATION_CLUMP_POSITION = 1 << 6,
} BambuCalibrations;

#define BAMBU_TYPE_CONTROL (bambu_control_get_type ())
GType bambu_control_get_type (void) G_GNUC_CONST;

G_END_DECLS
