/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-enums.h>

G_BEGIN_DECLS

/* Values in the user's words. Pure: the clock, where it matters, is handed in. What is unknown is
 * "–", never 0. */

/** culm_format_temperature: "220 °C"; "–" for NaN */
char *culm_format_temperature (double celsius);

/**
 * culm_format_target:
 * @celsius: what is asked for; NaN unknown
 *
 * Returns: (transfer full): "→ 220 °C", "→ off", or "" if unknown
 */
char *culm_format_target (double celsius);

/** culm_format_number: "0,4" of "0.4", as files and printers write it; of several as well */
char *culm_format_number (const char *number);

/** culm_format_percent: "42 %"; "–" below 0 */
char *culm_format_percent (int percent);

/** culm_format_duration: "1 h 12 min", "12 min", "2 d 3 h", "under a minute"; "–" below 0 */
char *culm_format_duration (int minutes);

/**
 * culm_format_clock:
 * @time: Unix seconds
 * @now: Unix seconds
 *
 * Returns: (transfer full): "16:40" today, "Tue 16:40" within six days, else "3 Mar 16:40"
 */
char *culm_format_clock (gint64 time, gint64 now);

/** culm_format_day: "Today", "Yesterday", "Tuesday 3 March", "3 March 2025"; "Day not known" for 0
 */
char *culm_format_day (gint64 time, gint64 now);
/** culm_format_time_of_day: "16:40" of Unix seconds */
char *culm_format_time_of_day (gint64 time);

/** culm_format_day_number: days of this computer's calendar, to tell them apart and in order */
int culm_format_day_number (gint64 time);

/** culm_format_end: "done at 16:40", "done tomorrow at 09:15", "done on Tue 09:15"; "" for 0 */
char *culm_format_end (gint64 time, gint64 now);

/** culm_format_layer: "Layer 120 of 340", "Layer 120" without a total; "" if unknown */
char *culm_format_layer (int layer, int total);

/** culm_format_weight: "54 g"; "–" for NaN */
char *culm_format_weight (double grams);

/** culm_format_length: "4.2 m"; "–" for NaN */
char *culm_format_length (double centimetres);

/** culm_format_signal: "Good (−52 dBm)"; "–" for 0 */
char *culm_format_signal (int dbm);

/** culm_format_alert: within another sentence: @text, or one that names @code when there is none */
char *culm_format_alert (const char *text, const char *code);

/* Single words, translated, static. */
const char *culm_format_fan (BambuFanKind kind);
const char *culm_format_speed (int level);
const char *culm_format_air_mode (int mode);
const char *culm_format_storage (BambuStorageState storage);
const char *culm_format_door (BambuDoor door);
const char *culm_format_rights (BambuRights rights);
const char *culm_format_connection (BambuConnection connection);
const char *culm_format_nozzle (BambuSide side);
/** culm_format_nozzle_kind: "hardened steel"; @kind itself if it is not known; %NULL for %NULL */
const char *culm_format_nozzle_kind (const char *kind);
/** culm_format_stage: what a printer does in the midst of its state: "Heating nozzle"; "Stage 99"
 */
char *culm_format_stage (int stage);
/** culm_format_severity_icon: a symbol for a message of this weight */
const char *culm_format_severity_icon (BambuSeverity severity);

G_END_DECLS
