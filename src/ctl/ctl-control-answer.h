/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>

#include "printer/bambu-printer.h"

G_BEGIN_DECLS

/**
 * ctl_control_answer_new:
 * @command: its name
 * @error: (nullable): why it was not done
 *
 * Returns: (transfer full): what came of a command to a printer, for programs
 */
JsonObject *ctl_control_answer_new (const char *command,
                                    BambuPrinter *printer,
                                    const GError *error);

/** ctl_control_answer_dup_failure: Returns: (transfer full): the same for people */
char *ctl_control_answer_dup_failure (BambuPrinter *printer, const GError *error);

/**
 * ctl_control_answer_ask:
 * @printer: a printer that is connected, or is not
 * @command: hostile: the name of a command
 * @words: (array zero-terminated=1): hostile: what belongs to it, as on the command line
 *
 * Does what the command line would, where there is no terminal.
 *
 * Returns: (transfer full): a future that resolves to ctl_control_answer_new(), boxed, with `exit`
 * and `text` for what culmctl exits with and says
 */
DexFuture *ctl_control_answer_ask (BambuPrinter *printer,
                                   const char *command,
                                   const char *const *words);

G_END_DECLS
