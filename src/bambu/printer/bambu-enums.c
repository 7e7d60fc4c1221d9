/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-enums.h"

G_DEFINE_ENUM_TYPE (BambuState,
                    bambu_state,
                    G_DEFINE_ENUM_VALUE (BAMBU_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STATE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STATE_PREPARE, "prepare"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STATE_SLICING, "slicing"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STATE_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STATE_PAUSE, "pause"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STATE_FINISH, "finish"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STATE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STATE_INIT, "init"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STATE_OFFLINE, "offline"))

G_DEFINE_ENUM_TYPE (BambuFreshness,
                    bambu_freshness,
                    G_DEFINE_ENUM_VALUE (BAMBU_FRESHNESS_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (BAMBU_FRESHNESS_LAST_KNOWN, "last-known"),
                    G_DEFINE_ENUM_VALUE (BAMBU_FRESHNESS_LIVE, "live"))

G_DEFINE_ENUM_TYPE (BambuRights,
                    bambu_rights,
                    G_DEFINE_ENUM_VALUE (BAMBU_RIGHTS_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (BAMBU_RIGHTS_FULL, "full"),
                    G_DEFINE_ENUM_VALUE (BAMBU_RIGHTS_VIEW_ONLY, "view-only"))

G_DEFINE_ENUM_TYPE (BambuConnection,
                    bambu_connection,
                    G_DEFINE_ENUM_VALUE (BAMBU_CONNECTION_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CONNECTION_LAN, "lan"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CONNECTION_CLOUD, "cloud"))

G_DEFINE_ENUM_TYPE (BambuCameraKind,
                    bambu_camera_kind,
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_KIND_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_KIND_JPEG, "jpeg"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_KIND_RTSPS, "rtsps"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_KIND_UNKNOWN, "unknown"))

G_DEFINE_ENUM_TYPE (BambuStorageState,
                    bambu_storage_state,
                    G_DEFINE_ENUM_VALUE (BAMBU_STORAGE_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STORAGE_STATE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STORAGE_STATE_OK, "ok"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STORAGE_STATE_ABNORMAL, "abnormal"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STORAGE_STATE_READ_ONLY, "read-only"))

G_DEFINE_ENUM_TYPE (BambuDoor,
                    bambu_door,
                    G_DEFINE_ENUM_VALUE (BAMBU_DOOR_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (BAMBU_DOOR_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (BAMBU_DOOR_OPEN, "open"))

G_DEFINE_ENUM_TYPE (BambuSide,
                    bambu_side,
                    G_DEFINE_ENUM_VALUE (BAMBU_SIDE_ONLY, "only"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SIDE_RIGHT, "right"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SIDE_LEFT, "left"))

G_DEFINE_ENUM_TYPE (BambuFanKind,
                    bambu_fan_kind,
                    G_DEFINE_ENUM_VALUE (BAMBU_FAN_KIND_PART, "part"),
                    G_DEFINE_ENUM_VALUE (BAMBU_FAN_KIND_AUX, "aux"),
                    G_DEFINE_ENUM_VALUE (BAMBU_FAN_KIND_CHAMBER, "chamber"),
                    G_DEFINE_ENUM_VALUE (BAMBU_FAN_KIND_HEATBREAK, "heatbreak"),
                    G_DEFINE_ENUM_VALUE (BAMBU_FAN_KIND_INNER_LOOP, "inner-loop"),
                    G_DEFINE_ENUM_VALUE (BAMBU_FAN_KIND_SECOND_AUX, "second-aux"))

G_DEFINE_ENUM_TYPE (BambuAmsKind,
                    bambu_ams_kind,
                    G_DEFINE_ENUM_VALUE (BAMBU_AMS_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (BAMBU_AMS_KIND_AMS, "ams"),
                    G_DEFINE_ENUM_VALUE (BAMBU_AMS_KIND_LITE, "lite"),
                    G_DEFINE_ENUM_VALUE (BAMBU_AMS_KIND_2_PRO, "2-pro"),
                    G_DEFINE_ENUM_VALUE (BAMBU_AMS_KIND_HT, "ht"))

G_DEFINE_ENUM_TYPE (BambuDrying,
                    bambu_drying,
                    G_DEFINE_ENUM_VALUE (BAMBU_DRYING_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (BAMBU_DRYING_CHECKING, "checking"),
                    G_DEFINE_ENUM_VALUE (BAMBU_DRYING_ACTIVE, "active"),
                    G_DEFINE_ENUM_VALUE (BAMBU_DRYING_COOLING, "cooling"),
                    G_DEFINE_ENUM_VALUE (BAMBU_DRYING_STOPPING, "stopping"),
                    G_DEFINE_ENUM_VALUE (BAMBU_DRYING_ERROR, "error"),
                    G_DEFINE_ENUM_VALUE (BAMBU_DRYING_CANNOT_STOP, "cannot-stop"),
                    G_DEFINE_ENUM_VALUE (BAMBU_DRYING_SELF_TEST, "self-test"))

G_DEFINE_ENUM_TYPE (BambuTrayState,
                    bambu_tray_state,
                    G_DEFINE_ENUM_VALUE (BAMBU_TRAY_STATE_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (BAMBU_TRAY_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (BAMBU_TRAY_STATE_READING, "reading"),
                    G_DEFINE_ENUM_VALUE (BAMBU_TRAY_STATE_KNOWN, "known"))

G_DEFINE_ENUM_TYPE (BambuSpoolPattern,
                    bambu_spool_pattern,
                    G_DEFINE_ENUM_VALUE (BAMBU_SPOOL_PATTERN_SOLID, "solid"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SPOOL_PATTERN_MULTI, "multi"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SPOOL_PATTERN_GRADIENT, "gradient"))

G_DEFINE_ENUM_TYPE (BambuSeverity,
                    bambu_severity,
                    G_DEFINE_ENUM_VALUE (BAMBU_SEVERITY_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SEVERITY_FATAL, "fatal"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SEVERITY_SERIOUS, "serious"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SEVERITY_COMMON, "common"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SEVERITY_INFO, "info"))

G_DEFINE_ENUM_TYPE (BambuAlertKind,
                    bambu_alert_kind,
                    G_DEFINE_ENUM_VALUE (BAMBU_ALERT_KIND_HMS, "hms"),
                    G_DEFINE_ENUM_VALUE (BAMBU_ALERT_KIND_PRINT_ERROR, "print-error"),
                    G_DEFINE_ENUM_VALUE (BAMBU_ALERT_KIND_FILAMENT_LOW, "filament-low"),
                    G_DEFINE_ENUM_VALUE (BAMBU_ALERT_KIND_HUMIDITY, "humidity"),
                    G_DEFINE_ENUM_VALUE (BAMBU_ALERT_KIND_HEAT, "heat"))

G_DEFINE_FLAGS_TYPE (BambuAlertActions,
                     bambu_alert_actions,
                     G_DEFINE_ENUM_VALUE (BAMBU_ALERT_ACTION_RESUME, "resume"),
                     G_DEFINE_ENUM_VALUE (BAMBU_ALERT_ACTION_RETRY, "retry"),
                     G_DEFINE_ENUM_VALUE (BAMBU_ALERT_ACTION_DONE, "done"),
                     G_DEFINE_ENUM_VALUE (BAMBU_ALERT_ACTION_IGNORE, "ignore"),
                     G_DEFINE_ENUM_VALUE (BAMBU_ALERT_ACTION_STOP, "stop"),
                     G_DEFINE_ENUM_VALUE (BAMBU_ALERT_ACTION_DISMISS, "dismiss"))

G_DEFINE_FLAGS_TYPE (BambuCapabilities,
                     bambu_capabilities,
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_CHAMBER_SENSOR, "chamber-sensor"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_CHAMBER_HEATER, "chamber-heater"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_AUX_FAN, "aux-fan"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_CHAMBER_FAN, "chamber-fan"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_AIR_DUCT, "air-duct"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_DOOR_SENSOR, "door-sensor"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_LIDAR, "lidar"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_CHAMBER_LIGHT, "chamber-light"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_NOZZLE_RACK, "nozzle-rack"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_SLOW_PUSHALL, "slow-pushall"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_PRINTS_WITHOUT_CARD,
                                          "prints-without-card"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_BED_SLINGER, "bed-slinger"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_BUZZER, "buzzer"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_NEW_PROTOCOL, "new-protocol"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_COMMAND_HOME, "command-home"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_COMMAND_JOG, "command-jog"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_COMMAND_BED, "command-bed"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_SKIP_OBJECTS, "skip-objects"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_REMOTE_DRYING, "remote-drying"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_DOOR_RULE, "door-rule"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_MOTOR_NOISE, "motor-noise"),
                     G_DEFINE_ENUM_VALUE (BAMBU_CAPABILITY_INTERNAL_STORAGE, "internal-storage"))

G_DEFINE_ENUM_TYPE (BambuAmsActivity,
                    bambu_ams_activity,
                    G_DEFINE_ENUM_VALUE (BAMBU_AMS_ACTIVITY_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (BAMBU_AMS_ACTIVITY_CHANGE, "change"),
                    G_DEFINE_ENUM_VALUE (BAMBU_AMS_ACTIVITY_READING, "reading"),
                    G_DEFINE_ENUM_VALUE (BAMBU_AMS_ACTIVITY_ASSIST, "assist"),
                    G_DEFINE_ENUM_VALUE (BAMBU_AMS_ACTIVITY_CALIBRATION, "calibration"),
                    G_DEFINE_ENUM_VALUE (BAMBU_AMS_ACTIVITY_OTHER, "other"))

G_DEFINE_FLAGS_TYPE (BambuDryObstacles,
                     bambu_dry_obstacles,
                     G_DEFINE_ENUM_VALUE (BAMBU_DRY_OBSTACLE_JOB, "job"),
                     G_DEFINE_ENUM_VALUE (BAMBU_DRY_OBSTACLE_POWER, "power"),
                     G_DEFINE_ENUM_VALUE (BAMBU_DRY_OBSTACLE_BUSY, "busy"),
                     G_DEFINE_ENUM_VALUE (BAMBU_DRY_OBSTACLE_FILAMENT_AT_OUTLET,
                                          "filament-at-outlet"),
                     G_DEFINE_ENUM_VALUE (BAMBU_DRY_OBSTACLE_STARTING, "starting"),
                     G_DEFINE_ENUM_VALUE (BAMBU_DRY_OBSTACLE_FLAT_MODE, "flat-mode"),
                     G_DEFINE_ENUM_VALUE (BAMBU_DRY_OBSTACLE_DRYING, "drying"),
                     G_DEFINE_ENUM_VALUE (BAMBU_DRY_OBSTACLE_UPGRADING, "upgrading"),
                     G_DEFINE_ENUM_VALUE (BAMBU_DRY_OBSTACLE_POWER_ADAPTER, "power-adapter"),
                     G_DEFINE_ENUM_VALUE (BAMBU_DRY_OBSTACLE_UNLOAD_BY_HAND, "unload-by-hand"))
