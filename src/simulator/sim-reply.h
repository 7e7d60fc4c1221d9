/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-command.h"

G_BEGIN_DECLS

/* `err_code` of what authorization firmware refuses (protocol/mqtt-commands.md §6). */
#define SIM_CODE_NOT_VERIFIED 84033543
#define SIM_CODE_BAD_SEQUENCE 84033544

/**
 * sim_reply_send:
 * @answer: (transfer full): the request's keys, and what the command added
 *
 * Says whether it was done, in the form of the printer's model, or as a fault has it: late, twice,
 * out of order, bare …
 */
void sim_reply_send (SimPrinter *printer, const char *section, JsonObject *answer, SimReply reply);

/** sim_reply_refuse: says that it was refused; @reason: (nullable): %NULL for the code alone */
void sim_reply_refuse (SimPrinter *printer,
                       const char *section,
                       JsonObject *arguments,
                       guint32 code,
                       const char *reason);
/** sim_reply_bare: says nothing but which command it was */
void sim_reply_bare (SimPrinter *printer, const char *section, JsonObject *arguments);

G_END_DECLS
