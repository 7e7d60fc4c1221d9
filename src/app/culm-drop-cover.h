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
 * CulmDropPlace:
 * @CULM_DROP_PRINT: what can be printed is taken, and nothing else
 * @CULM_DROP_STORE: the rest is stored on the printer
 * @CULM_DROP_NOT_HERE: it would be, but elsewhere in the window
 *
 * What becomes of files where they are let go.
 */
typedef enum
{
  CULM_DROP_PRINT,
  CULM_DROP_STORE,
  CULM_DROP_NOT_HERE,
} CulmDropPlace;

/**
 * culm_drop_cover_show:
 * @printer: (nullable): on which they would be printed
 * @files: (nullable) (element-type GFile): as far as they are known
 *
 * Returns: whether they may be dropped
 */
gboolean culm_drop_cover_show (CulmDropCover *self,
                               BambuPrinter *printer,
                               CulmDropPlace place,
                               const GSList *files);

void culm_drop_cover_hide (CulmDropCover *self);

G_END_DECLS
