/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-printer.h"

G_BEGIN_DECLS

#define SIM_TYPE_LINK (sim_link_get_type ())
G_DECLARE_FINAL_TYPE (SimLink, sim_link, SIM, LINK, GObject)

/**
 * sim_link_new:
 * @printer: (transfer none): the simulated printer
 *
 * The in-process face: a [iface@Bambu.Link] to a simulated printer, for the demo, UI tests and
 * pictures. Faults that belong to the connection (`wrong-code`, `drop` …) show as they would over
 * MQTT.
 */
BambuLink *sim_link_new (SimPrinter *printer);
SimPrinter *sim_link_get_printer (SimLink *self);

G_END_DECLS
