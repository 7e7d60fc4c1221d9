/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

/* The one place of the app that knows of the simulator. */

/** culm_demo_add_printers: adds all demo printers to @fleet, those that are not there already */
void culm_demo_add_printers (BambuFleet *fleet);

/** culm_demo_add_printer: adds one that prints. Returns: (transfer none): it, new or not */
BambuPrinter *culm_demo_add_printer (BambuFleet *fleet);

G_END_DECLS
