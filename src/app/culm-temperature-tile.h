/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-trend.h>

#include "culm-heat-popover.h"

G_BEGIN_DECLS

#define CULM_TYPE_TEMPERATURE_TILE (culm_temperature_tile_get_type ())
G_DECLARE_FINAL_TYPE (CulmTemperatureTile, culm_temperature_tile, CULM, TEMPERATURE_TILE, AdwBin)

/**
 * CulmTemperatureTile:
 *
 * How warm a part of the printer is, how warm it is to be, which can be set, and how it went of
 * late, which leads to more of that. Not visible where nothing measures.
 *
 * Properties: `heater` ([class@Bambu.Heater]), `kind` (#CulmHeaterKind), `control`
 * ([class@Culm.Control]) and `trend` ([class@Bambu.Trend]), set once; `side` (#BambuSide) and
 * `active` (boolean) of a nozzle; `spoken` (string): the numbers in a sentence.
 */
GtkWidget *culm_temperature_tile_new (BambuHeater *heater,
                                      CulmHeaterKind kind,
                                      CulmControl *control,
                                      BambuTrend *trend);

G_END_DECLS
