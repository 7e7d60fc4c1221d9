/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_LIGHT_ROW (culm_light_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmLightRow, culm_light_row, CULM, LIGHT_ROW, AdwActionRow)

/**
 * CulmLightRow:
 *
 * A light, and the switch for it where a command reaches it. Property: `light`
 * ([class@Bambu.Light]), set once.
 */
GtkWidget *culm_light_row_new (BambuPrinter *printer, BambuLight *light);

G_END_DECLS
