/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-server.h"

#include <glib/gstdio.h>
#include <string.h>

#include "sim-authority.h"
#include "sim-bridge.h"
#include "sim-broker.h"
#include "sim-fault.h"
#include "sim-json.h"

#define MQTT_PORT 8883
#define MAX_PRINTERS 250
#define FIRST_HOST 2
#define KICK_SECONDS 2

/* As many printers have a broker of their own, as real ones do; a crowd shares one, to be light. */
#define MAX_BROKERS 12

typedef struct
{
  SimPrinter *printer;
  char *address;
  char *code_file;
  char *fingerprint; /* of the certificate that it shows */
  guint16 port;
} Host;

/* A broker with the printers that it speaks for. */
typedef struct
{
  SimServer *server; /* outlives it */
  SimBroker *broker;
  SimBridge *bridge;
  GPtrArray *hosts; /* Host, of the server */
  gboolean down;    /* by stop-broker */
  gboolean busy;    /* being started anew */
  gboolean again;
} Station;

struct _SimServer
{
  GObject parent_instance;

  guint16 port_offset;
  char *folder;
  char *ca_file;
  SimAuthority *authority;
  GPtrArray *printers; /* SimPrinter */
  GPtrArray *hosts;    /* Host */
  GPtrArray *stations; /* Station */
  gboolean started;
};

enum
{
  EVENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SimServer, sim_server, G_TYPE_OBJECT)

static void
host_free (gpointer data)
{
  Host *self = data;

  if (self->code_file != NULL)
    g_unlink (self->code_file);
  g_clear_object (&self->printer);
  g_free (self->address);
  g_free (self->fingerprint);
  g_free (self->code_file);
  g_free (self);
}

static void
station_free (gpointer data)
{
  Station *self = data;

  g_signal_handlers_disconnect_by_data (self->broker, self);
  g_signal_handlers_disconnect_by_data (self->bridge, self);
  g_clear_object (&self->bridge);
  g_clear_object (&self->broker);
  g_ptr_array_unref (self->hosts);
  g_free (self);
}

/* Where printers share a broker, what it says cannot be told apart. */
static const char *
get_only_serial (Station *station)
{
  Host *host = g_ptr_array_index (station->hosts, 0);

  return station->hosts->len == 1 ? sim_printer_get_serial (host->printer) : NULL;
}

/* Takes @event. */
static void
emit_event (SimServer *self, const char *name, const char *serial, JsonObject *event)
{
  json_object_set_string_member (event, "event", name);
  if (serial != NULL)
    json_object_set_string_member (event, "serial", serial);
  else
    json_object_set_null_member (event, "serial");
  g_signal_emit (self, signals[EVENT], 0, event);
  json_object_unref (event);
}

static SimCertificate *
choose_certificate (SimServer *self, Host *host, gboolean *send_issuers)
{
  SimCertificate *certificate =
      sim_authority_certify (self->authority, host->printer, send_issuers);

  g_set_str (&host->fingerprint, sim_certificate_get_fingerprint (certificate));

  return certificate;
}

static const char *
choose_code (Host *host)
{
  return sim_printer_has_fault (host->printer, "wrong-code")
             ? "refused!"
             : sim_printer_get_access_code (host->printer);
}

static void
set_up_listeners (Station *station)
{
  for (guint i = 0; i < station->hosts->len; i++)
    {
      Host *host = g_ptr_array_index (station->hosts, i);
      const char *serial = sim_printer_get_serial (host->printer);
      gboolean send_issuers;
      g_autoptr (SimCertificate) certificate =
          choose_certificate (station->server, host, &send_issuers);

      sim_broker_set_certificate (station->broker, serial, certificate, send_issuers);
      sim_broker_set_access_code (station->broker, serial, choose_code (host));
      sim_broker_set_address (station->broker, serial, host->address);
    }
}

/* Stations */

static gboolean
start_station (Station *station, GError **error)
{
  set_up_listeners (station);

  return dex_await (sim_broker_start (station->broker), error)
         && dex_await (sim_bridge_connect (station->bridge), error);
}

