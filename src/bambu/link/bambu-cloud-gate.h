/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define BAMBU_TYPE_CLOUD_GATE (bambu_cloud_gate_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudGate, bambu_cloud_gate, BAMBU, CLOUD_GATE, GObject)

/**
 * BambuCloudGate:
 *
 * What every way out of the user's own network passes: requests and the broker's connections. While
 * it is closed, nothing is sent and connections end; what is asked for rejects with
 * %BAMBU_CLOUD_ERROR_FORBIDDEN. There is one in a process, so that no part can go around it. Main
 * context only.
 *
 * Property `closed` (boolean): at first it is open.
 */

/** bambu_cloud_gate_get_default: Returns: (transfer none): the process's */
BambuCloudGate *bambu_cloud_gate_get_default (void);

gboolean bambu_cloud_gate_is_closed (BambuCloudGate *self);
void bambu_cloud_gate_set_closed (BambuCloudGate *self, gboolean closed);

G_END_DECLS
