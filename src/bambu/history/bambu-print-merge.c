/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-merge.h"

#include <string.h>

#include "bambu-print-record-private.h"

/* The service notes when a print was sent, a printer heats and levels before it prints. */
#define APART_SECONDS (30 * 60)

struct _BambuPrintMerge
{
  GObject parent_instance;

  BambuPrintHistory *history;
  GListModel *tasks;
  char *serial;
  GPtrArray *records;
  GHashTable *remote; /* BambuCloudTask → BambuPrintRecord, of those that were not seen here */
  GHashTable *told;   /* BambuPrintRecord that was told of its task from here */
};

static void bambu_print_merge_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BambuPrintMerge,
                               bambu_print_merge,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      bambu_print_merge_list_model_init))

static GType
bambu_print_merge_get_item_type (GListModel *model)
{
  return BAMBU_TYPE_PRINT_RECORD;
}

static guint
bambu_print_merge_get_n_items (GListModel *model)
{
  return BAMBU_PRINT_MERGE (model)->records->len;
}

static gpointer
bambu_print_merge_get_item (GListModel *model, guint position)
{
  BambuPrintMerge *self = BAMBU_PRINT_MERGE (model);

  if (position >= self->records->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->records, position));
}

static void
bambu_print_merge_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bambu_print_merge_get_item_type;
  iface->get_n_items = bambu_print_merge_get_n_items;
  iface->get_item = bambu_print_merge_get_item;
}

static gboolean
is_wanted (BambuPrintMerge *self, const char *serial)
{
  return self->serial == NULL || serial == NULL || g_str_equal (self->serial, serial);
}

static gboolean
is_same (const BambuKnownPrint *known, const BambuCloudTaskValues *task)
{
  gint64 id = task->id != NULL ? g_ascii_strtoll (task->id, NULL, 10) : 0;

  if (known->task > 0 && id > 0 && known->task == id)
    return task->serial == NULL || g_str_equal (task->serial, known->serial);

  return task->serial != NULL && g_str_equal (task->serial, known->serial) && task->title != NULL
         && g_str_equal (task->title, known->name) && task->start_time > 0
         && ABS (task->start_time - known->began) <= APART_SECONDS;
}

/* Each print is the counterpart of one: the nearest in time of those that can be. */
static BambuPrintRecord *
find_local (GPtrArray *locals, GHashTable *taken, const BambuCloudTaskValues *task)
{
  BambuPrintRecord *best = NULL;
  gint64 best_apart = G_MAXINT64;

  for (guint i = 0; i < locals->len; i++)
    {
      BambuPrintRecord *record = g_ptr_array_index (locals, i);
      const BambuKnownPrint *known = bambu_print_record_get_known (record);
      gint64 apart = ABS (task->start_time - known->began);

      if (apart < best_apart && is_same (known, task) && !g_hash_table_contains (taken, record))
        {
          best = record;
          best_apart = apart;
        }
    }

  return best;
}

static GPtrArray *
list_locals (BambuPrintMerge *self)
{
  GListModel *history = G_LIST_MODEL (self->history);
  GPtrArray *locals = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr (BambuPrintRecord) record = g_list_model_get_item (history, i);

      if (is_wanted (self, bambu_print_record_get_known (record)->serial))
        g_ptr_array_add (locals, g_steal_pointer (&record));
    }

  return locals;
}

static BambuPrintRecord *
get_remote (BambuPrintMerge *self, BambuCloudTask *task)
{
  BambuPrintRecord *record = g_hash_table_lookup (self->remote, task);

  if (record == NULL)
    {
      record = bambu_print_record_new_for_task (task);
      g_hash_table_insert (self->remote, g_object_ref (task), record);
    }

  return g_object_ref (record);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const BambuKnownPrint *known_a = bambu_print_record_get_known (*(BambuPrintRecord *const *) a);
  const BambuKnownPrint *known_b = bambu_print_record_get_known (*(BambuPrintRecord *const *) b);

  return (known_a->began < known_b->began) - (known_a->began > known_b->began);
}

/* Of those that are not among @taken any more; what others told stays. */
static void
forget_tasks (BambuPrintMerge *self, GHashTable *taken)
{
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, self->told);
  while (g_hash_table_iter_next (&iter, &record, NULL))
    if (!g_hash_table_contains (taken, record))
      {
        bambu_print_record_set_task (record, NULL);
        g_hash_table_iter_remove (&iter);
      }
}

