/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-secret-body.h"

#include <string.h>

#include "link/bambu-redact.h"

#define LONGEST_ESCAPE (sizeof "\\u0000" - 1)
/* Quotes, colon, comma */
#define PUNCTUATION 4

static char *
append_quoted (char *place, const char *text)
{
  *place++ = '"';
  for (const char *character = text; *character; character++)
    {
      if ((guchar) *character < 0x20)
        place += g_snprintf (place, LONGEST_ESCAPE + 1, "\\u%04x", (guint) *character);
      else
        {
          if (*character == '"' || *character == '\\')
            *place++ = '\\';
          *place++ = *character;
        }
    }
  *place++ = '"';

  return place;
}

char *
bambu_secret_json (const char *first_key, ...)
{
  gsize size = sizeof "{}";
  va_list arguments;
  char *text;
  char *place;

  va_start (arguments, first_key);
  for (const char *word = first_key; word; word = va_arg (arguments, const char *))
    size += strlen (word) * LONGEST_ESCAPE + PUNCTUATION;
  va_end (arguments);

  place = text = g_malloc (size);
  *place++ = '{';
  va_start (arguments, first_key);
  for (const char *key = first_key; key; key = va_arg (arguments, const char *))
    {
      if (key != first_key)
        *place++ = ',';
      place = append_quoted (place, key);
      *place++ = ':';
      place = append_quoted (place, va_arg (arguments, const char *));
    }
  va_end (arguments);
  *place++ = '}';
  *place = '\0';

  return text;
}

GBytes *
bambu_secret_to_bytes (char *secret)
{
  return g_bytes_new_with_free_func (secret, strlen (secret), (GDestroyNotify) bambu_secret_free,
                                     secret);
}
