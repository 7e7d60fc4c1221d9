/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <bambu/bambu-job-file.h>
#include <bambu/bambu-weak-ref.h>
#include <glib/gi18n.h>

#include "culm-access-code-dialog.h"
#include "culm-command.h"
#include "culm-control.h"
#include "culm-question.h"
#include "culm-recent-files.h"
#include "culm-skip-dialog.h"
#include "culm-upgrade-dialog.h"
#include "culm-window-private.h"
#include "culm-toast.h"

#define PRINTER "printer" /* key of a dialog's data */

/* What is rarely done to a printer: reading its code, restarting it, changing its firmware, leaving
 * out what is on its plate. */

static DexFuture *
on_code_read (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmAccessCodeDialog) dialog = g_weak_ref_get (user_data);
  const GValue *code = dex_future_get_value (future, NULL);

  if (dialog != NULL && code != NULL)
    culm_access_code_dialog_set_code (dialog, g_value_get_string (code));
  else if (dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (dialog));

  return dex_ref (future);
}

static DexFuture *
ask_for_code (BambuPrinter *printer, gpointer user_data)
{
  g_autoptr (CulmWindow) self = g_weak_ref_get (user_data);
  CulmAccessCodeDialog *dialog;

  if (self == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The window is gone");

  dialog = culm_access_code_dialog_new (printer);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));

  return dex_future_finally (bambu_printer_read_access_code (printer), on_code_read,
                             bambu_weak_ref_new (dialog), bambu_weak_ref_free);
}

void
culm_window_show_access_code (CulmWindow *self, BambuPrinter *printer)
{
  culm_command_carry_out (culm_window_get_content (self), printer, ask_for_code,
                          bambu_weak_ref_new (self), bambu_weak_ref_free);
}

/* @dialog: asks about @printer, and keeps it */
static void
ask (CulmWindow *self, BambuPrinter *printer, AdwAlertDialog *dialog, GCallback callback)
{
  g_object_set_data_full (G_OBJECT (dialog), PRINTER, g_object_ref (printer), g_object_unref);
  g_signal_connect_object (dialog, "response", callback, self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
restart (CulmWindow *self, BambuPrinter *printer)
{
  culm_command_send (culm_window_get_content (self), printer, BAMBU_CONTROL_REBOOT, 0, 0);
}

static void
on_restart_response (CulmWindow *self, const char *response, AdwAlertDialog *dialog)
{
  if (g_str_equal (response, "restart"))
    restart (self, g_object_get_data (G_OBJECT (dialog), PRINTER));
}

void
culm_window_restart_printer (CulmWindow *self, BambuPrinter *printer)
{
  g_autoptr (CulmControl) control = culm_control_new (printer, BAMBU_CONTROL_REBOOT, 0);
  g_autofree char *heading = NULL;
  AdwAlertDialog *dialog;

  if (!bambu_printer_can (printer, BAMBU_CONTROL_REBOOT, NULL))
    {
      /* It says why not. */
      restart (self, printer);
      return;
    }

  /* Translators: a printer's name */
  heading = g_strdup_printf (_ ("Restart “%s”?"), bambu_printer_get_name (printer));
  dialog = culm_question_new (
      heading, _ ("Its heaters go off, it forgets where its axes are, and for a minute or two it "
                  "cannot be reached. On some networks it comes back with another address."));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "restart", _ ("_Restart"), NULL);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  culm_control_guard (control, ADW_DIALOG (dialog));
  ask (self, printer, dialog, G_CALLBACK (on_restart_response));
}

static DexFuture *
on_upgrade_started (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmWindow) self = g_weak_ref_get (user_data);

  if (self != NULL)
    culm_toast_show (GTK_WIDGET (self), _ ("The update runs. Do not switch off the printer."));

  return dex_ref (future);
}

static void
update_firmware (CulmWindow *self, BambuPrinter *printer, const char *version)
{
  culm_command_follow (culm_window_get_content (self), printer,
                       dex_future_then (bambu_printer_start_upgrade (printer, version),
                                        on_upgrade_started, bambu_weak_ref_new (self),
                                        bambu_weak_ref_free));
}

static void
on_upgrade_response (CulmWindow *self, const char *response, AdwAlertDialog *dialog)
{
  if (g_str_equal (response, "update"))
    update_firmware (self, g_object_get_data (G_OBJECT (dialog), PRINTER),
                     culm_upgrade_dialog_get_version (dialog));
}

void
culm_window_update_firmware (CulmWindow *self, BambuPrinter *printer)
{
  const char *version = bambu_printer_get_upgrade_version (printer);

  if (version == NULL)
    return;

  if (bambu_printer_can (printer, BAMBU_CONTROL_UPGRADE, NULL))
    ask (self, printer, culm_upgrade_dialog_new (printer), G_CALLBACK (on_upgrade_response));
  else
    /* It says why not. */
    update_firmware (self, printer, version);
}

void
culm_window_skip_objects (CulmWindow *self, BambuPrinter *printer)
{
  GtkWidget *content = culm_window_get_content (self);
  g_auto (GStrv) sent = culm_recent_files_list (culm_window_get_settings (self));
  g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
  DexFuture *project =
      bambu_job_file_open (printer, bambu_fleet_get_storage (culm_window_get_fleet (self), printer),
                           (const char *const *) sent, transfer);

  adw_dialog_present (culm_skip_dialog_new (content, printer, project, transfer),
                      GTK_WIDGET (self));
}
