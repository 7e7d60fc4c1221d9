/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-station.h"

#include <string.h>

#include "sim-bridge.h"
#include "sim-broker.h"
#include "sim-fault.h"
#include "sim-json.h"
#include "sim-request.h"

#define OTHER_SERIAL "01P00A999999999"

#define KICK_SECONDS 2
#define REFUSING_CODE "refused!"

/* What a printer shows since the last start. */
typedef struct
{
  SimCertificate *certificate;
  gboolean send_issuers;
} Shown;

struct _SimStation
{
  GObject parent_instance;

  SimAuthority *authority;
  SimBroker *broker;
  SimBridge *bridge;
  GPtrArray *printers; /* SimPrinter */
  GHashTable *shown;   /* SimPrinter → Shown */

  gboolean started;
  gboolean down;  /* shall stay away */
  gboolean busy;  /* being started anew */
  gboolean again; /* asked for meanwhile */
  char *kicked;   /* client id of who is thrown out next */
  guint kicking;
};

enum
{
  EVENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SimStation, sim_station, G_TYPE_OBJECT)

/* Where printers share a broker, what it says cannot be told apart. */
static const char *
get_only_serial (SimStation *self)
{
  return self->printers->len == 1 ? sim_printer_get_serial (g_ptr_array_index (self->printers, 0))
                                  : NULL;
}

/* Takes @event. */
static void
emit_event (SimStation *self, const char *name, const char *serial, JsonObject *event)
{
  json_object_set_string_member (event, "event", name);
  if (serial != NULL)
    json_object_set_string_member (event, "serial", serial);
  else
    json_object_set_null_member (event, "serial");
  g_signal_emit (self, signals[EVENT], 0, event);
  json_object_unref (event);
}

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  sim_certificate_unref (shown->certificate);
  g_free (shown);
}

static const Shown *
choose_certificate (SimStation *self, SimPrinter *printer)
{
  Shown *shown = g_new0 (Shown, 1);

  shown->certificate = sim_authority_certify (self->authority, printer, &shown->send_issuers);
  g_hash_table_insert (self->shown, printer, shown);

  return shown;
}

const char *
sim_station_choose_code (SimPrinter *printer)
{
  return sim_printer_has_fault (printer, "wrong-code") ? REFUSING_CODE
                                                       : sim_printer_get_access_code (printer);
}

static void
set_up_listeners (SimStation *self)
{
  for (guint i = 0; i < self->printers->len; i++)
    {
      SimPrinter *printer = g_ptr_array_index (self->printers, i);
      const char *serial = sim_printer_get_serial (printer);
      const Shown *shown = choose_certificate (self, printer);

      sim_broker_set_certificate (self->broker, serial, shown->certificate, shown->send_issuers);
      sim_broker_set_access_code (self->broker, serial, sim_station_choose_code (printer));
    }
}

static gboolean
has_fault (SimStation *self, const char *name)
{
  for (guint i = 0; i < self->printers->len; i++)
    if (sim_printer_has_fault (g_ptr_array_index (self->printers, i), name))
      return TRUE;

  return FALSE;
}

static gboolean
start_broker (SimStation *self, GError **error)
{
  set_up_listeners (self);
  if (!dex_await (sim_broker_start (self->broker), error)
      || !dex_await (sim_bridge_connect (self->bridge), error))
    return FALSE;

  if (has_fault (self, "frozen-broker"))
    sim_broker_set_frozen (self->broker, TRUE);

  return TRUE;
}

/* A printer that starts anew takes its broker with it, unless that is shared. */
static gboolean
is_away (SimStation *self)
{
  return self->down
         || (self->printers->len == 1
             && sim_printer_is_away (g_ptr_array_index (self->printers, 0)));
}

static DexFuture *
restart_fiber (gpointer user_data)
{
  SimStation *self = user_data;

  do
    {
      g_autoptr (GError) error = NULL;

      self->again = FALSE;
      dex_await (sim_broker_kill (self->broker), NULL); /* cannot fail */
      if (!is_away (self) && !start_broker (self, &error) && !is_away (self))
        g_warning ("A broker does not come back: %s", error->message);
    }
  while (self->again);

  self->busy = FALSE;
  emit_event (self, sim_broker_is_running (self->broker) ? "broker-started" : "broker-stopped",
              get_only_serial (self), json_object_new ());

  return NULL;
}

/* Connections break without a word; then the broker comes back with what is now set, unless it
 * shall stay away. */
