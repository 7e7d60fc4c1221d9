/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What filaments there are. Pure. */

/**
 * BambuFilament:
 * @id: `GFL99`: what printers call it
 * @name: `Generic PLA`: a product's name, not for translation
 * @material: `PLA`: what kind of plastic printers take it for
 *
 * A filament that printers know.
 */
typedef struct
{
  char id[8];
  const char *name;
  const char *material;
} BambuFilament;

/**
 * BambuMaterial:
 * @name: `PLA`
 * @nozzle_min: °C
 * @nozzle_max: °C
 * @dry_celsius: what it is dried at; it softens not far above
 * @dry_hours: for how long
 *
 * What is usual for a kind of plastic. Other spools than the usual may differ.
 */
typedef struct
{
  const char *name;
  int nozzle_min;
  int nozzle_max;
  int dry_celsius;
  int dry_hours;
} BambuMaterial;

/** bambu_filament_list: Returns: (array length=n_filaments): all, by id */
const BambuFilament *bambu_filament_list (gsize *n_filaments);
/** bambu_filament_find: Returns: (nullable): the one of that id */
const BambuFilament *bambu_filament_find (const char *id);
/** bambu_filament_get_name: Returns: (nullable): the name of the one of that id */
const char *bambu_filament_get_name (const char *id);
/** bambu_filament_dup_setting_id: Returns: (transfer full) (nullable): what the preset of a
 * filament is called, `GFSL99`; %NULL for a user's own */
char *bambu_filament_dup_setting_id (const char *id);

/** bambu_material_list: Returns: (array length=n_materials): all, by name */
const BambuMaterial *bambu_material_list (gsize *n_materials);
/** bambu_material_find: Returns: (nullable): for @name; those of `PA` are also for `PA-CF` */
const BambuMaterial *bambu_material_find (const char *name);

G_END_DECLS
