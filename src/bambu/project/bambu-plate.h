/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-part.h"
#include "bambu-project-enums.h"

G_BEGIN_DECLS

/* What a project consists of. Each has its values in one struct, which do not change any more, and
 * as readable properties of the same names for bindings. */

#define BAMBU_TYPE_PROJECT_FILAMENT (bambu_project_filament_get_type ())
G_DECLARE_FINAL_TYPE (
    BambuProjectFilament, bambu_project_filament, BAMBU, PROJECT_FILAMENT, BambuPart)

/**
 * BambuProjectFilamentValues:
 * @position: in the project's list, from 1
 * @filament_id: (nullable): `GFA00` …
 * @material: (nullable): `PLA`, `PETG-CF` …
 * @colour: (nullable): 8 upper-case hex digits
 * @preset: (nullable): the slicer's name of it
 * @grams: that a plate needs; NaN unknown
 * @metres: likewise
 * @extruder: 0 right or only, 1 left; −1 not said
 * @nozzle_diameter: mm; 0 not said
 *
 * A filament of a project, or what a plate needs of it.
 */
typedef struct
{
  int position;
  const char *filament_id;
  const char *material;
  const char *colour;
  const char *preset;
  double grams;
  double metres;
  int extruder;
  double nozzle_diameter;
} BambuProjectFilamentValues;

/** bambu_project_filament_get_values: Returns: (transfer none) */
const BambuProjectFilamentValues *bambu_project_filament_get_values (BambuProjectFilament *self);

#define BAMBU_TYPE_PLATE_OBJECT (bambu_plate_object_get_type ())
G_DECLARE_FINAL_TYPE (BambuPlateObject, bambu_plate_object, BAMBU, PLATE_OBJECT, BambuPart)

/**
 * BambuPlateObjectValues:
 * @id: `identify_id`, what the printer is told to skip
 * @name: not unique
 *
 * Something on a plate that can be skipped.
 */
typedef struct
{
  int id;
  const char *name;
} BambuPlateObjectValues;

/** bambu_plate_object_get_values: Returns: (transfer none) */
const BambuPlateObjectValues *bambu_plate_object_get_values (BambuPlateObject *self);

#define BAMBU_TYPE_PLATE_WARNING (bambu_plate_warning_get_type ())
G_DECLARE_FINAL_TYPE (BambuPlateWarning, bambu_plate_warning, BAMBU, PLATE_WARNING, BambuPart)

/**
 * BambuPlateWarningValues:
 * @message: the slicer's word for it: `bed_temperature_too_high_than_filament`
 * @level: −1 unknown
 * @code: (nullable): `1000C001`
 *
 * What the slicer warned of.
 */
typedef struct
{
  const char *message;
  int level;
  const char *code;
} BambuPlateWarningValues;

/** bambu_plate_warning_get_values: Returns: (transfer none) */
const BambuPlateWarningValues *bambu_plate_warning_get_values (BambuPlateWarning *self);

#define BAMBU_TYPE_PLATE (bambu_plate_get_type ())
G_DECLARE_FINAL_TYPE (BambuPlate, bambu_plate, BAMBU, PLATE, BambuPart)

/**
 * BambuPlateValues:
 * @index: from 1
 * @name: (nullable): the user's
 * @is_sliced: it has G-code
 * @gcode_bytes: size of its G-code
 * @md5: (nullable): of its G-code, as the slicer noted it: 32 upper-case hex digits; see
 * bambu_project_verify_plate()
 * @seconds: how long it prints; −1 unknown
 * @grams: of all filaments; NaN unknown
 * @layers: −1 unknown
 * @height: mm; NaN unknown
 * @model_code: (nullable): the printer that it is sliced for: `C12`
 * @nozzle_diameters: mm, a text for each extruder: `0.4`
 * @bed_type: the plate that it is sliced for
 * @has_support: there are supports
 * @is_outside: something is not on the plate
 * @has_labels: its objects can be skipped
 * @thumbnail: (nullable): PNG; of 4096 points each way at most
 * @filaments: of [class@Bambu.ProjectFilament]: those that it uses
 * @objects: of [class@Bambu.PlateObject]
 * @warnings: of [class@Bambu.PlateWarning]
 *
 * A plate of a project. Times and weights are the slicer's estimates for all of it.
 */
typedef struct
{
  int index;
  const char *name;
  gboolean is_sliced;
  gint64 gcode_bytes;
  const char *md5;
  gint64 seconds;
  double grams;
  int layers;
  double height;
  const char *model_code;
  const char *const *nozzle_diameters;
  BambuBedType bed_type;
  gboolean has_support;
  gboolean is_outside;
  gboolean has_labels;
  GBytes *thumbnail;
  GListModel *filaments;
  GListModel *objects;
  GListModel *warnings;
} BambuPlateValues;

/** bambu_plate_get_values: Returns: (transfer none) */
const BambuPlateValues *bambu_plate_get_values (BambuPlate *self);

G_END_DECLS
