/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * culm_wrap:
 * @widget: a view
 *
 * Lets go on on the next line what the toolkit has on one, or on few: the titles of groups,
 * banners, buttons, what is chosen in a drop-down. In large type they would be cut off, or too
 * wide.
 */
void culm_wrap (GtkWidget *widget);

G_END_DECLS
