/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/storage/bambu-transfer.h"

#include "test-wait.h"

#define TOTAL 1000

static GThread *main_thread;

static gpointer
move (gpointer user_data)
{
  for (gint64 done = 0; done <= TOTAL; done++)
    bambu_transfer_set_progress (user_data, done, TOTAL);

  return NULL;
}

static void
count (BambuTransfer *transfer, GParamSpec *pspec, guint *n_notified)
{
  g_assert_true (g_thread_self () == main_thread);
  (*n_notified)++;
}

static void
test_together (void)
{
  g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
  guint n_notified = 0;

  g_assert_cmpint (bambu_transfer_get_bytes_total (transfer), ==, -1);
  g_assert_cmpint (bambu_transfer_get_seconds_left (transfer), ==, -1);
  g_assert_cmpfloat (bambu_transfer_get_speed (transfer), ==, 0);

  g_signal_connect (transfer, "notify::bytes-done", G_CALLBACK (count), &n_notified);
  g_thread_join (g_thread_new ("mover", move, transfer));
  g_assert_cmpint (bambu_transfer_get_bytes_done (transfer), ==, 0);

  /* A thousand pieces of news are told once. */
  test_wait_until (n_notified > 0);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpint (bambu_transfer_get_bytes_done (transfer), ==, TOTAL);
  g_assert_cmpint (bambu_transfer_get_bytes_total (transfer), ==, TOTAL);
}

static void
test_flush (void)
{
  g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
  guint n_notified = 0;

  g_signal_connect (transfer, "notify::bytes-done", G_CALLBACK (count), &n_notified);
  bambu_transfer_set_progress (transfer, 5, 10);
  bambu_transfer_flush (transfer);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpint (bambu_transfer_get_bytes_done (transfer), ==, 5);

  /* From the start again */
  bambu_transfer_set_progress (transfer, 0, 10);
  bambu_transfer_flush (transfer);
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_cmpint (bambu_transfer_get_bytes_done (transfer), ==, 0);
  g_assert_cmpfloat (bambu_transfer_get_speed (transfer), ==, 0);
}

static void
test_speed (void)
{
  g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
  gint64 done = 0;

  while (bambu_transfer_get_speed (transfer) == 0)
    {
      bambu_transfer_set_progress (transfer, ++done, G_MAXINT64);
      g_main_context_iteration (NULL, TRUE);
    }

  g_assert_cmpfloat (bambu_transfer_get_speed (transfer), >, 0);
  g_assert_cmpint (bambu_transfer_get_seconds_left (transfer), ==, G_MAXINT);

  bambu_transfer_set_progress (transfer, done, done);
  bambu_transfer_flush (transfer);
  g_assert_cmpint (bambu_transfer_get_seconds_left (transfer), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  main_thread = g_thread_self ();

  g_test_add_func ("/transfer/together", test_together);
  g_test_add_func ("/transfer/flush", test_flush);
  g_test_add_func ("/transfer/speed", test_speed);

  return g_test_run ();
}
