/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-archive-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_BYTES (32 * 1024)

/* libarchive holds the whole of the directory, and does not say how much that is. So this is what
 * it may read until it has come to the first entry; the rest is for finding the directory. */
#define MAX_DIRECTORY_BYTES (4 * 1024 * 1024)

/* A small file may be mostly directory; and it does no harm. */
#define RATIO_FREE_BYTES (1024 * 1024)

/* Of an entry whose size is not known before its end, which only the directory would tell */
#define MAX_UNKNOWN_BYTES (20 * 1024 * 1024)

struct _BambuArchive
{
  struct archive *archive;
  BambuArchiveSource source;
  gint64 position;
  guint64 n_read;
  gboolean has_begun;
  gboolean is_directory_too_large;
  GError *error; /* of the source */

  guint n_entries;
  guint64 total_size;
  GHashTable *names;
  char *name;
  guint64 size;
  gboolean is_size_known;

  guint8 block[BLOCK_BYTES];
};

static la_ssize_t
on_read (struct archive *archive, void *user_data, const void **buffer)
{
  BambuArchive *self = user_data;
  gssize n_read;

  if (!self->has_begun && self->n_read > MAX_DIRECTORY_BYTES)
    {
      self->is_directory_too_large = TRUE;
      archive_set_error (archive, E2BIG, "its directory is too large");
      return ARCHIVE_FATAL;
    }

  g_clear_error (&self->error);
  n_read = self->source.read (self->source.user_data, self->block, sizeof self->block,
                              (guint64) self->position, &self->error);
  if (n_read < 0)
    {
      archive_set_error (archive, EIO, "%s", self->error->message);
      return ARCHIVE_FATAL;
    }

  self->position += n_read;
  self->n_read += n_read;
  *buffer = self->block;

  return n_read;
}

static la_int64_t
on_seek (struct archive *archive, void *user_data, la_int64_t offset, int whence)
{
  BambuArchive *self = user_data;
  gint64 base = whence == SEEK_END   ? (gint64) self->source.size
                : whence == SEEK_CUR ? self->position
                                     : 0;
  gint64 position;

  if (__builtin_add_overflow (base, offset, &position) || position < 0)
    {
      archive_set_error (archive, EINVAL, "it points out of itself");
      return ARCHIVE_FATAL;
    }

  return self->position = position;
}

/* Returns: %FALSE, for the caller to return */
static gboolean
fail (BambuArchive *self, GError **error)
{
  g_autofree char *text = g_strdup (archive_error_string (self->archive));

  /* libarchive may say of these that the file ends too early. */
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else if (self->is_directory_too_large)
    g_set_error_literal (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_TOO_LARGE,
                         "its directory is too large");
  else
    g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_DAMAGED, "%s%s%s",
                 self->name ? self->name : "", self->name ? ": " : "",
                 text ? g_strchomp (text) : "cannot be read");

  return FALSE;
}

static gboolean
refuse (GError **error, BambuProjectError code, const char *name, const char *why)
{
  g_set_error (error, BAMBU_PROJECT_ERROR, code, "%s: %s", name, why);

  return FALSE;
}

/* Either kind of slash: the printers are not ours. */
static gboolean
is_unsafe (const char *name)
{
  g_auto (GStrv) parts = g_strsplit_set (name, "/\\", -1);

  return g_strv_contains ((const char *const *) parts, "..") || *name == '/' || *name == '\\'
         || (g_ascii_isalpha (name[0]) && name[1] == ':');
}

/* UTF-8 where the entry says so, else whatever it is: the names that matter are ASCII. */
static char *
dup_name (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);

  if (!name)
    name = archive_entry_pathname (entry);

  return g_utf8_make_valid (name ? name : "", -1);
}

static gboolean
check_entry (BambuArchive *self, struct archive_entry *entry, GError **error)
{
  if (++self->n_entries > BAMBU_ARCHIVE_MAX_ENTRIES)
    {
      g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_TOO_LARGE,
                   "more than %d entries", BAMBU_ARCHIVE_MAX_ENTRIES);
      return FALSE;
    }

  if (is_unsafe (self->name))
    return refuse (error, BAMBU_PROJECT_ERROR_UNSAFE, self->name, "leads out of the archive");

  if (archive_entry_filetype (entry) == AE_IFLNK)
    return refuse (error, BAMBU_PROJECT_ERROR_UNSAFE, self->name, "is a link");

  if (archive_entry_is_encrypted (entry))
    return refuse (error, BAMBU_PROJECT_ERROR_DAMAGED, self->name, "is encrypted");

  if (archive_entry_size (entry) < 0 || self->size > BAMBU_ARCHIVE_MAX_BYTES)
    return refuse (error, BAMBU_PROJECT_ERROR_TOO_LARGE, self->name, "is too large");

  self->total_size += self->size;
  if (self->total_size > self->source.size * BAMBU_ARCHIVE_MAX_RATIO + RATIO_FREE_BYTES)
    {
      g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_TOO_LARGE,
                   "would be unpacked to more than %d times its size", BAMBU_ARCHIVE_MAX_RATIO);
      return FALSE;
    }

  /* Whoever reads the second of two would read something else. */
  if (g_str_has_prefix (self->name, "Metadata/")
      && !g_hash_table_add (self->names, g_strdup (self->name)))
    return refuse (error, BAMBU_PROJECT_ERROR_DAMAGED, self->name, "is there twice");

  return TRUE;
}

