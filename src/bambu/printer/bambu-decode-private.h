/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-reading-private.h"
#include "bambu-report-private.h"
#include "bambu-versions-private.h"

G_BEGIN_DECLS

/* From a merged report to what the parts show. Pure: no clock but the one handed in. A reading
 * comes with what the part shows until now, so that a value of a wrong type changes nothing.
 * Strings point into the report, into the reading's place next to it (`…Decoding`) or are static:
 * they are good until the report or that place changes. */

#define BAMBU_EXTRUDERS_MAX 2
#define BAMBU_FANS_MAX (BAMBU_FAN_KIND_SECOND_AUX + 1)
#define BAMBU_LIGHTS_MAX 16
#define BAMBU_RACK_MAX 16
#define BAMBU_ALERTS_MAX 64
#define BAMBU_UNITS_MAX 16
#define BAMBU_SLOTS_MAX 4
#define BAMBU_COLOURS_MAX 8

/* bambu-decode-job.c */

typedef struct
{
  BambuState state;
  const char *state_word;
  int stage;
  const char *stage_name;
  int speed_level;
  BambuAmsActivity ams_activity;
  int ams_step;
  char stage_text[24];
} BambuStatusDecoding;

void bambu_decode_job (const BambuReport *report, gint64 now, BambuJobReading *job);
void bambu_decode_status (const BambuReport *report, BambuStatusDecoding *status);

/* bambu-decode-heat.c */

BambuCapabilities bambu_decode_capabilities (const BambuReport *report,
                                             const BambuModel *model,
                                             BambuCapabilities known);
void bambu_decode_bed (const BambuReport *report, const BambuModel *model, BambuHeaterReading *bed);
void bambu_decode_chamber (const BambuReport *report,
                           const BambuModel *model,
                           BambuCapabilities capabilities,
                           BambuHeaterReading *chamber);
/* One reading a kind; returns the set of fitted kinds as bits. */
guint bambu_decode_fans (const BambuReport *report,
                         BambuCapabilities capabilities,
                         BambuFanReading fans[BAMBU_FANS_MAX]);

/* The air duct's mode and sub-mode; −1 for none. */
void bambu_decode_air_mode (const BambuReport *report, int *mode, int *submode);
/* Whether the air duct has @mode. */
gboolean bambu_decode_has_air_mode (const BambuReport *report, int mode);

/* bambu-decode-extruder.c */

guint bambu_decode_count_extruders (const BambuReport *report, const BambuModel *model);
/* Whether extruder @id is the one that prints. */
gboolean bambu_decode_is_active (const BambuReport *report, int id);
void bambu_decode_nozzle_heater (const BambuReport *report,
                                 const BambuModel *model,
                                 int id,
                                 BambuHeaterReading *heater);
void bambu_decode_extruder (const BambuReport *report,
                            guint n_extruders,
                            int id,
                            BambuExtruderReading *extruder);
/* Where extruder @id's filament is going to come from while it is changed; FALSE: from nowhere. */
gboolean bambu_decode_filament_target (const BambuReport *report, int id, int *ams, int *slot);
/* Where the extruder's filament comes from; FALSE if from nowhere. */
gboolean bambu_decode_filament (const BambuReport *report, int id, int *ams, int *slot);
guint bambu_decode_nozzle_rack (const BambuReport *report,
                                BambuNozzleReading nozzles[BAMBU_RACK_MAX]);

/* bambu-decode-ams.c */

typedef struct
{
  int id;
  yyjson_mut_val *value;
} BambuUnitSource;

typedef struct
{
  BambuTrayReading reading;
  char label[16];
  char colours[BAMBU_COLOURS_MAX][9];
  const char *colour_list[BAMBU_COLOURS_MAX + 1];
} BambuTrayDecoding;

/* The units that are there, by id. */
guint bambu_decode_list_units (const BambuReport *report, BambuUnitSource units[BAMBU_UNITS_MAX]);
void bambu_decode_ams (const BambuReport *report,
                       const BambuModel *model,
                       const BambuVersions *versions,
                       const BambuUnitSource *unit,
                       BambuAmsReading *ams,
                       char name[24]);
guint bambu_decode_count_slots (BambuAmsKind kind);
void bambu_decode_tray (const BambuReport *report,
                        const BambuUnitSource *unit,
                        int slot,
                        BambuTrayDecoding *tray);
/* External spools, each with its %BAMBU_EXTERNAL_MAIN or DEPUTY. */
guint bambu_decode_list_external (const BambuReport *report,
                                  BambuUnitSource trays[BAMBU_EXTRUDERS_MAX]);
void bambu_decode_external (const BambuReport *report,
                            const BambuUnitSource *source,
                            gboolean only,
                            BambuTrayDecoding *tray);

/* bambu-decode-details.c */

typedef struct
{
  BambuAlertReading reading;
  char code[24];
} BambuAlertDecoding;

typedef struct
{
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
  char ip_text[16];
} BambuDetailsDecoding;

guint bambu_decode_alerts (const BambuReport *report, BambuAlertDecoding alerts[BAMBU_ALERTS_MAX]);
/* A light of unknown mode keeps the one it had: `mode` is NULL. */
guint bambu_decode_lights (const BambuReport *report, BambuLightReading lights[BAMBU_LIGHTS_MAX]);
void bambu_decode_details (const BambuReport *report,
                           const BambuModel *model,
                           BambuCapabilities capabilities,
                           BambuDetailsDecoding *details);
/* What the report says; BAMBU_RIGHTS_UNKNOWN if nothing. */
BambuRights bambu_decode_rights (const BambuReport *report);
/* The same by the mode that the printer is in; not by what it complains of. */
BambuRights bambu_decode_mode (const BambuReport *report);
/* It reports that a command was refused for want of a signature. */
gboolean bambu_decode_complains_of_signature (const BambuReport *report);
/* `online.version`: changes with the modules' versions; −1 unknown. */
gint64 bambu_decode_online_version (const BambuReport *report);

/* bambu-decode-settings.c: one reading a kind; returns the kinds that there are as bits. */
guint64 bambu_decode_settings (const BambuReport *report,
                               BambuCapabilities capabilities,
                               BambuSettingReading settings[BAMBU_N_SETTINGS]);

/* What commands call a detector; NULL for what is none. */
const char *bambu_decode_get_detector (BambuSettingKind kind);

/* `print_error`; 0 none. */
guint32 bambu_decode_print_error (const BambuReport *report);
/* Whether a bit of a field of hexadecimal text is set; FALSE if it is not there. */
gboolean bambu_decode_has_bit (const BambuReport *report, BambuReportKey key, guint bit);
/* The same of `home_flag`, which is a decimal number, negative or not. */
gboolean bambu_decode_has_home_bit (const BambuReport *report, guint bit);

G_END_DECLS
