/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-options.h"
#include "print/bambu-print-job.h"

G_BEGIN_DECLS

/**
 * CtlPrintPlan:
 * @plate: the one that is printed
 * @slots: (element-type BambuSlot): what the printer has
 * @matches: (element-type BambuMatch): where each filament of the plate comes from
 *
 * What is to be printed, and with what.
 */
typedef struct
{
  BambuProject *project;
  BambuPlate *plate;
  BambuPrinter *printer;
  GArray *slots;
  GArray *matches;
} CtlPrintPlan;

/** ctl_print_plan_find_plate: Returns: (transfer none) (nullable): the plate that the options mean;
 * %NULL with a sentence in @error */
BambuPlate *ctl_print_plan_find_plate (BambuProject *project,
                                       const CtlOptions *options,
                                       GError **error);

/** ctl_print_plan_match: finds slots, by itself and as the options say */
gboolean ctl_print_plan_match (CtlPrintPlan *self, const CtlOptions *options, GError **error);

/** ctl_print_plan_say_filaments: tells on standard error why a filament has no slot, and what is to
 * be told of those that have one */
void ctl_print_plan_say_filaments (CtlPrintPlan *self);

/** ctl_print_plan_say_checks: tells on standard error what does not hold. Returns: (transfer full)
 * (nullable): the error that forbids it */
GError *ctl_print_plan_say_checks (CtlPrintPlan *self, BambuPrintWay way, gboolean only_upload);

/** ctl_print_plan_map: Returns: (transfer full) (nullable): the mapping */
GArray *ctl_print_plan_map (CtlPrintPlan *self);

void ctl_print_plan_clear (CtlPrintPlan *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlPrintPlan, ctl_print_plan_clear)

G_END_DECLS
