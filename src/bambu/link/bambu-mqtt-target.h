/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-trust.h"

G_BEGIN_DECLS

/**
 * BambuMqttTarget:
 *
 * Which printer is reached where, and as whom.
 */
typedef struct
{
  BambuTrust *trust;
  char *host;
  guint16 port;
  char *serial;
  char *user;
  char *password;
} BambuMqttTarget;

void bambu_mqtt_target_init (BambuMqttTarget *self,
                             BambuTrust *trust,
                             const char *host,
                             guint16 port,
                             const char *serial,
                             const char *user,
                             const char *password);
void bambu_mqtt_target_clear (BambuMqttTarget *self);

/** bambu_mqtt_target_dup_topic: Returns: (transfer full): the printer's topic `report` or `request`
 */
char *bambu_mqtt_target_dup_topic (const BambuMqttTarget *self, const char *name);

/** bambu_mqtt_target_owns_report: whether that is a topic on which this printer reports */
gboolean bambu_mqtt_target_owns_report (const BambuMqttTarget *self, const char *topic);

G_END_DECLS
