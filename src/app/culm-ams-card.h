/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_AMS_CARD (culm_ams_card_get_type ())
G_DECLARE_FINAL_TYPE (CulmAmsCard, culm_ams_card, CULM, AMS_CARD, AdwBin)

/**
 * CulmAmsCard:
 *
 * An AMS unit: its air, the nozzle that it feeds, its slots, and what its dryer does.
 *
 * Properties: `ams` ([class@Bambu.Ams]) and `printer` ([class@Bambu.Printer]), set once; `compact`
 * (boolean): small tiles, set once.
 */
GtkWidget *culm_ams_card_new (BambuPrinter *printer, BambuAms *ams, gboolean compact);

G_END_DECLS
