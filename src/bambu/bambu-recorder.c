/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-recorder.h"

#include "bambu-weak-ref.h"
#include "printer/bambu-trend-private.h"

/* Well below BAMBU_TREND_SECONDS, which is as long as a trend waits. */
#define SAVE_INTERVAL_SECONDS (10 * 60)
#define SECONDS_PER_DAY (24 * 60 * 60)

struct _BambuRecorder
{
  GObject parent_instance;

  BambuStore *store;
  GPtrArray *printers;
  guint source;
};

G_DEFINE_FINAL_TYPE (BambuRecorder, bambu_recorder, G_TYPE_OBJECT)

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static DexFuture *
log_failure (DexFuture *future, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);

  /* Without a usable store nothing can be read or written; that was said when it was loaded. */
  if (g_error_matches (error, BAMBU_STORE_ERROR, BAMBU_STORE_ERROR_UNUSABLE))
    g_debug ("No samples are remembered: %s", error->message);
  else
    g_warning ("Samples could not be read or remembered: %s", error->message);

  return dex_future_new_false ();
}

static void
take_series (BambuPrinter *printer, gint64 until, GPtrArray *list)
{
  GPtrArray *trends = bambu_printer_get_trends (printer);

  for (guint i = 0; i < trends->len; i++)
    {
      BambuTrend *trend = g_ptr_array_index (trends, i);
      g_autoptr (GArray) minutes = bambu_trend_take_minutes (trend, until);

      if (minutes->len > 0)
        g_ptr_array_add (list, bambu_series_new (
                                   bambu_printer_get_serial (printer), bambu_trend_get_kind (trend),
                                   bambu_trend_get_part (trend), g_steal_pointer (&minutes)));
    }
}

static void
bambu_recorder_save (BambuRecorder *self, gint64 now, gint64 until)
{
  g_autoptr (GPtrArray) list = bambu_series_list_new ();

  g_clear_handle_id (&self->source, g_source_remove);

  for (guint i = 0; i < self->printers->len; i++)
    take_series (g_ptr_array_index (self->printers, i), until, list);

  /* Fire and forget: nobody asked for it, so nobody waits for it. When there is nothing to save the
   * disk is left alone. */
  if (list->len > 0)
    dex_future_disown (
        dex_future_catch (bambu_store_save_series (self->store, g_steal_pointer (&list),
                                                   now - BAMBU_RECORDER_DAYS * SECONDS_PER_DAY),
                          log_failure, NULL, NULL));
}

static gint64
get_minute (gint64 now)
{
  return now - now % BAMBU_SECONDS_PER_MINUTE;
}

static gboolean
on_interval (gpointer user_data)
{
  BambuRecorder *self = user_data;
  gint64 now = get_now ();

  self->source = 0;
  bambu_recorder_save (self, now, get_minute (now));

  return G_SOURCE_REMOVE;
}

static void
on_printer_seen (BambuRecorder *self)
{
  if (self->source == 0)
    self->source = g_timeout_add_seconds (SAVE_INTERVAL_SECONDS, on_interval, self);
}

static DexFuture *
on_past_loaded (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuPrinter) printer = g_weak_ref_get (user_data);
  const GPtrArray *list = g_value_get_boxed (dex_future_get_value (future, NULL));

  for (guint i = 0; printer != NULL && i < list->len; i++)
    {
      const BambuSeries *series = g_ptr_array_index (list, i);
      BambuTrend *trend = bambu_printer_get_trend (printer, series->kind, series->part);

      bambu_trend_prepend (trend, series->samples, TRUE);
    }

  return dex_future_new_true ();
}

static void
bambu_recorder_dispose (GObject *object)
{
  BambuRecorder *self = BAMBU_RECORDER (object);

  bambu_recorder_save (self, get_now (), G_MAXINT64);

  for (guint i = 0; i < self->printers->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->printers, i), self);
  g_ptr_array_set_size (self->printers, 0);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bambu_recorder_parent_class)->dispose (object);
}

static void
bambu_recorder_finalize (GObject *object)
{
  g_ptr_array_unref (BAMBU_RECORDER (object)->printers);

  G_OBJECT_CLASS (bambu_recorder_parent_class)->finalize (object);
}

static void
bambu_recorder_class_init (BambuRecorderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bambu_recorder_dispose;
  object_class->finalize = bambu_recorder_finalize;
}

static void
bambu_recorder_init (BambuRecorder *self)
{
  self->printers = g_ptr_array_new_with_free_func (g_object_unref);
}

BambuRecorder *
bambu_recorder_new (BambuStore *store)
{
  BambuRecorder *self;

  g_return_val_if_fail (BAMBU_IS_STORE (store), NULL);

  self = g_object_new (BAMBU_TYPE_RECORDER, NULL);
  self->store = g_object_ref (store);

  return self;
}

void
bambu_recorder_follow (BambuRecorder *self, BambuPrinter *printer)
{
  g_return_if_fail (BAMBU_IS_RECORDER (self));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));

  g_ptr_array_add (self->printers, g_object_ref (printer));
  g_signal_connect_object (printer, "notify::seen", G_CALLBACK (on_printer_seen), self,
                           G_CONNECT_SWAPPED);

  /* Fire and forget: without it the trends begin now. */
  dex_future_disown (dex_future_catch (
      dex_future_then (bambu_store_load_series (self->store, bambu_printer_get_serial (printer),
                                                get_now () - BAMBU_TREND_SECONDS, 1),
                       on_past_loaded, bambu_weak_ref_new (printer), bambu_weak_ref_free),
      log_failure, NULL, NULL));
}

void
bambu_recorder_leave (BambuRecorder *self, BambuPrinter *printer)
{
  g_return_if_fail (BAMBU_IS_RECORDER (self));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));

  g_signal_handlers_disconnect_by_data (printer, self);
  g_ptr_array_remove (self->printers, printer);
}

DexFuture *
bambu_recorder_load (BambuRecorder *self, BambuPrinter *printer, gint64 since, int step)
{
  gint64 now = get_now ();

  dex_return_error_if_fail (BAMBU_IS_RECORDER (self));
  dex_return_error_if_fail (BAMBU_IS_PRINTER (printer));

  /* The store works in order. */
  bambu_recorder_save (self, now, get_minute (now));

  return bambu_store_load_series (self->store, bambu_printer_get_serial (printer), since, step);
}
