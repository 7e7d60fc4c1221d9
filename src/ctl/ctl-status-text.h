/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-table.h"
#include "printer/bambu-printer.h"

G_BEGIN_DECLS

/**
 * ctl_status_text_new:
 * @printer: a printer
 *
 * Returns: (transfer full): what it reports, on several lines without a break after the last, for
 * people at a terminal
 */
char *ctl_status_text_new (BambuPrinter *printer);

/**
 * ctl_status_text_new_line:
 * @printer: a printer
 *
 * Returns: (transfer full): its name, state and temperatures on one line
 */
char *ctl_status_text_new_line (BambuPrinter *printer);

/** ctl_status_text_add_row: @printer: (nullable): its name, state and temperatures; the titles */
void ctl_status_text_add_row (CtlTable *table, BambuPrinter *printer);

G_END_DECLS
