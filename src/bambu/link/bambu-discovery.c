/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-discovery-private.h"

#include <net/if.h>

#define MULTICAST_GROUP "239.255.255.250"
#define MAX_ENTRIES 256
#define MAX_DATAGRAM 2048
#define MAX_DATAGRAMS_PER_DISPATCH 32
#define SILENCE_USEC (60 * G_USEC_PER_SEC)

static const guint16 default_ports[] = { 2021, 1990 };

typedef struct
{
  BambuAnnouncement *announcement;
  gint64 heard;
} Entry;

struct _BambuDiscovery
{
  GObject parent_instance;

  GArray *ports;
  GPtrArray *sources; /* one a socket */
  GPtrArray *entries;
  GError *error;
  guint holders;
  guint expiry_source;
};

static void bambu_discovery_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BambuDiscovery,
                               bambu_discovery,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      bambu_discovery_list_model_init))

typedef enum
{
  PROP_LISTENING = 1,
  PROP_ERROR,
} BambuDiscoveryProperty;

static GParamSpec *properties[PROP_ERROR + 1];

enum
{
  ANNOUNCED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
entry_free (Entry *entry)
{
  g_object_unref (entry->announcement);
  g_free (entry);
}

static void
source_free (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static GType
bambu_discovery_get_item_type (GListModel *model)
{
  return BAMBU_TYPE_ANNOUNCEMENT;
}

static guint
bambu_discovery_get_n_items (GListModel *model)
{
  return BAMBU_DISCOVERY (model)->entries->len;
}

static gpointer
bambu_discovery_get_item (GListModel *model, guint position)
{
  BambuDiscovery *self = BAMBU_DISCOVERY (model);
  Entry *entry;

  if (position >= self->entries->len)
    return NULL;

  entry = g_ptr_array_index (self->entries, position);

  return g_object_ref (entry->announcement);
}

static void
bambu_discovery_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bambu_discovery_get_item_type;
  iface->get_n_items = bambu_discovery_get_n_items;
  iface->get_item = bambu_discovery_get_item;
}

static gboolean
announcements_are_equal (BambuAnnouncement *a, BambuAnnouncement *b)
{
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs;

  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (a), &n_pspecs);

