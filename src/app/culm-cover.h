/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "culm-covers.h"

G_BEGIN_DECLS

#define CULM_TYPE_COVER (culm_cover_get_type ())
G_DECLARE_FINAL_TYPE (CulmCover, culm_cover, CULM, COVER, AdwBin)

/**
 * CulmCover:
 *
 * The picture of a print or file, or a symbol in its place. It says nothing to a screen reader:
 * what stands beside it does.
 *
 * Properties: `on-screen` (boolean): somebody can see it: only then it is loaded, and what is on
 * its way is given up when nobody can any more; `loaded` (boolean, readable).
 */

/**
 * culm_cover_set:
 * @covers: (nullable): where it comes from
 * @key: (nullable): what it is a picture of
 * @address: (nullable): where it is; %NULL: there is none
 */
void culm_cover_set (CulmCover *self, CulmCovers *covers, const char *key, const char *address);

G_END_DECLS
