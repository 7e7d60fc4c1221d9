/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The XML entries, by GMarkup: it expands no entities but the five. */

#include "bambu-project-draft-private.h"

#include <math.h>
#include <string.h>

#define MAX_DEPTH 16
#define MAX_SECONDS (G_GINT64_CONSTANT (1000) * 24 * 60 * 60)

typedef struct _Reader Reader;

typedef gboolean (*ElementFunc) (Reader *reader, GError **error);

struct _Reader
{
  BambuProjectDraft *draft;
  ElementFunc on_start;
  ElementFunc on_end;

  GString *path; /* "config/plate/metadata" */
  guint depth;
  const char **names; /* of the element that begins */
  const char **values;

  /* What is open */
  BambuPlateDraft *plate;
  gint64 object;
  BambuInstanceDraft instance;
  GArray *pending; /* instances before their plate's number */
  const char *pending_name;
};

static const char *
get (Reader *reader, const char *name)
{
  for (guint i = 0; reader->names[i]; i++)
    if (g_str_equal (reader->names[i], name))
      return reader->values[i];

  return NULL;
}

/* Of <metadata key="" value=""/> */
static gboolean
has_key (Reader *reader, const char *key)
{
  return g_strcmp0 (get (reader, "key"), key) == 0;
}

static gboolean
is_at (Reader *reader, const char *path)
{
  return g_str_equal (reader->path->str, path);
}

static gboolean
is_true (const char *text)
{
  return g_strcmp0 (text, "true") == 0 || g_strcmp0 (text, "1") == 0;
}

static void
read_integer (const char *text, gint64 maximum, int *value)
{
  gint64 number;

  if (bambu_project_read_integer (text, maximum, &number))
    *value = (int) number;
}

static GStrv
split (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ", ;", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] && i < BAMBU_PROJECT_MAX_FILAMENTS; i++)
    if (*parts[i])
      g_strv_builder_add (builder, parts[i]);

  return g_strv_builder_end (builder);
}

static void
on_element_start (GMarkupParseContext *context,
                  const char *element,
                  const char **names,
                  const char **values,
                  gpointer user_data,
                  GError **error)
{
  Reader *reader = user_data;

  if (++reader->depth > MAX_DEPTH)
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                           "nested too deeply");
      return;
    }

  if (reader->path->len > 0)
    g_string_append_c (reader->path, '/');
  g_string_append (reader->path, element);
  reader->names = names;
  reader->values = values;
  reader->on_start (reader, error);
}

static void
on_element_end (GMarkupParseContext *context,
                const char *element,
                gpointer user_data,
                GError **error)
{
  Reader *reader = user_data;
  gsize length = strlen (element);

  if (!reader->on_end (reader, error))
    return;

  reader->depth--;
  g_string_truncate (reader->path, reader->path->len - length);
  if (reader->path->len > 0)
    g_string_truncate (reader->path, reader->path->len - 1);
}

/* GMarkup would pass over it; nobody who means well writes one. */
static void
on_passthrough (
    GMarkupParseContext *context, const char *text, gsize size, gpointer user_data, GError **error)
{
  if (g_str_has_prefix (text, "<!DOCTYPE"))
    g_set_error_literal (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_UNSAFE,
                         "defines entities");
}

static gboolean
parse (BambuProjectDraft *draft,
       GBytes *bytes,
       ElementFunc on_start,
       ElementFunc on_end,
       const char *what,
       GError **error)
{
  static const GMarkupParser parser = { on_element_start, on_element_end, NULL, on_passthrough,
                                        NULL };
  g_autofree char *text = bambu_project_dup_text (bytes);
  Reader reader = { .draft = draft, .on_start = on_start, .on_end = on_end, .object = -1 };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &reader, NULL);
  g_autoptr (GError) local_error = NULL;

  reader.path = g_string_new (NULL);
  reader.pending = g_array_new (FALSE, FALSE, sizeof (BambuInstanceDraft));

  if (g_markup_parse_context_parse (context, text, strlen (text), &local_error))
    g_markup_parse_context_end_parse (context, &local_error);

  g_string_free (reader.path, TRUE);
  g_array_unref (reader.pending);

  if (!local_error)
    return TRUE;

  g_set_error (error, BAMBU_PROJECT_ERROR,
               local_error->domain == BAMBU_PROJECT_ERROR ? local_error->code
                                                          : BAMBU_PROJECT_ERROR_DAMAGED,
               "%s: %s", what, local_error->message);

  return FALSE;
}

