/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-account-printers.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

#define CULM_TYPE_PREFERENCES_DIALOG (culm_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmPreferencesDialog, culm_preferences_dialog, CULM, PREFERENCES_DIALOG, AdwPreferencesDialog)

/**
 * CulmPreferencesDialog:
 *
 * What can be set. Changes apply at once.
 */

/** culm_preferences_dialog_new: @printers (nullable): %NULL: nobody can sign in */
AdwDialog *culm_preferences_dialog_new (GSettings *settings,
                                        BambuFleet *fleet,
                                        BambuAccountPrinters *printers);

G_END_DECLS
