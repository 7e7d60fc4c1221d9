/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-recorder.h>

G_BEGIN_DECLS

#define CULM_TYPE_TREND_DIALOG (culm_trend_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmTrendDialog, culm_trend_dialog, CULM, TREND_DIALOG, AdwDialog)

/**
 * CulmTrendDialog:
 *
 * The history of a printer's temperatures, or of humidity and temperature in one of its AMS units,
 * as charts or as a table. The charts go on while they are open.
 *
 * Properties: `span` (string): "6h", "24h" or "7d"; `table` (boolean); `loading` (boolean,
 * readable).
 */

/**
 * culm_trend_dialog_new:
 * @recorder: what remembers @printer's samples
 * @ams: (nullable): the unit; %NULL for the printer's heaters
 */
AdwDialog *culm_trend_dialog_new (BambuRecorder *recorder, BambuPrinter *printer, BambuAms *ams);

G_END_DECLS
