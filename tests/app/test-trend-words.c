/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/culm-trend-words.h"

#include <bambu/printer/bambu-trend-private.h>
#include <math.h>

#include "app/culm-trend-axis.h"

/* Minutes and values: "0:20 5:220"; a longer time than a minute is a gap if @gaps. */
static GArray *
parse (const char *text, gboolean gaps)
{
  GArray *samples = bambu_samples_new ();
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], ":", 2);
      float value = g_ascii_strtod (parts[1], NULL);
      BambuSample sample = { g_ascii_strtoll (parts[0], NULL, 10) * 60, value, value, value, NAN };

      bambu_samples_append (samples, &sample, gaps ? 60 : G_MAXINT64);
    }

  return samples;
}

static void
test_describe (void)
{
  static const struct
  {
    const char *given;
    gboolean gaps;
    BambuTrendKind kind;
    const char *expected;
  } cases[] = {
    { "", FALSE, BAMBU_TREND_KIND_BED, "No history yet" },
    { "0:25", FALSE, BAMBU_TREND_KIND_BED, "25 °C" },
    { "0:25 1:26", FALSE, BAMBU_TREND_KIND_BED, "26 °C for 1 minute" },
    { "0:220 25:219", FALSE, BAMBU_TREND_KIND_NOZZLE, "219 °C for 25 minutes" },
    { "0:25 5:220 30:220", FALSE, BAMBU_TREND_KIND_NOZZLE, "220 °C for 25 minutes" },
    { "0:25 5:100 6:220", FALSE, BAMBU_TREND_KIND_NOZZLE, "Rising from 25 °C to 220 °C" },
    { "0:220 5:100 6:60", FALSE, BAMBU_TREND_KIND_BED, "Falling from 220 °C to 60 °C" },
    { "0:25 5:220 6:120", FALSE, BAMBU_TREND_KIND_BED, "120 °C, lately between 25 °C and 220 °C" },
    { "0:40 20:32", FALSE, BAMBU_TREND_KIND_AMS_HUMIDITY, "Falling from 40 % to 32 %" },
    /* What was before somebody listened again is another story. */
    { "0:220 20:25 21:26", TRUE, BAMBU_TREND_KIND_BED, "26 °C for 1 minute" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) samples =
          *cases[i].given ? parse (cases[i].given, cases[i].gaps) : bambu_samples_new ();
      g_autofree char *text = culm_trend_words_describe (cases[i].kind, samples);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_cells (void)
{
  static const struct
  {
    BambuTrendKind kind;
    float value;
    float target;
    const char *expected;
  } cases[] = {
    { BAMBU_TREND_KIND_BED, 24.4, 55, "24 → 55 °C" },
    { BAMBU_TREND_KIND_BED, 53.6, 55, "54 °C" },
    { BAMBU_TREND_KIND_BED, 70, 55, "70 → 55 °C" },
    { BAMBU_TREND_KIND_BED, 24, 0, "24 °C" },
    { BAMBU_TREND_KIND_CHAMBER, 38.4, NAN, "38 °C" },
    { BAMBU_TREND_KIND_AMS_HUMIDITY, 31.6, NAN, "32 %" },
    { BAMBU_TREND_KIND_AMS_HUMIDITY, NAN, NAN, "–" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BambuSample sample = { 0, cases[i].value, 0, 0, cases[i].target };
      g_autofree char *text = culm_trend_words_cell (cases[i].kind, &sample);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_range (void)
{
  g_autoptr (GArray) samples = parse ("0:25 1:26 60:221", TRUE);
  g_autofree char *text = culm_trend_words_range ("Nozzle", BAMBU_TREND_KIND_NOZZLE, samples);

  g_assert_cmpstr (text, ==, "Nozzle: 25 °C to 221 °C");
}

static void
test_values (void)
{
  static const struct
  {
    float low;
    float high;
    guint most;
    float step;
    float rounded_low;
    float rounded_high;
  } cases[] = {
    { 24.1, 221, 6, 50, 0, 250 }, { 24.1, 221, 12, 20, 20, 240 }, { 31, 41, 7, 2, 30, 42 },
    { 20, 20, 6, 1, 20, 21 },     { -3, 310, 2, 100, -100, 400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      float low = cases[i].low;
      float high = cases[i].high;

      g_assert_cmpfloat (culm_trend_axis_round (&low, &high, cases[i].most), ==, cases[i].step);
      g_assert_cmpfloat (low, ==, cases[i].rounded_low);
      g_assert_cmpfloat (high, ==, cases[i].rounded_high);
    }
}

static void
test_hours (void)
{
  static const struct
  {
    int hours;
    guint most;
    int expected;
  } cases[] = {
    { 6, 8, 1 },   { 6, 3, 2 },   { 24, 8, 3 },       { 24, 5, 6 },
    { 24, 1, 24 }, { 24, 0, 24 }, { 7 * 24, 20, 24 }, { 7 * 24, 3, 24 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (culm_trend_axis_choose_hours (0, cases[i].hours * 3600, cases[i].most), ==,
                     cases[i].expected);
}

/* Marks stand at local hours, wherever that is and whatever the clocks do. */
static void
test_marks (void)
{
  gint64 time = 1700000000;

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (GDateTime) local = NULL;
      gint64 mark = culm_trend_axis_next (time, 6);

      g_assert_cmpint (mark, >=, time);
      g_assert_cmpint (mark - time, <=, 7 * 3600);
      local = g_date_time_new_from_unix_local (mark);
      g_assert_cmpint (g_date_time_get_minute (local), ==, 0);
      g_assert_cmpint (g_date_time_get_hour (local) % 6, ==, 0);
      time = mark + 1;
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* Half an hour off, where clocks are changed */
  g_setenv ("TZ", "Australia/Adelaide", TRUE);

  g_test_add_func ("/trend-words/describe", test_describe);
  g_test_add_func ("/trend-words/cells", test_cells);
  g_test_add_func ("/trend-words/range", test_range);
  g_test_add_func ("/trend-axis/values", test_values);
  g_test_add_func ("/trend-axis/hours", test_hours);
  g_test_add_func ("/trend-axis/marks", test_marks);

  return g_test_run ();
}
