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
 * A [iface@Bambu.Link] to the broker inside a printer, over libmosquitto on a thread of its own: TLS with
 * the common name checked before `bblp` and the code are sent, clean session, a random client id.
 *
 * Returns: (transfer full): a closed link
 */
BambuLink *bambu_mqtt_link_new_lan (BambuTrust *trust,
                                    const char *host,
                                    guint16     port,
                                    const char *serial,
                                    const char *access_code);

G_END_DECLS
