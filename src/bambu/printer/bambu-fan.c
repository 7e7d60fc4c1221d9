/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-fan.h"

#include "bambu-reading-private.h"

struct _BambuFan
{
  BambuPart parent_instance;

  BambuFanReading reading;
};

G_DEFINE_FINAL_TYPE (BambuFan, bambu_fan, BAMBU_TYPE_PART)

static const BambuField FIELDS[] = {
  BAMBU_TYPED_FIELD (BambuFanReading, kind, "kind", ENUM, bambu_fan_kind_get_type),
  BAMBU_FIELD (BambuFanReading, percent, "percent", INT),
  BAMBU_FIELD (BambuFanReading, automatic, "automatic", BOOLEAN),
};

static void
bambu_fan_class_init (BambuFanClass *klass)
{
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuFan, reading));
}

static void
bambu_fan_init (BambuFan *self)
{
  self->reading.percent = -1;
}

const BambuFanReading *
bambu_fan_get_reading (BambuFan *self)
{
  return &self->reading;
}

BambuFanKind
bambu_fan_get_kind (BambuFan *self)
{
  g_return_val_if_fail (BAMBU_IS_FAN (self), 0);

  return self->reading.kind;
}

int
bambu_fan_get_percent (BambuFan *self)
{
  g_return_val_if_fail (BAMBU_IS_FAN (self), 0);

  return self->reading.percent;
}

gboolean
bambu_fan_is_automatic (BambuFan *self)
{
  g_return_val_if_fail (BAMBU_IS_FAN (self), FALSE);

  return self->reading.automatic;
}
