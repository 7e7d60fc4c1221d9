/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The dryers in AMS units, inside a printer's `print` object: protocol/ams.md §4. */

/** How often a unit's temperature changes, by a tenth of a degree or two. */
#define SIM_DRYER_STEP_SECONDS 6

/**
 * SimDryerReason:
 *
 * Why a unit cannot dry, as `dry_sf_reason` says it.
 */
typedef enum
{
  SIM_DRYER_REASON_JOB = 0,
  SIM_DRYER_REASON_BUSY = 2,
  SIM_DRYER_REASON_FILAMENT = 3,
  SIM_DRYER_REASON_DRIES = 6,
} SimDryerReason;

/** sim_dryer_is_there: Returns: whether @unit is one of the kinds that dry */
gboolean sim_dryer_is_there (JsonObject *unit);
gboolean sim_dryer_is_running (JsonObject *unit);
/** sim_dryer_set_reasons: @reasons: (transfer none): what keeps it from drying */
void sim_dryer_set_reasons (JsonObject *unit, JsonArray *reasons);

/** sim_dryer_check: begins to look whether it can dry; @celsius is brought into the unit's range */
void sim_dryer_check (JsonObject *unit, const char *filament, int celsius, int hours);
/** sim_dryer_start: it has looked */
void sim_dryer_start (JsonObject *unit);
/** sim_dryer_stop: begins to end, before its time */
void sim_dryer_stop (JsonObject *unit);
/** sim_dryer_cool: it has ended */
void sim_dryer_cool (JsonObject *unit);

/** sim_dryer_count_down: @minutes passed; dryers come to their end */
void sim_dryer_count_down (JsonObject *print, int minutes);
/** sim_dryer_warm: @steps of #SIM_DRYER_STEP_SECONDS passed; units get warmer or cooler */
void sim_dryer_warm (JsonObject *print, int steps);

G_END_DECLS
