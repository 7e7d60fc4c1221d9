/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bambu_serial_is_valid:
 * @text: (nullable): what somebody says is a printer's serial number
 *
 * A serial number goes into topics, into names of files and onto the screen, so
 * whoever takes one from a user, from the network or from a certificate asks this first.
 *
 * Returns: whether a printer can have it
 */
gboolean bambu_serial_is_valid (const char *text);

G_END_DECLS
