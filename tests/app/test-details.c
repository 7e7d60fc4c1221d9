/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>
#include <words/culm-details.h>

static void
test_hidden (void)
{
  static const char *const SECRETS[] = {
    "12345678",
    "a1b2c3d4",
    "482156",
    "01S00C123400001",
    "maker@example.org",
    "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.NHVaYe26MbtOYhSKkoKYdFVomg4i8ZJd8",
    "AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEf",
    "MEUCIQDAQAB+xyzAbC/0123defghijklmnop==",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (SECRETS); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("It was “%s”, they say: %s.", SECRETS[i], SECRETS[i]);
      g_autofree char *redacted = culm_details_redact (text);

      g_test_message ("%s", redacted);
      g_assert_null (strstr (redacted, SECRETS[i]));
      g_assert_true (g_str_has_prefix (redacted, "It was “…"));
      /* Nor a piece of it that is worth anything */
      for (gsize j = 0; j + 6 <= strlen (SECRETS[i]); j++)
        {
          g_autofree char *piece = g_strndup (SECRETS[i] + j, 6);

          g_assert_null (strstr (redacted, piece));
        }
    }
}

static void
test_links (void)
{
  g_autofree char *redacted = culm_details_redact (
      "PUT https://s3.us-west-2.amazonaws.com/bucket/file.3mf?X-Amz-Signature=deadbeef&x=y: 403, "
      "then http://user:pass@cdn.example.com/p?at=1");

  g_assert_cmpstr (redacted, ==,
                   "PUT https://s3.us-west-2.amazonaws.com/… 403, then http://cdn.example.com/…");
}

static void
test_kept (void)
{
  static const char *const FACTS[] = {
    "The printer reports 0300-8003. This app has no text for it.",
    "0300_0100_0001_0007",
    "X1 does not answer at 192.168.1.20:8883",
    "GET /v1/user-service/my/tasks: status 500",
    "version 01.08.02.00 of the X1C",
    "bambu-printer-error-quark 4: not confirmed in 10 s",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (FACTS); i++)
    {
      g_autofree char *redacted = culm_details_redact (FACTS[i]);

      g_assert_cmpstr (redacted, ==, FACTS[i]);
    }
}

static void
test_new (void)
{
  g_autoptr (GError) error =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "the code 12345678 had no answer");
  g_autofree char *with_error = culm_details_new ("That did not work.", error, 1772547300);
  g_autofree char *without = culm_details_new ("That did not work.", NULL, 1772547300);

  g_assert_cmpstr (with_error, ==,
                   "That did not work.\ng-io-error-quark 24: the code … had no answer\n"
                   "Culm " CULM_VERSION ", 2026-03-03 14:15");
  g_assert_cmpstr (without, ==, "That did not work.\nCulm " CULM_VERSION ", 2026-03-03 14:15");
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/details/hidden", test_hidden);
  g_test_add_func ("/details/links", test_links);
  g_test_add_func ("/details/kept", test_kept);
  g_test_add_func ("/details/new", test_new);

  return g_test_run ();
}
