/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-enums.h"

G_BEGIN_DECLS

/**
 * BambuModel:
 * @code: `C12`; "" for an unknown model
 * @name: as users say it: `P1S`
 * @product_name: `Bambu Lab P1S`
 * @serial_prefix: the first three characters of its serials
 * @extruders: 1 or 2
 * @nozzle_max: °C
 * @bed_max: °C
 * @chamber_max: °C; 0 without a heater
 * @camera: kind of its camera
 * @capabilities: what the table says it has
 * @signed_since: (nullable): the firmware from which commands have to be signed unless Developer
 *   Mode is on (protocol/mqtt-commands.md §6); %NULL: not known
 *
 * A row of protocol/models.md. Static; a printer's report may know better.
 */
typedef struct
{
  const char *code;
  const char *name;
  const char *product_name;
  const char *serial_prefix;
  guint extruders;
  int nozzle_max;
  int bed_max;
  int chamber_max;
  BambuCameraKind camera;
  BambuCapabilities capabilities;
  const char *signed_since;
} BambuModel;

/**
 * bambu_model_find:
 * @name: (nullable): a code, an old code, a product name or what users say, in any spelling
 *
 * Returns: (transfer none): the model, or the unknown one
 */
const BambuModel *bambu_model_find (const char *name);

/**
 * bambu_model_find_by_serial:
 * @serial: a serial
 *
 * Returns: (transfer none): the model, or the unknown one
 */
const BambuModel *bambu_model_find_by_serial (const char *serial);

/**
 * bambu_model_takes_files_of:
 * @file: whom a file was sliced for
 *
 * Returns: whether printers of this model print it (protocol/models.md §1); of models that are not
 *   known nobody can tell
 */
gboolean bambu_model_takes_files_of (const BambuModel *self, const BambuModel *file);

/**
 * bambu_model_compare_firmware:
 * @a: a version, as `01.08.02.00`
 * @b: another
 *
 * Returns: less than, equal to or greater than 0 as @a is older than, the same as or newer than @b
 */
int bambu_model_compare_firmware (const char *a, const char *b);

/**
 * bambu_model_get_unknown:
 *
 * Returns: (transfer none): one extruder, limits 300 and 100 °C, nothing else taken for granted
 */
const BambuModel *bambu_model_get_unknown (void);

/**
 * bambu_model_list:
 * @n_models: (out): their number
 *
 * Returns: (transfer none) (array length=n_models): the known models, for choosing one by hand
 */
const BambuModel *bambu_model_list (guint *n_models);

G_END_DECLS
