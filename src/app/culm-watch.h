/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer-control.h>

#include "culm-event.h"

G_BEGIN_DECLS

#define CULM_TYPE_WATCH (culm_watch_get_type ())
G_DECLARE_FINAL_TYPE (CulmWatch, culm_watch, CULM, WATCH, GObject)

/**
 * CulmWatch:
 *
 * What happens to a printer, from the first live report on: what it does then is no event. A report
 * is looked at when all of it is there.
 *
 * Signal `changed` (int: #CulmEventKind, boolean): what culm_watch_holds() says of it, or what
 * there is to be said of it. %TRUE: somebody wants to be told: it is new, and not what was asked
 * for here. Signal `looked`: a report was looked at, after all `changed`.
 */
CulmWatch *culm_watch_new (BambuPrinter *printer);

BambuPrinter *culm_watch_get_printer (CulmWatch *self);

/** culm_watch_holds: it is so now; @kind: of a printer */
gboolean culm_watch_holds (CulmWatch *self, CulmEventKind kind);

/** culm_watch_dup_title: of what holds */
char *culm_watch_dup_title (CulmWatch *self, CulmEventKind kind);
/** culm_watch_dup_body: likewise: all there is to be said of it */
char *culm_watch_dup_body (CulmWatch *self, CulmEventKind kind);

/** culm_watch_is_at_end: it prints the last layer */
gboolean culm_watch_is_at_end (CulmWatch *self);

/** culm_watch_is_lit: its chamber's light is on, and can be switched */
gboolean culm_watch_is_lit (CulmWatch *self);

G_END_DECLS
