/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-link.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_MQTT_LINK (bambu_mqtt_link_get_type ())
G_DECLARE_FINAL_TYPE (BambuMqttLink, bambu_mqtt_link, BAMBU, MQTT_LINK, GObject)

/**
 * bambu_mqtt_link_new_lan:
 * @trust: who decides on the printer's certificate
 * @host: address or name
 * @port: 8883 on a printer
 * @serial: the printer's serial
 * @access_code: the printer's access code
 *
 * A [iface@Bambu.Link] to the broker inside a printer, over libmosquitto on a thread of its own:
 * TLS with the common name checked before `bblp` and the code are sent, clean session, a random
 * client id.
 *
 * Returns: (transfer full): a closed link
 */
BambuLink *bambu_mqtt_link_new_lan (
    BambuTrust *trust, const char *host, guint16 port, const char *serial, const char *access_code);

/**
 * bambu_mqtt_link_wait_for_all:
 * @timeout_msec: how long at most
 *
 * Waits until all links that were closed or dropped have said good-bye to their brokers. Blocks:
 * for the end of a program, after its main loop, where their threads would be cut off in the middle
 * of it.
 *
 * Returns: %FALSE if some have not
 */
gboolean bambu_mqtt_link_wait_for_all (guint timeout_msec);

G_END_DECLS
