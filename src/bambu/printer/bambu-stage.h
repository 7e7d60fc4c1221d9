/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bambu_stage_get_name:
 * @stage: what a printer does in the midst of its state, as it numbers that
 *
 * Returns: (nullable) (transfer none): its name in English, which whoever shows it translates;
 *   %NULL for a stage without a name
 */
const char *bambu_stage_get_name (int stage);

G_END_DECLS
