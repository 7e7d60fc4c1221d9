/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-command.h"

#include <glib/gi18n.h>
#include <words/culm-json.h>

#include "ctl-bridge.h"
#include "ctl-cloud.h"
#include "ctl-failure-watch.h"
#include "ctl-fleet.h"
#include "ctl-output.h"
#include "ctl-serve-options.h"
#include "serve/serve-compat.h"
#include "serve/serve-events.h"
#include "serve/serve-metrics.h"
#include "serve/serve-proxy.h"
#include "serve/serve-server.h"

/* What serves until the command ends. What works with the printers is created in create_parts(),
 * and freed before them. */
typedef struct
{
  const CtlOptions *options;
  CtlServeOptions *judged;
  BambuAccountPrinters *opened; /* NULL: no part needs the printers */
  GListModel *printers;         /* those that are meant; NULL as well */
  CtlFailureWatch *failures;    /* NULL as well */
  ServeProxy *proxy;            /* NULL: another mode */
  ServeCompat *compat;          /* NULL: another mode */
  ServeMetrics *metrics;        /* NULL: not asked for */
  ServeEvents *events;          /* NULL: nobody is told */
  CtlBridge *bridge;            /* NULL: no broker */
  ServeServer *server;          /* NULL: no HTTP */
} Serving;

static void
serving_clear (gpointer data)
{
  Serving *self = data;

  g_clear_pointer (&self->failures, ctl_failure_watch_free);
  g_clear_pointer (&self->proxy, serve_proxy_free);
  g_clear_pointer (&self->compat, serve_compat_free);
  g_clear_pointer (&self->metrics, serve_metrics_free);
  g_clear_pointer (&self->events, serve_events_free);
  g_clear_pointer (&self->bridge, ctl_bridge_free);
  g_clear_pointer (&self->server, serve_server_free);
  g_clear_object (&self->printers);
  g_clear_object (&self->opened);
  g_clear_pointer (&self->judged, ctl_serve_options_free);
}

static void
serving_unref (gpointer self)
{
  g_rc_box_release_full (self, serving_clear);
}

typedef Serving ServingRef;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServingRef, serving_unref)

static gboolean
create_proxy (Serving *self, GError **error)
{
  g_autoptr (BambuRegion) region = ctl_cloud_create_region (self->options, error);
  ServeTokens *tokens;

  if (region == NULL)
    return FALSE;

  tokens = ctl_serve_options_load_tokens (self->options, error);
  if (tokens == NULL)
    return FALSE;

  self->proxy = serve_proxy_new (self->judged->mode, region, tokens, self->judged->guard, NULL);

  return TRUE;
}

static gboolean
create_parts (Serving *self, GError **error)
{
  if (serve_mode_is_proxy (self->judged->mode) && !create_proxy (self, error))
    return FALSE;
  if (self->judged->mode == SERVE_MODE_COMPAT)
    self->compat = serve_compat_new (self->printers, self->judged->guard);
  if (self->printers)
    self->failures = ctl_failure_watch_new (self->printers);
  if (self->options->metrics)
    self->metrics = serve_metrics_new (self->printers, self->judged->guard);
  if (self->judged->webhook)
    self->events = serve_events_new (self->printers, g_get_monotonic_time, serve_webhook_post,
                                     self->judged->webhook);
  if (self->judged->broker)
    self->bridge =
        ctl_bridge_new (self->options, g_steal_pointer (&self->judged->broker), self->printers);

  return TRUE;
}

/* @port: (out): where it is */
static gboolean
listen_for_requests (Serving *self, guint16 *port, GError **error)
{
  CtlServeOptions *judged = self->judged;

  if (judged->address == NULL)
    return TRUE;

  self->server = self->proxy
                     ? serve_server_new (NULL, judged->guard, serve_proxy_handle, self->proxy)
                     : serve_server_new (NULL, judged->guard, serve_compat_handle, self->compat);
  if (self->metrics)
    serve_server_add_page (self->server, SERVE_METRICS_PATH, serve_metrics_handle, self->metrics);
  *port = serve_server_listen (self->server, G_INET_SOCKET_ADDRESS (judged->address),
                               judged->certificate, error);

  return *port != 0;
}

static char *
dup_uri (Serving *self, guint16 port)
{
  GInetSocketAddress *address = G_INET_SOCKET_ADDRESS (self->judged->address);
  g_autofree char *host = g_inet_address_to_string (g_inet_socket_address_get_address (address));

  return g_uri_join (G_URI_FLAGS_NONE, self->judged->certificate ? "https" : "http", NULL, host,
                     port, "/", NULL, NULL);
}

