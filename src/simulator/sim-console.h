/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-announcer.h"
#include "sim-cloud.h"
#include "sim-server.h"

G_BEGIN_DECLS

#define SIM_TYPE_CONSOLE (sim_console_get_type ())
G_DECLARE_FINAL_TYPE (SimConsole, sim_console, SIM, CONSOLE, GObject)

/**
 * SimConsole:
 *
 * How culm-simulator talks to who started it: commands, one a line, on its input; JSON, one object
 * a line, on standard output.
 *
 * Signal `quit`: it was asked to end.
 */

/** sim_console_new: @cloud (nullable): %NULL where there is none */
SimConsole *sim_console_new (SimServer *server,
                             SimAnnouncer *announcer,
                             SimCloud *cloud,
                             GInputStream *input);

/** sim_console_start: reads commands from now on; the end of the input ends nothing but that */
void sim_console_start (SimConsole *self);

/** sim_console_stop: neither reads nor tells any more; a read under way holds it until the main
 * context runs again */
void sim_console_stop (SimConsole *self);

/** sim_console_print: writes a line */
void sim_console_print (JsonObject *object);

G_END_DECLS
