/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-command-table.h"

G_BEGIN_DECLS

/* What is told of the commands and their options, from the one table of them. */

/** ctl_manual_print_usage: the list of all commands */
void ctl_manual_print_usage (void (*print) (const char *format, ...));

/**
 * ctl_manual_print_file:
 * @word: `--man` or `--completion`
 * @shell: (nullable): of the latter: `bash`, `zsh` or `fish`
 *
 * Writes what is installed beside the program.
 *
 * Returns: %FALSE if @word asks for something else
 */
gboolean ctl_manual_print_file (const char *word, const char *shell);

/** ctl_man_page_new: Returns: (transfer full): culmctl(1), for man */
char *ctl_man_page_new (void);

/* Returns: (transfer full): what completes a command line in that shell */
char *ctl_completion_new_for_bash (void);
char *ctl_completion_new_for_zsh (void);
char *ctl_completion_new_for_fish (void);

G_END_DECLS
