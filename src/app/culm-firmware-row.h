/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "culm-firmware.h"

G_BEGIN_DECLS

#define CULM_TYPE_FIRMWARE_ROW (culm_firmware_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmFirmwareRow, culm_firmware_row, CULM, FIRMWARE_ROW, AdwActionRow)

/**
 * CulmFirmwareRow:
 *
 * Which firmware a printer runs, whether there is a newer one, and what is new in it. Where the
 * printer can install it, a button asks whether it shall.
 *
 * Properties: `printer` ([class@Bambu.Printer]), set once, and its `firmware`
 * ([class@Culm.Firmware]), readable.
 */

G_END_DECLS
