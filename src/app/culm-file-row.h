/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/storage/bambu-stored-file.h>
#include <gtk/gtk.h>

#include "culm-file-covers.h"

G_BEGIN_DECLS

#define CULM_TYPE_FILE_ROW (culm_file_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmFileRow, culm_file_row, CULM, FILE_ROW, GtkBox)

/**
 * CulmFileRow:
 *
 * A file on a printer or this computer, in a list or, as a tile, in a grid.
 */

/** culm_file_row_new: @covers: where the picture comes from */
GtkWidget *culm_file_row_new (CulmFileCovers *covers, gboolean tile);

/** culm_file_row_set_file: @file: (nullable) */
void culm_file_row_set_file (CulmFileRow *self, BambuStoredFile *file);

G_END_DECLS
