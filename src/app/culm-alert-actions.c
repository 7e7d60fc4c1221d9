/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-alert-actions.h"

#include <bambu/printer/bambu-printer-control.h>

#include "culm-command-words.h"

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

char *
culm_alert_actions_dup_obstacle (BambuPrinter *printer)
{
  g_autoptr (GError) error = NULL;

  return bambu_printer_can (printer, BAMBU_CONTROL_ERROR, &error)
             ? NULL
             : culm_command_words_reason (error);
}

DexFuture *
culm_alert_actions_carry_out (BambuPrinter *printer, BambuAlert *alert, BambuAlertActions action)
{
  const char *code = bambu_alert_get_code (alert);
  gboolean has_job = bambu_job_is_active (bambu_printer_get_job (printer));

  switch (action)
    {
    case BAMBU_ALERT_ACTION_RESUME:
      return bambu_printer_answer_error (printer, code, BAMBU_ERROR_ANSWER_RESUME);
    case BAMBU_ALERT_ACTION_RETRY:
      return bambu_printer_control_ams (printer, BAMBU_AMS_ACTION_RESUME);
    case BAMBU_ALERT_ACTION_DONE:
      return bambu_printer_control_ams (printer, BAMBU_AMS_ACTION_DONE);
    case BAMBU_ALERT_ACTION_IGNORE:
      return bambu_printer_answer_error (
          printer, code, has_job ? BAMBU_ERROR_ANSWER_IGNORE : BAMBU_ERROR_ANSWER_IGNORE_IDLE);
    case BAMBU_ALERT_ACTION_STOP:
      return bambu_printer_answer_error (printer, code, BAMBU_ERROR_ANSWER_STOP);
    case BAMBU_ALERT_ACTION_DISMISS:
    default:
      return bambu_printer_answer_error (printer, code, BAMBU_ERROR_ANSWER_DISMISS);
    }
}
