/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/project/bambu-match.h>

G_BEGIN_DECLS

/* Where a print's filament comes from, in the user's words. Pure. */

/** culm_match_words_get_material: what the file says it is; not %NULL */
const char *culm_match_words_get_material (const BambuProjectFilamentValues *filament);

/**
 * culm_match_words_reason:
 * @match: a filament's
 * @filament: what the plate needs
 * @label: (nullable): the slot's; %NULL without one
 * @loaded: (nullable): the material in it
 *
 * Returns: (transfer full) (nullable): a sentence that says why it cannot be printed from there, or
 *   from nowhere; %NULL if it can
 */
char *culm_match_words_reason (const BambuMatch *match,
                               const BambuProjectFilamentValues *filament,
                               const char *label,
                               const char *loaded);

/** culm_match_words_notes: Returns: (transfer full): what is to be told of a match that is
 * possible, a sentence each; "" if nothing */
char *culm_match_words_notes (BambuMatchNotes notes);

G_END_DECLS
