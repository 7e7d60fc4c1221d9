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
  GBytes *body;
} Book;

static void
book_clear (gpointer data)
{
  Book *self = data;

  g_clear_object (&self->session);
  g_clear_pointer (&self->table, bambu_alert_table_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->origin);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->prefix);
  g_free (self->language);
}

static void
book_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, book_clear);
}

gboolean
bambu_alert_book_is_old (const BambuAlertTable *table)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 time = table != NULL ? bambu_alert_table_get_time (table) : 0;

  /* A clock that was set back must not keep it young. */
  return now - time >= MOST_AGE_SECONDS || time > now;
}

/* In a thread of the pool, where files may be waited for: */

static DexFuture *
give (BambuAlertTable *table, GError *error)
{
  return table != NULL ? dex_future_new_take_boxed (BAMBU_TYPE_ALERT_TABLE, table)
                       : dex_future_new_for_error (error);
}

static DexFuture *
read_fiber (gpointer data)
{
  Book *self = data;
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) body = NULL;
  BambuAlertTable *table;
  GError *error = NULL;
  gboolean unchanged;
  GStatBuf status;
  gsize length;

  if (g_stat (self->path, &status) != 0 || status.st_size > MOST_BYTES
      || !g_file_get_contents (self->path, &contents, &length, NULL))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s is not there", self->path);

  body = g_bytes_new_take (g_steal_pointer (&contents), length);
  table = bambu_alert_table_parse (body, self->language, status.st_mtime, &unchanged, &error);
  if (unchanged)
    error = g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s has no texts", self->path);

  return give (table, error);
}

static void
keep (Book *self)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (self->body, &size);

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    g_debug ("%s: %s", self->folder, g_strerror (errno));
  else if (!g_file_set_contents (self->path, data, (gssize) size, &error))
    g_debug ("Texts of faults are not kept: %s", error->message);
}

/* The file's time says when the service was last asked. */
static BambuAlertTable *
renew (Book *self, gint64 now, GError **error)
{
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) body = NULL;
  gboolean unchanged;
  gsize length;

  if (self->table == NULL || g_utime (self->path, NULL) != 0
      || !g_file_get_contents (self->path, &contents, &length, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "nothing that is unchanged");
      return NULL;
    }

  body = g_bytes_new_take (g_steal_pointer (&contents), length);

  return bambu_alert_table_parse (body, self->language, now, &unchanged, error);
}

static DexFuture *
take_over_fiber (gpointer data)
{
  Book *self = data;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  BambuAlertTable *table;
  GError *error = NULL;
  gboolean unchanged;

  table = bambu_alert_table_parse (self->body, self->language, now, &unchanged, &error);
  if (table != NULL)
    keep (self);
  else if (unchanged)
    table = renew (self, now, &error);

  return give (table, error);
}

static BambuAlertTable *
await_in_pool (Book *self, DexFiberFunc function, GError **error)
{
  return dex_await_boxed (dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), 0,
                                               function, g_atomic_rc_box_acquire (self),
                                               book_unref),
                          error);
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

  self->body = g_bytes_ref (answer->body);
  table = await_in_pool (self, take_over_fiber, &local_error);
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
    self->table = await_in_pool (self, read_fiber, &error);

  if (self->session != NULL && bambu_alert_book_is_old (self->table))
    {
      g_clear_error (&error);
      if ((fresh = fetch (self, &error)) != NULL)
        return give (fresh, NULL);

      if (self->table != NULL)
        {
          g_message ("Texts of faults are not of today: %s", error->message);
          g_clear_error (&error);
        }
    }

  return give (g_steal_pointer (&self->table), error);
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
  Book *self = g_atomic_rc_box_new0 (Book);

  self->session = session != NULL ? g_object_ref (session) : NULL;
  self->origin = g_strdup (origin);
  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, name, NULL);
  self->prefix = g_strdup (prefix);
  self->language = g_strdup (language);
  self->table = known != NULL ? bambu_alert_table_ref (known) : NULL;

  return dex_scheduler_spawn (NULL, 0, open_fiber, self, book_unref);
}
