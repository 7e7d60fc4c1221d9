/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-connection-check.h>

G_BEGIN_DECLS

#define CULM_TYPE_CHECK_PAGE (culm_check_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmCheckPage, culm_check_page, CULM, CHECK_PAGE, AdwNavigationPage)

/**
 * CulmCheckPage:
 *
 * Last step of adding a printer: what works, line by line, as it is tried; then the printer's name.
 *
 * Signals: `add` (string: the name), `again`: to be tried once more.
 */
AdwNavigationPage *culm_check_page_new (void);

/** culm_check_page_set_check: shows a check's steps, which is about to run */
void culm_check_page_set_check (CulmCheckPage *self, BambuConnectionCheck *check);

/**
 * culm_check_page_set_passed:
 * @name: (nullable): what to call the printer, if the user has no better idea
 *
 * The check has ended, the printer can be added.
 */
void culm_check_page_set_passed (CulmCheckPage *self, const char *name);

/**
 * culm_check_page_set_failed:
 * @again_label: what the button says that emits `again`, with a mnemonic
 *
 * The check has ended, the printer cannot be added.
 */
void culm_check_page_set_failed (CulmCheckPage *self, const char *again_label);
GtkWidget *culm_check_page_get_default (CulmCheckPage *self);

G_END_DECLS
