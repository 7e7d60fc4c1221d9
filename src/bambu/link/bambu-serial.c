/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-serial.h"

#define MAX_LENGTH 32

gboolean
bambu_serial_is_valid (const char *text)
{
  gsize length = 0;

  if (text == NULL)
    return FALSE;

  while (length <= MAX_LENGTH && g_ascii_isalnum (text[length]))
    length++;

  return length > 0 && length <= MAX_LENGTH && text[length] == '\0';
}
