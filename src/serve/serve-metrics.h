/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "printer/bambu-printer.h"
#include "serve-guard.h"

G_BEGIN_DECLS

#define SERVE_METRICS_PATH "/metrics"

/**
 * ServeMetricsSource:
 * @printer: what is told of
 * @n_reports: how many came from it so far
 */
typedef struct
{
  BambuPrinter *printer;
  guint64 n_reports;
} ServeMetricsSource;

/**
 * serve_metrics_to_text:
 * @sources: (array length=n_sources): each printer once
 * @now: Unix seconds
 *
 * What printers report now, for a data base of time series. What is not known is left out: of a
 * printer that is offline all but that it is, since what it said last is not so now. Pure.
 *
 * Returns: (transfer full): OpenMetrics 1.0
 */
char *serve_metrics_to_text (const ServeMetricsSource *sources, guint n_sources, gint64 now);

/**
 * ServeMetrics:
 *
 * Counts the reports of printers, and answers with that text. Main context only.
 */
typedef struct _ServeMetrics ServeMetrics;

/**
 * serve_metrics_new:
 * @printers: of [class@Bambu.Printer], that stay the same
 * @guard: of the server; who may see them
 */
ServeMetrics *serve_metrics_new (GListModel *printers, ServeGuard *guard);
void serve_metrics_free (ServeMetrics *self);

/** serve_metrics_handle: a #SoupServerCallback; @self: a #ServeMetrics */
void serve_metrics_handle (SoupServer *server,
                           SoupServerMessage *message,
                           const char *path,
                           GHashTable *query,
                           gpointer self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeMetrics, serve_metrics_free)

G_END_DECLS
