/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/culm-colour.h"

static void
test_parse (void)
{
  GdkRGBA colour;

  g_assert_true (culm_colour_parse ("FF800040", &colour));
  g_assert_cmpfloat_with_epsilon (colour.red, 1, 0.001);
  g_assert_cmpfloat_with_epsilon (colour.green, 128 / 255.0, 0.001);
  g_assert_cmpfloat_with_epsilon (colour.blue, 0, 0.001);
  g_assert_cmpfloat_with_epsilon (colour.alpha, 64 / 255.0, 0.001);

  g_assert_false (culm_colour_parse ("", &colour));
  g_assert_false (culm_colour_parse ("FF8000", &colour));
  g_assert_false (culm_colour_parse ("FF80004000", &colour));
  g_assert_false (culm_colour_parse ("FF8000GG", &colour));
  g_assert_false (culm_colour_parse ("#F800040", &colour));
}

static void
test_name (void)
{
  static const struct
  {
    const char *hex;
    const char *name;
  } cases[] = {
    { "FFFFFFFF", "white" },     { "000000FF", "black" },     { "161616FF", "black" },
    { "FE0000FF", "red" },       { "00AE42FF", "green" },     { "0A2CA5FF", "blue" },
    { "9B9EA0FF", "gray" },      { "FF6A13FF", "orange" },    { "F4EE2AFF", "yellow" },
    { "E4BD68FF", "gold" },      { "FF69B3FF", "pink" },      { "6F5034FF", "dark brown" },
    { "5E43B7FF", "purple" },    { "00008AFF", "dark blue" }, { "87CEEBFF", "sky blue" },
    { "2E8B56FF", "sea green" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GdkRGBA colour;

      g_assert_true (culm_colour_parse (cases[i].hex, &colour));
      g_assert_cmpstr (culm_colour_get_name (&colour), ==, cases[i].name);
    }
}

static void
assert_described (const char *const *colours, BambuSpoolPattern pattern, const char *expected)
{
  g_autofree char *text = culm_colour_describe (colours, pattern);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_describe (void)
{
  assert_described (NULL, BAMBU_SPOOL_PATTERN_SOLID, "");
  assert_described ((const char *[]) { NULL }, BAMBU_SPOOL_PATTERN_SOLID, "");
  assert_described ((const char *[]) { "nonsense", NULL }, BAMBU_SPOOL_PATTERN_SOLID, "");
  assert_described ((const char *[]) { "FF0000FF", NULL }, BAMBU_SPOOL_PATTERN_SOLID, "red");
  assert_described ((const char *[]) { "00000000", NULL }, BAMBU_SPOOL_PATTERN_SOLID,
                    "transparent");
  assert_described ((const char *[]) { "FF000080", NULL }, BAMBU_SPOOL_PATTERN_SOLID,
                    "translucent red");
  assert_described ((const char *[]) { "FF0000FF", "FFFFFFFF", "0000FFFF", NULL },
                    BAMBU_SPOOL_PATTERN_MULTI, "red, white, blue");
  assert_described ((const char *[]) { "FF0000FF", "FE0000FF", NULL }, BAMBU_SPOOL_PATTERN_MULTI,
                    "red");
  assert_described ((const char *[]) { "0000FFFF", "FF69B4FF", NULL }, BAMBU_SPOOL_PATTERN_GRADIENT,
                    "blue to pink");
}

static void
test_usual (void)
{
  const char *const *usual = culm_colour_list_usual ();
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; usual[i] != NULL; i++)
    {
      const char *const one[] = { usual[i], NULL };
      g_autofree char *hex = NULL;
      GdkRGBA colour;

      g_test_message ("%s", usual[i]);
      g_assert_true (culm_colour_parse (usual[i], &colour));
      hex = culm_colour_dup_hex (&colour);
      g_assert_cmpstr (hex, ==, usual[i]);
      /* Whoever cannot see them tells them apart by their names. */
      g_assert_true (
          g_hash_table_add (names, culm_colour_describe (one, BAMBU_SPOOL_PATTERN_SOLID)));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/colour/parse", test_parse);
  g_test_add_func ("/colour/name", test_name);
  g_test_add_func ("/colour/describe", test_describe);
  g_test_add_func ("/colour/usual", test_usual);

  return g_test_run ();
}
