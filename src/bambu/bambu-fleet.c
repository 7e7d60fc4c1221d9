/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-fleet-private.h"

#include "bambu-weak-ref.h"
#include "link/bambu-address.h"
#include "link/bambu-mqtt-link.h"
#include "storage/bambu-ftps-storage.h"

static void bambu_fleet_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BambuFleet,
                               bambu_fleet,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      bambu_fleet_list_model_init))

enum
{
  MOVED,
  ACCOUNT_CHANGED,
  FORGOTTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
bambu_fleet_get_item_type (GListModel *model)
{
  return BAMBU_TYPE_PRINTER;
}

static guint
bambu_fleet_get_n_items (GListModel *model)
{
  return BAMBU_FLEET (model)->printers->len;
}

static gpointer
bambu_fleet_get_item (GListModel *model, guint position)
{
  BambuFleet *self = BAMBU_FLEET (model);

  if (position >= self->printers->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->printers, position));
}

static void
bambu_fleet_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bambu_fleet_get_item_type;
  iface->get_n_items = bambu_fleet_get_n_items;
  iface->get_item = bambu_fleet_get_item;
}

BambuFleetMember *
bambu_fleet_find_member (BambuFleet *self, BambuPrinter *printer)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      BambuFleetMember *member = g_ptr_array_index (self->members, i);

      if (bambu_fleet_member_get_printer (member) == printer)
        return member;
    }

  return NULL;
}

static void
bambu_fleet_update_search (BambuFleet *self)
{
  gboolean searching = FALSE;

  for (guint i = 0; i < self->members->len && !searching; i++)
    searching = bambu_fleet_member_is_lost (g_ptr_array_index (self->members, i));

  if (self->discovery == NULL || self->searching == searching)
    return;

  self->searching = searching;
  if (searching)
    bambu_discovery_hold (self->discovery);
  else
    bambu_discovery_release (self->discovery);
}

static void
on_member_moved (BambuFleet *self, BambuFleetMember *member)
{
  g_signal_emit (self, signals[MOVED], 0, bambu_fleet_member_get_printer (member));
}

static void
on_discovery_announced (BambuFleet *self, BambuAnnouncement *announcement)
{
  BambuPrinter *printer = bambu_fleet_find (self, bambu_announcement_get_serial (announcement));
  BambuFleetMember *member = printer ? bambu_fleet_find_member (self, printer) : NULL;

  if (member != NULL)
    bambu_fleet_member_notice (member, announcement);
}

