/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-printer.h"

G_BEGIN_DECLS

/**
 * sim_request_handle:
 * @printer: who was asked
 * @payload: what came on its request topic; any bytes
 *
 * Does what was asked and answers as a printer does: an acknowledgement in the same section, with
 * the request's `sequence_id`. What is not a request is ignored; a request that it does not know is
 * refused.
 */
void sim_request_handle (SimPrinter *printer, GBytes *payload);

G_END_DECLS
