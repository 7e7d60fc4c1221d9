/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-camera.h"

#include "sim-camera-viewer.h"
#include "sim-json.h"
#include "sim-printer-private.h"

struct _SimCamera
{
  GObject parent_instance;

  SimPrinter *printer;
  SimStation *station;
  GSocketService *service;
  SimCameraHouse house;
  guint16 port;
  GPtrArray *viewers; /* SimCameraViewer, those that left and were not cleared away yet too */
};

enum
{
  EVENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SimCamera, sim_camera, G_TYPE_OBJECT)

static void
emit_event (SimCamera *self, const char *name, const char *service)
{
  g_autoptr (JsonObject) event = json_object_new ();

  json_object_set_string_member (event, "event", name);
  json_object_set_string_member (event, "serial", sim_printer_get_serial (self->printer));
  if (service != NULL)
    json_object_set_string_member (event, "service", service);
  g_signal_emit (self, signals[EVENT], 0, event);
}

static void
on_viewer (SimCameraViewer *viewer, SimCameraEvent event, gpointer user_data)
{
  SimCamera *self = user_data;

  switch (event)
    {
    case SIM_CAMERA_LOGGED_IN:
      emit_event (self, "camera-login", NULL);
      break;
    case SIM_CAMERA_REFUSED:
      emit_event (self, "login-refused", "camera");
      break;
    case SIM_CAMERA_LEFT:
      g_ptr_array_remove (self->viewers, viewer); /* waits for its thread, which is at its end */
      emit_event (self, "camera-closed", NULL);
      break;
    default:
      g_return_if_reached ();
    }
}

static gboolean
on_incoming (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  SimCamera *self = user_data;
  g_autoptr (SimCertificate) certificate = NULL;
  gboolean send_issuers;

  if (sim_printer_is_away (self->printer)
      || sim_printer_has_fault (self->printer, "camera-missing"))
    return TRUE;

  certificate = sim_station_choose_camera_certificate (self->station, self->printer, &send_issuers);
  emit_event (self, "camera-opened", NULL);
  g_ptr_array_add (self->viewers, sim_camera_viewer_new (&self->house, connection, certificate,
                                                         send_issuers, on_viewer, self));

  return TRUE;
}

static void
end_connections (SimCamera *self)
{
  sim_camera_house_close (&self->house, TRUE);
  g_ptr_array_set_size (self->viewers, 0);
  sim_camera_house_close (&self->house, FALSE);
}

/* Whether it prepares a print is in what it says. */
static void
on_message (SimCamera *self)
{
  const char *state =
      sim_json_get_string (sim_printer_get_state (self->printer), "gcode_state", "");

  sim_camera_house_set_preparing (&self->house, g_str_equal (state, "PREPARE"));
}

static void
on_fault (SimCamera *self, const char *name, gboolean active)
{
  const SimFault *fault = sim_fault_find (name, NULL);

  if (fault->place == SIM_FAULT_CAMERA || g_str_equal (name, "wrong-code"))
    sim_camera_house_set_fault (&self->house, name, active);
}

static void
sim_camera_dispose (GObject *object)
{
  SimCamera *self = SIM_CAMERA (object);

  sim_camera_stop (self);
  G_OBJECT_CLASS (sim_camera_parent_class)->dispose (object);
}

static void
sim_camera_finalize (GObject *object)
{
  SimCamera *self = SIM_CAMERA (object);

  g_clear_pointer (&self->viewers, g_ptr_array_unref);
  sim_camera_house_clear (&self->house);
  g_clear_object (&self->station);
  g_clear_object (&self->printer);
  G_OBJECT_CLASS (sim_camera_parent_class)->finalize (object);
}

static void
sim_camera_class_init (SimCameraClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_camera_dispose;
  object_class->finalize = sim_camera_finalize;

  signals[EVENT] = g_signal_new ("event", SIM_TYPE_CAMERA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
}

static void
sim_camera_init (SimCamera *self)
{
  sim_camera_house_init (&self->house);
  self->viewers = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_camera_viewer_free);
}

SimCamera *
sim_camera_new (SimPrinter *printer, SimStation *station)
{
  SimCamera *self;
  guint n_faults;
  const SimFault *faults;

  g_return_val_if_fail (SIM_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (SIM_IS_STATION (station), NULL);

  self = g_object_new (SIM_TYPE_CAMERA, NULL);
  self->printer = g_object_ref (printer);
  self->station = g_object_ref (station);
  self->house.access_code = sim_printer_get_access_code (printer);

  faults = sim_fault_list (&n_faults);
  for (guint i = 0; i < n_faults; i++)
    if (sim_printer_has_fault (printer, faults[i].name))
      on_fault (self, faults[i].name, TRUE);
  g_signal_connect_object (printer, "fault", G_CALLBACK (on_fault), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "message", G_CALLBACK (on_message), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "dropped", G_CALLBACK (end_connections), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
sim_camera_set_period (SimCamera *self, double seconds)
{
  g_return_if_fail (SIM_IS_CAMERA (self));

  self->house.period = (gint64) (seconds * G_USEC_PER_SEC);
}

gboolean
sim_camera_start (SimCamera *self, const char *address, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) where = NULL;
  g_autoptr (GSocketAddress) taken = NULL;

  g_return_val_if_fail (SIM_IS_CAMERA (self), FALSE);

  sim_camera_stop (self);
  where = g_inet_socket_address_new_from_string (address, port);
  self->service = g_socket_service_new ();
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), where,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &taken,
                                      error))
    return FALSE;

  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (taken));

  return TRUE;
}

guint16
sim_camera_get_port (SimCamera *self)
{
  g_return_val_if_fail (SIM_IS_CAMERA (self), 0);

  return self->port;
}

gint64
sim_camera_get_sent_time (SimCamera *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (SIM_IS_CAMERA (self), 0);

  locker = g_mutex_locker_new (&self->house.mutex);

  return self->house.sent;
}

void
sim_camera_stop (SimCamera *self)
{
  g_return_if_fail (SIM_IS_CAMERA (self));

  if (self->service != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->service, self);
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
    }
  g_clear_object (&self->service);
  end_connections (self);
}
