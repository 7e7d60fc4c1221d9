/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ctl_event_text_new:
 * @event: as of #ServeEventFunc
 *
 * Returns: (transfer full): a printable line
 */
char *ctl_event_text_new (JsonObject *event);

G_END_DECLS
