/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-keyring.h>

G_BEGIN_DECLS

#define CULM_TYPE_KEYRING_BANNER (culm_keyring_banner_get_type ())
G_DECLARE_FINAL_TYPE (CulmKeyringBanner, culm_keyring_banner, CULM, KEYRING_BANNER, AdwBin)

/**
 * CulmKeyringBanner:
 *
 * Says that what the user entered is not kept, and why, with a button where they can help. Hidden
 * while the keyring is open.
 */

/** culm_keyring_banner_set_keyring: once */
void culm_keyring_banner_set_keyring (CulmKeyringBanner *self, BambuKeyring *keyring);

G_END_DECLS
