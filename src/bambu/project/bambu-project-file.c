/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A project's file, opened, and once more for what is read only when somebody wants it. */

#include "bambu-project-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "account/bambu-picture.h"
#include "bambu-archive-private.h"

#define GCODE_BLOCK_BYTES (1024 * 1024)

int
bambu_project_open_file (const char *path, BambuFileMark *mark, GError **error)
{
  /* A pipe would have nobody at its other end. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  int code = errno;

  if (fd >= 0 && fstat (fd, &status) == 0)
    {
      if (S_ISREG (status.st_mode))
        {
          *mark = (BambuFileMark) { status.st_dev, status.st_ino, status.st_size, status.st_mtim };
          return fd;
        }

      code = S_ISDIR (status.st_mode) ? EISDIR : EINVAL;
    }

  if (fd >= 0)
    close (fd);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));

  return -1;
}

static gboolean
add_to_checksum (gconstpointer data, gsize size, gpointer user_data)
{
  g_checksum_update (user_data, data, size);

  return TRUE;
}

static gboolean
checksum_plate (GChecksum *checksum, int fd, guint64 file_size, int index, GError **error)
{
  g_autofree char *wanted = g_strdup_printf (BAMBU_PROJECT_PLATE_PREFIX "%d.gcode", index);
  BambuArchiveSource source = bambu_archive_source_for_file (fd, file_size);
  g_autoptr (BambuArchive) archive = bambu_archive_new (&source, error);
  g_autoptr (GError) local_error = NULL;

  if (!archive)
    return FALSE;

  if (bambu_archive_find (archive, wanted, &local_error))
    return bambu_archive_stream (archive, add_to_checksum, checksum, error);

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_CHANGED, "%s: is gone", wanted);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
checksum_plain (GChecksum *checksum, int fd, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (GCODE_BLOCK_BYTES);
  BambuArchiveSource source = bambu_archive_source_for_file (fd, 0);
  goffset offset = 0;
  gssize n_read;

  while (
      (n_read = source.read (source.user_data, buffer, GCODE_BLOCK_BYTES, (guint64) offset, error))
      > 0)
    {
      g_checksum_update (checksum, buffer, n_read);
      offset += n_read;
    }

  return n_read == 0;
}

static int
reopen_file (const char *path, const BambuFileMark *mark, GError **error)
{
  BambuFileMark now;
  g_autofd int fd = bambu_project_open_file (path, &now, error);

  if (fd < 0)
    return -1;

  if (now.device != mark->device || now.inode != mark->inode || now.size != mark->size
      || now.changed.tv_sec != mark->changed.tv_sec || now.changed.tv_nsec != mark->changed.tv_nsec)
    {
      g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_CHANGED,
                   "%s has changed since it was opened", path);
      return -1;
    }

  return g_steal_fd (&fd);
}

GBytes *
bambu_project_extract_picture (const char *path,
                               const BambuFileMark *mark,
                               const char *entry,
                               GError **error)
{
  g_autofd int fd = reopen_file (path, mark, error);
  BambuArchiveSource source = bambu_archive_source_for_file (fd, (guint64) mark->size);
  g_autoptr (BambuArchive) archive = fd >= 0 ? bambu_archive_new (&source, error) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint width;
  guint height;

  if (!archive || !bambu_archive_find (archive, entry, error)
      || !(bytes = bambu_archive_read (archive, BAMBU_PROJECT_MAX_PICTURE_BYTES, error)))
    return NULL;

  if (bambu_picture_measure (bytes, &width, &height) && width <= BAMBU_PROJECT_MAX_PICTURE_POINTS
      && height <= BAMBU_PROJECT_MAX_PICTURE_POINTS)
    return g_steal_pointer (&bytes);

  g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_DAMAGED,
               "%s: is no picture of at most %d × %d points", entry,
               BAMBU_PROJECT_MAX_PICTURE_POINTS, BAMBU_PROJECT_MAX_PICTURE_POINTS);

  return NULL;
}

char *
bambu_project_verify (
    const char *path, const BambuFileMark *mark, int index, const char *md5, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  g_autofree char *computed = NULL;
  g_autofd int fd = reopen_file (path, mark, error);

  if (fd < 0)
    return NULL;

  if (index > 0 ? !checksum_plate (checksum, fd, mark->size, index, error)
                : !checksum_plain (checksum, fd, error))
    return NULL;

  computed = g_ascii_strup (g_checksum_get_string (checksum), -1);
  if (md5 && !g_str_equal (md5, computed))
    {
      g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_CHECKSUM,
                   BAMBU_PROJECT_PLATE_PREFIX "%d.gcode: has the MD5 %s, but should have %s", index,
                   computed, md5);
      return NULL;
    }

  return g_steal_pointer (&computed);
}
