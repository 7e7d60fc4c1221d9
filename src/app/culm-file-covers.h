/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/storage/bambu-storage.h>

#include "culm-covers.h"

G_BEGIN_DECLS

#define CULM_TYPE_FILE_COVERS (culm_file_covers_get_type ())
G_DECLARE_FINAL_TYPE (CulmFileCovers, culm_file_covers, CULM, FILE_COVERS, CulmCovers)

/**
 * CulmFileCovers:
 *
 * The pictures of files, on a printer or this computer, and what else is seen in the files on the
 * way.
 *
 * Signal `looked-at` (string): more is known of the file with this key.
 */

/** culm_file_covers_dup: Returns: (transfer full): those of @storage; the same object for all who
 * ask while somebody holds it */
CulmFileCovers *culm_file_covers_dup (BambuStorage *storage);

/** culm_file_covers_new_local: those of files on this computer */
CulmFileCovers *culm_file_covers_new_local (void);

/** culm_file_covers_dup_key: Returns: (transfer full) (nullable): the key of a file's picture,
 * which is its address, too; %NULL: such files have none */
char *culm_file_covers_dup_key (CulmFileCovers *self, BambuStoredFile *file);

/** culm_file_covers_find_preview: Returns: (transfer none) (nullable): what is known of a file, but
 * its picture */
BambuPreview *culm_file_covers_find_preview (CulmFileCovers *self, const char *key);

/** culm_file_covers_find_error: Returns: (transfer none) (nullable): why nothing is */
const GError *culm_file_covers_find_error (CulmFileCovers *self, const char *key);

G_END_DECLS
