/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-extruder.h"
#include "bambu-part-private.h"
#include "bambu-pending.h"
#include "bambu-printer.h"
#include "bambu-setting.h"

G_BEGIN_DECLS

/* What each part shows, as plain values: the properties' documentation stands in the parts'
 * headers. A decoded reading borrows its strings and objects; the one inside a part owns them. */

typedef struct
{
  const char *name;
  const char *file;
  const char *print_type;
  gint64 task_id;
  gboolean active;
  int plate;
  int percent;
  int remaining_minutes;
  gint64 start_time;
  gint64 end_time;
  gint64 done_time;
  int layer;
  int total_layers;
  int prepare_percent;
  int n_skipped;
} BambuJobReading;

typedef struct
{
  gboolean fitted;
  double current;
  double target;
  double maximum;
  gboolean heating;
} BambuHeaterReading;

typedef struct
{
  BambuFanKind kind;
  int percent;
  gboolean automatic;
} BambuFanReading;

typedef struct
{
  const char *node;
  const char *mode;
  gboolean on;
} BambuLightReading;

typedef struct
{
  int position;
  double diameter;
  const char *kind;
  const char *colour;
  const char *filament_id;
} BambuNozzleReading;

typedef struct
{
  int ams;
  int slot;
  int reported_id;
  const char *label;
  BambuTrayState state;
  const char *material;
  const char *product;
  const char *reported_product;
  const char *filament_id;
  const char *const *colours;
  BambuSpoolPattern pattern;
  int remain_percent;
  int reported_remain;
  gboolean read_by_rfid;
  int nozzle_temp_min;
  int nozzle_temp_max;
  const char *spool_id;
  int k_profile;
  double k;
  gboolean in_use;
} BambuTrayReading;

typedef struct
{
  int id;
  BambuAmsKind kind;
  const char *name;
  int extruder;
  int humidity_level;
  int humidity_percent;
  double temperature;
  BambuDrying drying;
  int dry_minutes_left;
  const char *dry_material;
  int dry_temperature;
  int dry_hours;
  BambuDryObstacles dry_obstacles;
  const char *firmware;
} BambuAmsReading;

typedef struct
{
  int id;
  BambuSide side;
  gboolean active;
  BambuHeater *heater;
  int nozzle_id;
  double nozzle_diameter;
  const char *nozzle_kind;
  int filament_inserted;
  BambuTray *tray;
} BambuExtruderReading;

typedef struct
{
  const char *code;
  BambuAlertKind kind;
  BambuSeverity severity;
  const char *text;
  const char *url;
  int value;
  int limit;
  gint64 first_seen;
} BambuAlertReading;

typedef struct
{
  BambuSettingKind kind;
  int value;
  int maximum;
  BambuSensitivity sensitivity;
} BambuSettingReading;

typedef struct
{
  BambuControl control;
  int index;
  gboolean active;
  double value;
  const char *text;
} BambuPendingReading;

/* What the printer itself shows. Its parts and lists are made with it and stay. */
typedef struct
{
  BambuJob *job;
  BambuHeater *bed;
  BambuHeater *chamber;
  GListStore *extruders;
  GListStore *nozzle_rack;
  GListStore *fans;
  GListStore *lights;
  GListStore *ams_units;
  GListStore *external_trays;
  GListStore *alerts;
  GListStore *settings;
  GListStore *warnings;
  const char *model_name;
  BambuRights rights;
  BambuCapabilities capabilities;
  gint64 seen;
  gboolean has_report;
  BambuState state;
  const char *state_word;
  int stage;
  const char *stage_name;
  BambuExtruder *active_extruder;
  BambuTray *active_tray;
  int speed_level;
  BambuAmsActivity ams_activity;
  int ams_step;
  const char *firmware;
  const char *product_name;
  const char *ip;
  int wifi_dbm;
  gboolean wired;
  BambuDoor door;
  BambuStorageState storage;
  BambuCameraKind camera_kind;
  gboolean camera_off;
  gboolean upgrading;
  int upgrade_percent;
  const char *upgrade_version;
  int air_mode;
  int air_submode;
} BambuPrinterReading;

/* What each part shows now; to start a new reading from. */
const BambuJobReading *bambu_job_get_reading (BambuJob *self);
const BambuHeaterReading *bambu_heater_get_reading (BambuHeater *self);
const BambuFanReading *bambu_fan_get_reading (BambuFan *self);
const BambuLightReading *bambu_light_get_reading (BambuLight *self);
const BambuNozzleReading *bambu_nozzle_get_reading (BambuNozzle *self);
const BambuTrayReading *bambu_tray_get_reading (BambuTray *self);
const BambuAmsReading *bambu_ams_get_reading (BambuAms *self);
const BambuExtruderReading *bambu_extruder_get_reading (BambuExtruder *self);
const BambuAlertReading *bambu_alert_get_reading (BambuAlert *self);
const BambuSettingReading *bambu_setting_get_reading (BambuSetting *self);
const BambuPendingReading *bambu_pending_get_reading (BambuPending *self);

/* A unit's slots, to be filled; the same list that the unit is. */
GListStore *bambu_ams_get_trays (BambuAms *self);

G_END_DECLS
