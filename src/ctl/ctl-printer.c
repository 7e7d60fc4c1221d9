/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-printer.h"

#include <glib/gi18n.h>

#include "ctl-fleet.h"
#include "ctl-report-wait.h"

/* As for the status */
#define MOVED_PRINTER_PATIENCE_SECONDS 6

gboolean
ctl_printer_await (CtlOptions *options,
                   BambuAccountPrinters **opened,
                   BambuPrinter **printer,
                   GError **error)
{
  g_autoptr (GPtrArray) printers = NULL;
  int patience = options->address ? 0 : MOVED_PRINTER_PATIENCE_SECONDS;

  *printer = NULL;
  *opened = dex_await_object (ctl_fleet_open (options), error);
  if (!*opened
      || !(printers = ctl_fleet_find (bambu_account_printers_get_fleet (*opened),
                                      ctl_options_get_argument (options), error)))
    return FALSE;

  if (printers->len > 1)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("More than one printer is meant. Give a serial number."));
      return FALSE;
    }

  *printer = printers->pdata[0]; /* the fleet's */

  return dex_await (ctl_report_wait (*printer, patience, options->timeout), error);
}
