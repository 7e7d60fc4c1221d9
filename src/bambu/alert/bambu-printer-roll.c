/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-printer-roll.h"

struct _BambuPrinterRoll
{
  GListModel *model;
  GPtrArray *printers; /* what the model had when it last spoke */
  BambuRollFunc joined;
  BambuRollFunc left;
  BambuRollFunc due;
  GHashTable *queued; /* printers */
  guint source;
  gpointer owner;
};

static gboolean
on_due (gpointer user_data)
{
  BambuPrinterRoll *self = user_data;
  g_autoptr (GHashTable) queued = g_steal_pointer (&self->queued);
  GHashTableIter iter;
  gpointer printer;

  self->source = 0;
  self->queued = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  g_hash_table_iter_init (&iter, queued);
  while (g_hash_table_iter_next (&iter, &printer, NULL))
    if (g_ptr_array_find (self->printers, printer, NULL))
      self->due (printer, self->owner);

  return G_SOURCE_REMOVE;
}

static void
on_items_changed (
    GListModel *model, guint position, guint removed, guint added, BambuPrinterRoll *self)
{
  for (guint i = 0; i < removed; i++)
    {
      g_autoptr (BambuPrinter) printer = g_ptr_array_steal_index (self->printers, position);

      g_hash_table_remove (self->queued, printer);
      if (self->left != NULL)
        self->left (printer, self->owner);
    }

  for (guint i = 0; i < added; i++)
    {
      BambuPrinter *printer = g_list_model_get_item (model, position + i);

      g_ptr_array_insert (self->printers, (int) (position + i), printer);
      self->joined (printer, self->owner);
      if (self->due != NULL)
        bambu_printer_roll_queue (self, printer);
    }
}

BambuPrinterRoll *
bambu_printer_roll_new (GListModel *printers,
                        BambuRollFunc joined,
                        BambuRollFunc left,
                        BambuRollFunc due,
                        gpointer owner)
{
  BambuPrinterRoll *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (printers), NULL);
  g_return_val_if_fail (joined != NULL, NULL);

  self = g_new0 (BambuPrinterRoll, 1);
  self->model = g_object_ref (printers);
  self->printers = g_ptr_array_new_with_free_func (g_object_unref);
  self->joined = joined;
  self->left = left;
  self->due = due;
  self->queued = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->owner = owner;

  g_signal_connect (printers, "items-changed", G_CALLBACK (on_items_changed), self);
  on_items_changed (printers, 0, 0, g_list_model_get_n_items (printers), self);

  return self;
}

void
bambu_printer_roll_free (BambuPrinterRoll *self)
{
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_unref (self->queued);
  g_ptr_array_unref (self->printers);
  g_object_unref (self->model);
  g_free (self);
}

void
bambu_printer_roll_queue (BambuPrinterRoll *self, BambuPrinter *printer)
{
  g_return_if_fail (self->due != NULL);

  g_hash_table_add (self->queued, g_object_ref (printer));
  if (self->source == 0)
    self->source = g_idle_add (on_due, self);
}

void
bambu_printer_roll_queue_all (BambuPrinterRoll *self)
{
  for (guint i = 0; i < self->printers->len; i++)
    bambu_printer_roll_queue (self, g_ptr_array_index (self->printers, i));
}

void
bambu_printer_roll_foreach (BambuPrinterRoll *self, BambuRollFunc function)
{
  for (guint i = 0; i < self->printers->len; i++)
    function (g_ptr_array_index (self->printers, i), self->owner);
}
