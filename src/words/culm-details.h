/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What somebody can hand on when something went wrong, to whoever is to help. Pure. */

/**
 * culm_details_new:
 * @sentence: what was said of it
 * @error: (nullable): what it came from
 * @now: Unix seconds
 *
 * Returns: (transfer full): some lines: the sentence, the error's facts, this version and the time,
 *   without what is secret: culm_details_redact()
 */
char *culm_details_new (const char *sentence, const GError *error, gint64 now);

/**
 * culm_details_redact:
 *
 * Returns: (transfer full): @text with `…` for whatever may be a code, a PIN, a token, a serial
 *   number or an e-mail address, and for all of a web address but its host. Rather too much:
 * faults' codes and addresses of printers stay
 */
char *culm_details_redact (const char *text);

G_END_DECLS
