/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-announcer.h"

#include <string.h>

#include "sim-fault.h"
#include "sim-json.h"

#define PERIOD_SECONDS 5
#define FLOOD 200
#define HUGE_BYTES (60 * 1024)

typedef struct
{
  SimPrinter *printer;
  char *address;
  GSocket *socket;
} Voice;

struct _SimAnnouncer
{
  GObject parent_instance;

  GPtrArray *targets; /* GSocketAddress */
  GPtrArray *voices;  /* Voice */
  guint timer;
};

G_DEFINE_FINAL_TYPE (SimAnnouncer, sim_announcer, G_TYPE_OBJECT)

static void
voice_free (gpointer data)
{
  Voice *self = data;

  g_object_unref (self->printer);
  g_clear_object (&self->socket);
  g_free (self->address);
  g_free (self);
}

static gboolean
has (SimPrinter *printer, const char *fault)
{
  return sim_printer_has_fault (printer, fault);
}

static const char *
choose_name (SimPrinter *printer)
{
  if (has (printer, "announce-markup"))
    return "<b>Tom & Jerry</b> %s%n";
  if (has (printer, "announce-emoji"))
    return "Werkstatt 🦾🏭";
  if (has (printer, "announce-invalid-utf8"))
    return "Caf\xe9 \xff\xfe";

  return sim_printer_get_name (printer);
}

static const char *
choose_model (SimPrinter *printer)
{
  if (has (printer, "announce-legacy-model"))
    return "3DPrinter-X1-Carbon";
  if (has (printer, "announce-unknown-model"))
    return "Q42";

  return sim_printer_get_model_code (printer);
}

/* The names of headers in small letters, without their domain. */
static void
shrink_names (GString *text)
{
  gboolean in_name = FALSE;

  for (char *p = text->str; *p != '\0'; p++)
    {
      if (p > text->str && p[-1] == '\n')
        in_name = TRUE;
      if (*p == ':')
        in_name = FALSE;
      if (in_name)
        *p = g_ascii_tolower (*p);
    }
  g_string_replace (text, ".bambu.com", "", 0);
}

static GBytes *
format (SimPrinter *printer, const char *address, const char *serial)
{
  GString *text = g_string_new ("NOTIFY * HTTP/1.1\r\n"
                                "HOST: 239.255.255.250:1990\r\n"
                                "Server: UPnP/1.0\r\n");
  gboolean elsewhere = has (printer, "announce-elsewhere");
  gboolean foreign = has (printer, "announce-foreign");
  gboolean leaving = has (printer, "announce-byebye");

  g_string_append_printf (text, "Location: %s\r\n", elsewhere ? "192.0.2.66" : address);
  g_string_append_printf (text, "NT: %s\r\n",
                          foreign ? "upnp:rootdevice" : "urn:bambulab-com:device:3dprinter:1");
  g_string_append_printf (text, "NTS: %s\r\n", leaving ? "ssdp:byebye" : "ssdp:alive");
  g_string_append_printf (text, "USN: %s\r\n", serial);
  g_string_append (text, "Cache-Control: max-age=1800\r\n");
  g_string_append_printf (text, "DevModel.bambu.com: %s\r\n", choose_model (printer));
  if (!has (printer, "announce-bare"))
    {
      g_string_append_printf (text, "DevName.bambu.com: %s\r\n", choose_name (printer));
      g_string_append_printf (text, "DevVersion.bambu.com: %s\r\n",
                              sim_printer_get_version (printer));
    }
  g_string_append (text, "DevSignal.bambu.com: -48\r\n"
                         "DevConnect.bambu.com: lan\r\n"
                         "DevBind.bambu.com: free\r\n"
                         "Devseclink.bambu.com: secure\r\n"
                         "DevInf.bambu.com: wlan0\r\n"
                         "DevCap.bambu.com: 1\r\n");
  if (has (printer, "announce-lower-case"))
    shrink_names (text);
  if (has (printer, "announce-huge"))
    {
      g_string_append (text, "X-Padding: ");
      while (text->len < HUGE_BYTES)
        g_string_append_c (text, 'x');
      g_string_append (text, "\r\n");
    }
  g_string_append (text, "\r\n");
  if (has (printer, "announce-lf"))
    g_string_replace (text, "\r", "", 0);

  return g_string_free_to_bytes (text);
}

GBytes *
sim_announcer_format (SimPrinter *printer, const char *address)
{
  g_return_val_if_fail (SIM_IS_PRINTER (printer), NULL);

  return format (printer, address, sim_printer_get_serial (printer));
}

static void
send_datagram (SimAnnouncer *self, Voice *voice, GBytes *datagram)
{
  gsize size;
  const char *data = g_bytes_get_data (datagram, &size);

  /* A machine without a network has nobody to tell; that is no reason to stop. */
  for (guint i = 0; i < self->targets->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (g_socket_send_to (voice->socket, g_ptr_array_index (self->targets, i), data, size, NULL,
                            &error)
          < 0)
        g_debug ("Could not announce: %s", error->message);
    }
}

