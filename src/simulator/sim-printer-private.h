/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-fault.h"
#include "sim-printer.h"

G_BEGIN_DECLS

/* What sim-request.c and sim-fault.c need of a printer. */

SimMachine *sim_printer_get_machine (SimPrinter *self);
JsonObject *sim_printer_get_state (SimPrinter *self);

/** sim_printer_get_last_message: Returns: (transfer none) (nullable): the last report */
GBytes *sim_printer_get_last_message (SimPrinter *self);
/** sim_printer_get_fault_at: Returns: (transfer none) (nullable): the first active fault there */
const SimFault *sim_printer_get_fault_at (SimPrinter *self, SimFaultPlace place);

/** sim_printer_say: sends bytes as they are, after @delay seconds of its time */
void sim_printer_say (SimPrinter *self, GBytes *message, double delay);
/** sim_printer_answer_full: a `pushall` came */
void sim_printer_answer_full (SimPrinter *self);
/** sim_printer_answer_version: a `get_version` came */
void sim_printer_answer_version (SimPrinter *self, const char *sequence_id);
/** sim_printer_set_pushing: whether it reports by itself */
void sim_printer_set_pushing (SimPrinter *self, gboolean pushing);

G_END_DECLS
