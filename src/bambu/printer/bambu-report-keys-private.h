/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BambuReportKey:
 *
 * The fields of `print` that somebody reads. Others are not kept: what a printer can make us
 * remember is bounded, and no secret is among them. Those of `device` and `ams` are keys of their
 * own, since other parts show them.
 */
typedef enum
{
  BAMBU_KEY_3D,
  BAMBU_KEY_AMS_RFID_STATUS,
  BAMBU_KEY_AMS_STATUS,
  BAMBU_KEY_AUX,
  BAMBU_KEY_AUX_PART_FAN,
  BAMBU_KEY_BED_TARGET_TEMPER,
  BAMBU_KEY_BED_TEMPER,
  BAMBU_KEY_BIG_FAN1_SPEED,
  BAMBU_KEY_BIG_FAN2_SPEED,
  BAMBU_KEY_CFG,
  BAMBU_KEY_CHAMBER_TEMPER,
  BAMBU_KEY_COOLING_FAN_SPEED,
  BAMBU_KEY_CTT,
  BAMBU_KEY_FAN_GEAR,
  BAMBU_KEY_FLAG3,
  BAMBU_KEY_FUN,
  BAMBU_KEY_FUN2,
  BAMBU_KEY_GCODE_FILE,
  BAMBU_KEY_GCODE_FILE_PREPARE_PERCENT,
  BAMBU_KEY_GCODE_START_TIME,
  BAMBU_KEY_GCODE_STATE,
  BAMBU_KEY_HEATBREAK_FAN_SPEED,
  BAMBU_KEY_HMS,
  BAMBU_KEY_HOME_FLAG,
  BAMBU_KEY_HW_SWITCH_STATE,
  BAMBU_KEY_IPCAM,
  BAMBU_KEY_JOB_ATTR,
  BAMBU_KEY_JOB_ID,
  BAMBU_KEY_LAYER_NUM,
  BAMBU_KEY_LIGHTS_REPORT,
  BAMBU_KEY_MC_PERCENT,
  BAMBU_KEY_MC_REMAINING_TIME,
  BAMBU_KEY_NET,
  BAMBU_KEY_NOZZLE_DIAMETER,
  BAMBU_KEY_NOZZLE_TARGET_TEMPER,
  BAMBU_KEY_NOZZLE_TEMPER,
  BAMBU_KEY_NOZZLE_TYPE,
  BAMBU_KEY_ONLINE,
  BAMBU_KEY_PLATE_IDX,
  BAMBU_KEY_PRINT_ERROR,
  BAMBU_KEY_PRINT_TYPE,
  BAMBU_KEY_S_OBJ,
  BAMBU_KEY_SDCARD,
  BAMBU_KEY_SPD_LVL,
  BAMBU_KEY_SPD_MAG,
  BAMBU_KEY_STAGE,
  BAMBU_KEY_STAT,
  BAMBU_KEY_STG_CUR,
  BAMBU_KEY_SUBTASK_ID,
  BAMBU_KEY_SUBTASK_NAME,
  BAMBU_KEY_TASK_ID,
  BAMBU_KEY_TOTAL_LAYER_NUM,
  BAMBU_KEY_UPGRADE_STATE,
  BAMBU_KEY_VIR_SLOT,
  BAMBU_KEY_VT_TRAY,
  BAMBU_KEY_WIFI_SIGNAL,
  BAMBU_KEY_XCAM,

  BAMBU_KEY_AMS_AMS,
  BAMBU_KEY_AMS_EXIST_BITS,
  BAMBU_KEY_AMS_INSERT_FLAG,
  BAMBU_KEY_AMS_POWER_ON_FLAG,
  BAMBU_KEY_AMS_TRAY_EXIST_BITS,
  BAMBU_KEY_AMS_TRAY_NOW,
  BAMBU_KEY_AMS_TRAY_READING_BITS,
  BAMBU_KEY_AMS_TRAY_TAR,

  BAMBU_KEY_DEVICE_AIRDUCT,
  BAMBU_KEY_DEVICE_BED,
  BAMBU_KEY_DEVICE_BED_TEMP,
  BAMBU_KEY_DEVICE_CTC,
  BAMBU_KEY_DEVICE_EXTRUDER,
  BAMBU_KEY_DEVICE_NOZZLE,

  BAMBU_N_KEYS,
} BambuReportKey;

/** BambuSections: what a field is a source of; what has to be decoded again when it changed. */
typedef enum
{
  BAMBU_SECTION_JOB = 1 << 0,
  BAMBU_SECTION_STATUS = 1 << 1,
  BAMBU_SECTION_HEAT = 1 << 2,
  BAMBU_SECTION_FANS = 1 << 3,
  BAMBU_SECTION_LIGHTS = 1 << 4,
  BAMBU_SECTION_EXTRUDERS = 1 << 5,
  BAMBU_SECTION_AMS = 1 << 6,
  BAMBU_SECTION_ALERTS = 1 << 7,
  BAMBU_SECTION_DETAILS = 1 << 8,
  BAMBU_SECTION_RIGHTS = 1 << 9,
  BAMBU_SECTION_VERSION = 1 << 10,
  BAMBU_SECTION_ABILITIES = 1 << 11,
  BAMBU_SECTION_SETTINGS = 1 << 12,
  BAMBU_SECTION_ALL = (1 << 13) - 1,
} BambuSections;

/**
 * BambuShape:
 * @BAMBU_SHAPE_NUMBER: a number or decimal text
 * @BAMBU_SHAPE_BITS: hexadecimal text or a number
 * @BAMBU_SHAPE_TEXT: text
 * @BAMBU_SHAPE_TRUTH: true or false
 * @BAMBU_SHAPE_OBJECT: an object, merged key by key
 * @BAMBU_SHAPE_LIST: a list, replaced as a whole
 * @BAMBU_SHAPE_UNITS: AMS units, they and their trays merged by their ids
 *
 * What a field has to be, and how a change of it is merged.
 */
typedef enum
{
  BAMBU_SHAPE_NUMBER,
  BAMBU_SHAPE_BITS,
  BAMBU_SHAPE_TEXT,
  BAMBU_SHAPE_TRUTH,
  BAMBU_SHAPE_OBJECT,
  BAMBU_SHAPE_LIST,
  BAMBU_SHAPE_UNITS,
} BambuShape;

typedef struct
{
  const char *name;
  BambuShape shape;
  BambuSections sections;
} BambuReportField;

/* An object whose fields are keys, from @first up to @end; the first of them is `print` itself. */
typedef struct
{
  const char *name;
  BambuReportKey first;
  BambuReportKey end;
} BambuReportObject;

#define BAMBU_N_REPORT_OBJECTS 3

extern const BambuReportField bambu_report_fields[BAMBU_N_KEYS];
extern const BambuReportObject bambu_report_objects[BAMBU_N_REPORT_OBJECTS];

/** bambu_report_find_key: BAMBU_N_KEYS for a field of @object that nobody reads */
BambuReportKey bambu_report_find_key (const BambuReportObject *object, const char *name);

G_END_DECLS
