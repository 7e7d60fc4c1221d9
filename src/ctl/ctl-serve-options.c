/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-serve-options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ctl-bridge.h"
#include "ctl-output.h"
#include "link/bambu-redact.h"
#include "serve/serve-file.h"

#define DEFAULT_ADDRESS "127.0.0.1"
#define DEFAULT_TOKENS "proxy_tokens.json"
#define LONGEST_SECRET 4096
#define SHORTEST_SECRET 16

static gboolean
is_about_http (const CtlOptions *options)
{
  return options->metrics || options->origins || options->tokens_file || options->listen
         || options->port != -1 || options->secret_file || options->certificate_file;
}

static gboolean
has_webhook (const CtlOptions *options)
{
  return options->webhook || options->webhook_file;
}

static gboolean
take_mode (CtlServeOptions *self, const CtlOptions *options, GError **error)
{
  self->mode = (self->broker || has_webhook (options)) && !is_about_http (options)
                   ? SERVE_MODE_NONE
                   : SERVE_MODE_STRICT;
  if (options->mode && !serve_mode_parse (options->mode, &self->mode))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("There is no mode “%s”. There are “strict”, “full”, “compat” and “none”."),
                   options->mode);
      return FALSE;
    }

  self->needs_printers =
      self->mode == SERVE_MODE_COMPAT || options->metrics || has_webhook (options) || self->broker;
  if (self->mode == SERVE_MODE_NONE && is_about_http (options))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Mode “none” does without HTTP, which other options are about."));
      return FALSE;
    }

  if (self->mode == SERVE_MODE_NONE && !self->needs_printers)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("In mode “none”, there is nothing to do."));
      return FALSE;
    }

  if (!self->needs_printers && options->arguments)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is one argument too many."), options->arguments[0]);
      return FALSE;
    }

  return TRUE;
}

static gboolean
take_address (CtlServeOptions *self, const CtlOptions *options, gboolean *is_local, GError **error)
{
  const char *text = options->listen ? options->listen : DEFAULT_ADDRESS;
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);
  int port = options->port == -1 ? serve_mode_get_port (self->mode) : options->port;

  if (address == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("“%s” is no IP address."),
                   text);
      return FALSE;
    }

  if (port < 0 || port > G_MAXUINT16)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("A port is from 0 to %d."),
                   G_MAXUINT16);
      return FALSE;
    }

  *is_local = g_inet_address_get_is_loopback (address);
  if (!*is_local && (!options->secret_file || !options->certificate_file))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("Other computers can reach %s. That takes --secret-file and --certificate."),
                   text);
      return FALSE;
    }

  if (self->mode != SERVE_MODE_NONE)
    self->address = g_inet_socket_address_new (address, (guint16) port);

  return TRUE;
}

void
ctl_serve_options_explain_file (GError *error, const char *path)
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

char *
ctl_serve_options_read_line (const char *path, GError **error)
{
  struct stat info;
  char *secret = serve_file_read (path, LONGEST_SECRET, &info, error);

  if (secret != NULL)
    secret[strcspn (secret, "\r\n")] = '\0';
  else if (error && *error)
    ctl_serve_options_explain_file (*error, path);

  return secret;
}

const char *
ctl_serve_options_get_tokens_file (const CtlOptions *options)
{
  return options->tokens_file ? options->tokens_file : DEFAULT_TOKENS;
}

ServeTokens *
ctl_serve_options_load_tokens (const CtlOptions *options, GError **error)
{
  const char *path = ctl_serve_options_get_tokens_file (options);
  ServeTokens *tokens = serve_tokens_new (path, error);

  if (!tokens && error && *error)
    ctl_serve_options_explain_file (*error, path);

  return tokens;
}

/* @secret: (out) (nullable) (transfer full): if there is one */
static gboolean
load_secret (const char *path, char **secret, GError **error)
{
  *secret = path ? ctl_serve_options_read_line (path, error) : NULL;
  if (path == NULL || *secret == NULL)
    return path == NULL;

  if (strlen (*secret) < SHORTEST_SECRET)
    {
      g_clear_pointer (secret, bambu_secret_free);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   /* Translators: %s is a file, %d is 16 */
                   _ ("%s: A secret has at least %d characters."), path, SHORTEST_SECRET);
      return FALSE;
    }

  return TRUE;
}

