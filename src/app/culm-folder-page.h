/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

#include "culm-folder.h"

G_BEGIN_DECLS

#define CULM_TYPE_FOLDER_PAGE (culm_folder_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmFolderPage, culm_folder_page, CULM, FOLDER_PAGE, AdwNavigationPage)

/**
 * CulmFolderPage:
 *
 * What is in a folder on a printer, and what can be done with it. Read when it is shown.
 *
 * Signal `open-folder` (string): the user wants to see the folder with this path.
 */

/** culm_folder_page_new: @path: of the folder */
CulmFolderPage *culm_folder_page_new (BambuPrinter *printer,
                                      BambuStorage *storage,
                                      const char *path);

CulmFolder *culm_folder_page_get_folder (CulmFolderPage *self);
BambuPrinter *culm_folder_page_get_printer (CulmFolderPage *self);

/** culm_folder_page_dup_selected: Returns: (transfer full): the files that are chosen, no folders
 */
GListModel *culm_folder_page_dup_selected (CulmFolderPage *self);

/** culm_folder_page_search: puts the cursor where a name is looked for */
void culm_folder_page_search (CulmFolderPage *self);

G_END_DECLS
