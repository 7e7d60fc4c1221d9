/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-fleet-member.h"

#include "bambu-weak-ref.h"
#include "link/bambu-address.h"
#include "link/bambu-redact.h"
#include "storage/bambu-ftps-storage.h"

#define SAVE_INTERVAL_SECONDS 60

struct _BambuFleetMember
{
  GObject parent_instance;

  BambuStore *store;
  BambuKeyring *keyring;
  BambuTrust *trust;
  BambuLinkFactory factory;

  BambuPrinter *printer;
  BambuCamera *camera; /* these two made when they are asked for */
  BambuFtpsStorage *storage;
  char *clear_firmware; /* that could not encrypt files on their way */
  char *access_code;
  DexFuture *recall;

  /* What an account knows of it. */
  char *account;
  char *account_name;
  char *account_code;
  BambuLink *cloud;

  BambuLink *trial; /* to where it may be on the LAN; the printer does not show it */
  char *trial_address;
  gboolean barred; /* who is at its address must not have, or does not take, the code */

  BambuLinkState link_state; /* the last one */
  gboolean tried;            /* since the link was open */

  guint save_source;
  gboolean lost;
  gboolean forgotten;
};

G_DEFINE_FINAL_TYPE (BambuFleetMember, bambu_fleet_member, G_TYPE_OBJECT)

typedef enum
{
  PROP_LOST = 1,
} BambuFleetMemberProperty;

static GParamSpec *properties[PROP_LOST + 1];

enum
{
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static DexFuture *
log_failure (DexFuture *future, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);

  /* Without a usable store every save fails; that was said when it was to be loaded. */
  if (g_error_matches (error, BAMBU_STORE_ERROR, BAMBU_STORE_ERROR_UNUSABLE))
    g_debug ("Nothing is remembered: %s", error->message);
  else
    g_warning ("A printer could not be remembered: %s", error->message);

  return dex_future_new_false ();
}

static DexFuture *
bambu_fleet_member_save (BambuFleetMember *self)
{
  g_autofree char *pin =
      bambu_trust_dup_pin (self->trust, bambu_printer_get_serial (self->printer));

  return bambu_store_save_printer (
      self->store, &(BambuKnownPrinter) {
                       .serial = (char *) bambu_printer_get_serial (self->printer),
                       .name = (char *) bambu_printer_get_name (self->printer),
                       .model = (char *) bambu_printer_get_model (self->printer)->code,
                       .address = (char *) bambu_printer_get_address (self->printer),
                       .pin = pin,
                       .clear_firmware = self->clear_firmware,
                       .account = self->account,
                       .account_name = self->account_name,
                   });
}

/* Fire and forget: nobody asked for it, so nobody waits for it. */
static void
bambu_fleet_member_save_quietly (BambuFleetMember *self)
{
  dex_future_disown (dex_future_catch (bambu_fleet_member_save (self), log_failure, NULL, NULL));
}

static void
bambu_fleet_member_save_report (BambuFleetMember *self)
{
  g_autoptr (GBytes) report = NULL;

  g_clear_handle_id (&self->save_source, g_source_remove);

  if ((report = bambu_printer_dup_report (self->printer)))
    dex_future_disown (dex_future_catch (
        bambu_store_save_report (self->store, bambu_printer_get_serial (self->printer), report,
                                 bambu_printer_get_seen (self->printer)),
        log_failure, NULL, NULL));
}

static gboolean
on_save_interval (gpointer user_data)
{
  BambuFleetMember *self = user_data;

  self->save_source = 0;
  bambu_fleet_member_save_report (self);

  return G_SOURCE_REMOVE;
}

static void
on_printer_seen (BambuFleetMember *self)
{
  if (self->save_source == 0)
    self->save_source = g_timeout_add_seconds (SAVE_INTERVAL_SECONDS, on_save_interval, self);
}

static void
on_printer_state (BambuFleetMember *self)
{
  bambu_fleet_member_save_report (self);
}

static void
bambu_fleet_member_drop_trial (BambuFleetMember *self)
{
  g_autoptr (BambuLink) trial = g_steal_pointer (&self->trial);

  if (trial != NULL)
    {
      g_signal_handlers_disconnect_by_data (trial, self);
      bambu_link_close (trial);
    }
  g_clear_pointer (&self->trial_address, g_free);
}

