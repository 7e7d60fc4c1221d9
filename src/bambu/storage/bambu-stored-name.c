/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-stored-name.h"

#include <string.h>

#include "bambu-stored-file.h"

#define FORBIDDEN "<>:\"/\\|?*"
#define OF_URLS " #%"
#define NO_NAME "file"

/* Longest first. */
static const char *const EXTENSIONS[] = { ".gcode.3mf", ".3mf", ".gcode" };

static const struct
{
  const char *model;
  const char *prefix;
} URL_PREFIXES[] = {
  { "BL-P001", "file:///mnt/sdcard" }, { "BL-P002", "file:///mnt/sdcard" },
  { "C13", "file:///mnt/sdcard" },     { "C11", "file:///sdcard" },
  { "C12", "file:///sdcard" },         { "N1", "file:///sdcard" },
  { "N2S", "file:///sdcard" },         { "N9", "file:///sdcard" },
  { "N7", "file:///media/usb0" },      { "N6", "file:///media/usb0" },
  { "O1S", "file:///media/usb0" },     { "O1D", "file:///media/usb0" },
  { "O1E", "file:///media/usb0" },     { "O1C2", "file:///media/usb0" },
};

static gboolean
has_control (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return TRUE;

  return FALSE;
}

gboolean
bambu_stored_name_is_valid (const char *name)
{
  gsize length;

  if (name == NULL || *name == '\0' || !g_utf8_validate (name, -1, NULL))
    return FALSE;

  length = strlen (name);

  return length <= BAMBU_STORED_NAME_MAX_BYTES && strpbrk (name, FORBIDDEN) == NULL
         && name[length - 1] != ' ' && name[length - 1] != '.' && !has_control (name);
}

gboolean
bambu_stored_path_is_valid (const char *path)
{
  g_auto (GStrv) parts = NULL;

  if (path == NULL || path[0] != '/' || path[1] == '\0' || !g_utf8_validate (path, -1, NULL)
      || has_control (path))
    return FALSE;

  parts = g_strsplit (path + 1, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] == '\0' || g_str_equal (parts[i], ".") || g_str_equal (parts[i], "..")
        || strlen (parts[i]) > BAMBU_STORED_NAME_MAX_BYTES)
      return FALSE;

  return TRUE;
}

char *
bambu_stored_path_build (const char *folder, const char *name)
{
  g_return_val_if_fail (folder != NULL && folder[0] == '/', NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_strconcat (folder, g_str_has_suffix (folder, "/") ? "" : "/", name, NULL);
}

/* Returns: (nullable): the extension that ends the first @length bytes of @name after something */
static const char *
find_extension (const char *name, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (EXTENSIONS); i++)
    {
      gsize size = strlen (EXTENSIONS[i]);

      if (length >= size && g_ascii_strncasecmp (name + length - size, EXTENSIONS[i], size) == 0)
        return EXTENSIONS[i];
    }

  return NULL;
}

/* The end of what @name has before its last bytes, without half a character. */
static gsize
cut (const char *name, gsize length)
{
  while (length > 0 && ((guchar) name[length] & 0xC0) == 0x80)
    length--;

  return length;
}

static char *
join (const char *stem, gsize length, const char *rest)
{
  gsize most = BAMBU_STORED_NAME_MAX_BYTES - strlen (rest);

  if (length > most)
    length = cut (stem, most);
  while (length > 0 && (stem[length - 1] == '.' || stem[length - 1] == ' '))
    length--;

  return length > 0 ? g_strdup_printf ("%.*s%s", (int) length, stem, rest)
                    : g_strconcat (NO_NAME, rest, NULL);
}

char *
bambu_stored_name_make_safe (const char *name)
{
  g_autofree char *valid = NULL;
  GString *safe = NULL;
  g_autofree char *stem = NULL;
  const char *extension, *other;
  gsize length;

  g_return_val_if_fail (name != NULL, NULL);

  valid = g_utf8_make_valid (name, -1);
  g_strstrip (valid);
  safe = g_string_sized_new (strlen (valid));
  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_isspace (character) || g_unichar_iscntrl (character)
          || (character < 0x80 && strchr (FORBIDDEN OF_URLS, (int) character)))
        g_string_append_c (safe, '_');
      else
        g_string_append_unichar (safe, character);
    }
  stem = g_string_free_and_steal (safe);

  /* The innermost counts for nothing, but that one of them says G-code. */
  length = strlen (stem);
  extension = find_extension (stem, length);
  if (extension == NULL)
    return join (stem, length, "");

  length -= strlen (extension);
  while ((other = find_extension (stem, length)))
    {
      length -= strlen (other);
      if (g_str_equal (extension, ".3mf") && !g_str_equal (other, ".3mf"))
        extension = ".gcode.3mf";
    }

  return join (stem, length, extension);
}

gpointer
bambu_stored_name_find (const char *name, GListModel *files)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (files), NULL);

  folded = g_utf8_casefold (name, -1);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (BambuStoredFile) file = g_list_model_get_item (files, i);
      g_autofree char *other = g_utf8_casefold (bambu_stored_file_get_values (file)->name, -1);

      if (g_str_equal (other, folded))
        return g_steal_pointer (&file);
    }

  return NULL;
}

char *
bambu_stored_name_make_unique (const char *name, GListModel *files)
{
  const char *extension;
  gsize length;

  g_return_val_if_fail (bambu_stored_name_is_valid (name), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (files), NULL);

  length = strlen (name);
  if ((extension = find_extension (name, length)))
    length -= strlen (extension);
  else if ((extension = strrchr (name, '.')))
    length = (gsize) (extension - name);
  else
    extension = name + length;

  for (guint number = 1;; number++)
    {
      g_autofree char *rest = g_strdup_printf ("_%u%s", number, extension);
      g_autofree char *candidate = number == 1 ? g_strdup (name) : join (name, length, rest);
      g_autoptr (BambuStoredFile) other = bambu_stored_name_find (candidate, files);

      if (other == NULL)
        return g_steal_pointer (&candidate);
    }
}

const char *
bambu_print_folder_get (BambuPrinter *printer)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  return "/"; /* where slicers put them, on every model that is known */
}

char *
bambu_print_url_build (BambuPrinter *printer, const char *path, guint attempt)
{
  const char *model;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (path != NULL && path[0] == '/', NULL);

  if (attempt == 0)
    return g_strconcat ("ftp://", path, NULL);

  model = bambu_printer_get_model (printer)->code;
  for (guint i = 0; attempt == 1 && i < G_N_ELEMENTS (URL_PREFIXES); i++)
    if (g_str_equal (URL_PREFIXES[i].model, model))
      return g_strconcat (URL_PREFIXES[i].prefix, path, NULL);

  return NULL;
}
