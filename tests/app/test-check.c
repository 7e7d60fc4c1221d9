/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <bambu/link/bambu-link.h>
#include <words/culm-check.h>

/* Whatever answers, and at whichever step it shows: it is no printer. */
static void
test_no_printer (void)
{
  g_autoptr (GError) error = g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_PROTOCOL, "-");

  g_assert_cmpstr (culm_check_to_sentence (BAMBU_CHECK_REACHABLE, error), ==,
                   culm_check_to_sentence (BAMBU_CHECK_CERTIFICATE, error));
  g_assert_cmpstr (culm_check_to_sentence (BAMBU_CHECK_REACHABLE, NULL), !=,
                   culm_check_to_sentence (BAMBU_CHECK_REACHABLE, error));
  g_assert_cmpstr (culm_check_to_sentence (BAMBU_CHECK_CERTIFICATE, NULL), !=,
                   culm_check_to_sentence (BAMBU_CHECK_CERTIFICATE, error));
}

/* A code is called wrong only when the printer said so. */
static void
test_refused (void)
{
  g_autoptr (GError) refused =
      g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED, "-");
  g_autoptr (GError) closed = g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED, "-");

  g_assert_cmpstr (culm_check_to_sentence (BAMBU_CHECK_ACCESS_CODE, refused), !=,
                   culm_check_to_sentence (BAMBU_CHECK_ACCESS_CODE, closed));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/check/no-printer", test_no_printer);
  g_test_add_func ("/check/refused", test_refused);

  return g_test_run ();
}
