/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <words/culm-format.h>
#include <math.h>

/* 2026-03-03 was a Tuesday; the tests run in UTC. */
#define NOW G_GINT64_CONSTANT (1772547300) /* 14:15 */
#define HOUR 3600
#define DAY (24 * HOUR)

static void
test_numbers (void)
{
  static const struct
  {
    double celsius;
    const char *current;
    const char *target;
  } temperatures[] = {
    { 219.6, "220 °C", "→ 220 °C" },
    { 0, "0 °C", "→ off" },
    { -4.4, "-4 °C", "→ off" },
    { NAN, "–", "" },
  };
  static const struct
  {
    int minutes;
    const char *text;
  } durations[] = {
    { -1, "–" },          { 0, "under a minute" }, { 59, "59 min" },    { 60, "1 h 0 min" },
    { 72, "1 h 12 min" }, { 1439, "23 h 59 min" }, { 1440, "1 d 0 h" }, { 3065, "2 d 3 h" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (temperatures); i++)
    {
      g_autofree char *current = culm_format_temperature (temperatures[i].celsius);
      g_autofree char *target = culm_format_target (temperatures[i].celsius);

      g_assert_cmpstr (current, ==, temperatures[i].current);
      g_assert_cmpstr (target, ==, temperatures[i].target);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (durations); i++)
    {
      g_autofree char *text = culm_format_duration (durations[i].minutes);

      g_assert_cmpstr (text, ==, durations[i].text);
    }
}

static void
test_percent (void)
{
  g_autofree char *known = culm_format_percent (42);
  g_autofree char *zero = culm_format_percent (0);
  g_autofree char *unknown = culm_format_percent (-1);

  g_assert_cmpstr (known, ==, "42 %");
  g_assert_cmpstr (zero, ==, "0 %");
  g_assert_cmpstr (unknown, ==, "–");
}

static void
test_times (void)
{
  static const struct
  {
    gint64 time;
    const char *clock;
    const char *end;
  } times[] = {
    { NOW, "14:15", "done at 14:15" },
    { NOW + 9 * HOUR, "23:15", "done at 23:15" },
    { NOW + 10 * HOUR, "Wed 00:15", "done tomorrow at 00:15" },
    { NOW + 2 * DAY, "Thu 14:15", "done on Thu 14:15" },
    { NOW + 7 * DAY, "10 Mar 14:15", "done on 10 Mar 14:15" },
    { NOW - DAY, "Mon 14:15", "done on Mon 14:15" },
    { NOW - 60 * DAY, "2 Jan 14:15", "done on 2 Jan 14:15" },
    { G_MAXINT64, "1 Jan 00:00", "done on 1 Jan 00:00" },
  };
  g_autofree char *none = culm_format_end (0, NOW);

  g_assert_cmpstr (none, ==, "");

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *clock = culm_format_clock (times[i].time, NOW);
      g_autofree char *end = culm_format_end (times[i].time, NOW);

      g_assert_cmpstr (clock, ==, times[i].clock);
      g_assert_cmpstr (end, ==, times[i].end);
    }
}

static void
test_layers (void)
{
  static const struct
  {
    int layer;
    int total;
    const char *text;
  } layers[] = {
    { 120, 340, "Layer 120 of 340" },
    { 120, 0, "Layer 120" },
    { 0, -1, "Layer 0" },
    { -1, 340, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autofree char *text = culm_format_layer (layers[i].layer, layers[i].total);

      g_assert_cmpstr (text, ==, layers[i].text);
    }
}

static void
test_signal (void)
{
  static const struct
  {
    int dbm;
    const char *text;
  } signals[] = {
    { 0, "–" },
    { -40, "Very good (−40 dBm)" },
    { -60, "Good (−60 dBm)" },
    { -70, "Fair (−70 dBm)" },
    { -88, "Weak (−88 dBm)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autofree char *text = culm_format_signal (signals[i].dbm);

      g_assert_cmpstr (text, ==, signals[i].text);
    }
}

static void
test_alert (void)
{
  g_autofree char *known = culm_format_alert ("Filament ran out", "0700-8006");
  g_autofree char *unknown = culm_format_alert (NULL, "0700-8006");

  g_assert_cmpstr (known, ==, "Filament ran out");
  g_assert_cmpstr (unknown, ==, "The printer reports 0700-8006");
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/format/numbers", test_numbers);
  g_test_add_func ("/app/format/percent", test_percent);
  g_test_add_func ("/app/format/times", test_times);
  g_test_add_func ("/app/format/layers", test_layers);
  g_test_add_func ("/app/format/signal", test_signal);
  g_test_add_func ("/app/format/alert", test_alert);

  return g_test_run ();
}