typedef struct
{
  SimServer *server;
  Station *station;
} Restart;

static void
restart_free (gpointer data)
{
  Restart *self = data;

  g_object_unref (self->server);
  g_free (self);
}

static DexFuture *
restart_fiber (gpointer user_data)
{
  Restart *restart = user_data;
  Station *station = restart->station;
  g_autoptr (GError) error = NULL;

  do
    {
      station->again = FALSE;
      g_clear_error (&error);
      dex_await (sim_broker_kill (station->broker), NULL); /* cannot fail */
      if (!station->down && restart->server->started && !start_station (station, &error))
        g_warning ("A broker does not come back: %s", error->message);
    }
  while (station->again);

  station->busy = FALSE;
  emit_event (restart->server,
              sim_broker_is_running (station->broker) ? "broker-started" : "broker-stopped",
              get_only_serial (station), json_object_new ());

  return NULL;
}

/* Connections break without a word; then the broker comes back with what is now set, unless it
 * shall stay down. */
static void
restart_station (Station *station)
{
  Restart *restart;

  if (!station->server->started)
    return;

  station->again = TRUE;
  if (station->busy)
    return;

  station->busy = TRUE;
  restart = g_new0 (Restart, 1);
  restart->server = g_object_ref (station->server);
  restart->station = station;
  /* It holds the server, and so the station, until it is done. */
  dex_future_disown (dex_scheduler_spawn (NULL, 0, restart_fiber, restart, restart_free));
}

static Station *
find_station (SimServer *self, SimPrinter *printer)
{
  for (guint i = 0; i < self->stations->len; i++)
    {
      Station *station = g_ptr_array_index (self->stations, i);

      for (guint j = 0; j < station->hosts->len; j++)
        if (((Host *) g_ptr_array_index (station->hosts, j))->printer == printer)
          return station;
    }

  return NULL;
}

static void
on_printer_fault (SimServer *self, const char *name, gboolean active, SimPrinter *printer)
{
  const SimFault *fault = sim_fault_find (name, NULL);
  Station *station = find_station (self, printer);

  if (station == NULL)
    return;

  if (g_str_equal (name, "frozen-broker"))
    sim_broker_set_frozen (station->broker, active);
  else if (fault->place == SIM_FAULT_CERTIFICATE || g_str_equal (name, "wrong-code"))
    restart_station (station);
}

static void
on_printer_dropped (SimServer *self, SimPrinter *printer)
{
  Station *station = find_station (self, printer);

  if (station != NULL)
    restart_station (station);
}

static void
on_request (SimBridge *bridge, SimPrinter *printer, GBytes *payload, Station *station)
{
  JsonObject *event = json_object_new ();
  JsonObject *request = NULL;
  gsize size;
  const char *data = g_bytes_get_data (payload, &size);

  if (size > 0 && g_utf8_validate_len (data, size, NULL))
    request = sim_json_parse (data, (gssize) size, NULL);
  if (request != NULL)
    json_object_set_object_member (event, "payload", request);
  else
    {
      g_autofree char *text = g_utf8_make_valid (data, (gssize) size);

      json_object_set_string_member (event, "payload", text);
    }
  emit_event (station->server, "command", sim_printer_get_serial (printer), event);
}

typedef struct
{
  SimServer *server;
  Station *station;
  char *client_id;
} Kick;

static gboolean
on_kick (gpointer user_data)
{
  Kick *kick = user_data;

  sim_bridge_kick (kick->station->bridge, kick->client_id);

  return G_SOURCE_REMOVE;
}

static void
kick_free (gpointer data)
{
  Kick *kick = data;

  g_object_unref (kick->server);
  g_free (kick->client_id);
  g_free (kick);
}

static void
kick_later (Station *station, const char *client_id)
{
  Kick *kick = g_new0 (Kick, 1);

  kick->server = g_object_ref (station->server);
  kick->station = station;
  kick->client_id = g_strdup (client_id);
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, KICK_SECONDS, on_kick, kick, kick_free);
}

