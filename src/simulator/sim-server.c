/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-server.h"

#include <gst/gst.h>

#include "bambu/link/bambu-serial.h"
#include "sim-camera.h"
#include "sim-folder.h"
#include "sim-ftps.h"
#include "sim-rtsps.h"
#include "sim-station.h"

#define MQTT_PORT 8883
#define FTPS_PORT 990
#define CAMERA_PORT 6000
#define RTSPS_PORT 322
#define MAX_PRINTERS 250
#define FIRST_HOST 2

/* As many printers have a broker of their own, as real ones do; a crowd shares one, to be light. */
#define MAX_BROKERS 12

typedef struct
{
  SimPrinter *printer;
  char *address;
  char *code_file;
  guint16 port;
  SimStorage *storage;
  SimFtps *ftps;
  SimCamera *camera; /* %NULL: of the other kind */
  SimRtsps *rtsps;   /* %NULL: of the other kind */
} Host;

struct _SimServer
{
  GObject parent_instance;

  guint16 port_offset;
  double camera_period;
  SimFolder *folder;
  char *ca_file;
  SimAuthority *authority;
  GPtrArray *printers; /* SimPrinter */
  GPtrArray *hosts;    /* Host */
  GPtrArray *stations; /* SimStation */
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

  g_clear_object (&self->ftps);
  g_clear_object (&self->camera);
  g_clear_object (&self->rtsps);
  sim_printer_set_storage (self->printer, NULL);
  g_clear_pointer (&self->storage, sim_storage_free);
  g_clear_object (&self->printer);
  g_free (self->address);
  g_free (self->code_file);
  g_free (self);
}

static SimStation *
find_station (SimServer *self, SimPrinter *printer)
{
  for (guint i = 0; i < self->stations->len; i++)
    {
      SimStation *station = g_ptr_array_index (self->stations, i);

      if (sim_station_has_printer (station, printer))
        return station;
    }

  return NULL;
}

static void
on_station_event (SimServer *self, JsonObject *event)
{
  g_signal_emit (self, signals[EVENT], 0, event);
}

static gboolean
assign_station (SimServer *self, Host *host, GError **error)
{
  SimStation *station;

  if (self->stations->len == 0 || self->hosts->len <= MAX_BROKERS)
    {
      station = sim_station_new (self->authority);
      g_signal_connect_object (station, "event", G_CALLBACK (on_station_event), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_add (self->stations, station);
    }

  station = g_ptr_array_index (self->stations, self->stations->len - 1);

  return sim_station_add_printer (station, host->printer, host->address, host->port, error);
}

static void
stop_services (SimServer *self)
{
  for (guint i = 0; i < self->hosts->len; i++)
    {
      Host *host = g_ptr_array_index (self->hosts, i);

      if (host->ftps != NULL)
        sim_ftps_stop (host->ftps);
      g_clear_object (&host->ftps);
      g_clear_object (&host->camera);
      g_clear_object (&host->rtsps);
    }
}

static void
sim_server_dispose (GObject *object)
{
  SimServer *self = SIM_SERVER (object);

  self->started = FALSE;
  stop_services (self);
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
  g_clear_pointer (&self->authority, sim_authority_unref);
  g_clear_pointer (&self->folder, sim_folder_free);
  g_free (self->ca_file);
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
  self->stations = g_ptr_array_new_with_free_func (g_object_unref);
}

SimServer *
sim_server_new (guint16 port_offset, GError **error)
{
  g_autoptr (SimServer) self = g_object_new (SIM_TYPE_SERVER, NULL);

  if (!gst_init_check (NULL, NULL, error)) /* for the cameras' pictures */
    return NULL;

  self->port_offset = port_offset;
  self->authority = sim_authority_new ();
  self->folder = sim_folder_new ("printers", error);
  if (self->folder == NULL)
    return NULL;

  self->ca_file = sim_folder_dup_path (self->folder, "ca.pem");
  if (!sim_authority_save (self->authority, self->ca_file, error))
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
write_code (SimServer *self, Host *host, GError **error)
{
  g_autofree char *name = g_strconcat (sim_printer_get_serial (host->printer), ".code", NULL);
  g_autofree char *line = g_strconcat (sim_printer_get_access_code (host->printer), "\n", NULL);

  host->code_file = sim_folder_dup_path (self->folder, name);

  return g_file_set_contents_full (host->code_file, line, -1, G_FILE_SET_CONTENTS_NONE, 0600,
                                   error);
}

void
sim_server_set_camera_period (SimServer *self, double seconds)
{
  g_return_if_fail (SIM_IS_SERVER (self));

  self->camera_period = seconds;
}

gboolean
sim_server_add_printer (SimServer *self, SimPrinter *printer, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  Host *host;

  g_return_val_if_fail (SIM_IS_SERVER (self), FALSE);
  g_return_val_if_fail (SIM_IS_PRINTER (printer), FALSE);
  g_return_val_if_fail (!self->started, FALSE);

  if (self->hosts->len >= MAX_PRINTERS)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_INVALID, "No more than %d printers", MAX_PRINTERS);
      return FALSE;
    }
  if (!bambu_serial_is_valid (sim_printer_get_serial (printer)))
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_INVALID, "Not a serial: %s",
                   sim_printer_get_serial (printer));
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

  folder = g_strconcat (sim_printer_get_serial (printer), ".files", NULL);
  path = sim_folder_dup_path (self->folder, folder);
  host->storage = sim_storage_new (sim_printer_get_profile (printer), path);

  sim_printer_set_storage (printer, host->storage);

  return write_code (self, host, error);
}

