/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-bridge.h"

#include <glib/gi18n.h>

#include "ctl-control-answer.h"
#include "ctl-output.h"
#include "ctl-serve-options.h"
#include "serve/serve-bridge.h"

#define DISCOVERY "homeassistant"

struct _CtlBridge
{
  ServeBridge *bridge;
  char *told; /* what is wrong, once */
};

static gboolean
fail (GError **error, const char *text)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, text);

  return FALSE;
}

static gboolean
take_authorities (ServeBroker *broker, const char *path, GError **error)
{
  g_autolist (GTlsCertificate) certificates = NULL;
  g_autoptr (GError) reason = NULL;

  if (path == NULL)
    return TRUE;

  if (!broker->is_tls)
    return fail (error, _ ("--publish-ca is for a broker of mqtts://."));

  certificates = g_tls_certificate_list_new_from_file (path, &reason);
  if (certificates == NULL)
    {
      if (reason == NULL)
        reason = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no certificate");
      ctl_serve_options_explain_file (reason, path);
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  broker->authorities = g_strdup (path);

  return TRUE;
}

static gboolean
take_login (ServeBroker *broker, const CtlOptions *options, GError **error)
{
  const char *path = options->publish_password_file;

  broker->user = g_strdup (options->publish_user);
  if (path == NULL)
    return TRUE;

  if (broker->user == NULL)
    return fail (error, _ ("--publish-password-file takes --publish-user."));

  if (!broker->is_tls && !serve_broker_is_local (broker))
    return fail (error, _ ("Others could read the password on its way to another computer. That "
                           "takes a broker of mqtts://."));

  broker->password = ctl_serve_options_read_line (path, error);

  return broker->password != NULL;
}

gboolean
ctl_bridge_judge (const CtlOptions *options, ServeBroker **broker, GError **error)
{
  g_autoptr (ServeBroker) parsed = NULL;

  *broker = NULL;
  if (options->publish == NULL)
    return !(options->publish_user || options->publish_password_file || options->publish_ca_file
             || options->allow_commands || options->discovery)
           || fail (error, _ ("--publish-user, --publish-password-file, --publish-ca, "
                              "--allow-commands and --discovery say more about the broker of "
                              "--publish, which is missing."));

  if (options->discovery && *options->discovery && !serve_broker_is_topic (options->discovery))
    return fail (error, _ ("What a broker’s topics begin with has no empty part, no “+” and no "
                           "“#”."));

  parsed = serve_broker_parse (options->publish, error);
  if (parsed == NULL || !take_authorities (parsed, options->publish_ca_file, error)
      || !take_login (parsed, options, error))
    return FALSE;

  *broker = g_steal_pointer (&parsed);

  return TRUE;
}

static char *
explain (const ServeBroker *broker, const GError *error)
{
  if (error->domain == G_IO_ERROR && error->code == G_IO_ERROR_PERMISSION_DENIED)
    return g_strdup_printf (_ ("The broker at %s does not let Culm hear commands."), broker->host);

  if (g_error_matches (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED))
    return g_strdup_printf (_ ("The broker at %s does not accept the name or the password."),
                            broker->host);

  if (g_error_matches (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CERTIFICATE))
    return g_strdup_printf (_ ("What answers at %s does not prove to be that broker. Nothing was "
                               "sent. (%s)"),
                            broker->host, error->message);

  return g_strdup_printf (_ ("The broker at %s is not reached. It is tried again. (%s)"),
                          broker->host, error->message);
}

static void
on_failed (const ServeBroker *broker, const GError *error, gpointer user_data)
{
  CtlBridge *self = user_data;
  g_autofree char *text = error ? explain (broker, error) : NULL;

  if (g_set_str (&self->told, text) && text)
    ctl_output_error ("%s", text);
}

CtlBridge *
ctl_bridge_new (const CtlOptions *options, ServeBroker *broker, GListModel *printers)
{
  CtlBridge *self = g_new0 (CtlBridge, 1);
  const char *discovery = options->discovery ? options->discovery : DISCOVERY;
  const ServeBridgeRules rules = {
    .discovery = *discovery ? discovery : NULL,
    .allow_commands = options->allow_commands,
    .ask = ctl_control_answer_ask,
  };

  self->bridge = serve_bridge_new (broker, printers, &rules, on_failed, self);

  return self;
}

void
ctl_bridge_free (CtlBridge *self)
{
  g_clear_pointer (&self->bridge, serve_bridge_free);
  g_free (self->told);
  g_free (self);
}

const ServeBroker *
ctl_bridge_get_broker (CtlBridge *self)
{
  return serve_bridge_get_broker (self->bridge);
}
