/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define BAMBU_PROJECT_ERROR (bambu_project_error_quark ())

/**
 * BambuProjectError:
 * @BAMBU_PROJECT_ERROR_NOT_A_PROJECT: neither a 3MF nor a .gcode file, whatever it is called
 * @BAMBU_PROJECT_ERROR_DAMAGED: what is in it cannot be read, or contradicts itself
 * @BAMBU_PROJECT_ERROR_TOO_LARGE: there is more in it than anything to be printed would have
 * @BAMBU_PROJECT_ERROR_UNSAFE: it wants to do something to whoever reads it
 * @BAMBU_PROJECT_ERROR_CHECKSUM: a plate's G-code is not what the slicer wrote
 * @BAMBU_PROJECT_ERROR_CHANGED: the file is another one than when it was opened
 *
 * What is wrong with a file; that it cannot be opened at all is a %G_IO_ERROR.
 */
typedef enum
{
  BAMBU_PROJECT_ERROR_NOT_A_PROJECT,
  BAMBU_PROJECT_ERROR_DAMAGED,
  BAMBU_PROJECT_ERROR_TOO_LARGE,
  BAMBU_PROJECT_ERROR_UNSAFE,
  BAMBU_PROJECT_ERROR_CHECKSUM,
  BAMBU_PROJECT_ERROR_CHANGED,
} BambuProjectError;

GQuark bambu_project_error_quark (void);

#define BAMBU_TYPE_PROJECT_KIND (bambu_project_kind_get_type ())
#define BAMBU_TYPE_BED_TYPE (bambu_bed_type_get_type ())

/**
 * BambuProjectKind:
 * @BAMBU_PROJECT_KIND_SLICED: a 3MF with at least one plate that can be printed
 * @BAMBU_PROJECT_KIND_UNSLICED: a slicer's project without G-code
 * @BAMBU_PROJECT_KIND_MODEL: a 3MF with nothing but models
 * @BAMBU_PROJECT_KIND_FOREIGN: a 3MF of another slicer
 * @BAMBU_PROJECT_KIND_GCODE: a plain .gcode file
 *
 * The classes of protocol/threemf.md §3.
 */
typedef enum
{
  BAMBU_PROJECT_KIND_SLICED,
  BAMBU_PROJECT_KIND_UNSLICED,
  BAMBU_PROJECT_KIND_MODEL,
  BAMBU_PROJECT_KIND_FOREIGN,
  BAMBU_PROJECT_KIND_GCODE,
} BambuProjectKind;

GType bambu_project_kind_get_type (void) G_GNUC_CONST;

/** BambuBedType: the plate that lies on the bed. */
typedef enum
{
  BAMBU_BED_TYPE_UNKNOWN,
  BAMBU_BED_TYPE_COOL,
  BAMBU_BED_TYPE_ENGINEERING,
  BAMBU_BED_TYPE_HIGH_TEMP,
  BAMBU_BED_TYPE_TEXTURED,
  BAMBU_BED_TYPE_SUPERTACK,
} BambuBedType;

/* The nicks are what plate_N.json and the printers call them. */
GType bambu_bed_type_get_type (void) G_GNUC_CONST;

/** bambu_bed_type_find: @name: (nullable): by either of the slicer's names */
BambuBedType bambu_bed_type_find (const char *name);

G_END_DECLS
