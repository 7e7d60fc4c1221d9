/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-part.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_PRINT_FILAMENT (bambu_print_filament_get_type ())
G_DECLARE_FINAL_TYPE (BambuPrintFilament, bambu_print_filament, BAMBU, PRINT_FILAMENT, BambuPart)

/**
 * BambuPrintFilamentValues:
 * @ams: the unit's id, as of [class@Bambu.Tray]; −1 unknown
 * @slot: from 0; −1 unknown
 * @label: (nullable): what users call the slot: `A1`, `Ext`
 * @material: (nullable): `PLA`
 * @product: (nullable): `PLA Basic`
 * @colour: (nullable): 8 upper-case hex digits
 * @grams: that the slicer says the print takes of it; NaN unknown
 *
 * Filament that a print took from a slot.
 */
typedef struct
{
  int ams;
  int slot;
  const char *label;
  const char *material;
  const char *product;
  const char *colour;
  double grams;
} BambuPrintFilamentValues;

/** bambu_print_filament_new: takes copies of what is in @values */
BambuPrintFilament *bambu_print_filament_new (const BambuPrintFilamentValues *values);

/** bambu_print_filament_get_values: Returns: (transfer none): they do not change, and are readable
 * properties of the same names */
const BambuPrintFilamentValues *bambu_print_filament_get_values (BambuPrintFilament *self);

G_END_DECLS
