/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

#define CULM_TYPE_ADD_DIALOG (culm_add_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmAddDialog, culm_add_dialog, CULM, ADD_DIALOG, AdwDialog)

/**
 * CulmAddDialog:
 *
 * Adds a printer: found or by address, its access code, a check of what works, its certificate if
 * nobody vouches for it, its name. Closing it at any time stops what is under way.
 *
 * Signal `added` ([class@Bambu.Printer]): it is in the fleet; the dialog closes.
 */
CulmAddDialog *culm_add_dialog_new (BambuFleet *fleet);

G_END_DECLS
