/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be done with a printer that stands among others: about the one that its window takes for
 * selected. */

/** culm_printer_menu_new: @parent: the list that it belongs to, which unparents it */
GtkWidget *culm_printer_menu_new (GtkWidget *parent);

/** culm_printer_menu_popup: at this point of its parent */
void culm_printer_menu_popup (GtkWidget *menu, double x, double y);

G_END_DECLS
