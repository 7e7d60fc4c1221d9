/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-account-binding.h"

#include "account/bambu-cloud-calls.h"
#include "bambu-weak-ref.h"
#include "link/bambu-address.h"
#include "link/bambu-backoff.h"
#include "link/bambu-cloud-broker.h"

#define WATCH_MSEC (15 * 60 * 1000)
#define FIRST_RETRY_MSEC (30 * 1000)
/* protocol/cloud-account.md §10: lists are not asked for more often */
#define LIST_USEC (60 * G_USEC_PER_SEC)

struct _BambuAccountBinding
{
  GObject parent_instance;

  BambuFleet *fleet;
  BambuAccount *account;
  BambuCloudBroker *broker;
  char *id;

  GListModel *devices; /* as the service listed them last */
  gint64 listed_at;    /* monotonic, 0 never */
  DexFuture *loading;
  DexFuture *checking;
  gboolean checked; /* since the broker let it in */

  gboolean watches;
  DexFuture *watching;
  guint watch_source;
  guint failures;
};

G_DEFINE_FINAL_TYPE (BambuAccountBinding, bambu_account_binding, G_TYPE_OBJECT)

static BambuLink *
get_link (const char *serial, gpointer broker)
{
  return bambu_cloud_broker_get_link (broker, serial);
}

static gboolean
is_signed_in (BambuAccountBinding *self)
{
  return bambu_account_get_state (self->account) == BAMBU_ACCOUNT_STATE_SIGNED_IN;
}

/* The broker wants the account's number, which is not known before the service said it. */
static void
update_login (BambuAccountBinding *self)
{
  const BambuToken *token = bambu_cloud_get_token (bambu_account_get_cloud (self->account));
  gint64 uid = bambu_account_get_uid (self->account);
  g_autofree char *user = g_strdup_printf ("%" G_GINT64_FORMAT, uid);

  if (is_signed_in (self) && token != NULL && uid > 0)
    bambu_cloud_broker_set_login (self->broker, user, token->access);
  else if (!is_signed_in (self))
    bambu_cloud_broker_set_login (self->broker, NULL, NULL);
}

/* ---- The list ---- */

static gboolean
is_heard (BambuPrinter *printer)
{
  return bambu_printer_get_connection (printer) == BAMBU_CONNECTION_CLOUD
         && bambu_printer_get_freshness (printer) == BAMBU_FRESHNESS_LIVE;
}

/* The list may be late: what is heard of a printer counts more. */
static void
tell_presence (BambuAccountBinding *self, const BambuCloudDeviceValues *values)
{
  BambuPrinter *printer = bambu_fleet_find (self->fleet, values->serial);

  if (printer != NULL && (values->online || !is_heard (printer)))
    bambu_cloud_broker_set_present (self->broker, values->serial, values->online);
}

static void
apply_devices (BambuAccountBinding *self)
{
  guint n = g_list_model_get_n_items (self->devices);
  g_autofree BambuBoundPrinter *bound = g_new0 (BambuBoundPrinter, n);
  guint n_bound = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuCloudDevice) device = g_list_model_get_item (self->devices, i);
      const BambuCloudDeviceValues *values = bambu_cloud_device_get_values (device);
      gboolean has_name = values->name != NULL && *values->name != '\0';
      gboolean has_code = values->access_code != NULL && *values->access_code != '\0';

      if (values->serial != NULL)
        bound[n_bound++] = (BambuBoundPrinter) {
          .serial = values->serial,
          .name = has_name ? values->name : values->serial,
          .model = values->model != NULL ? values->model : values->product,
          .access_code = has_code ? values->access_code : NULL,
        };
    }

  bambu_fleet_set_bound_printers (self->fleet, self->id, bound, n_bound);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuCloudDevice) device = g_list_model_get_item (self->devices, i);
      const BambuCloudDeviceValues *values = bambu_cloud_device_get_values (device);

      if (values->serial != NULL)
        tell_presence (self, values);
    }
}

static DexFuture *
on_devices (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuAccountBinding) self = g_weak_ref_get (user_data);
  const GValue *value = dex_future_get_value (future, NULL);

  /* Who signed out meanwhile has no printers. */
  if (self != NULL && value != NULL && is_signed_in (self))
    {
      g_set_object (&self->devices, g_value_get_object (value));
      self->listed_at = g_get_monotonic_time ();
      apply_devices (self);
    }

  return dex_ref (future);
}

