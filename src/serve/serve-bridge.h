/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "serve-bridge-printer.h"
#include "serve-broker.h"

G_BEGIN_DECLS

/**
 * ServeBridge:
 *
 * Printers on somebody's broker of MQTT, so that any number of programs there have them through the
 * one connection that each has. Below the prefix:
 *
 * - `status`: `online`; `offline` when the bridge is gone; retained
 * - `SERIAL/state`: culm_status_json_new(), when it changed; retained
 * - `SERIAL/available`: `online` or `offline`; retained
 * - `SERIAL/command/NAME`: what is asked: the words of culmctl's command NAME
 * - `SERIAL/answer`: what came of it; of printers that are not known: `answer`
 *
 * A command that is retained would be done again at each start, so it is not done at all. Main
 * context only.
 */
typedef struct _ServeBridge ServeBridge;

/** ServeBridgeFailedFunc: the broker is not reached, and is tried again; or
 * %G_IO_ERROR_PERMISSION_DENIED: it does not let us hear the commands that are allowed; %NULL: it
 * is connected */
typedef void (*ServeBridgeFailedFunc) (const ServeBroker *broker,
                                       const GError *error,
                                       gpointer user_data);

/**
 * serve_bridge_new:
 * @broker: (transfer full): where
 * @printers: a list of [class@Bambu.Printer], which come and go
 * @rules: how; copied, and what it points to outlives the bridge; its prefix is @broker's
 */
ServeBridge *serve_bridge_new (ServeBroker *broker,
                               GListModel *printers,
                               const ServeBridgeRules *rules,
                               ServeBridgeFailedFunc failed,
                               gpointer user_data);
/** serve_bridge_free: says `offline`; what was asked of printers goes on there */
void serve_bridge_free (ServeBridge *self);

const ServeBroker *serve_bridge_get_broker (ServeBridge *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeBridge, serve_bridge_free)

G_END_DECLS
