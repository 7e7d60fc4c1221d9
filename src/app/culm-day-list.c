/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-day-list.h"

#include <words/culm-format.h>

struct _CulmDayList
{
  GObject parent_instance;

  char *time_property;
  gint64 since;
  GtkCustomFilter *since_filter;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
};

G_DEFINE_FINAL_TYPE (CulmDayList, culm_day_list, G_TYPE_OBJECT)

static gboolean
is_recent (gpointer item, gpointer user_data)
{
  CulmDayList *self = user_data;

  return self->since <= 0 || culm_day_list_get_time (self, item) >= self->since;
}

static int
get_day (CulmDayList *self, gconstpointer item)
{
  gint64 time = culm_day_list_get_time (self, (gpointer) item);

  return time > 0 ? culm_format_day_number (time) : 0;
}

static int
compare_days (gconstpointer a, gconstpointer b, gpointer user_data)
{
  int day_a = get_day (user_data, a);
  int day_b = get_day (user_data, b);

  return day_a > day_b ? -1 : day_a < day_b;
}

static void
culm_day_list_dispose (GObject *object)
{
  CulmDayList *self = CULM_DAY_LIST (object);

  /* Both call back, and others may hold the model longer. */
  if (self->sorted != NULL)
    {
      gtk_sort_list_model_set_model (self->sorted, NULL);
      gtk_sort_list_model_set_section_sorter (self->sorted, NULL);
      gtk_filter_list_model_set_model (self->filtered, NULL);
      gtk_filter_list_model_set_filter (self->filtered, NULL);
    }
  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->since_filter);

  G_OBJECT_CLASS (culm_day_list_parent_class)->dispose (object);
}

static void
culm_day_list_finalize (GObject *object)
{
  g_free (CULM_DAY_LIST (object)->time_property);

  G_OBJECT_CLASS (culm_day_list_parent_class)->finalize (object);
}

static void
culm_day_list_class_init (CulmDayListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = culm_day_list_dispose;
  object_class->finalize = culm_day_list_finalize;
}

static void
culm_day_list_init (CulmDayList *self)
{
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_days, self, NULL));

  self->since_filter = gtk_custom_filter_new (is_recent, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, NULL);
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->filtered)), NULL);
  gtk_sort_list_model_set_section_sorter (self->sorted, sorter);
  culm_day_list_set_filter (self, NULL);
}

CulmDayList *
culm_day_list_new (void)
{
  return g_object_new (CULM_TYPE_DAY_LIST, NULL);
}

void
culm_day_list_set_time_property (CulmDayList *self, const char *time_property)
{
  g_return_if_fail (CULM_IS_DAY_LIST (self));

  g_set_str (&self->time_property, time_property);
}

GListModel *
culm_day_list_get_model (CulmDayList *self)
{
  g_return_val_if_fail (CULM_IS_DAY_LIST (self), NULL);

  return G_LIST_MODEL (self->sorted);
}

void
culm_day_list_set_source (CulmDayList *self, GListModel *source)
{
  g_return_if_fail (CULM_IS_DAY_LIST (self));

  gtk_filter_list_model_set_model (self->filtered, source);
}

void
culm_day_list_set_filter (CulmDayList *self, GtkFilter *filter)
{
  g_autoptr (GtkFilter) all = GTK_FILTER (gtk_every_filter_new ());

  g_return_if_fail (CULM_IS_DAY_LIST (self));

  gtk_multi_filter_append (GTK_MULTI_FILTER (all), g_object_ref (GTK_FILTER (self->since_filter)));
  if (filter != NULL)
    gtk_multi_filter_append (GTK_MULTI_FILTER (all), g_object_ref (filter));
  gtk_filter_list_model_set_filter (self->filtered, all);
}

void
culm_day_list_set_since (CulmDayList *self, gint64 since)
{
  g_return_if_fail (CULM_IS_DAY_LIST (self));

  if (self->since == since)
    return;

  self->since = since;
  gtk_filter_changed (GTK_FILTER (self->since_filter), GTK_FILTER_CHANGE_DIFFERENT);
}

gint64
culm_day_list_get_time (CulmDayList *self, gpointer item)
{
  gint64 time = 0;

  g_return_val_if_fail (CULM_IS_DAY_LIST (self), 0);

  g_object_get (item, self->time_property, &time, NULL);

  return time;
}
