/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-project-draft-private.h"

#include <math.h>
#include <string.h>

#include "bambu-plate-private.h"

/* Longer than any name of a thing, and no burden */
#define MAX_TEXT_BYTES 300

static void
plate_draft_free (BambuPlateDraft *self)
{
  g_clear_pointer (&self->values.thumbnail, g_bytes_unref);
  g_array_unref (self->filaments);
  g_array_unref (self->layout_filaments);
  g_array_unref (self->objects);
  g_array_unref (self->instances);
  g_array_unref (self->warnings);
  g_array_unref (self->filament_maps);
  g_free (self);
}

BambuProjectDraft *
bambu_project_draft_new (void)
{
  BambuProjectDraft *self = g_new0 (BambuProjectDraft, 1);

  self->texts = g_string_chunk_new (1024);
  self->strvs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->plates = g_ptr_array_new_with_free_func ((GDestroyNotify) plate_draft_free);
  self->object_names = g_hash_table_new (NULL, NULL);

  return self;
}

void
bambu_project_draft_free (BambuProjectDraft *self)
{
  g_hash_table_unref (self->object_names);
  g_ptr_array_unref (self->plates);
  g_ptr_array_unref (self->strvs);
  g_string_chunk_free (self->texts);
  g_free (self);
}

gboolean
bambu_project_draft_too_many (GError **error, const char *what, guint limit)
{
  g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_TOO_LARGE, "more than %u %s", limit,
               what);

  return FALSE;
}

BambuPlateDraft *
bambu_project_draft_get_plate (BambuProjectDraft *self, gint64 index, GError **error)
{
  BambuPlateDraft *plate;
  guint place;

  if (index < 1 || index > BAMBU_PROJECT_MAX_PLATES)
    {
      bambu_project_draft_too_many (error, "plates", BAMBU_PROJECT_MAX_PLATES);
      return NULL;
    }

  for (place = 0; place < self->plates->len; place++)
    {
      plate = self->plates->pdata[place];

      if (plate->values.index == index)
        return plate;
      if (plate->values.index > index)
        break;
    }

  plate = g_new0 (BambuPlateDraft, 1);
  plate->values.index = (int) index;
  plate->values.seconds = -1;
  plate->values.grams = NAN;
  plate->values.layers = -1;
  plate->values.height = NAN;
  plate->filaments = g_array_new (FALSE, FALSE, sizeof (BambuFilamentDraft));
  plate->layout_filaments = g_array_new (FALSE, FALSE, sizeof (int));
  plate->objects = g_array_new (FALSE, FALSE, sizeof (BambuPlateObjectValues));
  plate->instances = g_array_new (FALSE, FALSE, sizeof (BambuInstanceDraft));
  plate->warnings = g_array_new (FALSE, FALSE, sizeof (BambuPlateWarningValues));
  plate->filament_maps = g_array_new (FALSE, FALSE, sizeof (int));
  g_ptr_array_insert (self->plates, (int) place, plate);

  return plate;
}

const char *
bambu_project_draft_add_text (BambuProjectDraft *self, const char *text)
{
  gsize length;

  if (!text || !*text)
    return NULL;

  length = strlen (text);
  if (length > MAX_TEXT_BYTES)
    length = g_utf8_find_prev_char (text, text + MAX_TEXT_BYTES + 1) - text;

  return g_string_chunk_insert_len (self->texts, text, length);
}

const char *const *
bambu_project_draft_take_texts (BambuProjectDraft *self, GStrv texts)
{
  g_ptr_array_add (self->strvs, texts);

  return (const char *const *) texts;
}

const char *
bambu_project_draft_add_colour (BambuProjectDraft *self, const char *colour)
{
  g_autofree char *digits = NULL;
  gsize length;

  if (!colour || *colour != '#')
    return NULL;

  colour++;
  length = strlen (colour);
  if ((length != strlen ("RRGGBB") && length != strlen ("RRGGBBAA"))
      || strspn (colour, "0123456789abcdefABCDEF") != length)
    return NULL;

  digits = g_ascii_strup (colour, -1);
  if (length == strlen ("RRGGBB"))
    {
      g_autofree char *opaque = g_strconcat (digits, "FF", NULL);

      return bambu_project_draft_add_text (self, opaque);
    }

  return bambu_project_draft_add_text (self, digits);
}

gboolean
bambu_project_read_number (const char *text, double *value)
{
  char *end;
  double number;

  if (!text || !*text)
    return FALSE;

  number = g_ascii_strtod (text, &end);
  while (g_ascii_isspace (*end))
    end++;

  if (*end || !isfinite (number) || number < 0)
    return FALSE;

  *value = number;

  return TRUE;
}

