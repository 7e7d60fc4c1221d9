/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * culm_picture_file_dup_name:
 * @printer_name: whatever the user called it
 * @time: of the picture
 *
 * Returns: (transfer full): “Workshop 2026-11-28 14-05-33.jpg”, a name that any file system takes
 */
char *culm_picture_file_dup_name (const char *printer_name, GDateTime *time);

/**
 * culm_picture_file_save:
 *
 * Writes beside @file and renames at the end: what has its name is whole.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *culm_picture_file_save (GBytes *jpeg, GFile *file);

G_END_DECLS
