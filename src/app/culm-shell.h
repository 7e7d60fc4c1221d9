/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

#define CULM_TYPE_SHELL (culm_shell_get_type ())
G_DECLARE_FINAL_TYPE (CulmShell, culm_shell, CULM, SHELL, GObject)

/**
 * CulmShell:
 *
 * What the desktop and other programs of the session have of Culm: [class@Culm.Bus] and
 * [class@Culm.SearchProvider], and what follows in the window from what they ask for.
 */

/** culm_shell_new: @application: has its windows; owns the shell */
CulmShell *culm_shell_new (GtkApplication *application,
                           GDBusConnection *connection,
                           const char *application_path);

/** culm_shell_set_printers: once; @loaded: settles when they are known */
void culm_shell_set_printers (CulmShell *self, GListModel *printers, DexFuture *loaded);

G_END_DECLS
