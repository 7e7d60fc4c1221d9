/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The app's keys, once: what they do and how they are listed. */

/** culm_shortcuts_install: gives @application's actions their keys */
void culm_shortcuts_install (GtkApplication *application);

/** culm_shortcuts_dialog_new: Returns: (transfer floating): a list of them */
AdwDialog *culm_shortcuts_dialog_new (void);

G_END_DECLS
