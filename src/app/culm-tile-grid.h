/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_TILE_GRID (culm_tile_grid_get_type ())
G_DECLARE_FINAL_TYPE (CulmTileGrid, culm_tile_grid, CULM, TILE_GRID, GtkWidget)

/**
 * CulmTileGrid:
 *
 * Tiles of one width in rows. There are as many columns as `columns` says, or half of them, and so
 * on, until the widest tile fits; what does not fill a row stands at its start. Children that are
 * not visible take no place.
 *
 * Properties: `columns` (uint; 0: as many as there are tiles), `spacing` (uint: between tiles, both
 * ways), `n-tiles` (uint, readable): of the model.
 */

/**
 * culm_tile_grid_bind_model:
 * @model: the items
 * @create: makes the tile of an item
 * @user_data: for @create; has to live as long as the grid
 *
 * From now on there is a tile for each item.
 */
void culm_tile_grid_bind_model (CulmTileGrid *self,
                                GListModel *model,
                                GtkListBoxCreateWidgetFunc create,
                                gpointer user_data);

G_END_DECLS
