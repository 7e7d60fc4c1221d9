/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-value-private.h"

#include <math.h>
#include <string.h>

gboolean
bambu_text_to_number (const char *text, double *number)
{
  char *end;
  double result;

  /* Decimal only: strtod would take `nan`, `inf` and 0x too. */
  if (text == NULL || *text == '\0' || text[strspn (text, "0123456789+-.eE")] != '\0')
    return FALSE;

  result = g_ascii_strtod (text, &end);
  if (*end != '\0' || !isfinite (result))
    return FALSE;

  *number = result;

  return TRUE;
}

gboolean
bambu_text_to_bits (const char *text, guint64 *bits)
{
  gsize length;

  if (text == NULL)
    return FALSE;

  length = strspn (text, "0123456789abcdefABCDEF");
  if (length == 0 || text[length] != '\0')
    return FALSE;

  *bits = g_ascii_strtoull (length > 16 ? text + length - 16 : text, NULL, 16);

  return TRUE;
}

BambuAnswer
bambu_value_read_number (yyjson_mut_val *value, double *number)
{
  if (value == NULL || yyjson_mut_is_null (value))
    return BAMBU_ANSWER_ABSENT;

  if (!yyjson_mut_is_num (value))
    return bambu_text_to_number (yyjson_mut_get_str (value), number) ? BAMBU_ANSWER_GOOD
                                                                     : BAMBU_ANSWER_WRONG;

  *number = yyjson_mut_get_num (value);

  return BAMBU_ANSWER_GOOD;
}

BambuAnswer
bambu_value_read_int (yyjson_mut_val *value, gint64 *number)
{
  double real;
  BambuAnswer answer;

  if (yyjson_mut_is_int (value))
    {
      *number = yyjson_mut_get_sint (value);
      return BAMBU_ANSWER_GOOD;
    }

  answer = bambu_value_read_number (value, &real);
  if (answer != BAMBU_ANSWER_GOOD)
    return answer;

  /* Doubles are exact up to here, and no field is larger. */
  if (fabs (real) > (double) (G_GINT64_CONSTANT (1) << 53))
    return BAMBU_ANSWER_WRONG;

  *number = (gint64) real;

  return BAMBU_ANSWER_GOOD;
}

BambuAnswer
bambu_value_read_bits (yyjson_mut_val *value, guint64 *bits)
{
  gint64 number = 0;
  BambuAnswer answer;

  if (yyjson_mut_is_str (value))
    return bambu_text_to_bits (yyjson_mut_get_str (value), bits) ? BAMBU_ANSWER_GOOD
                                                                 : BAMBU_ANSWER_WRONG;

  answer = bambu_value_read_int (value, &number);
  if (answer == BAMBU_ANSWER_GOOD)
    *bits = (guint64) number;

  return answer;
}

BambuAnswer
bambu_value_read_text (yyjson_mut_val *value, const char **text)
{
  if (value == NULL || yyjson_mut_is_null (value))
    return BAMBU_ANSWER_ABSENT;

  if (!yyjson_mut_is_str (value))
    return BAMBU_ANSWER_WRONG;

  *text = yyjson_mut_get_str (value);

  return BAMBU_ANSWER_GOOD;
}

void
bambu_value_update_int (yyjson_mut_val *value, int minimum, int maximum, int unknown, int *member)
{
  gint64 number;

  switch (bambu_value_read_int (value, &number))
    {
    case BAMBU_ANSWER_ABSENT:
      *member = unknown;
      break;
    case BAMBU_ANSWER_GOOD:
      *member = number >= minimum && number <= maximum ? (int) number : unknown;
      break;
    case BAMBU_ANSWER_WRONG:
    default:
      break;
    }
}

void
bambu_value_update_double (yyjson_mut_val *value, double unknown, double *member)
{
  double number;

  switch (bambu_value_read_number (value, &number))
    {
    case BAMBU_ANSWER_ABSENT:
      *member = unknown;
      break;
    case BAMBU_ANSWER_GOOD:
      *member = number;
      break;
    case BAMBU_ANSWER_WRONG:
    default:
      break;
    }
}

void
bambu_value_update_text (yyjson_mut_val *value, const char *unknown, const char **member)
{
  if (bambu_value_read_text (value, member) == BAMBU_ANSWER_ABSENT)
    *member = unknown;
}
