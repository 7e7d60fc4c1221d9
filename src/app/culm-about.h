/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** culm_about_dialog_new: Returns: (transfer floating): what this is, of whom, and on what it runs
 */
AdwDialog *culm_about_dialog_new (void);

G_END_DECLS
