/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-price-rows.h"

#include <glib/gi18n.h>
#include <math.h>
#include <words/culm-record-words.h>

#include "culm-prices.h"

#define MOST 100000
#define STEP 0.5

typedef struct
{
  AdwExpanderRow *row;
  GSettings *settings;
  GHashTable *seen;
} Rows;

static void
on_value (AdwSpinRow *spin, GParamSpec *pspec, GSettings *settings)
{
  culm_prices_set (settings, g_object_get_data (G_OBJECT (spin), "material"),
                   adw_spin_row_get_value (spin));
}

static void
add (Rows *rows, const char *material)
{
  double price = culm_prices_get (rows->settings, material);
  GtkWidget *spin;

  if (material == NULL || *material == '\0' || !g_hash_table_add (rows->seen, g_strdup (material)))
    return;

  spin = adw_spin_row_new_with_range (0, MOST, STEP);
  adw_spin_row_set_digits (ADW_SPIN_ROW (spin), 2);
  adw_spin_row_set_value (ADW_SPIN_ROW (spin), isnan (price) ? 0 : price);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (spin), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (spin), material);
  g_object_set_data_full (G_OBJECT (spin), "material", g_strdup (material), g_free);
  g_signal_connect_object (spin, "notify::value", G_CALLBACK (on_value), rows->settings, 0);
  adw_expander_row_add_row (rows->row, spin);
}

static void
add_trays (Rows *rows, GListModel *trays)
{
  for (guint i = 0; i < g_list_model_get_n_items (trays); i++)
    {
      g_autoptr (BambuTray) tray = g_list_model_get_item (trays, i);

      add (rows, bambu_tray_get_material (tray));
    }
}

static void
add_printer (Rows *rows, BambuPrinter *printer)
{
  GListModel *units = bambu_printer_get_ams_units (printer);

  for (guint i = 0; i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (BambuAms) unit = g_list_model_get_item (units, i);

      add_trays (rows, G_LIST_MODEL (unit));
    }
  add_trays (rows, bambu_printer_get_external_trays (printer));
}

void
culm_price_rows_add (AdwExpanderRow *row,
                     GSettings *settings,
                     BambuFleet *fleet,
                     const char *const *materials)
{
  Rows rows = { row, settings, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  g_autoptr (GVariant) prices = g_settings_get_value (settings, "filament-prices");
  g_autofree char *currency = culm_dup_currency ();
  GVariantIter iter;
  const char *material;

  if (*currency != '\0')
    {
      g_autofree char *subtitle =
          /* Translators: a currency: "€ per kilogram. 0 is not known." */
          g_strdup_printf (_ ("%s per kilogram. 0 is not known."), currency);

      adw_expander_row_set_subtitle (row, subtitle);
    }

  for (guint i = 0; materials[i] != NULL; i++)
    add (&rows, materials[i]);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fleet)); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (G_LIST_MODEL (fleet), i);

      add_printer (&rows, printer);
    }
  g_variant_iter_init (&iter, prices);
  while (g_variant_iter_next (&iter, "{&sd}", &material, NULL))
    add (&rows, material);

  g_hash_table_unref (rows.seen);
}
