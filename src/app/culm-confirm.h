/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-control.h"

G_BEGIN_DECLS

/**
 * culm_confirm:
 * @control: what is about to be worked
 * @widget: where it was asked for, in a [class@Culm.Window]
 * @heading: the question, which names the thing
 * @body: what heats and what moves
 * @verb: the label of the button that goes on, with a mnemonic
 *
 * Asks before something heats or moves, unless the user said not to be asked that again for
 * this printer. A question that does not apply any more goes away.
 *
 * Returns: (transfer full): a future that resolves to %TRUE if it is to be done, and rejects with
 *   %G_IO_ERROR_CANCELLED if not
 */
DexFuture *culm_confirm (CulmControl *control,
                         GtkWidget *widget,
                         const char *heading,
                         const char *body,
                         const char *verb);

/**
 * culm_confirm_send:
 * @value: see culm_command_send()
 *
 * Sends the command if culm_confirm() agrees.
 */
void culm_confirm_send (CulmControl *control,
                        GtkWidget *widget,
                        const char *heading,
                        const char *body,
                        const char *verb,
                        int value);

/** culm_confirm_is_any_unasked: whether @printer was told not to ask something again */
gboolean culm_confirm_is_any_unasked (GSettings *settings, BambuPrinter *printer);

/** culm_confirm_ask_again: takes that back */
void culm_confirm_ask_again (GSettings *settings, BambuPrinter *printer);

G_END_DECLS