static char *
dup_start_json (Serving *self, const char *uri)
{
  JsonObject *object = self->proxy    ? serve_proxy_describe (self->proxy)
                       : self->compat ? serve_compat_describe (self->compat)
                                      : json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "mode", serve_mode_get_name (self->judged->mode));
  if (uri != NULL)
    json_object_set_string_member (object, "address", uri);
  if (self->judged->webhook)
    {
      g_autofree char *webhook = serve_webhook_dup_origin (self->judged->webhook);

      json_object_set_string_member (object, "webhook", webhook);
    }
  if (self->bridge)
    {
      g_autofree char *broker = serve_broker_dup_uri (ctl_bridge_get_broker (self->bridge));

      json_object_set_string_member (object, "publish", broker);
      json_object_set_boolean_member (object, "commands", self->options->allow_commands);
    }
  json_object_unref (object);

  return culm_json_dup_line (node);
}

static char *
dup_start_text (Serving *self, const char *uri)
{
  const char *mode = serve_mode_get_name (self->judged->mode);
  guint n_printers = self->printers ? g_list_model_get_n_items (self->printers) : 0;
  g_autoptr (JsonObject) about = NULL;
  guint n_tokens;

  if (!self->proxy)
    return g_strdup_printf (
        /* Translators: an address, the name of a mode, a number */
        ngettext ("Listening at %s in mode “%s”, with %u printer.",
                  "Listening at %s in mode “%s”, with %u printers.", n_printers),
        uri, mode, n_printers);

  about = serve_proxy_describe (self->proxy);
  n_tokens = (guint) json_object_get_int_member (about, "tokens_configured");

  return g_strdup_printf (
      /* Translators: an address, “strict” or “full”, the service's address, a number */
      ngettext ("Listening at %s in mode “%s”, for %s, with %u token.",
                "Listening at %s in mode “%s”, for %s, with %u tokens.", n_tokens),
      uri, mode, json_object_get_string_member (about, "backend"), n_tokens);
}

static void
print_start_text (Serving *self, const char *uri)
{
  guint n_printers = self->printers ? g_list_model_get_n_items (self->printers) : 0;

  if (self->server)
    {
      g_autofree char *line = dup_start_text (self, uri);

      ctl_output_line (line);
    }

  if (self->judged->webhook)
    {
      g_autofree char *webhook = serve_webhook_dup_origin (self->judged->webhook);
      g_autofree char *line =
          /* Translators: an address, a number */
          g_strdup_printf (ngettext ("Telling %s what happens to %u printer.",
                                     "Telling %s what happens to %u printers.", n_printers),
                           webhook, n_printers);

      ctl_output_line (line);
    }

  if (self->bridge)
    {
      g_autofree char *broker = serve_broker_dup_uri (ctl_bridge_get_broker (self->bridge));
      g_autofree char *line =
          /* Translators: an address, a number */
          g_strdup_printf (ngettext ("Publishing at %s: %u printer.",
                                     "Publishing at %s: %u printers.", n_printers),
                           broker, n_printers);

      ctl_output_line (line);
    }
}

static DexFuture *
pass_on (DexFuture *future, gpointer user_data)
{
  return dex_ref (future);
}

static DexFuture *
serve (Serving *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *line = NULL;
  guint16 port = 0;

  if (!create_parts (self, &error) || !listen_for_requests (self, &port, &error))
    {
      ctl_output_error ("%s", error->message);
      return dex_future_new_for_int (CTL_EXIT_USAGE);
    }

  uri = self->server ? dup_uri (self, port) : NULL;
  if (self->options->json)
    {
      line = dup_start_json (self, uri);
      ctl_output_line (line);
    }
  else
    print_start_text (self, uri);

  /* Until it is dropped */
  return dex_future_finally (DEX_FUTURE (dex_promise_new ()), pass_on, g_rc_box_acquire (self),
                             serving_unref);
}

static DexFuture *
on_opened (DexFuture *future, gpointer user_data)
{
  Serving *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  GListStore *printers = g_list_store_new (BAMBU_TYPE_PRINTER);

  self->printers = G_LIST_MODEL (printers);
  self->opened = g_value_dup_object (dex_future_get_value (future, NULL));
  found =
      ctl_fleet_find_all (bambu_account_printers_get_fleet (self->opened), self->options, &error);
  if (!found)
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_list_store_splice (printers, 0, 0, found->pdata, found->len);

  return serve (self);
}

DexFuture *
ctl_command_serve (CtlOptions *options)
{
  g_autoptr (ServingRef) self = g_rc_box_new0 (Serving);
  g_autoptr (GError) error = NULL;

  self->options = options;
  self->judged = ctl_serve_options_new (options, &error);
  if (!self->judged)
    {
      ctl_output_error ("%s", error->message);
      return dex_future_new_for_int (CTL_EXIT_USAGE);
    }

  if (!self->judged->needs_printers)
    return serve (self);

  return dex_future_then (ctl_fleet_open (options), on_opened, g_steal_pointer (&self),
                          serving_unref);
}
