/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulator-files.h"

#include <glib/gstdio.h>
#include <string.h>

struct _SimulatorFiles
{
  CURL *curl;
  char *root; /* of the URL */
  char *address;
  guint16 port;
  char *folder;
  GString *talk;
  struct curl_slist *places;
};

static int
on_said (CURL *curl, curl_infotype type, char *data, size_t size, void *user_data)
{
  SimulatorFiles *self = user_data;

  if (type == CURLINFO_HEADER_OUT && size > 5 && strncmp (data, "PASS ", 5) == 0)
    g_string_append (self->talk, "> PASS …\n");
  else if (type == CURLINFO_HEADER_IN || type == CURLINFO_HEADER_OUT)
    {
      g_string_append (self->talk, type == CURLINFO_HEADER_IN ? "< " : "> ");
      g_string_append_len (self->talk, data, (gssize) size);
    }

  return 0;
}

void
simulator_files_set_code (SimulatorFiles *self, const char *code)
{
  curl_easy_setopt (self->curl, CURLOPT_PASSWORD, code);
}

SimulatorFiles *
simulator_files_new (SimulatorProcess *simulator, guint index)
{
  SimulatorFiles *self = g_new0 (SimulatorFiles, 1);
  JsonObject *printer = simulator_process_get_printer (simulator, index);
  const char *serial = json_object_get_string_member (printer, "serial");
  g_autofree char *place = NULL;

  self->address = g_strdup (json_object_get_string_member (printer, "address"));
  self->port = (guint16) json_object_get_int_member (
      json_object_get_object_member (printer, "ports"), "ftps");
  self->folder = g_strdup (json_object_get_string_member (printer, "files"));
  self->root = g_strdup_printf ("ftps://%s:%u", serial, self->port);
  self->talk = g_string_new (NULL);
  place = g_strdup_printf ("%s:%u:%s:%u", serial, self->port, self->address, self->port);
  self->places = curl_slist_append (NULL, place);

  self->curl = curl_easy_init ();
  curl_easy_setopt (self->curl, CURLOPT_CONNECT_TO, self->places);
  curl_easy_setopt (self->curl, CURLOPT_CAINFO, json_object_get_string_member (printer, "ca_file"));
  curl_easy_setopt (self->curl, CURLOPT_SSLVERSION,
                    (long) (CURL_SSLVERSION_TLSv1_2 | CURL_SSLVERSION_MAX_TLSv1_2));
  curl_easy_setopt (self->curl, CURLOPT_USE_SSL, (long) CURLUSESSL_ALL);
  curl_easy_setopt (self->curl, CURLOPT_FTP_FILEMETHOD, (long) CURLFTPMETHOD_NOCWD);
  curl_easy_setopt (self->curl, CURLOPT_USERNAME, "bblp");
  curl_easy_setopt (self->curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (self->curl, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt (self->curl, CURLOPT_DEBUGFUNCTION, on_said);
  curl_easy_setopt (self->curl, CURLOPT_DEBUGDATA, self);
  simulator_files_set_code (self, json_object_get_string_member (printer, "access_code"));

  return self;
}

void
simulator_files_free (SimulatorFiles *self)
{
  curl_easy_cleanup (self->curl);
  curl_slist_free_all (self->places);
  g_string_free (self->talk, TRUE);
  g_free (self->root);
  g_free (self->address);
  g_free (self->folder);
  g_free (self);
}

/* A copy of the handle has its options and none of its connections. */
void
simulator_files_reset (SimulatorFiles *self)
{
  CURL *fresh = curl_easy_duphandle (self->curl);

  curl_easy_cleanup (self->curl);
  self->curl = fresh;
  g_string_truncate (self->talk, 0);
}

void
simulator_files_set_option (SimulatorFiles *self, CURLoption option, long value)
{
  g_assert_cmpint (curl_easy_setopt (self->curl, option, value), ==, CURLE_OK);
}

void
simulator_files_set_patience (SimulatorFiles *self, long seconds)
{
  simulator_files_set_option (self, CURLOPT_CONNECTTIMEOUT, seconds);
  simulator_files_set_option (self, CURLOPT_SERVER_RESPONSE_TIMEOUT, seconds);
  simulator_files_set_option (self, CURLOPT_LOW_SPEED_LIMIT, 1);
  simulator_files_set_option (self, CURLOPT_LOW_SPEED_TIME, seconds);
}

static size_t
on_written (char *data, size_t size, size_t n, void *user_data)
{
  g_byte_array_append (user_data, (guint8 *) data, (guint) (size * n));

  return size * n;
}

static size_t
on_read (char *data, size_t size, size_t n, void *user_data)
{
  gssize read = g_input_stream_read (user_data, data, size * n, NULL, NULL);

  return read < 0 ? CURL_READFUNC_ABORT : (size_t) read;
}

/* What it is asked for stays set until it is asked for something else. */
static void
aim (SimulatorFiles *self, const char *path, gboolean uploads, GByteArray *received)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *url = g_strconcat (self->root, escaped, NULL);

  curl_easy_setopt (self->curl, CURLOPT_URL, url);
  curl_easy_setopt (self->curl, CURLOPT_UPLOAD, uploads ? 1L : 0L);
  curl_easy_setopt (self->curl, CURLOPT_NOBODY, 0L);
  curl_easy_setopt (self->curl, CURLOPT_DIRLISTONLY, 0L);
  curl_easy_setopt (self->curl, CURLOPT_QUOTE, NULL);
  curl_easy_setopt (self->curl, CURLOPT_WRITEFUNCTION, on_written);
  curl_easy_setopt (self->curl, CURLOPT_WRITEDATA, received);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

char *
simulator_files_dup_names (SimulatorFiles *self, const char *path)
{
  g_autoptr (GByteArray) received = g_byte_array_new ();

  aim (self, path, FALSE, received);
  curl_easy_setopt (self->curl, CURLOPT_DIRLISTONLY, 1L);
  if (curl_easy_perform (self->curl) != CURLE_OK)
    return NULL;

  return g_strndup ((char *) received->data, received->len);
}

char *
simulator_files_list (SimulatorFiles *self, const char *path)
{
  g_autofree char *names = simulator_files_dup_names (self, path);
  g_auto (GStrv) lines = NULL;
  guint n_lines;

  if (names == NULL)
    return NULL;

  lines = g_strsplit (g_strchomp (names), "\n", -1);
  n_lines = g_strv_length (lines);
  /* Some servers name them as they were asked for. */
  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *line = g_steal_pointer (&lines[i]);

      lines[i] = g_path_get_basename (line);
    }
  qsort (lines, n_lines, sizeof *lines, compare_names);

  return g_strjoinv (" ", lines);
}

CURLcode
simulator_files_put (SimulatorFiles *self, const char *path, GBytes *bytes)
{
  g_autoptr (GByteArray) received = g_byte_array_new ();
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  aim (self, path, TRUE, received);
  curl_easy_setopt (self->curl, CURLOPT_READFUNCTION, on_read);
  curl_easy_setopt (self->curl, CURLOPT_READDATA, stream);
  curl_easy_setopt (self->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t) g_bytes_get_size (bytes));

  return curl_easy_perform (self->curl);
}

