/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

/* The light that a printer is looked at by */

/** culm_chamber_light_find: Returns: (transfer none) (nullable) */
BambuLight *culm_chamber_light_find (BambuPrinter *printer);

/** culm_chamber_light_is_on: %FALSE where there is none */
gboolean culm_chamber_light_is_on (BambuPrinter *printer);

G_END_DECLS
