/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/print/bambu-print-link.h>

G_BEGIN_DECLS

/**
 * culm_print_words_link_failure:
 * @error: of %BAMBU_PRINT_LINK_ERROR
 * @host: (nullable): where the link leads, if that is known
 *
 * Returns: (transfer full): why a website's file cannot be had: a sentence or two
 */
char *culm_print_words_link_failure (const GError *error, const char *host);

G_END_DECLS
