/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-record-list.h"

#include <bambu/account/bambu-cloud-calls.h>
#include <bambu/history/bambu-print-merge.h>

#include "culm-account-pages.h"
#include "culm-day-list.h"
#include "culm-record-covers.h"

struct _CulmRecordList
{
  GObject parent_instance;

  BambuPrintHistory *history;
  char *serial;
  BambuPrintMerge *merge;
  CulmDayList *days;
  CulmCovers *covers;
  CulmAccountPages *tasks;

  gint64 since;
  gint64 needed;
  gboolean is_seen;
  guint more_id;
};

G_DEFINE_FINAL_TYPE (CulmRecordList, culm_record_list, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
count_shown (CulmRecordList *self)
{
  return g_list_model_get_n_items (culm_day_list_get_model (self->days));
}

/* Whether the last of @list is older than @since */
static gboolean
reaches_back (GListModel *list, const char *time_property, gint64 since)
{
  guint n = g_list_model_get_n_items (list);
  g_autoptr (GObject) last = n > 0 ? g_list_model_get_item (list, n - 1) : NULL;
  gint64 time = 0;

  if (last == NULL || since <= 0)
    return FALSE;

  g_object_get (last, time_property, &time, NULL);

  return time > 0 && time < since;
}

static gboolean
has_more_here (CulmRecordList *self)
{
  return bambu_print_history_is_loaded (self->history)
         && !bambu_print_history_is_complete (self->history)
         && !reaches_back (G_LIST_MODEL (self->history), "began", self->since);
}

static gboolean
has_more_there (CulmRecordList *self)
{
  return culm_account_pages_has_more (self->tasks)
         && !reaches_back (culm_account_pages_get_list (self->tasks), "start-time", self->since);
}

static gboolean
is_needed (CulmRecordList *self)
{
  return self->needed > 0 && !reaches_back (G_LIST_MODEL (self->history), "began", self->needed);
}

static void
load_what_is_wanted (CulmRecordList *self, gboolean near_end)
{
  gboolean wants = near_end || count_shown (self) == 0;

  if (!self->is_seen)
    return;

  if (has_more_here (self) && !bambu_print_history_is_loading (self->history)
      && (wants || is_needed (self)))
    dex_unref (bambu_print_history_load_more (self->history));
  if (has_more_there (self) && wants)
    culm_account_pages_load_more (self->tasks);
}

static gboolean
on_more (gpointer user_data)
{
  CulmRecordList *self = user_data;

  self->more_id = 0;
  load_what_is_wanted (self, FALSE);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* Later: this is also called in the midst of a change. */
static void
on_changed (CulmRecordList *self)
{
  if (self->more_id == 0)
    self->more_id = g_idle_add (on_more, self);
}

static BambuCloudPages *
list_tasks (BambuCloud *cloud, gpointer owner)
{
  return bambu_cloud_list_tasks (cloud, CULM_RECORD_LIST (owner)->serial);
}

static void
on_tasks_replaced (gpointer owner)
{
  CulmRecordList *self = owner;

  bambu_print_merge_set_tasks (self->merge, culm_account_pages_get_list (self->tasks));
}

static void
on_tasks_changed (gpointer owner)
{
  on_changed (owner);
}

static void
culm_record_list_dispose (GObject *object)
{
  CulmRecordList *self = CULM_RECORD_LIST (object);

  /* It asks a filter whose owner may be about to go. */
  g_clear_object (&self->days);
  g_clear_handle_id (&self->more_id, g_source_remove);
  g_clear_pointer (&self->tasks, culm_account_pages_free);
  g_clear_object (&self->merge);
  g_clear_object (&self->covers);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (culm_record_list_parent_class)->dispose (object);
}

static void
culm_record_list_finalize (GObject *object)
{
  g_free (CULM_RECORD_LIST (object)->serial);

  G_OBJECT_CLASS (culm_record_list_parent_class)->finalize (object);
}

static void
culm_record_list_class_init (CulmRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = culm_record_list_dispose;
  object_class->finalize = culm_record_list_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CULM_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
culm_record_list_init (CulmRecordList *self)
{
  self->tasks = culm_account_pages_new (list_tasks, on_tasks_replaced, on_tasks_changed, self);
}

CulmRecordList *
culm_record_list_new (BambuPrintHistory *history, const char *serial, GtkFilter *filter)
{
  CulmRecordList *self;

  g_return_val_if_fail (BAMBU_IS_PRINT_HISTORY (history), NULL);

  self = g_object_new (CULM_TYPE_RECORD_LIST, NULL);
  self->history = g_object_ref (history);
  self->serial = g_strdup (serial);
  self->merge = bambu_print_merge_new (history, serial);
  self->covers = culm_record_covers_new (history);
  self->days = culm_day_list_new ();
  culm_day_list_set_time_property (self->days, "began");
  culm_day_list_set_filter (self->days, filter);
  culm_day_list_set_source (self->days, G_LIST_MODEL (self->merge));

  g_signal_connect_object (history, "notify", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->merge, "items-changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (culm_day_list_get_model (self->days), "items-changed",
                           G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);

  return self;
}

void
culm_record_list_set_account (CulmRecordList *self, BambuAccount *account)
{
  g_return_if_fail (CULM_IS_RECORD_LIST (self));

  if (self->serial != NULL)
    culm_account_pages_set_account (self->tasks, account);
}

void
culm_record_list_set_since (CulmRecordList *self, gint64 since)
{
  g_return_if_fail (CULM_IS_RECORD_LIST (self));

  self->since = since;
  culm_day_list_set_since (self->days, since);
  on_changed (self);
}

void
culm_record_list_need (CulmRecordList *self, gint64 since)
{
  g_return_if_fail (CULM_IS_RECORD_LIST (self));

  self->needed = since;
  on_changed (self);
}

void
culm_record_list_look (CulmRecordList *self, gboolean near_end, gboolean at_top)
{
  g_return_if_fail (CULM_IS_RECORD_LIST (self));

  self->is_seen = TRUE;
  culm_account_pages_look (self->tasks, at_top);
  load_what_is_wanted (self, near_end);
}

void
culm_record_list_leave (CulmRecordList *self)
{
  g_return_if_fail (CULM_IS_RECORD_LIST (self));

  self->is_seen = FALSE;
  culm_account_pages_leave (self->tasks);
}

void
culm_record_list_try_again (CulmRecordList *self)
{
  g_return_if_fail (CULM_IS_RECORD_LIST (self));

  culm_account_pages_try_again (self->tasks);
}

GListModel *
culm_record_list_get_model (CulmRecordList *self)
{
  g_return_val_if_fail (CULM_IS_RECORD_LIST (self), NULL);

  return culm_day_list_get_model (self->days);
}

GListModel *
culm_record_list_get_all (CulmRecordList *self)
{
  g_return_val_if_fail (CULM_IS_RECORD_LIST (self), NULL);

  return G_LIST_MODEL (self->merge);
}

gboolean
culm_record_list_has_items (CulmRecordList *self)
{
  g_return_val_if_fail (CULM_IS_RECORD_LIST (self), FALSE);

  return g_list_model_get_n_items (G_LIST_MODEL (self->merge)) > 0;
}

/* What is there stays in view whatever happens to the account or the service. */
const char *
culm_record_list_get_view (CulmRecordList *self)
{
  g_return_val_if_fail (CULM_IS_RECORD_LIST (self), NULL);

  if (count_shown (self) > 0)
    return "list";
  if (!bambu_print_history_is_loaded (self->history) || has_more_here (self)
      || has_more_there (self) || culm_account_pages_is_loading (self->tasks))
    return "loading";

  return culm_record_list_has_items (self) ? "no-results" : "empty";
}

gboolean
culm_record_list_is_loading_more (CulmRecordList *self)
{
  g_return_val_if_fail (CULM_IS_RECORD_LIST (self), FALSE);

  return count_shown (self) > 0 && culm_account_pages_is_loading (self->tasks);
}

gboolean
culm_record_list_is_signed_out (CulmRecordList *self)
{
  g_return_val_if_fail (CULM_IS_RECORD_LIST (self), FALSE);

  return culm_account_pages_is_signed_out (self->tasks);
}

const GError *
culm_record_list_get_error (CulmRecordList *self)
{
  g_return_val_if_fail (CULM_IS_RECORD_LIST (self), NULL);

  return culm_account_pages_get_error (self->tasks);
}

char *
culm_record_list_dup_problem (CulmRecordList *self)
{
  g_return_val_if_fail (CULM_IS_RECORD_LIST (self), NULL);

  return culm_account_pages_dup_problem (self->tasks);
}

CulmCovers *
culm_record_list_get_covers (CulmRecordList *self)
{
  g_return_val_if_fail (CULM_IS_RECORD_LIST (self), NULL);

  return self->covers;
}

CulmCovers *
culm_record_list_get_cloud_covers (CulmRecordList *self)
{
  g_return_val_if_fail (CULM_IS_RECORD_LIST (self), NULL);

  return culm_account_pages_get_covers (self->tasks);
}
