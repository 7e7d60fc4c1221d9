/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/bambu-connection-check.h>

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

/**
 * culm_error_to_check_sentence:
 * @kind: which step of a connection check failed
 * @error: (nullable): how
 *
 * Returns: (transfer full): what the failed step means for the user
 */
char *culm_error_to_check_sentence (BambuCheckKind kind, const GError *error);

G_END_DECLS
