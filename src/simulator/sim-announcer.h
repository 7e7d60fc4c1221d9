/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-printer.h"

G_BEGIN_DECLS

#define SIM_TYPE_ANNOUNCER (sim_announcer_get_type ())
G_DECLARE_FINAL_TYPE (SimAnnouncer, sim_announcer, SIM, ANNOUNCER, GObject)

/**
 * SimAnnouncer:
 *
 * Sends the announcements of simulated printers, every five seconds and each from its printer's own
 * address (protocol/discovery-tls.md §1).
 */

/**
 * sim_announcer_new:
 * @targets: (array zero-terminated=1): `HOST:PORT` of who shall hear them
 *
 * Returns: (transfer full) (nullable): an announcer, or %NULL with %SIM_ERROR_INVALID
 */
SimAnnouncer *sim_announcer_new (const char *const *targets, GError **error);

/**
 * sim_announcer_add_printer:
 * @address: where the printer sits; called again, it moved
 */
gboolean sim_announcer_add_printer (SimAnnouncer *self,
                                    SimPrinter *printer,
                                    const char *address,
                                    GError **error);

/** sim_announcer_start: announces now and from now on */
void sim_announcer_start (SimAnnouncer *self);

/** sim_announcer_format: Returns: (transfer full): what a printer says of itself, its faults
 * included */
GBytes *sim_announcer_format (SimPrinter *printer, const char *address);

G_END_DECLS
