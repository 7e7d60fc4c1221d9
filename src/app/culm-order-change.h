/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-printer-order.h"
#include "culm-printer-row.h"

G_BEGIN_DECLS

/**
 * culm_order_change_move:
 * @list: whose rows stand in @order, those of printers after the others
 * @row: one of them
 * @place: where it is to stand among the printers, from 0
 *
 * The user moves a printer. That the order is the user's from then on is told once, with a way
 * back.
 */
void culm_order_change_move (CulmPrinterOrder *order,
                             GtkListBox *list,
                             CulmPrinterRow *row,
                             int place);

G_END_DECLS