BambuFleetMember *
bambu_fleet_append_member (BambuFleet *self, const BambuKnownPrinter *known)
{
  BambuFleetMember *member =
      bambu_fleet_member_new (self->store, self->keyring, self->trust, self->factory, known);

  g_signal_connect_object (member, "notify::lost", G_CALLBACK (bambu_fleet_update_search), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (member, "moved", G_CALLBACK (on_member_moved), self, G_CONNECT_SWAPPED);
  bambu_recorder_follow (self->recorder, bambu_fleet_member_get_printer (member));
  g_ptr_array_add (self->members, member);
  g_ptr_array_add (self->printers, g_object_ref (bambu_fleet_member_get_printer (member)));
  if (self->limits != NULL)
    bambu_printer_set_limits (bambu_fleet_member_get_printer (member), self->limits);

  return member;
}

typedef struct
{
  GWeakRef *fleet;
  BambuKnownPrinterFunc wants;
  gpointer wants_data;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  bambu_weak_ref_free (load->fleet);
  g_free (load);
}

static DexFuture *
on_printers_loaded (DexFuture *future, gpointer user_data)
{
  const Load *load = user_data;
  g_autoptr (BambuFleet) self = g_weak_ref_get (load->fleet);
  GPtrArray *known = g_value_get_boxed (dex_future_get_value (future, NULL));
  guint position;

  if (self == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The fleet is gone");

  position = self->printers->len;

  for (guint i = 0; i < known->len; i++)
    {
      const BambuKnownPrinter *printer = g_ptr_array_index (known, i);

      if (printer->declined && printer->account != NULL)
        g_hash_table_insert (self->declined, g_strdup (printer->serial),
                             g_strdup (printer->account));
      else if (load->wants != NULL && !load->wants (printer, load->wants_data))
        g_hash_table_add (self->others, g_strdup (printer->serial));
      else if (bambu_fleet_find (self, printer->serial) == NULL)
        {
          BambuFleetMember *member = bambu_fleet_append_member (self, printer);

          bambu_fleet_member_recall (member);
          if (printer->account != NULL)
            bambu_fleet_bind (self, member, printer->account, NULL, NULL);
        }
    }

  if (self->printers->len > position)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, self->printers->len - position);

  return dex_future_new_true ();
}

static DexFuture *
return_true (DexFuture *future, gpointer user_data)
{
  return dex_future_new_true ();
}

/* All that is remembered goes through here. Printers of a demo are in the list only. */
static DexFuture *
bambu_fleet_update (BambuFleet *self,
                    BambuPrinter *printer,
                    const char *name,
                    const char *address,
                    const char *access_code,
                    const char *fingerprint)
{
  BambuFleetMember *member = bambu_fleet_find_member (self, printer);

  if (member == NULL)
    {
      if (name != NULL)
        bambu_printer_set_name (printer, name);
      return dex_future_new_true ();
    }

  return dex_future_then (
      bambu_fleet_member_update (member, name, address, access_code, fingerprint), return_true,
      NULL, NULL);
}

static void
bambu_fleet_dispose (GObject *object)
{
  BambuFleet *self = BAMBU_FLEET (object);

  if (self->searching)
    bambu_discovery_release (self->discovery);
  self->searching = FALSE;

  for (guint i = 0; i < self->members->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->members, i), self);
  g_ptr_array_set_size (self->members, 0);
  g_ptr_array_set_size (self->printers, 0);
  g_ptr_array_set_size (self->accounts, 0);

  g_clear_object (&self->recorder);
  g_clear_object (&self->demo_recorder);
  g_clear_object (&self->discovery);
  g_clear_object (&self->trust);
  g_clear_object (&self->keyring);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bambu_fleet_parent_class)->dispose (object);
}

static void
bambu_fleet_finalize (GObject *object)
{
  BambuFleet *self = BAMBU_FLEET (object);

  g_ptr_array_unref (self->members);
  g_ptr_array_unref (self->printers);
  g_ptr_array_unref (self->accounts);
  g_hash_table_unref (self->declined);
  g_hash_table_unref (self->others);
  g_hash_table_unref (self->cameras);
  g_hash_table_unref (self->storages);
  g_clear_pointer (&self->limits, bambu_limits_unref);

  G_OBJECT_CLASS (bambu_fleet_parent_class)->finalize (object);
}

static void
bambu_fleet_class_init (BambuFleetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bambu_fleet_dispose;
  object_class->finalize = bambu_fleet_finalize;

  signals[MOVED] = g_signal_new ("moved", BAMBU_TYPE_FLEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, BAMBU_TYPE_PRINTER);
  signals[ACCOUNT_CHANGED] = g_signal_new ("account-changed", BAMBU_TYPE_FLEET, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, BAMBU_TYPE_PRINTER);
  signals[FORGOTTEN] = g_signal_new ("forgotten", BAMBU_TYPE_FLEET, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, BAMBU_TYPE_PRINTER);
}

static void
bambu_fleet_init (BambuFleet *self)
{
  self->printers = g_ptr_array_new_with_free_func (g_object_unref);
  self->members = g_ptr_array_new_with_free_func (g_object_unref);
  self->accounts = g_ptr_array_new_with_free_func (bambu_fleet_account_free);
  self->declined = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cameras = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->storages = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->factory = bambu_mqtt_link_new_lan;
}

