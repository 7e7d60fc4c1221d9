/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/history/bambu-print-sums.h>

#include "culm-sentence.h"

G_BEGIN_DECLS

/* What was printed, in the user's words. Pure: the clock is handed in. */

/** culm_record_get_word: what became of it: "Finished" */
const char *culm_record_get_word (BambuPrintRecord *record);
/** culm_record_get_situation: the one that looks like it */
CulmSituation culm_record_get_situation (BambuPrintResult result);
/** culm_record_get_name: Returns: (transfer none): what it is called; not empty */
const char *culm_record_get_name (BambuPrintRecord *record);

/** culm_record_format_took: "1 h 12 min", "at least 12 min"; "" if that is not known */
char *culm_record_format_took (BambuPrintRecord *record);

/** culm_record_format: @with_printer: "Finished · 16:40 · 1 h 12 min · Workshop", below the day
 * that it began */
char *culm_record_format (BambuPrintRecord *record, gboolean with_printer);

/** culm_record_format_filament: "13 g PLA"; of several kinds "88 g PETG, PLA"; "" if nothing is
 * known */
char *culm_record_format_filament (BambuPrintRecord *record);

/**
 * culm_record_format_spoken:
 * @colours: (nullable): of its filament
 * @now: Unix seconds
 *
 * Returns: (transfer full): the whole of it: "Benchy, Finished, Tue 16:40, 39 min, 13 g PLA,
 * orange, from Bambu Lab’s cloud"
 */
char *culm_record_format_spoken (BambuPrintRecord *record,
                                 gboolean with_printer,
                                 const char *colours,
                                 gint64 now);

/** culm_record_format_slot: where filament came from: "A2", "HT-A", "Ext"; "" if that is not known
 */
char *culm_record_format_slot (const BambuPrintFilamentValues *filament);

/** culm_format_moment: "Tuesday 3 March, 16:40"; "" for 0 */
char *culm_format_moment (gint64 time, gint64 now);

/** culm_format_money: in the currency of the locale: "8,40 €" */
char *culm_format_money (double amount);
/** culm_dup_currency: Returns: (transfer full): "€"; "" where the locale has none */
char *culm_dup_currency (void);

/**
 * CulmPriceFunc:
 * @material: (nullable)
 *
 * Returns: what a kilogram costs; NaN: not known
 */
typedef double (*CulmPriceFunc) (const char *material, gpointer user_data);

/** culm_sums_get_cost: Returns: of what there is a price for; NaN if there is none at all */
double culm_sums_get_cost (const GPtrArray *materials, CulmPriceFunc get_price, gpointer user_data);

/**
 * culm_sums_list:
 * @cost: NaN: not known
 *
 * Returns: (transfer full) (array zero-terminated=1): a few words for each figure: "12 prints",
 * "2 d 3 h", "320 g PLA", "92 % succeeded", "8,40 € of filament"
 */
char **culm_sums_list (const BambuPrintSums *sums, double cost);

/** culm_sums_describe_rest: what is left out of the figures; "" if nothing is */
char *culm_sums_describe_rest (const BambuPrintSums *sums);

G_END_DECLS
