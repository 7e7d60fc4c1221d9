/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ctl-options.h"
#include "serve/serve-broker.h"

G_BEGIN_DECLS

/**
 * ctl_bridge_judge:
 * @broker: (out) (nullable) (transfer full): where the printers are to be published
 * @error: a sentence for the user
 *
 * Judges what the command line says of that, and reads the files that it names.
 */
gboolean ctl_bridge_judge (const CtlOptions *options, ServeBroker **broker, GError **error);

/**
 * CtlBridge:
 *
 * A [struct@ServeBridge] that tells the user what is wrong with the broker.
 */
typedef struct _CtlBridge CtlBridge;

/** ctl_bridge_new: @options: judged, outlives it; @broker: (transfer full): of ctl_bridge_judge()
 */
CtlBridge *ctl_bridge_new (const CtlOptions *options, ServeBroker *broker, GListModel *printers);
void ctl_bridge_free (CtlBridge *self);

/** ctl_bridge_get_broker: Returns: (transfer none): where it publishes */
const ServeBroker *ctl_bridge_get_broker (CtlBridge *self);

G_END_DECLS
