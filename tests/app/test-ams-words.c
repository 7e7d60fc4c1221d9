/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/culm-ams-words.h"

#define assert_words(call, expected)                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *words_ = (call);                                                              \
    g_assert_cmpstr (words_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

static void
test_filament (void)
{
  g_assert_cmpstr (culm_ams_words_filament (BAMBU_TRAY_STATE_KNOWN, "PLA Basic", "PLA"), ==,
                   "PLA Basic");
  g_assert_cmpstr (culm_ams_words_filament (BAMBU_TRAY_STATE_KNOWN, NULL, "PLA"), ==, "PLA");
  g_assert_cmpstr (culm_ams_words_filament (BAMBU_TRAY_STATE_KNOWN, "", ""), ==, "Not identified");
  g_assert_cmpstr (culm_ams_words_filament (BAMBU_TRAY_STATE_UNKNOWN, "PLA Basic", "PLA"), ==,
                   "Not identified");
  g_assert_cmpstr (culm_ams_words_filament (BAMBU_TRAY_STATE_EMPTY, "PLA Basic", "PLA"), ==,
                   "Empty");
}

static void
test_spoken (void)
{
  assert_words (
      culm_ams_words_spoken ("A1", BAMBU_TRAY_STATE_KNOWN, "PLA Basic", "white", 40, TRUE),
      "A1, PLA Basic, white, about 40 percent left, in use");
  assert_words (culm_ams_words_spoken ("B2", BAMBU_TRAY_STATE_KNOWN, "PETG", "", -1, FALSE),
                "B2, PETG");
  /* What a slot remembers of the spool that was in it is not said. */
  assert_words (culm_ams_words_spoken ("A4", BAMBU_TRAY_STATE_EMPTY, "Empty", "white", 40, FALSE),
                "A4, Empty");
}

static void
test_humidity (void)
{
  assert_words (culm_ams_words_humidity (32, 4), "32 %");
  assert_words (culm_ams_words_humidity (-1, 3), "Level 3 of 5, medium");
  assert_words (culm_ams_words_humidity (-1, 1), "Level 1 of 5, wet");
  assert_words (culm_ams_words_humidity (-1, 0), "");
}

static void
test_drying (void)
{
  assert_words (culm_ams_words_drying (BAMBU_DRYING_OFF, "PETG", 65, 200), "");
  assert_words (culm_ams_words_drying (BAMBU_DRYING_ACTIVE, "PETG", 65, 200),
                "Drying PETG at 65 °C, 3 h 20 min left");
  assert_words (culm_ams_words_drying (BAMBU_DRYING_ACTIVE, NULL, 65, 20),
                "Drying at 65 °C, 20 min left");
  assert_words (culm_ams_words_drying (BAMBU_DRYING_ACTIVE, "PETG", -1, 20), "Drying, 20 min left");
  assert_words (culm_ams_words_drying (BAMBU_DRYING_ERROR, NULL, -1, 0), "Drying has failed");
}

static void
test_change (void)
{
  static const struct
  {
    int step;
    gboolean waits;
    const char *text;
  } cases[] = {
    { 0, FALSE, "Unloading" },
    { 2, FALSE, "Unloading: heating the nozzle" },
    { 4, FALSE, "Unloading: pulling filament back" },
    { 2, TRUE, "Unloading: waiting for you" },
    { 99, FALSE, "Unloading" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = culm_ams_words_change (NULL, cases[i].step, cases[i].waits);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ams-words/filament", test_filament);
  g_test_add_func ("/ams-words/spoken", test_spoken);
  g_test_add_func ("/ams-words/humidity", test_humidity);
  g_test_add_func ("/ams-words/drying", test_drying);
  g_test_add_func ("/ams-words/change", test_change);

  return g_test_run ();
}
