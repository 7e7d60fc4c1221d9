/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** PROCESS_MEMORY_KEPT: environment of a process that does not overwrite what it gives back, as
 * tests have it done */
#define PROCESS_MEMORY_KEPT "MALLOC_PERTURB_=0", "G_DEBUG=fatal-warnings"

/**
 * process_memory_count:
 * @process: a running child of this process
 *
 * Returns: how often @text is in the memory that @process can write to, what it has given back to
 * its allocator included
 */
guint process_memory_count (GSubprocess *process, const char *text);

/**
 * process_memory_has_secret:
 *
 * Returns: whether @secret is there, other than as the last text of a JSON object: so it was sent,
 * and the buffers of GIO and TLS, which nobody can reach, may keep that for a while
 */
gboolean process_memory_has_secret (GSubprocess *process, const char *secret);

G_END_DECLS
