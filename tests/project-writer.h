/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ProjectWriter:
 *
 * Writes a 3MF entry by entry, good or bad.
 */
typedef struct _ProjectWriter ProjectWriter;

ProjectWriter *project_writer_new (const char *path);
/** project_writer_new_with_options: @options: of libarchive's: `zip:compression=store` */
ProjectWriter *project_writer_new_with_options (const char *path, const char *options);
/** project_writer_close: writes the directory, and frees @self */
void project_writer_close (ProjectWriter *self);

void project_writer_add (ProjectWriter *self, const char *name, const char *text);
void project_writer_add_bytes (ProjectWriter *self,
                               const char *name,
                               gconstpointer data,
                               gsize size);
/** project_writer_add_zeros: an entry that is much larger than what it takes */
void project_writer_add_zeros (ProjectWriter *self, const char *name, gsize size);
/** project_writer_add_gcode: plate @index's, and its checksum */
void project_writer_add_gcode (ProjectWriter *self, int index, const char *gcode);
/** project_writer_add_picture: the begin of a PNG */
void project_writer_add_picture (ProjectWriter *self, const char *name, guint width, guint height);

/**
 * ProjectFixture:
 * @PROJECT_ONE_PLATE: one plate for a P1S, with everything that a slicer notes
 * @PROJECT_THREE_PLATES: plates 1 and 3 of three are sliced; five filaments
 * @PROJECT_TWO_NOZZLES: for an H2D; three filaments: left, right, left
 * @PROJECT_BARE: G-code and the plate's layout, but no slice_info.config and no pictures
 * @PROJECT_UNSLICED: settings of a project without G-code
 * @PROJECT_MODEL: nothing but a model
 * @PROJECT_FOREIGN: another slicer's G-code
 * @PROJECT_WRONG_CHECKSUM: one plate whose G-code was changed
 * @PROJECT_GCODE: plain G-code
 *
 * Whole files.
 */
typedef enum
{
  PROJECT_ONE_PLATE,
  PROJECT_THREE_PLATES,
  PROJECT_TWO_NOZZLES,
  PROJECT_BARE,
  PROJECT_UNSLICED,
  PROJECT_MODEL,
  PROJECT_FOREIGN,
  PROJECT_WRONG_CHECKSUM,
  PROJECT_GCODE,
} ProjectFixture;

/** project_fixture_write: Returns: (transfer full): the path of a new file in @folder */
char *project_fixture_write (ProjectFixture fixture, const char *folder);

/** PROJECT_GCODE_HEAD: what the slicer writes before the first line; of `one plate` */
#define PROJECT_GCODE_HEAD                                                                         \
  "; HEADER_BLOCK_START\n"                                                                         \
  "; BambuStudio 02.06.00.51\n"                                                                    \
  "; model printing time: 52m 10s; total estimated time: 1h 2m 5s\n"                               \
  "; total layer number: 120\n"                                                                    \
  "; total filament length [mm] : 4160.00\n"                                                       \
  "; total filament weight [g] : 12.60,0.40\n"                                                     \
  "; max_z_height: 24.00\n"                                                                        \
  "; HEADER_BLOCK_END\n"

G_END_DECLS
