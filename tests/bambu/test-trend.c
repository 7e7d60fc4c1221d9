/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "bambu/printer/bambu-printer.h"
#include "bambu/printer/bambu-trend-private.h"
#include "fake-link.h"
#include "test-wait.h"

/* The begin of a minute */
#define START ((gint64) 1700000040)

#define INTERVAL BAMBU_TREND_INTERVAL_SECONDS
#define SILENCE BAMBU_TREND_SILENCE_SECONDS

/* "0:20 10:21 -:- 90:22": seconds after START and values, a gap as "-" */
static char *
describe (const GArray *samples)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < samples->len; i++)
    {
      const BambuSample *sample = &g_array_index (samples, BambuSample, i);

      if (i > 0)
        g_string_append_c (text, ' ');
      if (isnan (sample->value))
        g_string_append_c (text, '-');
      else
        g_string_append_printf (text, "%d:%g", (int) (sample->time - START), sample->value);
    }

  return g_string_free (text, FALSE);
}

static void
assert_samples (const GArray *samples, const char *expected)
{
  g_autofree char *text = describe (samples);

  g_assert_cmpstr (text, ==, expected);
}

static GArray *
parse (const char *text, gint64 longest)
{
  GArray *samples = bambu_samples_new ();
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], ":", 2);
      float value = g_ascii_strtod (parts[1], NULL);
      BambuSample sample = { START + g_ascii_strtoll (parts[0], NULL, 10), value, value, value,
                             NAN };

      bambu_samples_append (samples, &sample, longest);
    }

  return samples;
}

static void
test_gaps (void)
{
  static const struct
  {
    const char *given;
    const char *expected;
  } cases[] = {
    { "0:20", "0:20" },
    { "0:20 60:21", "0:20 60:21" },
    { "0:20 61:21", "0:20 - 61:21" },
    { "0:20 600:21 1200:22", "0:20 - 600:21 - 1200:22" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) samples = parse (cases[i].given, 60);

      assert_samples (samples, cases[i].expected);
    }
}

static void
test_minutes (void)
{
  static const struct
  {
    const char *given;
    int since;
    int until;
    const char *expected;
  } cases[] = {
    { "0:20 10:21 20:25", 0, 60, "0:22" },
    { "50:20 60:30 110:40 120:50", 0, 180, "0:20 60:35 120:50" },
    { "50:20 60:30 110:40 120:50", 60, 120, "60:35" },
    { "50:20 60:30 110:40 120:50", 0, 111, "0:20 60:35" },
    /* An hour without it leaves out its minutes, and its gap is no value. */
    { "50:20 3600:30", 0, 7200, "0:20 3600:30" },
    { "50:20", 60, 120, "" },
    { "50:20", 0, 50, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) samples = parse (cases[i].given, 60);
      g_autoptr (GArray) means = bambu_samples_new ();

      bambu_samples_add_minutes (means, samples, START + cases[i].since, START + cases[i].until);
      assert_samples (means, cases[i].expected);
    }
}

static void
test_extremes (void)
{
  g_autoptr (GArray) samples = parse ("0:20 10:40 20:30", 60);
  g_autoptr (GArray) means = bambu_samples_new ();
  const BambuSample *mean;

  g_array_index (samples, BambuSample, 2).target = 55;
  bambu_samples_add_minutes (means, samples, START, START + 60);
  mean = &g_array_index (means, BambuSample, 0);
  g_assert_cmpfloat (mean->low, ==, 20);
  g_assert_cmpfloat (mean->high, ==, 40);
  g_assert_cmpfloat (mean->target, ==, 55);
}

static void
count_up (BambuTrend *trend, guint *n)
{
  (*n)++;
}

static void
test_rate (void)
{
  g_autoptr (BambuTrend) trend = bambu_trend_new (BAMBU_TREND_KIND_AMS_HUMIDITY, 128);
  guint n_changes = 0;

  g_signal_connect (trend, "changed", G_CALLBACK (count_up), &n_changes);
  for (int i = 0; i < 60; i++)
    bambu_trend_add (trend, START + i, i, NAN);

  assert_samples (bambu_trend_get_samples (trend), "0:0 10:10 20:20 30:30 40:40 50:50");
  g_assert_cmpuint (n_changes, ==, 6);

  bambu_trend_add (trend, START + 60, NAN, NAN);
  g_assert_cmpuint (n_changes, ==, 6);
  g_assert_cmpint (bambu_trend_get_kind (trend), ==, BAMBU_TREND_KIND_AMS_HUMIDITY);
  g_assert_cmpint (bambu_trend_get_part (trend), ==, 128);
}

