/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulator/sim-local-storage.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test-wait.h"

/* The files of the demo's printers */

#define PIPE "pipe.txt"
#define BYTES 3000000

typedef struct
{
  char *root;
  SimLocalStorage *sim;
  BambuStorage *storage;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->root = g_dir_make_tmp ("culm-local-XXXXXX", &error);
  g_assert_no_error (error);
  self->sim = sim_local_storage_new (self->root);
  self->storage = BAMBU_STORAGE (self->sim);
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (self->root, 0, NULL);
  const char *name;
  guint tick = g_timeout_add (5, on_tick, NULL);

  /* A future that has settled lets go of its callbacks a little later, maybe in another thread. */
  g_object_add_weak_pointer (G_OBJECT (self->sim), (gpointer *) &self->sim);
  g_object_unref (self->sim);
  test_wait_until (self->sim == NULL);
  g_source_remove (tick);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->root, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->root), ==, 0);
  g_free (self->root);
}

/* A file that comes when somebody writes it, who has to get his turn. */
static void
test_main_context (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->root, PIPE, NULL);
  g_autofree char *stored = g_build_filename (self->root, "stored", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (DexFuture) uploaded = NULL;
  g_autoptr (DexFuture) listed = NULL;
  g_autoptr (GError) error = NULL;
  guint tick = g_timeout_add (5, on_tick, NULL);
  int fd = -1;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  uploaded = bambu_storage_upload (self->storage, path, "/stored", NULL);
  listed = bambu_storage_list (self->storage, "/");
  test_wait_until ((fd = open (path, O_WRONLY | O_NONBLOCK)) >= 0);
  g_assert_true (dex_future_is_pending (uploaded));
  g_assert_true (dex_future_is_pending (listed)); /* one after the other */
  g_assert_false (g_file_test (stored, G_FILE_TEST_EXISTS));
  g_assert_cmpint (write (fd, "abc", 3), ==, 3);
  close (fd);

  test_wait_until (!dex_future_is_pending (uploaded));
  dex_future_get_value (uploaded, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (stored, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "abc");
  test_wait_until (!dex_future_is_pending (listed));
  g_assert_true (dex_future_is_resolved (listed));
  g_source_remove (tick);
}

static gboolean
is_same (const char *a, const char *b)
{
  g_autofree char *data_a = NULL;
  g_autofree char *data_b = NULL;
  gsize size_a, size_b;

  return g_file_get_contents (a, &data_a, &size_a, NULL)
         && g_file_get_contents (b, &data_b, &size_b, NULL) && size_a == size_b
         && memcmp (data_a, data_b, size_a) == 0;
}

/* There and back, with what was there before replaced; nothing else is left. */
static void
test_copies (Fixture *self, gconstpointer data)
{
  g_autofree char *local = g_build_filename (self->root, "local", NULL);
  g_autofree char *stored = g_build_filename (self->root, "stored", NULL);
  g_autofree char *back = g_build_filename (self->root, "back", NULL);
  g_autofree char *bytes = g_strnfill (BYTES, 'x');
  g_autoptr (GFile) to = g_file_new_for_path (back);
  g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
  g_autoptr (BambuTransfer) cancelled = bambu_transfer_new ();
  g_autoptr (DexFuture) settled = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  guint n_files = 0;

  g_assert_true (g_file_set_contents (local, bytes, BYTES, NULL));
  g_assert_true (g_file_set_contents (stored, "of before", -1, NULL));
  test_await_true (bambu_storage_upload (self->storage, local, "/stored", transfer));
  bambu_transfer_flush (transfer);
  g_assert_cmpint (bambu_transfer_get_bytes_done (transfer), ==, BYTES);
  g_assert_true (is_same (local, stored));
  test_await_true (bambu_storage_download (self->storage, "/stored", to, NULL));
  g_assert_true (is_same (local, back));

  bambu_transfer_cancel (cancelled);
  settled = test_await (bambu_storage_upload (self->storage, local, "/none", cancelled));
  dex_future_get_value (settled, &error);
  g_assert_error (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_CANCELLED);

  folder = g_dir_open (self->root, 0, NULL);
  while (g_dir_read_name (folder) != NULL)
    n_files++;
  g_assert_cmpuint (n_files, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add ("/sim-local-storage/main-context", Fixture, NULL, set_up, test_main_context,
              tear_down);
  g_test_add ("/sim-local-storage/copies", Fixture, NULL, set_up, test_copies, tear_down);

  return g_test_run ();
}
