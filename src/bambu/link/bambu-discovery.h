/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-announcement.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_DISCOVERY (bambu_discovery_get_type ())
G_DECLARE_FINAL_TYPE (BambuDiscovery, bambu_discovery, BAMBU, DISCOVERY, GObject)

/**
 * BambuDiscovery:
 *
 * Listens for printers' announcements (UDP 2021 and 1990, broadcast and 239.255.255.250): a
 * #GListModel of [class@Bambu.Announcement], one a serial, at most 256, an entry leaves after 60 s
 * of silence or a good-bye. An entry is replaced only when it says something else. It listens only:
 * printers speak up by themselves every few seconds, and most do not answer a search. Main context
 * only.
 *
 * Properties: `listening` (boolean, readable), `error` (boxed #GError, readable, nullable: no port
 * could be bound). Signal `announced` (#BambuAnnouncement): each packet that was understood.
 */
BambuDiscovery *bambu_discovery_new (void);

/**
 * bambu_discovery_new_for_ports:
 * @ports: (array length=n_ports): UDP ports to listen on instead
 */
BambuDiscovery *bambu_discovery_new_for_ports (const guint16 *ports, guint n_ports);

/** bambu_discovery_hold: starts to listen, or counts one user more */
void bambu_discovery_hold (BambuDiscovery *self);
/** bambu_discovery_release: one user less; with the last it stops and empties itself */
void bambu_discovery_release (BambuDiscovery *self);
gboolean bambu_discovery_is_listening (BambuDiscovery *self);

G_END_DECLS
