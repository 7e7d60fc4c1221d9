/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-filament.h"

#include <math.h>

#include "bambu-part-private.h"

struct _BambuPrintFilament
{
  BambuPart parent_instance;

  BambuPrintFilamentValues values;
};

G_DEFINE_FINAL_TYPE (BambuPrintFilament, bambu_print_filament, BAMBU_TYPE_PART)

static const BambuField FIELDS[] = {
  BAMBU_FIELD (BambuPrintFilamentValues, ams, "ams", INT),
  BAMBU_FIELD (BambuPrintFilamentValues, slot, "slot", INT),
  BAMBU_FIELD (BambuPrintFilamentValues, label, "label", STRING),
  BAMBU_FIELD (BambuPrintFilamentValues, material, "material", STRING),
  BAMBU_FIELD (BambuPrintFilamentValues, product, "product", STRING),
  BAMBU_FIELD (BambuPrintFilamentValues, colour, "colour", STRING),
  BAMBU_FIELD (BambuPrintFilamentValues, grams, "grams", DOUBLE),
};

static void
bambu_print_filament_class_init (BambuPrintFilamentClass *klass)
{
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuPrintFilament, values));
}

static void
bambu_print_filament_init (BambuPrintFilament *self)
{
  self->values.ams = -1;
  self->values.slot = -1;
  self->values.grams = NAN;
}

BambuPrintFilament *
bambu_print_filament_new (const BambuPrintFilamentValues *values)
{
  BambuPrintFilament *self;

  g_return_val_if_fail (values != NULL, NULL);

  self = g_object_new (BAMBU_TYPE_PRINT_FILAMENT, NULL);
  bambu_part_apply (BAMBU_PART (self), values);

  return self;
}

const BambuPrintFilamentValues *
bambu_print_filament_get_values (BambuPrintFilament *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_FILAMENT (self), NULL);

  return &self->values;
}
