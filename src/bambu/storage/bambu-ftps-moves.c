/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-ftps-moves-private.h"

#include "bambu-ftps-error-private.h"
#include "bambu-listing-private.h"

#define N_REMOVALS 3

/* FAT32 */
#define MAX_FILE_BYTES ((G_GINT64_CONSTANT (4) << 30) - 1)

static void
set_cancelled (GError **error)
{
  g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_CANCELLED,
                       "It was cancelled");
}

/* Does something once. Returns: %FALSE with a %BAMBU_STORAGE_ERROR */
typedef gboolean (*AttemptFunc) (BambuFtpsSession *session, gpointer user_data, GError **error);

/* Does it again after a failure that may pass, and in another way where it is the way that fails:
 * by PASV, and without encryption where the model may need that. */
static gboolean
attempt_it (BambuFtpsSession *session,
            guint n_attempts,
            AttemptFunc func,
            gpointer user_data,
            GError **error)
{
  gboolean was_clear = bambu_ftps_session_is_clear (session);
  gboolean has_tried_clear = was_clear;
  g_autoptr (GError) local_error = NULL;

  for (guint attempt = 1;; attempt++)
    {
      gboolean is_data, is_late;

      g_clear_error (&local_error);
      if (func (session, user_data, &local_error))
        return TRUE;

      is_data = g_error_matches (local_error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_DATA);
      is_late = g_error_matches (local_error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_TIMED_OUT);

      if (is_data && bambu_ftps_session_set_passive_only (session))
        continue;

      if ((is_data || is_late) && !has_tried_clear
          && bambu_ftps_session_get_target (session)->may_be_clear)
        {
          g_debug ("Files go unencrypted: %s", local_error->message);
          has_tried_clear = TRUE;
          bambu_ftps_session_set_clear (session, TRUE);
          continue;
        }

      /* What is not there at all is not there in two seconds. */
      if (attempt >= n_attempts || !bambu_ftps_error_is_passing (local_error)
          || !bambu_ftps_session_has_answered (session)
          || !bambu_ftps_session_sleep (session,
                                        bambu_ftps_session_get_limits (session)->retry_msec))
        break;

      g_debug ("Tries again: %s", local_error->message);
    }

  bambu_ftps_session_set_clear (session, was_clear);
  if (bambu_ftps_session_is_interrupted (session))
    set_cancelled (error);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static guint
get_n_attempts (BambuFtpsSession *session)
{
  return bambu_ftps_session_get_limits (session)->n_attempts;
}

typedef struct
{
  const char *folder;
  BambuListing *listing;
} List;

static gboolean
take_listing (gconstpointer data, gsize size, gpointer user_data, GError **error)
{
  List *list = user_data;

  return bambu_listing_take (list->listing, data, size, error);
}

static gboolean
try_list (BambuFtpsSession *session, gpointer user_data, GError **error)
{
  List *list = user_data;

  g_clear_pointer (&list->listing, bambu_listing_free);
  list->listing = bambu_listing_new (list->folder, g_get_real_time () / G_USEC_PER_SEC);

  return bambu_ftps_session_list (session, list->folder, take_listing, list, error);
}

GListModel *
bambu_ftps_list (BambuFtpsSession *session, const char *folder, GError **error)
{
  List list = { .folder = folder };
  GListModel *files = NULL;

  if (attempt_it (session, 1, try_list, &list, error))
    files = bambu_listing_end (list.listing, error);
  g_clear_pointer (&list.listing, bambu_listing_free);

  return files;
}

typedef struct
{
  GFileInputStream *stream;
  const char *path;
  goffset size;
  BambuTransfer *transfer;
  gboolean is_at_end; /* was read to there */
} Upload;

/* Wraps what GIO says of a file on this computer. */
static gboolean
fail_locally (GError **error, const GError *reason)
{
  g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_LOCAL, reason->message);

  return FALSE;
}

static gssize
read_local (gpointer buffer, gsize size, gpointer user_data, GError **error)
{
  Upload *upload = user_data;
  g_autoptr (GError) local_error = NULL;
  gssize n_read =
      g_input_stream_read (G_INPUT_STREAM (upload->stream), buffer, size, NULL, &local_error);

  if (n_read < 0)
    fail_locally (error, local_error);
  upload->is_at_end = n_read == 0;

  return n_read;
}

