/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-printer.h"

G_BEGIN_DECLS

/**
 * sim_upgrade_start:
 * @module: `ota` or `ams`
 *
 * Begins to load firmware and write it; commands are dropped meanwhile, and the printer restarts at
 * the end.
 *
 * Returns: %FALSE where that is not possible now
 */
gboolean sim_upgrade_start (SimPrinter *printer, const char *module, const char *version);
/** sim_upgrade_confirm: does what `upgrade_state` offers */
gboolean sim_upgrade_confirm (SimPrinter *printer);
gboolean sim_upgrade_is_running (SimPrinter *printer);
void sim_upgrade_advance (SimPrinter *printer, double seconds);

G_END_DECLS
