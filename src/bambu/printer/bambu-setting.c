/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-setting.h"

#include "bambu-reading-private.h"

struct _BambuSetting
{
  BambuPart parent_instance;

  BambuSettingReading reading;
};

G_DEFINE_FINAL_TYPE (BambuSetting, bambu_setting, BAMBU_TYPE_PART)

G_DEFINE_ENUM_TYPE (BambuSettingKind,
                    bambu_setting_kind,
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_STEP_LOSS, "step-loss"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_AUTO_REFILL, "auto-refill"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_SOUND, "sound"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_TANGLE, "tangle"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_BLOB, "blob"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_AIR_PRINT, "air-print"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_PURIFICATION, "purification"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_READ_ON_INSERT, "read-on-insert"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_READ_AT_START, "read-at-start"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_REMAIN, "remain"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_KEEP_FILES, "keep-files"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_DOOR, "door"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_RECORDING, "recording"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_TIMELAPSE, "timelapse"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_RESOLUTION, "resolution"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_FIRST_LAYER, "first-layer"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_PLATE_MARKER, "plate-marker"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_MONITOR, "monitor"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_SPAGHETTI, "spaghetti"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_PILE_UP, "pile-up"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_CLUMP, "clump"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_AIR_PRINT_SEEN, "air-print-seen"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_PLATE_OFFSET, "plate-offset"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_FOREIGN_OBJECT, "foreign-object"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SETTING_DISPLACEMENT, "displacement"))

G_DEFINE_ENUM_TYPE (BambuSensitivity,
                    bambu_sensitivity,
                    G_DEFINE_ENUM_VALUE (BAMBU_SENSITIVITY_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SENSITIVITY_NEVER, "never"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SENSITIVITY_LOW, "low"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SENSITIVITY_MEDIUM, "medium"),
                    G_DEFINE_ENUM_VALUE (BAMBU_SENSITIVITY_HIGH, "high"))

static const BambuField FIELDS[] = {
  BAMBU_TYPED_FIELD (BambuSettingReading, kind, "kind", ENUM, bambu_setting_kind_get_type),
  BAMBU_FIELD (BambuSettingReading, value, "value", INT),
  BAMBU_FIELD (BambuSettingReading, maximum, "maximum", INT),
  BAMBU_TYPED_FIELD (
      BambuSettingReading, sensitivity, "sensitivity", ENUM, bambu_sensitivity_get_type),
};

static void
bambu_setting_class_init (BambuSettingClass *klass)
{
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuSetting, reading));
}

static void
bambu_setting_init (BambuSetting *self)
{
  self->reading.value = -1;
}

const BambuSettingReading *
bambu_setting_get_reading (BambuSetting *self)
{
  return &self->reading;
}

BambuSettingKind
bambu_setting_get_kind (BambuSetting *self)
{
  g_return_val_if_fail (BAMBU_IS_SETTING (self), 0);

  return self->reading.kind;
}

int
bambu_setting_get_value (BambuSetting *self)
{
  g_return_val_if_fail (BAMBU_IS_SETTING (self), -1);

  return self->reading.value;
}

int
bambu_setting_get_maximum (BambuSetting *self)
{
  g_return_val_if_fail (BAMBU_IS_SETTING (self), 0);

  return self->reading.maximum;
}

BambuSensitivity
bambu_setting_get_sensitivity (BambuSetting *self)
{
  g_return_val_if_fail (BAMBU_IS_SETTING (self), BAMBU_SENSITIVITY_NONE);

  return self->reading.sensitivity;
}