gboolean
bambu_project_read_integer (const char *text, gint64 maximum, gint64 *value)
{
  double number;

  /* Some are written with a point. */
  if (!bambu_project_read_number (text, &number) || number > (double) maximum)
    return FALSE;

  *value = (gint64) number;

  return TRUE;
}

char *
bambu_project_dup_text (GBytes *bytes)
{
  static const char mark[] = "\xef\xbb\xbf";
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size >= strlen (mark) && memcmp (data, mark, strlen (mark)) == 0)
    {
      data += strlen (mark);
      size -= strlen (mark);
    }

  return g_utf8_make_valid (data ? data : "", size);
}

static const char *
get_text (const char *const *texts, int position)
{
  for (int i = 1; texts && texts[i - 1]; i++)
    if (i == position)
      return *texts[i - 1] ? texts[i - 1] : NULL;

  return NULL;
}

static guint
count (const char *const *texts)
{
  return texts ? g_strv_length ((char **) texts) : 0;
}

/* What the slicer calls an extruder, from 0, to the printer's: 0 right, 1 left */
static int
find_extruder (BambuProjectDraft *self, gint64 logical)
{
  gint64 extruder;

  if (logical < 0 || logical >= (gint64) count (self->extruder_map)
      || !bambu_project_read_integer (self->extruder_map[logical], 1, &extruder))
    return -1;

  return (int) extruder;
}

/* protocol/threemf.md §5 */
static int
get_extruder (BambuProjectDraft *self, BambuPlateDraft *plate, const BambuFilamentDraft *filament)
{
  int position = filament->values.position;
  gint64 extruder = find_extruder (self, filament->group);

  if (MAX (count (self->nozzle_diameters), count (plate->values.nozzle_diameters)) < 2)
    return 0;

  if (extruder < 0 && (guint) position <= plate->filament_maps->len)
    extruder = find_extruder (self, g_array_index (plate->filament_maps, int, position - 1) - 1);

  if (extruder < 0
      && !bambu_project_read_integer (get_text (self->nozzle_map, position), 1, &extruder))
    return -1;

  return (int) extruder;
}

static void
complete_filament (BambuProjectDraft *self, BambuProjectFilamentValues *values)
{
  if (!values->material)
    values->material =
        bambu_project_draft_add_text (self, get_text (self->materials, values->position));
  if (!values->colour)
    values->colour =
        bambu_project_draft_add_colour (self, get_text (self->colours, values->position));
  if (!values->filament_id)
    values->filament_id =
        bambu_project_draft_add_text (self, get_text (self->filament_ids, values->position));
  values->preset = bambu_project_draft_add_text (self, get_text (self->presets, values->position));
}

static void
append_filament (GListStore *list, const BambuProjectFilamentValues *values)
{
  g_autoptr (BambuProjectFilament) filament = bambu_project_filament_new (values);

  g_list_store_append (list, filament);
}

static int
compare_filaments (gconstpointer a, gconstpointer b)
{
  return ((const BambuFilamentDraft *) a)->values.position
         - ((const BambuFilamentDraft *) b)->values.position;
}

static GListModel *
build_plate_filaments (BambuProjectDraft *self, BambuPlateDraft *plate)
{
  GListStore *list = g_list_store_new (BAMBU_TYPE_PROJECT_FILAMENT);

  if (!plate->is_described)
    for (guint i = 0; i < plate->layout_filaments->len; i++)
      {
        BambuFilamentDraft filament = {
          .values = { .position = g_array_index (plate->layout_filaments, int, i),
                      .grams = NAN,
                      .metres = NAN },
          .group = -1,
        };

        g_array_append_val (plate->filaments, filament);
      }

  g_array_sort (plate->filaments, compare_filaments);

  for (guint i = 0; i < plate->filaments->len; i++)
    {
      BambuFilamentDraft *filament = &g_array_index (plate->filaments, BambuFilamentDraft, i);

      if (filament->is_unused)
        continue;

      filament->values.extruder = get_extruder (self, plate, filament);
      complete_filament (self, &filament->values);
      append_filament (list, &filament->values);
    }

  return G_LIST_MODEL (list);
}

/* All that a mapping has an entry for */
static GListModel *
build_filaments (BambuProjectDraft *self)
{
  GListStore *list = g_list_store_new (BAMBU_TYPE_PROJECT_FILAMENT);
  int n_filaments =
      (int) MAX (MAX (count (self->materials), count (self->colours)), count (self->presets));

  for (guint i = 0; i < self->plates->len; i++)
    {
      BambuPlateDraft *plate = self->plates->pdata[i];

      for (guint j = 0; j < plate->filaments->len; j++)
        n_filaments = MAX (n_filaments,
                           g_array_index (plate->filaments, BambuFilamentDraft, j).values.position);
    }

  for (int position = 1; position <= n_filaments; position++)
    {
      BambuProjectFilamentValues values = {
        .position = position,
        .grams = NAN,
        .metres = NAN,
        .extruder = -1,
      };

      /* A file with nothing but G-code and slice_info has no other list. */
      for (guint i = 0; i < self->plates->len && !values.material; i++)
        {
          BambuPlateDraft *plate = self->plates->pdata[i];

          for (guint j = 0; j < plate->filaments->len; j++)
            {
              const BambuProjectFilamentValues *used =
                  &g_array_index (plate->filaments, BambuFilamentDraft, j).values;

              if (used->position != position)
                continue;

              values.material = used->material;
              values.colour = used->colour;
              values.filament_id = used->filament_id;
            }
        }

      complete_filament (self, &values);
      append_filament (list, &values);
    }

  return G_LIST_MODEL (list);
}

