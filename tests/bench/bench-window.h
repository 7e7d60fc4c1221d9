/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BenchWindow:
 *
 * Looks at the display from outside, the same way for every program: which window was mapped, and
 * when most of it was first drawn.
 */
typedef struct _BenchWindow BenchWindow;

/** bench_window_new: Returns: (nullable): %NULL if there is no X11 display with the damage
 * extension */
BenchWindow *bench_window_new (void);
void bench_window_free (BenchWindow *self);

/** bench_window_forget: only windows that are made from now on count */
void bench_window_forget (BenchWindow *self);

/**
 * bench_window_wait_for_frame:
 * @timeout_usec: when to give up
 *
 * Waits until a window has been drawn for the first time.
 *
 * Returns: the monotonic time of that, or 0
 */
gint64 bench_window_wait_for_frame (BenchWindow *self, gint64 timeout_usec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchWindow, bench_window_free)

G_END_DECLS
