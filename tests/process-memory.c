/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "process-memory.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* What is larger is a sanitizer's, which keeps notes there. */
#define MOST_BYTES (G_GUINT64_CONSTANT (1) << 30)

static guint
count_in (int memory, guint64 begin, guint64 end, const char *text)
{
  gsize length = strlen (text);
  gsize size = end - begin;
  g_autofree char *bytes = g_malloc (size);
  const char *place = bytes;
  guint count = 0;
  ssize_t n = pread (memory, bytes, size, (off_t) begin);

  while (n > 0 && (place = memmem (place, bytes + n - place, text, length)) != NULL)
    {
      count++;
      place += length;
    }

  return count;
}

guint
process_memory_count (GSubprocess *process, const char *text)
{
  const char *id = g_subprocess_get_identifier (process);
  g_autofree char *maps_path = g_strdup_printf ("/proc/%s/maps", id);
  g_autofree char *memory_path = g_strdup_printf ("/proc/%s/mem", id);
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint count = 0;
  int memory;

  g_file_get_contents (maps_path, &maps, NULL, &error);
  g_assert_no_error (error);
  memory = open (memory_path, O_RDONLY | O_CLOEXEC);
  if (memory < 0)
    g_error ("%s: %s", memory_path, g_strerror (errno));

  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *rest;
      guint64 begin = g_ascii_strtoull (lines[i], &rest, 16);
      guint64 end = *rest == '-' ? g_ascii_strtoull (rest + 1, &rest, 16) : begin;

      if (g_str_has_prefix (rest, " rw") && strstr (rest, "/dev/") == NULL
          && end - begin <= MOST_BYTES)
        count += count_in (memory, begin, end, text);
    }
  close (memory);

  return count;
}

gboolean
process_memory_has_secret (GSubprocess *process, const char *secret)
{
  g_autofree char *sent = g_strconcat (":\"", secret, "\"}", NULL);

  return process_memory_count (process, secret) > process_memory_count (process, sent);
}
