/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-heater.h"

#include <math.h>

#include "bambu-reading-private.h"

struct _BambuHeater
{
  BambuPart parent_instance;

  BambuHeaterReading reading;
};

G_DEFINE_FINAL_TYPE (BambuHeater, bambu_heater, BAMBU_TYPE_PART)

static const BambuField FIELDS[] = {
  BAMBU_FIELD (BambuHeaterReading, fitted, "fitted", BOOLEAN),
  BAMBU_FIELD (BambuHeaterReading, current, "current", DOUBLE),
  BAMBU_FIELD (BambuHeaterReading, target, "target", DOUBLE),
  BAMBU_FIELD (BambuHeaterReading, maximum, "maximum", DOUBLE),
  BAMBU_FIELD (BambuHeaterReading, heating, "heating", BOOLEAN),
};

static void
bambu_heater_class_init (BambuHeaterClass *klass)
{
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuHeater, reading));
}

static void
bambu_heater_init (BambuHeater *self)
{
  self->reading.current = NAN;
  self->reading.target = NAN;
}

const BambuHeaterReading *
bambu_heater_get_reading (BambuHeater *self)
{
  return &self->reading;
}

gboolean
bambu_heater_is_fitted (BambuHeater *self)
{
  g_return_val_if_fail (BAMBU_IS_HEATER (self), FALSE);

  return self->reading.fitted;
}

double
bambu_heater_get_current (BambuHeater *self)
{
  g_return_val_if_fail (BAMBU_IS_HEATER (self), 0);

  return self->reading.current;
}

double
bambu_heater_get_target (BambuHeater *self)
{
  g_return_val_if_fail (BAMBU_IS_HEATER (self), 0);

  return self->reading.target;
}

double
bambu_heater_get_maximum (BambuHeater *self)
{
  g_return_val_if_fail (BAMBU_IS_HEATER (self), 0);

  return self->reading.maximum;
}

gboolean
bambu_heater_is_heating (BambuHeater *self)
{
  g_return_val_if_fail (BAMBU_IS_HEATER (self), FALSE);

  return self->reading.heating;
}
