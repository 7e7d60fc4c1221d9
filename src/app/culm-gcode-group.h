/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_GCODE_GROUP (culm_gcode_group_get_type ())
G_DECLARE_FINAL_TYPE (CulmGcodeGroup, culm_gcode_group, CULM, GCODE_GROUP, AdwPreferencesGroup)

/**
 * CulmGcodeGroup:
 *
 * Sends lines of G-code as the user writes them. The Up and Down keys bring back what was sent to
 * this printer since the app was started. While the printer does something, each line is asked
 * about.
 */
AdwPreferencesGroup *culm_gcode_group_new (BambuPrinter *printer);

G_END_DECLS
