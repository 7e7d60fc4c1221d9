/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "bambu-plate.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_PROJECT (bambu_project_get_type ())
G_DECLARE_FINAL_TYPE (BambuProject, bambu_project, BAMBU, PROJECT, BambuPart)

/**
 * BambuProjectValues:
 * @path: where it is
 * @name: to show, and to call the print by: without folder and extension
 * @kind: whether it can be printed at all
 * @file_bytes: its size
 * @slicer_version: (nullable): `02.06.00.51`
 * @printer_preset: (nullable): the slicer's name of the printer: `Bambu Lab P1S 0.4 nozzle`
 * @plates: of [class@Bambu.Plate]: all, also those that are not sliced, in order; one of a plain
 * .gcode file
 * @filaments: of [class@Bambu.ProjectFilament]: all of the project, by position without a gap; what
 * a mapping has an entry for each of
 *
 * A file that somebody wants to print, taken apart. Its values do not change, and are readable
 * properties of the same names. Made in another thread, and used in any one.
 */
typedef struct
{
  const char *path;
  const char *name;
  BambuProjectKind kind;
  gint64 file_bytes;
  const char *slicer_version;
  const char *printer_preset;
  GListModel *plates;
  GListModel *filaments;
} BambuProjectValues;

/** bambu_project_get_values: Returns: (transfer none) */
const BambuProjectValues *bambu_project_get_values (BambuProject *self);

/**
 * bambu_project_open:
 * @path: a file
 *
 * Reads what is to be known of a 3MF or .gcode file, whoever made it, in a thread of its own and in
 * bounded memory: the archive's directory and the entries that describe the plates, of the G-code
 * but its head.
 *
 * Returns: (transfer full): a future that resolves to a [class@Bambu.Project], or rejects with a
 * %BAMBU_PROJECT_ERROR, or a %G_IO_ERROR if the file cannot be read
 */
DexFuture *bambu_project_open (const char *path);

/** bambu_project_find_plate: Returns: (transfer none) (nullable): the plate of this index */
BambuPlate *bambu_project_find_plate (BambuProject *self, int index);

/**
 * BambuPlatePicture:
 * @BAMBU_PLATE_PICTURE_TOP: the plate from above
 * @BAMBU_PLATE_PICTURE_PICK: the same, but each object is painted with its own colour: its id is
 * red + 256 × green + 65536 × blue (protocol/threemf.md §6)
 *
 * A picture of a plate that is read only when somebody wants it.
 */
typedef enum
{
  BAMBU_PLATE_PICTURE_TOP,
  BAMBU_PLATE_PICTURE_PICK,
} BambuPlatePicture;

/**
 * bambu_project_load_picture:
 * @self: a project
 * @index: of a plate
 *
 * Returns: (transfer full): a future that resolves to the #GBytes of a PNG of at most 4096 points
 * each way, which may still be broken further in, or rejects with %G_IO_ERROR_NOT_FOUND if there is
 * none, or an error of bambu_project_open()
 */
DexFuture *bambu_project_load_picture (BambuProject *self, int index, BambuPlatePicture picture);

/**
 * bambu_project_verify_plate:
 * @self: a project
 * @index: of a sliced plate
 *
 * Reads all of a plate's G-code, in another thread, and compares it with the checksums of the
 * archive and of the slicer.
 *
 * Returns: (transfer full): a future that resolves to the G-code's MD5, 32 upper-case hex digits,
 * or rejects with %BAMBU_PROJECT_ERROR_CHECKSUM, or another error of bambu_project_open()
 */
DexFuture *bambu_project_verify_plate (BambuProject *self, int index);

G_END_DECLS
