/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

/**
 * culm_command_words_failure:
 * @error: what a command to @printer ended with, a %BAMBU_PRINTER_ERROR
 *
 * What happened and what it means. A refusal has the printer's own words, as they came from the
 * network, where there are no better ones. %BAMBU_PRINTER_ERROR_PENDING has a sentence too, though
 * a window passes over it.
 *
 * Returns: (transfer full): a sentence or two
 */
char *culm_command_words_failure (const GError *error, BambuPrinter *printer);

/**
 * culm_command_words_reason:
 * @error: a %BAMBU_PRINTER_ERROR of bambu_printer_can()
 *
 * Returns: (transfer full): why a control cannot be worked now, beside it: "Not while printing"
 */
char *culm_command_words_reason (const GError *error);

/** culm_command_words_get_view_only: what it means that this firmware wants signatures */
const char *culm_command_words_get_view_only (void);

/** culm_command_words_get_caution: Returns: (nullable): what to think of before something heats
 * that nobody stands beside */
const char *culm_command_words_get_caution (BambuDoor door, BambuConnection connection);

G_END_DECLS
