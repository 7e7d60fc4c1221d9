/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-process.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define KIBIBYTE 1024

#define IDLE_USEC (G_USEC_PER_SEC / 2)
#define IDLE_SHARE 0.04

/* Where a process's line in /proc has its time, counted from what follows its name in brackets */
#define STAT_USER_TIME 11
#define STAT_SYSTEM_TIME 12

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

static gint64
get_of_status (const char *key)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return -1;

  lines = g_strsplit (text, "\n", -1);

  return find_bytes (lines, key);
}

gint64
bench_process_get_peak (void)
{
  return get_of_status ("VmHWM:");
}

gint64
bench_process_start_peak (void)
{
  int fd = open ("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
  gboolean is_done = fd >= 0 && write (fd, "5", 1) == 1;

  if (fd >= 0)
    close (fd);

  return is_done ? get_of_status ("VmRSS:") : -1;
}

/* In clock ticks; −1 if there is no such process. */
static gint64
get_processor_time (const char *pid)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "stat", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  const char *after_name;

  if (!g_file_get_contents (path, &text, NULL, NULL) || !(after_name = strrchr (text, ')')))
    return -1;

  words = g_strsplit (after_name + 2, " ", -1);
  if (g_strv_length (words) <= STAT_SYSTEM_TIME)
    return -1;

  return atoll (words[STAT_USER_TIME]) + atoll (words[STAT_SYSTEM_TIME]);
}

double
bench_process_get_processor_seconds (const char *pid)
{
  return (double) get_processor_time (pid) / (double) sysconf (_SC_CLK_TCK);
}

gboolean
bench_process_wait_until_idle (const char *pid, gint64 timeout_usec)
{
  gint64 deadline = g_get_monotonic_time () + timeout_usec;
  double most = IDLE_SHARE * IDLE_USEC / G_USEC_PER_SEC * sysconf (_SC_CLK_TCK);
  gint64 before = get_processor_time (pid);

  while (before >= 0 && g_get_monotonic_time () < deadline)
    {
      gint64 now;

      g_usleep (IDLE_USEC);
      now = get_processor_time (pid);
      if (now >= 0 && now - before <= most)
        return TRUE;

      before = now;
    }

  return FALSE;
}
