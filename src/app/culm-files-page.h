/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>
#include <bambu/storage/bambu-storage.h>

G_BEGIN_DECLS

#define CULM_TYPE_FILES_PAGE (culm_files_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmFilesPage, culm_files_page, CULM, FILES_PAGE, AdwBin)

/**
 * CulmFilesPage:
 *
 * The files on a printer, and what is on its way to it and from it; or those on this computer that
 * were sent from it. Asks the printer for nothing before it is shown.
 *
 * Properties: `printer` ([class@Bambu.Printer]), set once; `storage` ([class@Bambu.Storage],
 * nullable), set once: its files.
 */

/** culm_files_page_send: into the folder that is shown; asks what to do if there is a file of that
 * name */
void culm_files_page_send (CulmFilesPage *self, GFile *file);

/** culm_files_page_takes_files: files of any kind can be sent, and it shows where they come */
gboolean culm_files_page_takes_files (CulmFilesPage *self);

/** culm_files_page_search: puts the cursor where a name is looked for */
void culm_files_page_search (CulmFilesPage *self);

G_END_DECLS
