/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-sample.h"

G_BEGIN_DECLS

/** BAMBU_TREND_SECONDS: how far back a trend goes */
#define BAMBU_TREND_SECONDS (30 * 60)

/**
 * BambuTrendKind:
 * @BAMBU_TREND_KIND_NOZZLE: °C; one for each extruder
 * @BAMBU_TREND_KIND_BED: °C
 * @BAMBU_TREND_KIND_CHAMBER: °C
 * @BAMBU_TREND_KIND_AMS_HUMIDITY: %; one for each unit that measures it
 * @BAMBU_TREND_KIND_AMS_TEMPERATURE: °C; one for each unit that measures it
 *
 * What a trend is of. The numbers are remembered: none may change its meaning.
 */
typedef enum
{
  BAMBU_TREND_KIND_NOZZLE = 0,
  BAMBU_TREND_KIND_BED = 1,
  BAMBU_TREND_KIND_CHAMBER = 2,
  BAMBU_TREND_KIND_AMS_HUMIDITY = 3,
  BAMBU_TREND_KIND_AMS_TEMPERATURE = 4,
} BambuTrendKind;

#define BAMBU_TYPE_TREND (bambu_trend_get_type ())
G_DECLARE_FINAL_TYPE (BambuTrend, bambu_trend, BAMBU, TREND, GObject)

/**
 * BambuTrend:
 *
 * What one sensor of a printer said in the last half hour before the printer was last heard, a
 * sample every ten seconds at most. Lives as long as its printer. Main context only.
 *
 * Signal `changed`: there are other samples. At most once in ten seconds, as long as the printer is
 * live.
 */
BambuTrendKind bambu_trend_get_kind (BambuTrend *self);
/** bambu_trend_get_part: the extruder's or AMS unit's id; else 0 */
int bambu_trend_get_part (BambuTrend *self);
/** bambu_trend_get_samples: Returns: (transfer none) (element-type BambuSample): the curve; it may
 * be empty, and changes with the signal */
const GArray *bambu_trend_get_samples (BambuTrend *self);

G_END_DECLS
