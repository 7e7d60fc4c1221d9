/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-ftps-session-private.h"
#include "bambu-ftps-storage.h"

G_BEGIN_DECLS

/** bambu_ftps_storage_set_limits: for tests; before the first thing is asked of it */
void bambu_ftps_storage_set_limits (BambuFtpsStorage *self, const BambuFtpsLimits *limits);

G_END_DECLS
