/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-answer-private.h"

#include <math.h>
#include <string.h>

#include "bambu-printer-error-private.h"
#include "bambu-value-private.h"

/* Requests that were refused for want of a signature, or of a good one. */
#define UNSIGNED_FIRST 84033543
#define UNSIGNED_LAST 84033548

#define REASON_MAX 500 /* bytes that are shown of what a printer says */

/* 0 for what is absent or no number. */
static gint64
read_number (yyjson_val *section, const char *key)
{
  yyjson_val *value = yyjson_obj_get (section, key);
  double number;

  if (yyjson_is_num (value))
    number = yyjson_get_num (value);
  else if (!bambu_text_to_number (yyjson_get_str (value), &number))
    return 0;

  return fabs (number) <= G_MAXUINT32 ? (gint64) number : 0;
}

static BambuAnswered
read_result (yyjson_val *section)
{
  yyjson_val *result = yyjson_obj_get (section, "result");
  const char *word = yyjson_get_str (result);

  if (yyjson_is_num (result))
    return yyjson_get_num (result) == 0 ? BAMBU_ANSWERED_YES : BAMBU_ANSWERED_NO;
  if (word == NULL)
    return BAMBU_ANSWERED_BARELY;
  if (g_ascii_strcasecmp (word, "success") == 0)
    return BAMBU_ANSWERED_YES;

  return g_ascii_strncasecmp (word, "fail", strlen ("fail")) == 0 ? BAMBU_ANSWERED_NO
                                                                  : BAMBU_ANSWERED_BARELY;
}

/* NULL where the reason only repeats the result. */
static char *
dup_reason (yyjson_val *section)
{
  const char *reason = yyjson_get_str (yyjson_obj_get (section, "reason"));
  const char *result = yyjson_get_str (yyjson_obj_get (section, "result"));

  if (reason == NULL || *reason == '\0'
      || (result != NULL && g_ascii_strcasecmp (reason, result) == 0))
    return NULL;

  if (strlen (reason) <= REASON_MAX)
    return g_strdup (reason);

  return g_utf8_substring (reason, 0, MIN (g_utf8_strlen (reason, -1), REASON_MAX));
}

BambuAnswered
bambu_answer_judge (yyjson_val *section, GError **error)
{
  BambuAnswered answered = read_result (section);
  gint64 code = read_number (section, "err_code");
  gint64 number = read_number (section, "errno");
  g_autofree char *reason = NULL;

  if (code >= UNSIGNED_FIRST && code <= UNSIGNED_LAST)
    {
      g_set_error (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_VIEW_ONLY,
                   "the printer's answer is %" G_GINT64_FORMAT, code);
      return BAMBU_ANSWERED_UNSIGNED;
    }

  if (code == 0 && number >= 0 && answered != BAMBU_ANSWERED_NO)
    return answered;

  reason = dup_reason (section);
  g_propagate_error (
      error, bambu_printer_error_new_refused (reason, (guint32) code, (int) MIN (number, 0)));

  return BAMBU_ANSWERED_NO;
}
