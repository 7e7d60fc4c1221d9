/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-extruder.h"

#include "bambu-reading-private.h"

struct _BambuExtruder
{
  BambuPart parent_instance;

  BambuExtruderReading reading;
};

G_DEFINE_FINAL_TYPE (BambuExtruder, bambu_extruder, BAMBU_TYPE_PART)

static const BambuField FIELDS[] = {
  BAMBU_FIELD (BambuExtruderReading, id, "id", INT),
  BAMBU_TYPED_FIELD (BambuExtruderReading, side, "side", ENUM, bambu_side_get_type),
  BAMBU_FIELD (BambuExtruderReading, active, "active", BOOLEAN),
  BAMBU_TYPED_FIELD (BambuExtruderReading, heater, "heater", OBJECT, bambu_heater_get_type),
  BAMBU_FIELD (BambuExtruderReading, nozzle_id, "nozzle-id", INT),
  BAMBU_FIELD (BambuExtruderReading, nozzle_diameter, "nozzle-diameter", DOUBLE),
  BAMBU_FIELD (BambuExtruderReading, nozzle_kind, "nozzle-kind", STRING),
  BAMBU_FIELD (BambuExtruderReading, filament_inserted, "filament-inserted", INT),
  BAMBU_TYPED_FIELD (BambuExtruderReading, tray, "tray", OBJECT, bambu_tray_get_type),
};

static void
bambu_extruder_class_init (BambuExtruderClass *klass)
{
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuExtruder, reading));
}

static void
bambu_extruder_init (BambuExtruder *self)
{
  self->reading.nozzle_id = -1;
  self->reading.filament_inserted = -1;
  self->reading.heater = g_object_new (BAMBU_TYPE_HEATER, NULL);
}

const BambuExtruderReading *
bambu_extruder_get_reading (BambuExtruder *self)
{
  return &self->reading;
}

int
bambu_extruder_get_id (BambuExtruder *self)
{
  g_return_val_if_fail (BAMBU_IS_EXTRUDER (self), 0);

  return self->reading.id;
}

BambuSide
bambu_extruder_get_side (BambuExtruder *self)
{
  g_return_val_if_fail (BAMBU_IS_EXTRUDER (self), 0);

  return self->reading.side;
}

gboolean
bambu_extruder_is_active (BambuExtruder *self)
{
  g_return_val_if_fail (BAMBU_IS_EXTRUDER (self), FALSE);

  return self->reading.active;
}

BambuHeater *
bambu_extruder_get_heater (BambuExtruder *self)
{
  g_return_val_if_fail (BAMBU_IS_EXTRUDER (self), NULL);

  return self->reading.heater;
}

int
bambu_extruder_get_nozzle_id (BambuExtruder *self)
{
  g_return_val_if_fail (BAMBU_IS_EXTRUDER (self), 0);

  return self->reading.nozzle_id;
}

double
bambu_extruder_get_nozzle_diameter (BambuExtruder *self)
{
  g_return_val_if_fail (BAMBU_IS_EXTRUDER (self), 0);

  return self->reading.nozzle_diameter;
}

const char *
bambu_extruder_get_nozzle_kind (BambuExtruder *self)
{
  g_return_val_if_fail (BAMBU_IS_EXTRUDER (self), NULL);

  return self->reading.nozzle_kind;
}

int
bambu_extruder_get_filament_inserted (BambuExtruder *self)
{
  g_return_val_if_fail (BAMBU_IS_EXTRUDER (self), 0);

  return self->reading.filament_inserted;
}

BambuTray *
bambu_extruder_get_tray (BambuExtruder *self)
{
  g_return_val_if_fail (BAMBU_IS_EXTRUDER (self), NULL);

  return self->reading.tray;
}
