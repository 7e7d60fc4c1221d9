/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_EXTRUDE_GROUP (culm_extrude_group_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmExtrudeGroup, culm_extrude_group, CULM, EXTRUDE_GROUP, AdwPreferencesGroup)

/**
 * CulmExtrudeGroup:
 *
 * What pushes filament, one row a nozzle, and which nozzle prints where there are two.
 */
AdwPreferencesGroup *culm_extrude_group_new (BambuPrinter *printer);

G_END_DECLS
