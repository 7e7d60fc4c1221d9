/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-nozzle.h"

#include "bambu-reading-private.h"

struct _BambuNozzle
{
  BambuPart parent_instance;

  BambuNozzleReading reading;
};

G_DEFINE_FINAL_TYPE (BambuNozzle, bambu_nozzle, BAMBU_TYPE_PART)

static const BambuField FIELDS[] = {
  BAMBU_FIELD (BambuNozzleReading, position, "position", INT),
  BAMBU_FIELD (BambuNozzleReading, diameter, "diameter", DOUBLE),
  BAMBU_FIELD (BambuNozzleReading, kind, "kind", STRING),
  BAMBU_FIELD (BambuNozzleReading, colour, "colour", STRING),
  BAMBU_FIELD (BambuNozzleReading, filament_id, "filament-id", STRING),
};

static void
bambu_nozzle_class_init (BambuNozzleClass *klass)
{
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuNozzle, reading));
}

static void
bambu_nozzle_init (BambuNozzle *self)
{
}

const BambuNozzleReading *
bambu_nozzle_get_reading (BambuNozzle *self)
{
  return &self->reading;
}

int
bambu_nozzle_get_position (BambuNozzle *self)
{
  g_return_val_if_fail (BAMBU_IS_NOZZLE (self), 0);

  return self->reading.position;
}

double
bambu_nozzle_get_diameter (BambuNozzle *self)
{
  g_return_val_if_fail (BAMBU_IS_NOZZLE (self), 0);

  return self->reading.diameter;
}

const char *
bambu_nozzle_get_kind (BambuNozzle *self)
{
  g_return_val_if_fail (BAMBU_IS_NOZZLE (self), NULL);

  return self->reading.kind;
}

const char *
bambu_nozzle_get_colour (BambuNozzle *self)
{
  g_return_val_if_fail (BAMBU_IS_NOZZLE (self), NULL);

  return self->reading.colour;
}

const char *
bambu_nozzle_get_filament_id (BambuNozzle *self)
{
  g_return_val_if_fail (BAMBU_IS_NOZZLE (self), NULL);

  return self->reading.filament_id;
}
