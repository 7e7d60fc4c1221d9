/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CULM_TYPE_SAVING (culm_saving_get_type ())
G_DECLARE_FINAL_TYPE (CulmSaving, culm_saving, CULM, SAVING, GObject)

/**
 * CulmSaving:
 *
 * Whether there is a reason to do without what costs much: the network is paid by the byte, or the
 * user wants to save power.
 *
 * Properties: `active` (boolean), readable.
 */

/** culm_saving_dup_default: Returns: (transfer full): this computer's; the same for all */
CulmSaving *culm_saving_dup_default (void);

CulmSaving *culm_saving_new (GNetworkMonitor *network, GPowerProfileMonitor *power);

gboolean culm_saving_is_active (CulmSaving *self);

G_END_DECLS