  for (guint i = 0; i < n_pspecs; i++)
    {
      g_auto (GValue) value_a = G_VALUE_INIT;
      g_auto (GValue) value_b = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (a), pspecs[i]->name, &value_a);
      g_object_get_property (G_OBJECT (b), pspecs[i]->name, &value_b);
      if (g_param_values_cmp (pspecs[i], &value_a, &value_b) != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
bambu_discovery_find (BambuDiscovery *self, const char *serial, guint *position)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (g_str_equal (bambu_announcement_get_serial (entry->announcement), serial))
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
bambu_discovery_remove_entry (BambuDiscovery *self, guint position)
{
  g_ptr_array_remove_index (self->entries, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static gboolean
on_expiry (gpointer user_data)
{
  BambuDiscovery *self = user_data;
  gint64 now = g_get_monotonic_time ();
  gint64 next = bambu_discovery_expire (self, now);

  self->expiry_source = 0;
  if (next != 0)
    self->expiry_source = g_timeout_add ((next - now) / 1000 + 1, on_expiry, self);

  return G_SOURCE_REMOVE;
}

static void
bambu_discovery_keep (BambuDiscovery *self, BambuAnnouncement *announcement, gint64 now)
{
  Entry *entry;
  guint position;

  if (bambu_discovery_find (self, bambu_announcement_get_serial (announcement), &position))
    {
      entry = g_ptr_array_index (self->entries, position);
      entry->heard = now;
      if (announcements_are_equal (entry->announcement, announcement))
        return;

      g_set_object (&entry->announcement, announcement);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
    }
  else if (self->entries->len < MAX_ENTRIES)
    {
      entry = g_new0 (Entry, 1);
      entry->announcement = g_object_ref (announcement);
      entry->heard = now;
      g_ptr_array_add (self->entries, entry);
      if (self->expiry_source == 0)
        self->expiry_source = g_timeout_add (SILENCE_USEC / 1000 + 1, on_expiry, self);
      g_list_model_items_changed (G_LIST_MODEL (self), self->entries->len - 1, 0, 1);
    }
}

/* Only where it came from itself: else anybody could make printers leave the list. */
static void
bambu_discovery_take_leave (BambuDiscovery *self, BambuAnnouncement *farewell)
{
  Entry *entry;
  guint position;

  if (!bambu_discovery_find (self, bambu_announcement_get_serial (farewell), &position))
    return;

  entry = g_ptr_array_index (self->entries, position);
  if (g_str_equal (bambu_announcement_get_address (entry->announcement),
                   bambu_announcement_get_address (farewell)))
    bambu_discovery_remove_entry (self, position);
}

void
bambu_discovery_receive (
    BambuDiscovery *self, const void *data, gsize size, const char *source, gint64 now)
{
  g_autoptr (BambuAnnouncement) announcement = NULL;
  gboolean departed;

  announcement = bambu_announcement_parse (data, size, source, &departed);
  if (announcement == NULL)
    {
      g_debug ("A datagram of %" G_GSIZE_FORMAT " bytes is no printer's announcement", size);
    }
  else if (departed)
    {
      bambu_discovery_take_leave (self, announcement);
    }
  else
    {
      bambu_discovery_keep (self, announcement, now);
      g_signal_emit (self, signals[ANNOUNCED], 0, announcement);
    }
}

gint64
bambu_discovery_expire (BambuDiscovery *self, gint64 now)
{
  gint64 next = 0;

  for (guint i = self->entries->len; i > 0; i--)
    {
      gint64 end = ((Entry *) g_ptr_array_index (self->entries, i - 1))->heard + SILENCE_USEC;

      if (end <= now)
        bambu_discovery_remove_entry (self, i - 1);
      else
        next = next == 0 ? end : MIN (next, end);
    }

  return next;
}

static gboolean
on_datagrams (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  g_autoptr (BambuDiscovery) self = g_object_ref (BAMBU_DISCOVERY (user_data));

  /* Bounded: a flood must not keep the main context from everything else. */
  for (guint i = 0; i < MAX_DATAGRAMS_PER_DISPATCH && self->sources != NULL; i++)
    {
      g_autoptr (GSocketAddress) address = NULL;
      g_autofree char *source = NULL;
      char buffer[MAX_DATAGRAM + 1]; /* one more, to see what is too long */
      gssize size = g_socket_receive_from (socket, &address, buffer, sizeof buffer, NULL, NULL);

      if (size < 0)
        break;

      if (!G_IS_INET_SOCKET_ADDRESS (address))
        continue;

      source = g_inet_address_to_string (
          g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
      bambu_discovery_receive (self, buffer, size, source, g_get_monotonic_time ());
    }

  return G_SOURCE_CONTINUE;
}

/* Real printers broadcast; the group is for older descriptions, so that no interface has to have
 * it. */
static void
join_group (GSocket *socket)
{
  g_autoptr (GInetAddress) group = g_inet_address_new_from_string (MULTICAST_GROUP);
  struct if_nameindex *interfaces = if_nameindex ();

  for (guint i = 0; interfaces != NULL && interfaces[i].if_index != 0; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!g_socket_join_multicast_group (socket, group, FALSE, interfaces[i].if_name, &error))
        g_debug ("No multicast on %s: %s", interfaces[i].if_name, error->message);
    }

  g_clear_pointer (&interfaces, if_freenameindex);
}

static GSource *
open_port (guint16 port, GError **error)
{
  g_autoptr (GInetAddress) any = g_inet_address_new_any (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (any, port);
  g_autoptr (GSocket) socket = NULL;

  socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, error);

  /* TRUE: the port is shared (both options of sockets), since the vendor's app may run, too. */
  if (socket == NULL || !g_socket_bind (socket, address, TRUE, error))
    return NULL;

  g_socket_set_blocking (socket, FALSE);
  g_socket_set_broadcast (socket, TRUE);
  join_group (socket);

  return g_socket_create_source (socket, G_IO_IN, NULL);
}

static void
bambu_discovery_start (BambuDiscovery *self)
{
  g_autoptr (GError) error = NULL;

  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) source_free);

  for (guint i = 0; i < self->ports->len; i++)
    {
      GSource *source;

      g_clear_error (&error);
      source = open_port (g_array_index (self->ports, guint16, i), &error);
      if (source == NULL)
        {
          g_debug ("No announcements on a port: %s", error->message);
          continue;
        }

      g_source_set_callback (source, G_SOURCE_FUNC (on_datagrams), self, NULL);
      g_source_set_static_name (source, "bambu-discovery");
      g_source_attach (source, NULL);
      g_ptr_array_add (self->sources, source);
    }

  if (self->sources->len == 0)
    {
      g_clear_pointer (&self->sources, g_ptr_array_unref);
      self->error = g_steal_pointer (&error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
  else
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LISTENING]);
    }
}

static void
bambu_discovery_stop (BambuDiscovery *self)
{
  guint n_entries = self->entries->len;

  g_clear_handle_id (&self->expiry_source, g_source_remove);
  g_ptr_array_set_size (self->entries, 0);
  if (n_entries > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_entries, 0);

  if (self->sources != NULL)
    {
      g_clear_pointer (&self->sources, g_ptr_array_unref);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LISTENING]);
    }

  if (self->error != NULL)
    {
      g_clear_error (&self->error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
}

static void
bambu_discovery_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuDiscovery *self = BAMBU_DISCOVERY (object);

  switch ((BambuDiscoveryProperty) prop_id)
    {
    case PROP_LISTENING:
      g_value_set_boolean (value, bambu_discovery_is_listening (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_discovery_finalize (GObject *object)
{
  BambuDiscovery *self = BAMBU_DISCOVERY (object);

  g_clear_handle_id (&self->expiry_source, g_source_remove);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_ptr_array_unref (self->entries);
  g_array_unref (self->ports);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (bambu_discovery_parent_class)->finalize (object);
}

static void
bambu_discovery_class_init (BambuDiscoveryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bambu_discovery_get_property;
  object_class->finalize = bambu_discovery_finalize;

  properties[PROP_LISTENING] = g_param_spec_boolean ("listening", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[ANNOUNCED] = g_signal_new ("announced", BAMBU_TYPE_DISCOVERY, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, BAMBU_TYPE_ANNOUNCEMENT);
}

static void
bambu_discovery_init (BambuDiscovery *self)
{
  self->ports = g_array_new (FALSE, FALSE, sizeof (guint16));
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
}

BambuDiscovery *
bambu_discovery_new (void)
{
  return bambu_discovery_new_for_ports (default_ports, G_N_ELEMENTS (default_ports));
}

BambuDiscovery *
bambu_discovery_new_for_ports (const guint16 *ports, guint n_ports)
{
  BambuDiscovery *self;

  g_return_val_if_fail (ports != NULL && n_ports > 0, NULL);

  self = g_object_new (BAMBU_TYPE_DISCOVERY, NULL);
  g_array_append_vals (self->ports, ports, n_ports);

  return self;
}

void
bambu_discovery_hold (BambuDiscovery *self)
{
  g_return_if_fail (BAMBU_IS_DISCOVERY (self));

  if (self->holders++ == 0)
    bambu_discovery_start (self);
}

void
bambu_discovery_release (BambuDiscovery *self)
{
  g_return_if_fail (BAMBU_IS_DISCOVERY (self));
  g_return_if_fail (self->holders > 0);

  if (--self->holders == 0)
    bambu_discovery_stop (self);
}

gboolean
bambu_discovery_is_listening (BambuDiscovery *self)
{
  g_return_val_if_fail (BAMBU_IS_DISCOVERY (self), FALSE);

  return self->sources != NULL;
}
