/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-broker.h"

#include <string.h>

#include "sim-bridge.h"
#include "sim-broker.h"
#include "sim-json-build.h"
#include "sim-json.h"
#include "sim-request.h"

#define ADDRESS "127.0.0.1"

/* A region's part of the broker. */
typedef struct
{
  const char *region;
  SimBridge *bridge;
  guint16 port;
} Side;

struct _SimCloudBroker
{
  GObject parent_instance;

  SimBroker *broker;
  GPtrArray *sides; /* Side */
};

enum
{
  EVENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SimCloudBroker, sim_cloud_broker, G_TYPE_OBJECT)

static void
side_free (gpointer data)
{
  Side *self = data;

  g_clear_object (&self->bridge);
  g_free (self);
}

/* Takes @event. */
static void
emit (SimCloudBroker *self, const char *name, JsonObject *event)
{
  g_signal_emit (self, signals[EVENT], 0, name, event);
  json_object_unref (event);
}

static void
on_request (SimCloudBroker *self, SimPrinter *printer, GBytes *payload, SimBridge *bridge)
{
  gsize size;
  const char *data = g_bytes_get_data (payload, &size);
  JsonObject *request = size > 0 && g_utf8_validate_len (data, size, NULL)
                            ? sim_json_parse (data, (gssize) size, NULL)
                            : NULL;
  JsonObject *event = sim_json_build ("s:serial", sim_printer_get_serial (printer), "s:connection",
                                      "cloud", "n:payload", NULL);

  if (request != NULL)
    {
      sim_request_hide_address (request);
      json_object_set_object_member (event, "payload", request);
    }
  emit (self, "command", event);
}

/* mosquitto's words: "New client connected from A:P as ID (p2, c1, k30, u'u_1').", "Client ID
 * disconnected, not authorised." */
static void
on_line (SimCloudBroker *self, const char *line)
{
  const char *user = strstr (line, "u'u_");

  g_debug ("cloud's mosquitto: %s", line);
  if (strstr (line, "New client connected") != NULL && user != NULL)
    {
      g_autofree char *name = g_strndup (user + 2, strcspn (user + 2, "'"));

      emit (self, "login",
            sim_json_build ("n:serial", "s:service", "cloud-mqtt", "s:user", name, NULL));
    }
  else if (strstr (line, "not authorised") != NULL)
    emit (self, "login-refused", sim_json_build ("n:serial", "s:service", "cloud-mqtt", NULL));
}

static void
sim_cloud_broker_dispose (GObject *object)
{
  SimCloudBroker *self = SIM_CLOUD_BROKER (object);

  g_ptr_array_set_size (self->sides, 0);
  g_clear_object (&self->broker);
  G_OBJECT_CLASS (sim_cloud_broker_parent_class)->dispose (object);
}

static void
sim_cloud_broker_finalize (GObject *object)
{
  SimCloudBroker *self = SIM_CLOUD_BROKER (object);

  g_clear_pointer (&self->sides, g_ptr_array_unref);
  G_OBJECT_CLASS (sim_cloud_broker_parent_class)->finalize (object);
}

static void
sim_cloud_broker_class_init (SimCloudBrokerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_cloud_broker_dispose;
  object_class->finalize = sim_cloud_broker_finalize;

  signals[EVENT] = g_signal_new ("event", SIM_TYPE_CLOUD_BROKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_STRING, JSON_TYPE_OBJECT);
}

static void
sim_cloud_broker_init (SimCloudBroker *self)
{
  self->broker = sim_broker_new ();
  self->sides = g_ptr_array_new_with_free_func (side_free);
  g_signal_connect_object (self->broker, "line", G_CALLBACK (on_line), self, G_CONNECT_SWAPPED);
}

static gboolean
is_free (guint16 port)
{
  g_autoptr (GSocketAddress) place = g_inet_socket_address_new_from_string (ADDRESS, port);
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  return socket != NULL && g_socket_bind (socket, place, TRUE, NULL);
}

