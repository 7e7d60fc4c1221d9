/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "culm-status.h"

G_BEGIN_DECLS

#define CULM_TYPE_TALLY (culm_tally_get_type ())
G_DECLARE_FINAL_TYPE (CulmTally, culm_tally, CULM, TALLY, GObject)

/**
 * CulmTally:
 *
 * How many printers do what.
 *
 * Properties, all readable: `all`, `printing`, `attention`, `ready`, `offline` (uint), see
 * #CulmGroups; `summary` (string): "2 printing, 1 needs attention".
 */

/** culm_tally_new: @printers: a list of [class@Bambu.Printer] */
CulmTally *culm_tally_new (GListModel *printers);

G_END_DECLS
