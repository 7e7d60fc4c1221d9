/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-banners.h"

#include "culm-notice.h"

void
culm_banners_arrange (CulmAccountBanner *banner, CulmPrinterPage *page, gboolean both)
{
  CulmAccountNotice account;
  CulmNotice notice = CULM_NOTICE_NONE;
  gboolean yields;
  g_autoptr (BambuAccount) owner = NULL;

  g_return_if_fail (CULM_IS_ACCOUNT_BANNER (banner));
  g_return_if_fail (CULM_IS_PRINTER_PAGE (page));

  account = culm_account_banner_get_notice (banner);
  g_object_get (page, "notice", &notice, "account", &owner, NULL);
  if (notice == CULM_NOTICE_NONE || account == CULM_ACCOUNT_NOTICE_NONE)
    both = FALSE;

  yields = culm_notice_yields (notice, account,
                               owner != NULL && owner == culm_account_banner_get_account (banner));
  g_object_set (page, "hushed", both && yields, NULL);
  g_object_set (banner, "hushed", both && !yields, NULL);
}