DexFuture *
bambu_account_binding_load (BambuAccountBinding *self)
{
  dex_return_error_if_fail (BAMBU_IS_ACCOUNT_BINDING (self));

  if (self->loading == NULL || !dex_future_is_pending (self->loading))
    {
      dex_clear (&self->loading);
      self->loading =
          dex_future_finally (bambu_cloud_list_devices (bambu_account_get_cloud (self->account)),
                              on_devices, bambu_weak_ref_new (self), bambu_weak_ref_free);
    }

  return dex_ref (self->loading);
}

DexFuture *
bambu_account_binding_choose (BambuAccountBinding *self, const char *const *serials)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (dex_unref);
  guint n;

  dex_return_error_if_fail (BAMBU_IS_ACCOUNT_BINDING (self));
  dex_return_error_if_fail (serials != NULL);

  n = self->devices != NULL ? g_list_model_get_n_items (self->devices) : 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuCloudDevice) device = g_list_model_get_item (self->devices, i);
      const char *serial = bambu_cloud_device_get_values (device)->serial;
      BambuPrinter *printer = serial != NULL ? bambu_fleet_find (self->fleet, serial) : NULL;

      if (serial != NULL && g_strv_contains (serials, serial))
        g_ptr_array_add (changes, bambu_fleet_accept (self->fleet, serial));
      else if (printer != NULL
               && g_strcmp0 (bambu_fleet_get_account (self->fleet, printer), self->id) == 0)
        g_ptr_array_add (changes, bambu_fleet_decline (self->fleet, printer));
    }

  if (changes->len == 0)
    return dex_future_new_true ();

  apply_devices (self);

  return dex_future_allv ((DexFuture **) changes->pdata, changes->len);
}

/* ---- Watching ---- */

static void watch_now (BambuAccountBinding *self);
static void log_in_again (BambuAccountBinding *self);

static gboolean
on_watch_time (gpointer user_data)
{
  BambuAccountBinding *self = user_data;

  self->watch_source = 0;
  watch_now (self);

  return G_SOURCE_REMOVE;
}

static DexFuture *
on_watched (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuAccountBinding) self = g_weak_ref_get (user_data);
  guint wait = WATCH_MSEC;

  if (self == NULL)
    return NULL;

  if (dex_future_get_value (future, NULL) != NULL)
    {
      self->failures = 0;
      if (bambu_cloud_broker_get_state (self->broker) == BAMBU_LINK_STATE_REFUSED)
        log_in_again (self);
    }
  else
    wait = bambu_backoff_msec (self->failures++, FIRST_RETRY_MSEC, WATCH_MSEC, g_random_double ());

  g_clear_handle_id (&self->watch_source, g_source_remove);
  if (is_signed_in (self))
    self->watch_source = g_timeout_add (wait, on_watch_time, self);

  return NULL;
}

static DexFuture *
load_after_check (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuAccountBinding) self = g_weak_ref_get (user_data);

  /* Whoever signed in just now has looked at the list. */
  if (self == NULL
      || (self->listed_at > 0 && g_get_monotonic_time () - self->listed_at < LIST_USEC))
    return NULL;

  return bambu_account_binding_load (self);
}

/* The check tells the account's number, and the account what to say if the service is silent. */
static void
watch_now (BambuAccountBinding *self)
{
  g_clear_handle_id (&self->watch_source, g_source_remove);
  dex_clear (&self->watching);
  self->watching =
      dex_future_finally (dex_future_then (bambu_account_check (self->account), load_after_check,
                                           bambu_weak_ref_new (self), bambu_weak_ref_free),
                          on_watched, bambu_weak_ref_new (self), bambu_weak_ref_free);
}

void
bambu_account_binding_watch (BambuAccountBinding *self)
{
  g_return_if_fail (BAMBU_IS_ACCOUNT_BINDING (self));

  if (self->watches)
    return;

  self->watches = TRUE;
  if (is_signed_in (self))
    watch_now (self);
}

static void
on_account_state (BambuAccountBinding *self)
{
  self->checked = FALSE;
  if (!self->watches)
    return;

  g_clear_handle_id (&self->watch_source, g_source_remove);
  if (is_signed_in (self))
    watch_now (self);
}

/* Somebody asked the service, and it is there again. */
static void
on_account_error (BambuAccountBinding *self)
{
  if (self->watch_source != 0 && self->failures > 0 && is_signed_in (self)
      && bambu_account_get_error (self->account) == NULL)
    watch_now (self);
}

/* ---- The broker's refusal ---- */

