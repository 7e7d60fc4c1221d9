/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-record-list.h"

#include <bambu/account/bambu-cloud-calls.h>
#include <bambu/history/bambu-print-merge.h>
#include <glib/gi18n.h>
#include <words/culm-history-words.h>

#include "culm-cloud-covers.h"
#include "culm-day-list.h"
#include "culm-record-covers.h"

/* protocol/cloud-account.md §10: lists are not to be asked for more often */
#define STALE_USEC (60 * G_USEC_PER_SEC)

struct _CulmRecordList
{
  GObject parent_instance;

  BambuPrintHistory *history;
  char *serial;
  BambuAccount *account;
  BambuPrintMerge *merge;
  CulmDayList *days;
  CulmCovers *covers;

  BambuCloudPages *pages;
  CulmCovers *cloud_covers;
  gint64 loaded_at; /* monotonic */

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

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
is_signed_in (CulmRecordList *self)
{
  return self->account != NULL
         && bambu_account_get_state (self->account) == BAMBU_ACCOUNT_STATE_SIGNED_IN;
}

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
  return self->pages != NULL && is_signed_in (self) && !bambu_cloud_pages_is_complete (self->pages)
         && bambu_cloud_pages_get_error (self->pages) == NULL
         && !reaches_back (G_LIST_MODEL (self->pages), "start-time", self->since);
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
  if (has_more_there (self) && !bambu_cloud_pages_is_loading (self->pages) && wants)
    dex_unref (bambu_cloud_pages_load_more (self->pages));
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

static void
drop_pages (CulmRecordList *self)
{
  if (self->pages == NULL)
    return;

  bambu_print_merge_set_tasks (self->merge, NULL);
  g_signal_handlers_disconnect_by_data (self->pages, self);
  g_clear_object (&self->pages);
  g_clear_object (&self->cloud_covers);
}

static void
begin (CulmRecordList *self, gboolean at_top)
{
  gint64 now = g_get_monotonic_time ();
  BambuCloud *cloud;

  if (!self->is_seen || !is_signed_in (self) || self->serial == NULL)
    return;

  if (self->pages != NULL)
    {
      /* Whoever reads on further down is not thrown back to the top. */
      if (now - self->loaded_at >= STALE_USEC && at_top)
        {
          self->loaded_at = now;
          dex_unref (bambu_cloud_pages_reload (self->pages));
        }
      return;
    }

  cloud = bambu_account_get_cloud (self->account);
  self->cloud_covers = culm_cloud_covers_dup (cloud);
  self->pages = bambu_cloud_list_tasks (cloud, self->serial);
  self->loaded_at = now;
  g_signal_connect_swapped (self->pages, "notify", G_CALLBACK (on_changed), self);
  bambu_print_merge_set_tasks (self->merge, G_LIST_MODEL (self->pages));
  dex_unref (bambu_cloud_pages_load_more (self->pages));
}

static void
on_account_state_changed (CulmRecordList *self)
{
  if (self->account == NULL
      || bambu_account_get_state (self->account) == BAMBU_ACCOUNT_STATE_SIGNED_OUT)
    drop_pages (self);
  else if (is_signed_in (self) && self->pages != NULL
           && bambu_cloud_pages_get_error (self->pages) != NULL)
    dex_unref (bambu_cloud_pages_load_more (self->pages));
  else
    begin (self, FALSE);

  on_changed (self);
}

static void
culm_record_list_dispose (GObject *object)
{
  CulmRecordList *self = CULM_RECORD_LIST (object);

  /* It asks a filter whose owner may be about to go. */
  g_clear_object (&self->days);
  g_clear_handle_id (&self->more_id, g_source_remove);
  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);
  if (self->pages != NULL)
    g_signal_handlers_disconnect_by_data (self->pages, self);
  g_clear_object (&self->pages);
  g_clear_object (&self->cloud_covers);
  g_clear_object (&self->account);
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

  if (self->account == account)
    return;

  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);
  drop_pages (self);
  g_set_object (&self->account, account);
  if (account != NULL)
    g_signal_connect_object (account, "notify::state", G_CALLBACK (on_account_state_changed), self,
                             G_CONNECT_SWAPPED);
  on_account_state_changed (self);
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
  begin (self, at_top);
  load_what_is_wanted (self, near_end);
}

void
culm_record_list_leave (CulmRecordList *self)
{
  g_return_if_fail (CULM_IS_RECORD_LIST (self));

  self->is_seen = FALSE;
}

void
culm_record_list_try_again (CulmRecordList *self)
{
  g_return_if_fail (CULM_IS_RECORD_LIST (self));

  if (self->pages != NULL && is_signed_in (self))
    dex_unref (bambu_cloud_pages_load_more (self->pages));
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
      || has_more_there (self)
      || (self->pages != NULL && bambu_cloud_pages_is_loading (self->pages)))
    return "loading";

  return culm_record_list_has_items (self) ? "no-results" : "empty";
}

gboolean
culm_record_list_is_loading_more (CulmRecordList *self)
{
  g_return_val_if_fail (CULM_IS_RECORD_LIST (self), FALSE);

  return count_shown (self) > 0 && self->pages != NULL
         && bambu_cloud_pages_is_loading (self->pages);
}

gboolean
culm_record_list_is_signed_out (CulmRecordList *self)
{
  g_return_val_if_fail (CULM_IS_RECORD_LIST (self), FALSE);

  return self->account != NULL && self->serial != NULL && !is_signed_in (self);
}

const GError *
culm_record_list_get_error (CulmRecordList *self)
{
  g_return_val_if_fail (CULM_IS_RECORD_LIST (self), NULL);

  return self->pages != NULL ? bambu_cloud_pages_get_error (self->pages) : NULL;
}

char *
culm_record_list_dup_problem (CulmRecordList *self)
{
  const GError *error;

  g_return_val_if_fail (CULM_IS_RECORD_LIST (self), NULL);

  error = culm_record_list_get_error (self);
  if (culm_record_list_is_signed_out (self))
    return g_strdup (_ ("Your Bambu Lab sign-in has ended."));

  return error != NULL ? culm_format_list_problem (error, get_now ()) : NULL;
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

  return self->cloud_covers;
}
