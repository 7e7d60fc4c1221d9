/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "simulator/sim-certificate.h"

G_BEGIN_DECLS

/**
 * OutsideBroker:
 *
 * A mosquitto that somebody has already: no printer's, no cloud's. On 127.0.0.1.
 */
typedef struct _OutsideBroker OutsideBroker;

/**
 * outside_broker_new:
 * @authority: (nullable): who signed its certificate, for TLS
 * @user: (nullable): the only one it lets in, with @password; %NULL: everybody
 */
OutsideBroker *outside_broker_new (SimCertificate *authority,
                                   const char *user,
                                   const char *password);
void outside_broker_free (OutsideBroker *self);
guint16 outside_broker_get_port (OutsideBroker *self);

/** outside_broker_get_ca_file: Returns: (transfer none) (nullable): where that authority is */
const char *outside_broker_get_ca_file (OutsideBroker *self);

/** outside_broker_restart: it forgets all that it knew */
void outside_broker_restart (OutsideBroker *self);

/**
 * OutsideClient:
 *
 * A program that is connected to one, on the main context: hears all that is said there.
 */
typedef struct _OutsideClient OutsideClient;

/** outside_client_new: as who is let in; subscribed to everything, with what is retained */
OutsideClient *outside_client_new (OutsideBroker *broker);
void outside_client_free (OutsideClient *self);
void outside_client_say (OutsideClient *self,
                         const char *topic,
                         const char *text,
                         gboolean is_retained);

/** outside_client_get: Returns: (transfer none) (nullable): what was said last there, %NULL also if
 * that was nothing */
const char *outside_client_get (OutsideClient *self, const char *topic);
/** outside_client_count: how often something was said there */
guint outside_client_count (OutsideClient *self, const char *topic);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutsideBroker, outside_broker_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutsideClient, outside_client_free)

G_END_DECLS
