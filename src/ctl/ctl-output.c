/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-output.h"

#include <stdio.h>

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

char *
ctl_output_make_printable (const char *text, gboolean keep_line_breaks)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *printable = g_string_new (NULL);

  for (const char *at = valid; *at; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (g_unichar_iscntrl (character) && !(keep_line_breaks && character == '\n'))
        character = REPLACEMENT_CHARACTER;

      g_string_append_unichar (printable, character);
    }

  return g_string_free_and_steal (printable);
}
