/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ctl_output_line:
 * @text: a line without its break, or several
 *
 * Writes to standard output at once, so that a pipe's reader sees it now.
 *
 * Returns: %FALSE when nobody reads any more
 */
gboolean ctl_output_line (const char *text);

/** ctl_output_error: writes a sentence to standard error, after the program's name */
void ctl_output_error (const char *format, ...) G_GNUC_PRINTF (1, 2);

/**
 * ctl_output_make_printable:
 * @text: any text, perhaps from the network
 * @keep_line_breaks: whether it may have more than one line
 *
 * Returns: (transfer full): valid UTF-8 that does nothing to a terminal but show
 */
char *ctl_output_make_printable (const char *text, gboolean keep_line_breaks);

G_END_DECLS
