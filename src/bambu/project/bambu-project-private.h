/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/stat.h>

#include "bambu-archive-private.h"
#include "bambu-project.h"

G_BEGIN_DECLS

/* What tells one file from another, and from itself after it was written to */
typedef struct
{
  dev_t device;
  ino_t inode;
  off_t size;
  struct timespec changed;
} BambuFileMark;

BambuProject *bambu_project_new (const BambuProjectValues *values, const BambuFileMark *mark);

/* The work of the public functions of the same names; they block. */

BambuProject *bambu_project_read (const char *path, GError **error);

/** bambu_project_read_picture: Returns: (transfer full) (nullable): a PNG: the first plate's that
 * has one, with as little reading as that takes */
GBytes *bambu_project_read_picture (const BambuArchiveSource *source, GError **error);

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
