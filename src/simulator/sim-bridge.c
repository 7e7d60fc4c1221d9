/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-bridge.h"

#include <glib-unix.h>
#include <mosquitto.h>

#define KEEP_ALIVE_SECONDS 60
#define HOUSEKEEPING_SECONDS 10
#define ANY "+"

struct _SimBridge
{
  GObject parent_instance;

  SimBroker *broker;
  char *mount;          /* %NULL: each printer's own */
  GHashTable *printers; /* serial → SimPrinter */
  struct mosquitto *client;
  DexPromise *connected; /* until it is */
  guint reading;
  guint writing;
  guint housekeeping;
};

enum
{
  REQUEST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SimBridge, sim_bridge, G_TYPE_OBJECT)

static void
disconnect (SimBridge *self)
{
  g_clear_handle_id (&self->reading, g_source_remove);
  g_clear_handle_id (&self->writing, g_source_remove);
  g_clear_handle_id (&self->housekeeping, g_source_remove);
  g_clear_pointer (&self->client, mosquitto_destroy);
  if (self->connected != NULL)
    dex_promise_reject (self->connected,
                        g_error_new_literal (SIM_ERROR, SIM_ERROR_FAILED, "The broker went away"));
  dex_clear (&self->connected);
}

static char *
dup_topic (SimBridge *self, const char *serial, const char *name)
{
  return self->mount != NULL ? g_strdup_printf ("%s/device/%s/%s", self->mount, serial, name)
                             : sim_broker_dup_topic (serial, name);
}

static gboolean on_writable (int fd, GIOCondition condition, gpointer user_data);

/* What did not fit into the socket goes when it takes more. */
static void
watch_writing (SimBridge *self)
{
  if (self->client != NULL && self->writing == 0 && mosquitto_want_write (self->client))
    self->writing = g_unix_fd_add (mosquitto_socket (self->client), G_IO_OUT, on_writable, self);
}

static gboolean
on_writable (int fd, GIOCondition condition, gpointer user_data)
{
  SimBridge *self = user_data;

  if (mosquitto_loop_write (self->client, 1) != MOSQ_ERR_SUCCESS)
    {
      self->writing = 0;
      disconnect (self);
      return G_SOURCE_REMOVE;
    }

  if (mosquitto_want_write (self->client))
    return G_SOURCE_CONTINUE;

  self->writing = 0;

  return G_SOURCE_REMOVE;
}

