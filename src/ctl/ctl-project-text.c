/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-project-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "ctl-table.h"
#include "printer/bambu-model.h"
#include "words/culm-format.h"
#include "words/culm-project-words.h"

#define SECONDS_PER_MINUTE 60

/* What is not known is left out. */
static void
add_fact (CtlTable *table, const char *title, const char *value)
{
  if (value && *value)
    ctl_table_add (table, title, value, NULL);
}

static const char *
get_check (CtlGcodeCheck check)
{
  switch (check)
    {
    case CTL_GCODE_CHECK_GOOD:
      return _ ("as the slicer wrote it");
    case CTL_GCODE_CHECK_NO_MD5:
      return _ ("readable, without a checksum of the slicer’s");
    case CTL_GCODE_CHECK_WRONG:
      return _ ("not as the slicer wrote it");
    case CTL_GCODE_CHECK_UNREADABLE:
      return _ ("unreadable");
    case CTL_GCODE_CHECK_NONE:
    default:
      return _ ("not sliced");
    }
}

/* Without an alpha that says nothing */
static char *
colour_to_text (const char *colour)
{
  if (!colour)
    return g_strdup ("");

  return g_strdup_printf ("#%.*s", g_str_has_suffix (colour, "FF") ? 6 : 8, colour);
}

static char *
weight_to_text (double grams)
{
  return isnan (grams) ? g_strdup ("") : culm_format_weight (grams);
}

static void
add_filament (CtlTable *table, BambuProjectFilament *filament, gboolean has_two_nozzles)
{
  const BambuProjectFilamentValues *values = bambu_project_filament_get_values (filament);
  g_autofree char *title = g_strdup_printf (_ ("Filament %d"), values->position);
  g_autofree char *colour = colour_to_text (values->colour);
  g_autofree char *weight = weight_to_text (values->grams);
  const char *nozzle = "";

  if (has_two_nozzles && values->extruder >= 0)
    nozzle = culm_format_nozzle (values->extruder > 0 ? BAMBU_SIDE_LEFT : BAMBU_SIDE_RIGHT);

  ctl_table_add (table, title, values->material ? values->material : _ ("unknown"), colour, weight,
                 nozzle, values->preset ? values->preset : "", NULL);
}

static void
add_filaments (CtlTable *table, GListModel *filaments, gboolean has_two_nozzles)
{
  for (guint i = 0; i < g_list_model_get_n_items (filaments); i++)
    {
      g_autoptr (BambuProjectFilament) filament = g_list_model_get_item (filaments, i);

      add_filament (table, filament, has_two_nozzles);
    }
}

static void
add_objects (CtlTable *table, GListModel *objects)
{
  for (guint i = 0; i < g_list_model_get_n_items (objects); i++)
    {
      g_autoptr (BambuPlateObject) object = g_list_model_get_item (objects, i);
      const BambuPlateObjectValues *values = bambu_plate_object_get_values (object);
      /* Translators: something on a plate, by its number */
      g_autofree char *title = g_strdup_printf (_ ("Object %d"), values->id);

      ctl_table_add (table, title, values->name, NULL);
    }
}

static void
add_warnings (CtlTable *table, GListModel *warnings)
{
  for (guint i = 0; i < g_list_model_get_n_items (warnings); i++)
    {
      g_autoptr (BambuPlateWarning) warning = g_list_model_get_item (warnings, i);
      const BambuPlateWarningValues *values = bambu_plate_warning_get_values (warning);
      const char *text = culm_project_words_get_warning (values);

      add_fact (table, _ ("Warning"), text != NULL ? text : values->message);
    }
}

static void
print_plate (GString *text, const BambuPlateValues *values, CtlGcodeCheck check)
{
  g_autoptr (CtlTable) table = ctl_table_new ();
  g_autoptr (CtlTable) parts = ctl_table_new ();
  const char *model = bambu_model_find (values->model_code)->name;
  g_autofree char *joined = g_strjoinv (", ", (char **) values->nozzle_diameters);
  g_autofree char *diameters = culm_format_number (joined);
  /* Translators: diameters: "0.4 mm" or "0.4, 0.6 mm" */
  g_autofree char *nozzles = *diameters ? g_strdup_printf (_ ("%s mm"), diameters) : NULL;
  g_autofree char *time = values->seconds >= 0
                              ? culm_format_duration ((int) (values->seconds / SECONDS_PER_MINUTE))
                              : NULL;
  g_autofree char *weight = weight_to_text (values->grams);
  g_autofree char *layers = values->layers >= 0 ? g_strdup_printf ("%d", values->layers) : NULL;
  /* Translators: a height */
  g_autofree char *height =
      isnan (values->height) ? NULL : g_strdup_printf (_ ("%.1f mm"), values->height);

  add_fact (table, _ ("Name"), values->name);
  add_fact (table, _ ("G-code"), get_check (check));
  add_fact (table, _ ("Sliced for"), *model ? model : values->model_code);
  add_fact (table, _ ("Nozzle"), nozzles);
  add_fact (table, _ ("Plate type"), culm_project_words_get_bed (values->bed_type));
  add_fact (table, C_ ("duration", "Time"), time);
  add_fact (table, _ ("Weight"), weight);
  add_fact (table, _ ("Layers"), layers);
  add_fact (table, _ ("Height"), height);
  if (values->is_outside)
    add_fact (table, _ ("Warning"), culm_project_words_get_outside ());
  add_warnings (table, values->warnings);
  ctl_table_print (table, text, 2);

  add_filaments (parts, values->filaments, g_strv_length ((char **) values->nozzle_diameters) > 1);
  add_objects (parts, values->objects);
  ctl_table_print (parts, text, 2);
}

char *
ctl_project_text_new (BambuProject *project, const CtlGcodeCheck *checks)
{
  const BambuProjectValues *values = bambu_project_get_values (project);
  guint n_plates = g_list_model_get_n_items (values->plates);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (CtlTable) file = ctl_table_new ();

  add_fact (file, _ ("Name"), values->name);
  add_fact (file, _ ("Slicer"), values->slicer_version);
  add_fact (file, _ ("Printer"), values->printer_preset);
  if (n_plates == 0)
    add_filaments (file, values->filaments, FALSE);
  ctl_table_print (file, text, 0);

  for (guint i = 0; i < n_plates; i++)
    {
      g_autoptr (BambuPlate) item = g_list_model_get_item (values->plates, i);
      const BambuPlateValues *plate = bambu_plate_get_values (item);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Plate %d"), plate->index);
      g_string_append_c (text, '\n');
      print_plate (text, plate, checks[i]);
    }

  g_string_truncate (text, text->len - 1);

  return g_string_free_and_steal (g_steal_pointer (&text));
}
