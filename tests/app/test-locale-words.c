/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <words/culm-format.h>

/* 2026-03-03 was a Tuesday; the tests run in UTC. */
#define NOW G_GINT64_CONSTANT (1772547300)
#define DAY (24 * 60 * 60)

/* As users have it whose language writes days small, and numbers with a comma */
static void
test_french (void)
{
  g_autofree char *day = culm_format_day (NOW + DAY, NOW);
  g_autofree char *number = culm_format_number ("0.4");
  g_autofree char *length = culm_format_length (421);

  g_assert_cmpstr (day, ==, "Mercredi 4 mars");
  g_assert_cmpstr (number, ==, "0,4");
  g_assert_cmpstr (length, ==, "4,2 m");
}

int
main (int argc, char *argv[])
{
  g_setenv ("LOCPATH", LANGUAGES_DIR, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (setlocale (LC_ALL, "fr_FR.UTF-8"));

  g_test_add_func ("/words/locale/french", test_french);

  return g_test_run ();
}
