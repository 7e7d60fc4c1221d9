/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

/* Liberal reading of a report's values: firmwares send the same field as number or as text. Absent
 * and null say that it is unknown; a value of a wrong type says nothing, the old one stays. */

/**
 * BambuAnswer:
 * @BAMBU_ANSWER_ABSENT: there is none, or null
 * @BAMBU_ANSWER_WRONG: it is of a type that cannot be meant
 * @BAMBU_ANSWER_GOOD: it was read
 */
typedef enum
{
  BAMBU_ANSWER_ABSENT,
  BAMBU_ANSWER_WRONG,
  BAMBU_ANSWER_GOOD,
} BambuAnswer;

gboolean bambu_text_to_number (const char *text, double *number);
/* Hexadecimal, of any length; the low 64 bits count. */
gboolean bambu_text_to_bits (const char *text, guint64 *bits);

BambuAnswer bambu_value_read_number (yyjson_mut_val *value, double *number);
BambuAnswer bambu_value_read_int (yyjson_mut_val *value, gint64 *number);
BambuAnswer bambu_value_read_bits (yyjson_mut_val *value, guint64 *bits);
BambuAnswer bambu_value_read_text (yyjson_mut_val *value, const char **text);

/* The same for a reading's member, which keeps its value on a wrong type; out of range is unknown
 * too. */
void bambu_value_update_int (
    yyjson_mut_val *value, int minimum, int maximum, int unknown, int *member);
void bambu_value_update_double (yyjson_mut_val *value, double unknown, double *member);
void bambu_value_update_text (yyjson_mut_val *value, const char *unknown, const char **member);

/* A member of an object; %NULL if @object is none. */
#define bambu_value_get(object, key) yyjson_mut_obj_getn ((object), (key), sizeof (key) - 1)

G_END_DECLS