BambuFleet *
bambu_fleet_new (BambuStore *store,
                 BambuKeyring *keyring,
                 BambuTrust *trust,
                 BambuDiscovery *discovery)
{
  BambuFleet *self;

  g_return_val_if_fail (BAMBU_IS_STORE (store), NULL);
  g_return_val_if_fail (BAMBU_IS_KEYRING (keyring), NULL);
  g_return_val_if_fail (BAMBU_IS_TRUST (trust), NULL);
  g_return_val_if_fail (discovery == NULL || BAMBU_IS_DISCOVERY (discovery), NULL);

  self = g_object_new (BAMBU_TYPE_FLEET, NULL);
  self->store = g_object_ref (store);
  self->recorder = bambu_recorder_new (store);
  self->keyring = g_object_ref (keyring);
  self->trust = g_object_ref (trust);

  if (discovery != NULL)
    {
      self->discovery = g_object_ref (discovery);
      g_signal_connect_object (discovery, "announced", G_CALLBACK (on_discovery_announced), self,
                               G_CONNECT_SWAPPED);
    }

  return self;
}

void
bambu_fleet_set_link_factory (BambuFleet *self, BambuLinkFactory factory)
{
  g_return_if_fail (BAMBU_IS_FLEET (self));
  g_return_if_fail (factory != NULL);

  self->factory = factory;
}

void
bambu_fleet_set_limits (BambuFleet *self, BambuLimits *limits)
{
  g_return_if_fail (BAMBU_IS_FLEET (self));
  g_return_if_fail (limits != NULL);

  g_clear_pointer (&self->limits, bambu_limits_unref);
  self->limits = bambu_limits_ref (limits);

  for (guint i = 0; i < self->printers->len; i++)
    bambu_printer_set_limits (g_ptr_array_index (self->printers, i), limits);
}

BambuKeyring *
bambu_fleet_get_keyring (BambuFleet *self)
{
  g_return_val_if_fail (BAMBU_IS_FLEET (self), NULL);

  return self->keyring;
}

BambuTrust *
bambu_fleet_get_trust (BambuFleet *self)
{
  g_return_val_if_fail (BAMBU_IS_FLEET (self), NULL);

  return self->trust;
}

BambuDiscovery *
bambu_fleet_get_discovery (BambuFleet *self)
{
  g_return_val_if_fail (BAMBU_IS_FLEET (self), NULL);

  return self->discovery;
}

DexFuture *
bambu_fleet_load (BambuFleet *self)
{
  return bambu_fleet_load_some (self, NULL, NULL);
}

DexFuture *
bambu_fleet_load_some (BambuFleet *self, BambuKnownPrinterFunc wants, gpointer user_data)
{
  Load *load;

  dex_return_error_if_fail (BAMBU_IS_FLEET (self));

  load = g_new0 (Load, 1);
  load->fleet = bambu_weak_ref_new (self);
  load->wants = wants;
  load->wants_data = user_data;

  return dex_future_then (bambu_store_load_printers (self->store), on_printers_loaded, load,
                          load_free);
}

DexFuture *
bambu_fleet_add (BambuFleet *self,
                 const char *serial,
                 const char *name,
                 const char *model,
                 const char *address,
                 const char *access_code,
                 const char *fingerprint)
{
  BambuPrinter *printer;
  BambuFleetMember *member;
  DexFuture *added;

  dex_return_error_if_fail (BAMBU_IS_FLEET (self));
  dex_return_error_if_fail (serial != NULL && *serial != '\0');
  dex_return_error_if_fail (name != NULL);
  dex_return_error_if_fail (address != NULL);
  dex_return_error_if_fail (access_code != NULL);

  printer = bambu_fleet_find (self, serial);
  if (printer != NULL && (member = bambu_fleet_find_member (self, printer)))
    return bambu_fleet_member_update (member, name, address, access_code, fingerprint);

  g_hash_table_remove (self->declined, serial);
  g_hash_table_remove (self->others, serial);

  /* A demo's, which makes way; there is nothing to wait for. */
  if (printer != NULL)
    dex_unref (bambu_fleet_remove (self, printer));

  member = bambu_fleet_append_member (self, &(BambuKnownPrinter) {
                                                .serial = (char *) serial,
                                                .name = (char *) name,
                                                .model = (char *) model,
                                                .address = (char *) address,
                                            });
  added = bambu_fleet_member_update (member, NULL, NULL, access_code, fingerprint);
  g_list_model_items_changed (G_LIST_MODEL (self), self->printers->len - 1, 0, 1);

  return added;
}

