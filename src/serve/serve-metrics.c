/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-metrics.h"

#include <string.h>

#include "serve-exposition.h"
#include "serve-reply.h"

typedef struct
{
  ServeMetricsSource source; /* the first, as the text sees it */
  GSignalGroup *link_signals;
} Watch;

struct _ServeMetrics
{
  ServeGuard *guard;
  GArray *watches; /* of Watch */
};

static void
watch_clear (gpointer data)
{
  Watch *watch = data;

  g_signal_handlers_disconnect_by_data (watch->source.printer, watch);
  g_clear_object (&watch->link_signals);
  g_clear_object (&watch->source.printer);
}

static void
on_frame (BambuLink *link, BambuFrame *frame, Watch *watch)
{
  BambuFrameKind kind = bambu_frame_get_kind (frame);

  if (kind == BAMBU_FRAME_FULL || kind == BAMBU_FRAME_DELTA)
    watch->source.n_reports++;
}

/* It may have another link. */
static void
on_printer_notify (Watch *watch)
{
  g_signal_group_set_target (watch->link_signals, bambu_printer_get_link (watch->source.printer));
}

ServeMetrics *
serve_metrics_new (GListModel *printers, ServeGuard *guard)
{
  ServeMetrics *self = g_new0 (ServeMetrics, 1);
  guint n_printers = g_list_model_get_n_items (printers);

  self->guard = serve_guard_ref (guard);
  /* They stay where they are: signals lead to them. */
  self->watches = g_array_sized_new (FALSE, TRUE, sizeof (Watch), n_printers);
  g_array_set_clear_func (self->watches, watch_clear);
  g_array_set_size (self->watches, n_printers);

  for (guint i = 0; i < n_printers; i++)
    {
      Watch *watch = &g_array_index (self->watches, Watch, i);

      watch->source.printer = g_list_model_get_item (printers, i);
      watch->link_signals = g_signal_group_new (BAMBU_TYPE_LINK);
      g_signal_group_connect (watch->link_signals, "frame", G_CALLBACK (on_frame), watch);
      g_signal_connect_swapped (watch->source.printer, "notify", G_CALLBACK (on_printer_notify),
                                watch);
      on_printer_notify (watch);
    }

  return self;
}

void
serve_metrics_free (ServeMetrics *self)
{
  g_clear_pointer (&self->watches, g_array_unref);
  g_clear_pointer (&self->guard, serve_guard_unref);
  g_free (self);
}

void
serve_metrics_handle (SoupServer *server,
                      SoupServerMessage *message,
                      const char *path,
                      GHashTable *query,
                      gpointer self)
{
  ServeMetrics *metrics = self;
  g_autofree ServeMetricsSource *sources = NULL;

  if (!serve_reply_check_reading (message) || !serve_guard_check (metrics->guard, message))
    return;

  if (!g_str_equal (path, SERVE_METRICS_PATH))
    {
      serve_reply_error (message, SOUP_STATUS_NOT_FOUND, "Not Found", NULL);
      return;
    }

  sources = g_new (ServeMetricsSource, metrics->watches->len);
  for (guint i = 0; i < metrics->watches->len; i++)
    sources[i] = g_array_index (metrics->watches, Watch, i).source;

  serve_reply_text (
      message, SOUP_STATUS_OK, SERVE_EXPOSITION_TYPE,
      serve_metrics_to_text (sources, metrics->watches->len, g_get_real_time () / G_USEC_PER_SEC));
}
