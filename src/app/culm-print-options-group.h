/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-print-option.h>

G_BEGIN_DECLS

#define CULM_TYPE_PRINT_OPTIONS_GROUP (culm_print_options_group_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmPrintOptionsGroup, culm_print_options_group, CULM, PRINT_OPTIONS_GROUP, AdwPreferencesGroup)

/**
 * CulmPrintOptionsGroup:
 *
 * How a printer is to begin a print: what it has a choice of, as the user chose it for this printer
 * the last time.
 */

/** culm_print_options_group_show: @printer: (nullable): whose options */
void culm_print_options_group_show (CulmPrintOptionsGroup *self,
                                    GSettings *settings,
                                    BambuPrinter *printer);

/** culm_print_options_group_get: what is chosen now */
void culm_print_options_group_get (CulmPrintOptionsGroup *self, BambuPrintOptions *options);

/** culm_print_options_group_remember: for this printer's next print */
void culm_print_options_group_remember (CulmPrintOptionsGroup *self);

G_END_DECLS
