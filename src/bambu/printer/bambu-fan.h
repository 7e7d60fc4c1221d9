/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-enums.h"
#include "bambu-part.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_FAN (bambu_fan_get_type ())
G_DECLARE_FINAL_TYPE (BambuFan, bambu_fan, BAMBU, FAN, BambuPart)

/**
 * BambuFan:
 *
 * A fan that is fitted. Properties, all readable: `kind` (#BambuFanKind), `percent` (int, 0 to 100;
 * −1 unknown), `automatic` (boolean: the air duct's mode rules it).
 */
BambuFanKind bambu_fan_get_kind (BambuFan *self);
int bambu_fan_get_percent (BambuFan *self);
gboolean bambu_fan_is_automatic (BambuFan *self);

G_END_DECLS