static gboolean
has_fault (Station *station, const char *name)
{
  for (guint i = 0; i < station->hosts->len; i++)
    if (sim_printer_has_fault (((Host *) g_ptr_array_index (station->hosts, i))->printer, name))
      return TRUE;

  return FALSE;
}

/* mosquitto's words: "New connection from A:P on port N.", "New client connected from A:P as ID
 * (p2, c1, k30, u'bblp').", "Client ID disconnected, not authorised." */
static void
on_broker_line (SimBroker *broker, const char *line, Station *station)
{
  const char *serial = get_only_serial (station);
  JsonObject *event;

  g_debug ("mosquitto: %s", line);
  if (strstr (line, "New client connected") != NULL && strstr (line, "u'bblp'") != NULL)
    {
      const char *as = strstr (line, " as ");
      const char *end = as != NULL ? strstr (as, " (") : NULL;
      g_autofree char *id = end != NULL ? g_strndup (as + 4, end - as - 4) : g_strdup ("");

      event = json_object_new ();
      json_object_set_string_member (event, "client_id", id);
      emit_event (station->server, "login", serial, event);
      if (*id != '\0' && has_fault (station, "duplicate-client"))
        kick_later (station, id);
    }
  else if (strstr (line, "not authorised") != NULL)
    {
      event = json_object_new ();
      json_object_set_string_member (event, "service", "mqtt");
      emit_event (station->server, "login-refused", serial, event);
    }
}

static Station *
add_station (SimServer *self)
{
  Station *station = g_new0 (Station, 1);

  station->server = self;
  station->broker = sim_broker_new ();
  station->bridge = sim_bridge_new (station->broker);
  station->hosts = g_ptr_array_new ();
  g_signal_connect (station->broker, "line", G_CALLBACK (on_broker_line), station);
  g_signal_connect (station->bridge, "request", G_CALLBACK (on_request), station);
  g_ptr_array_add (self->stations, station);

  return station;
}

static gboolean
assign_station (SimServer *self, Host *host, GError **error)
{
  Station *station;
  gboolean send_issuers;
  g_autoptr (SimCertificate) certificate = choose_certificate (self, host, &send_issuers);

  if (self->stations->len == 0 || self->hosts->len <= MAX_BROKERS)
    station = add_station (self);
  else
    station = g_ptr_array_index (self->stations, 0);

  g_ptr_array_add (station->hosts, host);
  sim_bridge_add_printer (station->bridge, host->printer);

  return sim_broker_add_printer (station->broker, host->address, host->port,
                                 sim_printer_get_serial (host->printer), choose_code (host),
                                 certificate, send_issuers, error)
         != 0;
}

static void
sim_server_dispose (GObject *object)
{
  SimServer *self = SIM_SERVER (object);

  self->started = FALSE;
  g_ptr_array_set_size (self->stations, 0);
  G_OBJECT_CLASS (sim_server_parent_class)->dispose (object);
}

static void
sim_server_finalize (GObject *object)
{
  SimServer *self = SIM_SERVER (object);

  g_clear_pointer (&self->stations, g_ptr_array_unref);
  g_clear_pointer (&self->hosts, g_ptr_array_unref);
  g_clear_pointer (&self->printers, g_ptr_array_unref);
  g_clear_pointer (&self->authority, sim_authority_free);
  if (self->ca_file != NULL)
    g_unlink (self->ca_file);
  if (self->folder != NULL)
    g_rmdir (self->folder);
  g_free (self->ca_file);
  g_free (self->folder);
  G_OBJECT_CLASS (sim_server_parent_class)->finalize (object);
}

