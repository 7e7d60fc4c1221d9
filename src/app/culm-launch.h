/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * CulmLaunch:
 * @CULM_LAUNCH_OPEN: by the app that opens such files
 * @CULM_LAUNCH_ASK: by one that the user chooses, where the system lets them
 * @CULM_LAUNCH_SHOW: its folder, by the app for files
 */
typedef enum
{
  CULM_LAUNCH_OPEN,
  CULM_LAUNCH_ASK,
  CULM_LAUNCH_SHOW,
} CulmLaunch;

/**
 * culm_launch:
 * @widget: in the window where that is wanted
 * @file: on this computer
 *
 * Hands @file to another app, through the portal where there is one.
 *
 * Returns: (transfer full): a future that resolves to %TRUE; to %FALSE if the user changed their
 * mind; rejects if no app takes it
 */
DexFuture *culm_launch (GtkWidget *widget, GFile *file, CulmLaunch how);

/** culm_launch_or_tell: the same, with a toast if no app takes it */
void culm_launch_or_tell (GtkWidget *widget, GFile *file, CulmLaunch how);

/** culm_launch_get_failure: Returns: (transfer none): what to say then */
const char *culm_launch_get_failure (CulmLaunch how);

G_END_DECLS
