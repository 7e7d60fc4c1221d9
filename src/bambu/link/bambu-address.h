/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** The port of a printer's broker: what an address without a port means. */
#define BAMBU_ADDRESS_PORT 8883

/**
 * bambu_address_parse:
 * @address: host or host:port, as a user writes it
 * @host: (out) (transfer full): name or IP address, without brackets
 * @port: (out): the broker's port; the printer's other ports lie as far from theirs
 *   as this one from %BAMBU_ADDRESS_PORT
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: whether it is an address
 */
gboolean bambu_address_parse (const char *address, char **host, guint16 *port, GError **error);

/**
 * bambu_address_find_port:
 * @broker_port: of bambu_address_parse()
 * @usual: where printers have another service
 * @port: (out): where this one has it
 *
 * Returns: %FALSE if there is no such port
 */
gboolean bambu_address_find_port (guint16 broker_port,
                                  guint16 usual,
                                  guint16 *port,
                                  GError **error);

/**
 * bambu_address_format:
 *
 * Returns: (transfer full): the shortest text that bambu_address_parse() takes for the same
 */
char *bambu_address_format (const char *host, guint16 port);

G_END_DECLS
