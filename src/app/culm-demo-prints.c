/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-demo.h"

#include <libdex.h>
#include <math.h>

#define HOUR 3600
#define MOST_FILAMENTS 2
#define SAMPLE_MINUTES 4

typedef struct
{
  const char *material;
  const char *product;
  const char *colour;
  int slot;
  double grams;
} Filament;

/* What the printers of the demo printed before somebody looked. */
static const struct
{
  const char *name;
  int hours_ago;
  int minutes;
  BambuPrintResult result;
  int percent;
  const char *note;
  Filament filaments[MOST_FILAMENTS];
} PRINTS[] = {
  { "Cable clip ×12",
    7,
    94,
    BAMBU_PRINT_RESULT_FINISHED,
    100,
    NULL,
    { { "PETG", "PETG HF", "000000FF", 1, 41.2 } } },
  { "Desk organiser",
    26,
    331,
    BAMBU_PRINT_RESULT_FINISHED,
    100,
    "0.2 mm, no brim. The lid is a little tight.",
    { { "PLA", "PLA Basic", "00AE42FF", 0, 148 }, { "PLA", "PLA Basic", "FFFFFFFF", 2, 22.5 } } },
  { "Hinge test",
    31,
    18,
    BAMBU_PRINT_RESULT_CANCELLED,
    37,
    NULL,
    { { "PLA", "PLA Basic", "00AE42FF", 0, 9 } } },
  { "Vase, spiral",
    52,
    203,
    BAMBU_PRINT_RESULT_FAILED,
    64,
    "Came off the plate; clean it first.",
    { { "PLA", "PLA Silk", "F4A925FF", 3, 86 } } },
  { "Benchy",
    75,
    39,
    BAMBU_PRINT_RESULT_FINISHED,
    100,
    NULL,
    { { "PLA", "PLA Basic", "F4A925FF", 3, 12.6 } } },
  { "Tool holder",
    9 * 24,
    412,
    BAMBU_PRINT_RESULT_FINISHED,
    100,
    NULL,
    { { "PETG", "PETG HF", "000000FF", 1, 187 } } },
  { "Phone stand",
    34 * 24,
    121,
    BAMBU_PRINT_RESULT_FINISHED,
    100,
    NULL,
    { { "PLA", "PLA Matte", "3F8E43FF", 0, 54 } } },
};

static GListModel *
create_filaments (const Filament *filaments, double *grams)
{
  GListStore *list = g_list_store_new (BAMBU_TYPE_PRINT_FILAMENT);

  *grams = 0;
  for (guint i = 0; i < MOST_FILAMENTS && filaments[i].material != NULL; i++)
    {
      char label[] = { 'A', (char) ('1' + filaments[i].slot), '\0' };
      g_autoptr (BambuPrintFilament) filament =
          bambu_print_filament_new (&(BambuPrintFilamentValues) {
              .ams = 0,
              .slot = filaments[i].slot,
              .label = label,
              .material = filaments[i].material,
              .product = filaments[i].product,
              .colour = filaments[i].colour,
              .grams = filaments[i].grams,
          });

      g_list_store_append (list, filament);
      *grams += filaments[i].grams;
    }

  return G_LIST_MODEL (list);
}

/* It warms up, and holds. */
static void
add_series (
    GPtrArray *list, const BambuKnownPrint *known, BambuTrendKind kind, float hot, float minutes)
{
  GArray *samples = bambu_samples_new ();

  for (gint64 time = known->began; time <= known->ended; time += SAMPLE_MINUTES * 60)
    {
      float age = (time - known->began) / 60.0f;
      float value = 24 + (hot - 24) * MIN (age / minutes, 1) + 0.6f * sinf (age);
      BambuSample sample = { time, value, value, value,
                             kind == BAMBU_TREND_KIND_CHAMBER ? NAN : hot };

      g_array_append_val (samples, sample);
    }
  g_ptr_array_add (list, bambu_series_new (known->serial, kind, 0, samples));
}

