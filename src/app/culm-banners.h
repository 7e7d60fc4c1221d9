/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-account-banner.h"
#include "culm-printer-page.h"

G_BEGIN_DECLS

/**
 * culm_banners_arrange:
 * @banner: above the list of printers
 * @page: beside it
 * @both: they are in view at the same time
 *
 * One banner at a time: hushes the one that matters less, culm_notice_yields().
 */
void culm_banners_arrange (CulmAccountBanner *banner, CulmPrinterPage *page, gboolean both);

G_END_DECLS
