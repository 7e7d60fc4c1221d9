/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The last lines that this process logged, in memory and nowhere else, for a report that its user
 * looks at first. Any thread. */

#define CULM_LOG_MOST_LINES 2000

/** culm_log_install: once, before anything is logged. Nothing is kept yet */
void culm_log_install (void);

/** culm_log_set_kept: whether lines are kept, those for debugging too; ending it forgets them */
void culm_log_set_kept (gboolean kept);

/** culm_log_dup: Returns: (transfer full) (nullable): the lines, oldest first; %NULL: none is kept
 */
char *culm_log_dup (void);

G_END_DECLS
