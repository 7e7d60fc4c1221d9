/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-facts.h"
#include "bambu-print-history-private.h"

/* What is known besides, and what is told by others. */

gboolean
bambu_print_history_is_loaded (BambuPrintHistory *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_HISTORY (self), FALSE);

  return self->loaded;
}

gboolean
bambu_print_history_is_loading (BambuPrintHistory *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_HISTORY (self), FALSE);

  return self->loading;
}

gboolean
bambu_print_history_is_complete (BambuPrintHistory *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_HISTORY (self), FALSE);

  return self->complete;
}

BambuFleet *
bambu_print_history_get_fleet (BambuPrintHistory *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_HISTORY (self), NULL);

  return self->fleet;
}

/* What the account and the file say */

void
bambu_print_history_note_task (BambuPrintHistory *self,
                               BambuPrintRecord *record,
                               BambuCloudTask *task)
{
  g_autoptr (BambuKnownPrint) known = NULL;

  g_return_if_fail (BAMBU_IS_PRINT_HISTORY (self));
  g_return_if_fail (BAMBU_IS_PRINT_RECORD (record));
  g_return_if_fail (BAMBU_IS_CLOUD_TASK (task));

  known = bambu_known_print_copy (bambu_print_record_get_known (record));
  if (bambu_print_take_task (known, task))
    bambu_print_history_apply (self, record, known, TRUE);
  bambu_print_record_set_task (record, task);
}

static void
keep_plate_picture (BambuPrintHistory *self, BambuPrintRecord *record, BambuPrintJob *job)
{
  BambuPlate *plate = bambu_project_find_plate (bambu_print_job_get_project (job),
                                                bambu_print_job_get_plate_index (job));
  GBytes *thumbnail = plate != NULL ? bambu_plate_get_values (plate)->thumbnail : NULL;

  if (thumbnail != NULL)
    bambu_print_history_keep_picture (
        self, record, &(BambuKnownPicture) { g_get_real_time () / G_USEC_PER_SEC, -1, thumbnail });
}

/* It ends when the printer was seen to begin. */
static void
on_job_ended (BambuPrintHistory *self, BambuPrintJob *job)
{
  BambuPrinter *printer = bambu_print_job_get_printer (job);
  BambuPrintFollower *follower = g_hash_table_lookup (self->followers, printer);
  BambuPrintRecord *record;
  g_autoptr (BambuKnownPrint) known = NULL;

  if (follower == NULL || bambu_print_job_is_only_upload (job)
      || bambu_print_job_get_error (job) != NULL || bambu_print_job_is_cancelled (job))
    return;

  bambu_print_follower_look (follower);
  record = bambu_print_follower_get_open (follower);
  if (record == NULL)
    return;

  known = bambu_known_print_copy (bambu_print_record_get_known (record));
  if (bambu_print_take_job (known, job))
    bambu_print_history_apply (self, record, known, TRUE);
  keep_plate_picture (self, record, job);
  bambu_print_history_touch (self, record);
}

void
bambu_print_history_watch (BambuPrintHistory *self, BambuPrintQueue *queue)
{
  g_return_if_fail (BAMBU_IS_PRINT_HISTORY (self));
  g_return_if_fail (BAMBU_IS_PRINT_QUEUE (queue));

  g_signal_connect_object (queue, "ended", G_CALLBACK (on_job_ended), self, G_CONNECT_SWAPPED);
}

void
bambu_print_history_set_note (BambuPrintHistory *self, BambuPrintRecord *record, const char *note)
{
  BambuKnownPrint known;

  g_return_if_fail (BAMBU_IS_PRINT_HISTORY (self));
  g_return_if_fail (BAMBU_IS_PRINT_RECORD (record));

  known = *bambu_print_record_get_known (record);
  known.note = note != NULL && *note != '\0' ? (char *) note : NULL;
  bambu_print_history_apply (self, record, &known, TRUE);
}

/* What is large */

DexFuture *
bambu_print_history_load_pictures (BambuPrintHistory *self, BambuPrintRecord *record, guint most)
{
  const BambuKnownPrint *known;

  dex_return_error_if_fail (BAMBU_IS_PRINT_HISTORY (self));
  dex_return_error_if_fail (BAMBU_IS_PRINT_RECORD (record));

  if (bambu_print_record_is_transient (record))
    return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY,
                                      g_ptr_array_ref (bambu_print_record_get_pictures (record)));

  known = bambu_print_record_get_known (record);

  return bambu_store_load_print_pictures (self->store, known->serial, known->began, most);
}

