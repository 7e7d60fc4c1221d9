/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-part.h"

G_BEGIN_DECLS

/**
 * BambuSettingKind:
 * @BAMBU_SETTING_STEP_LOSS: go on after lost steps
 * @BAMBU_SETTING_AUTO_REFILL: go on with another spool of the same filament
 * @BAMBU_SETTING_SOUND: prompt sounds
 * @BAMBU_SETTING_TANGLE: pause when the filament is tangled
 * @BAMBU_SETTING_BLOB: pause when a blob sits on the nozzle
 * @BAMBU_SETTING_AIR_PRINT: pause when it prints into the air; found by the motor
 * @BAMBU_SETTING_PURIFICATION: 0 off, 1, 2; printers do not report it
 * @BAMBU_SETTING_READ_ON_INSERT: the AMS reads a spool when it is put in
 * @BAMBU_SETTING_READ_AT_START: the AMS reads its spools when the printer starts
 * @BAMBU_SETTING_REMAIN: the AMS measures what remains on a spool
 * @BAMBU_SETTING_KEEP_FILES: sent files stay on the storage
 * @BAMBU_SETTING_DOOR: an open door 0 is ignored, 1 is warned of, 2 pauses
 * @BAMBU_SETTING_RECORDING: the camera records
 * @BAMBU_SETTING_TIMELAPSE: jobs make a time-lapse
 * @BAMBU_SETTING_RESOLUTION: 0 720p, 1 1080p
 * @BAMBU_SETTING_FIRST_LAYER: detectors that look, from here on
 * @BAMBU_SETTING_PLATE_MARKER: is it the right plate
 * @BAMBU_SETTING_MONITOR: the older firmwares' detection of failures, as a whole
 * @BAMBU_SETTING_SPAGHETTI:
 * @BAMBU_SETTING_PILE_UP: at the purge chute
 * @BAMBU_SETTING_CLUMP: at the nozzle
 * @BAMBU_SETTING_AIR_PRINT_SEEN: nothing comes out; found by the camera
 * @BAMBU_SETTING_PLATE_OFFSET:
 * @BAMBU_SETTING_FOREIGN_OBJECT:
 * @BAMBU_SETTING_DISPLACEMENT: the print moved
 */
typedef enum
{
  BAMBU_SETTING_STEP_LOSS,
  BAMBU_SETTING_AUTO_REFILL,
  BAMBU_SETTING_SOUND,
  BAMBU_SETTING_TANGLE,
  BAMBU_SETTING_BLOB,
  BAMBU_SETTING_AIR_PRINT,
  BAMBU_SETTING_PURIFICATION,
  BAMBU_SETTING_READ_ON_INSERT,
  BAMBU_SETTING_READ_AT_START,
  BAMBU_SETTING_REMAIN,
  BAMBU_SETTING_KEEP_FILES,
  BAMBU_SETTING_DOOR,
  BAMBU_SETTING_RECORDING,
  BAMBU_SETTING_TIMELAPSE,
  BAMBU_SETTING_RESOLUTION,
  BAMBU_SETTING_FIRST_LAYER,
  BAMBU_SETTING_PLATE_MARKER,
  BAMBU_SETTING_MONITOR,
  BAMBU_SETTING_SPAGHETTI,
  BAMBU_SETTING_PILE_UP,
  BAMBU_SETTING_CLUMP,
  BAMBU_SETTING_AIR_PRINT_SEEN,
  BAMBU_SETTING_PLATE_OFFSET,
  BAMBU_SETTING_FOREIGN_OBJECT,
  BAMBU_SETTING_DISPLACEMENT,
} BambuSettingKind;

#define BAMBU_N_SETTINGS (BAMBU_SETTING_DISPLACEMENT + 1)

/** BambuSensitivity: how soon a detector pauses the print. */
typedef enum
{
  BAMBU_SENSITIVITY_NONE, /* it has none, or it is not known */
  BAMBU_SENSITIVITY_NEVER,
  BAMBU_SENSITIVITY_LOW,
  BAMBU_SENSITIVITY_MEDIUM,
  BAMBU_SENSITIVITY_HIGH,
} BambuSensitivity;

#define BAMBU_TYPE_SETTING_KIND (bambu_setting_kind_get_type ())
#define BAMBU_TYPE_SENSITIVITY (bambu_sensitivity_get_type ())
GType bambu_setting_kind_get_type (void) G_GNUC_CONST;
GType bambu_sensitivity_get_type (void) G_GNUC_CONST;

#define BAMBU_TYPE_SETTING (bambu_setting_get_type ())
G_DECLARE_FINAL_TYPE (BambuSetting, bambu_setting, BAMBU, SETTING, BambuPart)

/**
 * BambuSetting:
 *
 * Something that this printer lets one choose and that it reports. Main context only. Properties,
 * all readable:
 *
 * - `kind` (#BambuSettingKind)
 * - `value` (int): 0 off, 1 on, or as the kind says; −1 unknown
 * - `maximum` (int): the largest value: 1 of a switch
 * - `sensitivity` (#BambuSensitivity): a detector's
 */
BambuSettingKind bambu_setting_get_kind (BambuSetting *self);
int bambu_setting_get_value (BambuSetting *self);
int bambu_setting_get_maximum (BambuSetting *self);
BambuSensitivity bambu_setting_get_sensitivity (BambuSetting *self);

G_END_DECLS
