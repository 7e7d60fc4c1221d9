/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>
#include <libdex.h>

G_BEGIN_DECLS

#define CULM_TYPE_COVERS (culm_covers_get_type ())
G_DECLARE_DERIVABLE_TYPE (CulmCovers, culm_covers, CULM, COVERS, GObject)

/**
 * CulmCovers:
 *
 * Pictures of prints or files, as far as somebody looked at them lately. In memory only.
 */

/**
 * CulmCoversClass:
 * @fetch: gets a picture's file, a future that resolves to #GBytes; the rest as for
 * culm_covers_load()
 */
struct _CulmCoversClass
{
  GObjectClass parent_class;

  DexFuture *(*fetch) (CulmCovers *self, const char *key, const char *address);
};

/** culm_covers_find: Returns: (transfer none) (nullable): what was loaded before */
GdkTexture *culm_covers_find (CulmCovers *self, const char *key);

/**
 * culm_covers_load:
 * @key: (nullable): what it is a picture of; %NULL: it is not kept
 * @address: where it is
 *
 * Returns: (transfer full): a future that resolves to a #GdkTexture
 */
DexFuture *culm_covers_load (CulmCovers *self, const char *key, const char *address);

G_END_DECLS
