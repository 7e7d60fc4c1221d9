/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-fleet-member.h"

#include "bambu-weak-ref.h"
#include "link/bambu-address.h"
#include "link/bambu-redact.h"

#define SAVE_INTERVAL_SECONDS 60

struct _BambuFleetMember
{
  GObject parent_instance;

  BambuStore *store;
  BambuKeyring *keyring;
  BambuTrust *trust;
  BambuLinkFactory factory;

  BambuPrinter *printer;
  char *access_code;
  DexFuture *recall;

  BambuLink *trial; /* to where it may have moved; the printer does not show it */
  char *trial_address;

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

static void
on_printer_link (BambuFleetMember *self)
{
  BambuLinkState state = bambu_printer_get_link_state (self->printer);
  gboolean lost =
      state == BAMBU_LINK_STATE_WAITING || state == BAMBU_LINK_STATE_UNTRUSTED
      || (state == BAMBU_LINK_STATE_CONNECTING && bambu_printer_get_link_error (self->printer));

  if (state == BAMBU_LINK_STATE_OPEN)
    bambu_fleet_member_pin (self);

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

static void
bambu_fleet_member_connect (BambuFleetMember *self)
{
  g_autoptr (BambuLink) link = NULL;

  dex_clear (&self->recall);
  bambu_fleet_member_drop_trial (self);

  link = bambu_fleet_member_make_link (self, bambu_printer_get_address (self->printer));
  bambu_printer_set_link (self->printer, link, link ? BAMBU_CONNECTION_LAN : BAMBU_CONNECTION_NONE);
}

/* The trial shows who it is before the code is sent to it; only after that is its address believed.
 * A refused code is the printer's own answer, too. */
static void
on_trial_state (BambuFleetMember *self, GParamSpec *pspec, BambuLink *trial)
{
  BambuLinkState state = bambu_link_get_state (trial);

  if (state == BAMBU_LINK_STATE_CONNECTING)
    return;

  if (state == BAMBU_LINK_STATE_OPEN || state == BAMBU_LINK_STATE_REFUSED)
    {
      g_autoptr (BambuLink) link = g_steal_pointer (&self->trial);
      g_autofree char *address = g_steal_pointer (&self->trial_address);

      g_signal_handlers_disconnect_by_data (link, self);
      bambu_printer_set_address (self->printer, address);
      bambu_printer_set_link (self->printer, link, BAMBU_CONNECTION_LAN);
      bambu_fleet_member_save_quietly (self);
      g_signal_emit (self, signals[MOVED], 0);
    }
  else
    {
      bambu_fleet_member_drop_trial (self);
    }
}

static DexFuture *
on_code_recalled (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuFleetMember) self = g_weak_ref_get (user_data);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self != NULL)
    {
      self->access_code = value ? g_value_dup_string (value) : NULL;
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
  bambu_printer_set_address (self->printer, known->address);
  if (known->report != NULL)
    bambu_printer_restore (self->printer, known->report, known->seen);
  if (known->pin != NULL)
    bambu_trust_set_pin (trust, known->serial, known->pin);

  /* After the restoring, which is nothing new to the store. */
  g_signal_connect_object (self->printer, "notify::link-state", G_CALLBACK (on_printer_link), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->printer, "notify::link-error", G_CALLBACK (on_printer_link), self,
                           G_CONNECT_SWAPPED);
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

void
bambu_fleet_member_recall (BambuFleetMember *self)
{
  g_return_if_fail (BAMBU_IS_FLEET_MEMBER (self));

  /* Until the keyring has answered it is a LAN printer without a link, not one without a code. */
  bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_LAN);

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

void
bambu_fleet_member_notice (BambuFleetMember *self, BambuAnnouncement *announcement)
{
  const char *address;
  const char *source;
  g_autofree char *host = NULL;
  guint16 port;

  g_return_if_fail (BAMBU_IS_FLEET_MEMBER (self));
  g_return_if_fail (BAMBU_IS_ANNOUNCEMENT (announcement));

  address = bambu_printer_get_address (self->printer);
  source = bambu_announcement_get_address (announcement);

  if (!self->lost || address == NULL || !bambu_address_parse (address, &host, &port, NULL))
    return;

  /* A printer that was given by name is found by its name; that it speaks is worth a try at once.
   */
  if (g_str_equal (host, source) || !g_hostname_is_ip_address (host))
    {
      if (bambu_printer_get_link_state (self->printer) == BAMBU_LINK_STATE_WAITING)
        bambu_link_open (bambu_printer_get_link (self->printer));
    }
  else if (self->trial == NULL)
    {
      self->trial_address = bambu_address_format (source, port);
      self->trial = bambu_fleet_member_make_link (self, self->trial_address);
      g_signal_connect_object (self->trial, "notify::state", G_CALLBACK (on_trial_state), self,
                               G_CONNECT_SWAPPED);
      bambu_link_open (self->trial);
    }
}

DexFuture *
bambu_fleet_member_forget (BambuFleetMember *self)
{
  const char *serial;

  dex_return_error_if_fail (BAMBU_IS_FLEET_MEMBER (self));

  serial = bambu_printer_get_serial (self->printer);
  self->forgotten = TRUE;
  dex_clear (&self->recall);
  bambu_fleet_member_drop_trial (self);
  bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_NONE);
  bambu_trust_set_pin (self->trust, serial, NULL);

  return dex_future_finally (bambu_keyring_store_access_code (self->keyring, serial, NULL),
                             go_on_with, bambu_store_remove_printer (self->store, serial),
                             dex_unref);
}
