/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-past.h"

#include <math.h>

#include "printer/bambu-trend-private.h"

/* Minutes ago */
#define BEGIN (24 * 60)
#define SILENT_SINCE (14 * 60)
#define SILENT_UNTIL (10 * 60)
#define EARLIER_SINCE (9 * 60)
#define EARLIER_UNTIL (5 * 60)
#define NOW_SINCE 24

#define AMBIENT 24.0
#define DAMPER 7.0 /* percent that the air in an AMS was before it dried */

/* How a part warms up: minutes until it is hot, and until two thirds of the heat are gone */
typedef struct
{
  double hot;   /* in the earlier print, °C */
  double asked; /* for that */
  double rise;
  double fall;
} Part;

static const Part nozzle = { 220, 220, 3, 8 };
static const Part bed = { 60, 60, 5, 25 };
static const Part chamber = { 38, 0, 40, 45 };

static gboolean
is_heated (int age, gboolean now)
{
  return (now && age < NOW_SINCE) || (age < EARLIER_SINCE && age >= EARLIER_UNTIL);
}

/* From 0, cold, to 1 */
static double
get_warmth (const Part *part, int age, gboolean now)
{
  if (now && age < NOW_SINCE)
    return MIN ((NOW_SINCE - age) / MIN (part->rise, NOW_SINCE), 1);
  if (age >= EARLIER_SINCE)
    return 0;
  if (age >= EARLIER_UNTIL)
    return MIN ((EARLIER_SINCE - age) / part->rise, 1);

  return exp (-(EARLIER_UNTIL - age) / part->fall);
}

static void
add (GArray *samples, int age, double value, double target)
{
  float rounded = roundf (value * 10) / 10;
  BambuSample sample = { g_get_real_time () / G_USEC_PER_SEC - age * BAMBU_SECONDS_PER_MINUTE,
                         rounded, rounded, rounded, target };

  if (age > SILENT_SINCE || age <= SILENT_UNTIL)
    bambu_samples_append (samples, &sample, BAMBU_TREND_SILENCE_SECONDS);
}

static void
give_heater (
    BambuPrinter *printer, BambuTrendKind kind, int id, BambuHeater *heater, const Part *part)
{
  g_autoptr (GArray) samples = bambu_samples_new ();
  double current = bambu_heater_get_current (heater);
  double target = bambu_heater_get_target (heater);
  gboolean now = current > AMBIENT + 10;
  double ambient = now ? AMBIENT : current;

  if (!bambu_heater_is_fitted (heater) || isnan (current))
    return;

  for (int age = BEGIN; age > 0; age--)
    {
      double hot = now && age < NOW_SINCE ? current : part->hot;
      double asked = now && age < NOW_SINCE ? target : part->asked;
      double noise = 0.5 * sin (age * 1.7);

      add (samples, age, ambient + get_warmth (part, age, now) * (hot - ambient) + noise,
           isnan (target)         ? NAN
           : is_heated (age, now) ? asked
                                  : 0);
    }

  bambu_trend_prepend (bambu_printer_get_trend (printer, kind, id), samples, FALSE);
}

static void
give_unit (BambuPrinter *printer, BambuAms *ams)
{
  g_autoptr (GArray) humidity = bambu_samples_new ();
  g_autoptr (GArray) temperature = bambu_samples_new ();
  int id = bambu_ams_get_id (ams);
  int percent = bambu_ams_get_humidity_percent (ams);
  double celsius = bambu_ams_get_temperature (ams);

  for (int age = BEGIN; age > 0; age--)
    {
      if (percent >= 0)
        add (humidity, age, round (percent + DAMPER * age / BEGIN), NAN);
      if (!isnan (celsius))
        add (temperature, age, celsius + 1.5 * sin (age / 200.0), NAN);
    }

  bambu_trend_prepend (bambu_printer_get_trend (printer, BAMBU_TREND_KIND_AMS_HUMIDITY, id),
                       humidity, FALSE);
  bambu_trend_prepend (bambu_printer_get_trend (printer, BAMBU_TREND_KIND_AMS_TEMPERATURE, id),
                       temperature, FALSE);
}

void
sim_past_give (BambuPrinter *printer)
{
  GListModel *extruders = bambu_printer_get_extruders (printer);
  GListModel *units = bambu_printer_get_ams_units (printer);

  g_return_if_fail (BAMBU_IS_PRINTER (printer));

  give_heater (printer, BAMBU_TREND_KIND_BED, 0, bambu_printer_get_bed (printer), &bed);
  give_heater (printer, BAMBU_TREND_KIND_CHAMBER, 0, bambu_printer_get_chamber (printer), &chamber);

  for (guint i = 0; i < g_list_model_get_n_items (extruders); i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);

      give_heater (printer, BAMBU_TREND_KIND_NOZZLE, bambu_extruder_get_id (extruder),
                   bambu_extruder_get_heater (extruder), &nozzle);
    }

  for (guint i = 0; i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (BambuAms) ams = g_list_model_get_item (units, i);

      give_unit (printer, ams);
    }
}
