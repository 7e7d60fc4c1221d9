/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-exposition.h"

#include <math.h>

#define NUMBER_FORMAT "%.12g"

struct _ServeExposition
{
  GString *text;
  const ServeFamily *family;
  gboolean is_told; /* the family is */
};

ServeExposition *
serve_exposition_new (void)
{
  ServeExposition *self = g_new0 (ServeExposition, 1);

  self->text = g_string_new (NULL);

  return self;
}

void
serve_exposition_begin (ServeExposition *self, const ServeFamily *family)
{
  self->family = family;
  self->is_told = FALSE;
}

static void
append_escaped (GString *text, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  glong length = MIN (g_utf8_strlen (valid, -1), SERVE_EXPOSITION_LONGEST_LABEL);
  const char *end = g_utf8_offset_to_pointer (valid, length);

  for (const char *c = valid; c < end; c++)
    switch (*c)
      {
      case '\\':
        g_string_append (text, "\\\\");
        break;
      case '"':
        g_string_append (text, "\\\"");
        break;
      case '\n':
        g_string_append (text, "\\n");
        break;
      default:
        g_string_append_c (text, *c);
      }
}

static void
tell_family (ServeExposition *self)
{
  const ServeFamily *family = self->family;

  if (self->is_told)
    return;

  self->is_told = TRUE;
  g_string_append_printf (self->text, "# TYPE %s %s\n", family->name, family->type);
  if (family->unit != NULL)
    g_string_append_printf (self->text, "# UNIT %s %s\n", family->name, family->unit);
  g_string_append_printf (self->text, "# HELP %s ", family->name);
  append_escaped (self->text, family->help);
  g_string_append_c (self->text, '\n');
}

/* What a sample's name has after the family's */
static const char *
get_suffix (const ServeFamily *family)
{
  if (g_str_equal (family->type, "counter"))
    return "_total";

  return g_str_equal (family->type, "info") ? "_info" : "";
}

void
serve_exposition_add (ServeExposition *self, double value, const char *label, ...)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  char separator = '{';
  va_list list;

  g_return_if_fail (self->family != NULL);

  if (!isfinite (value))
    return;

  tell_family (self);
  g_string_append (self->text, self->family->name);
  g_string_append (self->text, get_suffix (self->family));

  va_start (list, label);
  for (; label != NULL; label = va_arg (list, const char *))
    {
      const char *text = va_arg (list, const char *);

      if (text == NULL || *text == '\0')
        continue;

      g_string_append_c (self->text, separator);
      g_string_append_printf (self->text, "%s=\"", label);
      append_escaped (self->text, text);
      g_string_append_c (self->text, '"');
      separator = ',';
    }
  va_end (list);

  if (separator == ',')
    g_string_append_c (self->text, '}');
  g_string_append_c (self->text, ' ');
  g_string_append (self->text, g_ascii_formatd (number, sizeof number, NUMBER_FORMAT, value));
  g_string_append_c (self->text, '\n');
}

char *
serve_exposition_finish (ServeExposition *self)
{
  char *text;

  g_string_append (self->text, "# EOF\n");
  text = g_string_free_and_steal (g_steal_pointer (&self->text));
  g_free (self);

  return text;
}
