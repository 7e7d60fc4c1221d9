/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-output.h"

#include <stdio.h>
#include <unistd.h>

#define REPLACEMENT_CHARACTER 0xFFFD

gboolean
ctl_output_line (const char *text)
{
  return puts (text) != EOF && fflush (stdout) == 0;
}

void
ctl_output_error (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *printable = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  printable = ctl_output_make_printable (text, TRUE);
  g_printerr ("%s: %s\n", g_get_prgname (), printable);
}

gboolean
ctl_output_is_terminal (void)
{
  const char *terminal = g_getenv ("TERM");

  return isatty (STDOUT_FILENO) && terminal && *terminal && !g_str_equal (terminal, "dumb");
}

void
ctl_output_append_styled (GString *string, const char *text, CtlStyle style)
{
  static const char *const codes[] = {
    [CTL_STYLE_PLAIN] = "", [CTL_STYLE_TITLE] = "1", [CTL_STYLE_GOOD] = "32",
    [CTL_STYLE_BAD] = "31", [CTL_STYLE_OLD] = "2",
  };
  const char *without = g_getenv ("NO_COLOR");

  if (style == CTL_STYLE_PLAIN || (without && *without) || !ctl_output_is_terminal ())
    g_string_append (string, text);
  else
    g_string_append_printf (string, "\033[%sm%s\033[0m", codes[style], text);
}

/* Control characters, and those that write lines or turn the direction of the text. */
static gboolean
is_obeyed (gunichar character)
{
  return g_unichar_iscntrl (character) || character == 0x2028 || character == 0x2029
         || (character >= 0x202A && character <= 0x202E)
         || (character >= 0x2066 && character <= 0x2069);
}

char *
ctl_output_make_printable (const char *text, gboolean keep_line_breaks)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *printable = g_string_new (NULL);

  for (const char *at = valid; *at; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (is_obeyed (character) && !(keep_line_breaks && character == '\n'))
        character = REPLACEMENT_CHARACTER;

      g_string_append_unichar (printable, character);
    }

  return g_string_free_and_steal (printable);
}
