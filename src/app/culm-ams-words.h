/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-tray.h>

G_BEGIN_DECLS

/* What is said of AMS units and their spools. Pure. */

/** culm_ams_words_filament: what is in a slot: "PLA Basic", "Empty", "Not identified"; not NULL */
const char *culm_ams_words_filament (BambuTrayState state,
                                     const char *product,
                                     const char *material);

/**
 * culm_ams_words_spoken:
 * @name: what culm_ams_words_filament() says
 * @colour: its colours in words; "" if not known
 * @remain_percent: −1 unknown
 *
 * Returns: (transfer full): "A1, PLA Basic, white, about 40 percent left, in use"
 */
char *culm_ams_words_spoken (const char *label,
                             BambuTrayState state,
                             const char *name,
                             const char *colour,
                             int remain_percent,
                             gboolean in_use);

/**
 * culm_ams_words_humidity:
 * @percent: −1 unknown
 * @level: 5 dry to 1 wet; 0 unknown
 *
 * Returns: (transfer full): "32 %" where it is measured, else "Level 3 of 5, medium"; "" if neither
 * is known
 */
char *culm_ams_words_humidity (int percent, int level);

/**
 * culm_ams_words_drying:
 * @material: (nullable): what is dried
 * @celsius: −1 unknown
 *
 * Returns: (transfer full): "Drying PETG at 65 °C, 3 h 20 min left"; "" when the dryer is off
 */
char *culm_ams_words_drying (BambuDrying drying,
                             const char *material,
                             int celsius,
                             int minutes_left);

/** culm_ams_words_spool: Returns: (transfer full): "A2 (PETG, blue)", or "A2" alone if nothing is
 * known of it */
char *culm_ams_words_spool (BambuTray *tray);

/**
 * culm_ams_words_change:
 * @target: (nullable): what is loaded; %NULL: it is unloaded
 * @step: the printer's `ams-step`
 * @waits: for the user
 *
 * Returns: (transfer full): "Loading A2 (PETG, blue): heating the nozzle"
 */
char *culm_ams_words_change (BambuTray *target, int step, gboolean waits);

G_END_DECLS
