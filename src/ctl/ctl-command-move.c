/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ctl-command.h"
#include "ctl-files.h"

static DexFuture *
get_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_auto (CtlFiles) files = { .options = options, .action = CULM_STORAGE_ACTION_DOWNLOAD };
  g_auto (GStrv) words = ctl_files_take_words (options, TRUE);
  g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
  g_autofree char *name = NULL;
  g_autoptr (GFile) to = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *failure = NULL;

  if (!words[0] || (words[1] && words[2]))
    return dex_future_new_reject (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                                  _ ("This is too little or too much for “%s”. See %s %s --help."),
                                  options->command, g_get_prgname (), options->command);

  name = words[1] ? g_strdup (words[1]) : g_path_get_basename (words[0]);
  to = g_file_new_for_commandline_arg (name);
  if (!ctl_files_await (&files, &failure))
    return failure;

  ctl_files_await_moved (bambu_storage_download (files.storage, words[0], to, transfer), transfer,
                         name, &error);
  ctl_files_print (&files, words[0], name, error ? -1 : bambu_transfer_get_bytes_done (transfer),
                   error);

  return dex_future_new_for_int (files.exit);
}

DexFuture *
ctl_command_get (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, get_fiber, options, NULL);
}

/* What is replaced is gone. */
static gboolean
await_replacing (CtlFiles *files, GListModel *present, const char *path, GError **error)
{
  const char *name = strrchr (path, '/') + 1;
  g_autoptr (BambuStoredFile) other = bambu_stored_name_find (name, present);
  g_autofree char *question = NULL;

  if (!other)
    return TRUE;

  question = g_strdup_printf (_ ("There is a file %s on the printer. Replace it?"), name);

  return ctl_files_await_consent (files->options, question, error);
}

static void
await_upload (CtlFiles *files, GListModel *present, const char *local)
{
  g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
  g_autofree char *base = g_path_get_basename (local);
  g_autofree char *name = bambu_stored_name_make_safe (base);
  g_autofree char *path = bambu_stored_path_build (bambu_print_folder_get (files->printer), name);
  g_autoptr (GError) error = NULL;

  if (await_replacing (files, present, path, &error))
    ctl_files_await_moved (bambu_storage_upload (files->storage, local, path, transfer), transfer,
                           base, &error);
  ctl_files_print (files, path, local, error ? -1 : bambu_transfer_get_bytes_done (transfer),
                   error);
}

static DexFuture *
upload_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_auto (CtlFiles) files = { .options = options, .action = CULM_STORAGE_ACTION_UPLOAD };
  g_auto (GStrv) words = ctl_files_take_words (options, FALSE);
  g_autoptr (GListModel) present = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *failure = NULL;

  if (!words[0])
    return dex_future_new_reject (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s",
                                  _ ("Which file? Give its name."));

  if (!ctl_files_await (&files, &failure))
    return failure;

  present = dex_await_object (
      bambu_storage_list (files.storage, bambu_print_folder_get (files.printer)), &error);
  if (!present)
    {
      ctl_files_print (&files, NULL, NULL, -1, error);
      return dex_future_new_for_int (files.exit);
    }

  for (guint i = 0; words[i]; i++)
    await_upload (&files, present, words[i]);

  return dex_future_new_for_int (files.exit);
}

DexFuture *
ctl_command_upload (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, upload_fiber, options, NULL);
}