static GPtrArray *
create_series (const BambuKnownPrint *known)
{
  GPtrArray *list = bambu_series_list_new ();

  add_series (list, known, BAMBU_TREND_KIND_NOZZLE, 220, 3);
  add_series (list, known, BAMBU_TREND_KIND_BED, 60, 5);

  return list;
}

static void
add_print (BambuPrintHistory *history, BambuPrinter *printer, guint i, gint64 now, GBytes *picture)
{
  gint64 began = now - PRINTS[i].hours_ago * HOUR;
  BambuKnownPrint known = {
    .serial = (char *) bambu_printer_get_serial (printer),
    .printer_name = (char *) bambu_printer_get_name (printer),
    .model = (char *) bambu_printer_get_model (printer)->code,
    .name = (char *) PRINTS[i].name,
    .file = (char *) "",
    .plate = 1,
    .began = began,
    .ended = began + PRINTS[i].minutes * 60,
    .last_seen = began + PRINTS[i].minutes * 60,
    .result = PRINTS[i].result,
    .percent = PRINTS[i].percent,
    .layer = 2 * PRINTS[i].percent,
    .total_layers = 200,
    .speed_level = 2,
    .nozzle = 0.4,
    .bed = 60,
    .estimated_seconds = PRINTS[i].minutes * 60 * G_GINT64_CONSTANT (100) / PRINTS[i].percent,
    .note = (char *) PRINTS[i].note,
  };
  g_autoptr (GListModel) filaments = create_filaments (PRINTS[i].filaments, &known.grams);
  g_autoptr (GPtrArray) pictures =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_known_picture_free);
  g_autoptr (GPtrArray) series = create_series (&known);

  known.filaments = filaments;
  if (picture != NULL && known.result == BAMBU_PRINT_RESULT_FINISHED)
    g_ptr_array_add (pictures, bambu_known_picture_new (known.ended, 100, picture));
  bambu_print_history_add_past (history, &known, pictures, series);
}

static gboolean
has_prints (BambuPrintHistory *history, BambuPrinter *printer)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (history)); i++)
    {
      g_autoptr (BambuPrintRecord) record = g_list_model_get_item (G_LIST_MODEL (history), i);
      const BambuKnownPrint *known = bambu_print_record_get_known (record);

      if (known->ended > 0 && g_strcmp0 (known->serial, bambu_printer_get_serial (printer)) == 0)
        return TRUE;
    }

  return FALSE;
}

static gpointer
make_picture (gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;
  GBytes *picture;

  picture = culm_demo_make_picture (&error);
  if (picture != NULL)
    dex_promise_resolve_boxed (promise, G_TYPE_BYTES, picture);
  else
    dex_promise_reject (promise, error);

  return NULL;
}

typedef struct
{
  GWeakRef history;
  char *serial;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_weak_ref_clear (&order->history);
  g_free (order->serial);
  g_free (order);
}

static DexFuture *
on_picture (DexFuture *future, gpointer user_data)
{
  Order *order = user_data;
  g_autoptr (BambuPrintHistory) history = g_weak_ref_get (&order->history);
  BambuPrinter *printer =
      history != NULL ? bambu_fleet_find (bambu_print_history_get_fleet (history), order->serial)
                      : NULL;
  const GValue *picture = dex_future_get_value (future, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (printer == NULL || has_prints (history, printer))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (PRINTS); i++)
    add_print (history, printer, i, now, picture != NULL ? g_value_get_boxed (picture) : NULL);

  return NULL;
}

void
culm_demo_add_prints (BambuPrintHistory *history, BambuPrinter *printer)
{
  DexPromise *promise;
  Order *order;

  g_return_if_fail (BAMBU_IS_PRINT_HISTORY (history));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));

  if (has_prints (history, printer))
    return;

  order = g_new0 (Order, 1);
  g_weak_ref_init (&order->history, history);
  order->serial = g_strdup (bambu_printer_get_serial (printer));
  promise = dex_promise_new ();
  g_thread_unref (g_thread_new ("culm-demo-prints", make_picture, dex_ref (promise)));
  dex_future_disown (dex_future_finally (DEX_FUTURE (promise), on_picture, order, order_free));
}
