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
 * The pictures of the files on a printer. One that a file does not have is looked for once.
 */

/** culm_file_covers_dup: Returns: (transfer full): the same object for all who ask while somebody
 * holds it */
CulmCovers *culm_file_covers_dup (BambuStorage *storage);

/** culm_file_covers_dup_key: Returns: (transfer full) (nullable): the key of a file's picture,
 * which is its address, too; %NULL: such files have none */
char *culm_file_covers_dup_key (BambuStoredFile *file);

G_END_DECLS
