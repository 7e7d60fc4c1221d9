/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-machine.h"

G_BEGIN_DECLS

/**
 * sim_gcode_run:
 * @lines: G-code; each line ends with a newline, what follows the last is not done
 *
 * Does what clients send as `gcode_line`: temperatures, fans, homing, jogging, extruding, motors
 * off, reading a tag. What it does not know is passed over without a word, as firmware does.
 */
void sim_gcode_run (SimMachine *machine, const char *lines);

G_END_DECLS
