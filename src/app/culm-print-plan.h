/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/print/bambu-print-check.h>

G_BEGIN_DECLS

#define CULM_TYPE_PRINT_PLAN (culm_print_plan_get_type ())
G_DECLARE_FINAL_TYPE (CulmPrintPlan, culm_print_plan, CULM, PRINT_PLAN, GObject)

/**
 * CulmPrintPlan:
 *
 * What is about to be printed and from where: a plate of a file, on a printer, each filament out of
 * a slot. It follows the printer's reports: filaments get their slots anew with each, but for those
 * that the user chose, which are remembered for each printer.
 *
 * Signal `changed`: it, or what the printer has, is another; once a report.
 */

/** culm_print_plan_new: begins with the first plate that is sliced, if any, and without a printer
 */
CulmPrintPlan *culm_print_plan_new (BambuProject *project);

BambuProject *culm_print_plan_get_project (CulmPrintPlan *self);
/** culm_print_plan_get_plate: Returns: (transfer none) (nullable): a sliced one */
BambuPlate *culm_print_plan_get_plate (CulmPrintPlan *self);
void culm_print_plan_set_plate (CulmPrintPlan *self, BambuPlate *plate);

/** culm_print_plan_get_printer: Returns: (transfer none) (nullable) */
BambuPrinter *culm_print_plan_get_printer (CulmPrintPlan *self);
void culm_print_plan_set_printer (CulmPrintPlan *self, BambuPrinter *printer);

/** culm_print_plan_get_filaments: Returns: (transfer none) (nullable): of
 * [class@Bambu.ProjectFilament]: what the plate uses; %NULL without a plate */
GListModel *culm_print_plan_get_filaments (CulmPrintPlan *self);
/** culm_print_plan_get_trays: Returns: (transfer none) (nullable): of [class@Bambu.Tray]: what the
 * printer has, in the order of its slots */
GListModel *culm_print_plan_get_trays (CulmPrintPlan *self);

/**
 * culm_print_plan_get_matches:
 *
 * Returns: (transfer none) (nullable) (element-type BambuMatch): one for each filament, as of the
 *   printer's last report; good until the main loop runs on
 */
const GArray *culm_print_plan_get_matches (CulmPrintPlan *self);

/**
 * culm_print_plan_choose:
 * @filament: the place of one
 * @tray: where the user wants it from
 * @overrule: although that has another material; holds for the one that it has now
 */
void culm_print_plan_choose (CulmPrintPlan *self,
                             guint filament,
                             BambuTray *tray,
                             gboolean overrule);

/** culm_print_plan_get_way: that of the printer's connection */
BambuPrintWay culm_print_plan_get_way (CulmPrintPlan *self);

/** culm_print_plan_set_plate_clear: the user says so; holds for this printer until it ends another
 * print */
void culm_print_plan_set_plate_clear (CulmPrintPlan *self, gboolean is_clear);

/** culm_print_plan_dup_checks: Returns: (transfer full) (nullable) (element-type BambuPrintCheck):
 * what speaks for and against it now; %NULL without a printer */
GArray *culm_print_plan_dup_checks (CulmPrintPlan *self);

/** culm_print_plan_dup_mapping: Returns: (transfer full) (nullable) (element-type BambuMapping):
 * what the printer is to be told; %NULL while a filament has no slot */
GArray *culm_print_plan_dup_mapping (CulmPrintPlan *self);

G_END_DECLS
