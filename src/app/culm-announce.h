/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** culm_announce: says @text to screen readers, in the name of the window, which they know: what
 * was shown just now they do not, and it would go unheard */
void culm_announce (GtkWidget *widget, const char *text);
/** culm_announce_urgent: the same at once, before what is being said */
void culm_announce_urgent (GtkWidget *widget, const char *text);

/** CulmAnnouncementFunc: Returns: (transfer full): what is to be said now; "": nothing */
typedef char *(*CulmAnnouncementFunc) (GtkWidget *widget);

/**
 * culm_announce_soon:
 *
 * Says it in two seconds, if @widget can be seen then. Until then it does nothing more, so that
 * nothing is said twice, nor faster than that.
 */
void culm_announce_soon (GtkWidget *widget, CulmAnnouncementFunc dup_text);

G_END_DECLS