static gboolean
read_slice_metadata (Reader *reader, GError **error)
{
  const char *value = get (reader, "value");
  BambuPlateValues *plate;
  gint64 index;
  double number;

  if (!value)
    return TRUE;

  if (has_key (reader, "index"))
    {
      if (!bambu_project_read_integer (value, G_MAXINT, &index))
        return TRUE;

      reader->plate = bambu_project_draft_get_plate (reader->draft, index, error);
      if (!reader->plate)
        return FALSE;
      if (reader->plate->is_described)
        {
          g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_DAMAGED,
                       "plate %d is there twice", (int) index);
          return FALSE;
        }

      reader->plate->is_described = TRUE;
    }

  /* The index comes first. */
  if (!reader->plate)
    return TRUE;

  plate = &reader->plate->values;
  if (has_key (reader, "printer_model_id"))
    plate->model_code = bambu_project_draft_add_text (reader->draft, value);
  else if (has_key (reader, "nozzle_diameters"))
    plate->nozzle_diameters = bambu_project_draft_take_texts (reader->draft, split (value));
  else if (has_key (reader, "prediction"))
    bambu_project_read_integer (value, MAX_SECONDS, &plate->seconds);
  else if (has_key (reader, "weight") && bambu_project_read_number (value, &number))
    plate->grams = number;
  else if (has_key (reader, "support_used"))
    plate->has_support = is_true (value);
  else if (has_key (reader, "outside"))
    plate->is_outside = is_true (value);
  else if (has_key (reader, "label_object_enabled"))
    plate->has_labels = is_true (value);
  else if (has_key (reader, "curr_bed_type"))
    plate->bed_type = bambu_bed_type_find (value);
  else if (has_key (reader, "filament_maps"))
    {
      g_auto (GStrv) maps = split (value);

      for (guint i = 0; maps[i]; i++)
        {
          int map = 0;

          read_integer (maps[i], G_MAXINT, &map);
          g_array_append_val (reader->plate->filament_maps, map);
        }
    }

  return TRUE;
}

static gboolean
read_filament (Reader *reader, GError **error)
{
  BambuFilamentDraft filament = {
    .values = { .grams = NAN, .metres = NAN, .extruder = -1 },
    .group = -1,
  };
  BambuProjectFilamentValues *values = &filament.values;

  read_integer (get (reader, "id"), G_MAXINT, &values->position);
  if (values->position == 0)
    {
      g_set_error_literal (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_DAMAGED,
                           "a filament has no number");
      return FALSE;
    }
  if (values->position > BAMBU_PROJECT_MAX_FILAMENTS)
    return bambu_project_draft_too_many (error, "filaments", BAMBU_PROJECT_MAX_FILAMENTS);

  for (guint i = 0; i < reader->plate->filaments->len; i++)
    if (g_array_index (reader->plate->filaments, BambuFilamentDraft, i).values.position
        == values->position)
      {
        g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_DAMAGED,
                     "filament %d is there twice", values->position);
        return FALSE;
      }

  values->filament_id = bambu_project_draft_add_text (reader->draft, get (reader, "tray_info_idx"));
  values->material = bambu_project_draft_add_text (reader->draft, get (reader, "type"));
  values->colour = bambu_project_draft_add_colour (reader->draft, get (reader, "color"));
  bambu_project_read_number (get (reader, "used_g"), &values->grams);
  bambu_project_read_number (get (reader, "used_m"), &values->metres);
  bambu_project_read_number (get (reader, "nozzle_diameter"), &values->nozzle_diameter);
  read_integer (get (reader, "group_id"), G_MAXINT, &filament.group);
  filament.is_unused = values->grams == 0;
  g_array_append_val (reader->plate->filaments, filament);

  return TRUE;
}

static gboolean
add_object (BambuProjectDraft *draft, GArray *objects, gconstpointer object, GError **error)
{
  if (++draft->n_objects > BAMBU_PROJECT_MAX_OBJECTS)
    return bambu_project_draft_too_many (error, "objects", BAMBU_PROJECT_MAX_OBJECTS);

  g_array_append_vals (objects, object, 1);

  return TRUE;
}

static gboolean
read_object (Reader *reader, GError **error)
{
  const char *name = bambu_project_draft_add_text (reader->draft, get (reader, "name"));
  BambuPlateObjectValues object = { -1, name ? name : "" };

  reader->plate->has_objects = TRUE;
  read_integer (get (reader, "identify_id"), G_MAXINT, &object.id);
  if (object.id < 0 || is_true (get (reader, "skipped")))
    return TRUE;

  return add_object (reader->draft, reader->plate->objects, &object, error);
}

