/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-project-enums.h"

G_BEGIN_DECLS

/* Of protocol/threemf.md §4 */
#define BAMBU_ARCHIVE_MAX_BYTES (G_GUINT64_CONSTANT (4) << 30)
#define BAMBU_ARCHIVE_MAX_ENTRIES 20000
#define BAMBU_ARCHIVE_MAX_RATIO 200

/**
 * BambuArchive:
 *
 * A ZIP that anybody may have made, read entry by entry. Nothing of it is held in memory but its
 * directory; its limits are those of protocol/threemf.md §4. It blocks. The errors are
 * %BAMBU_PROJECT_ERROR, or what the source says where that fails.
 */
typedef struct _BambuArchive BambuArchive;

/**
 * BambuArchiveFunc:
 *
 * Takes the next piece of an entry. Returns: %FALSE if that was enough
 */
typedef gboolean (*BambuArchiveFunc) (gconstpointer data, gsize size, gpointer user_data);

/**
 * BambuArchiveSource:
 * @read: returns how many bytes it put into @buffer, 0 at the end, -1 with @error set
 * @size: of the file
 *
 * Where the bytes of a file come from.
 */
typedef struct
{
  gssize (*read) (gpointer user_data, gpointer buffer, gsize size, guint64 offset, GError **error);
  gpointer user_data;
  guint64 size;
} BambuArchiveSource;

/** bambu_archive_source_for_file: @fd: borrowed */
BambuArchiveSource bambu_archive_source_for_file (int fd, guint64 size);

/** bambu_archive_new: @source: copied; what it reads from is borrowed */
BambuArchive *bambu_archive_new (const BambuArchiveSource *source, GError **error);

/**
 * bambu_archive_new_for_beginning:
 * @source: the first bytes of a ZIP
 *
 * Reads one whose directory is not there, for a first look: what it has may not be of the archive
 */
BambuArchive *bambu_archive_new_for_beginning (const BambuArchiveSource *source, GError **error);
void bambu_archive_free (BambuArchive *self);

/**
 * bambu_archive_next:
 * @name: (out) (transfer none): of the entry, good until the next call
 * @size: (out): of the entry, as the directory has it
 *
 * Returns: %FALSE at the end, and with @error set
 */
gboolean bambu_archive_next (BambuArchive *self, const char **name, guint64 *size, GError **error);

/** bambu_archive_find: goes on to the entry of this name; %G_IO_ERROR_NOT_FOUND if there is none
 */
gboolean bambu_archive_find (BambuArchive *self, const char *wanted, GError **error);

/** bambu_archive_stream: hands @func what the entry holds */
gboolean bambu_archive_stream (BambuArchive *self,
                               BambuArchiveFunc func,
                               gpointer user_data,
                               GError **error);

/** bambu_archive_read: @limit: bytes. Returns: (transfer full) (nullable): what the entry holds */
GBytes *bambu_archive_read (BambuArchive *self, gsize limit, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuArchive, bambu_archive_free)

G_END_DECLS
