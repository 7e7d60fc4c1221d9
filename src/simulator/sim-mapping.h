/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "project/bambu-project.h"
#include "sim-machine.h"

G_BEGIN_DECLS

/**
 * sim_mapping_judge:
 * @arguments: of `project_file`
 * @print: the printer's state
 * @project: (nullable): the file; %NULL: nobody read it
 * @plate: (nullable): its plate
 * @uses: (element-type SimUse): where the plate's filaments come from is added here
 *
 * Looks at `use_ams`, `ams_mapping` and `ams_mapping2` as a printer does (protocol/ams.md §9,
 * mqtt-commands.md §5): an entry for each filament of the project, and those that the plate uses
 * come from a slot that is there, has something, and belongs to the right extruder.
 *
 * Returns: 0, or the `print_error` that it has for what is wrong
 */
guint32 sim_mapping_judge (JsonObject *arguments,
                           JsonObject *print,
                           BambuProject *project,
                           BambuPlate *plate,
                           GArray *uses);

G_END_DECLS
