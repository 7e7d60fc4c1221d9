/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/project/bambu-preview.h>

G_BEGIN_DECLS

/* Files to be printed in the user's words. Translated, static. */

/** culm_project_words_get_bed: "Textured PEI Plate"; %NULL if it is not known */
const char *culm_project_words_get_bed (BambuBedType bed_type);

/** culm_project_words_get_kind: why there is nothing to print in it; %NULL if there is */
const char *culm_project_words_get_kind (BambuProjectKind kind);

/** culm_project_words_get_error: a sentence; @error: of bambu_project_open() or
 * bambu_project_verify_plate() */
const char *culm_project_words_get_error (const GError *error);

/** culm_project_words_get_warning: what the slicer warned of, a sentence; %NULL if its word is not
 * known */
const char *culm_project_words_get_warning (const BambuPlateWarningValues *warning);

/** culm_project_words_get_outside: the same of a plate on which not all has room */
const char *culm_project_words_get_outside (void);

/** culm_project_words_describe_preview: Returns: (transfer full): what is to be printed: "3 plates
 * · 5 h 10 min", or as much of that as is known */
char *culm_project_words_describe_preview (const BambuPreviewValues *preview);

G_END_DECLS
