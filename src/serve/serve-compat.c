/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-compat.h"

#include "serve-reply.h"

#define VERSION "2.0.0"
#define API_VERSION "1.0.0"
#define MASKED "********"

struct _ServeCompat
{
  GListModel *printers;
  ServeGuard *guard;
};

typedef struct
{
  ServeCompat *compat;
  SoupServerMessage *message;
  const char *serial; /* NULL: all are meant */
} Call;

ServeCompat *
serve_compat_new (GListModel *printers, ServeGuard *guard)
{
  ServeCompat *self = g_new0 (ServeCompat, 1);

  self->printers = g_object_ref (printers);
  self->guard = serve_guard_ref (guard);

  return self;
}

void
serve_compat_free (ServeCompat *self)
{
  g_clear_object (&self->printers);
  g_clear_pointer (&self->guard, serve_guard_unref);
  g_free (self);
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Returns: whether some printer can be heard */
static gboolean
is_connected (ServeCompat *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->printers); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (self->printers, i);

      if (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN)
        return TRUE;
    }

  return FALSE;
}

JsonObject *
serve_compat_describe (ServeCompat *self)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *timestamp = g_date_time_format (now, "%Y-%m-%d %H:%M:%S");
  gboolean connected = is_connected (self);

  json_object_set_string_member (object, "status", "healthy");
  json_object_set_string_member (object, "api_client", connected ? "connected" : "disconnected");
  json_object_set_string_member (object, "mqtt_bridge", connected ? "running" : "stopped");
  json_object_set_int_member (object, "devices", g_list_model_get_n_items (self->printers));
  json_object_set_string_member (object, "timestamp", timestamp);

  return object;
}

static void
answer_health (const Call *call)
{
  serve_reply_object (call->message, SOUP_STATUS_OK, serve_compat_describe (call->compat));
}

static void
answer_index (const Call *call)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", "Bambu Lab Compatibility Layer");
  json_object_set_string_member (object, "version", VERSION);
  json_object_set_string_member (object, "description", "Tells what printers report");
  json_object_set_int_member (object, "devices", g_list_model_get_n_items (call->compat->printers));
  json_object_set_string_member (object, "mqtt_bridge", "enabled");
  json_object_set_string_member (object, "status", "online");

  serve_reply_object (call->message, SOUP_STATUS_OK, object);
}

static void
answer_version (const Call *call)
{
  static const char *const clients[] = { "Home Assistant", "OctoPrint", "Custom scripts",
                                         "Legacy tools" };
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_string_member (object, "api_version", API_VERSION);
  json_object_set_boolean_member (object, "compatibility_layer", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    json_array_add_string_element (array, clients[i]);
  json_object_set_array_member (object, "supported_clients", array);

  serve_reply_object (call->message, SOUP_STATUS_OK, object);
}

/* Why one that is known has not reported yet */
static const char *
describe_silence (BambuPrinter *printer)
{
  const GError *error = bambu_printer_get_link_error (printer);

  if (error == NULL || error->domain != BAMBU_LINK_ERROR)
    return "The printer has not reported yet";
  if (error->code == BAMBU_LINK_ERROR_REFUSED)
    return "The printer refuses the access code";
  if (error->code == BAMBU_LINK_ERROR_CERTIFICATE)
    return "The printer's certificate is not trusted";

  return "The printer is not reached";
}

static void
answer_one (const Call *call)
{
  for (guint i = 0; i < g_list_model_get_n_items (call->compat->printers); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (call->compat->printers, i);

      if (!g_str_equal (bambu_printer_get_serial (printer), call->serial))
        continue;

      if (bambu_printer_has_report (printer))
        serve_reply_object (call->message, SOUP_STATUS_OK,
                            serve_compat_report_new (printer, get_now ()));
      else
        serve_reply_error (call->message, SOUP_STATUS_BAD_GATEWAY, describe_silence (printer),
                           NULL);
      return;
    }

  serve_reply_error (call->message, SOUP_STATUS_NOT_FOUND, "Device not found", NULL);
}

static void
answer_status (const Call *call)
{
  JsonObject *object;

  if (call->serial != NULL)
    {
      answer_one (call);
      return;
    }

  object = json_object_new ();
  for (guint i = 0; i < g_list_model_get_n_items (call->compat->printers); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (call->compat->printers, i);

      if (bambu_printer_has_report (printer))
        json_object_set_object_member (object, bambu_printer_get_serial (printer),
                                       serve_compat_report_new (printer, get_now ()));
    }
  serve_reply_object (call->message, SOUP_STATUS_OK, object);
}

static JsonObject *
describe_device (BambuPrinter *printer)
{
  const BambuModel *model = bambu_printer_get_model (printer);
  BambuExtruder *extruder = bambu_printer_get_active_extruder (printer);
  gboolean is_slinger =
      (bambu_printer_get_capabilities (printer) & BAMBU_CAPABILITY_BED_SLINGER) != 0;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "dev_id", bambu_printer_get_serial (printer));
  json_object_set_string_member (object, "name", bambu_printer_get_name (printer));
  json_object_set_boolean_member (object, "online", serve_compat_is_online (printer));
  json_object_set_string_member (object, "print_status", bambu_printer_get_state_word (printer));
  json_object_set_string_member (object, "dev_model_name", model->code);
  json_object_set_string_member (object, "dev_product_name",
                                 bambu_printer_get_model_name (printer));
  json_object_set_string_member (object, "dev_access_code", MASKED);
  json_object_set_double_member (object, "nozzle_diameter",
                                 MAX (bambu_extruder_get_nozzle_diameter (extruder), 0));
  json_object_set_string_member (object, "dev_structure", is_slinger ? "I3" : "CoreXY");

  return object;
}

static void
answer_devices (const Call *call)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (call->compat->printers); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (call->compat->printers, i);

      json_array_add_object_element (array, describe_device (printer));
    }
  json_object_set_array_member (object, "devices", array);

  serve_reply_object (call->message, SOUP_STATUS_OK, object);
}

static const struct
{
  const char *path;
  void (*answer) (const Call *call);
} routes[] = {
  { "/", answer_index },
  { "/health", answer_health },
  { "/api/version", answer_version },
  { "/api/v1/status", answer_status },
  { "/api/v1/print", answer_status },
  { "/api/v1/devices", answer_devices },
};

void
serve_compat_handle (SoupServer *server,
                     SoupServerMessage *message,
                     const char *path,
                     GHashTable *query,
                     gpointer self)
{
  const Call call = {
    .compat = self,
    .message = message,
    .serial = query ? g_hash_table_lookup (query, "device_id") : NULL,
  };

  if (!serve_reply_check_reading (message) || !serve_guard_check (call.compat->guard, message))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (g_str_equal (routes[i].path, path))
      {
        routes[i].answer (&call);
        return;
      }

  serve_reply_error (message, SOUP_STATUS_NOT_FOUND, "Not Found", NULL);
}
