/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-prices.h"

#include <math.h>

#define KEY "filament-prices"

double
culm_prices_get (GSettings *settings, const char *material)
{
  g_autoptr (GVariant) prices = g_settings_get_value (settings, KEY);
  double price;

  return material != NULL && g_variant_lookup (prices, material, "d", &price) && price > 0 ? price
                                                                                           : NAN;
}

void
culm_prices_set (GSettings *settings, const char *material, double price)
{
  g_autoptr (GVariant) prices = g_settings_get_value (settings, KEY);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sd}"));
  GVariantIter iter;
  const char *known;
  double value;

  g_variant_iter_init (&iter, prices);
  while (g_variant_iter_next (&iter, "{&sd}", &known, &value))
    if (!g_str_equal (known, material))
      g_variant_builder_add (&builder, "{sd}", known, value);
  if (price > 0)
    g_variant_builder_add (&builder, "{sd}", material, price);

  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

double
culm_prices_get_func (const char *material, gpointer settings)
{
  return settings != NULL ? culm_prices_get (settings, material) : NAN;
}
