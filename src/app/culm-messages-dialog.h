/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-account-list.h>
#include <bambu/alert/bambu-alert-history.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

#define CULM_TYPE_MESSAGES_DIALOG (culm_messages_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmMessagesDialog, culm_messages_dialog, CULM, MESSAGES_DIALOG, AdwDialog)

/**
 * CulmMessagesDialog:
 *
 * What was and is wrong with the printers, and what the service has to tell the accounts, one
 * account at a time: two lists that come in pages cannot be merged by time without holes. A message
 * about a printer leads to it by `win.open-printer`.
 */

/**
 * culm_messages_dialog_new:
 * @accounts: (nullable): %NULL where nobody can sign in
 */
AdwDialog *culm_messages_dialog_new (BambuAlertHistory *history,
                                     BambuAccountList *accounts,
                                     BambuFleet *fleet);

/** culm_messages_dialog_show_cloud: shows what the service has to tell */
void culm_messages_dialog_show_cloud (CulmMessagesDialog *self);

G_END_DECLS
