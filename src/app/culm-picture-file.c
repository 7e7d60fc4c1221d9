/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-picture-file.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_CHARS 60

typedef struct
{
  GFile *part;
  GFile *file;
} Move;

char *
culm_picture_file_dup_name (const char *printer_name, GDateTime *time)
{
  g_autofree char *stamp = NULL;
  g_autofree char *valid = NULL;
  g_autoptr (GString) safe = g_string_new (NULL);
  glong n_chars = 0;

  g_return_val_if_fail (printer_name != NULL, NULL);
  g_return_val_if_fail (time != NULL, NULL);

  stamp = g_date_time_format (time, "%Y-%m-%d %H-%M-%S");
  valid = g_utf8_make_valid (printer_name, -1);
  for (const char *at = valid; *at != '\0' && n_chars < MOST_CHARS; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (safe->len == 0 && (c == '.' || g_unichar_isspace (c)))
        continue;

      g_string_append_unichar (
          safe, g_unichar_isprint (c) && (c >= 0x80 || strchr ("/\\:*?\"<>|", (int) c) == NULL)
                    ? c
                    : '_');
      n_chars++;
    }
  g_strchomp (safe->str);

  /* Translators: a file of which the printer has no name */
  return g_strdup_printf ("%s %s.jpg", *safe->str != '\0' ? safe->str : C_ ("file name", "Printer"),
                          stamp);
}

static void
move_free (gpointer data)
{
  Move *move = data;

  g_object_unref (move->part);
  g_object_unref (move->file);
  g_free (move);
}

static void
on_moved (GObject *part, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_move_finish (G_FILE (part), result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

static DexFuture *
on_written (DexFuture *future, gpointer user_data)
{
  const Move *move = user_data;
  DexPromise *promise = dex_promise_new ();

  g_file_move_async (move->part, move->file, G_FILE_COPY_OVERWRITE, G_PRIORITY_DEFAULT, NULL, NULL,
                     NULL, on_moved, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static DexFuture *
on_failed (DexFuture *future, gpointer part)
{
  /* There may be none. */
  dex_future_disown (dex_file_delete (part, G_PRIORITY_DEFAULT));

  return dex_ref (future);
}

DexFuture *
culm_picture_file_save (GBytes *jpeg, GFile *file)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFile) part = NULL;
  g_autofree char *part_name = NULL;
  Move *move;
  DexFuture *written;

  dex_return_error_if_fail (jpeg != NULL);
  dex_return_error_if_fail (G_IS_FILE (file));

  folder = g_file_get_parent (file);
  dex_return_error_if_fail (folder != NULL);
  part_name = g_strdup_printf (".%08x.part", g_random_int ());
  part = g_file_get_child (folder, part_name);

  move = g_new0 (Move, 1);
  move->part = g_object_ref (part);
  move->file = g_object_ref (file);
  written = dex_file_replace_contents_bytes (part, jpeg, NULL, FALSE, G_FILE_CREATE_NONE);

  return dex_future_catch (dex_future_then (written, on_written, move, move_free), on_failed,
                           g_steal_pointer (&part), g_object_unref);
}
