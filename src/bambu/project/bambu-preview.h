/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-project.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_PREVIEW (bambu_preview_get_type ())
G_DECLARE_FINAL_TYPE (BambuPreview, bambu_preview, BAMBU, PREVIEW, BambuPart)

/**
 * BambuPreviewValues:
 * @picture: (nullable): PNG or JPEG
 * @n_plates: that can be printed; 0 none, or not known
 * @seconds: how long these print, one after the other; −1 unknown
 * @filaments: (nullable): of [class@Bambu.ProjectFilament]: what these use, by position
 *
 * A file at a glance: what a list shows of it. Its values do not change, and are readable
 * properties of the same names.
 */
typedef struct
{
  GBytes *picture;
  int n_plates;
  gint64 seconds;
  GListModel *filaments;
} BambuPreviewValues;

/** bambu_preview_new: one that was not made of a project */
BambuPreview *bambu_preview_new (const BambuPreviewValues *values);

/** bambu_preview_new_for_project: with the picture of the first plate that has one */
BambuPreview *bambu_preview_new_for_project (BambuProject *project);

/** bambu_preview_get_values: Returns: (transfer none) */
const BambuPreviewValues *bambu_preview_get_values (BambuPreview *self);

/**
 * bambu_preview_load:
 * @path: a file on this computer
 *
 * Returns: (transfer full): a future that resolves to a [class@Bambu.Preview], or rejects as that
 * of bambu_project_open()
 */
DexFuture *bambu_preview_load (const char *path);

G_END_DECLS
