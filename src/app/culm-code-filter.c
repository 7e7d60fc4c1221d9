/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-code-filter.h"

#include <string.h>

typedef struct
{
  CulmCodeFilter filter;
  guint length;
} Rule;

static void
on_insert_text (GtkEditable *editable, const char *text, int length, int *position, Rule *rule)
{
  g_autoptr (GString) code = g_string_new (NULL);
  gsize room = rule->length - MIN (strlen (gtk_editable_get_text (editable)), rule->length);
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);

  for (const char *c = text; c < end && code->len < room; c = g_utf8_next_char (c))
    {
      char character = rule->filter (g_utf8_get_char (c));

      if (character != '\0')
        g_string_append_c (code, character);
    }

  g_signal_handlers_block_by_func (editable, on_insert_text, rule);
  gtk_editable_insert_text (editable, code->str, (int) code->len, position);
  g_signal_handlers_unblock_by_func (editable, on_insert_text, rule);
  g_signal_stop_emission_by_name (editable, "insert-text");
}

static void
rule_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

char
culm_code_filter_digit (gunichar character)
{
  int digit = g_unichar_digit_value (character);

  return digit >= 0 ? (char) ('0' + digit) : '\0';
}

char
culm_code_filter_letter_or_digit (gunichar character)
{
  if (character < 0x80 && g_ascii_isalpha ((char) character))
    return g_ascii_toupper ((char) character);

  return culm_code_filter_digit (character);
}

void
culm_code_filter_attach (GtkEditable *entry, CulmCodeFilter filter, guint length)
{
  Rule *rule = g_new0 (Rule, 1);

  rule->filter = filter;
  rule->length = length;
  g_signal_connect_data (gtk_editable_get_delegate (entry), "insert-text",
                         G_CALLBACK (on_insert_text), rule, rule_free, 0);
}