static void
log_in_again (BambuAccountBinding *self)
{
  bambu_cloud_broker_set_login (self->broker, NULL, NULL);
  update_login (self);
}

static DexFuture *
on_checked (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuAccountBinding) self = g_weak_ref_get (user_data);

  /* The broker may have been wrong for a moment. If it insists, the user has to look at it. */
  if (self != NULL && dex_future_get_value (future, NULL) != NULL)
    log_in_again (self);

  return NULL;
}

static void
on_broker_state (BambuAccountBinding *self)
{
  BambuLinkState state = bambu_cloud_broker_get_state (self->broker);

  if (state == BAMBU_LINK_STATE_OPEN)
    self->checked = FALSE;
  else if (state == BAMBU_LINK_STATE_REFUSED && !self->checked)
    bambu_account_binding_retry (self);
}

void
bambu_account_binding_retry (BambuAccountBinding *self)
{
  g_return_if_fail (BAMBU_IS_ACCOUNT_BINDING (self));

  if (!is_signed_in (self)
      || bambu_cloud_broker_get_state (self->broker) != BAMBU_LINK_STATE_REFUSED)
    return;

  self->checked = TRUE;
  dex_clear (&self->checking);
  self->checking = dex_future_finally (bambu_account_check (self->account), on_checked,
                                       bambu_weak_ref_new (self), bambu_weak_ref_free);
}

/* ---- The object ---- */

static void
bambu_account_binding_dispose (GObject *object)
{
  BambuAccountBinding *self = BAMBU_ACCOUNT_BINDING (object);

  g_clear_handle_id (&self->watch_source, g_source_remove);
  dex_clear (&self->watching);
  dex_clear (&self->checking);
  dex_clear (&self->loading);
  g_clear_object (&self->devices);
  g_clear_object (&self->broker);
  g_clear_object (&self->account);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (bambu_account_binding_parent_class)->dispose (object);
}

static void
bambu_account_binding_finalize (GObject *object)
{
  BambuAccountBinding *self = BAMBU_ACCOUNT_BINDING (object);

  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (bambu_account_binding_parent_class)->finalize (object);
}

static void
bambu_account_binding_class_init (BambuAccountBindingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bambu_account_binding_dispose;
  object_class->finalize = bambu_account_binding_finalize;
}

static void
bambu_account_binding_init (BambuAccountBinding *self)
{
}

static BambuCloudBroker *
create_broker (const BambuRegion *region)
{
  g_autofree char *host = NULL;
  g_autoptr (GError) error = NULL;
  guint16 port = BAMBU_ADDRESS_PORT;

  /* A region of development is the only one that can be wrong. */
  if (!bambu_address_parse (region->broker, &host, &port, &error))
    {
      g_warning ("The cloud's broker has an unusable address: %s", error->message);
      return bambu_cloud_broker_new ("localhost", BAMBU_ADDRESS_PORT, NULL);
    }

  return bambu_cloud_broker_new (host, port, region->authorities);
}

BambuAccountBinding *
bambu_account_binding_new (BambuFleet *fleet, BambuAccount *account)
{
  BambuAccountBinding *self;

  g_return_val_if_fail (BAMBU_IS_FLEET (fleet), NULL);
  g_return_val_if_fail (BAMBU_IS_ACCOUNT (account), NULL);

  self = g_object_new (BAMBU_TYPE_ACCOUNT_BINDING, NULL);
  self->fleet = g_object_ref (fleet);
  self->account = g_object_ref (account);
  self->id = g_strdup_printf ("%s %s", bambu_account_get_region (account),
                              bambu_account_get_account (account));
  self->broker = create_broker (bambu_cloud_get_region (bambu_account_get_cloud (account)));

  /* Any of number, state and end of the sign-in may bring another token. */
  g_signal_connect_object (account, "notify", G_CALLBACK (update_login), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::state", G_CALLBACK (on_account_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::error", G_CALLBACK (on_account_error), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->broker, "notify::state", G_CALLBACK (on_broker_state), self,
                           G_CONNECT_SWAPPED);

  update_login (self);
  bambu_fleet_add_account (fleet, self->id, get_link, g_object_ref (self->broker), g_object_unref);

  return self;
}

BambuAccount *
bambu_account_binding_get_account (BambuAccountBinding *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT_BINDING (self), NULL);

  return self->account;
}

const char *
bambu_account_binding_get_id (BambuAccountBinding *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT_BINDING (self), NULL);

  return self->id;
}
