/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TerminalProcess:
 *
 * A program on a terminal of its own: what the terminal shows, and what somebody types there. Its
 * main context is the default one.
 */
typedef struct _TerminalProcess TerminalProcess;

TerminalProcess *terminal_process_new (const char *const *command, GError **error);

/** terminal_process_free: kills it if need be */
void terminal_process_free (TerminalProcess *self);

/** terminal_process_get_shown: Returns: (transfer none): all that was shown so far, echo included
 */
const char *terminal_process_get_shown (TerminalProcess *self);

/** terminal_process_has_echo: Returns: whether the terminal shows what is typed */
gboolean terminal_process_has_echo (TerminalProcess *self);

/** terminal_process_has_lines: Returns: whether what is typed waits for Enter */
gboolean terminal_process_has_lines (TerminalProcess *self);

/** terminal_process_type: @keys: as a keyboard sends them: "\n" is Enter, "\003" Ctrl+C */
void terminal_process_type (TerminalProcess *self, const char *keys);

/** terminal_process_resize: the window has so many lines and columns now, which the program is told
 */
void terminal_process_resize (TerminalProcess *self, guint n_lines, guint n_columns);

/** terminal_process_has_ended: Returns: whether it has, and all that it said was read */
gboolean terminal_process_has_ended (TerminalProcess *self);

/** terminal_process_get_exit: Returns: the exit status of one that has ended; -1: a signal */
int terminal_process_get_exit (TerminalProcess *self);

/** terminal_process_get_subprocess: Returns: (transfer none): the process itself */
GSubprocess *terminal_process_get_subprocess (TerminalProcess *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerminalProcess, terminal_process_free)

G_END_DECLS
