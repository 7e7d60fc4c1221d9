/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-record-covers.h"

struct _CulmRecordCovers
{
  CulmCovers parent_instance;

  GWeakRef history; /* a picture that is on its way must not keep it */
};

G_DEFINE_FINAL_TYPE (CulmRecordCovers, culm_record_covers, CULM_TYPE_COVERS)

static DexFuture *
on_loaded (DexFuture *future, gpointer user_data)
{
  const GPtrArray *pictures = g_value_get_boxed (dex_future_get_value (future, NULL));
  const BambuKnownPicture *last;

  if (pictures->len == 0)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The print has no picture");

  last = g_ptr_array_index (pictures, 0);

  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_ref (last->file));
}

/* @key: "SERIAL BEGAN N" */
static BambuPrintRecord *
find_record (BambuPrintHistory *history, const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, " ", 3);
  gint64 began = parts[0] != NULL && parts[1] != NULL ? g_ascii_strtoll (parts[1], NULL, 10) : 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (history)); i++)
    {
      g_autoptr (BambuPrintRecord) record = g_list_model_get_item (G_LIST_MODEL (history), i);
      const BambuKnownPrint *known = bambu_print_record_get_known (record);

      if (known->began == began && g_strcmp0 (known->serial, parts[0]) == 0)
        return g_steal_pointer (&record);
    }

  return NULL;
}

static DexFuture *
culm_record_covers_fetch (CulmCovers *covers, const char *key, const char *address)
{
  CulmRecordCovers *self = CULM_RECORD_COVERS (covers);
  g_autoptr (BambuPrintHistory) history = g_weak_ref_get (&self->history);
  g_autoptr (BambuPrintRecord) record = history != NULL ? find_record (history, address) : NULL;

  if (record == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The print is gone");

  return dex_future_then (bambu_print_history_load_pictures (history, record, 1), on_loaded, NULL,
                          NULL);
}

static void
culm_record_covers_finalize (GObject *object)
{
  g_weak_ref_clear (&CULM_RECORD_COVERS (object)->history);

  G_OBJECT_CLASS (culm_record_covers_parent_class)->finalize (object);
}

static void
culm_record_covers_class_init (CulmRecordCoversClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = culm_record_covers_finalize;
  CULM_COVERS_CLASS (klass)->fetch = culm_record_covers_fetch;
}

static void
culm_record_covers_init (CulmRecordCovers *self)
{
  g_weak_ref_init (&self->history, NULL);
}

CulmCovers *
culm_record_covers_new (BambuPrintHistory *history)
{
  CulmRecordCovers *self;

  g_return_val_if_fail (BAMBU_IS_PRINT_HISTORY (history), NULL);

  self = g_object_new (CULM_TYPE_RECORD_COVERS, NULL);
  g_weak_ref_set (&self->history, history);

  return CULM_COVERS (self);
}

char *
culm_record_covers_dup_key (BambuPrintRecord *record)
{
  const BambuKnownPrint *known = bambu_print_record_get_known (record);

  if (known->n_pictures == 0)
    return NULL;

  return g_strdup_printf ("%s %" G_GINT64_FORMAT " %d", known->serial, known->began,
                          known->n_pictures);
}
