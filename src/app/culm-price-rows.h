/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

/** culm_price_rows_add: a row for what a kilogram costs of each of @materials (array
 * zero-terminated=1), of what is in the printers, and of what has a price already */
void culm_price_rows_add (AdwExpanderRow *row,
                          GSettings *settings,
                          BambuFleet *fleet,
                          const char *const *materials);

G_END_DECLS
