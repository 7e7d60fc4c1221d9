/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bambu_backoff_msec:
 * @failures: how many attempts failed before, 0 for the first wait
 * @first_msec: the first wait
 * @longest_msec: no wait is longer
 * @random: 0 to 1
 *
 * How long to wait before the next attempt: doubles with each failure, and up to a quarter shorter
 * by @random, so that many clients do not come back at once. Pure.
 */
guint bambu_backoff_msec (guint failures, guint first_msec, guint longest_msec, double random);

G_END_DECLS