static void
bambu_fleet_member_pin (BambuFleetMember *self)
{
  BambuLink *link = bambu_printer_get_link (self->printer);
  const char *serial = bambu_printer_get_serial (self->printer);
  g_autoptr (BambuCertificate) certificate = bambu_link_dup_certificate (link);
  g_autofree char *pin = bambu_trust_dup_pin (self->trust, serial);

  if (certificate != NULL && bambu_certificate_is_trusted (certificate)
      && g_strcmp0 (certificate->fingerprint, pin) != 0)
    {
      bambu_trust_set_pin (self->trust, serial, certificate->fingerprint);
      bambu_fleet_member_save_quietly (self);
    }
}

static gboolean
bambu_fleet_member_is_on_lan (BambuFleetMember *self)
{
  return bambu_printer_get_connection (self->printer) == BAMBU_CONNECTION_LAN;
}

/* Whether it should be looked for on the LAN. */
static gboolean
bambu_fleet_member_is_missed (BambuFleetMember *self)
{
  BambuLinkState state = bambu_printer_get_link_state (self->printer);

  if (!bambu_fleet_member_is_on_lan (self))
    return self->account != NULL && self->access_code != NULL && !self->barred;

  return state == BAMBU_LINK_STATE_WAITING || state == BAMBU_LINK_STATE_UNTRUSTED
         || (state == BAMBU_LINK_STATE_CONNECTING && bambu_printer_get_link_error (self->printer));
}

static void
bambu_fleet_member_update_lost (BambuFleetMember *self)
{
  gboolean lost = bambu_fleet_member_is_missed (self);

  if (!lost)
    bambu_fleet_member_drop_trial (self);

  if (self->lost != lost)
    {
      self->lost = lost;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOST]);
    }
}

static BambuLink *
bambu_fleet_member_make_link (BambuFleetMember *self, const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *host = NULL;
  guint16 port;

  if (self->access_code == NULL || address == NULL)
    return NULL;

  if (!bambu_address_parse (address, &host, &port, &error))
    {
      g_warning ("A printer has an unusable address: %s", error->message);
      return NULL;
    }

  return self->factory (self->trust, host, port, bambu_printer_get_serial (self->printer),
                        self->access_code);
}

static void on_trial_state (BambuFleetMember *self, GParamSpec *pspec, BambuLink *trial);

static void
bambu_fleet_member_try (BambuFleetMember *self, const char *address)
{
  bambu_fleet_member_drop_trial (self);

  if (self->barred || !(self->trial = bambu_fleet_member_make_link (self, address)))
    return;

  self->trial_address = g_strdup (address);
  g_signal_connect_object (self->trial, "notify::state", G_CALLBACK (on_trial_state), self,
                           G_CONNECT_SWAPPED);
  bambu_link_open (self->trial);
}

/* Goes through the cloud, and to the LAN as soon as the printer answers there. */
static void
bambu_fleet_member_use_cloud (BambuFleetMember *self)
{
  bambu_printer_set_link (self->printer, self->cloud, BAMBU_CONNECTION_CLOUD);
  bambu_fleet_member_try (self, bambu_printer_get_address (self->printer));
}

/* To all that log in by themselves. */
static void
bambu_fleet_member_hand_out_code (BambuFleetMember *self, const char *access_code)
{
  if (self->camera != NULL)
    bambu_camera_set_access_code (self->camera, access_code);
  if (self->storage != NULL)
    bambu_ftps_storage_set_access_code (self->storage, access_code);
}

static void
bambu_fleet_member_connect (BambuFleetMember *self)
{
  g_autoptr (BambuLink) link = NULL;

  dex_clear (&self->recall);
  bambu_fleet_member_drop_trial (self);
  self->barred = FALSE;
  bambu_fleet_member_hand_out_code (self, self->access_code);

  if (self->cloud != NULL)
    bambu_fleet_member_use_cloud (self);
  else if ((link = bambu_fleet_member_make_link (self, bambu_printer_get_address (self->printer))))
    bambu_printer_set_link (self->printer, link, BAMBU_CONNECTION_LAN);
  else
    bambu_printer_set_link (self->printer, NULL,
                            self->account ? BAMBU_CONNECTION_CLOUD : BAMBU_CONNECTION_NONE);

  bambu_fleet_member_update_lost (self);
}

/* The user's own code goes first: the account's may be of another time. Returns: whether there was
 * another one to take */
