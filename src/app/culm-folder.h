/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/storage/bambu-storage.h>

G_BEGIN_DECLS

/** CulmFolderState: how far it was read */
typedef enum
{
  CULM_FOLDER_STATE_NEW,
  CULM_FOLDER_STATE_LOADING,
  CULM_FOLDER_STATE_READY,
  CULM_FOLDER_STATE_FAILED,
} CulmFolderState;

#define CULM_TYPE_FOLDER_STATE (culm_folder_state_get_type ())
GType culm_folder_state_get_type (void) G_GNUC_CONST;

#define CULM_TYPE_FOLDER (culm_folder_get_type ())
G_DECLARE_FINAL_TYPE (CulmFolder, culm_folder, CULM, FOLDER, GObject)

/**
 * CulmFolder:
 *
 * A folder on a printer, or the files on this computer that were sent to one. Read when it is asked
 * to be; what it had before stays until then, also when reading it again fails.
 *
 * Properties, all readable: `state` (#CulmFolderState); `error` (boxed #GError, nullable): why it
 * could not be read.
 */
CulmFolder *culm_folder_new (BambuStorage *storage, const char *path);

/** culm_folder_new_recent: those of culm_recent_files_load(), the last one first; read again when
 * there are others */
CulmFolder *culm_folder_new_recent (GSettings *settings);

/** culm_folder_get_storage: Returns: (transfer none) (nullable): %NULL: it is on this computer */
BambuStorage *culm_folder_get_storage (CulmFolder *self);
/** culm_folder_get_path: Returns: (transfer none) (nullable): on the printer */
const char *culm_folder_get_path (CulmFolder *self);
/** culm_folder_get_files: Returns: (transfer none): of [class@Bambu.StoredFile] */
GListModel *culm_folder_get_files (CulmFolder *self);
CulmFolderState culm_folder_get_state (CulmFolder *self);
/** culm_folder_get_error: Returns: (transfer none) (nullable) */
const GError *culm_folder_get_error (CulmFolder *self);

/** culm_folder_load: reads it, unless that is under way */
void culm_folder_load (CulmFolder *self);

/** culm_folder_forget_load: nobody waits for it any more */
void culm_folder_forget_load (CulmFolder *self);

G_END_DECLS
