/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "printer/bambu-printer.h"
#include "serve-guard.h"

G_BEGIN_DECLS

/**
 * ServeCompat:
 *
 * Tells what printers report in the form of an older program, protocol/seed-servers.md §2, out of
 * their merged reports. Nothing can be changed through it, and no access code be read. Main context
 * only.
 */
typedef struct _ServeCompat ServeCompat;

/**
 * serve_compat_new:
 * @printers: of [class@Bambu.Printer]
 * @guard: of the server; who may see them
 */
ServeCompat *serve_compat_new (GListModel *printers, ServeGuard *guard);
void serve_compat_free (ServeCompat *self);

/** serve_compat_handle: a #SoupServerCallback; @self: a #ServeCompat */
void serve_compat_handle (SoupServer *server,
                          SoupServerMessage *message,
                          const char *path,
                          GHashTable *query,
                          gpointer self);

/** serve_compat_describe: Returns: (transfer full): what `/health` tells */
JsonObject *serve_compat_describe (ServeCompat *self);

/** serve_compat_is_online: Returns: whether @printer is heard now */
gboolean serve_compat_is_online (BambuPrinter *printer);

/** serve_compat_report_new: Returns: (transfer full): what @printer, which has a report, does;
 * @now: Unix seconds */
JsonObject *serve_compat_report_new (BambuPrinter *printer, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeCompat, serve_compat_free)

G_END_DECLS
