/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-printer-order.h"

#define OWN "own"
#define AUTOMATIC "automatic"

struct _CulmPrinterOrder
{
  GObject parent_instance;

  GSettings *settings;
  GHashTable *places; /* serial → place, from 1; NULL: by urgency */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmPrinterOrder, culm_printer_order, G_TYPE_OBJECT)

static void
load (CulmPrinterOrder *self)
{
  g_autofree char *order = g_settings_get_string (self->settings, "printer-order");
  g_auto (GStrv) serials = NULL;

  g_clear_pointer (&self->places, g_hash_table_unref);
  if (!g_str_equal (order, OWN))
    return;

  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  serials = g_settings_get_strv (self->settings, "own-printer-order");
  for (guint i = 0; serials[i] != NULL; i++)
    g_hash_table_insert (self->places, g_strdup (serials[i]), GUINT_TO_POINTER (i + 1));
}

static void
on_settings_changed (CulmPrinterOrder *self)
{
  load (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
culm_printer_order_dispose (GObject *object)
{
  g_clear_object (&CULM_PRINTER_ORDER (object)->settings);

  G_OBJECT_CLASS (culm_printer_order_parent_class)->dispose (object);
}

static void
culm_printer_order_finalize (GObject *object)
{
  g_clear_pointer (&CULM_PRINTER_ORDER (object)->places, g_hash_table_unref);

  G_OBJECT_CLASS (culm_printer_order_parent_class)->finalize (object);
}

static void
culm_printer_order_class_init (CulmPrinterOrderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = culm_printer_order_dispose;
  object_class->finalize = culm_printer_order_finalize;

  signals[CHANGED] = g_signal_new ("changed", CULM_TYPE_PRINTER_ORDER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
culm_printer_order_init (CulmPrinterOrder *self)
{
}

CulmPrinterOrder *
culm_printer_order_new (GSettings *settings)
{
  CulmPrinterOrder *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CULM_TYPE_PRINTER_ORDER, NULL);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::printer-order", G_CALLBACK (on_settings_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::own-printer-order", G_CALLBACK (on_settings_changed),
                           self, G_CONNECT_SWAPPED);
  load (self);

  return self;
}

static guint
get_place (CulmPrinterOrder *self, CulmStatus *status)
{
  BambuPrinter *printer = culm_status_get_printer (status);
  gpointer place = g_hash_table_lookup (self->places, bambu_printer_get_serial (printer));

  return place != NULL ? GPOINTER_TO_UINT (place) : G_MAXUINT;
}

int
culm_printer_order_compare (CulmPrinterOrder *self, CulmStatus *a, CulmStatus *b)
{
  guint place_a;
  guint place_b;

  g_return_val_if_fail (CULM_IS_PRINTER_ORDER (self), 0);

  if (self->places == NULL)
    return culm_status_compare (a, b);

  place_a = get_place (self, a);
  place_b = get_place (self, b);
  if (place_a != place_b)
    return place_a < place_b ? -1 : 1;

  return culm_status_compare_names (a, b);
}

gboolean
culm_printer_order_is_own (CulmPrinterOrder *self)
{
  g_return_val_if_fail (CULM_IS_PRINTER_ORDER (self), FALSE);

  return self->places != NULL;
}

void
culm_printer_order_set (CulmPrinterOrder *self, const char *const *serials)
{
  g_return_if_fail (CULM_IS_PRINTER_ORDER (self));
  g_return_if_fail (serials != NULL);

  g_settings_set_strv (self->settings, "own-printer-order", serials);
  g_settings_set_string (self->settings, "printer-order", OWN);
}

void
culm_printer_order_set_automatic (CulmPrinterOrder *self)
{
  g_return_if_fail (CULM_IS_PRINTER_ORDER (self));

  g_settings_set_string (self->settings, "printer-order", AUTOMATIC);
}
