/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <words/culm-json.h>

#include "ctl-command.h"
#include "ctl-control-answer.h"
#include "ctl-control.h"
#include "ctl-fleet.h"
#include "ctl-output.h"
#include "ctl-report-wait.h"
#include "ctl-secret.h"

/* As for the status */
#define MOVED_PRINTER_PATIENCE_SECONDS 6

#define LEAVING_MSEC 500

/* The words of a command have their number, so that what is left in front is the printer. */
static char **
take_words (const CtlControl *control, CtlOptions *options, GError **error)
{
  guint n_words = ctl_control_count_words (control);
  guint n_arguments = options->arguments ? g_strv_length (options->arguments) : 0;
  GStrv all = options->arguments;
  gboolean has_printer = n_arguments > n_words;
  GStrv words;

  if (!ctl_control_check_words (control, n_arguments - (has_printer && !options->address), error))
    return NULL;

  words = g_new0 (char *, n_words + 1);
  /* What stays behind is the printer alone. */
  for (guint i = 0; i < n_words; i++)
    words[i] = g_steal_pointer (&all[i + has_printer]);

  return words;
}

/* Whether the user means it; on a fiber. */
static gboolean
await_consent (const CtlControl *control,
               const CtlWanted *wanted,
               const CtlOptions *options,
               GError **error)
{
  g_autofree char *prompt = NULL;
  g_autofree char *answer = NULL;

  if (!ctl_control_is_asked (control, wanted) || options->yes)
    return TRUE;

  if (ctl_secret_can_ask_again ())
    {
      prompt = g_strdup_printf ("%s [y/N]", _ (control->question));
      answer = ctl_secret_await_name (prompt, NULL);
      if (answer
          && (g_ascii_strcasecmp (answer, "y") == 0 || g_ascii_strcasecmp (answer, "yes") == 0))
        return TRUE;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Nothing was done."));
      return FALSE;
    }

  return ctl_control_is_agreed (control, wanted, options, error);
}

static void
print_json (const CtlControl *control, BambuPrinter *printer, const GError *error, gboolean waited)
{
  g_autoptr (JsonObject) object = ctl_control_answer_new (control->name, printer, error);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *line = NULL;

  if (!error && !waited)
    json_object_set_string_member (object, "result", "sent");
  line = culm_json_dup_line (node);
  ctl_output_line (line);
}

static void
print_failure (BambuPrinter *printer, const GError *error)
{
  g_autofree char *text = ctl_control_answer_dup_failure (printer, error);
  g_autofree char *printable = ctl_output_make_printable (text, TRUE);

  ctl_output_error ("%s", printable);
}

/* Without waiting, it is enough that the command was not refused at once. The link keeps some
 * distance between two messages; closed at once, it would drop what has not left yet. Who waits
 * may have less patience than the library. */
static gboolean
await_outcome (
    BambuPrinter *printer, DexFuture *outcome, gboolean wait, gint64 deadline, GError **error)
{
  g_autoptr (DexFuture) owned = outcome;
  DexFuture *limit =
      wait ? dex_timeout_new_deadline (deadline) : dex_timeout_new_msec (LEAVING_MSEC);

  dex_await (dex_future_first (dex_ref (owned), limit, NULL), NULL);

  if (wait)
    bambu_printer_give_up (printer);

  return dex_future_is_pending (owned) || dex_await (g_steal_pointer (&owned), error);
}

static DexFuture *
control_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  const CtlControl *control = ctl_control_find (options->command);
  g_autoptr (BambuAccountPrinters) opened = NULL;
  g_autoptr (GPtrArray) printers = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  CtlWanted wanted;
  BambuPrinter *printer;
  const char *name;
  gint64 deadline;
  int patience = options->address ? 0 : MOVED_PRINTER_PATIENCE_SECONDS;

  words = take_words (control, options, &error);
  if (!words || !ctl_control_parse (control, words, options, &wanted, &error)
      || !await_consent (control, &wanted, options, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  name = ctl_options_get_argument (options);
  opened = dex_await_object (ctl_fleet_open (options), &error);
  if (!opened
      || !(printers = ctl_fleet_find (bambu_account_printers_get_fleet (opened), name, &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (printers->len > 1)
    return dex_future_new_reject (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s",
                                  _ ("More than one printer is meant. Give a serial number."));

  printer = printers->pdata[0];
  deadline = g_get_monotonic_time () + options->timeout * G_USEC_PER_SEC;
  if (dex_await (ctl_report_wait (printer, patience, options->timeout), &error))
    await_outcome (printer, control->ask (printer, &wanted), !options->no_wait, deadline, &error);

  if (options->json)
    print_json (control, printer, error, !options->no_wait);

  if (!error)
    return dex_future_new_for_int (CTL_EXIT_OK);

  print_failure (printer, error);

  return dex_future_new_for_int (ctl_exit_from_error (error));
}

DexFuture *
ctl_command_control (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, control_fiber, options, NULL);
}
