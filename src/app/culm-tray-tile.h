/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_TRAY_TILE (culm_tray_tile_get_type ())
G_DECLARE_FINAL_TYPE (CulmTrayTile, culm_tray_tile, CULM, TRAY_TILE, GtkButton)

/**
 * CulmTrayTile:
 *
 * A slot of an AMS unit or an external spool: spool, label, filament, what is left of it. A button
 * that shows the details.
 *
 * Properties: `tray` ([class@Bambu.Tray]), set once; `compact` (boolean: smaller, without the
 * colour's name); `waiting` (boolean, readable: a command to it is under way); `spoken` (string:
 * all of it in one sentence, for a screen reader and as tooltip).
 */
GtkWidget *culm_tray_tile_new (BambuPrinter *printer, BambuTray *tray, gboolean compact);

G_END_DECLS
