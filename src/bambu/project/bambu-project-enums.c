/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-project-enums.h"

G_DEFINE_QUARK (bambu_project_error, bambu_project_error)

G_DEFINE_ENUM_TYPE (BambuProjectKind,
                    bambu_project_kind,
                    G_DEFINE_ENUM_VALUE (BAMBU_PROJECT_KIND_SLICED, "sliced"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PROJECT_KIND_UNSLICED, "unsliced"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PROJECT_KIND_MODEL, "model"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PROJECT_KIND_FOREIGN, "foreign"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PROJECT_KIND_GCODE, "gcode"))

G_DEFINE_ENUM_TYPE (BambuBedType,
                    bambu_bed_type,
                    G_DEFINE_ENUM_VALUE (BAMBU_BED_TYPE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (BAMBU_BED_TYPE_COOL, "cool_plate"),
                    G_DEFINE_ENUM_VALUE (BAMBU_BED_TYPE_ENGINEERING, "eng_plate"),
                    G_DEFINE_ENUM_VALUE (BAMBU_BED_TYPE_HIGH_TEMP, "hot_plate"),
                    G_DEFINE_ENUM_VALUE (BAMBU_BED_TYPE_TEXTURED, "textured_plate"),
                    G_DEFINE_ENUM_VALUE (BAMBU_BED_TYPE_SUPERTACK, "supertack_plate"))

/* As the project's settings have them */
static const char *const NAMES[] = {
  [BAMBU_BED_TYPE_COOL] = "Cool Plate",
  [BAMBU_BED_TYPE_ENGINEERING] = "Engineering Plate",
  [BAMBU_BED_TYPE_HIGH_TEMP] = "High Temp Plate",
  [BAMBU_BED_TYPE_TEXTURED] = "Textured PEI Plate",
  [BAMBU_BED_TYPE_SUPERTACK] = "Supertack Plate",
};

BambuBedType
bambu_bed_type_find (const char *name)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (BAMBU_TYPE_BED_TYPE);
  const GEnumValue *value = name ? g_enum_get_value_by_nick (klass, name) : NULL;

  if (value)
    return value->value;

  for (guint i = 0; name && i < G_N_ELEMENTS (NAMES); i++)
    if (NAMES[i] && g_ascii_strcasecmp (NAMES[i], name) == 0)
      return i;

  return BAMBU_BED_TYPE_UNKNOWN;
}
