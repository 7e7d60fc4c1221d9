/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-secret.h"

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <termios.h>
#include <unistd.h>

#define MAX_SECRET_BYTES 256

typedef struct
{
  char *path;
  char *prompt;
} SecretRead;

static void
secret_read_free (SecretRead *read)
{
  g_free (read->path);
  g_free (read->prompt);
  g_free (read);
}

/* Byte by byte, so that what follows the line on standard input stays there for the next question.
 */
static char *
await_line (GInputStream *stream, GError **error)
{
  g_autoptr (GString) line = g_string_sized_new (MAX_SECRET_BYTES);
  g_autofree char *secret = NULL;

  while (line->len < MAX_SECRET_BYTES)
    {
      g_autoptr (GBytes) byte = NULL;
      const char *data;
      gsize size;

      byte = dex_await_boxed (dex_input_stream_read_bytes (stream, 1, G_PRIORITY_DEFAULT), error);
      if (!byte)
        return NULL;

      data = g_bytes_get_data (byte, &size);
      if (size == 0 || *data == '\n')
        break;

      g_string_append_c (line, *data);
    }

  secret = g_strstrip (g_strdup (line->str));

  if (*secret && g_utf8_validate (secret, -1, NULL))
    return g_steal_pointer (&secret);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("There is no code in it."));
  return NULL;
}

static char *
await_typed_line (GInputStream *stream, const char *prompt, GError **error)
{
  struct termios shown;
  struct termios hidden;
  gboolean has_echo = tcgetattr (STDIN_FILENO, &shown) == 0;
  char *secret;

  if (has_echo)
    {
      hidden = shown;
      hidden.c_lflag &= ~ECHO;
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
    }

  g_printerr ("%s ", prompt);
  secret = await_line (stream, error);
  g_printerr ("\n");

  if (has_echo)
    tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);

  return secret;
}

static DexFuture *
read_fiber (gpointer user_data)
{
  SecretRead *read = user_data;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  char *secret = NULL;

  if (!read->path || g_str_equal (read->path, "-"))
    {
      stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);

      if (isatty (STDIN_FILENO))
        secret = await_typed_line (stream, read->prompt, &error);
      else
        secret = await_line (stream, &error);
    }
  else
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (read->path);

      stream = dex_await_object (dex_file_read (file, G_PRIORITY_DEFAULT), &error);
      if (stream)
        secret = await_line (stream, &error);
    }

  if (secret)
    return dex_future_new_take_string (secret);

  return dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
ctl_secret_read (const char *path, const char *prompt)
{
  SecretRead *read = g_new0 (SecretRead, 1);

  read->path = g_strdup (path);
  read->prompt = g_strdup (prompt);

  return dex_scheduler_spawn (NULL, 0, read_fiber, read, (GDestroyNotify) secret_read_free);
}

char *
ctl_secret_await_access_code (const char *path, GError **error)
{
  char *code = dex_await_string (ctl_secret_read (path, _ ("Access code:")), error);

  if (!code)
    g_prefix_error (error, "%s ", _ ("The access code cannot be read:"));

  return code;
}