static gssize
read_at (gpointer user_data, gpointer buffer, gsize size, guint64 offset, GError **error)
{
  gssize n_read;

  do
    n_read = pread (GPOINTER_TO_INT (user_data), buffer, size, (off_t) offset);
  while (n_read < 0 && errno == EINTR);

  if (n_read < 0)
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));

  return n_read;
}

BambuArchiveSource
bambu_archive_source_for_file (int fd, guint64 size)
{
  return (BambuArchiveSource) { read_at, GINT_TO_POINTER (fd), size };
}

static BambuArchive *
open_archive (const BambuArchiveSource *source, gboolean has_directory, GError **error)
{
  g_autoptr (BambuArchive) self = g_new0 (BambuArchive, 1);
  char magic[4];
  gssize n_read;

  self->source = *source;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->archive = archive_read_new ();

  n_read = source->read (source->user_data, magic, sizeof magic, 0, error);
  if (n_read < 0)
    return NULL;
  if (n_read != sizeof magic || memcmp (magic, "PK\3\4", 4) != 0)
    {
      g_set_error_literal (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_NOT_A_PROJECT,
                           "is no ZIP archive");
      return NULL;
    }

  if (source->size > BAMBU_ARCHIVE_MAX_BYTES)
    {
      g_set_error_literal (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_TOO_LARGE,
                           "is larger than 4 GB");
      return NULL;
    }

  /* If there is one, only by its directory: what stands between the entries is nobody's. */
  if (has_directory)
    {
      archive_read_support_format_zip_seekable (self->archive);
      archive_read_set_seek_callback (self->archive, on_seek);
    }
  else
    archive_read_support_format_zip_streamable (self->archive);
  archive_read_set_read_callback (self->archive, on_read);
  archive_read_set_callback_data (self->archive, self);

  if (archive_read_open1 (self->archive) != ARCHIVE_OK)
    {
      fail (self, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

BambuArchive *
bambu_archive_new (const BambuArchiveSource *source, GError **error)
{
  return open_archive (source, TRUE, error);
}

BambuArchive *
bambu_archive_new_for_beginning (const BambuArchiveSource *source, GError **error)
{
  return open_archive (source, FALSE, error);
}

void
bambu_archive_free (BambuArchive *self)
{
  g_clear_pointer (&self->archive, archive_read_free);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_error (&self->error);
  g_free (self->name);
  g_free (self);
}

gboolean
bambu_archive_next (BambuArchive *self, const char **name, guint64 *size, GError **error)
{
  struct archive_entry *entry;
  int result;

  g_clear_pointer (&self->name, g_free);
  result = archive_read_next_header (self->archive, &entry);
  self->has_begun = TRUE;

  if (result == ARCHIVE_EOF)
    return FALSE;
  if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
    return fail (self, error);

  self->name = dup_name (entry);
  self->size = archive_entry_size (entry);
  self->is_size_known = archive_entry_size_is_set (entry);

  /* A name that this locale cannot write is warned of too. */
  if (result == ARCHIVE_WARN && g_str_is_ascii (self->name))
    return fail (self, error);

  if (!check_entry (self, entry, error))
    return FALSE;

  *name = self->name;
  *size = self->size;

  return TRUE;
}

gboolean
bambu_archive_find (BambuArchive *self, const char *wanted, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const char *name;
  guint64 size;

  while (bambu_archive_next (self, &name, &size, &local_error))
    if (g_str_equal (name, wanted))
      return TRUE;

  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: is not in the file", wanted);

  return FALSE;
}

gboolean
bambu_archive_stream (BambuArchive *self, BambuArchiveFunc func, gpointer user_data, GError **error)
{
  guint64 most = self->is_size_known ? self->size : MAX_UNKNOWN_BYTES;
  guint64 n_bytes = 0;

  for (;;)
    {
      const void *data;
      size_t size;
      la_int64_t offset;
      int result = archive_read_data_block (self->archive, &data, &size, &offset);

      if (result == ARCHIVE_EOF)
        break;
      if (result != ARCHIVE_OK)
        return fail (self, error);

      n_bytes += size;
      if (n_bytes > most)
        return refuse (error, BAMBU_PROJECT_ERROR_DAMAGED, self->name,
                       "is longer than the directory says");

      if (size > 0 && !func (data, size, user_data))
        return TRUE;
    }

  if (self->is_size_known && n_bytes < self->size)
    return refuse (error, BAMBU_PROJECT_ERROR_DAMAGED, self->name,
                   "is shorter than the directory says");

  return TRUE;
}

static gboolean
append (gconstpointer data, gsize size, gpointer user_data)
{
  g_byte_array_append (user_data, data, size);

  return TRUE;
}

GBytes *
bambu_archive_read (BambuArchive *self, gsize limit, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;

  if (self->size > limit)
    {
      refuse (error, BAMBU_PROJECT_ERROR_TOO_LARGE, self->name, "is too large");
      return NULL;
    }

  bytes = g_byte_array_sized_new (self->size);
  if (!bambu_archive_stream (self, append, bytes, error))
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
