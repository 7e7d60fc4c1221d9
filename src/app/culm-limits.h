/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

/* The limits of filament as they are in the settings. */

/** culm_limits_follow: the fleet warns by the settings, as long as it lives */
void culm_limits_follow (BambuFleet *fleet, GSettings *settings);

/** culm_limits_read: Returns: (transfer full): what is in the settings now */
BambuLimits *culm_limits_read (GSettings *settings);

/** culm_limits_dup_exception: Returns: (transfer full): the key of a material's exception */
char *culm_limits_dup_material_key (const char *material);
/** culm_limits_dup_unit_key: likewise of a unit's */
char *culm_limits_dup_unit_key (const char *serial, int ams);

/**
 * culm_limits_parse_key:
 * @subject: (out): the material, or the serial
 * @ams: (out): the unit's id, −1 for a material
 *
 * Returns: %FALSE if it is no key of an exception
 */
gboolean culm_limits_parse_key (const char *key, char **subject, int *ams);

/** culm_limits_set_exception: @air (nullable): %NULL: there is none any more */
void culm_limits_set_exception (GSettings *settings, const char *key, const BambuAirLimit *air);

G_END_DECLS
