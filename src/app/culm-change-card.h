/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_CHANGE_CARD (culm_change_card_get_type ())
G_DECLARE_FINAL_TYPE (CulmChangeCard, culm_change_card, CULM, CHANGE_CARD, AdwBin)

/**
 * CulmChangeCard:
 *
 * The change of filament that is going on, and the buttons for it where it waits for the user. Not
 * visible at other times. Property: `printer` ([class@Bambu.Printer]), set once.
 */

G_END_DECLS
