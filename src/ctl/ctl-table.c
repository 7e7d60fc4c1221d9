/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-table.h"

#include "ctl-output.h"

#define GAP 2

typedef struct
{
  guint cell;
  CtlStyle style;
} RowStyle;

struct _CtlTable
{
  GPtrArray *rows;
  GArray *widths;
  GArray *styles; /* a RowStyle a row */
};

guint
ctl_table_get_width (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;

  return g_unichar_iswide (character) ? 2 : 1;
}

static guint
text_width (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at; at = g_utf8_next_char (at))
    width += ctl_table_get_width (g_utf8_get_char (at));

  return width;
}

CtlTable *
ctl_table_new (void)
{
  CtlTable *self = g_new0 (CtlTable, 1);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->widths = g_array_new (FALSE, TRUE, sizeof (guint));
  self->styles = g_array_new (FALSE, TRUE, sizeof (RowStyle));

  return self;
}

void
ctl_table_free (CtlTable *self)
{
  g_ptr_array_unref (self->rows);
  g_array_unref (self->widths);
  g_array_unref (self->styles);
  g_free (self);
}

void
ctl_table_add (CtlTable *self, const char *cell, ...)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  va_list arguments;

  va_start (arguments, cell);
  for (; cell; cell = va_arg (arguments, const char *))
    g_strv_builder_add (cells, cell);
  va_end (arguments);

  ctl_table_take (self, g_strv_builder_end (cells));
}

void
ctl_table_take (CtlTable *self, GStrv cells)
{
  for (guint i = 0; cells[i]; i++)
    {
      g_autofree char *raw = cells[i];

      cells[i] = ctl_output_make_printable (raw, FALSE);

      if (i >= self->widths->len)
        g_array_set_size (self->widths, i + 1);
      g_array_index (self->widths, guint, i) =
          MAX (g_array_index (self->widths, guint, i), text_width (cells[i]));
    }

  g_ptr_array_add (self->rows, cells);
  g_array_set_size (self->styles, self->rows->len);
}

void
ctl_table_style (CtlTable *self, guint cell, CtlStyle style)
{
  g_return_if_fail (self->rows->len > 0);

  g_array_index (self->styles, RowStyle, self->rows->len - 1) = (RowStyle) { cell, style };
}

void
ctl_table_print (CtlTable *self, GString *text, guint indent)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const char *const *cells = self->rows->pdata[i];
      const RowStyle *style = &g_array_index (self->styles, RowStyle, i);
      guint gap = indent;

      for (guint j = 0; cells[j]; j++)
        {
          /* An empty cell at the end leaves no white space behind. */
          if (*cells[j])
            {
              g_string_append_printf (text, "%*s", (int) gap, "");
              ctl_output_append_styled (text, cells[j],
                                        style->cell == j || style->cell == CTL_TABLE_ROW
                                            ? style->style
                                            : CTL_STYLE_PLAIN);
              gap = 0;
            }

          gap += GAP + g_array_index (self->widths, guint, j)
                 - (*cells[j] ? text_width (cells[j]) : 0);
        }

      g_string_append_c (text, '\n');
    }
}
