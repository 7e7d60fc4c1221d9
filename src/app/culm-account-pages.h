/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/account/bambu-account.h>
#include <bambu/account/bambu-cloud-pages.h>

#include "culm-cloud-covers.h"

G_BEGIN_DECLS

/**
 * CulmAccountPages:
 *
 * A long list of an account, for somebody who shows it: made when he looks for the first time, made
 * anew when it is old, gone with the sign-in. Main context only.
 */
typedef struct _CulmAccountPages CulmAccountPages;

/** CulmAccountPagesSource: Returns: (transfer full): the list, before anything of it is loaded */
typedef BambuCloudPages *(*CulmAccountPagesSource) (BambuCloud *cloud, gpointer owner);
typedef void (*CulmAccountPagesFunc) (gpointer owner);

/**
 * culm_account_pages_new:
 * @replaced: culm_account_pages_get_list() is another one, or none
 * @changed: something else that can be asked for below
 * @owner: frees it before it goes
 */
CulmAccountPages *culm_account_pages_new (CulmAccountPagesSource source,
                                          CulmAccountPagesFunc replaced,
                                          CulmAccountPagesFunc changed,
                                          gpointer owner);
void culm_account_pages_free (CulmAccountPages *self);

/** culm_account_pages_set_account: @account: (nullable) */
void culm_account_pages_set_account (CulmAccountPages *self, BambuAccount *account);
/** culm_account_pages_get_account: Returns: (transfer none) (nullable) */
BambuAccount *culm_account_pages_get_account (CulmAccountPages *self);

/** culm_account_pages_look: somebody looks, @at_top: at the begin of the list */
void culm_account_pages_look (CulmAccountPages *self, gboolean at_top);
/** culm_account_pages_leave: nobody looks any more */
void culm_account_pages_leave (CulmAccountPages *self);
/** culm_account_pages_load_more: if there is more, and nothing is in the way */
void culm_account_pages_load_more (CulmAccountPages *self);
/** culm_account_pages_try_again: what failed; Returns: whether there is something to try */
gboolean culm_account_pages_try_again (CulmAccountPages *self);

/** culm_account_pages_get_list: Returns: (transfer none) (nullable) */
GListModel *culm_account_pages_get_list (CulmAccountPages *self);
/** culm_account_pages_get_covers: Returns: (transfer none) (nullable): with the list */
CulmCovers *culm_account_pages_get_covers (CulmAccountPages *self);
gboolean culm_account_pages_has_more (CulmAccountPages *self);
gboolean culm_account_pages_is_loading (CulmAccountPages *self);
/** culm_account_pages_is_signed_out: there is an account, and its sign-in has ended */
gboolean culm_account_pages_is_signed_out (CulmAccountPages *self);
/** culm_account_pages_get_error: Returns: (transfer none) (nullable) */
const GError *culm_account_pages_get_error (CulmAccountPages *self);
/** culm_account_pages_dup_problem: Returns: (nullable): what keeps more from coming, a sentence */
char *culm_account_pages_dup_problem (CulmAccountPages *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CulmAccountPages, culm_account_pages_free)

G_END_DECLS
