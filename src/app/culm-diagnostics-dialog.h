/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-account-list.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

#define CULM_TYPE_DIAGNOSTICS_DIALOG (culm_diagnostics_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmDiagnosticsDialog, culm_diagnostics_dialog, CULM, DIAGNOSTICS_DIALOG, AdwDialog)

/**
 * CulmDiagnosticsDialog:
 *
 * Shows what helps others to find a fault, all of it, before its user saves or copies it: see
 * culm_diagnostics_new(). It is of the moment when it was opened.
 */

/** culm_diagnostics_dialog_new: @accounts: (nullable): whose names are left out */
AdwDialog *culm_diagnostics_dialog_new (BambuFleet *fleet, BambuAccountList *accounts);

/** culm_diagnostics_dup_system: Returns: (transfer full): lines on what Culm runs on */
char *culm_diagnostics_dup_system (void);

G_END_DECLS
