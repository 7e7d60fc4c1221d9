/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** SERVE_GRACE_SECONDS: so long a printer may be away without being told to be offline */
#define SERVE_GRACE_SECONDS 15

/**
 * ServeEventFunc:
 * @event: (transfer none): `id` (unique), `event`, `created` (RFC 3339, UTC), `device` (`serial`,
 * `name`, `model`), `data`
 */
typedef void (*ServeEventFunc) (JsonObject *event, gpointer user_data);

/**
 * ServeEvents:
 *
 * What happens to the printers of a list, each thing once:
 *
 * - `print.started`, `print.completed`, `print.failed`: with the print as
 * bambu_known_print_to_json() has it, without its printer, result and note, and with `task_id`;
 * what failed has a `reason`: `failed`, `cancelled`, or `unknown` if it was gone all of a sudden.
 * How a print ended that nobody saw end is not told
 * - `device.online`: also when a printer is heard first; with `connection`
 * - `device.offline`: for %SERVE_GRACE_SECONDS it was not reached; with `seen`, when it was heard
 * last
 * - `notification.created`: a printer has an alert that it did not have; with `code`, `severity`,
 * `text`, `url` as in its status
 *
 * What a printer does and has when it is heard first is no event. Main context only.
 */
typedef struct _ServeEvents ServeEvents;

/**
 * serve_events_new:
 * @printers: of [class@Bambu.Printer]
 * @get_now: microseconds of a clock that goes on evenly
 */
ServeEvents *serve_events_new (GListModel *printers,
                               gint64 (*get_now) (void),
                               ServeEventFunc func,
                               gpointer user_data);
/** serve_events_free: tells before what happened and was not told yet */
void serve_events_free (ServeEvents *self);

/** serve_events_sweep: tells what is due now; comes by itself in time */
void serve_events_sweep (ServeEvents *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeEvents, serve_events_free)

G_END_DECLS
