/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ServeBroker:
 * @host: name or address, without brackets
 * @port: port
 * @is_tls: whether it has to prove who it is, and nobody reads along
 * @prefix: what our topics begin with, without a slash at the end
 * @authorities: (nullable) (type filename): PEM, who may sign its certificate beside the system's
 * authorities
 * @user: (nullable): as whom
 * @password: (nullable): for @user
 *
 * Somebody's broker of MQTT, and where in it we are.
 */
typedef struct
{
  char *host;
  guint16 port;
  gboolean is_tls;
  char *prefix;
  char *authorities;
  char *user;
  char *password;
} ServeBroker;

/**
 * serve_broker_parse:
 * @uri: `mqtt://HOST[:PORT][/PREFIX]`, or `mqtts://`
 * @error: says what is wrong, without a password that may be in @uri
 *
 * Returns: (transfer full) (nullable): without a user
 */
ServeBroker *serve_broker_parse (const char *uri, GError **error);
void serve_broker_free (ServeBroker *self);

/** serve_broker_is_local: whether it is on this computer */
gboolean serve_broker_is_local (const ServeBroker *self);
/** serve_broker_dup_uri: Returns: (transfer full): what serve_broker_parse() takes for the same */
char *serve_broker_dup_uri (const ServeBroker *self);

/** serve_broker_is_topic: whether @text can be some levels of a topic that is published on */
gboolean serve_broker_is_topic (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeBroker, serve_broker_free)

G_END_DECLS
