/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <words/culm-storage-words.h>

#include <string.h>

#define ALL_ACTIONS 6

static void
test_failures (void)
{
  static const struct
  {
    BambuStorageError code;
    CulmStorageAction action;
    const char *text;
  } cases[] = {
    { BAMBU_STORAGE_ERROR_NOT_FOUND, CULM_STORAGE_ACTION_LIST,
      "Connected, but X1 refused the folder. It may be gone." },
    { BAMBU_STORAGE_ERROR_NOT_FOUND, CULM_STORAGE_ACTION_DOWNLOAD, "There is no such file on X1." },
    { BAMBU_STORAGE_ERROR_ABSENT, CULM_STORAGE_ACTION_LIST, "There is no storage in X1." },
    { BAMBU_STORAGE_ERROR_UNSUPPORTED, CULM_STORAGE_ACTION_LIST,
      "There is no USB stick in X1. The storage inside this model is not reached yet." },
    { BAMBU_STORAGE_ERROR_UNSUPPORTED, CULM_STORAGE_ACTION_RENAME, "X1 cannot rename files." },
    { BAMBU_STORAGE_ERROR_LOCAL, CULM_STORAGE_ACTION_UPLOAD,
      "The file on this computer cannot be read." },
    { BAMBU_STORAGE_ERROR_CERTIFICATE, CULM_STORAGE_ACTION_UPLOAD,
      "X1 shows a certificate that is not trusted. The access code was not sent to it." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error =
          g_error_new_literal (BAMBU_STORAGE_ERROR, (int) cases[i].code, "for the log");
      g_autofree char *text = culm_storage_words_failure (error, cases[i].action, "X1");

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_in_the_clear (void)
{
  g_autofree char *text = culm_storage_words_in_the_clear ("A1");

  g_assert_true (g_str_has_prefix (text, "A1 cannot encrypt files"));
}

/* Each has words, and a name cannot be a format. */
static void
test_all (void)
{
  for (int code = 0; code <= BAMBU_STORAGE_ERROR_CLOUD_ONLY; code++)
    for (int action = 0; action < ALL_ACTIONS; action++)
      {
        g_autoptr (GError) error = g_error_new_literal (BAMBU_STORAGE_ERROR, code, "4020");
        g_autofree char *text = culm_storage_words_failure (error, action, "100%s");

        g_assert_true (g_str_has_suffix (text, "."));
        g_assert_null (strstr (text, "4020"));
      }
}

static void
test_progress (void)
{
  g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
  g_autofree char *unknown = NULL;
  g_autofree char *some = NULL;

  bambu_transfer_set_progress (transfer, 1500000, -1);
  bambu_transfer_flush (transfer);
  unknown = culm_storage_words_progress (transfer);
  g_assert_cmpstr (unknown, ==, "1.5\302\240MB");
  bambu_transfer_set_progress (transfer, 1500000, 3000000);
  bambu_transfer_flush (transfer);
  some = culm_storage_words_progress (transfer);
  g_assert_cmpstr (some, ==, "1.5\302\240MB of 3.0\302\240MB");

  while (bambu_transfer_get_speed (transfer) == 0)
    {
      bambu_transfer_set_progress (transfer, 1500000 + 3, 3000000);
      g_main_context_iteration (NULL, TRUE);
    }
  g_clear_pointer (&some, g_free);
  some = culm_storage_words_progress (transfer);
  g_assert_true (g_str_has_prefix (some, "1.5\302\240MB of 3.0\302\240MB, "));
  g_assert_nonnull (strstr (some, "/s, "));
  g_assert_true (g_str_has_suffix (some, " left"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/storage-words/failures", test_failures);
  g_test_add_func ("/storage-words/all", test_all);
  g_test_add_func ("/storage-words/in-the-clear", test_in_the_clear);
  g_test_add_func ("/storage-words/progress", test_progress);

  return g_test_run ();
}