static void
test_bounds (void)
{
  g_autoptr (BambuTrend) trend = bambu_trend_new (BAMBU_TREND_KIND_BED, 0);
  const GArray *samples;
  const int last = 24 * 60 * 60;

  /* A day of gaps and of samples */
  for (int i = 0; i <= last; i++)
    if (i % 1000 < 800)
      bambu_trend_add (trend, START + i, 60, 60);

  samples = bambu_trend_get_samples (trend);
  g_assert_cmpuint (samples->len, <=, BAMBU_TREND_SECONDS / INTERVAL + 2 + 2);
  g_assert_cmpuint (samples->len, >, 100);
  g_assert_cmpint (g_array_index (samples, BambuSample, 0).time, >=,
                   START + last - BAMBU_TREND_SECONDS);
  g_assert_false (isnan (g_array_index (samples, BambuSample, 0).value));
}

static void
test_clock (void)
{
  g_autoptr (BambuTrend) trend = bambu_trend_new (BAMBU_TREND_KIND_BED, 0);
  g_autoptr (GArray) taken = NULL;

  for (int i = 0; i <= 100; i += 10)
    bambu_trend_add (trend, START + i, i, NAN);
  taken = bambu_trend_take_minutes (trend, G_MAXINT64);
  assert_samples (taken, "0:25 60:80");

  /* A second is nothing; a step back takes what comes after. */
  bambu_trend_add (trend, START + 99, 1, NAN);
  bambu_trend_add (trend, START + 25, 2, NAN);
  assert_samples (bambu_trend_get_samples (trend), "0:0 10:10 20:20 25:2");

  g_clear_pointer (&taken, g_array_unref);
  taken = bambu_trend_take_minutes (trend, G_MAXINT64);
  assert_samples (taken, "0:8");
}

static void
test_take (void)
{
  g_autoptr (BambuTrend) trend = bambu_trend_new (BAMBU_TREND_KIND_BED, 0);
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) partial = NULL;
  g_autoptr (GArray) whole = NULL;

  for (int i = 0; i < 90; i += 10)
    bambu_trend_add (trend, START + i, 20 + i / 60, NAN);

  first = bambu_trend_take_minutes (trend, START + 60);
  assert_samples (first, "0:20");
  none = bambu_trend_take_minutes (trend, START + 60);
  assert_samples (none, "");

  /* What is said of a minute that goes on is said again. */
  partial = bambu_trend_take_minutes (trend, G_MAXINT64);
  assert_samples (partial, "60:21");
  bambu_trend_add (trend, START + 90, 25, NAN);
  whole = bambu_trend_take_minutes (trend, START + 120);
  assert_samples (whole, "60:22");
}

static void
test_past (void)
{
  g_autoptr (BambuTrend) trend = bambu_trend_new (BAMBU_TREND_KIND_BED, 0);
  g_autoptr (GArray) saved = parse ("0:20 60:21 300:22", 60);
  g_autoptr (GArray) taken = NULL;

  bambu_trend_add (trend, START + 280, 23, NAN);
  bambu_trend_prepend (trend, saved, TRUE);
  /* One of them is of a time that has not been. */
  assert_samples (bambu_trend_get_samples (trend), "0:20 60:21 - 280:23");

  taken = bambu_trend_take_minutes (trend, START + 240);
  assert_samples (taken, "");
}

