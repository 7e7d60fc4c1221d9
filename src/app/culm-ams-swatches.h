/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * culm_ams_swatches_new:
 *
 * Returns: (transfer floating): the spools in the AMS units of @printer, small, side by side; each
 *   with its filament as tooltip and as what is read out
 */
GtkWidget *culm_ams_swatches_new (BambuPrinter *printer);

G_END_DECLS
