/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BenchMemory:
 * @resident: bytes in memory, shared ones included
 * @proportional: shared ones divided by those who share them
 */
typedef struct
{
  gint64 resident;
  gint64 proportional;
} BenchMemory;

/**
 * bench_process_get_memory:
 * @pid: a process, "self" for this one
 * @memory: (out): what it uses now
 *
 * Returns: %FALSE if the kernel does not tell
 */
gboolean bench_process_get_memory (const char *pid, BenchMemory *memory);

/** bench_process_start_peak: from now on the most memory that this process has is to be known.
 * Returns: what it has now; −1 if the kernel does not do that */
gint64 bench_process_start_peak (void);
/** bench_process_get_peak: the most resident memory since then */
gint64 bench_process_get_peak (void);

/** bench_process_get_processor_seconds: that a process took so far, in hundredths */
double bench_process_get_processor_seconds (const char *pid);

/**
 * bench_process_wait_until_idle:
 * @timeout_usec: when to give up
 *
 * Waits until a process has next to nothing to do for half a second.
 *
 * Returns: %FALSE if it did not come to rest, or ended
 */
gboolean bench_process_wait_until_idle (const char *pid, gint64 timeout_usec);

G_END_DECLS