static gboolean
on_readable (int fd, GIOCondition condition, gpointer user_data)
{
  SimBridge *self = user_data;

  if (mosquitto_loop_read (self->client, 1) != MOSQ_ERR_SUCCESS)
    {
      /* The broker is gone; who started it will connect again. */
      self->reading = 0;
      disconnect (self);
      return G_SOURCE_REMOVE;
    }

  watch_writing (self);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_housekeeping (gpointer user_data)
{
  SimBridge *self = user_data;

  mosquitto_loop_misc (self->client);
  watch_writing (self);

  return G_SOURCE_CONTINUE;
}

static void
on_printer_message (SimBridge *self, GBytes *message, SimPrinter *printer)
{
  sim_bridge_publish (self, sim_printer_get_serial (printer), message);
}

static void
on_connect (struct mosquitto *client, void *user_data, int result)
{
  SimBridge *self = user_data;
  g_autofree char *requests = dup_topic (self, ANY, "request");

  if (result == 0)
    mosquitto_subscribe (client, NULL, requests, 0);
}

static void
on_subscribe (struct mosquitto *client, void *user_data, int id, int n_granted, const int *granted)
{
  SimBridge *self = user_data;

  if (self->connected != NULL)
    dex_promise_resolve_boolean (self->connected, TRUE);
  dex_clear (&self->connected);
}

static void
on_message (struct mosquitto *client, void *user_data, const struct mosquitto_message *message)
{
  SimBridge *self = user_data;
  g_auto (GStrv) levels = g_strsplit (message->topic, "/", -1); /* as it subscribed */
  SimPrinter *printer =
      g_hash_table_lookup (self->printers, self->mount != NULL ? levels[2] : levels[0]);
  g_autoptr (GBytes) payload = NULL;

  if (printer == NULL)
    return;

  payload = g_bytes_new (message->payload, (gsize) message->payloadlen);
  g_signal_emit (self, signals[REQUEST], 0, printer, payload);
  sim_printer_receive (printer, payload);
}

static void
sim_bridge_dispose (GObject *object)
{
  SimBridge *self = SIM_BRIDGE (object);

  disconnect (self);
  g_hash_table_remove_all (self->printers);
  g_clear_object (&self->broker);
  G_OBJECT_CLASS (sim_bridge_parent_class)->dispose (object);
}

static void
sim_bridge_finalize (GObject *object)
{
  SimBridge *self = SIM_BRIDGE (object);

  g_clear_pointer (&self->printers, g_hash_table_unref);
  g_clear_pointer (&self->mount, g_free);
  G_OBJECT_CLASS (sim_bridge_parent_class)->finalize (object);
}

static void
sim_bridge_class_init (SimBridgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_bridge_dispose;
  object_class->finalize = sim_bridge_finalize;

  signals[REQUEST] = g_signal_new ("request", SIM_TYPE_BRIDGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, SIM_TYPE_PRINTER, G_TYPE_BYTES);

  mosquitto_lib_init ();
}

static void
sim_bridge_init (SimBridge *self)
{
  self->printers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}

SimBridge *
sim_bridge_new (SimBroker *broker)
{
  SimBridge *self;

  g_return_val_if_fail (SIM_IS_BROKER (broker), NULL);

  self = g_object_new (SIM_TYPE_BRIDGE, NULL);
  self->broker = g_object_ref (broker);

  return self;
}

void
sim_bridge_add_printer (SimBridge *self, SimPrinter *printer)
{
  g_return_if_fail (SIM_IS_BRIDGE (self));
  g_return_if_fail (SIM_IS_PRINTER (printer));

  g_hash_table_insert (self->printers, (gpointer) sim_printer_get_serial (printer),
                       g_object_ref (printer));
  g_signal_connect_object (printer, "message", G_CALLBACK (on_printer_message), self,
                           G_CONNECT_SWAPPED);
}

SimBridge *
sim_bridge_new_for_cloud (SimBroker *broker, const char *name)
{
  SimBridge *self = sim_bridge_new (broker);

  self->mount = g_strdup (name);

  return self;
}

void
sim_bridge_remove_printer (SimBridge *self, SimPrinter *printer)
{
  g_return_if_fail (SIM_IS_BRIDGE (self));
  g_return_if_fail (SIM_IS_PRINTER (printer));

  g_signal_handlers_disconnect_by_func (printer, on_printer_message, self);
  g_hash_table_remove (self->printers, sim_printer_get_serial (printer));
}

void
sim_bridge_publish (SimBridge *self, const char *serial, GBytes *message)
{
  g_autofree char *topic = NULL;
  gsize size;
  const void *data;

  g_return_if_fail (SIM_IS_BRIDGE (self));
  g_return_if_fail (serial != NULL);

  if (self->client == NULL)
    return;

  topic = dup_topic (self, serial, "report");
  data = g_bytes_get_data (message, &size);
  mosquitto_publish (self->client, NULL, topic, (int) size, data, 0, false);
  watch_writing (self);
}

static int
connect_client (SimBridge *self, struct mosquitto *client)
{
  return mosquitto_connect (client, sim_broker_get_socket_path (self->broker), 0,
                            KEEP_ALIVE_SECONDS);
}

DexFuture *
sim_bridge_connect (SimBridge *self)
{
  int result;

  g_return_val_if_fail (SIM_IS_BRIDGE (self), NULL);

  disconnect (self);
  self->client = mosquitto_new (NULL, true, self);
  mosquitto_connect_callback_set (self->client, on_connect);
  mosquitto_subscribe_callback_set (self->client, on_subscribe);
  mosquitto_message_callback_set (self->client, on_message);
  /* A socket in the file system: this does not wait. */
  result = connect_client (self, self->client);
  if (result != MOSQ_ERR_SUCCESS)
    {
      disconnect (self);
      return dex_future_new_reject (SIM_ERROR, SIM_ERROR_FAILED, "The broker's socket: %s",
                                    mosquitto_strerror (result));
    }

  self->connected = dex_promise_new ();
  self->reading = g_unix_fd_add (mosquitto_socket (self->client), G_IO_IN | G_IO_HUP | G_IO_ERR,
                                 on_readable, self);
  self->housekeeping = g_timeout_add_seconds (HOUSEKEEPING_SECONDS, on_housekeeping, self);
  watch_writing (self);

  return dex_ref (self->connected);
}

static gboolean
on_kicked (gpointer user_data)
{
  mosquitto_destroy (user_data);

  return G_SOURCE_REMOVE;
}

void
sim_bridge_kick (SimBridge *self, const char *client_id)
{
  struct mosquitto *client;

  g_return_if_fail (SIM_IS_BRIDGE (self));
  g_return_if_fail (client_id != NULL);

  client = mosquitto_new (client_id, true, NULL);
  if (client == NULL)
    return;

  connect_client (self, client);
  /* Its CONNECT is on the way; it has to stay until the broker has read it. */
  g_timeout_add_seconds (1, on_kicked, client);
}
