/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <link/bambu-link.h>

G_BEGIN_DECLS

/**
 * culm_link_words_cloud:
 * @error: (nullable): why the way through the cloud is not open, a %BAMBU_LINK_ERROR; %NULL: there
 * is no sign-in for it
 * @name: the printer's
 *
 * Returns: (transfer full): a sentence or two
 */
char *culm_link_words_cloud (const GError *error, const char *name);

G_END_DECLS
