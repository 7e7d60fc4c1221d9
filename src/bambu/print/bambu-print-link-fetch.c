/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-link.h"

#include <glib/gstdio.h>
#include <string.h>

#include "account/bambu-cloud-answer.h"
#include "account/bambu-cloud-soup.h"

/* For logs: the address may be a secret. */
#define WHAT "GET file"
#define LIMIT_SECONDS (60 * 60)
#define IDLE_SECONDS 60
#define MAGIC "PK\003\004"

typedef struct
{
  SoupSession *session;
  BambuTransfer *transfer;
  GFileOutputStream *stream;
  char *folder;
  char *path;
  gboolean is_there;
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_clear_object (&fetch->session);
  g_clear_object (&fetch->transfer);
  g_clear_object (&fetch->stream);
  if (!fetch->is_there && fetch->path != NULL)
    {
      g_unlink (fetch->path);
      g_rmdir (fetch->folder);
    }
  g_free (fetch->path);
  g_free (fetch->folder);
  g_free (fetch);
}

static void
on_progress (goffset done, goffset total, gpointer user_data)
{
  Fetch *fetch = user_data;

  bambu_transfer_set_progress (fetch->transfer, done, total);
}

static BambuPrintLinkError
judge (const GError *error)
{
  if (error->domain != BAMBU_CLOUD_ERROR)
    return BAMBU_PRINT_LINK_ERROR_NETWORK;
  if (error->code == BAMBU_CLOUD_ERROR_CERTIFICATE)
    return BAMBU_PRINT_LINK_ERROR_CERTIFICATE;
  if (error->code == BAMBU_CLOUD_ERROR_FORBIDDEN)
    return BAMBU_PRINT_LINK_ERROR_FORBIDDEN;
  if (error->code == BAMBU_CLOUD_ERROR_PROTOCOL)
    return BAMBU_PRINT_LINK_ERROR_TOO_LARGE;

  return BAMBU_PRINT_LINK_ERROR_NETWORK;
}

static DexFuture *
judge_status (guint status)
{
  BambuPrintLinkError code = SOUP_STATUS_IS_REDIRECTION (status) ? BAMBU_PRINT_LINK_ERROR_MOVED
                             : SOUP_STATUS_IS_CLIENT_ERROR (status)
                                 ? BAMBU_PRINT_LINK_ERROR_ABSENT
                                 : BAMBU_PRINT_LINK_ERROR_NETWORK;

  return dex_future_new_reject (BAMBU_PRINT_LINK_ERROR, (int) code, WHAT ": %u", status);
}

/* What it is in full, the print's own reader finds out. */
static gboolean
is_archive (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char start[sizeof MAGIC - 1] = "";

  return stream != NULL
         && g_input_stream_read (G_INPUT_STREAM (stream), start, sizeof start, NULL, NULL)
                == (gssize) sizeof start
         && memcmp (start, MAGIC, sizeof start) == 0;
}

static DexFuture *
on_fetched (DexFuture *future, gpointer user_data)
{
  Fetch *fetch = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  guint status;

  bambu_transfer_flush (fetch->transfer);
  if (value == NULL)
    return dex_future_new_reject (BAMBU_PRINT_LINK_ERROR, (int) judge (error), "%s",
                                  error->message);

  status = ((BambuCloudAnswer *) g_value_get_boxed (value))->status;
  if (status != SOUP_STATUS_OK)
    return judge_status (status);
  if (!g_output_stream_close (G_OUTPUT_STREAM (fetch->stream), NULL, &error))
    return dex_future_new_reject (BAMBU_PRINT_LINK_ERROR, BAMBU_PRINT_LINK_ERROR_DISK, "%s",
                                  error->message);
  if (!is_archive (fetch->path))
    return dex_future_new_reject (BAMBU_PRINT_LINK_ERROR, BAMBU_PRINT_LINK_ERROR_NOT_3MF,
                                  WHAT ": no archive");

  fetch->is_there = TRUE;

  return dex_future_new_take_string (g_strdup (fetch->path));
}

static gboolean
open_file (Fetch *fetch, const char *name, GError **error)
{
  g_autoptr (GFile) file = NULL;

  fetch->folder = g_dir_make_tmp ("culm-XXXXXX", error);
  if (fetch->folder == NULL)
    return FALSE;

  fetch->path = g_build_filename (fetch->folder, name, NULL);
  file = g_file_new_for_path (fetch->path);
  fetch->stream = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, error);

  return fetch->stream != NULL;
}

DexFuture *
bambu_print_link_fetch (const BambuPrintLink *self, BambuTransfer *transfer)
{
  Fetch *fetch;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *future;

  dex_return_error_if_fail (self != NULL);
  dex_return_error_if_fail (BAMBU_IS_TRANSFER (transfer));

  message = soup_message_new (SOUP_METHOD_GET, self->uri);
  if (message == NULL)
    return dex_future_new_reject (BAMBU_PRINT_LINK_ERROR, BAMBU_PRINT_LINK_ERROR_INVALID,
                                  WHAT ": no address");

  fetch = g_new0 (Fetch, 1);
  fetch->transfer = g_object_ref (transfer);
  if (!open_file (fetch, self->name, &error))
    {
      fetch_free (fetch);
      return dex_future_new_reject (BAMBU_PRINT_LINK_ERROR, BAMBU_PRINT_LINK_ERROR_DISK, "%s",
                                    error->message);
    }

  fetch->session =
      soup_session_new_with_options ("user-agent", "Culm", "timeout", IDLE_SECONDS, NULL);
  soup_session_remove_feature_by_type (fetch->session, SOUP_TYPE_AUTH_MANAGER);
  /* What is compressed on the way could be larger than it says. */
  soup_session_remove_feature_by_type (fetch->session, SOUP_TYPE_CONTENT_DECODER);
  future = bambu_cloud_soup_download (fetch->session, message, WHAT, BAMBU_PRINT_LINK_MOST_BYTES,
                                      G_OUTPUT_STREAM (fetch->stream), on_progress, fetch,
                                      dex_timeout_new_seconds (LIMIT_SECONDS));

  return dex_future_finally (future, on_fetched, fetch, fetch_free);
}
