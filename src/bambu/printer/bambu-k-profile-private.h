/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "bambu-k-profile.h"

G_BEGIN_DECLS

#define BAMBU_K_PROFILES_MAX 512

/* The #GListModel of [class@Bambu.KProfile] in the answer to `extrusion_cali_get`. */
GListModel *bambu_k_profile_list_new (yyjson_val *answer);

G_END_DECLS