static void
restart (SimStation *self)
{
  if (!self->started)
    return;

  self->again = TRUE;
  if (self->busy)
    return;

  self->busy = TRUE;
  /* It ends by itself, and the station lives as long. */
  dex_future_disown (
      dex_scheduler_spawn (NULL, 0, restart_fiber, g_object_ref (self), g_object_unref));
}

static void
on_printer_fault (SimStation *self, const char *name, gboolean active, SimPrinter *printer)
{
  const SimFault *fault = sim_fault_find (name, NULL);

  if (g_str_equal (name, "frozen-broker"))
    sim_broker_set_frozen (self->broker, active);
  else if (fault->place == SIM_FAULT_CERTIFICATE || g_str_equal (name, "wrong-code"))
    restart (self);
}

static void
on_request (SimStation *self, SimPrinter *printer, GBytes *payload)
{
  JsonObject *event = json_object_new ();
  JsonObject *request = NULL;
  gsize size;
  const char *data = g_bytes_get_data (payload, &size);

  if (size > 0 && g_utf8_validate_len (data, size, NULL))
    request = sim_json_parse (data, (gssize) size, NULL);
  if (request != NULL)
    sim_request_hide_address (request);
  if (request != NULL)
    json_object_set_object_member (event, "payload", request);
  else
    {
      g_autofree char *text = g_utf8_make_valid (data != NULL ? data : "", (gssize) size);

      json_object_set_string_member (event, "payload", text);
    }
  emit_event (self, "command", sim_printer_get_serial (printer), event);
}

static void
on_job (SimStation *self, JsonObject *event, SimPrinter *printer)
{
  emit_event (self, json_object_get_string_member (event, "event"),
              sim_printer_get_serial (printer), json_object_ref (event));
}

static gboolean
on_kick (gpointer user_data)
{
  SimStation *self = user_data;

  self->kicking = 0;
  if (sim_broker_is_running (self->broker))
    sim_bridge_kick (self->bridge, self->kicked);

  return G_SOURCE_REMOVE;
}

static void
kick_later (SimStation *self, const char *client_id)
{
  g_set_str (&self->kicked, client_id);
  g_clear_handle_id (&self->kicking, g_source_remove);
  self->kicking = g_timeout_add_seconds (KICK_SECONDS, on_kick, self);
}

/* mosquitto's words: "New client connected from A:P as ID (p2, c1, k30, u'bblp').", "Client ID
 * disconnected, not authorised." */
static void
on_broker_line (SimStation *self, const char *line)
{
  const char *serial = get_only_serial (self);
  JsonObject *event;

  g_debug ("mosquitto: %s", line);
  if (strstr (line, "New client connected") != NULL && strstr (line, "u'bblp'") != NULL)
    {
      const char *as = strstr (line, " as ");
      const char *end = as != NULL ? strstr (as, " (") : NULL;
      g_autofree char *id = end != NULL ? g_strndup (as + 4, end - as - 4) : g_strdup ("");

      event = json_object_new ();
      json_object_set_string_member (event, "client_id", id);
      emit_event (self, "login", serial, event);
      if (*id != '\0' && has_fault (self, "duplicate-client"))
        kick_later (self, id);
    }
  else if (strstr (line, "not authorised") != NULL)
    {
      event = json_object_new ();
      json_object_set_string_member (event, "service", "mqtt");
      emit_event (self, "login-refused", serial, event);
    }
}

static void
sim_station_dispose (GObject *object)
{
  SimStation *self = SIM_STATION (object);

  g_clear_handle_id (&self->kicking, g_source_remove);
  g_clear_object (&self->bridge);
  g_clear_object (&self->broker);
  G_OBJECT_CLASS (sim_station_parent_class)->dispose (object);
}

static void
sim_station_finalize (GObject *object)
{
  SimStation *self = SIM_STATION (object);

  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_pointer (&self->printers, g_ptr_array_unref);
  g_clear_pointer (&self->authority, sim_authority_unref);
  g_free (self->kicked);
  G_OBJECT_CLASS (sim_station_parent_class)->finalize (object);
}

