/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>

#include "printer/bambu-printer.h"

G_BEGIN_DECLS

#define SERVE_BRIDGE_MOST_WAITING 4

/**
 * ServeBridgeRules:
 * @prefix: what the topics begin with
 * @discovery: (nullable): what those begin with where home automation looks for devices
 * @allow_commands: whether who can write to the broker may work the printers
 * @gap_msec: from one status of a printer to the next
 * @ask: (transfer full): asks something of a printer; resolves to a #JsonObject of
 * [serve_bridge_command_refuse()]'s members, boxed, and never rejects
 */
typedef struct
{
  const char *prefix;
  const char *discovery;
  gboolean allow_commands;
  guint gap_msec;
  DexFuture *(*ask) (BambuPrinter *printer, const char *command, const char *const *words);
} ServeBridgeRules;

/** ServeBridgePublishFunc: @text: "" with @is_retained forgets what was there */
typedef void (*ServeBridgePublishFunc) (const char *topic,
                                        const char *text,
                                        gboolean is_retained,
                                        gpointer user_data);

/**
 * ServeBridgePrinter:
 *
 * A printer as it is on a broker: says what it does there, and does what it is told there: one
 * thing after the other, but for what must not wait. Main context only.
 */
typedef struct _ServeBridgePrinter ServeBridgePrinter;

/** serve_bridge_printer_new: @rules outlives it. Silent until serve_bridge_printer_begin() */
ServeBridgePrinter *serve_bridge_printer_new (BambuPrinter *printer,
                                              const ServeBridgeRules *rules,
                                              ServeBridgePublishFunc publish,
                                              gpointer user_data);
/** serve_bridge_printer_free: refuses what waits, and says nothing any more; what was asked of the
 * printer goes on there */
void serve_bridge_printer_free (ServeBridgePrinter *self);
BambuPrinter *serve_bridge_printer_get_printer (ServeBridgePrinter *self);

/** serve_bridge_printer_begin: there is a broker, which knows nothing: says all of it now */
void serve_bridge_printer_begin (ServeBridgePrinter *self);
/** serve_bridge_printer_end: there is none any more; what waits to be done is forgotten */
void serve_bridge_printer_end (ServeBridgePrinter *self);
/** serve_bridge_printer_leave: takes back what was said */
void serve_bridge_printer_leave (ServeBridgePrinter *self);

/** serve_bridge_printer_take: somebody wants @command of it; @data: hostile */
void serve_bridge_printer_take (ServeBridgePrinter *self,
                                const char *command,
                                gconstpointer data,
                                gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeBridgePrinter, serve_bridge_printer_free)

G_END_DECLS
