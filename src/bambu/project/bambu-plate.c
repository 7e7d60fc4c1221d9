/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-plate-private.h"

#include "bambu-facts-private.h"

static const BambuField FILAMENT_FIELDS[] = {
  BAMBU_FIELD (BambuProjectFilamentValues, position, "position", INT),
  BAMBU_FIELD (BambuProjectFilamentValues, filament_id, "filament-id", STRING),
  BAMBU_FIELD (BambuProjectFilamentValues, material, "material", STRING),
  BAMBU_FIELD (BambuProjectFilamentValues, colour, "colour", STRING),
  BAMBU_FIELD (BambuProjectFilamentValues, preset, "preset", STRING),
  BAMBU_FIELD (BambuProjectFilamentValues, grams, "grams", DOUBLE),
  BAMBU_FIELD (BambuProjectFilamentValues, metres, "metres", DOUBLE),
  BAMBU_FIELD (BambuProjectFilamentValues, extruder, "extruder", INT),
  BAMBU_FIELD (BambuProjectFilamentValues, nozzle_diameter, "nozzle-diameter", DOUBLE),
};

BAMBU_DEFINE_FACTS (BambuProjectFilament, bambu_project_filament, FILAMENT_FIELDS)

static const BambuField OBJECT_FIELDS[] = {
  BAMBU_FIELD (BambuPlateObjectValues, id, "id", INT),
  BAMBU_FIELD (BambuPlateObjectValues, name, "name", STRING),
};

BAMBU_DEFINE_FACTS (BambuPlateObject, bambu_plate_object, OBJECT_FIELDS)

static const BambuField WARNING_FIELDS[] = {
  BAMBU_FIELD (BambuPlateWarningValues, message, "message", STRING),
  BAMBU_FIELD (BambuPlateWarningValues, level, "level", INT),
  BAMBU_FIELD (BambuPlateWarningValues, code, "code", STRING),
};

BAMBU_DEFINE_FACTS (BambuPlateWarning, bambu_plate_warning, WARNING_FIELDS)

static const BambuField PLATE_FIELDS[] = {
  BAMBU_FIELD (BambuPlateValues, index, "index", INT),
  BAMBU_FIELD (BambuPlateValues, name, "name", STRING),
  BAMBU_FIELD (BambuPlateValues, is_sliced, "is-sliced", BOOLEAN),
  BAMBU_FIELD (BambuPlateValues, gcode_bytes, "gcode-bytes", INT64),
  BAMBU_FIELD (BambuPlateValues, md5, "md5", STRING),
  BAMBU_FIELD (BambuPlateValues, seconds, "seconds", INT64),
  BAMBU_FIELD (BambuPlateValues, grams, "grams", DOUBLE),
  BAMBU_FIELD (BambuPlateValues, layers, "layers", INT),
  BAMBU_FIELD (BambuPlateValues, height, "height", DOUBLE),
  BAMBU_FIELD (BambuPlateValues, model_code, "model-code", STRING),
  BAMBU_FIELD (BambuPlateValues, nozzle_diameters, "nozzle-diameters", STRV),
  BAMBU_TYPED_FIELD (BambuPlateValues, bed_type, "bed-type", ENUM, bambu_bed_type_get_type),
  BAMBU_FIELD (BambuPlateValues, has_support, "has-support", BOOLEAN),
  BAMBU_FIELD (BambuPlateValues, is_outside, "is-outside", BOOLEAN),
  BAMBU_FIELD (BambuPlateValues, has_labels, "has-labels", BOOLEAN),
  BAMBU_FIELD (BambuPlateValues, thumbnail, "thumbnail", BYTES),
  BAMBU_TYPED_FIELD (BambuPlateValues, filaments, "filaments", OBJECT, g_list_model_get_type),
  BAMBU_TYPED_FIELD (BambuPlateValues, objects, "objects", OBJECT, g_list_model_get_type),
  BAMBU_TYPED_FIELD (BambuPlateValues, warnings, "warnings", OBJECT, g_list_model_get_type),
};

BAMBU_DEFINE_FACTS (BambuPlate, bambu_plate, PLATE_FIELDS)
