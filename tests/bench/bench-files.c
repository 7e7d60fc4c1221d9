/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that go to a printer, beside what curl needs for the same file and server; what that takes
 * of memory; how soon it can be stopped; and how long it takes to look into a large one. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>

#include "bambu/project/bambu-project.h"
#include "bench-process.h"
#include "bench-table.h"
#include "files-fixture.h"
#include "project-writer.h"

#define MIBIBYTE (1024 * 1024)
#define ROUNDS 5
#define TIMED_BYTES (256 * (gsize) MIBIBYTE)
#define LARGE_BYTES (1024 * (gsize) MIBIBYTE)
#define PROJECT_BYTES (500 * 1000 * 1000)
#define OPENINGS 21

#define LEAST_SPEED 0.95
#define MOST_UPLOAD_GROWTH (8 * MIBIBYTE)
#define MOST_CANCEL_MSEC 500
#define MOST_OPENING 2.0
#define MOST_OPENING_GROWTH (16 * MIBIBYTE)

static double
get_seconds (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

static DexFuture *
pass_on (DexFuture *future, gpointer user_data)
{
  return dex_ref (future);
}

static void
await (DexFuture *future, gboolean should_succeed)
{
  g_autoptr (DexFuture) settled = dex_future_finally (future, pass_on, NULL, NULL);
  g_autoptr (GError) error = NULL;

  while (dex_future_is_pending (settled))
    g_main_context_iteration (NULL, TRUE);

  dex_future_get_value (settled, &error);
  if (should_succeed)
    g_assert_no_error (error);
  else
    g_assert_nonnull (error);
}

/* In the page cache; not zeros, for a disk that would notice. */
static char *
write_file (FilesFixture *files, const char *name, gsize size)
{
  char *path = g_build_filename (files->here, name, NULL);
  g_autofree guint8 *block = g_malloc (MIBIBYTE);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  for (gsize i = 0; i < MIBIBYTE; i++)
    block[i] = (guint8) (i * 2654435761u >> 24);
  for (gsize i = 0; i < size; i += MIBIBYTE)
    g_assert_cmpint (write (fd, block, MIBIBYTE), ==, MIBIBYTE);
  close (fd);

  return path;
}

/* Where curl reads what must not be on a command line */
static char *
write_curl_config (FilesFixture *files)
{
  char *path = g_build_filename (files->here, "curl", NULL);
  JsonObject *ports = json_object_get_object_member (files->host, "ports");
  int port = (int) json_object_get_int_member (ports, "ftps");
  g_autofree char *text = g_strdup_printf (
      "silent\nshow-error\ntls-max = 1.2\ntlsv1.2\nftp-method = nocwd\nuser = \"bblp:%s\"\n"
      "cacert = \"%s\"\nconnect-to = \"%s:%d:%s:%d\"\nurl = \"ftps://%s:%d//reference\"\n",
      json_object_get_string_member (files->host, "access_code"),
      json_object_get_string_member (files->host, "ca_file"), files->serial, port,
      json_object_get_string_member (files->host, "address"), port, files->serial, port);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return path;
}

static void
on_ended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static double
time_command (const char *const *command)
{
  g_autoptr (GError) error = NULL;
  double begin = get_seconds ();
  g_autoptr (GSubprocess) process =
      simulator_process_spawn (command, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  gboolean has_ended = FALSE;

  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, on_ended, &has_ended);
  while (!has_ended)
    g_main_context_iteration (NULL, TRUE);

  return get_seconds () - begin;
}

static void
remove_stored (FilesFixture *files, const char *name)
{
  g_autofree char *path = g_build_filename (files->folder, name, NULL);

  g_unlink (path);
}

static void
bench_upload (FilesFixture *files, const char *local)
{
  g_autofree char *config = write_curl_config (files);
  const char *const curl[] = { "curl", "-K", config, "-T", local, NULL };
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *measured = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *budget = g_strdup_printf ("≥ %.2f ×", LEAST_SPEED);
  double speed, their_speed;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double begin = get_seconds ();
      double spent;

      await (bambu_storage_upload (files->storage, local, "/ours", NULL), TRUE);
      spent = get_seconds () - begin;
      g_array_append_val (ours, spent);
      remove_stored (files, "ours");

      spent = time_command (curl);
      g_array_append_val (theirs, spent);
      remove_stored (files, "reference");
    }

  speed = TIMED_BYTES / bench_percentile (ours, 50) / 1e6;
  their_speed = TIMED_BYTES / bench_percentile (theirs, 50) / 1e6;
  measured = g_strdup_printf ("%.0f MB/s", speed);
  reference = g_strdup_printf ("%.0f MB/s", their_speed);
  bench_table_add ("upload over FTPS, 256 MiB (curl -T)", measured, reference, budget,
                   speed >= their_speed * LEAST_SPEED);
}

