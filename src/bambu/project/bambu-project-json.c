/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The JSON entries, by yyjson: they may be large, and it needs little memory and no recursion. */

#include "bambu-project-draft-private.h"

#include <string.h>
#include <yyjson.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)

static yyjson_doc *
parse (GBytes *bytes, const char *what, GError **error)
{
  g_autofree char *text = bambu_project_dup_text (bytes);
  yyjson_read_err read_error;
  g_autoptr (yyjson_doc) document =
      yyjson_read_opts (text, strlen (text), YYJSON_READ_NOFLAG, NULL, &read_error);

  if (!document)
    g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_DAMAGED,
                 "%s: %s at byte %" G_GSIZE_FORMAT, what, read_error.msg, read_error.pos);
  else if (!yyjson_is_obj (yyjson_doc_get_root (document)))
    g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_DAMAGED, "%s: is no object", what);
  else
    return g_steal_pointer (&document);

  return NULL;
}

/* 0.4, although a float that became a double is 0.40000000596 */
static char *
number_to_text (yyjson_val *value, char buffer[G_ASCII_DTOSTR_BUF_SIZE])
{
  return g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%g", yyjson_get_num (value));
}

/* A list, or one value */
static const char *const *
read_texts (BambuProjectDraft *draft, yyjson_val *value)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  yyjson_arr_iter iter;
  yyjson_val *item;

  if (yyjson_is_str (value))
    return bambu_project_draft_take_texts (
        draft, g_strdupv ((char *[]) { (char *) yyjson_get_str (value), NULL }));
  if (!yyjson_is_arr (value))
    return NULL;

  builder = g_strv_builder_new ();
  iter = yyjson_arr_iter_with (value);
  for (guint i = 0; i < BAMBU_PROJECT_MAX_FILAMENTS && (item = yyjson_arr_iter_next (&iter)); i++)
    if (yyjson_is_str (item))
      g_strv_builder_add (builder, yyjson_get_str (item));
    else if (yyjson_is_num (item))
      g_strv_builder_add (builder, number_to_text (item, buffer));
    else
      g_strv_builder_add (builder, "");

  return bambu_project_draft_take_texts (draft, g_strv_builder_end (builder));
}

gboolean
bambu_project_read_settings (BambuProjectDraft *draft, GBytes *bytes, GError **error)
{
  g_autoptr (yyjson_doc) document = parse (bytes, "project_settings.config", error);
  yyjson_val *root = yyjson_doc_get_root (document);

  if (!document)
    return FALSE;

  draft->values.printer_preset = bambu_project_draft_add_text (
      draft, yyjson_get_str (yyjson_obj_get (root, "printer_settings_id")));
  draft->bed_type = bambu_bed_type_find (yyjson_get_str (yyjson_obj_get (root, "curr_bed_type")));
  draft->materials = read_texts (draft, yyjson_obj_get (root, "filament_type"));
  draft->colours = read_texts (draft, yyjson_obj_get (root, "filament_colour"));
  draft->filament_ids = read_texts (draft, yyjson_obj_get (root, "filament_ids"));
  draft->presets = read_texts (draft, yyjson_obj_get (root, "filament_settings_id"));
  draft->nozzle_diameters = read_texts (draft, yyjson_obj_get (root, "nozzle_diameter"));
  draft->extruder_map = read_texts (draft, yyjson_obj_get (root, "physical_extruder_map"));
  draft->nozzle_map = read_texts (draft, yyjson_obj_get (root, "filament_nozzle_map"));

  return TRUE;
}

gboolean
bambu_project_read_layout (BambuProjectDraft *draft,
                           BambuPlateDraft *plate,
                           GBytes *bytes,
                           GError **error)
{
  g_autoptr (yyjson_doc) document = parse (bytes, "plate_N.json", error);
  yyjson_val *root = yyjson_doc_get_root (document);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  yyjson_arr_iter iter;
  yyjson_val *item;

  if (!document)
    return FALSE;

  plate->layout_bed_type = bambu_bed_type_find (yyjson_get_str (yyjson_obj_get (root, "bed_type")));

  item = yyjson_obj_get (root, "nozzle_diameter");
  if (yyjson_is_num (item) && yyjson_get_num (item) > 0)
    plate->layout_nozzle_diameters = bambu_project_draft_take_texts (
        draft, g_strdupv ((char *[]) { number_to_text (item, buffer), NULL }));

  item = yyjson_obj_get (root, "filament_ids");
  if (!yyjson_is_arr (item))
    return TRUE;

  iter = yyjson_arr_iter_with (item);
  while ((item = yyjson_arr_iter_next (&iter)))
    if (yyjson_is_uint (item) && yyjson_get_uint (item) < BAMBU_PROJECT_MAX_FILAMENTS)
      {
        int position = (int) yyjson_get_uint (item) + 1;

        if (plate->layout_filaments->len < BAMBU_PROJECT_MAX_FILAMENTS)
          g_array_append_val (plate->layout_filaments, position);
      }

  return TRUE;
}
