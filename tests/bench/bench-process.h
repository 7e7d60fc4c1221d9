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

G_END_DECLS
