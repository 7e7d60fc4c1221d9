/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <words/culm-json.h>

#include "ctl-command.h"
#include "ctl-files.h"
#include "ctl-output.h"
#include "ctl-table.h"
#include "words/culm-format.h"

static char *
file_to_json (BambuStoredFile *file)
{
  const BambuStoredFileValues *values = bambu_stored_file_get_values (file);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  culm_json_add_string (object, "path", values->path);
  culm_json_add_string (object, "name", values->name);
  culm_json_add_nick (object, "kind", BAMBU_TYPE_STORED_KIND, (int) values->kind);
  culm_json_add_integer (object, "bytes", values->bytes, values->bytes >= 0);
  culm_json_add_time (object, "modified", values->modified);

  return culm_json_dup_line (node);
}

static void
add_row (CtlTable *table, BambuStoredFile *file, gint64 now)
{
  const BambuStoredFileValues *values = bambu_stored_file_get_values (file);
  gboolean is_folder = values->kind == BAMBU_STORED_KIND_FOLDER;
  g_autofree char *size =
      values->bytes >= 0 ? g_format_size ((guint64) values->bytes) : g_strdup ("–");
  g_autofree char *time =
      values->modified != 0 ? culm_format_clock (values->modified, now) : g_strdup ("–");
  g_autofree char *name = g_strconcat (values->name, is_folder ? "/" : "", NULL);

  ctl_table_add (table, name, size, time, NULL);
}

static void
print_files (GListModel *files, gboolean json)
{
  g_autoptr (CtlTable) table = ctl_table_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (BambuStoredFile) file = g_list_model_get_item (files, i);
      g_autofree char *line = NULL;

      if (!json)
        add_row (table, file, now);
      else if (!ctl_output_line (line = file_to_json (file)))
        return;
    }

  ctl_table_print (table, text, 0);
  if (text->len > 0)
    {
      g_string_truncate (text, text->len - 1);
      ctl_output_line (text->str);
    }
}

static DexFuture *
files_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_auto (CtlFiles) files = { .options = options, .action = CULM_STORAGE_ACTION_LIST };
  g_auto (GStrv) words = ctl_files_take_words (options, TRUE);
  const char *folder = words[0] ? words[0] : "/";
  g_autoptr (GListModel) found = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *failure = NULL;

  if (words[0] && words[1])
    return dex_future_new_reject (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                                  _ ("“%s” is one argument too many."), words[1]);

  if (!ctl_files_await (&files, &failure))
    return failure;

  found = dex_await_object (bambu_storage_list (files.storage, folder), &error);
  if (found)
    print_files (found, options->json);
  else
    ctl_files_print (&files, folder, NULL, -1, error);

  return dex_future_new_for_int (files.exit);
}

DexFuture *
ctl_command_files (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, files_fiber, options, NULL);
}

static gboolean
await_removal_consent (const CtlOptions *options, GStrv words, GError **error)
{
  guint n_files = g_strv_length (words);
  g_autofree char *question = NULL;

  if (n_files == 0)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Which file? Give its path on the printer, from the first slash."));
      return FALSE;
    }

  question = n_files == 1
                 ? g_strdup_printf (_ ("Delete %s? This cannot be undone."), words[0])
                 : g_strdup_printf (ngettext ("Delete %u file? This cannot be undone.",
                                              "Delete %u files? This cannot be undone.", n_files),
                                    n_files);

  return ctl_files_await_consent (options, question, error);
}

static DexFuture *
rm_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_auto (CtlFiles) files = { .options = options, .action = CULM_STORAGE_ACTION_REMOVE };
  g_auto (GStrv) words = ctl_files_take_words (options, TRUE);
  g_autoptr (GError) error = NULL;
  DexFuture *failure = NULL;

  if (!await_removal_consent (options, words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!ctl_files_await (&files, &failure))
    return failure;

  for (guint i = 0; words[i]; i++)
    {
      g_autoptr (GError) local_error = NULL;

      dex_await (bambu_storage_remove (files.storage, words[i]), &local_error);
      ctl_files_print (&files, words[i], NULL, -1, local_error);
    }

  return dex_future_new_for_int (files.exit);
}

DexFuture *
ctl_command_rm (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, rm_fiber, options, NULL);
}
