/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-decode-private.h"

#include <string.h>

#include "bambu-value-private.h"

#define NONE (-1)

/* Settings that are bits: newer firmware has them in `cfg`, all in `home_flag`. */
typedef struct
{
  BambuSettingKind kind;
  int cfg_bit;
  int home_bit;
  int support_bit;    /* of `home_flag`; NONE: all that report it have it */
  gboolean needs_ams; /* nothing to choose without one */
} BitSetting;

static const BitSetting BIT_SETTINGS[] = {
  { BAMBU_SETTING_STEP_LOSS, 16, 4, NONE, FALSE },
  { BAMBU_SETTING_AUTO_REFILL, 18, 10, NONE, TRUE },
  { BAMBU_SETTING_SOUND, 22, 17, 18, FALSE },
  { BAMBU_SETTING_TANGLE, 23, 20, 19, FALSE },
  { BAMBU_SETTING_BLOB, 24, 24, 25, FALSE },
  { BAMBU_SETTING_AIR_PRINT, NONE, 28, 29, FALSE },
  { BAMBU_SETTING_REMAIN, 17, 7, NONE, TRUE },
  { BAMBU_SETTING_KEEP_FILES, 19, 11, NONE, FALSE },
};

/* Detectors, with their bits in `xcam.cfg`; those of older firmware are members of `xcam`. */
typedef struct
{
  BambuSettingKind kind;
  const char *key;
  int cfg_bit;
  int sensitivity_bit;
  int support_bit; /* of `fun` */
} Detector;

static const Detector DETECTORS[] = {
  { BAMBU_SETTING_FIRST_LAYER, "first_layer_inspector", NONE, NONE, NONE },
  { BAMBU_SETTING_PLATE_MARKER, "buildplate_marker_detector", NONE, NONE, NONE },
  { BAMBU_SETTING_MONITOR, "printing_monitor", NONE, NONE, NONE },
  { BAMBU_SETTING_SPAGHETTI, "spaghetti_detector", 7, 8, 42 },
  { BAMBU_SETTING_PILE_UP, "pileup_detector", 10, 11, 43 },
  { BAMBU_SETTING_CLUMP, "clump_detector", 13, 14, 44 },
  { BAMBU_SETTING_AIR_PRINT_SEEN, "airprint_detector", 16, 17, 45 },
  { BAMBU_SETTING_PLATE_OFFSET, "plate_offset_switch", 20, NONE, NONE },
  { BAMBU_SETTING_FOREIGN_OBJECT, "fod_check", 21, NONE, NONE },
  { BAMBU_SETTING_DISPLACEMENT, "model_movement_check", 22, NONE, NONE },
};

/* What is being decoded. */
typedef struct
{
  const BambuReport *report;
  BambuSettingReading *settings;
  guint64 fitted;
} Decoding;

static void
set (Decoding *self, BambuSettingKind kind, int value, int maximum)
{
  self->settings[kind].value = value;
  self->settings[kind].maximum = maximum;
  self->fitted |= G_GUINT64_CONSTANT (1) << kind;
}

static void
decode_bits (Decoding *self, gboolean has_ams)
{
  guint64 cfg = 0;
  gint64 home = 0;
  gboolean has_cfg = bambu_value_read_bits (bambu_report_get (self->report, BAMBU_KEY_CFG), &cfg)
                     == BAMBU_ANSWER_GOOD;
  gboolean has_home =
      bambu_value_read_int (bambu_report_get (self->report, BAMBU_KEY_HOME_FLAG), &home)
      == BAMBU_ANSWER_GOOD;

  for (guint i = 0; i < G_N_ELEMENTS (BIT_SETTINGS); i++)
    {
      const BitSetting *setting = &BIT_SETTINGS[i];

      if ((setting->needs_ams && !has_ams)
          || (setting->support_bit != NONE && !(home >> setting->support_bit & 1)))
        continue;

      if (has_cfg && setting->cfg_bit != NONE)
        set (self, setting->kind, cfg >> setting->cfg_bit & 1, 1);
      else if (has_home)
        set (self, setting->kind, home >> setting->home_bit & 1, 1);
    }
}

static void
decode_truth (Decoding *self, BambuSettingKind kind, yyjson_mut_val *value)
{
  if (yyjson_mut_is_bool (value))
    set (self, kind, yyjson_mut_get_bool (value), 1);
  else if (value != NULL)
    set (self, kind, self->settings[kind].value, 1);
}

static void
decode_reading (Decoding *self, gboolean has_ams)
{
  guint64 cfg = 0;
  yyjson_mut_val *insert = bambu_report_get (self->report, BAMBU_KEY_AMS_INSERT_FLAG);
  yyjson_mut_val *start = bambu_report_get (self->report, BAMBU_KEY_AMS_POWER_ON_FLAG);

  if (!has_ams)
    return;

  if (insert == NULL && start == NULL
      && bambu_value_read_bits (bambu_report_get (self->report, BAMBU_KEY_CFG), &cfg)
             == BAMBU_ANSWER_GOOD)
    {
      set (self, BAMBU_SETTING_READ_ON_INSERT, cfg & 1, 1);
      set (self, BAMBU_SETTING_READ_AT_START, cfg >> 1 & 1, 1);
      return;
    }

  decode_truth (self, BAMBU_SETTING_READ_ON_INSERT, insert);
  decode_truth (self, BAMBU_SETTING_READ_AT_START, start);
}

