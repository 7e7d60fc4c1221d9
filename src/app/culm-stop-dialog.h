/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

/**
 * culm_stop_dialog_present:
 * @parent: where the question comes from
 * @confirmed: (scope async): called with @owner, swapped, if the user wants it
 * @owner: a #GObject; once it is gone nothing is called
 *
 * Asks whether the job is to end. The question goes away when there is no job any more.
 */
void culm_stop_dialog_present (BambuPrinter *printer,
                               GtkWidget *parent,
                               GCallback confirmed,
                               gpointer owner);

G_END_DECLS
