/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_DROP_COVER (culm_drop_cover_get_type ())
G_DECLARE_FINAL_TYPE (CulmDropCover, culm_drop_cover, CULM, DROP_COVER, AdwBin)

/**
 * CulmDropCover:
 *
 * Lies over a page while files are dragged across the window, and says what becomes of them there.
 */

/**
 * culm_drop_cover_show:
 * @printer: (nullable): on which they would be printed
 * @files: (nullable) (element-type GFile): as far as they are known
 *
 * Returns: whether they may be dropped
 */
gboolean culm_drop_cover_show (CulmDropCover *self, BambuPrinter *printer, const GSList *files);

void culm_drop_cover_hide (CulmDropCover *self);

G_END_DECLS
