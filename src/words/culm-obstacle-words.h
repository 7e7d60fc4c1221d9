/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-enums.h>
#include <bambu/printer/bambu-printer-error.h>

G_BEGIN_DECLS

/* Why nothing was sent, or cannot be, in the user's words. */

/**
 * culm_obstacle_words:
 * @number: what belongs to @obstacle
 *
 * Returns: (transfer full) (nullable): "Not while printing"; %NULL if there is nothing to say
 */
char *culm_obstacle_words (BambuObstacle obstacle, int number);

/** culm_obstacle_words_dryer: Returns: (transfer full): a sentence for each; "" for none */
char *culm_obstacle_words_dryer (BambuDryObstacles obstacles);

G_END_DECLS
