/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-printer-private.h"

void
bambu_printer_set_link (BambuPrinter *self, BambuLink *link, BambuConnection connection)
{
  g_set_object (&self->link, link);
}

gboolean
bambu_printer_refresh (BambuPrinter *self)
{
  return FALSE;
}

void
bambu_printer_restore (BambuPrinter *self, GBytes *report, gint64 seen)
{
}

GBytes *
bambu_printer_dup_report (BambuPrinter *self)
{
  return NULL;
}

void
bambu_printer_apply (BambuPrinter *self, BambuFrame *frame)
{
}
