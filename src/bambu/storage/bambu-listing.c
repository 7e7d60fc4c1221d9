/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-listing-private.h"

#include <string.h>

#include "bambu-storage-error.h"
#include "bambu-stored-name.h"

#define TYPES "-dbclps"
#define DAY_SECONDS (24 * 60 * 60)

/* Between the permissions and the month: links, owner, group, size; some leave out the group. */
#define LEAST_FIELDS 2
#define MOST_FIELDS 5

struct _BambuListing
{
  char *folder;
  gint64 now;

  GString *line;
  gboolean is_overlong;
  gsize n_bytes;
  guint n_strange;
  gboolean is_a_listing; /* some line was one */
  GListStore *files;
};

static const char MONTHS[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

BambuListing *
bambu_listing_new (const char *folder, gint64 now)
{
  BambuListing *self = g_new0 (BambuListing, 1);

  self->folder = g_strdup (folder);
  self->now = now;
  self->line = g_string_new (NULL);
  self->files = g_list_store_new (BAMBU_TYPE_STORED_FILE);

  return self;
}

void
bambu_listing_free (BambuListing *self)
{
  g_free (self->folder);
  g_string_free (self->line, TRUE);
  g_object_unref (self->files);
  g_free (self);
}

/* Returns: (nullable): where the next field begins; @length is that of this one */
static const char *
skip_field (const char *text, gsize *length)
{
  *length = strcspn (text, " ");

  return text[*length] != '\0' ? text + *length + strspn (text + *length, " ") : NULL;
}

static int
parse_month (const char *text, gsize length)
{
  for (guint i = 0; length == 3 && i < G_N_ELEMENTS (MONTHS); i++)
    if (g_ascii_strncasecmp (text, MONTHS[i], 3) == 0)
      return (int) i + 1;

  return 0;
}

static gboolean
parse_number (const char *text, gsize length, guint64 most, guint64 *number)
{
  g_autofree char *digits = g_strndup (text, length);

  return g_ascii_string_to_unsigned (digits, 10, 0, most, number, NULL);
}

static gint64
to_unix (int year, int month, int day, int hour, int minute)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (year, month, day, hour, minute, 0);

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

/* `12:34`: within the last year, as far as one can know. Returns: 0 if it is no time */
static gint64
parse_recent (BambuListing *self, int month, int day, const char *text, gsize length)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (self->now);
  const char *colon = memchr (text, ':', length);
  guint64 hour, minute;
  gint64 time;
  int year;

  if (now == NULL || colon == NULL || !parse_number (text, (gsize) (colon - text), 23, &hour)
      || !parse_number (colon + 1, length - (gsize) (colon + 1 - text), 59, &minute))
    return 0;

  year = g_date_time_get_year (now);
  time = to_unix (year, month, day, (int) hour, (int) minute);

  /* A clock may be a little fast, and the 29th of February is not in every year. */
  return time == 0 || time > self->now + DAY_SECONDS
             ? to_unix (year - 1, month, day, (int) hour, (int) minute)
             : time;
}

/* Returns: (nullable): where the name begins */
static const char *
parse_date (BambuListing *self, const char *text, int month, gint64 *modified)
{
  gsize length;
  const char *clock = skip_field (text, &length);
  guint64 day, year;

  if (clock == NULL || !parse_number (text, length, 31, &day) || day == 0)
    return NULL;

  length = strcspn (clock, " ");
  if (clock[length] == '\0')
    return NULL;

  if (parse_number (clock, length, 9999, &year) && year >= 1970)
    *modified = to_unix ((int) year, month, (int) day, 0, 0);
  else if (memchr (clock, ':', length))
    *modified = parse_recent (self, month, (int) day, clock, length);
  else
    return NULL;

  return clock + length + 1; /* one space: the others are the name's */
}

/* Returns: (nullable): where the name begins; %NULL: this is no line of `ls -l` */
static const char *
parse_line (BambuListing *self, const char *line, guint64 *bytes, gint64 *modified)
{
  gsize length;
  const char *field = skip_field (line, &length);
  gboolean has_size = FALSE;

  if (strchr (TYPES, line[0]) == NULL || length < 10)
    return NULL;

  for (guint i = 0; field != NULL && i <= MOST_FIELDS; i++)
    {
      const char *next = skip_field (field, &length);
      int month = parse_month (field, length);

      /* An owner may be called May. */
      if (month != 0 && next != NULL && has_size && i >= LEAST_FIELDS)
        {
          const char *name = parse_date (self, next, month, modified);

          if (name != NULL)
            return name;
        }

      has_size = parse_number (field, length, G_MAXINT64, bytes);
      field = next;
    }

  return NULL;
}

static gboolean
take_line (BambuListing *self, GError **error)
{
  const char *line = self->line->str;
  g_autoptr (BambuStoredFile) file = NULL;
  g_autofree char *path = NULL;
  guint64 bytes = 0;
  gint64 modified = 0;
  gboolean is_folder = line[0] == 'd';
  const char *name;

  if (self->line->len == 0 || g_str_has_prefix (line, "total "))
    return TRUE;

  if (self->is_overlong || strlen (line) != self->line->len
      || !(name = parse_line (self, line, &bytes, &modified)))
    {
      self->n_strange++;
      return TRUE;
    }

  self->is_a_listing = TRUE;
  path = bambu_stored_path_build (self->folder, name);
  if ((line[0] != '-' && !is_folder) || strchr (name, '/') || !bambu_stored_path_is_valid (path))
    return TRUE;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->files)) >= BAMBU_LISTING_MAX_FILES)
    {
      g_set_error (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_TOO_LARGE,
                   "A folder of more than %d files", BAMBU_LISTING_MAX_FILES);
      return FALSE;
    }

  file = bambu_stored_file_new (path, is_folder, is_folder ? -1 : (gint64) bytes, modified);
  g_list_store_append (self->files, file);

  return TRUE;
}

static gboolean
end_line (BambuListing *self, GError **error)
{
  gboolean go_on;

  if (self->line->len > 0 && self->line->str[self->line->len - 1] == '\r')
    g_string_truncate (self->line, self->line->len - 1);

  go_on = take_line (self, error);
  g_string_truncate (self->line, 0);
  self->is_overlong = FALSE;

  return go_on;
}

gboolean
bambu_listing_take (BambuListing *self, gconstpointer data, gsize size, GError **error)
{
  const char *text = data;

  self->n_bytes += size;
  if (self->n_bytes > BAMBU_LISTING_MAX_BYTES)
    {
      g_set_error (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_TOO_LARGE,
                   "A list of more than %d bytes", BAMBU_LISTING_MAX_BYTES);
      return FALSE;
    }

  while (size > 0)
    {
      const char *end = memchr (text, '\n', size);
      gsize length = end != NULL ? (gsize) (end - text) : size;

      if (self->line->len + length <= BAMBU_LISTING_MAX_LINE)
        g_string_append_len (self->line, text, (gssize) length);
      else
        self->is_overlong = TRUE;

      if (end == NULL)
        return TRUE;
      if (!end_line (self, error))
        return FALSE;

      text += length + 1;
      size -= length + 1;
    }

  return TRUE;
}

GListModel *
bambu_listing_end (BambuListing *self, GError **error)
{
  if ((self->line->len > 0 || self->is_overlong) && !end_line (self, error))
    return NULL;

  if (self->n_strange > 0 && !self->is_a_listing)
    {
      g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_PROTOCOL,
                           "What came is no list of files");
      return NULL;
    }

  g_list_store_sort (self->files, bambu_stored_file_compare, NULL);

  return G_LIST_MODEL (g_object_ref (self->files));
}
