/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

#include "culm-file-transfers.h"

G_BEGIN_DECLS

#define CULM_TYPE_TRANSFER_ROW (culm_transfer_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmTransferRow, culm_transfer_row, CULM, TRANSFER_ROW, GtkListBoxRow)

/**
 * CulmTransferRow:
 *
 * A file on its way: how far it is, how fast, and a button to give it up; or why it did not arrive,
 * and one to try again.
 *
 * Properties, set at construction: `item` ([class@Culm.FileTransfer]); `printer`
 * ([class@Bambu.Printer]).
 */

G_END_DECLS