static void
test_long_past (void)
{
  g_autoptr (BambuTrend) trend = bambu_trend_new (BAMBU_TREND_KIND_BED, 0);
  g_autoptr (GArray) past = bambu_samples_new ();
  g_autoptr (GArray) taken = NULL;
  g_autoptr (GArray) rest = NULL;

  for (int i = 0; i < 600; i++)
    {
      BambuSample sample = { START + i * 60, i, i, i, NAN };

      bambu_samples_append (past, &sample, SILENCE);
    }

  bambu_trend_prepend (trend, past, FALSE);
  g_assert_cmpuint (bambu_trend_get_samples (trend)->len, ==, 31);
  taken = bambu_trend_take_minutes (trend, START + 600 * 60);
  g_assert_cmpuint (taken->len, ==, 600);
  g_assert_cmpint (g_array_index (taken, BambuSample, 0).time, ==, START);
  rest = bambu_trend_take_minutes (trend, START + 600 * 60);
  g_assert_cmpuint (rest->len, ==, 0);
}

#define REPORT                                                                                     \
  "{\"print\":{\"command\":\"push_status\",\"msg\":0,\"gcode_state\":\"IDLE\","                    \
  "\"nozzle_temper\":219.5,\"nozzle_target_temper\":220,\"bed_temper\":55,\"bed_target_temper\":"  \
  "0,"                                                                                             \
  "\"ams\":{\"ams\":[{\"id\":\"0\",\"info\":\"1001\",\"temp\":\"27.5\",\"humidity\":\"4\","        \
  "\"humidity_raw\":\"32\",\"tray\":[]},{\"id\":\"1\",\"info\":\"1001\",\"temp\":\"0.0\","         \
  "\"humidity\":\"3\",\"tray\":[]}],\"ams_exist_bits\":\"3\"}}}"

static void
assert_last (BambuPrinter *printer, BambuTrendKind kind, int part, float value, float target)
{
  const GArray *samples = bambu_trend_get_samples (bambu_printer_get_trend (printer, kind, part));
  const BambuSample *sample;

  g_assert_cmpuint (samples->len, ==, 1);
  sample = &g_array_index (samples, BambuSample, 0);
  g_assert_cmpfloat (sample->value, ==, value);
  g_assert_true (isnan (target) ? isnan (sample->target) : sample->target == target);
  g_assert_cmpint (sample->time, ==, bambu_printer_get_seen (printer));
}

static void
test_printer (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P00A", NULL);
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (BambuLink) link = fake_link_new_lan (trust, "192.0.2.1", 8883, "01P00A", "");
  g_autoptr (GBytes) report = g_bytes_new_static (REPORT, strlen (REPORT));
  const GArray *bed =
      bambu_trend_get_samples (bambu_printer_get_trend (printer, BAMBU_TREND_KIND_BED, 0));

  /* What is only remembered was measured at some other time. */
  bambu_printer_restore (printer, report, START);
  g_assert_cmpuint (bed->len, ==, 0);

  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
  fake_link_say (FAKE_LINK (link), REPORT);
  g_assert_cmpuint (bed->len, ==, 0);

  fake_link_settle (FAKE_LINK (link), BAMBU_LINK_STATE_OPEN, NULL, BAMBU_VERDICT_KNOWN_CA);
  fake_link_say (FAKE_LINK (link), REPORT);
  fake_link_say (FAKE_LINK (link), REPORT);
  assert_last (printer, BAMBU_TREND_KIND_BED, 0, 55, 0);
  assert_last (printer, BAMBU_TREND_KIND_NOZZLE, 0, 219.5, 220);
  assert_last (printer, BAMBU_TREND_KIND_AMS_HUMIDITY, 0, 32, NAN);
  assert_last (printer, BAMBU_TREND_KIND_AMS_TEMPERATURE, 0, 27.5, NAN);

  /* The chamber of this model has no sensor, and this unit measures neither. */
  g_assert_cmpuint (bambu_printer_get_trends (printer)->len, ==, 4);

  bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/bambu/trend/gaps", test_gaps);
  g_test_add_func ("/bambu/trend/minutes", test_minutes);
  g_test_add_func ("/bambu/trend/extremes", test_extremes);
  g_test_add_func ("/bambu/trend/rate", test_rate);
  g_test_add_func ("/bambu/trend/bounds", test_bounds);
  g_test_add_func ("/bambu/trend/clock", test_clock);
  g_test_add_func ("/bambu/trend/take", test_take);
  g_test_add_func ("/bambu/trend/past", test_past);
  g_test_add_func ("/bambu/trend/long-past", test_long_past);
  g_test_add_func ("/bambu/trend/printer", test_printer);

  return g_test_run ();
}
