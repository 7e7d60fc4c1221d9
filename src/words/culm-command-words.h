/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * culm_command_words_failure:
 * @error: what a command to a printer ended with, a %BAMBU_PRINTER_ERROR
 * @printer_name: the printer's
 *
 * What happened and what it means, without the name of the command. A refusal has the printer's own
 * words, as they came from the network. %BAMBU_PRINTER_ERROR_PENDING has a sentence too, though a
 * window passes over it.
 *
 * Returns: (transfer full): a sentence or two
 */
char *culm_command_words_failure (const GError *error, const char *printer_name);

G_END_DECLS
