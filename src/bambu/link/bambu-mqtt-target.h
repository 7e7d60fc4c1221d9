/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-trust.h"

G_BEGIN_DECLS

/**
 * BambuMqttTarget:
 * @trust: (nullable): who decides on a printer's certificate; %NULL: the cloud's, which the
 * system's authorities sign for its host name
 * @authorities: (nullable): of a cloud: a PEM file of others that may sign, too
 * @host: name or address
 * @port: port
 * @serial: (nullable): the printer whose own broker it is; %NULL: the cloud's, for many
 * @user: user name
 * @password: access code or token
 *
 * Which broker is reached where, and as whom.
 */
typedef struct
{
  BambuTrust *trust;
  char *authorities;
  char *host;
  guint16 port;
  char *serial;
  char *user;
  char *password;
} BambuMqttTarget;

/** bambu_mqtt_target_copy: @self is uninitialized */
void bambu_mqtt_target_copy (BambuMqttTarget *self, const BambuMqttTarget *other);
void bambu_mqtt_target_clear (BambuMqttTarget *self);

/** bambu_mqtt_target_set_login: another user or password */
void bambu_mqtt_target_set_login (BambuMqttTarget *self, const char *user, const char *password);

/** bambu_mqtt_target_dup_name: Returns: (transfer full): how it is called in a log */
char *bambu_mqtt_target_dup_name (const BambuMqttTarget *self);

G_END_DECLS
