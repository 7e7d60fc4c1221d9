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
 * CtlStyle:
 * @CTL_STYLE_PLAIN: as it is
 * @CTL_STYLE_TITLE: what stands over others
 * @CTL_STYLE_GOOD: all is under way
 * @CTL_STYLE_BAD: somebody is needed
 * @CTL_STYLE_OLD: last known
 *
 * What a terminal shows in another way.
 */
typedef enum
{
  CTL_STYLE_PLAIN,
  CTL_STYLE_TITLE,
  CTL_STYLE_GOOD,
  CTL_STYLE_BAD,
  CTL_STYLE_OLD,
} CtlStyle;

/** ctl_output_is_terminal: standard output is one that can move its cursor */
gboolean ctl_output_is_terminal (void);

/** ctl_output_append_styled: in that style on a terminal, unless `NO_COLOR` is set; @text is
 * printable */
void ctl_output_append_styled (GString *string, const char *text, CtlStyle style);

/**
 * ctl_output_make_printable:
 * @text: any text, perhaps from the network
 * @keep_line_breaks: whether it may have more than one line
 *
 * Returns: (transfer full): valid UTF-8 that does nothing to a terminal but show
 */
char *ctl_output_make_printable (const char *text, gboolean keep_line_breaks);

G_END_DECLS
