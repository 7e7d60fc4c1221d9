/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a kilogram of filament costs, by material, as the user said. */

/** culm_prices_get: Returns: NaN: not known */
double culm_prices_get (GSettings *settings, const char *material);
/** culm_prices_set: @price: 0: not known any more */
void culm_prices_set (GSettings *settings, const char *material, double price);

/** culm_prices_get_func: a #CulmPriceFunc whose user_data is the settings, or %NULL */
double culm_prices_get_func (const char *material, gpointer settings);

G_END_DECLS
