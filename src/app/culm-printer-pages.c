/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-printer-pages.h"

/* Fifty printers must not keep fifty. */
#define MAX_PAGES 4

struct _CulmPrinterPages
{
  GCallback changed;
  GObject *owner;
  GQueue pages; /* of CulmPrinterPage, last shown first */
};

CulmPrinterPages *
culm_printer_pages_new (GCallback changed, GObject *owner)
{
  CulmPrinterPages *self = g_new0 (CulmPrinterPages, 1);

  self->changed = changed;
  self->owner = owner;

  return self;
}

void
culm_printer_pages_free (CulmPrinterPages *self)
{
  culm_printer_pages_clear (self);
  g_free (self);
}

void
culm_printer_pages_clear (CulmPrinterPages *self)
{
  g_queue_clear_full (&self->pages, g_object_unref);
}

static CulmPrinterPage *
find (CulmPrinterPages *self, BambuPrinter *printer)
{
  for (GList *l = self->pages.head; l != NULL; l = l->next)
    if (culm_printer_page_get_printer (l->data) == printer)
      return l->data;

  return NULL;
}

static gboolean
is_open (GBinding *binding, const GValue *state, GValue *open, gpointer user_data)
{
  g_value_set_boolean (open, g_value_get_enum (state) == BAMBU_KEYRING_STATE_OPEN);

  return TRUE;
}

static CulmPrinterPage *
create (CulmPrinterPages *self, BambuFleet *fleet, BambuPrinter *printer)
{
  CulmPrinterPage *page = g_object_ref_sink (culm_printer_page_new (printer));

  g_signal_connect_object (page, "notify::notice", self->changed, self->owner, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::account", self->changed, self->owner, G_CONNECT_SWAPPED);

  g_object_set (page, "camera", bambu_fleet_get_camera (fleet, printer), "storage",
                bambu_fleet_get_storage (fleet, printer), NULL);
  if (!bambu_printer_is_demo (printer))
    g_object_bind_property_full (bambu_fleet_get_keyring (fleet), "state", page, "code-kept",
                                 G_BINDING_SYNC_CREATE, is_open, NULL, NULL, NULL);

  return page;
}

CulmPrinterPage *
culm_printer_pages_show (CulmPrinterPages *self, BambuFleet *fleet, BambuPrinter *printer)
{
  CulmPrinterPage *page = find (self, printer);
  CulmPrinterPage *previous = culm_printer_pages_get_first (self);

  if (page != NULL)
    g_queue_remove (&self->pages, page);
  else
    page = create (self, fleet, printer);

  /* Going through printers is comparing them: stay with the view. */
  if (previous != NULL && previous != page)
    {
      g_autofree char *view = NULL;

      g_object_get (previous, "view", &view, NULL);
      g_object_set (page, "view", view, NULL);
    }

  g_queue_push_head (&self->pages, page);
  while (self->pages.length > MAX_PAGES)
    g_object_unref (g_queue_pop_tail (&self->pages));

  return page;
}

CulmPrinterPage *
culm_printer_pages_get_first (CulmPrinterPages *self)
{
  return g_queue_peek_head (&self->pages);
}

void
culm_printer_pages_drop_gone (CulmPrinterPages *self, BambuFleet *fleet)
{
  for (GList *l = self->pages.head; l != NULL;)
    {
      GList *next = l->next;
      BambuPrinter *printer = culm_printer_page_get_printer (l->data);

      if (bambu_fleet_find (fleet, bambu_printer_get_serial (printer)) != printer)
        {
          g_object_unref (l->data);
          g_queue_delete_link (&self->pages, l);
        }

      l = next;
    }
}

void
culm_printer_pages_set_accounts (CulmPrinterPages *self, BambuAccountPrinters *printers)
{
  for (GList *l = self->pages.head; l != NULL; l = l->next)
    g_object_set (l->data, "account",
                  printers != NULL ? bambu_account_printers_find (
                                         printers, culm_printer_page_get_printer (l->data))
                                   : NULL,
                  NULL);
}
