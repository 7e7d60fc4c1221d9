/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/storage/bambu-storage-error.h>
#include <bambu/storage/bambu-transfer.h>

G_BEGIN_DECLS

/** CulmStorageAction: what was asked of a printer's files. */
typedef enum
{
  CULM_STORAGE_ACTION_LIST,
  CULM_STORAGE_ACTION_UPLOAD,
  CULM_STORAGE_ACTION_DOWNLOAD,
  CULM_STORAGE_ACTION_PREVIEW,
  CULM_STORAGE_ACTION_REMOVE,
  CULM_STORAGE_ACTION_RENAME,
} CulmStorageAction;

/**
 * culm_storage_words_failure:
 * @error: why it was not done, a %BAMBU_STORAGE_ERROR
 * @action: what was to be done
 * @name: the printer's
 *
 * Returns: (transfer full): which step failed, and what helps, in a sentence or two
 */
char *culm_storage_words_failure (const GError *error, CulmStorageAction action, const char *name);

/** culm_storage_words_in_the_clear: Returns: (transfer full): what is to be known of a printer that
 * cannot encrypt files on their way */
char *culm_storage_words_in_the_clear (const char *name);

/** culm_storage_words_progress: Returns: (transfer full): “12.3 MB of 40.1 MB, 3.1 MB/s, 2 min
 * left”, or as much of that as is known */
char *culm_storage_words_progress (BambuTransfer *transfer);

G_END_DECLS
