/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-enums.h"
#include "bambu-part.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_LIGHT (bambu_light_get_type ())
G_DECLARE_FINAL_TYPE (BambuLight, bambu_light, BAMBU, LIGHT, BambuPart)

/**
 * BambuLight:
 *
 * An entry of `lights_report`. Properties, all readable: `node` (string: `chamber_light`,
 * `chamber_light2`, `work_light` …), `mode` (string: `on`, `off`, `flashing`), `on` (boolean: mode
 * is `on`).
 */
const char *bambu_light_get_node (BambuLight *self);
const char *bambu_light_get_mode (BambuLight *self);
gboolean bambu_light_is_on (BambuLight *self);

G_END_DECLS
