/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/stat.h>

#include "bambu-archive-private.h"
#include "bambu-preview.h"

G_BEGIN_DECLS

/* Of protocol/threemf.md §4 */
#define BAMBU_PROJECT_MAX_PICTURE_BYTES (20 * 1024 * 1024)
#define BAMBU_PROJECT_MAX_PICTURE_POINTS 4096

#define BAMBU_PROJECT_PLATE_PREFIX "Metadata/plate_"

/* What tells one file from another, and from itself after it was written to */
typedef struct
{
  dev_t device;
  ino_t inode;
  off_t size;
  struct timespec changed;
} BambuFileMark;

BambuProject *bambu_project_new (const BambuProjectValues *values, const BambuFileMark *mark);

/** bambu_project_open_file: Returns: (transfer full): a file descriptor; −1 with @error set */
int bambu_project_open_file (const char *path, BambuFileMark *mark, GError **error);

/* The work of the public functions of the same names; they block. */

BambuProject *bambu_project_read (const char *path, GError **error);

/** bambu_project_read_preview: Returns: (transfer full) (nullable): what can be told with little
 * reading; also where that fails, once there is something */
BambuPreview *bambu_project_read_preview (const BambuArchiveSource *source, GError **error);

/** bambu_project_read_first_picture: @source: the first bytes of a 3MF; Returns: (transfer full)
 * (nullable): a PNG: the plate's that comes first */
GBytes *bambu_project_read_first_picture (const BambuArchiveSource *source, GError **error);

/**
 * bambu_project_extract_picture:
 * @mark: what the file was
 * @entry: name in the archive
 *
 * Returns: (transfer full) (nullable): a PNG
 */
GBytes *bambu_project_extract_picture (const char *path,
                                       const BambuFileMark *mark,
                                       const char *entry,
                                       GError **error);

/**
 * bambu_project_verify:
 * @mark: what the file was
 * @index: of the plate; 0: the file is the G-code
 *
 * Returns: (transfer full) (nullable): the MD5
 */
char *bambu_project_verify (
    const char *path, const BambuFileMark *mark, int index, const char *md5, GError **error);

G_END_DECLS
