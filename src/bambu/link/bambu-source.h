/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Sources on a main context that is not the thread's default, kept to be destroyed. */

/* Returns: (transfer full): @source, which is taken */
static inline GSource *
bambu_source_attach (GSource *source, GMainContext *context, GSourceFunc func, gpointer user_data)
{
  g_source_set_callback (source, func, user_data, NULL);
  g_source_attach (source, context);

  return source;
}

static inline void
bambu_source_clear (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}
