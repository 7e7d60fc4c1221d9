/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-trend-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "culm-format.h"
#include "culm-trend-curve.h"
#include "culm-trend-words.h"

struct _CulmTrendTable
{
  AdwBin parent_instance;

  GtkColumnView *view;
  GListStore *rows;
};

G_DEFINE_FINAL_TYPE (CulmTrendTable, culm_trend_table, ADW_TYPE_BIN)

/* The words of a row, the time first, are a string list each: a row of a table has no more. */

static void
on_setup (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_column_view_cell_set_child (cell, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer user_data)
{
  GtkStringList *row = GTK_STRING_LIST (gtk_column_view_cell_get_item (cell));

  gtk_label_set_text (GTK_LABEL (gtk_column_view_cell_get_child (cell)),
                      gtk_string_list_get_string (row, GPOINTER_TO_UINT (user_data)));
}

static void
append_column (CulmTrendTable *self, const char *title, guint index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GUINT_TO_POINTER (index));
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

static void
set_columns (CulmTrendTable *self, const GPtrArray *curves)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }

  /* Translators: a column of a table */
  append_column (self, _ ("Time"), 0);
  for (guint i = 0; i < curves->len; i++)
    append_column (self, ((const CulmTrendCurve *) g_ptr_array_index (curves, i))->title, i + 1);
}

/* Goes back in time. Returns: (nullable): the sample at @position − 1 and all after it, without
 * those that are gaps */
static const BambuSample *
peek_back (const GArray *samples, guint *position)
{
  while (*position > 0)
    {
      const BambuSample *sample = &g_array_index (samples, BambuSample, *position - 1);

      if (!isnan (sample->value))
        return sample;
      (*position)--;
    }

  return NULL;
}

static GtkStringList *
make_row (const GPtrArray *curves, guint *positions, gint64 time, gint64 now)
{
  GtkStringList *row = gtk_string_list_new (NULL);

  gtk_string_list_take (row, culm_format_clock (time, now));
  for (guint i = 0; i < curves->len; i++)
    {
      const CulmTrendCurve *curve = g_ptr_array_index (curves, i);
      const BambuSample *sample = peek_back (curve->samples, &positions[i]);

      if (sample != NULL && sample->time == time)
        {
          gtk_string_list_take (row, culm_trend_words_cell (curve->kind, sample));
          positions[i]--;
        }
      else
        {
          gtk_string_list_take (row, culm_trend_words_value (curve->kind, NAN));
        }
    }

  return row;
}

static void
culm_trend_table_dispose (GObject *object)
{
  CulmTrendTable *self = CULM_TREND_TABLE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_TREND_TABLE);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (culm_trend_table_parent_class)->dispose (object);
}

static void
culm_trend_table_class_init (CulmTrendTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_trend_table_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-trend-table.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmTrendTable, view);
}

static void
culm_trend_table_init (CulmTrendTable *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->rows = g_list_store_new (GTK_TYPE_STRING_LIST);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));
  gtk_column_view_set_model (self->view, selection);
}

void
culm_trend_table_show (CulmTrendTable *self, GPtrArray *curves)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree guint *positions = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_return_if_fail (CULM_IS_TREND_TABLE (self));
  g_return_if_fail (curves != NULL);

  positions = g_new0 (guint, curves->len + 1);
  for (guint i = 0; i < curves->len; i++)
    positions[i] = ((const CulmTrendCurve *) g_ptr_array_index (curves, i))->samples->len;

  for (;;)
    {
      gint64 newest = G_MININT64;

      for (guint i = 0; i < curves->len; i++)
        {
          const CulmTrendCurve *curve = g_ptr_array_index (curves, i);
          const BambuSample *sample = peek_back (curve->samples, &positions[i]);

          if (sample != NULL)
            newest = MAX (newest, sample->time);
        }

      if (newest == G_MININT64)
        break;

      g_ptr_array_add (rows, make_row (curves, positions, newest, now));
    }

  set_columns (self, curves);
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       rows->pdata, rows->len);
}
