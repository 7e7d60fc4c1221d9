/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/link/bambu-link.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * simulator_link_new:
 * @described: a printer of simulator_process_get_printer()
 *
 * Returns: (transfer full): a link to it over its real broker, to be opened yet
 */
BambuLink *simulator_link_new (JsonObject *described);

G_END_DECLS