static GPtrArray *
merge (BambuPrintMerge *self)
{
  GPtrArray *records = list_locals (self);
  g_autoptr (GPtrArray) locals =
      g_ptr_array_copy (records, (GCopyFunc) (void *) g_object_ref, NULL);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  guint n = self->tasks != NULL ? g_list_model_get_n_items (self->tasks) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuCloudTask) task = g_list_model_get_item (self->tasks, i);
      const BambuCloudTaskValues *values = bambu_cloud_task_get_values (task);
      BambuPrintRecord *local;

      if (!is_wanted (self, values->serial))
        continue;

      local = find_local (locals, taken, values);
      if (local == NULL)
        {
          g_ptr_array_add (records, get_remote (self, task));
          continue;
        }

      g_hash_table_add (taken, local);
      g_hash_table_add (self->told, g_object_ref (local));
      if (bambu_print_record_get_task (local) != task)
        bambu_print_history_note_task (self->history, local, task);
    }
  forget_tasks (self, taken);

  /* Stable: what began at once stays in its order. */
  g_ptr_array_sort (records, compare);

  return records;
}

/* What is the same at both ends is left alone. */
static gboolean
update (BambuPrintMerge *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->records);
  guint begin = 0;
  guint end = 0;

  self->records = merge (self);
  while (begin < old->len && begin < self->records->len
         && g_ptr_array_index (old, begin) == g_ptr_array_index (self->records, begin))
    begin++;
  while (end < old->len - begin && end < self->records->len - begin
         && g_ptr_array_index (old, old->len - 1 - end)
                == g_ptr_array_index (self->records, self->records->len - 1 - end))
    end++;

  if (begin + end == old->len && old->len == self->records->len)
    return FALSE;

  g_list_model_items_changed (G_LIST_MODEL (self), begin, old->len - begin - end,
                              self->records->len - begin - end);

  return TRUE;
}

static void
on_history_changed (
    GListModel *history, guint position, guint removed, guint added, BambuPrintMerge *self)
{
  g_autoptr (BambuPrintRecord) record = NULL;
  guint place;

  if (update (self) || added == 0)
    return;

  /* Something of one changed that others may filter by. */
  record = g_list_model_get_item (history, position);
  if (record != NULL && g_ptr_array_find (self->records, record, &place))
    g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 1);
}

static void
on_tasks_changed (
    GListModel *tasks, guint position, guint removed, guint added, BambuPrintMerge *self)
{
  update (self);
}

static void
drop_tasks (BambuPrintMerge *self)
{
  if (self->tasks != NULL)
    g_signal_handlers_disconnect_by_data (self->tasks, self);
  g_clear_object (&self->tasks);
  g_hash_table_remove_all (self->remote);
}

static void
bambu_print_merge_dispose (GObject *object)
{
  BambuPrintMerge *self = BAMBU_PRINT_MERGE (object);

  drop_tasks (self);
  if (self->history != NULL)
    g_signal_handlers_disconnect_by_data (self->history, self);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (bambu_print_merge_parent_class)->dispose (object);
}

static void
bambu_print_merge_finalize (GObject *object)
{
  BambuPrintMerge *self = BAMBU_PRINT_MERGE (object);

  g_free (self->serial);
  g_ptr_array_unref (self->records);
  g_hash_table_unref (self->remote);
  g_hash_table_unref (self->told);

  G_OBJECT_CLASS (bambu_print_merge_parent_class)->finalize (object);
}

static void
bambu_print_merge_class_init (BambuPrintMergeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bambu_print_merge_dispose;
  object_class->finalize = bambu_print_merge_finalize;
}

static void
bambu_print_merge_init (BambuPrintMerge *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->told = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->remote = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
}

BambuPrintMerge *
bambu_print_merge_new (BambuPrintHistory *history, const char *serial)
{
  BambuPrintMerge *self;

  g_return_val_if_fail (BAMBU_IS_PRINT_HISTORY (history), NULL);

  self = g_object_new (BAMBU_TYPE_PRINT_MERGE, NULL);
  self->history = g_object_ref (history);
  self->serial = g_strdup (serial);
  g_signal_connect (history, "items-changed", G_CALLBACK (on_history_changed), self);
  update (self);

  return self;
}

void
bambu_print_merge_set_tasks (BambuPrintMerge *self, GListModel *tasks)
{
  g_return_if_fail (BAMBU_IS_PRINT_MERGE (self));
  g_return_if_fail (tasks == NULL || G_IS_LIST_MODEL (tasks));

  if (self->tasks == tasks)
    return;

  drop_tasks (self);
  if (tasks != NULL)
    {
      self->tasks = g_object_ref (tasks);
      g_signal_connect (tasks, "items-changed", G_CALLBACK (on_tasks_changed), self);
    }
  update (self);
}
