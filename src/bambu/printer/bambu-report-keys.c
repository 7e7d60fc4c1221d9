/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-report-keys-private.h"

#include <string.h>

#define NUMBER BAMBU_SHAPE_NUMBER
#define BITS BAMBU_SHAPE_BITS
#define TEXT BAMBU_SHAPE_TEXT
#define TRUTH BAMBU_SHAPE_TRUTH
#define OBJECT BAMBU_SHAPE_OBJECT
#define LIST BAMBU_SHAPE_LIST
#define UNITS BAMBU_SHAPE_UNITS

#define JOB BAMBU_SECTION_JOB
#define STATUS BAMBU_SECTION_STATUS
#define HEAT BAMBU_SECTION_HEAT
#define FANS BAMBU_SECTION_FANS
#define LIGHTS BAMBU_SECTION_LIGHTS
#define EXTRUDERS BAMBU_SECTION_EXTRUDERS
#define AMS_UNITS BAMBU_SECTION_AMS
#define ALERTS BAMBU_SECTION_ALERTS
#define DETAILS BAMBU_SECTION_DETAILS
#define RIGHTS BAMBU_SECTION_RIGHTS
#define VERSION BAMBU_SECTION_VERSION
#define ABILITIES BAMBU_SECTION_ABILITIES
#define SETTINGS BAMBU_SECTION_SETTINGS