static gboolean
bambu_fleet_member_take_account_code (BambuFleetMember *self)
{
  if (self->account_code == NULL || g_strcmp0 (self->account_code, self->access_code) == 0)
    return FALSE;

  g_clear_pointer (&self->access_code, bambu_secret_free);
  self->access_code = g_strdup (self->account_code);

  /* Never rejects, and nobody waits for it. */
  dex_future_disown (bambu_keyring_store_access_code (
      self->keyring, bambu_printer_get_serial (self->printer), self->access_code));

  return TRUE;
}

/* Where the printer says to be itself, if that is news. */
static void
bambu_fleet_member_try_reported (BambuFleetMember *self)
{
  const char *ip = bambu_printer_get_ip (self->printer);
  const char *address = bambu_printer_get_address (self->printer);
  g_autofree char *reported = NULL;

  if (ip == NULL || bambu_fleet_member_is_on_lan (self) || !self->lost)
    return;

  reported = bambu_address_format (ip, BAMBU_ADDRESS_PORT);
  if (g_strcmp0 (reported, self->trial_address) != 0 && g_strcmp0 (reported, address) != 0)
    bambu_fleet_member_try (self, reported);
}

/* On the LAN a link that was lost is worth a try before the cloud is. */
static gboolean
bambu_fleet_member_has_failed (BambuFleetMember *self)
{
  switch (self->link_state)
    {
    case BAMBU_LINK_STATE_WAITING:
      return self->tried;
    case BAMBU_LINK_STATE_REFUSED:
    case BAMBU_LINK_STATE_UNTRUSTED:
      return TRUE;
    case BAMBU_LINK_STATE_CLOSED:
    case BAMBU_LINK_STATE_CONNECTING:
    case BAMBU_LINK_STATE_OPEN:
    default:
      return FALSE;
    }
}

static void
on_printer_link (BambuFleetMember *self)
{
  BambuLinkState state = bambu_printer_get_link_state (self->printer);

  if (self->link_state != state)
    {
      self->tried = self->link_state == BAMBU_LINK_STATE_CONNECTING;
      self->link_state = state;
    }

  if (!bambu_fleet_member_is_on_lan (self))
    {
      bambu_fleet_member_update_lost (self);
      if (state == BAMBU_LINK_STATE_OPEN)
        bambu_fleet_member_try_reported (self);
      return;
    }

  if (state == BAMBU_LINK_STATE_OPEN)
    bambu_fleet_member_pin (self);

  if (state == BAMBU_LINK_STATE_REFUSED && bambu_fleet_member_take_account_code (self))
    {
      bambu_fleet_member_connect (self);
    }
  else if (self->cloud != NULL && bambu_fleet_member_has_failed (self))
    {
      self->barred = state != BAMBU_LINK_STATE_WAITING;
      bambu_fleet_member_use_cloud (self);
    }

  bambu_fleet_member_update_lost (self);
}

static void
bambu_fleet_member_take_trial (BambuFleetMember *self)
{
  g_autoptr (BambuLink) link = g_steal_pointer (&self->trial);
  g_autofree char *address = g_steal_pointer (&self->trial_address);
  g_autofree char *before = g_strdup (bambu_printer_get_address (self->printer));

  g_signal_handlers_disconnect_by_data (link, self);
  bambu_printer_set_address (self->printer, address);
  bambu_printer_set_link (self->printer, link, BAMBU_CONNECTION_LAN);
  on_printer_link (self); /* it may be as open as the other was */

  if (g_strcmp0 (address, before) == 0)
    return;

  bambu_fleet_member_save_quietly (self);
  if (before != NULL)
    g_signal_emit (self, signals[MOVED], 0);
}

/* The trial shows who it is before the code is sent to it; only after that is its address believed.
 * A refused code is the printer's own answer, too. */
static void
on_trial_state (BambuFleetMember *self, GParamSpec *pspec, BambuLink *trial)
{
  const char *address = bambu_printer_get_address (self->printer);
  BambuLinkState state = bambu_link_get_state (trial);
  gboolean is_home = g_strcmp0 (self->trial_address, address) == 0;
  gboolean has_other_way = !bambu_fleet_member_is_on_lan (self);

  if (state == BAMBU_LINK_STATE_CONNECTING)
    return;

  if (state == BAMBU_LINK_STATE_OPEN || (state == BAMBU_LINK_STATE_REFUSED && !has_other_way))
    {
      bambu_fleet_member_take_trial (self);
    }
  else if (state == BAMBU_LINK_STATE_REFUSED && bambu_fleet_member_take_account_code (self))
    {
      bambu_fleet_member_connect (self);
    }
  else if (state == BAMBU_LINK_STATE_REFUSED || (state == BAMBU_LINK_STATE_UNTRUSTED && is_home))
    {
      self->barred = has_other_way;
      bambu_fleet_member_drop_trial (self);
    }
  else if (!is_home)
    {
      bambu_fleet_member_drop_trial (self);
      if (has_other_way)
        bambu_fleet_member_try (self, address);
    }

  bambu_fleet_member_update_lost (self);
}

