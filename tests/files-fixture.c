/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "test-wait.h"

/* Only what fails waits so long. */
static const BambuFtpsLimits limits = {
  .connect_msec = 3 * 1000,
  .response_msec = 3 * 1000,
  .stall_seconds = 1,
  .n_attempts = 2,
  .retry_msec = 100,
  .idle_msec = 60 * 1000,
};

void
files_fixture_set_up (FilesFixture *self, const char *model)
{
  const char *const options[] = { "--profile", model, "--period", "0.1", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  *self = (FilesFixture) { 0 };
  self->simulator = simulator_process_start (options, &error);
  g_assert_no_error (error);
  self->host = simulator_process_get_printer (self->simulator, 0);
  self->serial = json_object_get_string_member (self->host, "serial");
  self->folder = json_object_get_string_member (self->host, "files");
  address = simulator_process_dup_address (self->simulator, 0);

  self->trust = bambu_trust_new ();
  bambu_trust_add_authority (self->trust, json_object_get_string_member (self->host, "ca_file"),
                             &error);
  g_assert_no_error (error);
  self->printer =
      bambu_printer_new (self->serial, json_object_get_string_member (self->host, "model"));
  bambu_printer_set_address (self->printer, address);
  self->ftps = bambu_ftps_storage_new (self->printer, self->trust);
  bambu_ftps_storage_set_limits (self->ftps, &limits);
  bambu_ftps_storage_set_access_code (self->ftps,
                                      json_object_get_string_member (self->host, "access_code"));
  self->storage = BAMBU_STORAGE (self->ftps);

  self->here = g_dir_make_tmp ("culm-files-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_assert_cmpint (g_remove (child), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

void
files_fixture_tear_down (FilesFixture *self)
{
  g_assert_finalize_object (self->ftps);
  g_assert_finalize_object (self->printer);
  g_clear_object (&self->trust);
  simulator_process_stop (self->simulator);
  g_assert_true (bambu_ftps_storage_wait_for_all (20 * 1000));

  remove_folder (self->here);
  g_free (self->here);
}

void
files_fixture_tell (FilesFixture *self, const char *command, const char *fault)
{
  g_autofree char *line = g_strdup_printf ("%s %s %s", command, fault, self->serial);
  guint n_lists = simulator_process_count_events (self->simulator, "faults");

  /* Commands are done in order. */
  simulator_process_tell (self->simulator, line);
  simulator_process_tell (self->simulator, "fault list");
  test_wait_until (simulator_process_count_events (self->simulator, "faults") > n_lists);

  /* What was connected before sees nothing of it, but is ended. */
  test_wait_until (simulator_process_count_events (self->simulator, "ftps-closed")
                   == simulator_process_count_events (self->simulator, "ftps-opened"));
}

static void
write_bytes (const char *path, gsize size)
{
  g_autofree char *data = g_malloc (MAX (size, 1));
  g_autoptr (GError) error = NULL;
  guint32 number = 1;

  for (gsize i = 0; i < size; i++)
    {
      number = number * 1664525 + 1013904223;
      data[i] = (char) (number >> 24);
    }
  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
}

char *
files_fixture_write (FilesFixture *self, const char *name, gsize size)
{
  char *path = g_build_filename (self->here, name, NULL);

  write_bytes (path, size);

  return path;
}

void
files_fixture_put (FilesFixture *self, const char *path, gsize size)
{
  g_autofree char *stored = g_build_filename (self->folder, path, NULL);

  write_bytes (stored, size);
}

gboolean
files_fixture_has (FilesFixture *self, const char *path)
{
  g_autofree char *stored = g_build_filename (self->folder, path, NULL);

  return g_file_test (stored, G_FILE_TEST_EXISTS);
}

static gboolean
on_look_again (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
files_fixture_wait (FilesFixture *self, const char *path, gboolean has)
{
  guint look_again = g_timeout_add (10, on_look_again, NULL);

  test_wait_until (files_fixture_has (self, path) == has);
  g_source_remove (look_again);
}

gboolean
files_fixture_is_stored (FilesFixture *self, const char *path, const char *local)
{
  g_autofree char *stored = g_build_filename (self->folder, path, NULL);
  g_autofree char *there = NULL;
  g_autofree char *here = NULL;
  gsize size_there, size_here;

  return g_file_get_contents (stored, &there, &size_there, NULL)
         && g_file_get_contents (local, &here, &size_here, NULL) && size_there == size_here
         && memcmp (there, here, size_here) == 0;
}
