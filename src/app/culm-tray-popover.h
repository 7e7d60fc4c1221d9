/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_TRAY_POPOVER (culm_tray_popover_get_type ())
G_DECLARE_FINAL_TYPE (CulmTrayPopover, culm_tray_popover, CULM, TRAY_POPOVER, GtkPopover)

/**
 * CulmTrayPopover:
 *
 * All that is known of the spool in a slot, and what can be done with it. Property: `tray`
 * ([class@Bambu.Tray]), set once.
 */
GtkWidget *culm_tray_popover_new (BambuPrinter *printer, BambuTray *tray);

G_END_DECLS
