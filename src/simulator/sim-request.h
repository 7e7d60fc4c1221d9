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
 * the request's `sequence_id`. What is not a request is ignored. A request that it does not know,
 * or that its model cannot do, gets no answer.
 */
void sim_request_handle (SimPrinter *printer, GBytes *payload);
/** sim_request_handle_late: the same, for one that was put off */
void sim_request_handle_late (SimPrinter *printer, GBytes *payload);

/** sim_request_hide_address: takes what opens a door out of a presigned address, before @request is
 * told to anybody */
void sim_request_hide_address (JsonObject *request);

G_END_DECLS
