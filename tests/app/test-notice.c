/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/culm-notice.h"

#include <string.h>

#define NOW 1000000000

typedef struct
{
  BambuLinkState link_state;
  gboolean failed;
  BambuFreshness freshness;
  BambuRights rights;
  gboolean slow;
  gboolean code_kept;
  CulmNotice expected;
} Case;

static const Case cases[] = {
  { BAMBU_LINK_STATE_OPEN, FALSE, BAMBU_FRESHNESS_LIVE, BAMBU_RIGHTS_FULL, FALSE, TRUE,
    CULM_NOTICE_NONE },
  { BAMBU_LINK_STATE_OPEN, FALSE, BAMBU_FRESHNESS_LIVE, BAMBU_RIGHTS_UNKNOWN, FALSE, TRUE,
    CULM_NOTICE_NONE },
  { BAMBU_LINK_STATE_OPEN, FALSE, BAMBU_FRESHNESS_LIVE, BAMBU_RIGHTS_VIEW_ONLY, FALSE, TRUE,
    CULM_NOTICE_VIEW_ONLY },
  { BAMBU_LINK_STATE_OPEN, FALSE, BAMBU_FRESHNESS_LIVE, BAMBU_RIGHTS_FULL, FALSE, FALSE,
    CULM_NOTICE_CODE_NOT_KEPT },
  { BAMBU_LINK_STATE_OPEN, FALSE, BAMBU_FRESHNESS_LIVE, BAMBU_RIGHTS_VIEW_ONLY, FALSE, FALSE,
    CULM_NOTICE_VIEW_ONLY },
  /* a little silence is no notice */
  { BAMBU_LINK_STATE_OPEN, FALSE, BAMBU_FRESHNESS_OFFLINE, BAMBU_RIGHTS_FULL, FALSE, TRUE,
    CULM_NOTICE_NONE },
  { BAMBU_LINK_STATE_OPEN, FALSE, BAMBU_FRESHNESS_OFFLINE, BAMBU_RIGHTS_FULL, TRUE, TRUE,
    CULM_NOTICE_SILENT },
  { BAMBU_LINK_STATE_CONNECTING, FALSE, BAMBU_FRESHNESS_OFFLINE, BAMBU_RIGHTS_FULL, FALSE, TRUE,
    CULM_NOTICE_NONE },
  { BAMBU_LINK_STATE_CONNECTING, FALSE, BAMBU_FRESHNESS_OFFLINE, BAMBU_RIGHTS_FULL, TRUE, TRUE,
    CULM_NOTICE_CONNECTING },
  /* a new try does not take the notice away */
  { BAMBU_LINK_STATE_WAITING, TRUE, BAMBU_FRESHNESS_LAST_KNOWN, BAMBU_RIGHTS_VIEW_ONLY, FALSE, TRUE,
    CULM_NOTICE_NOT_CONNECTED },
  { BAMBU_LINK_STATE_CONNECTING, TRUE, BAMBU_FRESHNESS_OFFLINE, BAMBU_RIGHTS_FULL, FALSE, TRUE,
    CULM_NOTICE_NOT_CONNECTED },
  { BAMBU_LINK_STATE_REFUSED, TRUE, BAMBU_FRESHNESS_OFFLINE, BAMBU_RIGHTS_VIEW_ONLY, FALSE, FALSE,
    CULM_NOTICE_REFUSED },
  { BAMBU_LINK_STATE_UNTRUSTED, TRUE, BAMBU_FRESHNESS_OFFLINE, BAMBU_RIGHTS_FULL, FALSE, FALSE,
    CULM_NOTICE_UNTRUSTED },
};

static const GError unreachable = { 0, BAMBU_LINK_ERROR_UNREACHABLE, NULL };

static void
test_choose (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (culm_notice_choose (BAMBU_CONNECTION_LAN, cases[i].link_state,
                                         cases[i].failed ? &unreachable : NULL, cases[i].freshness,
                                         cases[i].rights, cases[i].slow, FALSE, cases[i].code_kept),
                     ==, cases[i].expected);
}

/* Without a code there is no link: nothing else can be said of it. */
static void
test_no_code (void)
{
  CulmNotice notice =
      culm_notice_choose (BAMBU_CONNECTION_NONE, BAMBU_LINK_STATE_CLOSED, NULL,
                          BAMBU_FRESHNESS_OFFLINE, BAMBU_RIGHTS_VIEW_ONLY, FALSE, FALSE, FALSE);

  g_assert_cmpint (notice, ==, CULM_NOTICE_NO_CODE);
  g_assert_cmpstr (culm_notice_get_action (notice), ==, "win.enter-access-code");
}

static CulmNotice
choose_cloud (BambuLinkState state, int code)
{
  const GError error = { BAMBU_LINK_ERROR, code, NULL };

  return culm_notice_choose (BAMBU_CONNECTION_CLOUD, state, &error, BAMBU_FRESHNESS_OFFLINE,
                             BAMBU_RIGHTS_UNKNOWN, FALSE, FALSE, TRUE);
}

/* Who refuses there is not the printer, and who is silent need not be. */
static void
test_cloud (void)
{
  g_assert_cmpint (choose_cloud (BAMBU_LINK_STATE_REFUSED, BAMBU_LINK_ERROR_REFUSED), ==,
                   CULM_NOTICE_CLOUD_REFUSED);
  g_assert_cmpint (choose_cloud (BAMBU_LINK_STATE_WAITING, BAMBU_LINK_ERROR_ABSENT), ==,
                   CULM_NOTICE_ABSENT);
  g_assert_cmpint (choose_cloud (BAMBU_LINK_STATE_WAITING, BAMBU_LINK_ERROR_UNREACHABLE), ==,
                   CULM_NOTICE_CLOUD_NOT_CONNECTED);
  g_assert_cmpint (choose_cloud (BAMBU_LINK_STATE_CONNECTING, BAMBU_LINK_ERROR_UNREACHABLE), ==,
                   CULM_NOTICE_CLOUD_NOT_CONNECTED);
}