static void
decode_word (Decoding *self, BambuSettingKind kind, const char *key, const char *const words[2])
{
  yyjson_mut_val *camera = bambu_report_get (self->report, BAMBU_KEY_IPCAM);
  const char *word = yyjson_mut_get_str (yyjson_mut_obj_get (camera, key));

  for (int value = 0; value < 2; value++)
    if (g_strcmp0 (word, words[value]) == 0)
      set (self, kind, value, 1);
}

static void
decode_camera (Decoding *self)
{
  static const char *const SWITCH[] = { "disable", "enable" };
  static const char *const RESOLUTIONS[] = { "720p", "1080p" };
  yyjson_mut_val *camera = bambu_report_get (self->report, BAMBU_KEY_IPCAM);
  yyjson_mut_val *choices = bambu_value_get (camera, "resolution_supported");

  decode_word (self, BAMBU_SETTING_RECORDING, "ipcam_record", SWITCH);
  decode_word (self, BAMBU_SETTING_TIMELAPSE, "timelapse", SWITCH);

  if (yyjson_mut_arr_size (choices) > 1)
    decode_word (self, BAMBU_SETTING_RESOLUTION, "resolution", RESOLUTIONS);
}

static BambuSensitivity
parse_sensitivity (const char *word)
{
  static const char *const WORDS[] = { "never_halt", "low", "medium", "high" };

  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (g_strcmp0 (word, WORDS[i]) == 0)
      return BAMBU_SENSITIVITY_NEVER + i;

  return BAMBU_SENSITIVITY_NONE;
}

static void
decode_detectors (Decoding *self)
{
  yyjson_mut_val *xcam = bambu_report_get (self->report, BAMBU_KEY_XCAM);
  const char *word = yyjson_mut_get_str (bambu_value_get (xcam, "halt_print_sensitivity"));
  gint64 cfg = 0;
  guint64 fun = 0;
  gboolean has_cfg =
      bambu_value_read_int (bambu_value_get (xcam, "cfg"), &cfg) == BAMBU_ANSWER_GOOD;
  gboolean has_fun = bambu_value_read_bits (bambu_report_get (self->report, BAMBU_KEY_FUN), &fun)
                     == BAMBU_ANSWER_GOOD;

  for (guint i = 0; i < G_N_ELEMENTS (DETECTORS); i++)
    {
      const Detector *detector = &DETECTORS[i];
      BambuSensitivity sensitivity = BAMBU_SENSITIVITY_NONE;

      if (has_cfg && detector->cfg_bit != NONE)
        {
          if (detector->support_bit != NONE && has_fun && !(fun >> detector->support_bit & 1))
            continue;

          set (self, detector->kind, cfg >> detector->cfg_bit & 1, 1);
          if (detector->sensitivity_bit != NONE)
            sensitivity = BAMBU_SENSITIVITY_LOW + MIN (cfg >> detector->sensitivity_bit & 3, 2);
        }
      else
        {
          decode_truth (self, detector->kind, yyjson_mut_obj_get (xcam, detector->key));
          if (detector->kind == BAMBU_SETTING_MONITOR || detector->kind == BAMBU_SETTING_SPAGHETTI)
            sensitivity = parse_sensitivity (word);
        }

      self->settings[detector->kind].sensitivity = sensitivity;
    }
}

guint64
bambu_decode_settings (const BambuReport *report,
                       BambuCapabilities capabilities,
                       BambuSettingReading settings[BAMBU_N_SETTINGS])
{
  BambuUnitSource units[BAMBU_UNITS_MAX];
  gboolean has_ams = bambu_decode_list_units (report, units) > 0;
  Decoding decoding = { report, settings, 0 };
  guint64 cfg = 0;

  for (guint i = 0; i < BAMBU_N_SETTINGS; i++)
    settings[i].kind = i;

  decode_bits (&decoding, has_ams);
  decode_reading (&decoding, has_ams);
  decode_camera (&decoding);
  decode_detectors (&decoding);

  if ((capabilities & BAMBU_CAPABILITY_DOOR_RULE)
      && bambu_value_read_bits (bambu_report_get (report, BAMBU_KEY_CFG), &cfg)
             == BAMBU_ANSWER_GOOD)
    set (&decoding, BAMBU_SETTING_DOOR, MIN (cfg >> 20 & 3, 2), 2);

  return decoding.fitted;
}

const char *
bambu_decode_get_detector (BambuSettingKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (DETECTORS); i++)
    if (DETECTORS[i].kind == kind)
      return DETECTORS[i].key;

  return NULL;
}
