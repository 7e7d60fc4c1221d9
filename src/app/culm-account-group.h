/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-account-printers.h>

G_BEGIN_DECLS

#define CULM_TYPE_ACCOUNT_GROUP (culm_account_group_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmAccountGroup, culm_account_group, CULM, ACCOUNT_GROUP, AdwPreferencesGroup)

/**
 * CulmAccountGroup:
 *
 * One account in the preferences: who, until when, where, its printers, and signing out.
 *
 * Signals: `sign-in-again`, `choose-printers`, `add-printer`.
 */
CulmAccountGroup *culm_account_group_new (BambuAccount *account, BambuAccountPrinters *printers);
BambuAccount *culm_account_group_get_account (CulmAccountGroup *self);

G_END_DECLS