static void
sim_server_class_init (SimServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_server_dispose;
  object_class->finalize = sim_server_finalize;

  signals[EVENT] = g_signal_new ("event", SIM_TYPE_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
}

static void
sim_server_init (SimServer *self)
{
  self->printers = g_ptr_array_new_with_free_func (g_object_unref);
  self->hosts = g_ptr_array_new_with_free_func (host_free);
  self->stations = g_ptr_array_new_with_free_func (station_free);
}

SimServer *
sim_server_new (guint16 port_offset, GError **error)
{
  g_autoptr (SimServer) self = g_object_new (SIM_TYPE_SERVER, NULL);

  self->port_offset = port_offset;
  self->authority = sim_authority_new ();
  self->folder = g_dir_make_tmp ("culm-simulator-XXXXXX", error);
  if (self->folder == NULL)
    return NULL;

  self->ca_file = g_build_filename (self->folder, "ca.pem", NULL);
  if (!sim_authority_save (self->authority, self->ca_file, error))
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
write_code (SimServer *self, Host *host, GError **error)
{
  g_autofree char *name = g_strconcat (sim_printer_get_serial (host->printer), ".code", NULL);
  g_autofree char *line = g_strconcat (sim_printer_get_access_code (host->printer), "\n", NULL);

  host->code_file = g_build_filename (self->folder, name, NULL);

  return g_file_set_contents_full (host->code_file, line, -1, G_FILE_SET_CONTENTS_NONE, 0600,
                                   error);
}

gboolean
sim_server_add_printer (SimServer *self, SimPrinter *printer, GError **error)
{
  Host *host;

  g_return_val_if_fail (SIM_IS_SERVER (self), FALSE);
  g_return_val_if_fail (SIM_IS_PRINTER (printer), FALSE);
  g_return_val_if_fail (!self->started, FALSE);

  if (self->hosts->len >= MAX_PRINTERS)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_INVALID, "No more than %d printers", MAX_PRINTERS);
      return FALSE;
    }
  if (sim_server_find (self, sim_printer_get_serial (printer)) != NULL)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_INVALID, "Two printers have the serial %s",
                   sim_printer_get_serial (printer));
      return FALSE;
    }

  host = g_new0 (Host, 1);
  host->printer = g_object_ref (printer);
  host->address = g_strdup_printf ("127.0.0.%u", FIRST_HOST + self->hosts->len);
  host->port = (guint16) (MQTT_PORT + self->port_offset);
  g_ptr_array_add (self->hosts, host);
  g_ptr_array_add (self->printers, g_object_ref (printer));
  sim_printer_set_address (printer, host->address);
  g_signal_connect_object (printer, "fault", G_CALLBACK (on_printer_fault), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "dropped", G_CALLBACK (on_printer_dropped), self,
                           G_CONNECT_SWAPPED);

  return write_code (self, host, error);
}

