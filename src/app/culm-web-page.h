/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * culm_web_page_open:
 * @widget: where it was asked for, in a [class@Culm.Window]
 * @uri: a page
 *
 * Opens it in the browser, or says in a toast that it cannot be opened.
 */
void culm_web_page_open (GtkWidget *widget, const char *uri);

/**
 * culm_web_page_search:
 * @words: as they would be typed
 *
 * Lets a search engine look for it.
 */
void culm_web_page_search (GtkWidget *widget, const char *words);

G_END_DECLS
