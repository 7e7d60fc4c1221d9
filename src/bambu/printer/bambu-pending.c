/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-pending.h"

#include <math.h>

#include "bambu-reading-private.h"

struct _BambuPending
{
  BambuPart parent_instance;

  BambuPendingReading reading;
};

G_DEFINE_FINAL_TYPE (BambuPending, bambu_pending, BAMBU_TYPE_PART)

static const BambuField FIELDS[] = {
  BAMBU_TYPED_FIELD (BambuPendingReading, control, "control", ENUM, bambu_control_get_type),
  BAMBU_FIELD (BambuPendingReading, index, "index", INT),
  BAMBU_FIELD (BambuPendingReading, value, "value", DOUBLE),
  BAMBU_FIELD (BambuPendingReading, text, "text", STRING),
  BAMBU_FIELD (BambuPendingReading, active, "active", BOOLEAN),
};

static void
bambu_pending_class_init (BambuPendingClass *klass)
{
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuPending, reading));
}

static void
bambu_pending_init (BambuPending *self)
{
  self->reading.value = NAN;
}

const BambuPendingReading *
bambu_pending_get_reading (BambuPending *self)
{
  return &self->reading;
}

BambuControl
bambu_pending_get_control (BambuPending *self)
{
  g_return_val_if_fail (BAMBU_IS_PENDING (self), 0);

  return self->reading.control;
}

int
bambu_pending_get_index (BambuPending *self)
{
  g_return_val_if_fail (BAMBU_IS_PENDING (self), 0);

  return self->reading.index;
}

gboolean
bambu_pending_is_active (BambuPending *self)
{
  g_return_val_if_fail (BAMBU_IS_PENDING (self), FALSE);

  return self->reading.active;
}

double
bambu_pending_get_value (BambuPending *self)
{
  g_return_val_if_fail (BAMBU_IS_PENDING (self), NAN);

  return self->reading.value;
}

const char *
bambu_pending_get_text (BambuPending *self)
{
  g_return_val_if_fail (BAMBU_IS_PENDING (self), NULL);

  return self->reading.text;
}
