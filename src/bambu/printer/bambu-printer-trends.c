/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-printer-private.h"

#include <math.h>

#include "bambu-trend-private.h"

BambuTrend *
bambu_printer_get_trend (BambuPrinter *self, BambuTrendKind kind, int part)
{
  g_autoptr (BambuTrend) trend = NULL;

  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  for (guint i = 0; i < self->trends->len; i++)
    {
      BambuTrend *known = g_ptr_array_index (self->trends, i);

      if (bambu_trend_get_kind (known) == kind && bambu_trend_get_part (known) == part)
        return known;
    }

  trend = bambu_trend_new (kind, part);
  g_ptr_array_add (self->trends, g_object_ref (trend));

  return trend;
}

GPtrArray *
bambu_printer_get_trends (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->trends;
}

static void
record (BambuPrinter *self, BambuTrendKind kind, int part, double value, double target)
{
  if (!isnan (value))
    bambu_trend_add (bambu_printer_get_trend (self, kind, part), self->recorded, value, target);
}

static void
record_heater (BambuPrinter *self, BambuTrendKind kind, int part, BambuHeater *heater)
{
  if (bambu_heater_is_fitted (heater))
    record (self, kind, part, bambu_heater_get_current (heater), bambu_heater_get_target (heater));
}

static void
record_unit (BambuPrinter *self, BambuAms *ams)
{
  int id = bambu_ams_get_id (ams);
  int percent = bambu_ams_get_humidity_percent (ams);

  if (percent >= 0)
    record (self, BAMBU_TREND_KIND_AMS_HUMIDITY, id, percent, NAN);
  record (self, BAMBU_TREND_KIND_AMS_TEMPERATURE, id, bambu_ams_get_temperature (ams), NAN);
}

/* All sensors at once, so that most reports cost a comparison. */
void
bambu_printer_record (BambuPrinter *self)
{
  gint64 now = self->reading.seen;
  GListModel *extruders = G_LIST_MODEL (self->reading.extruders);
  GListModel *units = G_LIST_MODEL (self->reading.ams_units);

  if (self->freshness != BAMBU_FRESHNESS_LIVE
      || ABS (now - self->recorded) < BAMBU_TREND_INTERVAL_SECONDS)
    return;

  self->recorded = now;
  record_heater (self, BAMBU_TREND_KIND_BED, 0, self->reading.bed);
  record_heater (self, BAMBU_TREND_KIND_CHAMBER, 0, self->reading.chamber);

  for (guint i = 0; i < g_list_model_get_n_items (extruders); i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);

      record_heater (self, BAMBU_TREND_KIND_NOZZLE, bambu_extruder_get_id (extruder),
                     bambu_extruder_get_heater (extruder));
    }

  for (guint i = 0; i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (BambuAms) ams = g_list_model_get_item (units, i);

      record_unit (self, ams);
    }
}
