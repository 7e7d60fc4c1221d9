/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <printer/bambu-printer-error-private.h>
#include <words/culm-command-words.h>

static void
test_failures (void)
{
  static const struct
  {
    BambuPrinterError code;
    const char *text;
  } CASES[] = {
    { BAMBU_PRINTER_ERROR_OFFLINE, "X1 is not connected. It may be off, or on another network." },
    { BAMBU_PRINTER_ERROR_VIEW_ONLY, "X1 accepts commands only from Bambu Lab’s apps." },
    { BAMBU_PRINTER_ERROR_NOT_CONFIRMED,
      "X1 did not confirm the command. Look whether it obeyed." },
    { BAMBU_PRINTER_ERROR_NOT_NOW, "X1 cannot do that now. Nothing was sent." },
    { BAMBU_PRINTER_ERROR_NOT_ABLE, "X1 cannot do that. Nothing was sent." },
    { BAMBU_PRINTER_ERROR_PENDING, "X1 is busy with the last command." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error =
          g_error_new_literal (BAMBU_PRINTER_ERROR, (int) CASES[i].code, "for the log");
      g_autofree char *text = culm_command_words_failure (error, "X1");

      g_assert_cmpstr (text, ==, CASES[i].text);
    }
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *words;
    guint32 code;
    int number;
    const char *text;
  } CASES[] = {
    { "too hot", 0, 0, "X1 refused the command: too hot" },
    { "too hot", 0x05004001, 0, "X1 refused the command: too hot (0500-4001)" },
    { NULL, 0x05004001, 0, "X1 refused the command: 0500-4001" },
    { NULL, 0, -2, "X1 refused the command: errno -2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error =
          bambu_printer_error_new_refused (CASES[i].words, CASES[i].code, CASES[i].number);
      g_autofree char *text = culm_command_words_failure (error, "X1");

      g_assert_cmpstr (text, ==, CASES[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-words/failures", test_failures);
  g_test_add_func ("/command-words/refusals", test_refusals);

  return g_test_run ();
}