static DexFuture *
on_code_recalled (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuFleetMember) self = g_weak_ref_get (user_data);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self != NULL)
    {
      self->access_code = value ? g_value_dup_string (value) : NULL;
      if (self->access_code == NULL)
        bambu_fleet_member_take_account_code (self);
      bambu_fleet_member_connect (self);
    }

  return dex_future_new_true ();
}

/* What is already under way besides. A set of futures would not tell which error it was. */
static DexFuture *
go_on_with (DexFuture *future, gpointer user_data)
{
  return dex_ref (user_data);
}

static DexFuture *
return_printer (DexFuture *future, gpointer user_data)
{
  return dex_future_new_for_object (user_data);
}

static void
bambu_fleet_member_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuFleetMember *self = BAMBU_FLEET_MEMBER (object);

  switch ((BambuFleetMemberProperty) prop_id)
    {
    case PROP_LOST:
      g_value_set_boolean (value, self->lost);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_fleet_member_dispose (GObject *object)
{
  BambuFleetMember *self = BAMBU_FLEET_MEMBER (object);

  dex_clear (&self->recall);
  bambu_fleet_member_drop_trial (self);

  if (self->printer != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->printer, self);
      if (self->save_source != 0 && !self->forgotten)
        bambu_fleet_member_save_report (self);
      bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_NONE);
    }

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_object (&self->cloud);
  bambu_fleet_member_hand_out_code (self, NULL); /* somebody may hold them for a while */
  g_clear_object (&self->camera);
  g_clear_object (&self->storage);
  g_clear_object (&self->printer);
  g_clear_object (&self->store);
  g_clear_object (&self->keyring);
  g_clear_object (&self->trust);

  G_OBJECT_CLASS (bambu_fleet_member_parent_class)->dispose (object);
}

static void
bambu_fleet_member_finalize (GObject *object)
{
  BambuFleetMember *self = BAMBU_FLEET_MEMBER (object);

  g_clear_pointer (&self->access_code, bambu_secret_free);
  g_clear_pointer (&self->account_code, bambu_secret_free);
  g_clear_pointer (&self->account_name, g_free);
  g_clear_pointer (&self->clear_firmware, g_free);
  g_clear_pointer (&self->account, g_free);

  G_OBJECT_CLASS (bambu_fleet_member_parent_class)->finalize (object);
}

