/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sliced files with pictures, for tests and pictures of the app. */

typedef struct
{
  const char *material;
  const char *colour; /* "#RRGGBB" */
  const char *filament_id;
  double grams;
} PrintFilament;

/**
 * print_file_write:
 * @path: the file
 * @model_code: that it is sliced for
 * @n_plates: the first uses all filaments, the others the first one only
 * @filaments: (array length=n_filaments): of the project
 */
void print_file_write (const char *path,
                       const char *model_code,
                       guint n_plates,
                       const PrintFilament *filaments,
                       guint n_filaments);

/** print_file_write_with: @extra: XML that the slicer has beside, of each plate */
void print_file_write_with (const char *path,
                            const char *model_code,
                            guint n_plates,
                            const PrintFilament *filaments,
                            guint n_filaments,
                            const char *extra);

/** print_file_remove: Frees @path, and removes it with its folder */
void print_file_remove (char *path);

/** print_file_new: Returns: (transfer full): a path of this name in a new folder */
char *print_file_new (const char *name);

G_END_DECLS
