/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-printer.h"

G_BEGIN_DECLS

/**
 * sim_print_begin:
 * @arguments: of `project_file` or `gcode_file`
 * @url: where the file is
 * @plate: from 1; 0 for plain G-code
 *
 * A printer is told to print. If it is not busy it prepares, has a look at the file meanwhile, and
 * prints it, or fails with the error that a real one has.
 *
 * Returns: %FALSE if it says that it will not
 */
gboolean sim_print_begin (SimPrinter *printer, JsonObject *arguments, const char *url, int plate);

/**
 * sim_print_begin_for_cloud:
 * @arguments: of `project_file`
 * @path: (nullable) (type filename): what it loads
 * @is_proven: the order carries the proof that firmware with authorization wants
 *
 * The cloud tells it to print; it says nothing to the cloud but its reports.
 */
void sim_print_begin_for_cloud (
    SimPrinter *printer, JsonObject *arguments, const char *path, int plate, gboolean is_proven);

G_END_DECLS