static void
bench_upload_memory (FilesFixture *files)
{
  g_autofree char *local = write_file (files, "large", LARGE_BYTES);
  g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
  gint64 before = bench_process_start_peak ();
  double growth;
  g_autofree char *measured = NULL;
  g_autofree char *budget = g_strdup_printf ("< %d MiB", MOST_UPLOAD_GROWTH / MIBIBYTE);

  g_assert_cmpint (before, >, 0);
  await (bambu_storage_upload (files->storage, local, "/large", transfer), TRUE);
  growth = (double) (bench_process_get_peak () - before);
  g_assert_cmpint (bambu_transfer_get_bytes_done (transfer), ==, LARGE_BYTES);
  remove_stored (files, "large");
  g_unlink (local);

  measured = g_strdup_printf ("%.1f MiB", growth / MIBIBYTE);
  bench_table_add ("memory growth, 1 GiB uploaded", measured, NULL, budget,
                   growth < MOST_UPLOAD_GROWTH);
}

static void
bench_cancel (FilesFixture *files, const char *local)
{
  double settled = 0;
  double removed = 0;
  g_autofree char *measured = NULL;
  g_autofree char *measured_removal = NULL;
  g_autofree char *budget = g_strdup_printf ("< %d ms", MOST_CANCEL_MSEC);

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
      DexFuture *upload = bambu_storage_upload (files->storage, local, "/cancelled", transfer);
      double begin;

      while (bambu_transfer_get_bytes_done (transfer) == 0)
        g_main_context_iteration (NULL, TRUE);
      g_assert_true (files_fixture_has (files, "cancelled"));

      begin = get_seconds ();
      bambu_transfer_cancel (transfer);
      await (upload, FALSE);
      settled = MAX (settled, get_seconds () - begin);
      while (files_fixture_has (files, "cancelled"))
        g_main_context_iteration (NULL, FALSE);
      removed = MAX (removed, get_seconds () - begin);
    }

  measured = g_strdup_printf ("%.0f ms", settled * 1000);
  measured_removal = g_strdup_printf ("%.0f ms", removed * 1000);
  bench_table_add ("cancelled upload, until it is over, slowest", measured, NULL, budget,
                   settled * 1000 < MOST_CANCEL_MSEC);
  bench_table_add ("cancelled upload, until the part is gone, slowest", measured_removal, NULL,
                   budget, removed * 1000 < MOST_CANCEL_MSEC);
}

/* A slicer's file of one plate, with G-code of this size */
static char *
write_project (FilesFixture *files)
{
  char *path = g_build_filename (files->here, "large.gcode.3mf", NULL);
  ProjectWriter *writer = project_writer_new_with_options (path, "zip:compression=store");
  g_autoptr (GString) gcode = g_string_new (PROJECT_GCODE_HEAD);

  while (gcode->len < PROJECT_BYTES)
    g_string_append (gcode, "G1 X128.125 Y127.875 E.03125\n");
  project_writer_add (writer, "3D/3dmodel.model", "<model/>");
  project_writer_add_picture (writer, "Metadata/plate_1.png", 512, 512);
  project_writer_add_bytes (writer, "Metadata/plate_1.gcode", gcode->str, gcode->len);
  project_writer_close (writer);

  return path;
}

static void
bench_opening (FilesFixture *files)
{
  g_autofree char *path = write_project (files);
  const char *const unzip[] = { "unzip", "-l", path, NULL };
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 before = bench_process_start_peak ();
  double growth, a, b;
  g_autofree char *measured = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *grown = NULL;
  g_autofree char *budget = g_strdup_printf ("≤ %.2f ×", MOST_OPENING);
  g_autofree char *most = g_strdup_printf ("< %d MiB", MOST_OPENING_GROWTH / MIBIBYTE);

  await (bambu_project_open (path), TRUE);
  growth = (double) (bench_process_get_peak () - before);

  for (guint i = 0; i < OPENINGS; i++)
    {
      double begin = get_seconds ();
      double spent;

      await (bambu_project_open (path), TRUE);
      spent = get_seconds () - begin;
      g_array_append_val (ours, spent);
      spent = time_command (unzip);
      g_array_append_val (theirs, spent);
    }
  g_unlink (path);

  a = bench_percentile (ours, 50) * 1000;
  b = bench_percentile (theirs, 50) * 1000;
  measured = g_strdup_printf ("%.1f ms", a);
  reference = g_strdup_printf ("%.1f ms", b);
  bench_table_add ("opening a 3MF of 500 MB (unzip -l)", measured, reference, budget,
                   a <= b * MOST_OPENING);
  grown = g_strdup_printf ("%.1f MiB", growth / MIBIBYTE);
  bench_table_add ("memory growth, 3MF of 500 MB opened", grown, NULL, most,
                   growth < MOST_OPENING_GROWTH);
}

int
main (void)
{
  FilesFixture files;
  g_autofree char *local = NULL;

  setlocale (LC_ALL, "");
  dex_init ();
  files_fixture_set_up (&files, "P1S");
  local = write_file (&files, "timed", TIMED_BYTES);

  bench_upload (&files, local);
  bench_upload_memory (&files);
  bench_cancel (&files, local);
  bench_opening (&files);

  files_fixture_tear_down (&files);

  return bench_table_finish ();
}