SimCloudBroker *
sim_cloud_broker_new (const char *const *regions,
                      SimCertificate *certificate,
                      guint16 port,
                      GError **error)
{
  g_autoptr (SimCloudBroker) self = NULL;

  g_return_val_if_fail (regions != NULL, NULL);

  self = g_object_new (SIM_TYPE_CLOUD_BROKER, NULL);
  for (guint i = 0; regions[i] != NULL; i++)
    {
      guint16 wanted = (guint16) (port + i);
      Side *side = g_new0 (Side, 1);

      g_ptr_array_add (self->sides, side);
      side->region = regions[i];
      side->port = sim_broker_add_cloud (self->broker, ADDRESS, is_free (wanted) ? wanted : 0,
                                         regions[i], certificate, error);
      if (side->port == 0)
        return NULL;

      side->bridge = sim_bridge_new_for_cloud (self->broker, regions[i]);
      g_signal_connect_object (side->bridge, "request", G_CALLBACK (on_request), self,
                               G_CONNECT_SWAPPED);
    }

  return g_steal_pointer (&self);
}

static DexFuture *
start_fiber (gpointer user_data)
{
  SimCloudBroker *self = user_data;
  GError *error = NULL;

  if (!dex_await (sim_broker_start (self->broker), &error))
    return dex_future_new_for_error (error);

  for (guint i = 0; i < self->sides->len; i++)
    if (!dex_await (sim_bridge_connect (((Side *) g_ptr_array_index (self->sides, i))->bridge),
                    &error))
      return dex_future_new_for_error (error);

  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
sim_cloud_broker_start (SimCloudBroker *self)
{
  g_return_val_if_fail (SIM_IS_CLOUD_BROKER (self), NULL);

  return dex_scheduler_spawn (NULL, 0, start_fiber, g_object_ref (self), g_object_unref);
}

DexFuture *
sim_cloud_broker_stop (SimCloudBroker *self)
{
  g_return_val_if_fail (SIM_IS_CLOUD_BROKER (self), NULL);

  return sim_broker_stop (self->broker);
}

guint16
sim_cloud_broker_get_port (SimCloudBroker *self, const char *region)
{
  g_return_val_if_fail (SIM_IS_CLOUD_BROKER (self), 0);

  for (guint i = 0; i < self->sides->len; i++)
    {
      Side *side = g_ptr_array_index (self->sides, i);

      if (g_str_equal (side->region, region))
        return side->port;
    }

  g_return_val_if_reached (0);
}

DexFuture *
sim_cloud_broker_set_users (SimCloudBroker *self, const char *region, GPtrArray *users)
{
  g_return_val_if_fail (SIM_IS_CLOUD_BROKER (self), NULL);

  return sim_broker_set_users (self->broker, region, users);
}

static GBytes *
make_presence (gboolean connected)
{
  gint64 now = g_get_real_time () / 1000;
  g_autoptr (JsonObject) message = sim_json_build (
      "o:event",
      connected ? sim_json_build ("s:event", "client.connected", "l:connected_at", now, NULL)
                : sim_json_build ("s:event", "client.disconnected", "l:disconnected_at", now, NULL),
      NULL);

  return sim_json_to_bytes (message);
}

void
sim_cloud_broker_set_connected (SimCloudBroker *self,
                                SimCloudDevice *device,
                                gboolean passing,
                                gboolean announced)
{
  g_autoptr (GBytes) presence = make_presence (passing);

  g_return_if_fail (SIM_IS_CLOUD_BROKER (self));

  for (guint i = 0; i < self->sides->len; i++)
    {
      SimBridge *bridge = ((Side *) g_ptr_array_index (self->sides, i))->bridge;

      if (announced)
        sim_bridge_publish (bridge, sim_cloud_device_get_serial (device), presence);
      if (passing)
        sim_bridge_add_printer (bridge, device->printer);
      else
        sim_bridge_remove_printer (bridge, device->printer);
    }
}
