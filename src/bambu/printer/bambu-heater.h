/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-enums.h"
#include "bambu-part.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_HEATER (bambu_heater_get_type ())
G_DECLARE_FINAL_TYPE (BambuHeater, bambu_heater, BAMBU, HEATER, BambuPart)

/**
 * BambuHeater:
 *
 * A nozzle, the bed or the chamber: something with a temperature. Lives as long as its printer.
 *
 * Properties, all readable:
 *
 * - `fitted` (boolean): the printer has a sensor there
 * - `current` (double): °C; NaN unknown
 * - `target` (double): °C, 0 is off; NaN unknown or not heatable
 * - `maximum` (double): °C that may be asked for; 0 where it cannot heat
 * - `heating` (boolean): a target is set and not reached by 2 °C or more
 */
gboolean bambu_heater_is_fitted (BambuHeater *self);
double bambu_heater_get_current (BambuHeater *self);
double bambu_heater_get_target (BambuHeater *self);
double bambu_heater_get_maximum (BambuHeater *self);
gboolean bambu_heater_is_heating (BambuHeater *self);

G_END_DECLS
