/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-stop-dialog.h"

#include <glib/gi18n.h>

#include "culm-format.h"

static char *
create_heading (BambuJob *job)
{
  const char *name = bambu_job_get_name (job);

  if (*name == '\0')
    return g_strdup (_ ("Stop the Print?"));

  /* Translators: a print's name */
  return g_strdup_printf (_ ("Stop “%s”?"), name);
}

static char *
create_body (BambuJob *job)
{
  g_autofree char *percent = NULL;

  if (bambu_job_get_percent (job) < 0)
    return g_strdup (_ ("A stopped print cannot be resumed."));

  percent = culm_format_percent (bambu_job_get_percent (job));

  /* Translators: how far a print is: "42 %" */
  return g_strdup_printf (_ ("It is %s done. A stopped print cannot be resumed."), percent);
}

static void
on_active_changed (BambuJob *job, GParamSpec *pspec, AdwDialog *dialog)
{
  if (!bambu_job_is_active (job))
    adw_dialog_force_close (dialog);
}

void
culm_stop_dialog_present (BambuPrinter *printer,
                          GtkWidget *parent,
                          GCallback confirmed,
                          gpointer owner)
{
  BambuJob *job = bambu_printer_get_job (printer);
  g_autofree char *heading = create_heading (job);
  g_autofree char *body = create_body (job);
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _ ("_Keep Printing"), "stop",
                                  _ ("_Stop"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "stop",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");

  g_signal_connect_object (job, "notify::active", G_CALLBACK (on_active_changed), dialog, 0);
  g_signal_connect_object (dialog, "response::stop", confirmed, owner, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, parent);
}
