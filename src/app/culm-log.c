/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "culm-log.h"

#include <string.h>

#define LONGEST_LINE 500

static GMutex mutex;
static char *ring[CULM_LOG_MOST_LINES];
static guint first;
static guint n_lines;
static gboolean is_kept;

static const char *
find_field (const GLogField *fields, gsize n_fields, const char *key)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, key) && fields[i].length < 0)
      return fields[i].value;

  return NULL;
}

static const char *
get_level_name (GLogLevelFlags level)
{
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL))
    return "critical";
  if (level & G_LOG_LEVEL_WARNING)
    return "warning";
  if (level & (G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO))
    return "message";

  return "debug";
}

/* Only what is of this program: GTK's own debugging tells of widgets. */
static gboolean
is_wanted (GLogLevelFlags level, const char *domain)
{
  return !(level & G_LOG_LEVEL_DEBUG)
         || (domain != NULL
             && (g_str_has_prefix (domain, "culm") || g_str_has_prefix (domain, "bambu")));
}

static void
keep (GLogLevelFlags level, const char *domain, const char *message)
{
  gint64 now = g_get_real_time ();
  guint seconds = (guint) (now / G_USEC_PER_SEC % (24 * 60 * 60));
  char *line =
      g_strdup_printf ("%02u:%02u:%02u.%03u %s %s: %.*s", seconds / 3600, seconds / 60 % 60,
                       seconds % 60, (guint) (now / 1000 % 1000), domain != NULL ? domain : "–",
                       get_level_name (level), LONGEST_LINE, message);

  g_mutex_lock (&mutex);
  if (is_kept)
    {
      guint place = (first + n_lines) % CULM_LOG_MOST_LINES;

      g_free (ring[place]);
      ring[place] = g_steal_pointer (&line);
      if (n_lines < CULM_LOG_MOST_LINES)
        n_lines++;
      else
        first = (first + 1) % CULM_LOG_MOST_LINES;
    }
  g_mutex_unlock (&mutex);
  g_free (line);
}

static GLogWriterOutput
on_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  const char *domain = find_field (fields, n_fields, "GLIB_DOMAIN");
  const char *message = find_field (fields, n_fields, "MESSAGE");

  if (message != NULL && is_wanted (level, domain))
    keep (level, domain, message);

  return g_log_writer_default (level, fields, n_fields, user_data);
}

void
culm_log_install (void)
{
  g_log_set_writer_func (on_log, NULL, NULL);
}

void
culm_log_set_kept (gboolean kept)
{
  g_mutex_lock (&mutex);
  is_kept = kept;
  if (!kept)
    {
      for (guint i = 0; i < CULM_LOG_MOST_LINES; i++)
        g_clear_pointer (&ring[i], g_free);
      first = 0;
      n_lines = 0;
    }
  g_mutex_unlock (&mutex);
}

char *
culm_log_dup (void)
{
  g_autoptr (GString) text = NULL;

  g_mutex_lock (&mutex);
  if (n_lines > 0)
    text = g_string_new (NULL);
  for (guint i = 0; i < n_lines; i++)
    g_string_append_printf (text, "%s\n", ring[(first + i) % CULM_LOG_MOST_LINES]);
  g_mutex_unlock (&mutex);

  return text != NULL ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
