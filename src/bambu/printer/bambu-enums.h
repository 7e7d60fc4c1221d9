/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The words that several parts of a printer share. Nicks are the words of culmctl's JSON. */

/**
 * BambuState:
 *
 * `gcode_state` as reported; %BAMBU_STATE_UNKNOWN is also every word not listed here.
 */
typedef enum
{
  BAMBU_STATE_UNKNOWN,
  BAMBU_STATE_IDLE,
  BAMBU_STATE_PREPARE,
  BAMBU_STATE_SLICING,
  BAMBU_STATE_RUNNING,
  BAMBU_STATE_PAUSE,
  BAMBU_STATE_FINISH,
  BAMBU_STATE_FAILED,
  BAMBU_STATE_INIT,
  BAMBU_STATE_OFFLINE,
} BambuState;

/**
 * BambuFreshness:
 * @BAMBU_FRESHNESS_OFFLINE: silent for over 120 s, or not reached since the start
 * @BAMBU_FRESHNESS_LAST_KNOWN: silent for over 30 s, or the link is down
 * @BAMBU_FRESHNESS_LIVE: a report came within 30 s and the link is up
 */
typedef enum
{
  BAMBU_FRESHNESS_OFFLINE,
  BAMBU_FRESHNESS_LAST_KNOWN,
  BAMBU_FRESHNESS_LIVE,
} BambuFreshness;

/** BambuRights: who may command this printer; learned from `fun` bit 29 and from refusals. */
typedef enum
{
  BAMBU_RIGHTS_UNKNOWN,
  BAMBU_RIGHTS_FULL,
  BAMBU_RIGHTS_VIEW_ONLY,
} BambuRights;

/** BambuConnection: the way in use. */
typedef enum
{
  BAMBU_CONNECTION_NONE,
  BAMBU_CONNECTION_LAN,
  BAMBU_CONNECTION_CLOUD,
} BambuConnection;

/** BambuCameraKind: unknown: there is one, of either kind; of a model that nobody knows. */
typedef enum
{
  BAMBU_CAMERA_KIND_NONE,
  BAMBU_CAMERA_KIND_JPEG,
  BAMBU_CAMERA_KIND_RTSPS,
  BAMBU_CAMERA_KIND_UNKNOWN,
} BambuCameraKind;

typedef enum
{
  BAMBU_STORAGE_STATE_UNKNOWN,
  BAMBU_STORAGE_STATE_NONE,
  BAMBU_STORAGE_STATE_OK,
  BAMBU_STORAGE_STATE_ABNORMAL,
  BAMBU_STORAGE_STATE_READ_ONLY,
} BambuStorageState;

typedef enum
{
  BAMBU_DOOR_UNKNOWN,
  BAMBU_DOOR_CLOSED,
  BAMBU_DOOR_OPEN,
} BambuDoor;

typedef enum
{
  BAMBU_SIDE_ONLY,
  BAMBU_SIDE_RIGHT,
  BAMBU_SIDE_LEFT,
} BambuSide;

typedef enum
{
  BAMBU_FAN_KIND_PART,
  BAMBU_FAN_KIND_AUX,
  BAMBU_FAN_KIND_CHAMBER,
  BAMBU_FAN_KIND_HEATBREAK,
  BAMBU_FAN_KIND_INNER_LOOP,
  BAMBU_FAN_KIND_SECOND_AUX,
} BambuFanKind;

/** BambuAmsKind: the kinds of protocol/ams.md §1. */
typedef enum
{
  BAMBU_AMS_KIND_UNKNOWN,
  BAMBU_AMS_KIND_AMS,
  BAMBU_AMS_KIND_LITE,
  BAMBU_AMS_KIND_2_PRO,
  BAMBU_AMS_KIND_HT,
} BambuAmsKind;

/**
 * BambuDrying: what a unit's dryer does.
 */
typedef enum
{
  BAMBU_DRYING_OFF,
  BAMBU_DRYING_CHECKING,
  BAMBU_DRYING_ACTIVE,
  BAMBU_DRYING_COOLING,
  BAMBU_DRYING_STOPPING,
  BAMBU_DRYING_ERROR,
  BAMBU_DRYING_CANNOT_STOP,
  BAMBU_DRYING_SELF_TEST,
} BambuDrying;

/**
 * BambuTrayState:
 * @BAMBU_TRAY_STATE_EMPTY: no spool
 * @BAMBU_TRAY_STATE_UNKNOWN: a spool that is not identified
 * @BAMBU_TRAY_STATE_READING: its tag is being read
 * @BAMBU_TRAY_STATE_KNOWN: a spool with a material
 */
typedef enum
{
  BAMBU_TRAY_STATE_EMPTY,
  BAMBU_TRAY_STATE_UNKNOWN,
  BAMBU_TRAY_STATE_READING,
  BAMBU_TRAY_STATE_KNOWN,
} BambuTrayState;

