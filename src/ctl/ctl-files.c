/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-files.h"

#include <glib/gi18n.h>
#include <unistd.h>
#include <words/culm-json.h>

#include "ctl-failure.h"
#include "ctl-output.h"
#include "ctl-printer.h"
#include "ctl-secret.h"

#define CLEAR_LINE "\r\033[K"

GStrv
ctl_files_take_words (CtlOptions *options, gboolean may_name_printer)
{
  g_auto (GStrv) all = g_steal_pointer (&options->arguments);
  guint n_printers = may_name_printer && all && all[0] && all[0][0] != '/';
  GStrv words = g_strdupv (all ? all + n_printers : (char *[]) { NULL });

  if (n_printers > 0)
    {
      options->arguments = g_new0 (char *, 2);
      options->arguments[0] = g_strdup (all[0]);
    }

  return words;
}

static void
print_failure (CtlFiles *self, const GError *error)
{
  g_autofree char *text = NULL;

  if (error->domain == BAMBU_STORAGE_ERROR)
    {
      text =
          culm_storage_words_failure (error, self->action, bambu_printer_get_name (self->printer));
      ctl_output_error ("%s (%s)", text, error->message);
      return;
    }

  if (error->domain == BAMBU_LINK_ERROR)
    text = ctl_failure_of_printer (self->printer, error);
  ctl_output_error ("%s", text ? text : error->message);
}

gboolean
ctl_files_await (CtlFiles *self, DexFuture **failure)
{
  g_autoptr (GError) error = NULL;

  if (ctl_printer_await (self->options, &self->opened, &self->printer, &error))
    {
      self->storage =
          bambu_fleet_get_storage (bambu_account_printers_get_fleet (self->opened), self->printer);
      return TRUE;
    }

  if (self->printer)
    {
      ctl_files_print (self, NULL, NULL, -1, error);
      *failure = dex_future_new_for_int (self->exit);
    }
  else
    *failure = dex_future_new_for_error (g_steal_pointer (&error));

  return FALSE;
}

void
ctl_files_clear (CtlFiles *self)
{
  g_autofree char *warning = NULL;

  if (self->storage && bambu_storage_is_in_the_clear (self->storage))
    {
      warning = culm_storage_words_in_the_clear (bambu_printer_get_name (self->printer));
      ctl_output_error ("%s", warning);
    }
  g_clear_object (&self->opened);
}

gboolean
ctl_files_await_consent (const CtlOptions *options, const char *question, GError **error)
{
  g_autofree char *prompt = g_strdup_printf ("%s [y/N]", question);
  g_autofree char *answer = NULL;

  if (options->yes)
    return TRUE;

  if (!ctl_secret_can_ask_again ())
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” cannot be taken back: without a terminal it needs --yes."),
                   options->command);
      return FALSE;
    }

  answer = ctl_secret_await_name (prompt, NULL);
  if (answer && (g_ascii_strcasecmp (answer, "y") == 0 || g_ascii_strcasecmp (answer, "yes") == 0))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Nothing was done."));

  return FALSE;
}

void
ctl_files_print (
    CtlFiles *self, const char *path, const char *file, gint64 bytes, const GError *error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *line = NULL;

  if (error)
    {
      self->exit = MAX (self->exit, ctl_exit_from_error (error));
      print_failure (self, error);
    }
  if (!self->options->json)
    return;

  object = json_object_new ();
  node = json_node_init_object (json_node_alloc (), object);
  culm_json_add_string (object, "command", self->options->command);
  culm_json_add_string (object, "printer", bambu_printer_get_serial (self->printer));
  culm_json_add_string (object, "path", path);
  culm_json_add_string (object, "file", file);
  culm_json_add_integer (object, "bytes", bytes, bytes >= 0);
  culm_json_add_boolean (object, "done", error == NULL, TRUE);
  culm_json_add_string (object, "reason", error ? error->message : NULL);
  line = culm_json_dup_line (node);
  ctl_output_line (line);
}

static void
show_progress (BambuTransfer *transfer, GParamSpec *pspec, const char *name)
{
  g_autofree char *progress = culm_storage_words_progress (transfer);
  g_autofree char *printable = ctl_output_make_printable (name, FALSE);

  g_printerr (CLEAR_LINE "%s: %s", printable, progress);
}

gboolean
ctl_files_await_moved (DexFuture *future, BambuTransfer *transfer, const char *name, GError **error)
{
  gboolean is_shown = isatty (STDERR_FILENO);
  gulong handler = 0;
  gboolean is_done;

  if (is_shown)
    handler = g_signal_connect_data (transfer, "notify::bytes-done", G_CALLBACK (show_progress),
                                     g_strdup (name), (GClosureNotify) (GCallback) g_free, 0);

  is_done = dex_await (future, error);

  if (is_shown)
    {
      g_signal_handler_disconnect (transfer, handler);
      g_printerr (CLEAR_LINE);
    }

  return is_done;
}