/* It holds while the connection comes and goes, but not against what explains it. */
static void
test_unsteady (void)
{
  static const struct
  {
    BambuLinkState state;
    CulmNotice expected;
  } CASES[] = {
    { BAMBU_LINK_STATE_OPEN, CULM_NOTICE_UNSTEADY },
    { BAMBU_LINK_STATE_WAITING, CULM_NOTICE_UNSTEADY },
    { BAMBU_LINK_STATE_CONNECTING, CULM_NOTICE_UNSTEADY },
    { BAMBU_LINK_STATE_REFUSED, CULM_NOTICE_REFUSED },
    { BAMBU_LINK_STATE_UNTRUSTED, CULM_NOTICE_UNTRUSTED },
    { BAMBU_LINK_STATE_CLOSED, CULM_NOTICE_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    g_assert_cmpint (culm_notice_choose (BAMBU_CONNECTION_LAN, CASES[i].state, &unreachable,
                                         BAMBU_FRESHNESS_LIVE, BAMBU_RIGHTS_FULL, FALSE, TRUE,
                                         TRUE),
                     ==, CASES[i].expected);
}

static void
test_words (void)
{
  GEnumClass *klass = g_type_class_ref (CULM_TYPE_NOTICE);

  for (guint i = 0; i < klass->n_values; i++)
    {
      CulmNotice notice = klass->values[i].value;
      g_autofree char *title = culm_notice_get_title (notice, "X1", "10.0.0.2", NOW, NOW);
      gboolean has_button = *culm_notice_get_button (notice) != '\0';

      g_assert_cmpint (*title == '\0', ==, notice == CULM_NOTICE_NONE);
      g_assert_cmpint (has_button, ==, culm_notice_get_action (notice) != NULL);
    }

  g_type_class_unref (klass);
}

static void
test_not_connected (void)
{
  g_autofree char *known =
      culm_notice_get_title (CULM_NOTICE_NOT_CONNECTED, "X1", "10.0.0.2", NOW, NOW);
  g_autofree char *never =
      culm_notice_get_title (CULM_NOTICE_NOT_CONNECTED, "X1", "10.0.0.2", 0, NOW);
  g_autofree char *nowhere = culm_notice_get_title (CULM_NOTICE_NOT_CONNECTED, "X1", NULL, 0, NOW);

  g_autofree char *cloud =
      culm_notice_get_title (CULM_NOTICE_CLOUD_NOT_CONNECTED, "X1", NULL, 0, NOW);

  g_assert_nonnull (strstr (cloud, "cloud does not answer"));
  g_assert_true (g_str_has_prefix (known, "Not connected. Showing values from "));
  g_assert_nonnull (strstr (never, "X1 does not answer at 10.0.0.2."));
  g_assert_nonnull (strstr (nowhere, "X1 does not answer."));
}

static void
test_yields (void)
{
  static const struct
  {
    CulmNotice notice;
    CulmAccountNotice account;
    gboolean own;
    gboolean expected;
  } CASES[] = {
    { CULM_NOTICE_NOT_CONNECTED, CULM_ACCOUNT_NOTICE_NONE, FALSE, FALSE },
    { CULM_NOTICE_NOT_CONNECTED, CULM_ACCOUNT_NOTICE_ENDED, FALSE, FALSE },
    { CULM_NOTICE_REFUSED, CULM_ACCOUNT_NOTICE_ENDED, TRUE, FALSE },
    { CULM_NOTICE_UNTRUSTED, CULM_ACCOUNT_NOTICE_LOCKED, TRUE, FALSE },
    { CULM_NOTICE_SILENT, CULM_ACCOUNT_NOTICE_SILENT, TRUE, FALSE },
    { CULM_NOTICE_CONNECTING, CULM_ACCOUNT_NOTICE_SILENT, FALSE, TRUE },
    { CULM_NOTICE_VIEW_ONLY, CULM_ACCOUNT_NOTICE_ENDING, FALSE, TRUE },
    { CULM_NOTICE_CODE_NOT_KEPT, CULM_ACCOUNT_NOTICE_ENDED, FALSE, TRUE },
    /* One cause, said once: by whom the button helps */
    { CULM_NOTICE_NO_CODE, CULM_ACCOUNT_NOTICE_ENDED, TRUE, TRUE },
    { CULM_NOTICE_CLOUD_REFUSED, CULM_ACCOUNT_NOTICE_LOCKED, TRUE, TRUE },
    { CULM_NOTICE_CLOUD_NOT_CONNECTED, CULM_ACCOUNT_NOTICE_ENDED, TRUE, TRUE },
    { CULM_NOTICE_CLOUD_NOT_CONNECTED, CULM_ACCOUNT_NOTICE_SILENT, TRUE, FALSE },
    { CULM_NOTICE_NO_CODE, CULM_ACCOUNT_NOTICE_ENDED, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_test_message ("%u", i);
      g_assert_cmpint (culm_notice_yields (CASES[i].notice, CASES[i].account, CASES[i].own), ==,
                       CASES[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/notice/choose", test_choose);
  g_test_add_func ("/notice/no-code", test_no_code);
  g_test_add_func ("/notice/cloud", test_cloud);
  g_test_add_func ("/notice/unsteady", test_unsteady);
  g_test_add_func ("/notice/yields", test_yields);
  g_test_add_func ("/notice/words", test_words);
  g_test_add_func ("/notice/not-connected", test_not_connected);

  return g_test_run ();
}
