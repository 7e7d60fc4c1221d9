/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-alert-actions.h"

#include <glib/gi18n.h>

#include "culm-alert-words.h"

static gboolean
is_reported (BambuPrinter *printer, BambuAlert *alert)
{
  GListModel *alerts = bambu_printer_get_alerts (printer);

  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) other = g_list_model_get_item (alerts, i);

      if (other == alert)
        return TRUE;
    }

  return FALSE;
}

BambuAlertActions
culm_alert_actions_list (BambuPrinter *printer, BambuAlert *alert)
{
  if (!bambu_alert_is_print_error (alert) || !is_reported (printer, alert))
    return 0;

  return bambu_alert_list_actions (bambu_alert_get_code (alert), bambu_printer_get_state (printer));
}

const char *
culm_alert_actions_get_obstacle (BambuPrinter *printer)
{
  if (bambu_printer_get_freshness (printer) != BAMBU_FRESHNESS_LIVE)
    return _ ("The printer is not connected.");
  if (bambu_printer_get_rights (printer) == BAMBU_RIGHTS_VIEW_ONLY)
    return _ ("This printer takes commands only from Bambu Lab’s apps.");

  return NULL;
}

DexFuture *
culm_alert_actions_carry_out (BambuPrinter *printer, BambuAlert *alert, BambuAlertActions action)
{
  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                                "%s cannot be sent to a printer yet",
                                culm_alert_format_action (action));
}
