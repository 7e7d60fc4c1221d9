/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-heater.h>
#include <bambu/printer/bambu-trend.h>

G_BEGIN_DECLS

/** CulmHeaterKind: what is warm there */
typedef enum
{
  CULM_HEATER_KIND_NOZZLE,
  CULM_HEATER_KIND_BED,
  CULM_HEATER_KIND_CHAMBER,
} CulmHeaterKind;

#define CULM_TYPE_HEATER_KIND (culm_heater_kind_get_type ())
GType culm_heater_kind_get_type (void) G_GNUC_CONST;

#define CULM_TYPE_TEMPERATURE_TILE (culm_temperature_tile_get_type ())
G_DECLARE_FINAL_TYPE (CulmTemperatureTile, culm_temperature_tile, CULM, TEMPERATURE_TILE, AdwBin)

/**
 * CulmTemperatureTile:
 *
 * How warm a part of the printer is, how warm it is to be, and how it went of late, which leads to
 * more of that. Not visible where nothing measures.
 *
 * Properties: `heater` ([class@Bambu.Heater]), `kind` (#CulmHeaterKind) and `trend`
 * ([class@Bambu.Trend]), set once; `side`
 * (#BambuSide) and `active` (boolean) of a nozzle; `spoken` (string): the numbers in a sentence.
 */
GtkWidget *culm_temperature_tile_new (BambuHeater *heater, CulmHeaterKind kind, BambuTrend *trend);

G_END_DECLS
