/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_DAY_LIST (culm_day_list_get_type ())
G_DECLARE_FINAL_TYPE (CulmDayList, culm_day_list, CULM, DAY_LIST, GObject)

/**
 * CulmDayList:
 *
 * Of a list, what is wanted, in sections by day, the newest first. Within a day the order is the
 * list's own.
 */

CulmDayList *culm_day_list_new (void);

/** culm_day_list_set_time_property: of the items, an int64: when they were, Unix seconds; before
 * there are any */
void culm_day_list_set_time_property (CulmDayList *self, const char *time_property);

/** culm_day_list_get_model: Returns: (transfer none): what is wanted: a #GtkSectionModel */
GListModel *culm_day_list_get_model (CulmDayList *self);

/** culm_day_list_set_source: @source: (nullable): all that there is */
void culm_day_list_set_source (CulmDayList *self, GListModel *source);

/** culm_day_list_set_filter: @filter: (nullable): what is wanted */
void culm_day_list_set_filter (CulmDayList *self, GtkFilter *filter);
/** culm_day_list_set_since: @since: nothing from before that is wanted, Unix seconds; 0: all */
void culm_day_list_set_since (CulmDayList *self, gint64 since);

/** culm_day_list_get_time: Returns: when @item was, Unix seconds; 0 unknown */
gint64 culm_day_list_get_time (CulmDayList *self, gpointer item);

G_END_DECLS