static gboolean
is_of_heater (const BambuSeries *series)
{
  return series->kind == BAMBU_TREND_KIND_NOZZLE || series->kind == BAMBU_TREND_KIND_BED
         || series->kind == BAMBU_TREND_KIND_CHAMBER;
}

/* Of all that the printer's sensors said, what its heaters did until the print was over. */
static DexFuture *
cut (DexFuture *future, gpointer user_data)
{
  const BambuKnownPrint *known = user_data;
  const GPtrArray *list = g_value_get_boxed (dex_future_get_value (future, NULL));
  gint64 end = known->ended > 0 ? known->ended : G_MAXINT64;
  GPtrArray *kept = bambu_series_list_new ();

  for (guint i = 0; i < list->len; i++)
    {
      const BambuSeries *series = g_ptr_array_index (list, i);
      GArray *samples;

      if (!is_of_heater (series))
        continue;

      samples = bambu_samples_new ();
      for (guint j = 0; j < series->samples->len; j++)
        {
          const BambuSample *sample = &g_array_index (series->samples, BambuSample, j);

          if (sample->time <= end)
            g_array_append_val (samples, *sample);
        }
      if (samples->len > 0)
        g_ptr_array_add (kept,
                         bambu_series_new (series->serial, series->kind, series->part, samples));
      else
        g_array_unref (samples);
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, kept);
}

/* What the recorder has of the time of the print */
static DexFuture *
load_recorded (BambuPrintHistory *self, BambuPrinter *printer, const BambuKnownPrint *known)
{
  BambuRecorder *recorder = bambu_fleet_get_recorder (self->fleet, printer);

  return dex_future_then (bambu_recorder_load (recorder, printer, known->began,
                                               bambu_print_history_choose_step (known)),
                          cut, bambu_known_print_copy (known),
                          (GDestroyNotify) bambu_known_print_free);
}

DexFuture *
bambu_print_history_load_series (BambuPrintHistory *self, BambuPrintRecord *record)
{
  const BambuKnownPrint *known;
  BambuPrinter *printer;

  dex_return_error_if_fail (BAMBU_IS_PRINT_HISTORY (self));
  dex_return_error_if_fail (BAMBU_IS_PRINT_RECORD (record));

  known = bambu_print_record_get_known (record);
  printer = bambu_fleet_find (self->fleet, known->serial);

  if (!bambu_print_record_is_local (record)
      || (bambu_print_record_is_transient (record) && (known->ended > 0 || printer == NULL)))
    return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY,
                                      g_ptr_array_ref (bambu_print_record_get_series (record)));

  if (known->ended == 0 && printer != NULL)
    return load_recorded (self, printer, known);

  return bambu_store_load_print_series (self->store, known->serial, known->began,
                                        bambu_print_history_choose_step (known));
}

/* The store's own thread may be the last to see this, and cannot wait for itself. */
typedef struct
{
  GWeakRef store;
  BambuPrintRecord *record;
} Curves;

static void
curves_free (gpointer data)
{
  Curves *curves = data;

  g_weak_ref_clear (&curves->store);
  g_object_unref (curves->record);
  g_free (curves);
}

static DexFuture *
on_recorded (DexFuture *future, gpointer user_data)
{
  Curves *curves = user_data;
  const BambuKnownPrint *known = bambu_print_record_get_known (curves->record);
  g_autoptr (BambuStore) store = g_weak_ref_get (&curves->store);
  GPtrArray *list = g_value_get_boxed (dex_future_get_value (future, NULL));

  if (bambu_print_record_is_transient (curves->record))
    {
      bambu_print_record_set_series (curves->record, list);
      return dex_future_new_true ();
    }

  if (store == NULL)
    return dex_future_new_false ();

  return bambu_store_save_print_series (store, known->serial, known->began, g_ptr_array_ref (list));
}

void
bambu_print_history_keep_series (BambuPrintHistory *self,
                                 BambuPrintRecord *record,
                                 BambuPrinter *printer)
{
  Curves *curves = g_new0 (Curves, 1);

  g_weak_ref_init (&curves->store, self->store);
  curves->record = g_object_ref (record);
  bambu_print_history_keep (
      dex_future_then (load_recorded (self, printer, bambu_print_record_get_known (record)),
                       on_recorded, curves, curves_free));
}
