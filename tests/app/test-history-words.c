/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <words/culm-format.h>
#include <words/culm-history-words.h>

/* 2026-03-03 was a Tuesday; the tests run in UTC. */
#define NOW G_GINT64_CONSTANT (1772547300) /* 14:15 */
#define HOUR 3600
#define DAY (24 * HOUR)

static void
test_days (void)
{
  static const struct
  {
    gint64 time;
    const char *text;
  } CASES[] = {
    { NOW, "Today" },
    { NOW - 15 * HOUR, "Yesterday" },
    { NOW - 2 * DAY, "Sunday 1 March" },
    { NOW + DAY, "Wednesday 4 March" },
    { NOW - 100 * DAY, "23 November 2025" },
    { 0, "Day not known" },
    { G_MAXINT64, "1 January 1970" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = culm_format_day (CASES[i].time, NOW);

      g_assert_cmpstr (text, ==, CASES[i].text);
    }
}

static void
test_measures (void)
{
  g_autofree char *weight = culm_format_weight (12.6);
  g_autofree char *no_weight = culm_format_weight (NAN);
  g_autofree char *length = culm_format_length (421);
  g_autofree char *no_length = culm_format_length (NAN);

  g_assert_cmpstr (weight, ==, "13 g");
  g_assert_cmpstr (no_weight, ==, "–");
  g_assert_cmpstr (length, ==, "4.2 m");
  g_assert_cmpstr (no_length, ==, "–");
}

static void
test_message (void)
{
  static const struct
  {
    BambuCloudMessageValues message;
    const char *title;
    const char *text;
    const char *row;
    const char *spoken;
  } CASES[] = {
    { { .kind = 6, .title = "Benchy", .created = NOW, .device_name = "Left", .sender = "Official" },
      "Benchy",
      "",
      "Print · Left · 14:15",
      "Unread, Benchy, Print, Left, 14:15" },
    { { .kind = 1,
        .title = "News",
        .text = "There is more.",
        .is_read = TRUE,
        .sender = "Official" },
      "News",
      "There is more.",
      "Notice · Official",
      "News, There is more., Notice, Official" },
    { { .kind = 3, .sender = "Neighbour", .is_read = TRUE },
      "Neighbour",
      "",
      "Like",
      "Neighbour, Like" },
    { { .kind = 2, .is_read = TRUE, .created = NOW }, "Comment", "", "14:15", "Comment, 14:15" },
    { { .kind = -1, .text = "Only this", .is_read = TRUE },
      "Only this",
      "",
      "Message",
      "Only this, Message" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const BambuCloudMessageValues *message = &CASES[i].message;
      g_autofree char *row = culm_format_message (message);
      g_autofree char *spoken = culm_format_spoken_message (message, NOW);

      g_assert_cmpstr (culm_message_get_title (message), ==, CASES[i].title);
      g_assert_cmpstr (culm_message_get_text (message), ==, CASES[i].text);
      g_assert_cmpstr (row, ==, CASES[i].row);
      g_assert_cmpstr (spoken, ==, CASES[i].spoken);
    }
}

static void
test_problem (void)
{
  g_autoptr (GError) ended =
      bambu_cloud_error_new (BAMBU_CLOUD_ERROR_SIGN_IN, 401, NULL, 0, "GET tasks: 401");
  g_autoptr (GError) offline =
      bambu_cloud_error_new (BAMBU_CLOUD_ERROR_OFFLINE, 0, NULL, 0, "GET tasks: no");
  g_autofree char *ended_text = culm_format_list_problem (ended, NOW);
  g_autofree char *offline_text = culm_format_list_problem (offline, NOW);

  g_assert_cmpstr (ended_text, ==, "Your Bambu Lab sign-in has ended.");
  g_assert_cmpstr (offline_text, ==, "This computer is offline.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/history/days", test_days);
  g_test_add_func ("/words/history/measures", test_measures);
  g_test_add_func ("/words/history/message", test_message);
  g_test_add_func ("/words/history/problem", test_problem);

  return g_test_run ();
}
