/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of the objects in skip_fixture_write() */
#define SKIP_LEFT 123
#define SKIP_RING 4711
#define SKIP_RIGHT 70000
#define SKIP_NOT_ON_PLATE 9

/**
 * skip_fixture_write:
 * @path: of a new 3MF
 * @with_labels: its objects can be skipped
 * @with_pictures: it has those from above
 *
 * A sliced plate with three objects, and one that is described but not on it.
 */
void skip_fixture_write (const char *path, gboolean with_labels, gboolean with_pictures);

/** skip_fixture_paint: Returns: (transfer full): a PNG of the three objects, @pick: by their ids */
GBytes *skip_fixture_paint (gboolean pick);

G_END_DECLS
