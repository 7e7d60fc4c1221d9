/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer-control.h>

G_BEGIN_DECLS

#define CULM_TYPE_JOG_PAD (culm_jog_pad_get_type ())
G_DECLARE_FINAL_TYPE (CulmJogPad, culm_jog_pad, CULM, JOG_PAD, AdwBin)

/**
 * CulmJogPad:
 *
 * Buttons that move what carries the nozzle and what carries the print, by steps. It stands as the
 * printer does, whichever way is written. Before it moves along an axis that was not homed it asks,
 * once.
 *
 * Properties:
 *
 * - `printer` ([class@Bambu.Printer]), set once
 * - `step` (string): millimetres: `1`, `10`, `50`
 * - `keys` (boolean): the arrow keys move too, while the focus is in the pad
 */

G_END_DECLS