void
bambu_ftps_discard (BambuFtpsSession *session, const char *path)
{
  for (guint attempt = 0; attempt < N_REMOVALS; attempt++)
    {
      g_autoptr (GError) error = NULL;

      bambu_ftps_session_go_on (session);
      if (bambu_ftps_session_delete (session, path, &error))
        return;

      g_debug ("What was stored is not removed: %s", error->message);
      if (!bambu_ftps_error_is_passing (error))
        return;

      /* A printer that serves few may have to notice first that one is gone. */
      bambu_ftps_session_sleep (session, bambu_ftps_session_get_limits (session)->retry_msec / 2);
    }
}

/* @error: (inout): of the storing, if that failed. Returns: whether the printer has all of it */
static gboolean
is_whole (BambuFtpsSession *session, Upload *upload, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  goffset size = bambu_ftps_session_measure (session, upload->path, &local_error);

  if (size == upload->size)
    {
      if (*error != NULL)
        g_message ("A file is whole on the printer all the same: %s", (*error)->message);
      g_clear_error (error);
      return TRUE;
    }

  if (*error != NULL)
    return FALSE;

  if (size >= 0)
    {
      g_set_error (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_SIZE,
                   "The printer has %" G_GOFFSET_FORMAT " bytes of %" G_GOFFSET_FORMAT, size,
                   upload->size);
      return FALSE;
    }

  /* It said that it has it; where it does not say how much there is nothing else to go by. */
  if (g_error_matches (local_error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_UNSUPPORTED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
try_upload (BambuFtpsSession *session, gpointer user_data, GError **error)
{
  Upload *upload = user_data;
  g_autoptr (GError) local_error = NULL;
  gboolean has_begun = FALSE;
  gboolean is_done;
  goffset n_sent = 0;

  upload->is_at_end = FALSE;
  if (!g_seekable_seek (G_SEEKABLE (upload->stream), 0, G_SEEK_SET, NULL, &local_error))
    return fail_locally (error, local_error);

  is_done = bambu_ftps_session_store (session, upload->path, upload->size, upload->transfer,
                                      read_local, upload, &n_sent, &has_begun, &local_error);

  if (has_begun && n_sent == upload->size && !bambu_ftps_session_is_interrupted (session)
      && (is_done || bambu_ftps_error_is_passing (local_error)))
    is_done = is_whole (session, upload, &local_error);
  else if (is_done)
    {
      is_done = FALSE;
      if (upload->is_at_end)
        g_set_error_literal (&local_error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_LOCAL,
                             "The file was changed meanwhile");
      else
        g_set_error_literal (&local_error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_SIZE,
                             "The printer had enough before the end");
    }

  if (is_done)
    {
      if (upload->transfer != NULL)
        bambu_transfer_set_progress (upload->transfer, upload->size, upload->size);
      return TRUE;
    }

  /* What is removed is removed also for somebody who has interrupted it; who is remembered. */
  if (bambu_ftps_session_is_interrupted (session))
    {
      g_clear_error (&local_error);
      set_cancelled (&local_error);
    }
  if (has_begun)
    bambu_ftps_discard (session, upload->path);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

gboolean
bambu_ftps_upload (BambuFtpsSession *session,
                   const char *local,
                   const char *path,
                   BambuTransfer *transfer,
                   GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (local);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) local_error = NULL;
  Upload upload = { .path = path, .transfer = transfer };

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, NULL, &local_error);
  if (info == NULL)
    return fail_locally (error, local_error);
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_LOCAL, "%s is no file", local);
      return FALSE;
    }

  upload.size = g_file_info_get_size (info);
  if (upload.size > MAX_FILE_BYTES)
    {
      g_set_error (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_TOO_LARGE,
                   "%" G_GOFFSET_FORMAT " bytes are more than a card takes", upload.size);
      return FALSE;
    }

  if (!(stream = g_file_read (file, NULL, &local_error)))
    return fail_locally (error, local_error);
  upload.stream = stream;
  if (transfer != NULL)
    bambu_transfer_set_progress (transfer, 0, upload.size);

  return attempt_it (session, get_n_attempts (session), try_upload, &upload, error);
}

typedef struct
{
  const char *path;
  GFile *part;
  GOutputStream *stream;
  BambuTransfer *transfer;
  goffset n_bytes;
} Download;

static gboolean
write_local (gconstpointer data, gsize size, gpointer user_data, GError **error)
{
  Download *download = user_data;
  g_autoptr (GError) local_error = NULL;

  if (!g_output_stream_write_all (download->stream, data, size, NULL, NULL, &local_error))
    return fail_locally (error, local_error);
  download->n_bytes += (goffset) size;

  return TRUE;
}

