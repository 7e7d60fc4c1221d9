/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <app/culm-live-set.h>

/* Who of many may be live. */

static void
count (CulmLiveSet *set, guint *n_changes)
{
  (*n_changes)++;
}

static void
test_most (void)
{
  g_autoptr (CulmLiveSet) set = culm_live_set_new (2);
  int who[3];
  guint n_changes = 0;

  g_signal_connect (set, "changed", G_CALLBACK (count), &n_changes);
  g_assert_false (culm_live_set_may (set, &who[0]));

  for (guint i = 0; i < G_N_ELEMENTS (who); i++)
    culm_live_set_want (set, &who[i], TRUE);
  g_assert_cmpuint (n_changes, ==, 3);
  g_assert_false (culm_live_set_may (set, &who[0]));
  g_assert_true (culm_live_set_may (set, &who[1]));
  g_assert_true (culm_live_set_may (set, &who[2]));

  /* It is its turn again. */
  culm_live_set_want (set, &who[1], FALSE);
  g_assert_true (culm_live_set_may (set, &who[0]));
  g_assert_false (culm_live_set_may (set, &who[1]));

  /* Saying it again is no other wish. */
  culm_live_set_want (set, &who[0], TRUE);
  culm_live_set_want (set, &who[1], FALSE);
  g_assert_cmpuint (n_changes, ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live-set/most", test_most);

  return g_test_run ();
}
