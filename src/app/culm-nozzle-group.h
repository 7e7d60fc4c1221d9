/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_NOZZLE_GROUP (culm_nozzle_group_get_type ())
G_DECLARE_FINAL_TYPE (CulmNozzleGroup, culm_nozzle_group, CULM, NOZZLE_GROUP, AdwPreferencesGroup)

/**
 * CulmNozzleGroup:
 *
 * Which nozzle is fitted, to be told to a printer that cannot see it. Hidden for others.
 */
AdwPreferencesGroup *culm_nozzle_group_new (BambuPrinter *printer);

G_END_DECLS