/**
 * BambuAmsActivity:
 * @BAMBU_AMS_ACTIVITY_ASSIST: feeds the running print, as always
 *
 * What the AMS does (`ams_status`).
 */
typedef enum
{
  BAMBU_AMS_ACTIVITY_IDLE,
  BAMBU_AMS_ACTIVITY_CHANGE,
  BAMBU_AMS_ACTIVITY_READING,
  BAMBU_AMS_ACTIVITY_ASSIST,
  BAMBU_AMS_ACTIVITY_CALIBRATION,
  BAMBU_AMS_ACTIVITY_OTHER,
} BambuAmsActivity;

/**
 * BambuDryObstacles:
 *
 * Why a unit cannot dry now: bits of the numbers in `dry_sf_reason` (protocol/ams.md §4).
 */
typedef enum
{
  BAMBU_DRY_OBSTACLE_JOB = 1 << 0,
  BAMBU_DRY_OBSTACLE_POWER = 1 << 1,
  BAMBU_DRY_OBSTACLE_BUSY = 1 << 2,
  BAMBU_DRY_OBSTACLE_FILAMENT_AT_OUTLET = 1 << 3,
  BAMBU_DRY_OBSTACLE_STARTING = 1 << 4,
  BAMBU_DRY_OBSTACLE_FLAT_MODE = 1 << 5,
  BAMBU_DRY_OBSTACLE_DRYING = 1 << 6,
  BAMBU_DRY_OBSTACLE_UPGRADING = 1 << 7,
  BAMBU_DRY_OBSTACLE_POWER_ADAPTER = 1 << 8,
  BAMBU_DRY_OBSTACLE_UNLOAD_BY_HAND = 1 << 10,
} BambuDryObstacles;

/** BambuSpoolPattern: how the colours of one spool lie. */
typedef enum
{
  BAMBU_SPOOL_PATTERN_SOLID,
  BAMBU_SPOOL_PATTERN_MULTI,
  BAMBU_SPOOL_PATTERN_GRADIENT,
} BambuSpoolPattern;

/** BambuSeverity: `code >> 16` of an HMS entry; print errors count as serious. */
typedef enum
{
  BAMBU_SEVERITY_UNKNOWN,
  BAMBU_SEVERITY_FATAL,
  BAMBU_SEVERITY_SERIOUS,
  BAMBU_SEVERITY_COMMON,
  BAMBU_SEVERITY_INFO,
} BambuSeverity;

/**
 * BambuAlertKind:
 * @BAMBU_ALERT_KIND_HMS: an entry of the printer's `hms`
 * @BAMBU_ALERT_KIND_PRINT_ERROR: the printer's `print_error`
 * @BAMBU_ALERT_KIND_FILAMENT_LOW: ours: a spool has less than the limit
 * @BAMBU_ALERT_KIND_HUMIDITY: ours: the air in an AMS unit is wetter than its filament likes
 * @BAMBU_ALERT_KIND_HEAT: ours: an AMS unit is hotter than its filament likes
 */
typedef enum
{
  BAMBU_ALERT_KIND_HMS,
  BAMBU_ALERT_KIND_PRINT_ERROR,
  BAMBU_ALERT_KIND_FILAMENT_LOW,
  BAMBU_ALERT_KIND_HUMIDITY,
  BAMBU_ALERT_KIND_HEAT,
} BambuAlertKind;

/**
 * BambuAlertActions:
 * @BAMBU_ALERT_ACTION_RESUME: go on with the job
 * @BAMBU_ALERT_ACTION_RETRY: the AMS tries its last step again
 * @BAMBU_ALERT_ACTION_DONE: the user saw filament come out
 * @BAMBU_ALERT_ACTION_IGNORE: go on with the job although the camera found fault with it
 * @BAMBU_ALERT_ACTION_STOP: end the job
 * @BAMBU_ALERT_ACTION_DISMISS: take the message off the printer's screen
 *
 * What can be answered to a print error.
 */
typedef enum
{
  BAMBU_ALERT_ACTION_RESUME = 1 << 0,
  BAMBU_ALERT_ACTION_RETRY = 1 << 1,
  BAMBU_ALERT_ACTION_DONE = 1 << 2,
  BAMBU_ALERT_ACTION_IGNORE = 1 << 3,
  BAMBU_ALERT_ACTION_STOP = 1 << 4,
  BAMBU_ALERT_ACTION_DISMISS = 1 << 5,
} BambuAlertActions;

/**
 * BambuCapabilities:
 *
 * What this printer has, from the model table and, where the report shows it, from the report
 * (protocol/models.md §2).
 */
