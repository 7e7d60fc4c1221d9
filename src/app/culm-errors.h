/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one place where an error's domain and code become words for its user: what happened, and what
 * it means. What stands between the user and a printer is no event but a state: see culm-notice.h.
 */

/**
 * culm_error_to_sentence:
 * @error: what went wrong when something was asked for
 *
 * Returns: (transfer full): a translated sentence
 */
char *culm_error_to_sentence (const GError *error);

G_END_DECLS
