/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CULM_TYPE_ADDRESS_PAGE (culm_address_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmAddressPage, culm_address_page, CULM, ADDRESS_PAGE, AdwNavigationPage)

/**
 * CulmAddressPage:
 *
 * Second step of adding a printer, where it was not found: its address, and what its user knows of
 * it.
 *
 * Signal `entered`: there is an address.
 */
AdwNavigationPage *culm_address_page_new (void);

char *culm_address_page_dup_address (CulmAddressPage *self);
/** culm_address_page_dup_serial: Returns: (transfer full) (nullable): %NULL if none was entered */
char *culm_address_page_dup_serial (CulmAddressPage *self);
/** culm_address_page_get_model: Returns: (nullable): a model's code; %NULL if not known */
const char *culm_address_page_get_model (CulmAddressPage *self);
GtkWidget *culm_address_page_get_default (CulmAddressPage *self);

G_END_DECLS
