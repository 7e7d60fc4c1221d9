/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-profile.h"

G_BEGIN_DECLS

/**
 * sim_versions_make:
 * @state: its AMS units have modules too
 *
 * Returns: (transfer full): the `info` that a printer of this profile answers `get_version` with
 */
JsonObject *sim_versions_make (const SimProfile *profile, JsonObject *state, const char *serial);

G_END_DECLS
