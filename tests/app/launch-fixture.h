/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Another app that opens files, and a portal that shows folders: real ones, as far as the toolkit
 * is concerned. */

/** launch_fixture_init: before all else: this test's settings of the desktop, which are its own */
void launch_fixture_init (void);

/** launch_fixture_set_app: files like @path are opened by an app from now on */
void launch_fixture_set_app (const char *path);

/** launch_fixture_get_opened: Returns: (transfer none) (nullable): what the app was last given */
const char *launch_fixture_get_opened (void);

/** launch_fixture_own_portal: from now on there is one on the session's bus */
void launch_fixture_own_portal (void);

/** launch_fixture_has_shown: Returns: whether that was last asked to show where @path is */
gboolean launch_fixture_has_shown (const char *path);

/** launch_fixture_finish: nothing is left of it */
void launch_fixture_finish (void);

G_END_DECLS
