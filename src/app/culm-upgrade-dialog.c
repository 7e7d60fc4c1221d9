/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-upgrade-dialog.h"

#include <glib/gi18n.h>

#include "culm-control.h"
#include "culm-firmware.h"
#include "culm-format.h"
#include "culm-notes-dialog.h"
#include "culm-question.h"

#define VERSION "version" /* key of the dialog's data */
/* Downloading, installing, restarting; rather too long than too short */
#define MINUTES 20
/* Where the maker tells what is new, if nobody else does. */
#define NOTES "https://bambulab.com/en/support/firmware-download/all"

static void
on_offer_changed (AdwDialog *dialog, GParamSpec *pspec, BambuPrinter *printer)
{
  if (g_strcmp0 (bambu_printer_get_upgrade_version (printer),
                 culm_upgrade_dialog_get_version (ADW_ALERT_DIALOG (dialog)))
      != 0)
    adw_dialog_force_close (dialog);
}

static void
on_notes (GtkWidget *button, BambuPrinter *printer)
{
  CulmFirmware *firmware = culm_firmware_get_for_printer (printer);
  const char *version = bambu_printer_get_upgrade_version (printer);
  gboolean knows = g_strcmp0 (culm_firmware_get_new_version (firmware), version) == 0
                   && culm_firmware_get_notes (firmware) != NULL;

  culm_notes_show (button, version, knows ? culm_firmware_get_notes (firmware) : NOTES);
}

AdwAlertDialog *
culm_upgrade_dialog_new (BambuPrinter *printer)
{
  g_autoptr (CulmControl) control = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *duration = NULL;
  g_autofree char *body = NULL;
  const char *version;
  AdwAlertDialog *dialog;
  GtkWidget *notes;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  version = bambu_printer_get_upgrade_version (printer);
  g_return_val_if_fail (version != NULL, NULL);

  /* Translators: a printer's name */
  heading = g_strdup_printf (_ ("Update “%s”?"), bambu_printer_get_name (printer));
  duration = culm_format_duration (MINUTES);
  /* Translators: a version of a printer's firmware, and a duration: "20 min" */
  body =
      g_strdup_printf (_ ("The printer downloads and installs version %s and then restarts. That "
                          "takes about %s. Do not switch off the printer."),
                       version, duration);

  dialog = culm_question_new (heading, body);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "update", _ ("_Update"), NULL);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), VERSION, g_strdup (version), g_free);

  notes = gtk_button_new_with_mnemonic (_ ("_What’s New…"));
  gtk_widget_set_halign (notes, GTK_ALIGN_CENTER);
  g_signal_connect_object (notes, "clicked", G_CALLBACK (on_notes), printer, 0);
  adw_alert_dialog_set_extra_child (dialog, notes);

  control = culm_control_new (printer, BAMBU_CONTROL_UPGRADE, 0);
  culm_control_guard (control, ADW_DIALOG (dialog));
  g_signal_connect_object (printer, "notify::upgrade-version", G_CALLBACK (on_offer_changed),
                           dialog, G_CONNECT_SWAPPED);

  return dialog;
}

const char *
culm_upgrade_dialog_get_version (AdwAlertDialog *dialog)
{
  g_return_val_if_fail (ADW_IS_ALERT_DIALOG (dialog), NULL);

  return g_object_get_data (G_OBJECT (dialog), VERSION);
}
