/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-export.h"

#include <math.h>
#include <string.h>

static char *
dup_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds > 0 ? g_date_time_new_from_unix_local (seconds) : NULL;

  return time != NULL ? g_date_time_format_iso8601 (time) : NULL;
}

/* ---- JSON ---- */

static void
add_text (JsonObject *object, const char *key, const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (object, key, value);
  else
    json_object_set_null_member (object, key);
}

static void
add_integer (JsonObject *object, const char *key, gint64 value, gboolean known)
{
  if (known)
    json_object_set_int_member (object, key, value);
  else
    json_object_set_null_member (object, key);
}

static void
add_number (JsonObject *object, const char *key, double value, gboolean known)
{
  if (known && isfinite (value))
    json_object_set_double_member (object, key, value);
  else
    json_object_set_null_member (object, key);
}

static void
add_time (JsonObject *object, const char *key, gint64 seconds)
{
  g_autofree char *time = dup_time (seconds);

  add_text (object, key, time);
}

static JsonArray *
filaments_to_json (GListModel *filaments)
{
  JsonArray *array = json_array_new ();
  guint n = filaments != NULL ? g_list_model_get_n_items (filaments) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuPrintFilament) filament = g_list_model_get_item (filaments, i);
      const BambuPrintFilamentValues *values = bambu_print_filament_get_values (filament);
      JsonObject *object = json_object_new ();

      add_text (object, "slot", values->label);
      add_text (object, "material", values->material);
      add_text (object, "product", values->product);
      add_text (object, "colour", values->colour);
      add_number (object, "grams", values->grams, TRUE);
      json_array_add_object_element (array, object);
    }

  return array;
}

JsonObject *
bambu_known_print_to_json (const BambuKnownPrint *known)
{
  JsonObject *object = json_object_new ();
  gint64 seconds = bambu_known_print_get_seconds (known);

  add_text (object, "name", known->name);
  add_text (object, "printer", known->printer_name);
  add_text (object, "serial", known->serial);
  add_text (object, "result", bambu_print_result_get_nick (known->result));
  add_time (object, "began", known->began);
  json_object_set_boolean_member (object, "began_unseen", known->is_late);
  add_time (object, "ended", known->ended);
  json_object_set_boolean_member (object, "ended_unseen", known->is_guessed);
  add_integer (object, "seconds", seconds, seconds >= 0);
  add_integer (object, "estimated_seconds", known->estimated_seconds,
               known->estimated_seconds >= 0);
  add_integer (object, "percent", known->percent, known->percent >= 0);
  add_integer (object, "layer", known->layer, known->layer >= 0);
  add_integer (object, "total_layers", known->total_layers, known->total_layers > 0);
  add_number (object, "grams", known->grams, TRUE);
  json_object_set_array_member (object, "filaments", filaments_to_json (known->filaments));
  add_integer (object, "plate", known->plate, known->plate > 0);
  add_number (object, "nozzle_diameter", known->nozzle, known->nozzle > 0);
  add_integer (object, "bed_temperature", known->bed, known->bed > 0);
  add_integer (object, "speed_level", known->speed_level, known->speed_level > 0);
  add_text (object, "file", known->file);
  add_text (object, "note", known->note);

  return object;
}

JsonObject *
bambu_print_record_to_json (BambuPrintRecord *record)
{
  JsonObject *object;

  g_return_val_if_fail (BAMBU_IS_PRINT_RECORD (record), json_object_new ());

  object = bambu_known_print_to_json (bambu_print_record_get_known (record));
  json_object_set_boolean_member (object, "seen_here", bambu_print_record_is_local (record));
  json_object_set_boolean_member (object, "in_account",
                                  bambu_print_record_get_task (record) != NULL);

  return object;
}

char *
bambu_prints_to_json (GListModel *records)
{
  JsonArray *array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (BambuPrintRecord) record = g_list_model_get_item (records, i);

      json_array_add_object_element (array, bambu_print_record_to_json (record));
    }
  json_array_unref (array);

  return json_to_string (node, TRUE);
}

/* ---- CSV ---- */

/* A spreadsheet takes what begins like this for a formula, and carries it out. */
static gboolean
is_like_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

static void
add_cell (GString *line, const char *text)
{
  if (line->len > 0)
    g_string_append_c (line, ',');
  if (text == NULL)
    return;

  if (!is_like_formula (text) && strpbrk (text, ",\"\r\n;") == NULL)
    {
      g_string_append (line, text);
      return;
    }

  g_string_append_c (line, '"');
  if (is_like_formula (text))
    g_string_append_c (line, '\'');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *c);
    }
  g_string_append_c (line, '"');
}

static void
add_time_cell (GString *line, gint64 seconds)
{
  g_autofree char *time = dup_time (seconds);

  add_cell (line, time);
}

static void
add_integer_cell (GString *line, gint64 value, gboolean known)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  add_cell (line, known ? text : NULL);
}

static void
add_number_cell (GString *line, double value, gboolean known)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  add_cell (line,
            known && isfinite (value) ? g_ascii_formatd (text, sizeof text, "%.6g", value) : NULL);
}

static char *
join_filaments (GListModel *filaments,
                const char *(*get_text) (const BambuPrintFilamentValues *values))
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_auto (GStrv) strv = NULL;
  guint n = filaments != NULL ? g_list_model_get_n_items (filaments) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuPrintFilament) filament = g_list_model_get_item (filaments, i);
      const char *text = get_text (bambu_print_filament_get_values (filament));

      g_strv_builder_add (texts, text != NULL ? text : "");
    }
  strv = g_strv_builder_end (texts);

  return g_strjoinv (" ", strv);
}

static const char *
get_material (const BambuPrintFilamentValues *values)
{
  return values->material;
}

static const char *
get_slot (const BambuPrintFilamentValues *values)
{
  return values->label;
}

static void
add_line (GString *csv, BambuPrintRecord *record)
{
  const BambuKnownPrint *known = bambu_print_record_get_known (record);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *materials = join_filaments (known->filaments, get_material);
  g_autofree char *slots = join_filaments (known->filaments, get_slot);
  gint64 seconds = bambu_print_record_get_seconds (record);

  /* The first cell is never empty: add_cell() tells by what there is that it is not the first. */
  add_cell (line, bambu_print_result_get_nick (known->result));
  add_cell (line, known->name);
  add_cell (line, known->printer_name);
  add_time_cell (line, known->began);
  add_time_cell (line, known->ended);
  add_integer_cell (line, seconds, seconds >= 0);
  add_integer_cell (line, known->percent, known->percent >= 0);
  add_integer_cell (line, known->total_layers, known->total_layers > 0);
  add_number_cell (line, known->grams, TRUE);
  add_cell (line, materials);
  add_cell (line, slots);
  add_number_cell (line, known->nozzle, known->nozzle > 0);
  add_cell (line, known->file);
  add_cell (line, known->note);
  add_cell (line, bambu_print_record_get_task (record) != NULL ? "yes" : "no");

  g_string_append (csv, line->str);
  g_string_append (csv, "\r\n");
}

char *
bambu_prints_to_csv (GListModel *records)
{
  GString *csv = g_string_new ("result,name,printer,began,ended,seconds,percent,layers,grams,"
                               "materials,slots,nozzle_diameter,file,note,in_account\r\n");

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (BambuPrintRecord) record = g_list_model_get_item (records, i);

      add_line (csv, record);
    }

  return g_string_free (csv, FALSE);
}
