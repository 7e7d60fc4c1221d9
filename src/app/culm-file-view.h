/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

#include "culm-folder.h"

G_BEGIN_DECLS

#define CULM_TYPE_FILE_VIEW (culm_file_view_get_type ())
G_DECLARE_FINAL_TYPE (CulmFileView, culm_file_view, CULM, FILE_VIEW, AdwBin)

/**
 * CulmFileView:
 *
 * The files of a folder as a list or a grid: searched, sorted, and chosen. Reads the folder when it
 * is shown.
 *
 * Signals: `activated` ([class@Bambu.StoredFile]): the user wants this file, which is the only one
 * that is chosen then, or folder; `selection-changed`.
 */

/** culm_file_view_set_up: once; @printer: (nullable): where @folder is; %NULL: on this computer */
void culm_file_view_set_up (CulmFileView *self, BambuPrinter *printer, CulmFolder *folder);

CulmFolder *culm_file_view_get_folder (CulmFileView *self);

/** culm_file_view_dup_selected: Returns: (transfer full): the files that are chosen, no folders */
GListModel *culm_file_view_dup_selected (CulmFileView *self);

/** culm_file_view_search: puts the cursor where a name is looked for */
void culm_file_view_search (CulmFileView *self);

G_END_DECLS
