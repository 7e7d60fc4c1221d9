/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-command.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ctl-cloud.h"
#include "ctl-json.h"
#include "ctl-output.h"
#include "link/bambu-redact.h"
#include "serve/serve-file.h"
#include "serve/serve-proxy.h"
#include "serve/serve-server.h"

#define DEFAULT_ADDRESS "127.0.0.1"
#define DEFAULT_TOKENS "proxy_tokens.json"
#define UPSTREAM_MSEC (30 * 1000)
#define LONGEST_SECRET 4096
#define SHORTEST_SECRET 16

/* What serves until the command ends */
typedef struct
{
  ServeMode mode;
  GSocketAddress *address;
  gboolean is_local;
  GTlsCertificate *certificate;
  char *secret;
  ServeProxy *proxy;
  ServeServer *server;
} Serving;

static void
serving_free (gpointer data)
{
  Serving *self = data;

  g_clear_pointer (&self->proxy, serve_proxy_free);
  g_clear_pointer (&self->server, serve_server_free);
  g_clear_object (&self->address);
  g_clear_object (&self->certificate);
  bambu_secret_free (self->secret);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Serving, serving_free)

static gboolean
take_options (Serving *self, const CtlOptions *options, GError **error)
{
  const char *text = options->listen ? options->listen : DEFAULT_ADDRESS;
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);
  int port;

  self->mode = SERVE_MODE_STRICT;
  if (options->mode && !serve_mode_parse (options->mode, &self->mode))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("There is no mode “%s”. There are “strict” and “full”."), options->mode);
      return FALSE;
    }

  if (address == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("“%s” is no IP address."),
                   text);
      return FALSE;
    }

  port = options->port == -1 ? serve_mode_get_port (self->mode) : options->port;
  if (port < 0 || port > G_MAXUINT16)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("A port is from 0 to %d."),
                   G_MAXUINT16);
      return FALSE;
    }

  self->is_local = g_inet_address_get_is_loopback (address);
  self->address = g_inet_socket_address_new (address, (guint16) port);
  if (!self->is_local && (!options->secret_file || !options->certificate_file))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("Other computers can reach %s. That takes --secret-file and --certificate."),
                   text);
      return FALSE;
    }

  return TRUE;
}

/* What is wrong with a file of secrets */
static void
explain_file (GError *error, const char *path)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    text = g_strdup_printf (_ ("%s: Only its owner, who also runs this, should be able to read it "
                               "(chmod 600)."),
                            path);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    text = g_strdup_printf (_ ("%s: That is not what should be in it."), path);
  else
    text = g_strdup_printf ("%s: %s", path, error->message);

  g_set_str (&error->message, text);
}

static gboolean
load_secret (Serving *self, const char *path, GError **error)
{
  struct stat info;

  if (path == NULL)
    return TRUE;

  self->secret = serve_file_read (path, LONGEST_SECRET, &info, error);
  if (self->secret == NULL)
    {
      if (error && *error)
        explain_file (*error, path);
      return FALSE;
    }

  self->secret[strcspn (self->secret, "\r\n")] = '\0';
  if (strlen (self->secret) < SHORTEST_SECRET)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   /* Translators: %s is a file, %d is 16 */
                   _ ("%s: A secret has at least %d characters."), path, SHORTEST_SECRET);
      return FALSE;
    }

  return TRUE;
}

static gboolean
load_certificate (Serving *self, const CtlOptions *options, GError **error)
{
  const char *path = options->certificate_file;

  if (path == NULL)
    return TRUE;

  self->certificate = options->key_file
                          ? g_tls_certificate_new_from_files (path, options->key_file, error)
                          : g_tls_certificate_new_from_file (path, error);
  if (self->certificate == NULL)
    g_prefix_error (error, "%s: ", path);

  return self->certificate != NULL;
}

static gboolean
create_proxy (Serving *self, const CtlOptions *options, GError **error)
{
  const char *path = options->tokens_file ? options->tokens_file : DEFAULT_TOKENS;
  const ServeProxyRules rules = {
    .limit_msec = UPSTREAM_MSEC,
    .is_local = self->is_local,
    .secret = self->secret,
    .get_now = g_get_monotonic_time,
  };
  g_autoptr (BambuRegion) region = ctl_cloud_create_region (options, error);
  ServeTokens *tokens;

  if (region == NULL)
    return FALSE;

  tokens = serve_tokens_new (path, error);
  if (tokens == NULL)
    {
      if (error && *error)
        explain_file (*error, path);
      return FALSE;
    }

  self->proxy = serve_proxy_new (self->mode, region, tokens, &rules);

  return TRUE;
}

static void
print_start (Serving *self, guint16 port, gboolean json)
{
  GInetAddress *address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (self->address));
  g_autofree char *host = g_inet_address_to_string (address);
  g_autofree char *uri = g_uri_join (G_URI_FLAGS_NONE, self->certificate ? "https" : "http", NULL,
                                     host, port, "/", NULL, NULL);
  g_autoptr (JsonObject) object = serve_proxy_describe (self->proxy);
  g_autofree char *line = NULL;

  if (json)
    {
      g_autoptr (JsonNode) node = NULL;

      json_object_set_string_member (object, "address", uri);
      node = json_node_init_object (json_node_alloc (), object);
      line = ctl_json_dup_line (node);
    }
  else
    {
      guint n_tokens = (guint) json_object_get_int_member (object, "tokens_configured");

      line = g_strdup_printf (
          /* Translators: an address, “strict” or “full”, the service's address, a number */
          ngettext ("Listening at %s in mode “%s”, for %s, with %u token.",
                    "Listening at %s in mode “%s”, for %s, with %u tokens.", n_tokens),
          uri, serve_mode_get_name (self->mode), json_object_get_string_member (object, "backend"),
          n_tokens);
    }

  ctl_output_line (line);
}

static DexFuture *
pass_on (DexFuture *future, gpointer user_data)
{
  return dex_ref (future);
}

DexFuture *
ctl_command_serve (CtlOptions *options)
{
  g_autoptr (Serving) self = g_new0 (Serving, 1);
  g_autoptr (GError) error = NULL;
  guint16 port;

  if (take_options (self, options, &error) && load_secret (self, options->secret_file, &error)
      && load_certificate (self, options, &error) && create_proxy (self, options, &error))
    {
      self->server = serve_server_new (NULL, serve_proxy_handle, self->proxy);
      port = serve_server_listen (self->server, G_INET_SOCKET_ADDRESS (self->address),
                                  self->certificate, &error);
      if (port != 0)
        {
          print_start (self, port, options->json);

          /* Until it is dropped */
          return dex_future_finally (DEX_FUTURE (dex_promise_new ()), pass_on,
                                     g_steal_pointer (&self), serving_free);
        }
    }

  ctl_output_error ("%s", error->message);

  return dex_future_new_for_int (CTL_EXIT_USAGE);
}
