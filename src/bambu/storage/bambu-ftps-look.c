/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks into files that are on the printer, without fetching all of them where that can be. */

#include <string.h>

#include "account/bambu-picture.h"
#include "bambu-ftps-moves-private.h"
#include "project/bambu-project-private.h"

#define BLOCK_BYTES (64 * 1024)

/* Each is a connection for data: so many may be made to look. */
#define MAX_BLOCKS 24

/* A file that has to be fetched as a whole may be so large. */
#define MAX_WHOLE_BYTES (4 * 1024 * 1024)

#define MAX_PICTURE_BYTES (4 * 1024 * 1024)
#define MAX_PICTURE_POINTS 4096
#define THUMBNAILS "thumbnail"

typedef struct
{
  BambuFtpsSession *session;
  const char *path;
  guint64 size;
  GHashTable *blocks; /* number → GBytes */

  GByteArray *coming;
  gsize wanted;
} Remote;

static gboolean
take_block (gconstpointer data, gsize size, gpointer user_data, GError **error)
{
  Remote *self = user_data;

  g_byte_array_append (self->coming, data, (guint) MIN (size, self->wanted - self->coming->len));

  return self->coming->len < self->wanted;
}

static GBytes *
get_block (Remote *self, guint64 number, GError **error)
{
  GBytes *block = g_hash_table_lookup (self->blocks, &number);
  guint64 offset = number * BLOCK_BYTES;

  if (block != NULL)
    return block;

  if (g_hash_table_size (self->blocks) >= MAX_BLOCKS)
    {
      g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_TOO_LARGE,
                           "Too much would have to be read of it");
      return NULL;
    }

  self->wanted = (gsize) MIN (BLOCK_BYTES, self->size - offset);
  self->coming = g_byte_array_sized_new ((guint) self->wanted);
  if (bambu_ftps_session_retrieve (self->session, self->path, (goffset) offset, 0, NULL, take_block,
                                   self, error)
      && self->coming->len < self->wanted)
    g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_SIZE,
                         "The file ends too early");
  block = g_byte_array_free_to_bytes (g_steal_pointer (&self->coming));
  if (g_bytes_get_size (block) < self->wanted)
    {
      g_bytes_unref (block);
      return NULL;
    }

  g_hash_table_insert (self->blocks, g_memdup2 (&number, sizeof number), block);

  return block;
}

static gssize
read_remote (gpointer user_data, gpointer buffer, gsize size, guint64 offset, GError **error)
{
  Remote *self = user_data;
  GBytes *block;
  gsize begin, length;

  if (offset >= self->size)
    return 0;

  if (!(block = get_block (self, offset / BLOCK_BYTES, error)))
    return -1;

  begin = (gsize) (offset % BLOCK_BYTES);
  length = MIN (size, g_bytes_get_size (block) - begin);
  memcpy (buffer, (const guint8 *) g_bytes_get_data (block, NULL) + begin, length);

  return (gssize) length;
}

static gssize
read_bytes (gpointer user_data, gpointer buffer, gsize size, guint64 offset, GError **error)
{
  gsize all;
  const guint8 *data = g_bytes_get_data (user_data, &all);
  gsize length = offset < all ? MIN (size, all - (gsize) offset) : 0;

  if (length > 0)
    memcpy (buffer, data + offset, length);

  return (gssize) length;
}

static GBytes *
look_at_whole (BambuFtpsSession *session, const char *path, BambuTransfer *transfer, GError **error)
{
  g_autoptr (GBytes) bytes = bambu_ftps_load (session, path, MAX_WHOLE_BYTES, transfer, error);
  BambuArchiveSource source = { read_bytes, bytes, 0 };

  if (bytes == NULL)
    return NULL;

  source.size = g_bytes_get_size (bytes);

  return bambu_project_read_picture (&source, error);
}

/* Printers are not known to begin in the midst of a file; those that can are spared most of it. */
static GBytes *
look_into (BambuFtpsSession *session, const char *path, BambuTransfer *transfer, GError **error)
{
  goffset size = bambu_ftps_session_measure (session, path, error);
  g_autoptr (GHashTable) blocks =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_bytes_unref);
  Remote remote = {
    .session = session,
    .path = path,
    .size = (guint64) size,
    .blocks = blocks,
  };
  BambuArchiveSource source = { read_remote, &remote, remote.size };
  g_autoptr (GError) local_error = NULL;

  if (size < 0)
    return NULL;

  /* An archive's directory is at its end. */
  if (size > BLOCK_BYTES && bambu_ftps_session_can_resume (session))
    {
      if (get_block (&remote, (remote.size - 1) / BLOCK_BYTES, &local_error) != NULL)
        return bambu_project_read_picture (&source, error);

      if (bambu_ftps_session_can_resume (session))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  return look_at_whole (session, path, transfer, error);
}

static GBytes *
load_picture (BambuFtpsSession *session, const char *path, BambuTransfer *transfer, GError **error)
{
  g_autoptr (GBytes) picture = bambu_ftps_load (session, path, MAX_PICTURE_BYTES, transfer, error);
  guint width, height;

  if (picture == NULL)
    return NULL;

  if (bambu_picture_measure (picture, &width, &height) && width <= MAX_PICTURE_POINTS
      && height <= MAX_PICTURE_POINTS)
    return g_steal_pointer (&picture);

  g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND,
                       "What it has is no picture, or too large a one");

  return NULL;
}

/* /timelapse/video.mp4: /timelapse/thumbnail/video.jpg */
static char *
get_thumbnail_path (const char *path)
{
  const char *name = strrchr (path, '/') + 1;
  const char *dot = strrchr (name, '.');
  int length = (int) (dot != NULL ? dot - name : (gssize) strlen (name));

  return g_strdup_printf ("%.*s" THUMBNAILS "/%.*s.jpg", (int) (name - path), path, length, name);
}

GBytes *
bambu_ftps_load_preview (BambuFtpsSession *session,
                         BambuStoredFile *file,
                         BambuTransfer *transfer,
                         GError **error)
{
  const BambuStoredFileValues *values = bambu_stored_file_get_values (file);
  g_autofree char *thumbnail = NULL;
  GBytes *picture;
  g_autoptr (GError) local_error = NULL;

  switch (values->kind)
    {
    case BAMBU_STORED_KIND_3MF:
      picture = look_into (session, values->path, transfer, &local_error);
      break;
    case BAMBU_STORED_KIND_VIDEO:
      thumbnail = get_thumbnail_path (values->path);
      picture = load_picture (session, thumbnail, transfer, &local_error);
      break;
    case BAMBU_STORED_KIND_PICTURE:
      picture = load_picture (session, values->path, transfer, &local_error);
      break;
    case BAMBU_STORED_KIND_GCODE:
    case BAMBU_STORED_KIND_FOLDER:
    case BAMBU_STORED_KIND_OTHER:
    default:
      g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND,
                           "A file of this kind has no picture");
      return NULL;
    }

  /* One that is damaged has none either. */
  if (picture == NULL && local_error->domain != BAMBU_STORAGE_ERROR)
    g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND,
                         local_error->message);
  else if (picture == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return picture;
}
