/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-process.h"

#define KIBIBYTE 1024

static gint64
find_bytes (char **lines, const char *key)
{
  for (guint i = 0; lines[i]; i++)
    if (g_str_has_prefix (lines[i], key))
      return g_ascii_strtoll (lines[i] + strlen (key), NULL, 10) * KIBIBYTE;

  return 0;
}

gboolean
bench_process_get_memory (const char *pid, BenchMemory *memory)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "smaps_rollup", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;

  lines = g_strsplit (text, "\n", -1);
  memory->resident = find_bytes (lines, "Rss:");
  memory->proportional = find_bytes (lines, "Pss:");

  return memory->resident > 0;
}
