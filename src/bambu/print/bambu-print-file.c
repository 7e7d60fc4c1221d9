/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-file.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "project/bambu-archive-private.h"

#define BLOCK_BYTES (64 * 1024)
#define STACK_BYTES (1024 * 1024)
#define FILE_MODE 0644

static gboolean
fail (GError **error, int code, const char *path)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));

  return FALSE;
}

static char *
hash (const char *path, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  g_autofree guint8 *block = g_malloc (BLOCK_BYTES);
  g_autofd int fd = open (path, O_RDONLY | O_CLOEXEC);
  ssize_t n_read;

  if (fd < 0)
    {
      fail (error, errno, path);
      return NULL;
    }

  while ((n_read = read (fd, block, BLOCK_BYTES)) != 0)
    {
      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read < 0)
        {
          fail (error, errno, path);
          return NULL;
        }
      g_checksum_update (checksum, block, n_read);
    }

  return g_ascii_strup (g_checksum_get_string (checksum), -1);
}

/* Where pieces of an entry go. */
typedef struct
{
  struct archive *archive;
  gboolean is_bad;
} Copy;

static gboolean
write_piece (gconstpointer data, gsize size, gpointer user_data)
{
  Copy *copy = user_data;

  copy->is_bad = archive_write_data (copy->archive, data, size) != (la_ssize_t) size;

  return !copy->is_bad;
}

static gboolean
fail_to_write (struct archive *archive, GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (archive_errno (archive)), "%s",
               archive_error_string (archive));

  return FALSE;
}

static gboolean
copy_entry (BambuArchive *from, struct archive *to, const char *name, guint64 size, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  Copy copy = { .archive = to };
  gboolean is_good;

  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_size (entry, (la_int64_t) size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, FILE_MODE);
  is_good = archive_write_header (to, entry) == ARCHIVE_OK;
  archive_entry_free (entry);
  if (!is_good)
    return fail_to_write (to, error);

  if (!bambu_archive_stream (from, write_piece, &copy, error))
    return FALSE;

  return copy.is_bad ? fail_to_write (to, error) : TRUE;
}

/* The G-code is what the service gets last, and is nearly all of the file. */
static gboolean
is_gcode (const char *name)
{
  return g_str_has_prefix (name, "Metadata/plate_") && g_str_has_suffix (name, ".gcode");
}

static gboolean
copy_rest (BambuArchive *from, struct archive *to, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const char *name;
  guint64 size;

  while (bambu_archive_next (from, &name, &size, &local_error))
    if (!is_gcode (name) && !g_str_has_suffix (name, "/")
        && !copy_entry (from, to, name, size, error))
      return FALSE;

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
strip (const char *path, int target, GError **error)
{
  g_autofd int fd = open (path, O_RDONLY | O_CLOEXEC);
  BambuArchiveSource source;
  g_autoptr (BambuArchive) from = NULL;
  struct archive *to;
  struct stat status;
  gboolean is_good;

  if (fd < 0 || fstat (fd, &status) < 0)
    return fail (error, errno, path);

  source = bambu_archive_source_for_file (fd, (guint64) status.st_size);
  from = bambu_archive_new (&source, error);
  if (from == NULL)
    return FALSE;

  to = archive_write_new ();
  archive_write_set_format_zip (to);
  is_good = archive_write_open_fd (to, target) == ARCHIVE_OK;
  if (!is_good)
    fail_to_write (to, error);
  is_good = is_good && copy_rest (from, to, error);
  if (is_good && archive_write_close (to) != ARCHIVE_OK)
    is_good = fail_to_write (to, error);
  archive_write_free (to);

  return is_good;
}

static DexFuture *
settle (char *text, GError *error)
{
  return text != NULL ? dex_future_new_take_string (text) : dex_future_new_for_error (error);
}

static DexFuture *
hash_fiber (gpointer user_data)
{
  GError *error = NULL;
  char *md5 = hash (user_data, &error);

  return settle (md5, error);
}

static DexFuture *
strip_fiber (gpointer user_data)
{
  g_autofree char *name = NULL;
  GError *error = NULL;
  g_autofd int fd = g_file_open_tmp ("culm-XXXXXX.3mf", &name, &error);

  if (fd >= 0 && !strip (user_data, fd, &error))
    {
      g_unlink (name);
      g_clear_pointer (&name, g_free);
    }

  return settle (error == NULL ? g_steal_pointer (&name) : NULL, error);
}

/* In a thread, where they may block; they wait for no other fiber. */
static DexFuture *
work (DexFiberFunc func, const char *path)
{
  return dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), STACK_BYTES, func,
                              g_strdup (path), g_free);
}

DexFuture *
bambu_print_file_hash (const char *path)
{
  dex_return_error_if_fail (path != NULL);

  return work (hash_fiber, path);
}

DexFuture *
bambu_print_file_strip (const char *path)
{
  dex_return_error_if_fail (path != NULL);

  return work (strip_fiber, path);
}
