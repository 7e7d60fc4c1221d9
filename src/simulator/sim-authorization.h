/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-printer.h"

G_BEGIN_DECLS

/* Firmware that takes commands only from the vendor's software, unless Developer Mode is on
 * (protocol/mqtt-commands.md §6): faults named `authorization`, in the forms of its refusals. */

/** sim_authorization_is_on: Returns: whether Developer Mode is off */
gboolean sim_authorization_is_on (SimPrinter *printer);
/** sim_authorization_refuse: in the form that was asked for */
void sim_authorization_refuse (SimPrinter *printer, const char *section, JsonObject *arguments);
/** sim_authorization_forget: Developer Mode may be on again: an HMS entry goes, if there is one */
void sim_authorization_forget (SimPrinter *printer);

/** sim_authorization_show: an HMS entry says that something was not signed */
void sim_authorization_show (SimPrinter *printer);

G_END_DECLS