CURLcode
simulator_files_get (SimulatorFiles *self, const char *path, GBytes **bytes)
{
  GByteArray *received = g_byte_array_new ();
  CURLcode result;

  aim (self, path, FALSE, received);
  result = curl_easy_perform (self->curl);
  if (bytes != NULL)
    *bytes = g_byte_array_free_to_bytes (received);
  else
    g_byte_array_unref (received);

  return result;
}

CURLcode
simulator_files_quote (SimulatorFiles *self, const char *command)
{
  g_autoptr (GByteArray) received = g_byte_array_new ();
  struct curl_slist *commands = curl_slist_append (NULL, command);
  CURLcode result;

  aim (self, "/", FALSE, received);
  curl_easy_setopt (self->curl, CURLOPT_NOBODY, 1L);
  curl_easy_setopt (self->curl, CURLOPT_QUOTE, commands);
  result = curl_easy_perform (self->curl);
  curl_easy_setopt (self->curl, CURLOPT_QUOTE, NULL);
  curl_slist_free_all (commands);

  return result;
}

const char *
simulator_files_get_talk (SimulatorFiles *self)
{
  return self->talk->str;
}

const char *
simulator_files_get_address (SimulatorFiles *self)
{
  return self->address;
}

guint16
simulator_files_get_port (SimulatorFiles *self)
{
  return self->port;
}

GBytes *
simulator_files_make_bytes (gsize size)
{
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 2654435761u >> 13);

  return g_bytes_new_take (data, size);
}

GBytes *
simulator_files_dup_stored (SimulatorFiles *self, const char *path)
{
  g_autofree char *file = g_build_filename (self->folder, path, NULL);
  char *data;
  gsize size;

  return g_file_get_contents (file, &data, &size, NULL) ? g_bytes_new_take (data, size) : NULL;
}

void
simulator_files_remove (SimulatorFiles *self, const char *path)
{
  g_autofree char *file = g_build_filename (self->folder, path, NULL);

  g_unlink (file);
}
