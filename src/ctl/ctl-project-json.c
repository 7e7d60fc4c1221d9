/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-project-json.h"

#include <words/culm-json.h>

#include "printer/bambu-model.h"

static const char *const CHECKS[] = {
  [CTL_GCODE_CHECK_NONE] = NULL,
  [CTL_GCODE_CHECK_GOOD] = "good",
  [CTL_GCODE_CHECK_NO_MD5] = "no-md5",
  [CTL_GCODE_CHECK_WRONG] = "wrong",
  [CTL_GCODE_CHECK_UNREADABLE] = "unreadable",
};

static JsonObject *
filament_to_json (gpointer item)
{
  const BambuProjectFilamentValues *values = bambu_project_filament_get_values (item);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "position", values->position);
  culm_json_add_string (object, "filament_id", values->filament_id);
  culm_json_add_string (object, "material", values->material);
  culm_json_add_string (object, "colour", values->colour);
  culm_json_add_string (object, "preset", values->preset);
  culm_json_add_number (object, "grams", values->grams);
  culm_json_add_number (object, "metres", values->metres);
  culm_json_add_integer (object, "extruder", values->extruder, values->extruder >= 0);

  return object;
}

static JsonObject *
object_to_json (gpointer item)
{
  const BambuPlateObjectValues *values = bambu_plate_object_get_values (item);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", values->id);
  culm_json_add_text (object, "name", values->name);

  return object;
}

static JsonObject *
warning_to_json (gpointer item)
{
  const BambuPlateWarningValues *values = bambu_plate_warning_get_values (item);
  JsonObject *object = json_object_new ();

  culm_json_add_string (object, "message", values->message);
  culm_json_add_integer (object, "level", values->level, values->level >= 0);
  culm_json_add_string (object, "code", values->code);

  return object;
}

static JsonObject *
plate_to_json (const BambuPlateValues *values, CtlGcodeCheck check)
{
  JsonObject *object = json_object_new ();
  JsonArray *nozzles = json_array_new ();
  const char *model = bambu_model_find (values->model_code)->name;

  for (guint i = 0; values->nozzle_diameters[i]; i++)
    json_array_add_string_element (nozzles, values->nozzle_diameters[i]);

  json_object_set_int_member (object, "index", values->index);
  culm_json_add_string (object, "name", values->name);
  json_object_set_boolean_member (object, "sliced", values->is_sliced);
  culm_json_add_integer (object, "gcode_bytes", values->gcode_bytes, values->is_sliced);
  culm_json_add_string (object, "md5", values->md5);
  culm_json_add_string (object, "gcode", CHECKS[check]);
  culm_json_add_integer (object, "seconds", values->seconds, values->seconds >= 0);
  culm_json_add_number (object, "grams", values->grams);
  culm_json_add_integer (object, "layers", values->layers, values->layers >= 0);
  culm_json_add_number (object, "height", values->height);
  culm_json_add_text (object, "model", model);
  culm_json_add_string (object, "model_code", values->model_code);
  json_object_set_array_member (object, "nozzle_diameters", nozzles);
  if (values->bed_type == BAMBU_BED_TYPE_UNKNOWN)
    json_object_set_null_member (object, "bed_type");
  else
    culm_json_add_nick (object, "bed_type", BAMBU_TYPE_BED_TYPE, values->bed_type);
  json_object_set_boolean_member (object, "support", values->has_support);
  json_object_set_boolean_member (object, "outside", values->is_outside);
  json_object_set_boolean_member (object, "labels", values->has_labels);
  json_object_set_boolean_member (object, "thumbnail", values->thumbnail != NULL);
  json_object_set_array_member (object, "filaments",
                                culm_json_from_list (values->filaments, filament_to_json));
  json_object_set_array_member (object, "objects",
                                culm_json_from_list (values->objects, object_to_json));
  json_object_set_array_member (object, "warnings",
                                culm_json_from_list (values->warnings, warning_to_json));

  return object;
}

JsonObject *
ctl_project_json_new (BambuProject *project, const CtlGcodeCheck *checks)
{
  const BambuProjectValues *values = bambu_project_get_values (project);
  JsonObject *object = json_object_new ();
  JsonArray *plates = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (values->plates); i++)
    {
      g_autoptr (BambuPlate) plate = g_list_model_get_item (values->plates, i);

      json_array_add_object_element (plates,
                                     plate_to_json (bambu_plate_get_values (plate), checks[i]));
    }

  culm_json_add_string (object, "name", values->name);
  culm_json_add_nick (object, "kind", BAMBU_TYPE_PROJECT_KIND, values->kind);
  json_object_set_int_member (object, "bytes", values->file_bytes);
  culm_json_add_string (object, "slicer_version", values->slicer_version);
  culm_json_add_string (object, "printer_preset", values->printer_preset);
  json_object_set_array_member (object, "filaments",
                                culm_json_from_list (values->filaments, filament_to_json));
  json_object_set_array_member (object, "plates", plates);

  return object;
}
