/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-command.h"

#include <words/culm-json.h>
#include <words/culm-status-json.h>

#include "ctl-failure.h"
#include "ctl-fleet.h"
#include "ctl-output.h"
#include "ctl-report-wait.h"
#include "ctl-status-text.h"

/* Printers announce themselves every five seconds or so; one that moved is found by that. */
#define MOVED_PRINTER_PATIENCE_SECONDS 6

static gboolean
print_printer (BambuPrinter *printer, gboolean json)
{
  g_autofree char *text = NULL;

  if (json)
    {
      g_autoptr (JsonNode) node = culm_status_json_new (printer);

      text = culm_json_dup_line (node);
    }
  else
    {
      text = ctl_status_text_new (printer);
    }

  return ctl_output_line (text);
}

static DexFuture *
status_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_autoptr (BambuAccountPrinters) opened = NULL;
  g_autoptr (GPtrArray) printers = NULL;
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GError) error = NULL;
  CtlExit worst = CTL_EXIT_OK;
  int patience = options->address ? 0 : MOVED_PRINTER_PATIENCE_SECONDS;

  opened = dex_await_object (ctl_fleet_open (options), &error);
  if (!opened
      || !(printers =
               ctl_fleet_find_all (bambu_account_printers_get_fleet (opened), options, &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* All at once; shown in order. */
  for (guint i = 0; i < printers->len; i++)
    g_ptr_array_add (reports, ctl_report_wait (printers->pdata[i], patience, options->timeout));

  for (guint i = 0; i < printers->len; i++)
    {
      BambuPrinter *printer = printers->pdata[i];
      g_autoptr (GError) report_error = NULL;

      if (!dex_await (dex_ref (reports->pdata[i]), &report_error))
        {
          g_autofree char *failure = ctl_failure_of_printer (printer, report_error);

          ctl_output_error ("%s", failure);
          worst = MAX (worst, ctl_exit_from_error (report_error));
        }

      /* Printers stand apart; lines of JSON do not. */
      if (i > 0 && !options->json)
        ctl_output_line ("");

      if (!print_printer (printer, options->json))
        return dex_future_new_for_int (CTL_EXIT_USAGE);
    }

  return dex_future_new_for_int (worst);
}

DexFuture *
ctl_command_status (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, status_fiber, options, NULL);
}
