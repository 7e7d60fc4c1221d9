/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-alert-book.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <utime.h>

#include "account/bambu-cloud-answer.h"
#include "account/bambu-cloud-soup.h"

#define LIMIT_MSEC 20000
#define MOST_BYTES (8 * 1024 * 1024)
#define MOST_AGE_SECONDS (24 * 3600)

typedef struct
{
  SoupSession *session;
  char *origin;
  char *folder;
  char *path;
  char *prefix;
  char *language;
  BambuAlertTable *table;
} Book;

static void
book_free (gpointer data)
{
  Book *self = data;

  g_clear_object (&self->session);
  g_clear_pointer (&self->table, bambu_alert_table_unref);
  g_free (self->origin);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->prefix);
  g_free (self->language);
  g_free (self);
}

gboolean
bambu_alert_book_is_old (const BambuAlertTable *table)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 time = table != NULL ? bambu_alert_table_get_time (table) : 0;

  /* A clock that was set back must not keep it young. */
  return now - time >= MOST_AGE_SECONDS || time > now;
}

/* In a thread of its own, where files may be waited for: */

typedef struct
{
  char *folder;
  char *path;
  char *language;
  GBytes *body; /* what the service answered; NULL: what is kept is to be read */
  gboolean has_kept;
  DexPromise *promise;
} Reading;

static void
reading_free (Reading *self)
{
  g_free (self->folder);
  g_free (self->path);
  g_free (self->language);
  g_clear_pointer (&self->body, g_bytes_unref);
  dex_clear (&self->promise);
  g_free (self);
}

/* @time: 0: the file's */
static BambuAlertTable *
read_kept (Reading *self, gint64 time, GError **error)
{
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) body = NULL;
  BambuAlertTable *table;
  gboolean unchanged;
  GStatBuf status;
  gsize length;

  if (g_stat (self->path, &status) != 0 || status.st_size > MOST_BYTES
      || !g_file_get_contents (self->path, &contents, &length, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s is not there", self->path);
      return NULL;
    }

  body = g_bytes_new_take (g_steal_pointer (&contents), length);
  table = bambu_alert_table_parse (body, self->language, time > 0 ? time : status.st_mtime,
                                   &unchanged, error);
  if (unchanged)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s has no texts", self->path);

  return table;
}

static void
keep (Reading *self)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (self->body, &size);

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    g_debug ("%s: %s", self->folder, g_strerror (errno));
  else if (!g_file_set_contents (self->path, data, (gssize) size, &error))
    g_debug ("Texts of faults are not kept: %s", error->message);
}

static BambuAlertTable *
take_over (Reading *self, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean unchanged;
  BambuAlertTable *table =
      bambu_alert_table_parse (self->body, self->language, now, &unchanged, error);

  if (table != NULL)
    keep (self);

  if (!unchanged)
    return table;

  if (!self->has_kept)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "nothing that is unchanged");
      return NULL;
    }

  /* The file's time says when the service was last asked. */
  if (g_utime (self->path, NULL) != 0)
    g_debug ("%s: %s", self->path, g_strerror (errno));

  return read_kept (self, now, error);
}

static gpointer
reading_thread (gpointer data)
{
  Reading *self = data;
  GError *error = NULL;
  BambuAlertTable *table =
      self->body != NULL ? take_over (self, &error) : read_kept (self, 0, &error);

  if (table != NULL)
    dex_promise_resolve_boxed (self->promise, BAMBU_TYPE_ALERT_TABLE, table);
  else
    dex_promise_reject (self->promise, error);
  reading_free (self);

  return NULL;
}

/* Who is not waited for any more works to its end: a file is not left half written. */
static BambuAlertTable *
await_reading (Book *book, GBytes *body, GError **error)
{
  Reading *self = g_new0 (Reading, 1);
  DexPromise *promise = dex_promise_new ();

  self->folder = g_strdup (book->folder);
  self->path = g_strdup (book->path);
  self->language = g_strdup (book->language);
  self->body = body != NULL ? g_bytes_ref (body) : NULL;
  self->has_kept = book->table != NULL;
  self->promise = dex_ref (promise);
  g_thread_unref (g_thread_new ("bambu-alert-texts", reading_thread, self));

  return dex_await_boxed (DEX_FUTURE (promise), error);
}

/* In the main context: */

/* What is sent: the language, what the serial begins with, and which version is known. */
static SoupMessage *
create_message (Book *self)
{
  g_autoptr (GString) url = g_string_new (self->origin);

  g_string_append_printf (url, "/query.php?lang=%s&d=%s", self->language, self->prefix);
  if (self->table != NULL && bambu_alert_table_get_version (self->table) > 0)
    g_string_append_printf (url, "&v=%" G_GINT64_FORMAT,
                            bambu_alert_table_get_version (self->table));

  return soup_message_new (SOUP_METHOD_GET, url->str);
}

static BambuAlertTable *
fetch (Book *self, GError **error)
{
  g_autoptr (SoupMessage) message = create_message (self);
  g_autoptr (BambuCloudAnswer) answer = NULL;
  g_autoptr (GError) local_error = NULL;
  BambuAlertTable *table;

  if (message == NULL)
    {
      g_set_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL, "%s is no origin",
                   self->origin);
      return NULL;
    }

  answer = dex_await_boxed (
      bambu_cloud_soup_exchange (self->session, message, "GET /query.php", MOST_BYTES, LIMIT_MSEC),
      error);
  if (answer == NULL)
    return NULL;

  if (answer->status != SOUP_STATUS_OK)
    {
      g_set_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SERVER, "GET /query.php: status %u",
                   answer->status);
      return NULL;
    }

  table = await_reading (self, answer->body, &local_error);
  if (table == NULL)
    g_set_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL, "GET /query.php: %s",
                 local_error->message);

  return table;
}

static DexFuture *
open_fiber (gpointer data)
{
  Book *self = data;
  GError *error = NULL;
  BambuAlertTable *fresh;

  if (self->table == NULL)
    self->table = await_reading (self, NULL, &error);

  if (self->session != NULL && bambu_alert_book_is_old (self->table))
    {
      g_clear_error (&error);
      if ((fresh = fetch (self, &error)) != NULL)
        return dex_future_new_take_boxed (BAMBU_TYPE_ALERT_TABLE, fresh);

      if (self->table != NULL)
        {
          g_message ("Texts of faults are not of today: %s", error->message);
          g_clear_error (&error);
        }
    }

  if (self->table == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (BAMBU_TYPE_ALERT_TABLE, g_steal_pointer (&self->table));
}

DexFuture *
bambu_alert_book_open (SoupSession *session,
                       const char *origin,
                       const char *folder,
                       const char *prefix,
                       const char *language,
                       BambuAlertTable *known)
{
  g_autofree char *name = g_strdup_printf ("%s-%s.json", prefix, language);
  Book *self = g_new0 (Book, 1);

  self->session = session != NULL ? g_object_ref (session) : NULL;
  self->origin = g_strdup (origin);
  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, name, NULL);
  self->prefix = g_strdup (prefix);
  self->language = g_strdup (language);
  self->table = known != NULL ? bambu_alert_table_ref (known) : NULL;

  return dex_scheduler_spawn (NULL, 0, open_fiber, self, book_free);
}
