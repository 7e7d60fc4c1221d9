/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-printer.h"

#include <glib/gi18n.h>
#include <words/culm-json.h>

#include "ctl-fleet.h"
#include "ctl-output.h"
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

void
ctl_printer_print_known (const char *serial,
                         const char *name,
                         const char *model,
                         const char *address)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *line = NULL;

  json_object_set_string_member (object, "serial", serial);
  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "model", model);
  json_object_set_string_member (object, "address", address);

  line = culm_json_dup_line (node);
  ctl_output_line (line);
}
