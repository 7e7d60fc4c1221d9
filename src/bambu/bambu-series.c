/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-series.h"

BambuSeries *
bambu_series_new (const char *serial, int kind, int part, GArray *samples)
{
  BambuSeries *self = g_new0 (BambuSeries, 1);

  self->serial = g_strdup (serial);
  self->kind = kind;
  self->part = part;
  self->samples = samples;

  return self;
}

void
bambu_series_free (BambuSeries *self)
{
  g_free (self->serial);
  g_array_unref (self->samples);
  g_free (self);
}

GPtrArray *
bambu_series_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_series_free);
}

const GArray *
bambu_series_list_find (const GPtrArray *list, int kind, int part)
{
  for (guint i = 0; i < list->len; i++)
    {
      const BambuSeries *series = g_ptr_array_index (list, i);

      if (series->kind == kind && series->part == part)
        return series->samples;
    }

  return NULL;
}
