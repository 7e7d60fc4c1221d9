/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-failure-watch.h"

#include "ctl-failure.h"
#include "ctl-output.h"

typedef struct
{
  BambuPrinter *printer;
  char *told;
  guint source;
} Watched;

struct _CtlFailureWatch
{
  GPtrArray *all; /* of Watched */
};

static void
watched_free (gpointer data)
{
  Watched *watched = data;

  g_clear_handle_id (&watched->source, g_source_remove);
  g_signal_handlers_disconnect_by_data (watched->printer, watched);
  g_object_unref (watched->printer);
  g_free (watched->told);
  g_free (watched);
}

static gboolean
on_idle (gpointer user_data)
{
  Watched *watched = user_data;

  watched->source = 0;
  if (ctl_failure_update (watched->printer, &watched->told))
    ctl_output_error ("%s", watched->told);

  return G_SOURCE_REMOVE;
}

/* The state of a link and its error change one after the other. */
static void
on_notify (Watched *watched)
{
  if (watched->source == 0)
    watched->source = g_idle_add (on_idle, watched);
}

CtlFailureWatch *
ctl_failure_watch_new (GListModel *printers)
{
  CtlFailureWatch *self = g_new0 (CtlFailureWatch, 1);

  self->all = g_ptr_array_new_with_free_func (watched_free);
  for (guint i = 0; i < g_list_model_get_n_items (printers); i++)
    {
      Watched *watched = g_new0 (Watched, 1);

      watched->printer = g_list_model_get_item (printers, i);
      g_signal_connect_swapped (watched->printer, "notify::link-state", G_CALLBACK (on_notify),
                                watched);
      g_signal_connect_swapped (watched->printer, "notify::link-error", G_CALLBACK (on_notify),
                                watched);
      g_ptr_array_add (self->all, watched);
      on_notify (watched);
    }

  return self;
}

void
ctl_failure_watch_free (CtlFailureWatch *self)
{
  g_ptr_array_unref (self->all);
  g_free (self);
}