typedef enum
{
  BAMBU_CAPABILITY_CHAMBER_SENSOR = 1 << 0,
  BAMBU_CAPABILITY_CHAMBER_HEATER = 1 << 1,
  BAMBU_CAPABILITY_AUX_FAN = 1 << 2,
  BAMBU_CAPABILITY_CHAMBER_FAN = 1 << 3,
  BAMBU_CAPABILITY_AIR_DUCT = 1 << 4,
  BAMBU_CAPABILITY_DOOR_SENSOR = 1 << 5,
  BAMBU_CAPABILITY_LIDAR = 1 << 6,
  BAMBU_CAPABILITY_CHAMBER_LIGHT = 1 << 7,
  BAMBU_CAPABILITY_NOZZLE_RACK = 1 << 8,
  BAMBU_CAPABILITY_SLOW_PUSHALL = 1 << 9, /* P1 and A1 lag when asked often */
  BAMBU_CAPABILITY_PRINTS_WITHOUT_CARD = 1 << 10,
  BAMBU_CAPABILITY_BED_SLINGER = 1 << 11,
  BAMBU_CAPABILITY_BUZZER = 1 << 12,
  BAMBU_CAPABILITY_NEW_PROTOCOL = 1 << 13, /* `cfg`, `fun`, `aux` and `stat` are reported */
  BAMBU_CAPABILITY_COMMAND_HOME = 1 << 14, /* knows `back_to_center` */
  BAMBU_CAPABILITY_COMMAND_JOG = 1 << 15,  /* knows `xyz_ctrl` */
  BAMBU_CAPABILITY_COMMAND_BED = 1 << 16,  /* knows `set_bed_temp` */
  BAMBU_CAPABILITY_SKIP_OBJECTS = 1 << 17,
  BAMBU_CAPABILITY_REMOTE_DRYING = 1 << 18,
  BAMBU_CAPABILITY_DOOR_RULE = 1 << 19,
  BAMBU_CAPABILITY_MOTOR_NOISE = 1 << 20,
  BAMBU_CAPABILITY_INTERNAL_STORAGE = 1 << 21, /* which is not reached by FTPS */
} BambuCapabilities;

#define BAMBU_TYPE_STATE (bambu_state_get_type ())
#define BAMBU_TYPE_FRESHNESS (bambu_freshness_get_type ())
#define BAMBU_TYPE_RIGHTS (bambu_rights_get_type ())
#define BAMBU_TYPE_CONNECTION (bambu_connection_get_type ())
#define BAMBU_TYPE_CAMERA_KIND (bambu_camera_kind_get_type ())
#define BAMBU_TYPE_STORAGE_STATE (bambu_storage_state_get_type ())
#define BAMBU_TYPE_DOOR (bambu_door_get_type ())
#define BAMBU_TYPE_SIDE (bambu_side_get_type ())
#define BAMBU_TYPE_FAN_KIND (bambu_fan_kind_get_type ())
#define BAMBU_TYPE_AMS_KIND (bambu_ams_kind_get_type ())
#define BAMBU_TYPE_DRYING (bambu_drying_get_type ())
#define BAMBU_TYPE_TRAY_STATE (bambu_tray_state_get_type ())
#define BAMBU_TYPE_AMS_ACTIVITY (bambu_ams_activity_get_type ())
#define BAMBU_TYPE_DRY_OBSTACLES (bambu_dry_obstacles_get_type ())
#define BAMBU_TYPE_SPOOL_PATTERN (bambu_spool_pattern_get_type ())
#define BAMBU_TYPE_SEVERITY (bambu_severity_get_type ())
#define BAMBU_TYPE_ALERT_KIND (bambu_alert_kind_get_type ())
#define BAMBU_TYPE_ALERT_ACTIONS (bambu_alert_actions_get_type ())
#define BAMBU_TYPE_CAPABILITIES (bambu_capabilities_get_type ())

GType bambu_state_get_type (void) G_GNUC_CONST;
GType bambu_freshness_get_type (void) G_GNUC_CONST;
GType bambu_rights_get_type (void) G_GNUC_CONST;
GType bambu_connection_get_type (void) G_GNUC_CONST;
GType bambu_camera_kind_get_type (void) G_GNUC_CONST;
GType bambu_storage_state_get_type (void) G_GNUC_CONST;
GType bambu_door_get_type (void) G_GNUC_CONST;
GType bambu_side_get_type (void) G_GNUC_CONST;
GType bambu_fan_kind_get_type (void) G_GNUC_CONST;
GType bambu_ams_kind_get_type (void) G_GNUC_CONST;
GType bambu_drying_get_type (void) G_GNUC_CONST;
GType bambu_tray_state_get_type (void) G_GNUC_CONST;
GType bambu_ams_activity_get_type (void) G_GNUC_CONST;
GType bambu_dry_obstacles_get_type (void) G_GNUC_CONST;
GType bambu_spool_pattern_get_type (void) G_GNUC_CONST;
GType bambu_severity_get_type (void) G_GNUC_CONST;
GType bambu_alert_kind_get_type (void) G_GNUC_CONST;
GType bambu_alert_actions_get_type (void) G_GNUC_CONST;
GType bambu_capabilities_get_type (void) G_GNUC_CONST;

G_END_DECLS
