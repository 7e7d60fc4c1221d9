/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-printer-roll.h"

struct _BambuPrinterRoll
{
  GListModel *model;
  GPtrArray *printers; /* what the model had when it last spoke */
  BambuRollFunc joined;
  BambuRollFunc left;
  gpointer owner;
};

static void
on_items_changed (
    GListModel *model, guint position, guint removed, guint added, BambuPrinterRoll *self)
{
  for (guint i = 0; i < removed; i++)
    {
      g_autoptr (BambuPrinter) printer = g_ptr_array_steal_index (self->printers, position);

      if (self->left != NULL)
        self->left (printer, self->owner);
    }

  for (guint i = 0; i < added; i++)
    {
      BambuPrinter *printer = g_list_model_get_item (model, position + i);

      g_ptr_array_insert (self->printers, (int) (position + i), printer);
      self->joined (printer, self->owner);
    }
}

BambuPrinterRoll *
bambu_printer_roll_new (GListModel *printers,
                        BambuRollFunc joined,
                        BambuRollFunc left,
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
  self->owner = owner;

  g_signal_connect (printers, "items-changed", G_CALLBACK (on_items_changed), self);
  on_items_changed (printers, 0, 0, g_list_model_get_n_items (printers), self);

  return self;
}

void
bambu_printer_roll_free (BambuPrinterRoll *self)
{
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_ptr_array_unref (self->printers);
  g_object_unref (self->model);
  g_free (self);
}

void
bambu_printer_roll_foreach (BambuPrinterRoll *self, BambuRollFunc function)
{
  for (guint i = 0; i < self->printers->len; i++)
    function (g_ptr_array_index (self->printers, i), self->owner);
}
