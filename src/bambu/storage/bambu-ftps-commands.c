/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-ftps-connection-private.h"

gboolean
bambu_ftps_session_list (BambuFtpsSession *self,
                         const char *folder,
                         BambuFtpsSinkFunc sink,
                         gpointer user_data,
                         GError **error)
{
  g_autofree char *path =
      g_str_has_suffix (folder, "/") ? g_strdup (folder) : g_strconcat (folder, "/", NULL);

  bambu_ftps_session_begin (self, path);
  self->sink = sink;
  self->user_data = user_data;

  if (!bambu_ftps_session_perform (self, FALSE, error))
    return FALSE;

  /* libcurl may take this for a folder without files. */
  if (self->reply[0] == '4' || self->reply[0] == '5')
    {
      bambu_ftps_session_fail (self, CURLE_PARTIAL_FILE, FALSE, error);
      return FALSE;
    }

  return TRUE;
}

gboolean
bambu_ftps_session_retrieve (BambuFtpsSession *self,
                             const char *path,
                             goffset offset,
                             goffset max_bytes,
                             BambuTransfer *transfer,
                             BambuFtpsSinkFunc sink,
                             gpointer user_data,
                             GError **error)
{
  g_autoptr (GError) local_error = NULL;

  bambu_ftps_session_begin (self, path);
  curl_easy_setopt (self->curl, CURLOPT_RESUME_FROM_LARGE, (curl_off_t) offset);
  curl_easy_setopt (self->curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t) max_bytes);
  self->transfer = transfer;
  self->sink = sink;
  self->user_data = user_data;
  self->offset = offset;

  if (bambu_ftps_session_perform (self, FALSE, &local_error))
    return TRUE;

  /* Some take REST, and refuse what follows it, or close their side of the data. */
  if (offset > 0 && !self->has_begun && self->reply[0] != '\0'
      && !bambu_ftps_session_is_interrupted (self))
    {
      self->cannot_resume = TRUE;
      local_error->code = BAMBU_STORAGE_ERROR_UNSUPPORTED;
    }
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

gboolean
bambu_ftps_session_store (BambuFtpsSession *self,
                          const char *path,
                          goffset size,
                          BambuTransfer *transfer,
                          BambuFtpsSourceFunc source,
                          gpointer user_data,
                          goffset *n_sent,
                          gboolean *has_begun,
                          GError **error)
{
  gboolean done;

  bambu_ftps_session_begin (self, path);
  bambu_ftps_session_add_quote (self, "*DELE", path);
  curl_easy_setopt (self->curl, CURLOPT_UPLOAD, 1L); /* of no size that libcurl knows: it may end */
  curl_easy_setopt (self->curl, CURLOPT_READFUNCTION, bambu_ftps_session_send);
  curl_easy_setopt (self->curl, CURLOPT_READDATA, self);
  self->transfer = transfer;
  self->source = source;
  self->user_data = user_data;
  self->size = size;

  done = bambu_ftps_session_perform (self, TRUE, error);
  g_mutex_lock (&self->mutex);
  self->is_sending = FALSE;
  g_mutex_unlock (&self->mutex);
  *n_sent = self->n_sent;
  *has_begun = self->has_begun;

  return done;
}

goffset
bambu_ftps_session_measure (BambuFtpsSession *self, const char *path, GError **error)
{
  curl_off_t size = -1;

  bambu_ftps_session_begin (self, path);
  curl_easy_setopt (self->curl, CURLOPT_NOBODY, 1L);
  if (!bambu_ftps_session_perform (self, FALSE, error))
    return -1;

  /* libcurl asks for that, too, at the end. */
  if (!g_str_has_prefix (self->reply, "350"))
    self->cannot_resume = TRUE;

  curl_easy_getinfo (self->curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &size);
  if (size < 0)
    g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_UNSUPPORTED,
                         "The printer does not say how long a file is");

  return size;
}

gboolean
bambu_ftps_session_delete (BambuFtpsSession *self, const char *path, GError **error)
{
  bambu_ftps_session_begin (self, "/");
  curl_easy_setopt (self->curl, CURLOPT_NOBODY, 1L);
  bambu_ftps_session_add_quote (self, "DELE", path);

  return bambu_ftps_session_perform (self, TRUE, error);
}

gboolean
bambu_ftps_session_rename (BambuFtpsSession *self,
                           const char *path,
                           const char *new_path,
                           GError **error)
{
  bambu_ftps_session_begin (self, "/");
  curl_easy_setopt (self->curl, CURLOPT_NOBODY, 1L);
  bambu_ftps_session_add_quote (self, "RNFR", path);
  bambu_ftps_session_add_quote (self, "RNTO", new_path);

  return bambu_ftps_session_perform (self, TRUE, error);
}
