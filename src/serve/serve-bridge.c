/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-bridge.h"

#include <string.h>

#include "alert/bambu-printer-roll.h"
#include "link/bambu-serial.h"
#include "serve-bridge-command.h"
#include "serve-mqtt.h"

#define GAP_MSEC 1000
#define MOST_RETAINED 256

struct _ServeBridge
{
  ServeBroker *broker;
  BambuPrinterRoll *roll;
  ServeBridgeRules rules;
  ServeBridgeFailedFunc failed;
  gpointer user_data;

  GHashTable *shown;    /* serial → ServeBridgePrinter */
  GHashTable *retained; /* topics of commands that the broker keeps */
  char *status_topic;
  char *subscription;
  ServeMqttSettings settings;
  ServeMqtt *mqtt;
};

static void
publish (const char *topic, const char *text, gboolean is_retained, gpointer user_data)
{
  ServeBridge *self = user_data;

  serve_mqtt_publish (self->mqtt, topic, text, is_retained);
}

static void
on_joined (BambuPrinter *printer, gpointer owner)
{
  ServeBridge *self = owner;
  const char *serial = bambu_printer_get_serial (printer);
  ServeBridgePrinter *shown;

  if (g_hash_table_contains (self->shown, serial) || !bambu_serial_is_valid (serial))
    return;

  shown = serve_bridge_printer_new (printer, &self->rules, publish, self);
  g_hash_table_insert (self->shown, g_strdup (serial), shown);
  if (self->mqtt != NULL && serve_mqtt_is_open (self->mqtt))
    serve_bridge_printer_begin (shown);
}

static void
on_left (BambuPrinter *printer, gpointer owner)
{
  ServeBridge *self = owner;
  const char *serial = bambu_printer_get_serial (printer);
  ServeBridgePrinter *shown = g_hash_table_lookup (self->shown, serial);

  if (shown == NULL || serve_bridge_printer_get_printer (shown) != printer)
    return;

  serve_bridge_printer_leave (shown);
  g_hash_table_remove (self->shown, serial);
}

static void
on_opened (gpointer user_data)
{
  ServeBridge *self = user_data;
  GHashTableIter iter;
  gpointer shown;

  self->failed (self->broker, NULL, self->user_data);

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &shown))
    serve_bridge_printer_begin (shown);
}

static void
on_failed (const GError *error, gpointer user_data)
{
  ServeBridge *self = user_data;
  GHashTableIter iter;
  gpointer shown;

  if (serve_mqtt_is_open (self->mqtt))
    {
      /* Whom it lets only publish may have no more in mind. */
      if (self->rules.allow_commands)
        self->failed (self->broker, error, self->user_data);
      return;
    }

  self->failed (self->broker, error, self->user_data);

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &shown))
    serve_bridge_printer_end (shown);
}

static void
refuse_unknown (
    ServeBridge *self, const char *serial, const char *name, const void *data, gsize size)
{
  const char *problem;
  g_autoptr (ServeBridgeCommand) command = serve_bridge_command_parse (name, data, size, &problem);
  g_autofree char *text = g_strdup_printf ("No known printer is called “%s”.", serial);
  g_autoptr (JsonObject) answer = serve_bridge_command_refuse (command, serial, "unknown", text);
  g_autofree char *topic = g_strconcat (self->broker->prefix, "/answer", NULL);
  g_autofree char *line = serve_bridge_command_dup_answer (command, answer);

  serve_mqtt_publish (self->mqtt, topic, line, FALSE);
}

/* The broker keeps it, and would have it done at each start. Who clears it there, says nothing on
 * that topic; a command without words looks the same. */
static gboolean
is_kept (ServeBridge *self, const char *topic, gsize size, gboolean is_retained)
{
  if (!is_retained)
    return size == 0 && g_hash_table_remove (self->retained, topic);

  if (g_hash_table_size (self->retained) < MOST_RETAINED
      && g_hash_table_add (self->retained, g_strdup (topic)))
    g_message ("The command “%s” is retained on the broker. It is not done.",
               strrchr (topic, '/') + 1);

  return TRUE;
}

static void
on_message (
    const char *topic, const void *data, gsize size, gboolean is_retained, gpointer user_data)
{
  ServeBridge *self = user_data;
  gsize prefix_length = strlen (self->broker->prefix);
  g_auto (GStrv) levels = NULL;
  ServeBridgePrinter *shown;

  if (!g_str_has_prefix (topic, self->broker->prefix) || topic[prefix_length] != '/')
    return;

  /* SERIAL/command/NAME */
  levels = g_strsplit (topic + prefix_length + 1, "/", 4);
  if (g_strv_length (levels) != 3 || !g_str_equal (levels[1], "command"))
    return;

  if (is_kept (self, topic, size, is_retained))
    return;

  shown = g_hash_table_lookup (self->shown, levels[0]);
  if (shown != NULL)
    serve_bridge_printer_take (shown, levels[2], data, size);
  else
    refuse_unknown (self, levels[0], levels[2], data, size);
}

ServeBridge *
serve_bridge_new (ServeBroker *broker,
                  GListModel *printers,
                  const ServeBridgeRules *rules,
                  ServeBridgeFailedFunc failed,
                  gpointer user_data)
{
  ServeBridge *self = g_new0 (ServeBridge, 1);

  self->broker = broker;
  self->rules = *rules;
  self->rules.prefix = broker->prefix;
  self->rules.gap_msec = GAP_MSEC;
  self->failed = failed;
  self->user_data = user_data;
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) serve_bridge_printer_free);
  self->retained = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->status_topic = g_strconcat (broker->prefix, "/status", NULL);
  self->subscription = g_strconcat (broker->prefix, "/+/command/+", NULL);
  self->settings = (ServeMqttSettings) {
    .status_topic = self->status_topic,
    .subscription = self->subscription,
    .opened = on_opened,
    .message = on_message,
    .failed = on_failed,
  };
  self->roll = bambu_printer_roll_new (printers, on_joined, on_left, NULL, self);
  self->mqtt = serve_mqtt_new (self->broker, &self->settings, self);

  return self;
}

void
serve_bridge_free (ServeBridge *self)
{
  g_clear_pointer (&self->roll, bambu_printer_roll_free);
  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_pointer (&self->mqtt, serve_mqtt_free);
  g_clear_pointer (&self->retained, g_hash_table_unref);
  g_clear_pointer (&self->broker, serve_broker_free);
  g_free (self->status_topic);
  g_free (self->subscription);
  g_free (self);
}

const ServeBroker *
serve_bridge_get_broker (ServeBridge *self)
{
  return self->broker;
}
