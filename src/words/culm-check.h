/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/bambu-connection-check.h>

G_BEGIN_DECLS

/* The connection check in the user's words. Pure. */

/** culm_check_get_title: what a step looks at: "Reachable", "Certificate" … */
const char *culm_check_get_title (BambuCheckKind kind);

/**
 * culm_check_to_sentence:
 * @kind: which step failed
 * @error: (nullable): how
 *
 * Returns: (transfer none): what the failed step means for the user
 */
const char *culm_check_to_sentence (BambuCheckKind kind, const GError *error);

G_END_DECLS
