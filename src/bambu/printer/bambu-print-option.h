/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-print-order.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_PRINT_OPTION (bambu_print_option_get_type ())

/** BambuPrintOption: the choices of #BambuPrintOptions one by one, in the order in which they are
 * shown. Nicks are words of settings */
typedef enum
{
  BAMBU_PRINT_OPTION_BED_LEVELLING,
  BAMBU_PRINT_OPTION_FLOW,
  BAMBU_PRINT_OPTION_VIBRATION,
  BAMBU_PRINT_OPTION_NOZZLE_OFFSET,
  BAMBU_PRINT_OPTION_FIRST_LAYER,
  BAMBU_PRINT_OPTION_TIMELAPSE,
} BambuPrintOption;

#define BAMBU_N_PRINT_OPTIONS (BAMBU_PRINT_OPTION_TIMELAPSE + 1)

GType bambu_print_option_get_type (void) G_GNUC_CONST;

/** bambu_print_option_takes: whether @choice is one of those that a printer with @features has; of
 * what it does not have at all it has none, not even off */
gboolean bambu_print_option_takes (BambuPrintOption self,
                                   BambuPrintFeatures features,
                                   BambuPrintChoice choice);

BambuPrintChoice bambu_print_options_get (const BambuPrintOptions *self, BambuPrintOption option);

/** bambu_print_options_set: what is off or on only takes automatic for on */
void bambu_print_options_set (BambuPrintOptions *self,
                              BambuPrintOption option,
                              BambuPrintChoice choice);

G_END_DECLS
