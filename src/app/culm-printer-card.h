/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/camera/bambu-camera.h>

#include "culm-live-set.h"
#include "culm-status.h"

G_BEGIN_DECLS

#define CULM_TYPE_PRINTER_CARD (culm_printer_card_get_type ())
G_DECLARE_FINAL_TYPE (CulmPrinterCard, culm_printer_card, CULM, PRINTER_CARD, GtkFlowBoxChild)

/**
 * CulmPrinterCard:
 *
 * A printer among others: what its camera sees, its name, what it does, how hot it is and what
 * filament it has. The picture is one of now and then, and live under the pointer or with the
 * focus. Of one that cannot be reached the last picture stays, grey.
 *
 * Properties:
 *
 * - `camera` ([class@Bambu.Camera]), `live-set` ([class@Culm.LiveSet]), of all the cards: set once
 * - `on-screen` (boolean): see [class@Culm.SeenRows]
 * - `pictures` (boolean): rather its picture than what else is known of it
 * - `selected` (boolean), `selecting` (boolean): a click selects
 * - `status` ([class@Culm.Status]), readable
 *
 * Signal `toggled`: the user wants it to be selected, or not any more.
 */
GtkWidget *culm_printer_card_new (BambuCamera *camera, CulmLiveSet *live_set);

BambuPrinter *culm_printer_card_get_printer (CulmPrinterCard *self);
CulmStatus *culm_printer_card_get_status (CulmPrinterCard *self);
gboolean culm_printer_card_is_selected (CulmPrinterCard *self);

G_END_DECLS
