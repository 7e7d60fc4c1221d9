/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-options.h"

G_BEGIN_DECLS

/* As they are typed, with “--” before */
#define CTL_PRINT_OPTION_BED_LEVELLING "bed-leveling"
#define CTL_PRINT_OPTION_FLOW "flow-calibration"
#define CTL_PRINT_OPTION_VIBRATION "vibration-calibration"
#define CTL_PRINT_OPTION_NOZZLE_OFFSET "nozzle-offset-calibration"
#define CTL_PRINT_OPTION_FIRST_LAYER "first-layer-inspection"
#define CTL_PRINT_OPTION_TIMELAPSE "timelapse"

/** ctl_print_options_check: Returns: whether they are words of that kind; %FALSE with a sentence in
 * @error */
gboolean ctl_print_options_check (const CtlOptions *options, GError **error);

/** ctl_print_options_read: what @printer is to do beside the print: what is usual, but for what the
 * options say. Returns: %FALSE with a sentence in @error if it does not have that */
gboolean ctl_print_options_read (const CtlOptions *options,
                                 BambuPrinter *printer,
                                 BambuPrintOptions *chosen,
                                 GError **error);

G_END_DECLS