static gboolean
load_certificate (CtlServeOptions *self, const CtlOptions *options, GError **error)
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

/* Where a token or a secret is shown, the pages that have it are known. */
static gboolean
take_origins (CtlServeOptions *self, const CtlOptions *options, gboolean is_local, GError **error)
{
  g_autoptr (ServeCors) cors = NULL;

  if (options->origins == NULL)
    return TRUE;

  cors = serve_cors_new (serve_mode_get_methods (self->mode));
  for (guint i = 0; options->origins[i]; i++)
    {
      const char *origin = options->origins[i];

      if (g_str_equal (origin, SERVE_CORS_ALL) && !(is_local && self->mode == SERVE_MODE_COMPAT))
        {
          g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                               _ ("All web pages can only be let in in mode “compat”, where other "
                                  "computers do not reach it. Name their origins with --cors."));
          return FALSE;
        }

      if (!serve_cors_allow (cors, origin))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("“%s” is no origin of web pages, such as https://example.com."), origin);
          return FALSE;
        }
    }
  serve_guard_set_cors (self->guard, g_steal_pointer (&cors));

  return TRUE;
}

static void
on_lost (const char *event, const char *id, ServeLoss loss, guint status)
{
  switch (loss)
    {
    case SERVE_LOSS_FULL:
      /* Translators: the name of an event, its number */
      ctl_output_error (_ ("%s %s was not delivered: too many events wait for the webhook."), event,
                        id);
      break;
    case SERVE_LOSS_UNTRUSTED:
      ctl_output_error (_ ("%s %s was not delivered: the webhook’s certificate is not trusted."),
                        event, id);
      break;
    case SERVE_LOSS_REFUSED:
    case SERVE_LOSS_UNREACHED:
    default:
      if (status > 0)
        ctl_output_error (_ ("%s %s was not delivered: the webhook answered %u."), event, id,
                          status);
      else
        ctl_output_error (_ ("%s %s was not delivered: the webhook did not answer."), event, id);
    }
}

static void
explain_webhook (GError *error, const CtlOptions *options)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    text = g_strdup (_ ("A webhook has an address with https, without a password; with http only "
                        "on this computer."));
  else
    text = g_strdup_printf ("%s: %s", options->webhook_ca_file, error->message);

  g_set_str (&error->message, text);
}

static gboolean
create_webhook (CtlServeOptions *self, const CtlOptions *options, GError **error)
{
  char *url = NULL;
  char *secret = NULL;

  if (!has_webhook (options))
    {
      if (!options->webhook_secret_file && !options->webhook_ca_file)
        return TRUE;

      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("--webhook-secret-file and --webhook-ca say more about --webhook, "
                              "which is missing."));
      return FALSE;
    }

  if (options->webhook && options->webhook_file)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is one argument too many."), "--webhook");
      return FALSE;
    }

  if (load_secret (options->webhook_file, &url, error)
      && load_secret (options->webhook_secret_file, &secret, error))
    {
      self->webhook = serve_webhook_new (url ? url : options->webhook, secret,
                                         options->webhook_ca_file, NULL, on_lost, error);
      if (!self->webhook && error && *error)
        explain_webhook (*error, options);
    }
  bambu_secret_free (url);
  bambu_secret_free (secret);

  return self->webhook != NULL;
}

CtlServeOptions *
ctl_serve_options_new (const CtlOptions *options, GError **error)
{
  g_autoptr (CtlServeOptions) self = g_new0 (CtlServeOptions, 1);
  gboolean is_local = TRUE;
  char *secret = NULL;

  if (!ctl_bridge_judge (options, &self->broker, error) || !take_mode (self, options, error)
      || !take_address (self, options, &is_local, error) || !create_webhook (self, options, error)
      || !load_secret (options->secret_file, &secret, error))
    return NULL;

  self->guard = serve_guard_new (is_local, secret);
  bambu_secret_free (secret);

  if (!take_origins (self, options, is_local, error) || !load_certificate (self, options, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
ctl_serve_options_free (CtlServeOptions *self)
{
  g_clear_pointer (&self->broker, serve_broker_free);
  g_clear_object (&self->address);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->guard, serve_guard_unref);
  g_clear_pointer (&self->webhook, serve_webhook_free);
  g_free (self);
}
