/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-discovery.h"

G_BEGIN_DECLS

/**
 * bambu_discovery_receive:
 * @data: (array length=size): a datagram
 * @source: the address that it came from
 * @now: monotonic time, µs
 *
 * What a socket's readiness does.
 */
void bambu_discovery_receive (
    BambuDiscovery *self, const void *data, gsize size, const char *source, gint64 now);

/**
 * bambu_discovery_expire:
 * @now: monotonic time, µs
 *
 * What the timer does: entries that are silent for too long leave.
 *
 * Returns: when the next would leave, or 0 if there is none
 */
gint64 bambu_discovery_expire (BambuDiscovery *self, gint64 now);

G_END_DECLS
