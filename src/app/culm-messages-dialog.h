/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-account-list.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

#define CULM_TYPE_MESSAGES_DIALOG (culm_messages_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmMessagesDialog, culm_messages_dialog, CULM, MESSAGES_DIALOG, AdwDialog)

/**
 * CulmMessagesDialog:
 *
 * What the service has to tell the accounts, one account at a time: two lists that come in pages
 * cannot be merged by time without holes. A message about a printer leads to it by
 * `win.open-printer`.
 */
AdwDialog *culm_messages_dialog_new (BambuAccountList *accounts, BambuFleet *fleet);

G_END_DECLS