static GListModel *
build_objects (BambuProjectDraft *self, BambuPlateDraft *plate)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  GListStore *list = g_list_store_new (BAMBU_TYPE_PLATE_OBJECT);

  if (!plate->has_objects)
    for (guint i = 0; i < plate->instances->len; i++)
      {
        const BambuInstanceDraft *instance =
            &g_array_index (plate->instances, BambuInstanceDraft, i);
        const char *name =
            g_hash_table_lookup (self->object_names, GINT_TO_POINTER (instance->object));
        BambuPlateObjectValues values = { instance->id, name ? name : "" };

        g_array_append_val (plate->objects, values);
      }

  for (guint i = 0; i < plate->objects->len; i++)
    {
      const BambuPlateObjectValues *values =
          &g_array_index (plate->objects, BambuPlateObjectValues, i);
      g_autoptr (BambuPlateObject) object = NULL;

      if (!g_hash_table_add (ids, GINT_TO_POINTER (values->id)))
        continue;

      object = bambu_plate_object_new (values);
      g_list_store_append (list, object);
    }

  return G_LIST_MODEL (list);
}

static GListModel *
build_warnings (BambuPlateDraft *plate)
{
  GListStore *list = g_list_store_new (BAMBU_TYPE_PLATE_WARNING);

  for (guint i = 0; i < plate->warnings->len; i++)
    {
      g_autoptr (BambuPlateWarning) warning =
          bambu_plate_warning_new (&g_array_index (plate->warnings, BambuPlateWarningValues, i));

      g_list_store_append (list, warning);
    }

  return G_LIST_MODEL (list);
}

static BambuPlate *
build_plate (BambuProjectDraft *self, BambuPlateDraft *plate)
{
  static const char *const none[] = { NULL };
  BambuPlateValues values = plate->values;
  g_autoptr (GListModel) filaments = NULL;
  g_autoptr (GListModel) objects = NULL;
  g_autoptr (GListModel) warnings = NULL;

  if (!values.nozzle_diameters || !*values.nozzle_diameters)
    values.nozzle_diameters = self->nozzle_diameters;
  if (!values.nozzle_diameters)
    values.nozzle_diameters = plate->layout_nozzle_diameters;
  if (!values.nozzle_diameters)
    values.nozzle_diameters = none;

  if (values.bed_type == BAMBU_BED_TYPE_UNKNOWN)
    values.bed_type = plate->layout_bed_type;
  if (values.bed_type == BAMBU_BED_TYPE_UNKNOWN)
    values.bed_type = self->bed_type;

  values.filaments = filaments = build_plate_filaments (self, plate);
  values.objects = objects = build_objects (self, plate);
  values.warnings = warnings = build_warnings (plate);

  return bambu_plate_new (&values);
}

static BambuProjectKind
get_kind (BambuProjectDraft *self)
{
  for (guint i = 0; i < self->plates->len; i++)
    if (((BambuPlateDraft *) self->plates->pdata[i])->values.is_sliced)
      return BAMBU_PROJECT_KIND_SLICED;

  return self->is_foreign     ? BAMBU_PROJECT_KIND_FOREIGN
         : self->has_settings ? BAMBU_PROJECT_KIND_UNSLICED
                              : BAMBU_PROJECT_KIND_MODEL;
}

BambuProject *
bambu_project_draft_build (BambuProjectDraft *self, const BambuFileMark *mark)
{
  g_autoptr (GListStore) plates = g_list_store_new (BAMBU_TYPE_PLATE);
  g_autoptr (GListModel) filaments = NULL;

  for (guint i = 0; i < self->plates->len; i++)
    {
      g_autoptr (BambuPlate) plate = build_plate (self, self->plates->pdata[i]);

      g_list_store_append (plates, plate);
    }

  filaments = build_filaments (self);
  if (self->values.kind != BAMBU_PROJECT_KIND_GCODE)
    self->values.kind = get_kind (self);
  self->values.plates = G_LIST_MODEL (plates);
  self->values.filaments = filaments;

  return bambu_project_new (&self->values, mark);
}
