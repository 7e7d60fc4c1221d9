/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-queue.h"

struct _BambuPrintQueue
{
  GObject parent_instance;

  GPtrArray *jobs;
};

static void bambu_print_queue_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BambuPrintQueue,
                               bambu_print_queue,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      bambu_print_queue_list_model_init))

enum
{
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
bambu_print_queue_get_item_type (GListModel *model)
{
  return BAMBU_TYPE_PRINT_JOB;
}

static guint
bambu_print_queue_get_n_items (GListModel *model)
{
  return BAMBU_PRINT_QUEUE (model)->jobs->len;
}

static gpointer
bambu_print_queue_get_item (GListModel *model, guint position)
{
  BambuPrintQueue *self = BAMBU_PRINT_QUEUE (model);

  return position < self->jobs->len ? g_object_ref (g_ptr_array_index (self->jobs, position))
                                    : NULL;
}

static void
bambu_print_queue_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bambu_print_queue_get_item_type;
  iface->get_n_items = bambu_print_queue_get_n_items;
  iface->get_item = bambu_print_queue_get_item;
}

static void
on_running (BambuPrintQueue *self, GParamSpec *pspec, BambuPrintJob *job)
{
  g_autoptr (BambuPrintJob) held = g_object_ref (job);
  guint position;

  if (bambu_print_job_is_running (job) || !g_ptr_array_find (self->jobs, job, &position))
    return;

  g_signal_handlers_disconnect_by_func (job, on_running, self);
  g_ptr_array_remove_index (self->jobs, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0, job);
}

static void
bambu_print_queue_finalize (GObject *object)
{
  g_ptr_array_unref (BAMBU_PRINT_QUEUE (object)->jobs);

  G_OBJECT_CLASS (bambu_print_queue_parent_class)->finalize (object);
}

static void
bambu_print_queue_class_init (BambuPrintQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bambu_print_queue_finalize;

  signals[SIGNAL_ENDED] = g_signal_new ("ended", BAMBU_TYPE_PRINT_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, BAMBU_TYPE_PRINT_JOB);
}

static void
bambu_print_queue_init (BambuPrintQueue *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

BambuPrintQueue *
bambu_print_queue_new (void)
{
  return g_object_new (BAMBU_TYPE_PRINT_QUEUE, NULL);
}

DexFuture *
bambu_print_queue_run (BambuPrintQueue *self, BambuPrintJob *job)
{
  DexFuture *future;

  dex_return_error_if_fail (BAMBU_IS_PRINT_QUEUE (self));
  dex_return_error_if_fail (BAMBU_IS_PRINT_JOB (job));

  g_ptr_array_add (self->jobs, g_object_ref (job));
  g_list_model_items_changed (G_LIST_MODEL (self), self->jobs->len - 1, 0, 1);
  g_signal_connect_object (job, "notify::is-running", G_CALLBACK (on_running), self,
                           G_CONNECT_SWAPPED);

  future = bambu_print_job_run (job);

  /* One that was not even begun says nothing. */
  on_running (self, NULL, job);

  return future;
}

BambuPrintJob *
bambu_print_queue_find (BambuPrintQueue *self, BambuPrinter *printer)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_QUEUE (self), NULL);

  for (guint i = 0; i < self->jobs->len; i++)
    {
      BambuPrintJob *job = g_ptr_array_index (self->jobs, i);

      if (bambu_print_job_get_printer (job) == printer)
        return job;
    }

  return NULL;
}
