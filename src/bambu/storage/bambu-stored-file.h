/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-part.h"

G_BEGIN_DECLS

/** BambuStoredKind: what a file on a printer is, by its name. Nicks are the words of culmctl's
 * JSON.
 */
typedef enum
{
  BAMBU_STORED_KIND_OTHER,
  BAMBU_STORED_KIND_FOLDER,
  BAMBU_STORED_KIND_3MF,
  BAMBU_STORED_KIND_GCODE,
  BAMBU_STORED_KIND_VIDEO,
  BAMBU_STORED_KIND_PICTURE,
} BambuStoredKind;

#define BAMBU_TYPE_STORED_KIND (bambu_stored_kind_get_type ())
GType bambu_stored_kind_get_type (void) G_GNUC_CONST;

#define BAMBU_TYPE_STORED_FILE (bambu_stored_file_get_type ())
G_DECLARE_FINAL_TYPE (BambuStoredFile, bambu_stored_file, BAMBU, STORED_FILE, BambuPart)

/**
 * BambuStoredFileValues:
 * @path: from the root: `/cache/a b.gcode.3mf`
 * @name: the last part of it
 * @kind: what it is
 * @bytes: its size; −1 unknown
 * @modified: by the printer's clock, which may be wrong by weeks: Unix seconds; 0 unknown
 *
 * A file or folder on a printer, as it was listed. Its values do not change, and are readable
 * properties of the same names.
 */
typedef struct
{
  const char *path;
  const char *name;
  BambuStoredKind kind;
  gint64 bytes;
  gint64 modified;
} BambuStoredFileValues;

/** bambu_stored_file_new: @path: begins with a slash; names the kind, unless it is a folder */
BambuStoredFile *bambu_stored_file_new (const char *path,
                                        gboolean is_folder,
                                        gint64 bytes,
                                        gint64 modified);

/** bambu_stored_file_get_values: Returns: (transfer none) */
const BambuStoredFileValues *bambu_stored_file_get_values (BambuStoredFile *self);

/** bambu_stored_file_dup_picture_path: Returns: (transfer full) (nullable): what has a picture of
 * it: a 3MF and a picture themselves, for a video the printer's: `/timelapse/thumbnail/a.jpg` */
char *bambu_stored_file_dup_picture_path (BambuStoredFile *file);

/** bambu_stored_file_compare: a #GCompareDataFunc: folders first, then by name */
int bambu_stored_file_compare (gconstpointer a, gconstpointer b, gpointer user_data);

G_END_DECLS
