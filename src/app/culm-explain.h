/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** culm_explain_view_only: says, in front of @parent, what can be done where a printer takes signed
 * commands only */
void culm_explain_view_only (GtkWidget *parent);

G_END_DECLS
