/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Requests as a printer reads them (protocol/mqtt-commands.md). Each has a new `sequence_id`:
 * unique in this process within the range that printers answer to, from a random start, since a
 * repeated one is refused. */
GBytes *bambu_command_new_get_version (void);
GBytes *bambu_command_new_push_start (void);
GBytes *bambu_command_new_pushall (void);

G_END_DECLS