static void
sim_station_class_init (SimStationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_station_dispose;
  object_class->finalize = sim_station_finalize;

  signals[EVENT] = g_signal_new ("event", SIM_TYPE_STATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
}

static void
sim_station_init (SimStation *self)
{
  self->printers = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_hash_table_new_full (NULL, NULL, NULL, shown_free);
  self->broker = sim_broker_new ();
  self->bridge = sim_bridge_new (self->broker);
  g_signal_connect_object (self->broker, "line", G_CALLBACK (on_broker_line), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bridge, "request", G_CALLBACK (on_request), self,
                           G_CONNECT_SWAPPED);
}

SimStation *
sim_station_new (SimAuthority *authority)
{
  SimStation *self;

  g_return_val_if_fail (authority != NULL, NULL);

  self = g_object_new (SIM_TYPE_STATION, NULL);
  self->authority = sim_authority_ref (authority);

  return self;
}

gboolean
sim_station_add_printer (
    SimStation *self, SimPrinter *printer, const char *address, guint16 port, GError **error)
{
  const Shown *shown;

  g_return_val_if_fail (SIM_IS_STATION (self), FALSE);
  g_return_val_if_fail (SIM_IS_PRINTER (printer), FALSE);
  g_return_val_if_fail (!self->started, FALSE);

  g_ptr_array_add (self->printers, g_object_ref (printer));
  sim_bridge_add_printer (self->bridge, printer);
  g_signal_connect_object (printer, "fault", G_CALLBACK (on_printer_fault), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "job", G_CALLBACK (on_job), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "dropped", G_CALLBACK (restart), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "returned", G_CALLBACK (restart), self, G_CONNECT_SWAPPED);
  shown = choose_certificate (self, printer);

  return sim_broker_add_printer (self->broker, address, port, sim_printer_get_serial (printer),
                                 sim_station_choose_code (printer), shown->certificate,
                                 shown->send_issuers, error)
         != 0;
}

gboolean
sim_station_has_printer (SimStation *self, SimPrinter *printer)
{
  g_return_val_if_fail (SIM_IS_STATION (self), FALSE);

  return g_ptr_array_find (self->printers, printer, NULL);
}

SimCertificate *
sim_station_get_certificate (SimStation *self, SimPrinter *printer, gboolean *send_issuers)
{
  const Shown *shown;

  g_return_val_if_fail (SIM_IS_STATION (self), NULL);

  shown = g_hash_table_lookup (self->shown, printer);
  if (send_issuers != NULL)
    *send_issuers = shown->send_issuers;

  return shown->certificate;
}

SimCertificate *
sim_station_choose_camera_certificate (SimStation *self,
                                       SimPrinter *printer,
                                       gboolean *send_issuers)
{
  const char *serial = sim_printer_get_serial (printer);

  g_return_val_if_fail (SIM_IS_STATION (self), NULL);
  g_return_val_if_fail (SIM_IS_PRINTER (printer), NULL);

  if (sim_printer_has_fault (printer, "camera-changed-certificate"))
    return sim_authority_renew (self->authority, printer, send_issuers);

  if (sim_printer_has_fault (printer, "camera-wrong-cn"))
    serial = OTHER_SERIAL;
  else if (!sim_printer_has_fault (printer, "camera-other-certificate"))
    return sim_certificate_ref (sim_station_get_certificate (self, printer, send_issuers));

  *send_issuers = FALSE;

  return sim_certificate_new (serial, SIM_CERTIFICATE_V1, NULL);
}

static DexFuture *
start_fiber (gpointer user_data)
{
  SimStation *self = user_data;
  GError *error = NULL;

  if (!start_broker (self, &error))
    return dex_future_new_for_error (error);

  self->started = TRUE;

  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
sim_station_start (SimStation *self)
{
  g_return_val_if_fail (SIM_IS_STATION (self), NULL);
  g_return_val_if_fail (!self->started, NULL);

  return dex_scheduler_spawn (NULL, 0, start_fiber, g_object_ref (self), g_object_unref);
}

DexFuture *
sim_station_stop (SimStation *self)
{
  g_return_val_if_fail (SIM_IS_STATION (self), NULL);

  self->started = FALSE;
  self->down = TRUE;
  /* A frozen one would not hear that it shall go. */
  sim_broker_set_frozen (self->broker, FALSE);

  return sim_broker_stop (self->broker);
}

void
sim_station_set_down (SimStation *self, gboolean down)
{
  g_return_if_fail (SIM_IS_STATION (self));

  self->down = down;
  restart (self);
}

void
sim_station_move (SimStation *self, SimPrinter *printer, const char *address)
{
  g_return_if_fail (SIM_IS_STATION (self));
  g_return_if_fail (SIM_IS_PRINTER (printer));

  sim_broker_set_address (self->broker, sim_printer_get_serial (printer), address);
  restart (self);
}
