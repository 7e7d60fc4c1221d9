/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "link/bambu-redact.h"

static gboolean
check (const struct stat *info, gsize most_bytes, GError **error)
{
  if (!S_ISREG (info->st_mode) || info->st_size > (goffset) most_bytes)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "not a file, or a very large one");
      return FALSE;
    }

  if (info->st_uid != geteuid () || (info->st_mode & (S_IRWXG | S_IRWXO)) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                           "others may read or change it; only its owner should (chmod 600)");
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_all (int fd, char *data, gsize size)
{
  while (size > 0)
    {
      ssize_t n = read (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      if (n == 0)
        break;
      data += n;
      size -= (gsize) n;
    }

  return TRUE;
}

static void
set_errno (GError **error)
{
  int number = errno;

  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (number), g_strerror (number));
}

char *
serve_file_read (const char *path, gsize most_bytes, struct stat *info, GError **error)
{
  /* Without waiting for the other end of a pipe */
  g_autofd int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  char *data;

  memset (info, 0, sizeof *info);
  if (fd < 0 || fstat (fd, info) < 0)
    {
      set_errno (error);
      return NULL;
    }
  if (!check (info, most_bytes, error))
    return NULL;

  data = g_malloc0 ((gsize) info->st_size + 1);
  if (read_all (fd, data, (gsize) info->st_size))
    return data;

  set_errno (error);
  bambu_secret_free (data);

  return NULL;
}
