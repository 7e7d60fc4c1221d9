/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-messages-dialog.h"
#include "culm-preferences-dialog.h"
#include "culm-sign-in-dialog.h"
#include "culm-window-private.h"

static void
sign_in (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmWindow *self = CULM_WINDOW (widget);
  BambuAccountPrinters *printers = culm_window_get_account_printers (self);
  const char *region;
  const char *account;
  CulmSignInDialog *dialog;

  g_variant_get (parameter, "(&s&s)", &region, &account);
  dialog = culm_sign_in_dialog_new (
      printers,
      bambu_account_list_find (bambu_account_printers_get_accounts (printers), region, account));
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
show_preferences (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmWindow *self = CULM_WINDOW (widget);

  adw_dialog_present (culm_preferences_dialog_new (culm_window_get_settings (self),
                                                   culm_window_get_fleet (self),
                                                   culm_window_get_account_printers (self),
                                                   culm_window_get_background (self)),
                      widget);
}

static void
show_messages (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmWindow *self = CULM_WINDOW (widget);
  BambuAccountPrinters *printers = culm_window_get_account_printers (self);

  adw_dialog_present (culm_messages_dialog_new (
                          culm_window_get_alert_history (self),
                          printers != NULL ? bambu_account_printers_get_accounts (printers) : NULL,
                          culm_window_get_fleet (self)),
                      widget);
}

void
culm_window_install_account_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.sign-in", "(ss)", sign_in);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, show_preferences);
  gtk_widget_class_install_action (widget_class, "win.messages", NULL, show_messages);
}

void
culm_window_update_account_actions (CulmWindow *self)
{
  gboolean can_sign_in = culm_window_get_account_printers (self) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.messages",
                                 culm_window_get_alert_history (self) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-in", can_sign_in);
}
