/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bambu_redact:
 * @text: (nullable): a serial, an e-mail address, whatever tells who somebody is
 *
 * Makes a form for logs, by which one can still tell two printers apart. Passwords, access codes
 * and tokens do not belong into a log in this form either.
 *
 * Returns: (transfer full): the first three and last two characters, of short ones nothing
 */
char *bambu_redact (const char *text);

/**
 * bambu_secret_free:
 * @secret: (nullable) (transfer full): a password or access code
 *
 * Overwrites it before its memory is given back.
 */
void bambu_secret_free (char *secret);

G_END_DECLS
