/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CULM_TYPE_CODE_PAGE (culm_code_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmCodePage, culm_code_page, CULM, CODE_PAGE, AdwNavigationPage)

/**
 * CulmCodePage:
 *
 * Asks for a printer's access code and says where it stands on this model's screen.
 *
 * Signal `entered` (string): a whole code.
 */

/**
 * culm_code_page_new:
 * @model: (nullable): a model's code or name
 * @accept_label: the button's label, with a mnemonic
 */
AdwNavigationPage *culm_code_page_new (const char *model, const char *accept_label);
GtkWidget *culm_code_page_get_default (CulmCodePage *self);

G_END_DECLS