static gboolean
has_camera (Host *host, const char *kind)
{
  return g_strcmp0 (sim_printer_get_profile (host->printer)->camera, kind) == 0;
}

static guint16
get_camera_port (SimServer *self, Host *host)
{
  return (guint16) ((has_camera (host, "rtsps") ? RTSPS_PORT : CAMERA_PORT) + self->port_offset);
}

static guint16
get_ftps_port (SimServer *self)
{
  return (guint16) (FTPS_PORT + self->port_offset);
}

static void
make_services (SimServer *self, Host *host)
{
  SimStation *station = find_station (self, host->printer);
  GObject *camera = NULL;

  host->ftps = sim_ftps_new (host->printer, station, host->storage);
  g_signal_connect_object (host->ftps, "event", G_CALLBACK (on_station_event), self,
                           G_CONNECT_SWAPPED);

  if (has_camera (host, "jpeg"))
    camera = G_OBJECT (host->camera = sim_camera_new (host->printer, station));
  else if (has_camera (host, "rtsps"))
    camera = G_OBJECT (host->rtsps = sim_rtsps_new (host->printer, station));

  if (host->camera != NULL && self->camera_period > 0)
    sim_camera_set_period (host->camera, self->camera_period);
  if (host->rtsps != NULL && self->camera_period > 0)
    sim_rtsps_set_period (host->rtsps, self->camera_period);
  if (camera != NULL)
    g_signal_connect_object (camera, "event", G_CALLBACK (on_station_event), self,
                             G_CONNECT_SWAPPED);
}

/* At its address of now */
static gboolean
start_services (SimServer *self, Host *host, GError **error)
{
  guint16 port = get_camera_port (self, host);

  if (!sim_ftps_start (host->ftps, host->address, get_ftps_port (self), error))
    return FALSE;
  if (host->camera != NULL)
    return sim_camera_start (host->camera, host->address, port, error);
  if (host->rtsps != NULL)
    return sim_rtsps_start (host->rtsps, host->address, port, error);

  return TRUE;
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
    if (!dex_await (sim_station_start (g_ptr_array_index (self->stations, i)), &error))
      return dex_future_new_for_error (error);

  for (guint i = 0; i < self->hosts->len; i++)
    {
      Host *host = g_ptr_array_index (self->hosts, i);

      make_services (self, host);
      if (!start_services (self, host, &error))
        return dex_future_new_for_error (error);
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
  stop_services (self);
  for (guint i = 0; i < self->printers->len; i++)
    sim_printer_stop (g_ptr_array_index (self->printers, i));
  for (guint i = 0; i < self->stations->len; i++)
    g_ptr_array_add (stopping, sim_station_stop (g_ptr_array_index (self->stations, i)));
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
  json_object_set_int_member (ports, "ftps", get_ftps_port (self));
  json_object_set_null_member (ports, "camera");
  json_object_set_null_member (ports, "rtsps");
  if (has_camera (host, "jpeg"))
    json_object_set_int_member (ports, "camera", get_camera_port (self, host));
  else if (has_camera (host, "rtsps"))
    json_object_set_int_member (ports, "rtsps", get_camera_port (self, host));
  json_object_set_object_member (object, "ports", ports);
  json_object_set_string_member (object, "access_code",
                                 sim_printer_get_access_code (host->printer));
  json_object_set_string_member (object, "access_code_file", host->code_file);
  json_object_set_string_member (object, "files", sim_storage_get_path (host->storage));
  json_object_set_string_member (object, "ca_file", self->ca_file);
  json_object_set_string_member (object, "fingerprint",
                                 sim_certificate_get_fingerprint (sim_station_get_certificate (
                                     find_station (self, host->printer), host->printer, NULL)));

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
    sim_station_set_down (g_ptr_array_index (self->stations, i), !running);
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
  sim_station_move (find_station (self, host->printer), host->printer, address);

  return start_services (self, host, error);
}