static DexFuture *
start_fiber (gpointer user_data)
{
  SimServer *self = user_data;
  GError *error = NULL;

  /* Only now is it known how many share a broker. */
  for (guint i = 0; i < self->hosts->len; i++)
    if (!assign_station (self, g_ptr_array_index (self->hosts, i), &error))
      return dex_future_new_for_error (error);

  for (guint i = 0; i < self->stations->len; i++)
    {
      Station *station = g_ptr_array_index (self->stations, i);

      if (!start_station (station, &error))
        return dex_future_new_for_error (error);
      if (has_fault (station, "frozen-broker"))
        sim_broker_set_frozen (station->broker, TRUE);
    }

  self->started = TRUE;
  for (guint i = 0; i < self->printers->len; i++)
    sim_printer_start (g_ptr_array_index (self->printers, i));

  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
sim_server_start (SimServer *self)
{
  g_return_val_if_fail (SIM_IS_SERVER (self), NULL);
  g_return_val_if_fail (!self->started, NULL);

  return dex_scheduler_spawn (NULL, 0, start_fiber, g_object_ref (self), g_object_unref);
}

static DexFuture *
stop_fiber (gpointer user_data)
{
  SimServer *self = user_data;
  g_autoptr (GPtrArray) stopping = g_ptr_array_new_with_free_func (dex_unref);

  self->started = FALSE;
  for (guint i = 0; i < self->printers->len; i++)
    sim_printer_stop (g_ptr_array_index (self->printers, i));
  for (guint i = 0; i < self->stations->len; i++)
    {
      Station *station = g_ptr_array_index (self->stations, i);

      station->down = TRUE;
      sim_broker_set_frozen (station->broker, FALSE);
      g_ptr_array_add (stopping, sim_broker_stop (station->broker));
    }
  for (guint i = 0; i < stopping->len; i++)
    dex_await (dex_ref (g_ptr_array_index (stopping, i)), NULL); /* cannot fail */

  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
sim_server_stop (SimServer *self)
{
  g_return_val_if_fail (SIM_IS_SERVER (self), NULL);

  return dex_scheduler_spawn (NULL, 0, stop_fiber, g_object_ref (self), g_object_unref);
}

static JsonObject *
describe_host (SimServer *self, Host *host)
{
  JsonObject *object = json_object_new ();
  JsonObject *ports = json_object_new ();

  json_object_set_string_member (object, "serial", sim_printer_get_serial (host->printer));
  json_object_set_string_member (object, "model", sim_printer_get_model_name (host->printer));
  json_object_set_string_member (object, "name", sim_printer_get_name (host->printer));
  json_object_set_string_member (object, "address", host->address);
  json_object_set_int_member (ports, "mqtt", host->port);
  json_object_set_null_member (ports, "ftps"); /* not served */
  json_object_set_null_member (ports, "camera");
  json_object_set_null_member (ports, "rtsps");
  json_object_set_object_member (object, "ports", ports);
  json_object_set_string_member (object, "access_code",
                                 sim_printer_get_access_code (host->printer));
  json_object_set_string_member (object, "access_code_file", host->code_file);
  json_object_set_string_member (object, "ca_file", self->ca_file);
  json_object_set_string_member (object, "fingerprint", host->fingerprint);

  return object;
}

JsonObject *
sim_server_describe (SimServer *self)
{
  JsonObject *object;
  JsonArray *printers;

  g_return_val_if_fail (SIM_IS_SERVER (self), NULL);

  object = json_object_new ();
  printers = json_array_new ();
  for (guint i = 0; i < self->hosts->len; i++)
    json_array_add_object_element (printers,
                                   describe_host (self, g_ptr_array_index (self->hosts, i)));
  json_object_set_string_member (object, "event", "ready");
  json_object_set_array_member (object, "printers", printers);

  return object;
}

static Host *
find_host (SimServer *self, const char *serial)
{
  for (guint i = 0; i < self->hosts->len; i++)
    {
      Host *host = g_ptr_array_index (self->hosts, i);

      if (g_str_equal (sim_printer_get_serial (host->printer), serial))
        return host;
    }

  return NULL;
}

SimPrinter *
sim_server_find (SimServer *self, const char *serial)
{
  Host *host;

  g_return_val_if_fail (SIM_IS_SERVER (self), NULL);
  g_return_val_if_fail (serial != NULL, NULL);

  host = find_host (self, serial);

  return host != NULL ? host->printer : NULL;
}

const char *
sim_server_get_address (SimServer *self, SimPrinter *printer)
{
  Host *host;

  g_return_val_if_fail (SIM_IS_SERVER (self), NULL);

  host = find_host (self, sim_printer_get_serial (printer));

  return host != NULL ? host->address : NULL;
}

GPtrArray *
sim_server_get_printers (SimServer *self)
{
  g_return_val_if_fail (SIM_IS_SERVER (self), NULL);

  return self->printers;
}

void
sim_server_set_brokers_running (SimServer *self, gboolean running)
{
  g_return_if_fail (SIM_IS_SERVER (self));

  for (guint i = 0; i < self->stations->len; i++)
    {
      Station *station = g_ptr_array_index (self->stations, i);

      station->down = !running;
      restart_station (station);
    }
}

gboolean
sim_server_move (SimServer *self, const char *serial, const char *address, GError **error)
{
  g_autoptr (GInetAddress) parsed = NULL;
  Host *host;

  g_return_val_if_fail (SIM_IS_SERVER (self), FALSE);

  host = find_host (self, serial);
  parsed = g_inet_address_new_from_string (address);
  if (host == NULL || parsed == NULL || !g_inet_address_get_is_loopback (parsed))
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_INVALID,
                   "Not a serial and a loopback address: %s, %s", serial, address);
      return FALSE;
    }

  g_set_str (&host->address, address);
  sim_printer_set_address (host->printer, address);
  restart_station (find_station (self, host->printer));

  return TRUE;
}
