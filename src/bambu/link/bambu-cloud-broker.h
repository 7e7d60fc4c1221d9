/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-link.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_CLOUD_BROKER (bambu_cloud_broker_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudBroker, bambu_cloud_broker, BAMBU, CLOUD_BROKER, GObject)

/**
 * BambuCloudBroker:
 *
 * The cloud's broker as one account sees it: one connection for all its printers, with TLS checked
 * against the system's authorities and the host name, made when the first of its links is opened.
 * It connects at most five times in five minutes and leaves 150 ms between requests. Main context
 * only.
 *
 * Properties, notified only when they change:
 *
 * - `state` (#BambuLinkState, readable): the connection's. %BAMBU_LINK_STATE_REFUSED: the token is
 * dead; not tried again before bambu_cloud_broker_set_login(). Never
 * %BAMBU_LINK_STATE_UNTRUSTED: whoever is in the way is there for a while, so it waits and tries
 * again
 * - `error` (boxed #GError, readable, nullable): why it is not open, kept through the next attempt
 */

/**
 * bambu_cloud_broker_new:
 * @host: host name, see protocol/cloud-account.md §1
 * @port: 8883
 * @authorities: (nullable) (type filename): a PEM file of authorities that are trusted beside the
 * system's; for development
 *
 * Returns: (transfer full): a broker without a log-in
 */
BambuCloudBroker *bambu_cloud_broker_new (const char *host, guint16 port, const char *authorities);

/**
 * bambu_cloud_broker_set_login:
 * @self: a broker
 * @uid: (nullable): the account's number, with or without `u_`; %NULL signs out
 * @token: (nullable): its token
 *
 * From the next connection on; ends a refusal. An open connection stays. Signing out closes it.
 */
void bambu_cloud_broker_set_login (BambuCloudBroker *self, const char *uid, const char *token);

/**
 * bambu_cloud_broker_get_link:
 * @self: a broker
 * @serial: a printer's serial
 *
 * The link to one of the account's printers. Its state is the connection's, but for:
 * %BAMBU_LINK_STATE_REFUSED also if the account may not hear this printer, and
 * %BAMBU_LINK_STATE_WAITING with %BAMBU_LINK_ERROR_ABSENT while the printer itself is not
 * connected to the cloud. It shows no certificate and does not keep the broker.
 *
 * Returns: (transfer full): the same link for the same serial while somebody holds it
 */
BambuLink *bambu_cloud_broker_get_link (BambuCloudBroker *self, const char *serial);

/**
 * bambu_cloud_broker_set_present:
 * @present: whether the printer is connected to the cloud
 *
 * What a device list says. The printer's own messages say the same and come sooner.
 */
void bambu_cloud_broker_set_present (BambuCloudBroker *self, const char *serial, gboolean present);

BambuLinkState bambu_cloud_broker_get_state (BambuCloudBroker *self);
/** bambu_cloud_broker_get_error: Returns: (transfer none) (nullable) */
const GError *bambu_cloud_broker_get_error (BambuCloudBroker *self);

G_END_DECLS