static gboolean
read_warning (Reader *reader, GError **error)
{
  BambuPlateWarningValues warning = {
    bambu_project_draft_add_text (reader->draft, get (reader, "msg")),
    -1,
    bambu_project_draft_add_text (reader->draft, get (reader, "error_code")),
  };

  read_integer (get (reader, "level"), G_MAXINT, &warning.level);
  if (warning.message && reader->plate->warnings->len < BAMBU_PROJECT_MAX_WARNINGS)
    g_array_append_val (reader->plate->warnings, warning);

  return TRUE;
}

static gboolean
on_slice_start (Reader *reader, GError **error)
{
  if (is_at (reader, "config/header/header_item") && has_key (reader, "X-BBL-Client-Version"))
    reader->draft->values.slicer_version =
        bambu_project_draft_add_text (reader->draft, get (reader, "value"));
  else if (is_at (reader, "config/plate/metadata"))
    return read_slice_metadata (reader, error);
  else if (!reader->plate)
    return TRUE;
  else if (is_at (reader, "config/plate/filament"))
    return read_filament (reader, error);
  else if (is_at (reader, "config/plate/object"))
    return read_object (reader, error);
  else if (is_at (reader, "config/plate/warning"))
    return read_warning (reader, error);

  return TRUE;
}

static gboolean
on_slice_end (Reader *reader, GError **error)
{
  if (is_at (reader, "config/plate"))
    reader->plate = NULL;

  return TRUE;
}

gboolean
bambu_project_read_slice_info (BambuProjectDraft *draft, GBytes *bytes, GError **error)
{
  return parse (draft, bytes, on_slice_start, on_slice_end, "slice_info.config", error);
}

static gboolean
on_model_start (Reader *reader, GError **error)
{
  const char *value = get (reader, "value");
  gint64 number;

  if (is_at (reader, "config/object"))
    {
      reader->object = -1;
      bambu_project_read_integer (get (reader, "id"), G_MAXINT, &reader->object);
    }
  else if (is_at (reader, "config/object/metadata") && has_key (reader, "name") && value
           && reader->object >= 0
           && g_hash_table_size (reader->draft->object_names) < BAMBU_PROJECT_MAX_OBJECTS)
    g_hash_table_insert (reader->draft->object_names, GINT_TO_POINTER ((int) reader->object),
                         (gpointer) bambu_project_draft_add_text (reader->draft, value));
  else if (is_at (reader, "config/plate"))
    {
      reader->plate = NULL;
      reader->pending_name = NULL;
      g_array_set_size (reader->pending, 0);
    }
  else if (is_at (reader, "config/plate/metadata") && has_key (reader, "plater_id")
           && bambu_project_read_integer (value, G_MAXINT, &number))
    {
      reader->plate = bambu_project_draft_get_plate (reader->draft, number, error);
      return reader->plate != NULL;
    }
  else if (is_at (reader, "config/plate/metadata") && has_key (reader, "plater_name"))
    reader->pending_name = bambu_project_draft_add_text (reader->draft, value);
  else if (is_at (reader, "config/plate/model_instance"))
    reader->instance = (BambuInstanceDraft) { -1, -1 };
  else if (is_at (reader, "config/plate/model_instance/metadata") && has_key (reader, "object_id"))
    read_integer (value, G_MAXINT, &reader->instance.object);
  else if (is_at (reader, "config/plate/model_instance/metadata")
           && has_key (reader, "identify_id"))
    read_integer (value, G_MAXINT, &reader->instance.id);

  return TRUE;
}

static gboolean
on_model_end (Reader *reader, GError **error)
{
  if (is_at (reader, "config/plate/model_instance") && reader->instance.id >= 0)
    return add_object (reader->draft, reader->pending, &reader->instance, error);

  if (is_at (reader, "config/plate") && reader->plate)
    {
      reader->plate->values.name = reader->pending_name;
      g_array_append_vals (reader->plate->instances, reader->pending->data, reader->pending->len);
      reader->plate = NULL;
    }

  return TRUE;
}

gboolean
bambu_project_read_model_settings (BambuProjectDraft *draft, GBytes *bytes, GError **error)
{
  return parse (draft, bytes, on_model_start, on_model_end, "model_settings.config", error);
}
