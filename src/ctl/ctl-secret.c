/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-secret.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <libdex.h>
#include <termios.h>
#include <unistd.h>

#include "link/bambu-redact.h"

#define MAX_SECRET_BYTES 256

/* Byte by byte, so that what follows the line on standard input stays there for the next question.
 */
static char *
await_line (GInputStream *stream, GError **error)
{
  /* Of one size, so that no copy of a secret is left behind where it was too small. */
  char *line = g_malloc0 (MAX_SECRET_BYTES + 1);
  gsize length = 0;

  while (length < MAX_SECRET_BYTES)
    {
      g_autoptr (GBytes) byte = NULL;
      const char *data;
      gsize size;

      byte = dex_await_boxed (dex_input_stream_read_bytes (stream, 1, G_PRIORITY_DEFAULT), error);
      if (!byte)
        {
          bambu_secret_free (line);
          return NULL;
        }

      data = g_bytes_get_data (byte, &size);
      if (size == 0 || *data == '\n')
        break;

      line[length++] = *data;
    }

  if (length > 0 && line[length - 1] == '\r')
    line[length - 1] = '\0';

  if (line[strspn (line, " \t")] && g_utf8_validate (line, -1, NULL))
    return line;

  bambu_secret_free (line);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("There is nothing in it."));
  return NULL;
}

static char *
await_typed_line (GInputStream *stream, const char *prompt, gboolean hide, GError **error)
{
  struct termios shown;
  struct termios hidden;
  gboolean has_echo = hide && tcgetattr (STDIN_FILENO, &shown) == 0;
  char *line;

  if (has_echo)
    {
      hidden = shown;
      hidden.c_lflag &= ~ECHO;
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
    }

  g_printerr ("%s ", prompt);
  line = await_line (stream, error);

  if (has_echo)
    {
      g_printerr ("\n");
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
    }

  return line;
}

static char *
await_input (const char *prompt, gboolean hide, GError **error)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);

  return isatty (STDIN_FILENO) ? await_typed_line (stream, prompt, hide, error)
                               : await_line (stream, error);
}

gboolean
ctl_secret_can_ask_again (void)
{
  return isatty (STDIN_FILENO);
}

char *
ctl_secret_await_name (const char *prompt, GError **error)
{
  char *name = await_input (prompt, FALSE, error);

  return name ? g_strstrip (name) : NULL;
}

char *
ctl_secret_await (const char *prompt, GError **error)
{
  return await_input (prompt, TRUE, error);
}

static char *
await_file_line (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GInputStream) stream =
      dex_await_object (dex_file_read (file, G_PRIORITY_DEFAULT), error);

  return stream ? await_line (stream, error) : NULL;
}

char *
ctl_secret_await_access_code (const char *path, GError **error)
{
  char *code = path && !g_str_equal (path, "-") ? await_file_line (path, error)
                                                : ctl_secret_await (_ ("Access code:"), error);

  if (!code)
    {
      g_prefix_error (error, "%s ", _ ("The access code cannot be read:"));
      return NULL;
    }

  return g_strstrip (code);
}
