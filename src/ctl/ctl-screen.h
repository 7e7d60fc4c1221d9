/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CtlScreen:
 *
 * A terminal's second screen, on which one text takes the place of another. While it is there the
 * terminal shows neither a cursor nor what is typed; the arrow keys and those of pages scroll what
 * is longer than the window. There is one at a time; a signal that ends or stops the program gives
 * the terminal back, too. Main context only.
 */
typedef struct _CtlScreen CtlScreen;

/** ctl_screen_new: @ended: somebody typed “q” */
CtlScreen *ctl_screen_new (void (*ended) (gpointer user_data), gpointer user_data);
/** ctl_screen_free: gives the terminal back as it was */
void ctl_screen_free (CtlScreen *self);

/** ctl_screen_show: @text: lines, printable but for styles; what is too wide is cut off */
void ctl_screen_show (CtlScreen *self, const char *text);

/** ctl_screen_cut: appends what of @line fits into @n_columns, each style ended */
void ctl_screen_cut (GString *string, const char *line, guint n_columns);

G_END_DECLS
