/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-known-printer.h"

G_DEFINE_BOXED_TYPE (BambuKnownPrinter,
                     bambu_known_printer,
                     bambu_known_printer_copy,
                     bambu_known_printer_free)

BambuKnownPrinter *
bambu_known_printer_copy (const BambuKnownPrinter *self)
{
  BambuKnownPrinter *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (BambuKnownPrinter, 1);
  copy->serial = g_strdup (self->serial);
  copy->name = g_strdup (self->name);
  copy->model = g_strdup (self->model);
  copy->address = g_strdup (self->address);
  copy->pin = g_strdup (self->pin);
  copy->clear_firmware = g_strdup (self->clear_firmware);
  copy->account = g_strdup (self->account);
  copy->account_name = g_strdup (self->account_name);
  copy->declined = self->declined;
  copy->report = self->report ? g_bytes_ref (self->report) : NULL;
  copy->seen = self->seen;

  return copy;
}

void
bambu_known_printer_free (BambuKnownPrinter *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->serial);
  g_free (self->name);
  g_free (self->model);
  g_free (self->address);
  g_free (self->pin);
  g_free (self->clear_firmware);
  g_free (self->account);
  g_free (self->account_name);
  g_clear_pointer (&self->report, g_bytes_unref);
  g_free (self);
}
