/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-details.h"

#define HIDDEN "…"

/* In this order. A fault's code (0300-8003, 0300_0100_0001_0007) is made of short pieces, an
 * address and a version of shorter ones. */
static const struct
{
  const char *pattern;
  const char *replacement;
} HIDES[] = {
  { "(\\w+://)(?:[^/?#\\s]*@)?([^/?#\\s@]+)[/?#]\\S+", "\\1\\2/" HIDDEN },
  { "[\\w.+%-]+@[\\w.-]+\\.\\w+", HIDDEN },
  { "[A-Za-z0-9+/=]{24,}", HIDDEN },
  { "(?<![A-Za-z0-9])(?=[A-Za-z]*[0-9])[A-Za-z0-9]{6,}", HIDDEN },
};

char *
culm_details_redact (const char *text)
{
  char *hidden = g_utf8_make_valid (text, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (HIDES); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (HIDES[i].pattern, 0, 0, NULL);
      char *next = g_regex_replace (regex, hidden, -1, 0, HIDES[i].replacement, 0, NULL);

      g_free (hidden);
      hidden = next != NULL ? next : g_strdup (HIDDEN);
    }

  return hidden;
}

char *
culm_details_new (const char *sentence, const GError *error, gint64 now)
{
  g_autoptr (GString) text = g_string_new (sentence);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now);
  g_autofree char *iso = time != NULL ? g_date_time_format (time, "%F %H:%M") : NULL;
  g_autofree char *redacted = NULL;

  if (error != NULL)
    g_string_append_printf (text, "\n%s %d: %s", g_quark_to_string (error->domain), error->code,
                            error->message);

  redacted = culm_details_redact (text->str);

  return g_strdup_printf ("%s\nCulm %s, %s", redacted, CULM_VERSION, iso != NULL ? iso : "");
}
