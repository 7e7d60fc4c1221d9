/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-stop-dialog.h"

#include <glib/gi18n.h>

#include "culm-control.h"
#include "culm-format.h"
#include "culm-question.h"

/* 0 if nobody knows. */
static int
count_minutes (BambuJob *job)
{
  gint64 start = bambu_job_get_start_time (job);
  gint64 minutes = (g_get_real_time () / G_USEC_PER_SEC - start) / 60;

  return start > 0 ? (int) CLAMP (minutes, 0, G_MAXINT) : 0;
}

static char *
describe (BambuJob *job)
{
  int minutes = count_minutes (job);
  g_autofree char *percent = NULL;

  if (bambu_job_get_percent (job) < 0)
    return g_strdup (_ ("A stopped print cannot be resumed."));

  percent = culm_format_percent (bambu_job_get_percent (job));

  if (minutes > 0)
    {
      g_autofree char *duration = culm_format_duration (minutes);

      /* Translators: how long a print took so far: "3 h 10 min", and how far it is: "42 %" */
      return g_strdup_printf (
          _ ("It has printed for %s and is %s done. A stopped print cannot be resumed."), duration,
          percent);
    }

  /* Translators: how far a print is: "42 %" */
  return g_strdup_printf (_ ("It is %s done. A stopped print cannot be resumed."), percent);
}

static char *
get_heading (BambuJob *job)
{
  const char *name = bambu_job_get_name (job);

  if (*name == '\0')
    return g_strdup (_ ("Stop the Print?"));

  /* Translators: a print's name */
  return g_strdup_printf (_ ("Stop “%s”?"), name);
}

/* Another job was not asked about. */
static void
close_for_other_job (AdwDialog *dialog)
{
  adw_dialog_force_close (dialog);
}

AdwAlertDialog *
culm_stop_dialog_new (BambuPrinter *printer)
{
  AdwAlertDialog *dialog;
  BambuJob *job;
  g_autoptr (CulmControl) control = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  job = bambu_printer_get_job (printer);
  heading = get_heading (job);
  body = describe (job);

  dialog = culm_question_new (heading, body);
  adw_alert_dialog_add_responses (dialog, "keep", _ ("_Keep Printing"), "stop", _ ("_Stop"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "keep");
  adw_alert_dialog_set_close_response (dialog, "keep");

  control = culm_control_new (printer, BAMBU_CONTROL_STOP, 0);
  culm_control_guard (control, ADW_DIALOG (dialog));
  g_signal_connect_object (job, "notify::name", G_CALLBACK (close_for_other_job), dialog,
                           G_CONNECT_SWAPPED);

  return dialog;
}