/* A video may still be growing, and an end that came early is not always noticed. */
static gboolean
is_all (BambuFtpsSession *session, Download *download, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  goffset size = bambu_ftps_session_measure (session, download->path, &local_error);

  if (size == download->n_bytes
      || g_error_matches (local_error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_UNSUPPORTED))
    return TRUE;

  if (size < 0)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (size > download->n_bytes)
    g_set_error (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_SIZE,
                 "%" G_GOFFSET_FORMAT " bytes came of %" G_GOFFSET_FORMAT, download->n_bytes, size);

  return FALSE;
}

static gboolean
try_download (BambuFtpsSession *session, gpointer user_data, GError **error)
{
  Download *download = user_data;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFileOutputStream) stream =
      g_file_replace (download->part, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &local_error);

  if (stream == NULL)
    return fail_locally (error, local_error);

  download->stream = G_OUTPUT_STREAM (stream);
  download->n_bytes = 0;
  if (!bambu_ftps_session_retrieve (session, download->path, 0, 0, download->transfer, write_local,
                                    download, error))
    return FALSE;

  if (!g_output_stream_close (download->stream, NULL, &local_error))
    return fail_locally (error, local_error);

  return is_all (session, download, error);
}

gboolean
bambu_ftps_download (
    BambuFtpsSession *session, const char *path, GFile *to, BambuTransfer *transfer, GError **error)
{
  g_autofree char *name = g_file_get_basename (to);
  g_autofree char *part_name = g_strconcat (name, ".part", NULL);
  g_autoptr (GFile) folder = g_file_get_parent (to);
  g_autoptr (GFile) part = NULL;
  g_autoptr (GError) local_error = NULL;
  Download download = { .path = path, .transfer = transfer };

  if (folder == NULL)
    {
      g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_LOCAL, "It is a folder");
      return FALSE;
    }

  part = g_file_get_child (folder, part_name);
  download.part = part;
  if (attempt_it (session, get_n_attempts (session), try_download, &download, error))
    {
      if (g_file_move (part, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &local_error))
        return TRUE;
      fail_locally (error, local_error);
    }
  g_file_delete (part, NULL, NULL); /* there may be none */

  return FALSE;
}

typedef struct
{
  const char *path;
  gsize max_bytes;
  BambuTransfer *transfer;
  GByteArray *bytes;
} Load;

static gboolean
keep (gconstpointer data, gsize size, gpointer user_data, GError **error)
{
  Load *load = user_data;

  if (load->bytes->len + size > load->max_bytes)
    {
      g_set_error (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_TOO_LARGE,
                   "More than %" G_GSIZE_FORMAT " bytes", load->max_bytes);
      return FALSE;
    }
  g_byte_array_append (load->bytes, data, (guint) size);

  return TRUE;
}

static gboolean
try_load (BambuFtpsSession *session, gpointer user_data, GError **error)
{
  Load *load = user_data;

  g_byte_array_set_size (load->bytes, 0);

  return bambu_ftps_session_retrieve (session, load->path, 0, (goffset) load->max_bytes,
                                      load->transfer, keep, load, error);
}

GBytes *
bambu_ftps_load (BambuFtpsSession *session,
                 const char *path,
                 gsize max_bytes,
                 BambuTransfer *transfer,
                 GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Load load = { path, MIN (max_bytes, G_MAXINT), transfer, bytes };

  if (!attempt_it (session, 1, try_load, &load, error))
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

gboolean
bambu_ftps_remove (BambuFtpsSession *session, const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GError) other_error = NULL;

  if (bambu_ftps_session_delete (session, path, &local_error))
    return TRUE;

  /* 550 says either. */
  if (g_error_matches (local_error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_DENIED)
      && bambu_ftps_session_measure (session, path, &other_error) < 0
      && g_error_matches (other_error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&other_error));
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* Whether there is such a file; @error: it cannot be known */
static gboolean
exists (BambuFtpsSession *session, const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (bambu_ftps_session_measure (session, path, &local_error) >= 0)
    return TRUE;

  if (!g_error_matches (local_error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND)
      && !g_error_matches (local_error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_UNSUPPORTED))
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

gboolean
bambu_ftps_rename (BambuFtpsSession *session,
                   const char *path,
                   const char *new_path,
                   GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (exists (session, new_path, &local_error))
    {
      g_set_error (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_EXISTS, "There is a %s",
                   new_path);
      return FALSE;
    }

  if (local_error == NULL && bambu_ftps_session_rename (session, path, new_path, &local_error))
    return TRUE;

  /* Some say 550 to a command that they do not know. */
  if (g_error_matches (local_error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_DENIED))
    local_error->code = exists (session, path, NULL) ? BAMBU_STORAGE_ERROR_UNSUPPORTED
                                                     : BAMBU_STORAGE_ERROR_NOT_FOUND;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}
