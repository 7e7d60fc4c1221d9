/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The filaments of a print, as small spools in a row. */

/**
 * culm_swatch_new:
 * @hex: (nullable): 8 hex digits
 * @size: pixels
 *
 * Returns: (transfer floating) (nullable): a full spool of this colour; %NULL if that is none
 */
GtkWidget *culm_swatch_new (const char *hex, int size);

/** culm_swatch_dup_name: Returns: (transfer full): what the colour is called; "" if it is none */
char *culm_swatch_dup_name (const char *hex);

/** culm_swatches_fill: @hexes: (nullable) (array zero-terminated=1): in place of what @box has; the
 * first of many */
void culm_swatches_fill (GtkBox *box, const char *const *hexes);

/** culm_swatches_dup_names: Returns: (transfer full): what culm_swatches_fill() shows, for those
 * who do not see it: "white, jade green" */
char *culm_swatches_dup_names (const char *const *hexes);

G_END_DECLS
