/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-tray.h"

#include <math.h>

#include "bambu-filament.h"
#include "bambu-reading-private.h"

struct _BambuTray
{
  BambuPart parent_instance;

  BambuTrayReading reading;
};

G_DEFINE_FINAL_TYPE (BambuTray, bambu_tray, BAMBU_TYPE_PART)

static const BambuField FIELDS[] = {
  BAMBU_FIELD (BambuTrayReading, ams, "ams", INT),
  BAMBU_FIELD (BambuTrayReading, slot, "slot", INT),
  BAMBU_FIELD (BambuTrayReading, reported_id, "reported-id", INT),
  BAMBU_FIELD (BambuTrayReading, label, "label", STRING),
  BAMBU_TYPED_FIELD (BambuTrayReading, state, "state", ENUM, bambu_tray_state_get_type),
  BAMBU_FIELD (BambuTrayReading, material, "material", STRING),
  BAMBU_FIELD (BambuTrayReading, product, "product", STRING),
  BAMBU_FIELD (BambuTrayReading, reported_product, "reported-product", STRING),
  BAMBU_FIELD (BambuTrayReading, filament_id, "filament-id", STRING),
  BAMBU_FIELD (BambuTrayReading, colours, "colours", STRV),
  BAMBU_TYPED_FIELD (BambuTrayReading, pattern, "pattern", ENUM, bambu_spool_pattern_get_type),
  BAMBU_FIELD (BambuTrayReading, remain_percent, "remain-percent", INT),
  BAMBU_FIELD (BambuTrayReading, reported_remain, "reported-remain", INT),
  BAMBU_FIELD (BambuTrayReading, read_by_rfid, "read-by-rfid", BOOLEAN),
  BAMBU_FIELD (BambuTrayReading, nozzle_temp_min, "nozzle-temp-min", INT),
  BAMBU_FIELD (BambuTrayReading, nozzle_temp_max, "nozzle-temp-max", INT),
  BAMBU_FIELD (BambuTrayReading, spool_id, "spool-id", STRING),
  BAMBU_FIELD (BambuTrayReading, k_profile, "k-profile", INT),
  BAMBU_FIELD (BambuTrayReading, k, "k", DOUBLE),
  BAMBU_FIELD (BambuTrayReading, in_use, "in-use", BOOLEAN),
};

static void
bambu_tray_class_init (BambuTrayClass *klass)
{
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuTray, reading));
}

static void
bambu_tray_init (BambuTray *self)
{
  self->reading.label = g_strdup ("");
  self->reading.remain_percent = -1;
  self->reading.reported_remain = -1;
  self->reading.k_profile = -1;
  self->reading.k = NAN;
}

const BambuTrayReading *
bambu_tray_get_reading (BambuTray *self)
{
  return &self->reading;
}

int
bambu_tray_get_ams (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), 0);

  return self->reading.ams;
}

int
bambu_tray_get_slot (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), 0);

  return self->reading.slot;
}

int
bambu_tray_get_reported_id (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), 0);

  return self->reading.reported_id;
}

const char *
bambu_tray_get_label (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), NULL);

  return self->reading.label;
}

BambuTrayState
bambu_tray_get_state (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), 0);

  return self->reading.state;
}

const char *
bambu_tray_get_material (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), NULL);

  return self->reading.material;
}

const char *
bambu_tray_get_product (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), NULL);

  return self->reading.product;
}

const char *
bambu_tray_get_reported_product (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), NULL);

  return self->reading.reported_product;
}

const char *
bambu_tray_get_filament_id (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), NULL);

  return self->reading.filament_id;
}

const char *const *
bambu_tray_get_colours (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), NULL);

  return self->reading.colours;
}

BambuSpoolPattern
bambu_tray_get_pattern (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), 0);

  return self->reading.pattern;
}

int
bambu_tray_get_remain_percent (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), 0);

  return self->reading.remain_percent;
}

int
bambu_tray_get_reported_remain (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), 0);

  return self->reading.reported_remain;
}

gboolean
bambu_tray_is_read_by_rfid (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), FALSE);

  return self->reading.read_by_rfid;
}

int
bambu_tray_get_nozzle_temp_min (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), 0);

  return self->reading.nozzle_temp_min;
}

int
bambu_tray_get_nozzle_temp_max (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), 0);

  return self->reading.nozzle_temp_max;
}

int
bambu_tray_get_dry_limit (BambuTray *self)
{
  const BambuMaterial *material;

  g_return_val_if_fail (BAMBU_IS_TRAY (self), 0);

  if (self->reading.state == BAMBU_TRAY_STATE_EMPTY)
    return G_MAXINT;

  material = self->reading.material ? bambu_material_find (self->reading.material) : NULL;

  return material ? material->dry_celsius : 0;
}

const char *
bambu_tray_get_spool_id (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), NULL);

  return self->reading.spool_id;
}

gboolean
bambu_tray_is_in_use (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), FALSE);

  return self->reading.in_use;
}

gboolean
bambu_tray_is_external (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), FALSE);

  return self->reading.ams == BAMBU_EXTERNAL_MAIN || self->reading.ams == BAMBU_EXTERNAL_DEPUTY;
}

int
bambu_tray_get_k_profile (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), -1);

  return self->reading.k_profile;
}

double
bambu_tray_get_k (BambuTray *self)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (self), NAN);

  return self->reading.k;
}