void
bambu_fleet_add_printer (BambuFleet *self, BambuPrinter *printer)
{
  g_return_if_fail (BAMBU_IS_FLEET (self));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));
  g_return_if_fail (bambu_fleet_find (self, bambu_printer_get_serial (printer)) == NULL);

  if (self->demo_recorder == NULL)
    {
      g_autoptr (BambuStore) memory = bambu_store_new (NULL);

      self->demo_recorder = bambu_recorder_new (memory);
    }

  bambu_recorder_follow (self->demo_recorder, printer);
  g_ptr_array_add (self->printers, g_object_ref (printer));
  if (self->limits != NULL)
    bambu_printer_set_limits (printer, self->limits);
  g_list_model_items_changed (G_LIST_MODEL (self), self->printers->len - 1, 0, 1);
}

BambuRecorder *
bambu_fleet_get_recorder (BambuFleet *self, BambuPrinter *printer)
{
  g_return_val_if_fail (BAMBU_IS_FLEET (self), NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  return bambu_fleet_find_member (self, printer) != NULL ? self->recorder : self->demo_recorder;
}

BambuCamera *
bambu_fleet_get_camera (BambuFleet *self, BambuPrinter *printer)
{
  BambuFleetMember *member;
  BambuCamera *camera;

  g_return_val_if_fail (BAMBU_IS_FLEET (self), NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  if ((member = bambu_fleet_find_member (self, printer)))
    return bambu_fleet_member_get_camera (member);

  camera = g_hash_table_lookup (self->cameras, printer);
  if (camera == NULL)
    {
      camera = bambu_camera_new (printer, self->trust);
      g_hash_table_insert (self->cameras, printer, camera);
    }

  return camera;
}

BambuStorage *
bambu_fleet_get_storage (BambuFleet *self, BambuPrinter *printer)
{
  BambuFleetMember *member;
  BambuStorage *storage;

  g_return_val_if_fail (BAMBU_IS_FLEET (self), NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  if ((storage = g_hash_table_lookup (self->storages, printer)))
    return storage;

  if ((member = bambu_fleet_find_member (self, printer)))
    return bambu_fleet_member_get_storage (member);

  storage = BAMBU_STORAGE (bambu_ftps_storage_new (printer, self->trust));
  g_hash_table_insert (self->storages, printer, storage);

  return storage;
}

void
bambu_fleet_set_storage (BambuFleet *self, BambuPrinter *printer, BambuStorage *storage)
{
  g_return_if_fail (BAMBU_IS_FLEET (self));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));
  g_return_if_fail (BAMBU_IS_STORAGE (storage));

  g_hash_table_replace (self->storages, printer, g_object_ref (storage));
}

DexFuture *
bambu_fleet_drop (BambuFleet *self, BambuPrinter *printer, gboolean declined)
{
  BambuFleetMember *member;
  DexFuture *removed;
  guint position;

  if (!g_ptr_array_find (self->printers, printer, &position))
    return dex_future_new_true ();

  bambu_recorder_leave (bambu_fleet_get_recorder (self, printer), printer);
  g_hash_table_remove (self->storages, printer);

  if ((member = bambu_fleet_find_member (self, printer)))
    {
      g_signal_handlers_disconnect_by_data (member, self);
      removed =
          dex_future_then (bambu_fleet_member_forget (member, declined), return_true, NULL, NULL);
      g_ptr_array_remove (self->members, member);
      bambu_fleet_update_search (self);
    }
  else
    {
      bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);
      g_hash_table_remove (self->cameras, printer);
      removed = dex_future_new_true ();
    }

  g_ptr_array_remove_index (self->printers, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);

  return removed;
}