/* In the order of BambuReportKey, which is that of strcmp() in each of its parts. */
const BambuReportField bambu_report_fields[BAMBU_N_KEYS] = {
  [BAMBU_KEY_3D] = { "3D", OBJECT, JOB },
  [BAMBU_KEY_AMS_RFID_STATUS] = { "ams_rfid_status", NUMBER, 0 },
  [BAMBU_KEY_AMS_STATUS] = { "ams_status", NUMBER, STATUS },
  [BAMBU_KEY_AUX] = { "aux", BITS, DETAILS | ABILITIES },
  [BAMBU_KEY_AUX_PART_FAN] = { "aux_part_fan", TRUTH, FANS | ABILITIES },
  [BAMBU_KEY_BED_TARGET_TEMPER] = { "bed_target_temper", NUMBER, HEAT },
  [BAMBU_KEY_BED_TEMPER] = { "bed_temper", NUMBER, HEAT },
  [BAMBU_KEY_BIG_FAN1_SPEED] = { "big_fan1_speed", NUMBER, FANS },
  [BAMBU_KEY_BIG_FAN2_SPEED] = { "big_fan2_speed", NUMBER, FANS },
  [BAMBU_KEY_CFG] = { "cfg", BITS, AMS_UNITS | SETTINGS | ABILITIES },
  [BAMBU_KEY_CHAMBER_TEMPER] = { "chamber_temper", NUMBER, HEAT | ABILITIES },
  [BAMBU_KEY_COOLING_FAN_SPEED] = { "cooling_fan_speed", NUMBER, FANS },
  [BAMBU_KEY_CTT] = { "ctt", NUMBER, HEAT },
  [BAMBU_KEY_FAN_GEAR] = { "fan_gear", NUMBER, FANS },
  [BAMBU_KEY_FLAG3] = { "flag3", NUMBER, 0 },
  [BAMBU_KEY_FUN] = { "fun", BITS, RIGHTS | HEAT | SETTINGS | ABILITIES },
  [BAMBU_KEY_FUN2] = { "fun2", BITS, ABILITIES },
  [BAMBU_KEY_GCODE_FILE] = { "gcode_file", TEXT, JOB },
  [BAMBU_KEY_GCODE_FILE_PREPARE_PERCENT] = { "gcode_file_prepare_percent", NUMBER, JOB },
  [BAMBU_KEY_GCODE_START_TIME] = { "gcode_start_time", NUMBER, JOB },
  [BAMBU_KEY_GCODE_STATE] = { "gcode_state", TEXT, JOB | STATUS },
  [BAMBU_KEY_HEATBREAK_FAN_SPEED] = { "heatbreak_fan_speed", NUMBER, FANS },
  [BAMBU_KEY_HMS] = { "hms", LIST, ALERTS | RIGHTS },
  [BAMBU_KEY_HOME_FLAG] = { "home_flag", NUMBER,
                            DETAILS | HEAT | FANS | AMS_UNITS | ABILITIES | SETTINGS },
  [BAMBU_KEY_HW_SWITCH_STATE] = { "hw_switch_state", NUMBER, EXTRUDERS },
  [BAMBU_KEY_IPCAM] = { "ipcam", OBJECT, DETAILS | SETTINGS },
  [BAMBU_KEY_JOB_ATTR] = { "job_attr", NUMBER, 0 },
  [BAMBU_KEY_JOB_ID] = { "job_id", NUMBER, 0 },
  [BAMBU_KEY_LAYER_NUM] = { "layer_num", NUMBER, JOB },
  [BAMBU_KEY_LIGHTS_REPORT] = { "lights_report", LIST, LIGHTS | ABILITIES },
  [BAMBU_KEY_MC_PERCENT] = { "mc_percent", NUMBER, JOB },
  [BAMBU_KEY_MC_REMAINING_TIME] = { "mc_remaining_time", NUMBER, JOB },
  [BAMBU_KEY_NET] = { "net", OBJECT, DETAILS },
  [BAMBU_KEY_NOZZLE_DIAMETER] = { "nozzle_diameter", NUMBER, EXTRUDERS },
  [BAMBU_KEY_NOZZLE_TARGET_TEMPER] = { "nozzle_target_temper", NUMBER, HEAT },
  [BAMBU_KEY_NOZZLE_TEMPER] = { "nozzle_temper", NUMBER, HEAT },
  [BAMBU_KEY_NOZZLE_TYPE] = { "nozzle_type", TEXT, EXTRUDERS },
  [BAMBU_KEY_ONLINE] = { "online", OBJECT, VERSION },
  [BAMBU_KEY_PLATE_IDX] = { "plate_idx", NUMBER, JOB },
  [BAMBU_KEY_PRINT_ERROR] = { "print_error", NUMBER, ALERTS },
  [BAMBU_KEY_PRINT_TYPE] = { "print_type", TEXT, JOB },
  [BAMBU_KEY_S_OBJ] = { "s_obj", LIST, JOB },
  [BAMBU_KEY_SDCARD] = { "sdcard", TRUTH, DETAILS },
  [BAMBU_KEY_SPD_LVL] = { "spd_lvl", NUMBER, STATUS },
  [BAMBU_KEY_SPD_MAG] = { "spd_mag", NUMBER, 0 },
  [BAMBU_KEY_STAGE] = { "stage", OBJECT, STATUS },
  [BAMBU_KEY_STAT] = { "stat", BITS, DETAILS | ABILITIES },
  [BAMBU_KEY_STG_CUR] = { "stg_cur", NUMBER, STATUS },
  [BAMBU_KEY_SUBTASK_ID] = { "subtask_id", NUMBER, JOB },
  [BAMBU_KEY_SUBTASK_NAME] = { "subtask_name", TEXT, JOB },
  [BAMBU_KEY_TASK_ID] = { "task_id", NUMBER, JOB },
  [BAMBU_KEY_TOTAL_LAYER_NUM] = { "total_layer_num", NUMBER, JOB },
  [BAMBU_KEY_UPGRADE_STATE] = { "upgrade_state", OBJECT, DETAILS },
  [BAMBU_KEY_VIR_SLOT] = { "vir_slot", LIST, AMS_UNITS | EXTRUDERS },
  [BAMBU_KEY_VT_TRAY] = { "vt_tray", OBJECT, AMS_UNITS | EXTRUDERS },
  [BAMBU_KEY_WIFI_SIGNAL] = { "wifi_signal", TEXT, DETAILS },
  [BAMBU_KEY_XCAM] = { "xcam", OBJECT, SETTINGS },

  [BAMBU_KEY_AMS_AMS] = { "ams", UNITS, AMS_UNITS | EXTRUDERS },
  [BAMBU_KEY_AMS_EXIST_BITS] = { "ams_exist_bits", BITS, AMS_UNITS | EXTRUDERS },
  [BAMBU_KEY_AMS_INSERT_FLAG] = { "insert_flag", TRUTH, SETTINGS },
  [BAMBU_KEY_AMS_POWER_ON_FLAG] = { "power_on_flag", TRUTH, SETTINGS },
  [BAMBU_KEY_AMS_TRAY_EXIST_BITS] = { "tray_exist_bits", BITS, AMS_UNITS },
  [BAMBU_KEY_AMS_TRAY_NOW] = { "tray_now", NUMBER, EXTRUDERS },
  [BAMBU_KEY_AMS_TRAY_READING_BITS] = { "tray_reading_bits", BITS, AMS_UNITS },
  [BAMBU_KEY_AMS_TRAY_TAR] = { "tray_tar", NUMBER, 0 },

  [BAMBU_KEY_DEVICE_AIRDUCT] = { "airduct", OBJECT, FANS | ABILITIES },
  [BAMBU_KEY_DEVICE_BED] = { "bed", OBJECT, HEAT },
  [BAMBU_KEY_DEVICE_BED_TEMP] = { "bed_temp", NUMBER, HEAT },
  [BAMBU_KEY_DEVICE_CTC] = { "ctc", OBJECT, HEAT | ABILITIES },
  [BAMBU_KEY_DEVICE_EXTRUDER] = { "extruder", OBJECT, EXTRUDERS | HEAT },
  [BAMBU_KEY_DEVICE_NOZZLE] = { "nozzle", OBJECT, EXTRUDERS | ABILITIES },
};

const BambuReportObject bambu_report_objects[BAMBU_N_REPORT_OBJECTS] = {
  { "print", 0, BAMBU_KEY_AMS_AMS },
  { "ams", BAMBU_KEY_AMS_AMS, BAMBU_KEY_DEVICE_AIRDUCT },
  { "device", BAMBU_KEY_DEVICE_AIRDUCT, BAMBU_N_KEYS },
};

BambuReportKey
bambu_report_find_key (const BambuReportObject *object, const char *name)
{
  guint first = object->first;
  guint end = object->end;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;
      int order = strcmp (name, bambu_report_fields[middle].name);

      if (order == 0)
        return middle;

      if (order < 0)
        end = middle;
      else
        first = middle + 1;
    }

  return BAMBU_N_KEYS;
}
