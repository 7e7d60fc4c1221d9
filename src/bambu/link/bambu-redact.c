/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-redact.h"

#include <string.h>

#define SHORTEST 8
#define KEEP_FIRST 3
#define KEEP_LAST 2

char *
bambu_redact (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);
  glong length = g_utf8_strlen (valid, -1);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (length < SHORTEST)
    return g_strdup ("…");

  first = g_utf8_substring (valid, 0, KEEP_FIRST);
  last = g_utf8_substring (valid, length - KEEP_LAST, length);

  return g_strconcat (first, "…", last, NULL);
}

void
bambu_secret_free (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
