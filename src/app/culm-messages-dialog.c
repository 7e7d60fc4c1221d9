/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-messages-dialog.h"

#include <bambu/account/bambu-cloud-calls.h>

#include "culm-alert-history-page.h"
#include "culm-cloud-list.h"
#include "culm-message-row.h"

struct _CulmMessagesDialog
{
  AdwDialog parent_instance;

  GtkWidget *switcher;
  AdwViewStack *stack;
  AdwViewStackPage *printers_page;
  AdwBin *history_bin;
  CulmCloudList *list;
  GtkWidget *account_bar;
  GtkDropDown *account_drop;

  BambuAccountList *accounts;
  BambuFleet *fleet;
};

G_DEFINE_FINAL_TYPE (CulmMessagesDialog, culm_messages_dialog, ADW_TYPE_DIALOG)

static void
on_accounts_changed (CulmMessagesDialog *self)
{
  gtk_widget_set_visible (self->account_bar,
                          g_list_model_get_n_items (G_LIST_MODEL (self->accounts)) > 1);
}

static void
on_activate (CulmMessagesDialog *self, BambuCloudMessage *message)
{
  const char *serial = bambu_cloud_message_get_values (message)->serial;

  if (serial == NULL || bambu_fleet_find (self->fleet, serial) == NULL)
    return;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-printer", "s", serial);
  adw_dialog_close (ADW_DIALOG (self));
}

static BambuCloudPages *
list_messages (BambuCloud *cloud, gpointer user_data)
{
  return bambu_cloud_list_messages (cloud);
}

static GtkWidget *
create_row (gpointer user_data)
{
  return culm_message_row_new (CULM_MESSAGES_DIALOG (user_data)->fleet);
}

static void
culm_messages_dialog_dispose (GObject *object)
{
  CulmMessagesDialog *self = CULM_MESSAGES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_MESSAGES_DIALOG);
  g_clear_object (&self->accounts);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (culm_messages_dialog_parent_class)->dispose (object);
}

static void
culm_messages_dialog_class_init (CulmMessagesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_messages_dialog_dispose;

  g_type_ensure (BAMBU_TYPE_ACCOUNT);
  g_type_ensure (CULM_TYPE_CLOUD_LIST);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-messages-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmMessagesDialog, switcher);
  gtk_widget_class_bind_template_child (widget_class, CulmMessagesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CulmMessagesDialog, printers_page);
  gtk_widget_class_bind_template_child (widget_class, CulmMessagesDialog, history_bin);
  gtk_widget_class_bind_template_child (widget_class, CulmMessagesDialog, list);
  gtk_widget_class_bind_template_child (widget_class, CulmMessagesDialog, account_bar);
  gtk_widget_class_bind_template_child (widget_class, CulmMessagesDialog, account_drop);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
culm_messages_dialog_init (CulmMessagesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_accounts (CulmMessagesDialog *self, BambuAccountList *accounts)
{
  gtk_widget_set_visible (self->switcher, accounts != NULL);
  if (accounts == NULL)
    return;

  self->accounts = g_object_ref (accounts);
  culm_cloud_list_set_up (self->list, list_messages, create_row, self);
  gtk_drop_down_set_model (self->account_drop, G_LIST_MODEL (accounts));
  g_object_bind_property (self->account_drop, "selected-item", self->list, "account",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (on_accounts_changed), self,
                           G_CONNECT_SWAPPED);
  on_accounts_changed (self);
}

AdwDialog *
culm_messages_dialog_new (BambuAlertHistory *history, BambuAccountList *accounts, BambuFleet *fleet)
{
  CulmMessagesDialog *self;

  g_return_val_if_fail (BAMBU_IS_ALERT_HISTORY (history), NULL);
  g_return_val_if_fail (accounts == NULL || BAMBU_IS_ACCOUNT_LIST (accounts), NULL);
  g_return_val_if_fail (BAMBU_IS_FLEET (fleet), NULL);

  self = g_object_new (CULM_TYPE_MESSAGES_DIALOG, NULL);
  self->fleet = g_object_ref (fleet);
  adw_bin_set_child (self->history_bin, culm_alert_history_page_new (history, fleet));
  g_object_bind_property (history, "unread", self->printers_page, "badge-number",
                          G_BINDING_SYNC_CREATE);
  set_accounts (self, accounts);

  return ADW_DIALOG (self);
}

void
culm_messages_dialog_show_cloud (CulmMessagesDialog *self)
{
  g_return_if_fail (CULM_IS_MESSAGES_DIALOG (self));

  adw_view_stack_set_visible_child_name (self->stack, "cloud");
}
