/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-account-printers.h>
#include <bambu/bambu-fleet.h>

#include "culm-background.h"

G_BEGIN_DECLS

#define CULM_TYPE_PREFERENCES_DIALOG (culm_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmPreferencesDialog, culm_preferences_dialog, CULM, PREFERENCES_DIALOG, AdwPreferencesDialog)

/**
 * CulmPreferencesDialog:
 *
 * What can be set. Changes apply at once.
 */

/**
 * culm_preferences_dialog_new:
 * @printers: (nullable): %NULL: nobody can sign in, and the desktop is told nothing
 * @background: (nullable): %NULL: printers are not watched without a window
 */
AdwDialog *culm_preferences_dialog_new (GSettings *settings,
                                        BambuFleet *fleet,
                                        BambuAccountPrinters *printers,
                                        CulmBackground *background);

G_END_DECLS
