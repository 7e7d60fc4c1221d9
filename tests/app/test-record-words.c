/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <words/culm-record-words.h>

/* 2026-03-03 was a Tuesday; the tests run in UTC. */
#define NOW G_GINT64_CONSTANT (1772547300) /* 14:15 */
#define HOUR 3600
#define DAY (24 * HOUR)

static void
test_record (void)
{
  static const struct
  {
    BambuKnownPrint print;
    const char *row;
    const char *spoken;
  } CASES[] = {
    { { .name = (char *) "Benchy",
        .printer_name = (char *) "Left",
        .result = BAMBU_PRINT_RESULT_FINISHED,
        .began = NOW - DAY,
        .ended = NOW - DAY + 39 * 60,
        .percent = 100,
        .grams = 12.6 },
      "Finished · 14:15 · 39 min · Left",
      "Benchy, Finished, Mon 14:15, 39 min, Left, 13 g, orange" },
    /* Nobody knows since when it prints. */
    { { .name = (char *) "Benchy",
        .result = BAMBU_PRINT_RESULT_RUNNING,
        .began = NOW - HOUR,
        .is_late = TRUE,
        .last_seen = NOW,
        .percent = 42,
        .grams = NAN },
      "Printing · 42 % · 13:15 · at least 1 h 0 min",
      "Benchy, Printing, 42 %, 13:15, at least 1 h 0 min, orange" },
    { { .file = (char *) "a.gcode",
        .result = BAMBU_PRINT_RESULT_FAILED,
        .percent = 7,
        .grams = NAN },
      "Failed · at 7 %",
      "a.gcode, Failed, at 7 %, orange" },
    { { .result = BAMBU_PRINT_RESULT_CANCELLED, .percent = -1, .grams = NAN },
      "Cancelled",
      "Print Without a Name, Cancelled, orange" },
    { { .result = BAMBU_PRINT_RESULT_UNKNOWN, .percent = -1, .grams = NAN },
      "Result not known",
      "Print Without a Name, Result not known, orange" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (BambuPrintRecord) record = bambu_print_record_new (&CASES[i].print, FALSE);
      g_autofree char *row = culm_record_format (record, TRUE);
      g_autofree char *spoken = culm_record_format_spoken (record, TRUE, "orange", NOW);

      g_assert_cmpstr (row, ==, CASES[i].row);
      g_assert_cmpstr (spoken, ==, CASES[i].spoken);
    }
}

static void
test_slots (void)
{
  static const struct
  {
    BambuPrintFilamentValues filament;
    const char *text;
  } CASES[] = {
    { { .ams = 0, .slot = 0, .label = "Ext-L" }, "Ext-L" },
    { { .ams = 0, .slot = 0 }, "A1" },
    { { .ams = 3, .slot = 3 }, "D4" },
    { { .ams = 129, .slot = 0 }, "HT-B" },
    { { .ams = 255, .slot = 0 }, "Ext" },
    { { .ams = -1, .slot = 0 }, "" },
    { { .ams = 0, .slot = -1 }, "" },
    { { .ams = 77, .slot = 0 }, "" },
    { { .ams = 0, .slot = 9 }, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = culm_record_format_slot (&CASES[i].filament);

      g_assert_cmpstr (text, ==, CASES[i].text);
    }
}

static double
get_price (const char *material, gpointer user_data)
{
  return g_strcmp0 (material, "PLA") == 0 ? 20 : NAN;
}

static void
add_sum (BambuPrintSums *sums, const char *material, double grams)
{
  BambuMaterialSum *sum = g_new0 (BambuMaterialSum, 1);

  sum->material = (char *) material;
  sum->grams = grams;
  g_ptr_array_add (sums->materials, sum);
}

static void
test_sums (void)
{
  g_autoptr (GPtrArray) materials = g_ptr_array_new_with_free_func (g_free);
  BambuPrintSums sums = {
    .n_prints = 12,
    .n_finished = 11,
    .n_failed = 1,
    .n_unweighed = 1,
    .seconds = 51 * HOUR,
    .materials = materials,
  };
  g_auto (GStrv) texts = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *rest = NULL;

  g_assert_true (isnan (culm_sums_get_cost (materials, get_price, NULL)));
  add_sum (&sums, "PLA", 1250);
  add_sum (&sums, "PETG", 90);
  add_sum (&sums, NULL, 7);
  g_assert_cmpfloat (culm_sums_get_cost (materials, get_price, NULL), ==, 25);

  texts = culm_sums_list (&sums, 25);
  joined = g_strjoinv (", ", texts);
  g_assert_cmpstr (joined, ==,
                   "12 prints, 2 d 3 h, 1.25 kg PLA, 90 g PETG, 7 g other, 92 % succeeded, "
                   "25.00 of filament");
  rest = culm_sums_describe_rest (&sums);
  g_assert_cmpstr (rest, ==, "Of 1 print the weight is not known.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/record/record", test_record);
  g_test_add_func ("/words/record/slots", test_slots);
  g_test_add_func ("/words/record/sums", test_sums);

  return g_test_run ();
}