static void
bambu_fleet_member_class_init (BambuFleetMemberClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bambu_fleet_member_get_property;
  object_class->dispose = bambu_fleet_member_dispose;
  object_class->finalize = bambu_fleet_member_finalize;

  properties[PROP_LOST] =
      g_param_spec_boolean ("lost", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[MOVED] = g_signal_new ("moved", BAMBU_TYPE_FLEET_MEMBER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
bambu_fleet_member_init (BambuFleetMember *self)
{
}

BambuFleetMember *
bambu_fleet_member_new (BambuStore *store,
                        BambuKeyring *keyring,
                        BambuTrust *trust,
                        BambuLinkFactory factory,
                        const BambuKnownPrinter *known)
{
  BambuFleetMember *self = g_object_new (BAMBU_TYPE_FLEET_MEMBER, NULL);

  self->store = g_object_ref (store);
  self->keyring = g_object_ref (keyring);
  self->trust = g_object_ref (trust);
  self->factory = factory;
  self->printer = bambu_printer_new (known->serial, known->model);

  bambu_printer_set_name (self->printer, known->name);
  if (known->address != NULL && *known->address != '\0')
    bambu_printer_set_address (self->printer, known->address);
  self->account = g_strdup (known->account);
  self->account_name = g_strdup (known->account_name);
  self->clear_firmware = g_strdup (known->clear_firmware);
  if (known->report != NULL)
    bambu_printer_restore (self->printer, known->report, known->seen);
  if (known->pin != NULL)
    bambu_trust_set_pin (trust, known->serial, known->pin);

  /* After the restoring, which is nothing new to the store. */
  g_signal_connect_object (self->printer, "notify::link-state", G_CALLBACK (on_printer_link), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->printer, "notify::link-error", G_CALLBACK (on_printer_link), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->printer, "notify::ip",
                           G_CALLBACK (bambu_fleet_member_try_reported), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->printer, "notify::seen", G_CALLBACK (on_printer_seen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->printer, "notify::state", G_CALLBACK (on_printer_state), self,
                           G_CONNECT_SWAPPED);

  return self;
}

BambuPrinter *
bambu_fleet_member_get_printer (BambuFleetMember *self)
{
  g_return_val_if_fail (BAMBU_IS_FLEET_MEMBER (self), NULL);

  return self->printer;
}

gboolean
bambu_fleet_member_is_lost (BambuFleetMember *self)
{
  g_return_val_if_fail (BAMBU_IS_FLEET_MEMBER (self), FALSE);

  return self->lost;
}

BambuCamera *
bambu_fleet_member_get_camera (BambuFleetMember *self)
{
  g_return_val_if_fail (BAMBU_IS_FLEET_MEMBER (self), NULL);

  if (self->camera == NULL)
    {
      self->camera = bambu_camera_new (self->printer, self->trust);
      bambu_camera_set_access_code (self->camera, self->access_code);
    }

  return self->camera;
}

/* To find it out takes a while: it is remembered until the firmware is another one. */
static void
on_storage_in_the_clear (BambuFleetMember *self)
{
  const char *firmware = bambu_printer_get_firmware (self->printer);

  if (!bambu_storage_is_in_the_clear (BAMBU_STORAGE (self->storage)) || firmware == NULL
      || g_strcmp0 (self->clear_firmware, firmware) == 0)
    return;

  g_set_str (&self->clear_firmware, firmware);
  bambu_fleet_member_save_quietly (self);
}

BambuStorage *
bambu_fleet_member_get_storage (BambuFleetMember *self)
{
  g_return_val_if_fail (BAMBU_IS_FLEET_MEMBER (self), NULL);

  if (self->storage == NULL)
    {
      self->storage = bambu_ftps_storage_new (self->printer, self->trust);
      bambu_ftps_storage_set_access_code (self->storage, self->access_code);
      bambu_ftps_storage_set_clear_firmware (self->storage, self->clear_firmware);
      g_signal_connect_object (self->storage, "notify::in-the-clear",
                               G_CALLBACK (on_storage_in_the_clear), self, G_CONNECT_SWAPPED);
    }

  return BAMBU_STORAGE (self->storage);
}

void
bambu_fleet_member_recall (BambuFleetMember *self)
{
  g_return_if_fail (BAMBU_IS_FLEET_MEMBER (self));

  /* Until the keyring has answered it is a LAN printer without a link, not one without a code. */
  if (self->account == NULL)
    bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_LAN);
  else if (self->cloud == NULL)
    bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_CLOUD);

  dex_clear (&self->recall);
  self->recall = dex_future_finally (
      bambu_keyring_lookup_access_code (self->keyring, bambu_printer_get_serial (self->printer)),
      on_code_recalled, bambu_weak_ref_new (self), bambu_weak_ref_free);
}

DexFuture *
bambu_fleet_member_update (BambuFleetMember *self,
                           const char *name,
                           const char *address,
                           const char *access_code,
                           const char *fingerprint)
{
  const char *serial;
  DexFuture *saved;

  dex_return_error_if_fail (BAMBU_IS_FLEET_MEMBER (self));

  serial = bambu_printer_get_serial (self->printer);

  if (name != NULL)
    bambu_printer_set_name (self->printer, name);
  if (address != NULL)
    bambu_printer_set_address (self->printer, address);
  if (fingerprint != NULL)
    bambu_trust_set_pin (self->trust, serial, fingerprint);

  saved = bambu_fleet_member_save (self);

  if (access_code != NULL)
    {
      bambu_secret_free (self->access_code);
      self->access_code = g_strdup (access_code);
      saved =
          dex_future_finally (bambu_keyring_store_access_code (self->keyring, serial, access_code),
                              go_on_with, saved, dex_unref);
    }

  /* A code that is still being looked up leads to a connection by itself. */
  if (access_code != NULL || (self->recall == NULL && (address != NULL || fingerprint != NULL)))
    bambu_fleet_member_connect (self);

  return dex_future_then (saved, return_printer, g_object_ref (self->printer), g_object_unref);
}

const char *
bambu_fleet_member_get_account (BambuFleetMember *self)
{
  g_return_val_if_fail (BAMBU_IS_FLEET_MEMBER (self), NULL);

  return self->account;
}

BambuLink *
bambu_fleet_member_get_bound_link (BambuFleetMember *self)
{
  g_return_val_if_fail (BAMBU_IS_FLEET_MEMBER (self), NULL);

  return self->cloud;
}

void
bambu_fleet_member_bind (BambuFleetMember *self,
                         const char *account,
                         BambuLink *link,
                         const char *name,
                         const char *access_code)
{
  gboolean is_news;

  g_return_if_fail (BAMBU_IS_FLEET_MEMBER (self));
  g_return_if_fail (account != NULL);

  is_news = g_set_str (&self->account, account);
  if (name != NULL && g_strcmp0 (name, self->account_name) != 0)
    {
      /* A name that the user gave here stays. */
      if (g_strcmp0 (bambu_printer_get_name (self->printer), self->account_name) == 0)
        bambu_printer_set_name (self->printer, name);
      g_set_str (&self->account_name, name);
      is_news = TRUE;
    }
  if (is_news)
    bambu_fleet_member_save_quietly (self);

  if (access_code != NULL)
    {
      bambu_secret_free (self->account_code);
      self->account_code = g_strdup (access_code);
    }

  g_set_object (&self->cloud, link);

  /* A code that is being looked up leads to a connection by itself. */
  if (self->recall == NULL && (self->access_code == NULL || self->barred)
      && bambu_fleet_member_take_account_code (self))
    bambu_fleet_member_connect (self);
  else if (bambu_printer_get_link (self->printer) != self->cloud
           && (!bambu_fleet_member_is_on_lan (self)
               || bambu_printer_get_link (self->printer) == NULL
               || bambu_printer_get_link_error (self->printer) != NULL))
    bambu_fleet_member_use_cloud (self);

  bambu_fleet_member_update_lost (self);
}

void
bambu_fleet_member_unbind (BambuFleetMember *self)
{
  g_return_if_fail (BAMBU_IS_FLEET_MEMBER (self));

  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->account_name, g_free);
  g_clear_pointer (&self->account_code, bambu_secret_free);
  g_clear_object (&self->cloud);
  bambu_fleet_member_save_quietly (self);

  if (!bambu_fleet_member_is_on_lan (self))
    bambu_fleet_member_connect (self);
}

void
bambu_fleet_member_notice (BambuFleetMember *self, BambuAnnouncement *announcement)
{
  const char *address;
  const char *source;
  g_autofree char *host = NULL;
  g_autofree char *other = NULL;
  guint16 port = BAMBU_ADDRESS_PORT;
  gboolean on_lan;
  BambuLink *link;

  g_return_if_fail (BAMBU_IS_FLEET_MEMBER (self));
  g_return_if_fail (BAMBU_IS_ANNOUNCEMENT (announcement));

  address = bambu_printer_get_address (self->printer);
  source = bambu_announcement_get_address (announcement);

  on_lan = bambu_fleet_member_is_on_lan (self);

  if (!self->lost || (on_lan && address == NULL)
      || (address != NULL && !bambu_address_parse (address, &host, &port, NULL)))
    return;

  /* A printer that was given by name is found by its name; that it speaks is worth a try at once.
   */
  if (host != NULL && (g_str_equal (host, source) || !g_hostname_is_ip_address (host)))
    {
      link = on_lan ? bambu_printer_get_link (self->printer) : self->trial;
      if (link != NULL && bambu_link_get_state (link) == BAMBU_LINK_STATE_WAITING)
        bambu_link_open (link);
      return;
    }

  /* The trial at its old address makes way. */
  if (self->trial == NULL || g_strcmp0 (self->trial_address, address) == 0)
    {
      other = bambu_address_format (source, port);
      bambu_fleet_member_try (self, other);
    }
}

DexFuture *
bambu_fleet_member_forget (BambuFleetMember *self, gboolean declined)
{
  const char *serial;
  DexFuture *forgotten;

  dex_return_error_if_fail (BAMBU_IS_FLEET_MEMBER (self));

  serial = bambu_printer_get_serial (self->printer);
  self->forgotten = TRUE;
  dex_clear (&self->recall);
  bambu_fleet_member_drop_trial (self);
  g_clear_object (&self->cloud);
  bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_NONE);
  bambu_trust_set_pin (self->trust, serial, NULL);

  forgotten = declined ? bambu_store_decline_printer (self->store, serial)
                       : bambu_store_remove_printer (self->store, serial);

  return dex_future_finally (bambu_keyring_store_access_code (self->keyring, serial, NULL),
                             go_on_with, forgotten, dex_unref);
}
