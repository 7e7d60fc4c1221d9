/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define BAMBU_TYPE_LIMITS (bambu_limits_get_type ())

/**
 * BambuAirLimit:
 * @humidity_percent: warn above it; 0 never
 * @celsius: warn above it; 0 never
 *
 * What the air around filament should not exceed.
 */
typedef struct
{
  int humidity_percent;
  int celsius;
} BambuAirLimit;

/**
 * BambuLimits:
 * @filament_percent: warn of a spool that has less; 0 never
 * @humidity_level: warn of a unit that knows a level only, from 5 dry to 1 wet, at it and below; 0
 * never
 * @air: of units and materials without a limit of their own
 *
 * What a user wants to be warned of. Main context only, or not changed any more.
 */
typedef struct
{
  int filament_percent;
  int humidity_level;
  BambuAirLimit air;

  /*< private >*/
  GHashTable *exceptions;
} BambuLimits;

GType bambu_limits_get_type (void) G_GNUC_CONST;

/** bambu_limits_new: Returns: (transfer full): nothing is warned of */
BambuLimits *bambu_limits_new (void);
BambuLimits *bambu_limits_ref (BambuLimits *self);
void bambu_limits_unref (BambuLimits *self);

/** bambu_limits_set_material: for @material and those that begin with it and a hyphen: `PA` is also
 * for `PA-CF` */
void bambu_limits_set_material (BambuLimits *self, const char *material, BambuAirLimit air);
/** bambu_limits_set_unit: @ams: the unit's id */
void bambu_limits_set_unit (BambuLimits *self, const char *serial, int ams, BambuAirLimit air);

/**
 * bambu_limits_find_air:
 * @materials: (array zero-terminated=1) (nullable): what is in the unit
 *
 * Returns: the unit's own limit, or the strictest of its materials
 */
BambuAirLimit bambu_limits_find_air (const BambuLimits *self,
                                     const char *serial,
                                     int ams,
                                     const char *const *materials);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuLimits, bambu_limits_unref)

G_END_DECLS
