/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CtlExit:
 * @CTL_EXIT_OK: done
 * @CTL_EXIT_USAGE: the command line is wrong, or something on this computer (a file, the data base)
 * is
 * @CTL_EXIT_UNREACHABLE: the printer or the service does not answer, or not as it should
 * @CTL_EXIT_REFUSED: the printer refuses the access code or a command; the service a password, a
 * code, a sign-in or what was asked for
 * @CTL_EXIT_CERTIFICATE: the certificate is not trusted; nothing secret was sent
 * @CTL_EXIT_TIMED_OUT: connected, but no full report or answer came in time
 * @CTL_EXIT_VIEW_ONLY: the printer takes commands from Bambu Lab's own apps only
 * @CTL_EXIT_NOT_CONFIRMED: the command was sent, and no report showed its effect in time
 * @CTL_EXIT_LATER: the service wants to be asked later: too often, or a browser check
 * @CTL_EXIT_NOT_NOW: nothing was sent: what the printer does now does not allow it
 * @CTL_EXIT_NOT_ABLE: nothing was sent: this printer cannot do that at all
 *
 * What culmctl says to a script. Several printers: the greatest of theirs.
 */
typedef enum
{
  CTL_EXIT_OK,
  CTL_EXIT_USAGE,
  CTL_EXIT_UNREACHABLE,
  CTL_EXIT_REFUSED,
  CTL_EXIT_CERTIFICATE,
  CTL_EXIT_TIMED_OUT,
  CTL_EXIT_VIEW_ONLY,
  CTL_EXIT_NOT_CONFIRMED,
  CTL_EXIT_LATER,
  CTL_EXIT_NOT_NOW,
  CTL_EXIT_NOT_ABLE,
} CtlExit;

/**
 * ctl_exit_from_error:
 * @error: why it did not work
 *
 * Returns: what to exit with
 */
CtlExit ctl_exit_from_error (const GError *error);

/**
 * ctl_exit_get_result:
 * @error: (nullable): why a printer did not do what it was asked to
 *
 * Returns: (transfer none): the same as a word of JSON; `done` without an error
 */
const char *ctl_exit_get_result (const GError *error);

/** ctl_exit_get_description: Returns: (transfer none): what commands to printers exit with */
const char *ctl_exit_get_description (void);

/** ctl_exit_get_words: Returns: (transfer none) (nullable): what @exit means, in English; %NULL
 * after the last */
const char *ctl_exit_get_words (guint exit);

G_END_DECLS
