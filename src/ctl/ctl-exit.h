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
 * @CTL_EXIT_REFUSED: the printer refuses the access code; the service a password, a code, a
 * sign-in or what was asked for
 * @CTL_EXIT_CERTIFICATE: the certificate is not trusted; nothing secret was sent
 * @CTL_EXIT_TIMED_OUT: connected, but no full report or answer came in time
 * @CTL_EXIT_LATER: the service wants to be asked later: too often, or a browser check
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
  CTL_EXIT_LATER = 8,
} CtlExit;

/**
 * ctl_exit_from_error:
 * @error: why it did not work
 *
 * Returns: what to exit with
 */
CtlExit ctl_exit_from_error (const GError *error);

G_END_DECLS
