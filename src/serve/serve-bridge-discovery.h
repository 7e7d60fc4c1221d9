/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "printer/bambu-printer.h"

G_BEGIN_DECLS

/**
 * serve_bridge_discovery_new:
 * @prefix: what the topics begin with
 * @allow_commands: whether the printer can be worked there
 *
 * What Home Assistant, and who understands the same, takes a printer on a broker for: a device with
 * the parts that this one has, by `value_json` of its status. Pure.
 *
 * Returns: (transfer full) (nullable): JSON; %NULL as long as the printer has not told of itself
 */
char *serve_bridge_discovery_new (BambuPrinter *printer,
                                  const char *prefix,
                                  gboolean allow_commands);

/** serve_bridge_discovery_dup_topic: Returns: (transfer full): where that is looked for */
char *serve_bridge_discovery_dup_topic (BambuPrinter *printer, const char *discovery);

G_END_DECLS
