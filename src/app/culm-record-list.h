/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/account/bambu-account.h>
#include <bambu/history/bambu-print-history.h>
#include <gtk/gtk.h>

#include "culm-covers.h"

G_BEGIN_DECLS

#define CULM_TYPE_RECORD_LIST (culm_record_list_get_type ())
G_DECLARE_FINAL_TYPE (CulmRecordList, culm_record_list, CULM, RECORD_LIST, GObject)

/**
 * CulmRecordList:
 *
 * What a history shows: the prints that were seen here and those that an account lists, by day, the
 * newest first, as far as they are wanted. Loads as much of both as somebody looks at; what the
 * account cannot say takes nothing away.
 *
 * Signal `changed`: one of the things that can be asked for below.
 */

/** culm_record_list_new: @serial: (nullable): of the printer; %NULL: of all, and no account's */
CulmRecordList *culm_record_list_new (BambuPrintHistory *history,
                                      const char *serial,
                                      GtkFilter *filter);

/** culm_record_list_set_account: @account: (nullable) */
void culm_record_list_set_account (CulmRecordList *self, BambuAccount *account);
/** culm_record_list_set_since: nothing from before that is wanted, Unix seconds; 0: all */
void culm_record_list_set_since (CulmRecordList *self, gint64 since);
/** culm_record_list_need: what was seen here since then is loaded in any case */
void culm_record_list_need (CulmRecordList *self, gint64 since);

/** culm_record_list_look: somebody looks: @near_end: at the end of what there is; @at_top: at its
 * begin */
void culm_record_list_look (CulmRecordList *self, gboolean near_end, gboolean at_top);
/** culm_record_list_leave: nobody looks any more */
void culm_record_list_leave (CulmRecordList *self);
/** culm_record_list_try_again: to ask the account */
void culm_record_list_try_again (CulmRecordList *self);

/** culm_record_list_get_model: Returns: (transfer none): a #GtkSectionModel */
GListModel *culm_record_list_get_model (CulmRecordList *self);
/** culm_record_list_get_all: Returns: (transfer none): without the filter */
GListModel *culm_record_list_get_all (CulmRecordList *self);
/** culm_record_list_get_view: Returns: `loading`, `empty`, `no-results`, `list` */
const char *culm_record_list_get_view (CulmRecordList *self);
gboolean culm_record_list_has_items (CulmRecordList *self);
gboolean culm_record_list_is_loading_more (CulmRecordList *self);
/** culm_record_list_dup_problem: Returns: (nullable): what keeps the account's prints away */
char *culm_record_list_dup_problem (CulmRecordList *self);
/** culm_record_list_is_signed_out: that is that the sign-in has ended */
gboolean culm_record_list_is_signed_out (CulmRecordList *self);
/** culm_record_list_get_error: Returns: (transfer none) (nullable) */
const GError *culm_record_list_get_error (CulmRecordList *self);

/** culm_record_list_get_covers: Returns: (transfer none): of what was seen here */
CulmCovers *culm_record_list_get_covers (CulmRecordList *self);
/** culm_record_list_get_cloud_covers: Returns: (transfer none) (nullable): of the account */
CulmCovers *culm_record_list_get_cloud_covers (CulmRecordList *self);

G_END_DECLS
