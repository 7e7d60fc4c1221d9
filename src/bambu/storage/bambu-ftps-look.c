/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks into files that are on the printer, without fetching all of them where that can be. */

#include <string.h>

#include "account/bambu-picture.h"
#include "bambu-ftps-moves-private.h"
#include "project/bambu-project-private.h"

#define BLOCK_BYTES (64 * 1024)

/* Each is a connection for data: so many may be made to look. */
#define MAX_BLOCKS 24

/* Where a file can be read from its begin only, all else that the printer is asked for waits so
 * long: a small one is read as a whole, if that does not take longer than this, and of others as
 * much as it takes to come to a picture. */
#define MAX_WHOLE_BYTES (4 * 1024 * 1024)
#define MAX_FIRST_BYTES (1024 * 1024)
#define PATIENCE_SECONDS 5

#define MAX_PICTURE_BYTES (4 * 1024 * 1024)
#define MAX_PICTURE_POINTS 4096

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

/* A file that is read from its begin, since the printer cannot do otherwise */
typedef struct
{
  guint64 size;
  gint64 begun; /* µs; 0 not yet */
  GByteArray *bytes;
  gsize n_searched;
  GBytes *picture;
} Beginning;

/* What is in it beside the picture stands at its end. */
static gboolean
is_worth_all (Beginning *self)
{
  double seconds = (double) (g_get_monotonic_time () - self->begun) / G_USEC_PER_SEC;

  return self->size <= MAX_WHOLE_BYTES
         && (double) (self->size - self->bytes->len) * seconds
                <= PATIENCE_SECONDS * (double) self->bytes->len;
}

static void
search_picture (Beginning *self)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (self->bytes->data, self->bytes->len);
  BambuArchiveSource source = { read_bytes, bytes, self->bytes->len };

  self->n_searched = self->bytes->len;
  self->picture = bambu_project_read_first_picture (&source, NULL); /* more may be to come */
}

static gboolean
take_beginning (gconstpointer data, gsize size, gpointer user_data, GError **error)
{
  Beginning *self = user_data;

  if (self->begun == 0)
    self->begun = g_get_monotonic_time ();
  g_byte_array_append (self->bytes, data, (guint) MIN (size, MAX_WHOLE_BYTES - self->bytes->len));
  if (is_worth_all (self))
    return TRUE;

  if (self->picture == NULL && self->bytes->len >= MAX (BLOCK_BYTES, 2 * self->n_searched))
    search_picture (self);

  return self->picture == NULL && self->bytes->len < MAX_FIRST_BYTES;
}

/* Slicers put the pictures first. */
static BambuPreview *
look_at_beginning (BambuFtpsSession *session,
                   const char *path,
                   guint64 size,
                   BambuTransfer *transfer,
                   GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Beginning beginning = { .size = size, .bytes = bytes };
  g_autoptr (GBytes) picture = NULL;

  if (!bambu_ftps_session_retrieve (session, path, 0, 0, transfer, take_beginning, &beginning,
                                    error))
    return NULL;

  if (bytes->len == size)
    {
      g_autoptr (GBytes) all = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
      BambuArchiveSource source = { read_bytes, all, size };

      g_clear_pointer (&beginning.picture, g_bytes_unref);

      return bambu_project_read_preview (&source, error);
    }

  if (beginning.picture == NULL)
    search_picture (&beginning);
  picture = beginning.picture;
  if (picture != NULL)
    return bambu_preview_new (&(BambuPreviewValues) { .picture = picture, .seconds = -1 });

  g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_TOO_LARGE,
                       "Too much would have to be read of it");

  return NULL;
}

/* Printers are not known to begin in the midst of a file; those that can are spared most of it. */
static BambuPreview *
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
        return bambu_project_read_preview (&source, error);

      if (bambu_ftps_session_can_resume (session))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  return look_at_beginning (session, path, remote.size, transfer, error);
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

static BambuPreview *
load_picture_preview (BambuFtpsSession *session,
                      const char *path,
                      BambuTransfer *transfer,
                      GError **error)
{
  g_autoptr (GBytes) picture = load_picture (session, path, transfer, error);

  return picture != NULL
             ? bambu_preview_new (&(BambuPreviewValues) { .picture = picture, .seconds = -1 })
             : NULL;
}

BambuPreview *
bambu_ftps_load_preview (BambuFtpsSession *session,
                         BambuStoredFile *file,
                         BambuTransfer *transfer,
                         GError **error)
{
  const BambuStoredFileValues *values = bambu_stored_file_get_values (file);
  g_autofree char *path = bambu_stored_file_dup_picture_path (file);
  g_autoptr (GError) local_error = NULL;
  BambuPreview *preview;

  if (path == NULL)
    {
      g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND,
                           "A file of this kind has no picture");
      return NULL;
    }

  preview = values->kind == BAMBU_STORED_KIND_3MF
                ? look_into (session, path, transfer, &local_error)
                : load_picture_preview (session, path, transfer, &local_error);

  /* One that is damaged has none either. */
  if (preview == NULL && local_error->domain != BAMBU_STORAGE_ERROR)
    g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND,
                         local_error->message);
  else if (preview == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return preview;
}