static void
announce (SimAnnouncer *self, Voice *voice)
{
  g_autoptr (GBytes) datagram = NULL;

  if (sim_printer_is_away (voice->printer) || has (voice->printer, "announce-silent"))
    return;

  datagram = sim_announcer_format (voice->printer, voice->address);
  send_datagram (self, voice, datagram);
  for (guint i = 0; i < FLOOD && has (voice->printer, "announce-flood"); i++)
    {
      g_autofree char *serial = g_strdup_printf ("01P00F%09u", i);
      g_autoptr (GBytes) other = format (voice->printer, voice->address, serial);

      send_datagram (self, voice, other);
    }
}

static Voice *
find_voice (SimAnnouncer *self, SimPrinter *printer)
{
  for (guint i = 0; i < self->voices->len; i++)
    {
      Voice *voice = g_ptr_array_index (self->voices, i);

      if (voice->printer == printer)
        return voice;
    }

  return NULL;
}

static void
on_printer_fault (SimAnnouncer *self, const char *name, gboolean active, SimPrinter *printer)
{
  const SimFault *fault = sim_fault_find (name, NULL);

  if (fault->place == SIM_FAULT_ANNOUNCEMENT && self->timer != 0)
    announce (self, find_voice (self, printer));
}

static gboolean
on_timer (gpointer user_data)
{
  SimAnnouncer *self = user_data;

  for (guint i = 0; i < self->voices->len; i++)
    announce (self, g_ptr_array_index (self->voices, i));

  return G_SOURCE_CONTINUE;
}

static void
sim_announcer_finalize (GObject *object)
{
  SimAnnouncer *self = SIM_ANNOUNCER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->voices, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  G_OBJECT_CLASS (sim_announcer_parent_class)->finalize (object);
}

static void
sim_announcer_class_init (SimAnnouncerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sim_announcer_finalize;
}

static void
sim_announcer_init (SimAnnouncer *self)
{
  self->targets = g_ptr_array_new_with_free_func (g_object_unref);
  self->voices = g_ptr_array_new_with_free_func (voice_free);
}

SimAnnouncer *
sim_announcer_new (const char *const *targets, GError **error)
{
  g_autoptr (SimAnnouncer) self = NULL;

  g_return_val_if_fail (targets != NULL, NULL);

  self = g_object_new (SIM_TYPE_ANNOUNCER, NULL);
  for (guint i = 0; targets[i] != NULL; i++)
    {
      const char *colon = strrchr (targets[i], ':');
      g_autofree char *host = colon != NULL ? g_strndup (targets[i], colon - targets[i]) : NULL;
      guint64 port = 0;
      GSocketAddress *address = NULL;

      if (colon != NULL && g_ascii_string_to_unsigned (colon + 1, 10, 1, G_MAXUINT16, &port, NULL))
        address = g_inet_socket_address_new_from_string (host, (guint) port);
      if (address == NULL)
        {
          g_set_error (error, SIM_ERROR, SIM_ERROR_INVALID, "Not an address and port: %s",
                       targets[i]);
          return NULL;
        }
      g_ptr_array_add (self->targets, address);
    }

  return g_steal_pointer (&self);
}

static GSocket *
open_socket (const char *address, GError **error)
{
  g_autoptr (GSocketAddress) own = g_inet_socket_address_new_from_string (address, 0);
  g_autoptr (GSocket) socket = NULL;

  if (own == NULL)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_INVALID, "Not an address: %s", address);
      return NULL;
    }

  socket = g_socket_new (g_socket_address_get_family (own), G_SOCKET_TYPE_DATAGRAM,
                         G_SOCKET_PROTOCOL_UDP, error);
  if (socket == NULL || !g_socket_bind (socket, own, FALSE, error))
    return NULL;

  g_socket_set_broadcast (socket, TRUE);
  g_socket_set_blocking (socket, FALSE);

  return g_steal_pointer (&socket);
}

gboolean
sim_announcer_add_printer (SimAnnouncer *self,
                           SimPrinter *printer,
                           const char *address,
                           GError **error)
{
  GSocket *socket;
  Voice *voice;

  g_return_val_if_fail (SIM_IS_ANNOUNCER (self), FALSE);
  g_return_val_if_fail (SIM_IS_PRINTER (printer), FALSE);

  socket = open_socket (address, error);
  if (socket == NULL)
    return FALSE;

  voice = find_voice (self, printer);
  if (voice == NULL)
    {
      voice = g_new0 (Voice, 1);
      voice->printer = g_object_ref (printer);
      g_ptr_array_add (self->voices, voice);
      g_signal_connect_object (printer, "fault", G_CALLBACK (on_printer_fault), self,
                               G_CONNECT_SWAPPED);
    }
  g_set_str (&voice->address, address);
  g_clear_object (&voice->socket);
  voice->socket = socket;
  if (self->timer != 0)
    announce (self, voice);

  return TRUE;
}

void
sim_announcer_start (SimAnnouncer *self)
{
  g_return_if_fail (SIM_IS_ANNOUNCER (self));

  if (self->timer != 0)
    return;

  on_timer (self);
  self->timer = g_timeout_add_seconds (PERIOD_SECONDS, on_timer, self);
}
