/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_EXTERNAL_CARD (culm_external_card_get_type ())
G_DECLARE_FINAL_TYPE (CulmExternalCard, culm_external_card, CULM, EXTERNAL_CARD, AdwBin)

/**
 * CulmExternalCard:
 *
 * The spools outside of any AMS unit. Not visible where there are none.
 *
 * Properties: `printer` ([class@Bambu.Printer]), set once; `compact` (boolean): small tiles, set
 * before.
 */

G_END_DECLS
