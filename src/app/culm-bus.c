/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-bus.h"

#include "culm-printer-export.h"

struct _CulmBus
{
  GObject parent_instance;

  GDBusObjectManagerServer *manager;
  char *folder;
  GListModel *printers;
  GPtrArray *exports; /* of CulmPrinterExport, as the printers */
};

enum
{
  SIGNAL_PRINT_FILE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmBus, culm_bus, G_TYPE_OBJECT)

static void
on_print_file (CulmBus *self, GFile *file, const char *token, CulmPrinterExport *export)
{
  g_signal_emit (self, signals[SIGNAL_PRINT_FILE], 0, culm_printer_export_get_printer (export),
                 file, token);
}

static void
on_printers_changed (CulmBus *self, guint position, guint removed, guint added)
{
  for (guint i = 0; i < removed; i++)
    {
      g_autoptr (CulmPrinterExport) export = g_ptr_array_steal_index (self->exports, position);

      g_dbus_object_manager_server_unexport (
          self->manager, g_dbus_object_get_object_path (G_DBUS_OBJECT (export)));
    }

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (self->printers, i);
      CulmPrinterExport *export = culm_printer_export_new (printer, self->folder);

      g_ptr_array_insert (self->exports, (int) i, export);
      g_signal_connect_object (export, "print-file", G_CALLBACK (on_print_file), self,
                               G_CONNECT_SWAPPED);
      g_dbus_object_manager_server_export (self->manager, G_DBUS_OBJECT_SKELETON (export));
    }
}

static void
culm_bus_dispose (GObject *object)
{
  CulmBus *self = CULM_BUS (object);

  if (self->manager != NULL)
    g_dbus_object_manager_server_set_connection (self->manager, NULL);
  g_ptr_array_set_size (self->exports, 0);
  g_clear_object (&self->manager);
  g_clear_object (&self->printers);

  G_OBJECT_CLASS (culm_bus_parent_class)->dispose (object);
}

static void
culm_bus_finalize (GObject *object)
{
  CulmBus *self = CULM_BUS (object);

  g_ptr_array_unref (self->exports);
  g_free (self->folder);

  G_OBJECT_CLASS (culm_bus_parent_class)->finalize (object);
}

static void
culm_bus_class_init (CulmBusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = culm_bus_dispose;
  object_class->finalize = culm_bus_finalize;

  signals[SIGNAL_PRINT_FILE] =
      g_signal_new ("print-file", CULM_TYPE_BUS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, BAMBU_TYPE_PRINTER, G_TYPE_FILE, G_TYPE_STRING);
}

static void
culm_bus_init (CulmBus *self)
{
  self->exports = g_ptr_array_new_with_free_func (g_object_unref);
}

CulmBus *
culm_bus_new (GDBusConnection *connection, const char *application_path)
{
  CulmBus *self;

  g_return_val_if_fail (G_IS_DBUS_CONNECTION (connection), NULL);
  g_return_val_if_fail (g_variant_is_object_path (application_path), NULL);

  self = g_object_new (CULM_TYPE_BUS, NULL);
  self->folder = g_strconcat (application_path, "/Printers", NULL);
  self->manager = g_dbus_object_manager_server_new (self->folder);
  g_dbus_object_manager_server_set_connection (self->manager, connection);

  return self;
}

void
culm_bus_set_printers (CulmBus *self, GListModel *printers)
{
  g_return_if_fail (CULM_IS_BUS (self));
  g_return_if_fail (G_IS_LIST_MODEL (printers));
  g_return_if_fail (self->printers == NULL);

  self->printers = g_object_ref (printers);
  g_signal_connect_object (printers, "items-changed", G_CALLBACK (on_printers_changed), self,
                           G_CONNECT_SWAPPED);
  on_printers_changed (self, 0, 0, g_list_model_get_n_items (printers));
}
