/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CULM_TYPE_LIVE_SET (culm_live_set_get_type ())
G_DECLARE_FINAL_TYPE (CulmLiveSet, culm_live_set, CULM, LIVE_SET, GObject)

/**
 * CulmLiveSet:
 *
 * Who may show live video, of many that are seen together: those who want to, the last ones first,
 * and not more than a few.
 *
 * Signal `changed`: others may than before.
 */

/** culm_live_set_new: @most: how many may at once */
CulmLiveSet *culm_live_set_new (guint most);

/** culm_live_set_want: @who: says that it does not want to any more before it goes */
void culm_live_set_want (CulmLiveSet *self, gpointer who, gboolean wants);
gboolean culm_live_set_may (CulmLiveSet *self, gpointer who);

G_END_DECLS