DexFuture *
bambu_fleet_decline (BambuFleet *self, BambuPrinter *printer)
{
  const char *account;

  dex_return_error_if_fail (BAMBU_IS_FLEET (self));
  dex_return_error_if_fail (BAMBU_IS_PRINTER (printer));

  account = bambu_fleet_get_account (self, printer);
  if (account != NULL)
    g_hash_table_insert (self->declined, g_strdup (bambu_printer_get_serial (printer)),
                         g_strdup (account));

  return bambu_fleet_drop (self, printer, account != NULL);
}

static DexFuture *
go_on_with (DexFuture *future, gpointer user_data)
{
  return dex_ref (user_data);
}

DexFuture *
bambu_fleet_remove (BambuFleet *self, BambuPrinter *printer)
{
  g_autoptr (BambuPrinter) held = NULL;
  gboolean is_remembered;
  DexFuture *removed;

  dex_return_error_if_fail (BAMBU_IS_FLEET (self));
  dex_return_error_if_fail (BAMBU_IS_PRINTER (printer));

  held = g_object_ref (printer);
  is_remembered = bambu_fleet_find_member (self, printer) != NULL;
  g_signal_emit (self, signals[FORGOTTEN], 0, printer);
  removed = bambu_fleet_decline (self, printer);
  if (!is_remembered)
    return removed;

  return dex_future_then (
      bambu_store_remove_prints (self->store, bambu_printer_get_serial (printer)), go_on_with,
      removed, dex_unref);
}

DexFuture *
bambu_fleet_rename (BambuFleet *self, BambuPrinter *printer, const char *name)
{
  dex_return_error_if_fail (BAMBU_IS_FLEET (self));
  dex_return_error_if_fail (BAMBU_IS_PRINTER (printer));
  dex_return_error_if_fail (name != NULL);

  return bambu_fleet_update (self, printer, name, NULL, NULL, NULL);
}

DexFuture *
bambu_fleet_set_access_code (BambuFleet *self, BambuPrinter *printer, const char *access_code)
{
  dex_return_error_if_fail (BAMBU_IS_FLEET (self));
  dex_return_error_if_fail (BAMBU_IS_PRINTER (printer));
  dex_return_error_if_fail (access_code != NULL);

  return bambu_fleet_update (self, printer, NULL, NULL, access_code, NULL);
}

DexFuture *
bambu_fleet_set_address (BambuFleet *self, BambuPrinter *printer, const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *host = NULL;
  guint16 port;

  dex_return_error_if_fail (BAMBU_IS_FLEET (self));
  dex_return_error_if_fail (BAMBU_IS_PRINTER (printer));
  dex_return_error_if_fail (address != NULL);

  if (!bambu_address_parse (address, &host, &port, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return bambu_fleet_update (self, printer, NULL, address, NULL, NULL);
}

DexFuture *
bambu_fleet_trust_certificate (BambuFleet *self, BambuPrinter *printer, const char *fingerprint)
{
  dex_return_error_if_fail (BAMBU_IS_FLEET (self));
  dex_return_error_if_fail (BAMBU_IS_PRINTER (printer));
  dex_return_error_if_fail (fingerprint != NULL);

  return bambu_fleet_update (self, printer, NULL, NULL, NULL, fingerprint);
}

BambuPrinter *
bambu_fleet_find (BambuFleet *self, const char *serial)
{
  g_return_val_if_fail (BAMBU_IS_FLEET (self), NULL);
  g_return_val_if_fail (serial != NULL, NULL);

  for (guint i = 0; i < self->printers->len; i++)
    {
      BambuPrinter *printer = g_ptr_array_index (self->printers, i);

      if (g_str_equal (bambu_printer_get_serial (printer), serial))
        return printer;
    }

  return NULL;
}
