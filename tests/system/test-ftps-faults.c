/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "bambu-fleet.h"
#include "files-fixture.h"
#include "link/bambu-mqtt-link.h"
#include "project-writer.h"
#include "test-wait.h"

/* What the library says of, and makes of, what goes wrong with a printer's files: one fault after
 * the other in one simulator. */

#define FILE_BYTES 1000000
#define NAME "new.gcode.3mf"
#define OK -1
#define REFUSED_OR_LOST -2 /* which the client sees of two at the same time is chance */

static const BambuFtpsLimits HASTY = {
  .connect_msec = 3 * 1000,
  .response_msec = 3 * 1000,
  .stall_seconds = 1,
  .n_attempts = 2,
  .retry_msec = 100,
  .idle_msec = 60 * 1000,
};

static FilesFixture files;
static char *local;

static void
assert_settles (DexFuture *future, int expected)
{
  g_autoptr (DexFuture) settled = test_await (future);
  g_autoptr (GError) error = NULL;

  dex_future_get_value (settled, &error);
  if (error != NULL)
    g_test_message ("%s", error->message);

  if (expected == OK)
    g_assert_no_error (error);
  else if (expected == REFUSED_OR_LOST)
    g_assert_true (
        g_error_matches (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_DATA)
        || g_error_matches (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_UNREACHABLE));
  else
    g_assert_error (error, BAMBU_STORAGE_ERROR, expected);
}

static const struct
{
  const char *fault;
  int result;
} uploads[] = {
  { "ftps-off", BAMBU_STORAGE_ERROR_UNREACHABLE },
  { "ftps-silent", BAMBU_STORAGE_ERROR_UNREACHABLE },
  { "ftps-absent", BAMBU_STORAGE_ERROR_DENIED },
  { "ftps-unformatted", BAMBU_STORAGE_ERROR_DENIED },
  { "ftps-read-only", BAMBU_STORAGE_ERROR_DENIED },
  { "ftps-full", BAMBU_STORAGE_ERROR_FULL },
  { "ftps-full-midway", BAMBU_STORAGE_ERROR_FULL },
  { "ftps-full-midway=100000", BAMBU_STORAGE_ERROR_FULL },
  { "ftps-cut", BAMBU_STORAGE_ERROR_UNREACHABLE },
  { "ftps-stall", BAMBU_STORAGE_ERROR_TIMED_OUT },
  { "ftps-slow=500", OK },
  { "ftps-late=1", OK },
  { "ftps-never", OK }, /* all of it is there */
  { "ftps-half-closed", OK },
  { "ftps-hang", OK },
  { "ftps-426-complete", OK },
  { "ftps-426-short", BAMBU_STORAGE_ERROR_SIZE },
  { "ftps-226-short", BAMBU_STORAGE_ERROR_SIZE },
  { "ftps-pasv-zero", OK },
  { "ftps-no-epsv", OK },
  { "ftps-any-session", OK },
  { "ftps-lost-session", REFUSED_OR_LOST },
  { "ftps-tls13", OK },
  { "ftps-no-size", OK },
  { "ftps-no-feat", OK },
  { "ftps-no-pwd", OK },
  { "ftps-a1", BAMBU_STORAGE_ERROR_TIMED_OUT }, /* not of this model */
};

static void
test_upload (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (GStrv) name = g_strsplit (uploads[i].fault, "=", 2);

  files_fixture_tell (&files, "fault", uploads[i].fault);
  assert_settles (bambu_storage_upload (files.storage, local, "/" NAME, NULL), uploads[i].result);
  g_assert_false (bambu_storage_is_in_the_clear (files.storage));
  files_fixture_tell (&files, "clear", name[0]);

  /* There is all of it or nothing, and the next thing goes well. */
  if (uploads[i].result == OK)
    {
      g_assert_true (files_fixture_is_stored (&files, NAME, local));
      assert_settles (bambu_storage_remove (files.storage, "/" NAME), OK);
    }
  else
    assert_settles (bambu_storage_list (files.storage, "/"), OK);
  files_fixture_wait (&files, NAME, FALSE);
}

static const struct
{
  const char *fault;
  int result;
} downloads[] = {
  { "ftps-cut", BAMBU_STORAGE_ERROR_UNREACHABLE },
  { "ftps-stall", BAMBU_STORAGE_ERROR_TIMED_OUT },
  { "ftps-short-download", BAMBU_STORAGE_ERROR_SIZE },
  { "ftps-slow=800", OK },
  { "ftps-no-size", OK },
  { "ftps-no-epsv", OK },
};

static void
test_download (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (GStrv) name = g_strsplit (downloads[i].fault, "=", 2);
  g_autofree char *back = g_build_filename (files.here, "back", NULL);
  g_autofree char *part = g_strconcat (back, ".part", NULL);
  g_autoptr (GFile) to = g_file_new_for_path (back);

  files_fixture_put (&files, "old", FILE_BYTES);
  files_fixture_tell (&files, "fault", downloads[i].fault);
  assert_settles (bambu_storage_download (files.storage, "/old", to, NULL), downloads[i].result);
  files_fixture_tell (&files, "clear", name[0]);

  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  if (downloads[i].result == OK)
    {
      g_assert_true (files_fixture_is_stored (&files, "old", back));
      g_file_delete (to, NULL, NULL);
    }
  g_assert_false (g_file_test (back, G_FILE_TEST_EXISTS));
}

/* A connection that was kept has gone meanwhile: that is nobody's fault. */
static void
test_dropped (void)
{
  guint n_closed;

  files_fixture_tell (&files, "fault", "ftps-idle=0.2");
  assert_settles (bambu_storage_list (files.storage, "/"), OK);
  n_closed = simulator_process_count_events (files.simulator, "ftps-closed");
  test_wait_until (simulator_process_count_events (files.simulator, "ftps-closed") > n_closed);
  assert_settles (bambu_storage_list (files.storage, "/"), OK);
  files_fixture_tell (&files, "clear", "ftps-idle");

  assert_settles (bambu_storage_list (files.storage, "/"), OK);
  files_fixture_tell (&files, "fault", "ftps-reset");
  assert_settles (bambu_storage_list (files.storage, "/"), OK);
}

static void
test_single (void)
{
  g_autoptr (BambuFtpsStorage) other = bambu_ftps_storage_new (files.printer, files.trust);

  bambu_ftps_storage_set_access_code (other,
                                      json_object_get_string_member (files.host, "access_code"));
  files_fixture_tell (&files, "fault", "ftps-single");
  assert_settles (bambu_storage_list (files.storage, "/"), OK);
  assert_settles (bambu_storage_list (BAMBU_STORAGE (other), "/"), BAMBU_STORAGE_ERROR_BUSY);
  files_fixture_tell (&files, "clear", "ftps-single");
  assert_settles (bambu_storage_list (BAMBU_STORAGE (other), "/"), OK);
}

static void
test_changes (void)
{
  files_fixture_put (&files, "old", 1);

  files_fixture_tell (&files, "fault", "ftps-read-only");
  assert_settles (bambu_storage_remove (files.storage, "/old"), BAMBU_STORAGE_ERROR_DENIED);
  files_fixture_tell (&files, "clear", "ftps-read-only");
  g_assert_true (files_fixture_has (&files, "old"));

  g_assert_true (bambu_storage_can_rename (files.storage));
  files_fixture_tell (&files, "fault", "ftps-no-rename");
  assert_settles (bambu_storage_rename (files.storage, "/old", "/older"),
                  BAMBU_STORAGE_ERROR_UNSUPPORTED);
  files_fixture_tell (&files, "clear", "ftps-no-rename");
  g_assert_false (bambu_storage_can_rename (files.storage));
  g_assert_true (files_fixture_has (&files, "old"));
}

/* Slicers write the pictures first; @picture_last: this one did not */
static void
write_project (const char *name, gsize size, gboolean picture_last)
{
  g_autofree char *path = g_build_filename (files.folder, name, NULL);
  ProjectWriter *writer = project_writer_new_with_options (path, "zip:compression=store");

  project_writer_add (writer, "3D/3dmodel.model", "<model/>");
  if (!picture_last)
    project_writer_add_picture (writer, "Metadata/plate_1.png", 512, 512);
  project_writer_add_zeros (writer, "Metadata/plate_1.gcode", size);
  if (picture_last)
    project_writer_add_picture (writer, "Metadata/plate_1.png", 512, 512);
  project_writer_close (writer);
}

/* Returns: how many plates it tells of, with a picture */
static int
count_plates (BambuStorage *storage, const char *path)
{
  g_autoptr (BambuStoredFile) file = bambu_stored_file_new (path, FALSE, -1, 0);
  g_autoptr (DexFuture) loaded = test_await (bambu_storage_load_preview (storage, file, NULL));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (loaded, &error);
  const BambuPreviewValues *values;

  g_assert_no_error (error);
  values = bambu_preview_get_values (g_value_get_object (value));
  g_assert_nonnull (values->picture);

  return values->n_plates;
}

/* From a slow printer only the picture is fetched, which comes first. */
static void
test_slow_preview (void)
{
  write_project ("slow.3mf", 3000000, FALSE);
  g_assert_cmpint (count_plates (files.storage, "/slow.3mf"), ==, 1);
  files_fixture_tell (&files, "fault", "ftps-slow");
  g_assert_cmpint (count_plates (files.storage, "/slow.3mf"), ==, 0);
  files_fixture_tell (&files, "clear", "ftps-slow");
}

/* Where nothing can be read from the midst of a file, as it is with real printers, what is small is
 * fetched as a whole, and of what is large its begin. */
static void
test_previews (void)
{
  static const struct
  {
    const char *fault;
    int of_large;
  } cases[] = {
    { NULL, BAMBU_STORAGE_ERROR_TOO_LARGE },
    { "ftps-no-rest", BAMBU_STORAGE_ERROR_TOO_LARGE },
    { "ftps-resume", OK },
  };
  g_autoptr (BambuStoredFile) large = bambu_stored_file_new ("/large.3mf", FALSE, -1, 0);
  g_autoptr (BambuStoredFile) small = bambu_stored_file_new ("/small.3mf", FALSE, -1, 0);

  write_project ("large.3mf", 5000000, TRUE);
  write_project ("usual.3mf", 5000000, FALSE);
  write_project ("small.3mf", 500000, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuFtpsStorage) ftps = bambu_ftps_storage_new (files.printer, files.trust);
      BambuStorage *storage = BAMBU_STORAGE (ftps);

      bambu_ftps_storage_set_access_code (
          ftps, json_object_get_string_member (files.host, "access_code"));
      if (cases[i].fault != NULL)
        files_fixture_tell (&files, "fault", cases[i].fault);
      for (guint round = 0; round < 2; round++)
        {
          assert_settles (bambu_storage_load_preview (storage, small, NULL), OK);
          assert_settles (bambu_storage_load_preview (storage, large, NULL), cases[i].of_large);
          g_assert_cmpint (count_plates (storage, "/usual.3mf"), ==, cases[i].of_large == OK);
        }
      if (cases[i].fault != NULL)
        files_fixture_tell (&files, "clear", cases[i].fault);
    }
}

/* What has come of it is no whole video. */
static void
test_growing (void)
{
  g_autofree char *back = g_build_filename (files.here, "back", NULL);
  g_autoptr (GFile) to = g_file_new_for_path (back);

  files_fixture_tell (&files, "fault", "ftps-growing");
  files_fixture_wait (&files, "timelapse/video_2026-11-28_07-00-00.avi", TRUE);
  files_fixture_tell (&files, "fault", "ftps-slow=50");
  assert_settles (
      bambu_storage_download (files.storage, "/timelapse/video_2026-11-28_07-00-00.avi", to, NULL),
      BAMBU_STORAGE_ERROR_SIZE);
  files_fixture_tell (&files, "clear", "ftps-slow");
  files_fixture_tell (&files, "clear", "ftps-growing");
  g_assert_false (g_file_test (back, G_FILE_TEST_EXISTS));
}

static guint
count_files (const char *folder)
{
  g_autoptr (DexFuture) listed = test_await (bambu_storage_list (files.storage, folder));
  const GValue *value = dex_future_get_value (listed, NULL);

  g_assert_nonnull (value);

  return g_list_model_get_n_items (G_LIST_MODEL (g_value_get_object (value)));
}

static void
test_lists (void)
{
  files_fixture_tell (&files, "fault", "ftps-crowd");
  g_assert_cmpuint (count_files ("/cache"), >=, 1000);
  files_fixture_tell (&files, "clear", "ftps-crowd");

  files_fixture_tell (&files, "fault", "ftps-absent");
  g_assert_cmpuint (count_files ("/"), ==, 0);
  files_fixture_tell (&files, "clear", "ftps-absent");
}

static void
say (BambuPrinter *printer, const char *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuFrame) frame = bambu_frame_parse (report, strlen (report), &error);

  g_assert_no_error (error);
  bambu_printer_apply (printer, frame);
}

/* What the printer itself says of its storage is the better word. */
static void
test_absent (void)
{
  static const struct
  {
    const char *model;
    BambuStorageError code;
  } cases[] = {
    { "P1S", BAMBU_STORAGE_ERROR_ABSENT },
    { "X1C", BAMBU_STORAGE_ERROR_ABSENT },
    { "P2S", BAMBU_STORAGE_ERROR_UNSUPPORTED },
    { "H2D", BAMBU_STORAGE_ERROR_UNSUPPORTED },
  };

  files_fixture_tell (&files, "fault", "ftps-absent");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuPrinter) printer = bambu_printer_new (files.serial, cases[i].model);
      g_autoptr (BambuFtpsStorage) ftps = bambu_ftps_storage_new (printer, files.trust);
      BambuStorage *storage = BAMBU_STORAGE (ftps);

      bambu_ftps_storage_set_access_code (
          ftps, json_object_get_string_member (files.host, "access_code"));
      bambu_printer_set_address (printer, bambu_printer_get_address (files.printer));
      say (printer, "{\"print\":{\"command\":\"push_status\",\"msg\":0,\"sdcard\":false,"
                    "\"gcode_state\":\"IDLE\",\"home_flag\":0}}");
      g_assert_cmpint (bambu_printer_get_storage (printer), ==, BAMBU_STORAGE_STATE_NONE);
      assert_settles (bambu_storage_list (storage, "/"), (int) cases[i].code);
      assert_settles (bambu_storage_upload (storage, local, "/" NAME, NULL), (int) cases[i].code);
    }
  files_fixture_tell (&files, "clear", "ftps-absent");
}

/* Some of this model cannot encrypt what they store: it goes in the clear, and that is told. */
static void
test_clear (void)
{
  FilesFixture a1;
  g_autofree char *path = NULL;
  guint n_notified = 0;

  files_fixture_set_up (&a1, "A1mini");
  path = files_fixture_write (&a1, "a", FILE_BYTES);
  g_signal_connect_swapped (a1.storage, "notify::in-the-clear", G_CALLBACK (g_atomic_int_inc),
                            &n_notified);
  files_fixture_tell (&a1, "fault", "ftps-a1");
  assert_settles (bambu_storage_upload (a1.storage, path, "/a", NULL), OK);
  g_assert_true (files_fixture_is_stored (&a1, "a", path));
  g_assert_true (bambu_storage_is_in_the_clear (a1.storage));
  assert_settles (bambu_storage_list (a1.storage, "/"), OK);
  g_assert_cmpuint (n_notified, ==, 1);
  files_fixture_tell (&a1, "clear", "ftps-a1");
  files_fixture_tear_down (&a1);
}

static BambuFleet *
open_fleet (FilesFixture *a1, BambuKeyring *keyring, const char *path)
{
  guint16 port = 0; /* any: nobody announces anything */
  g_autoptr (BambuStore) store = bambu_store_new (path);
  g_autoptr (BambuDiscovery) discovery = bambu_discovery_new_for_ports (&port, 1);
  BambuFleet *fleet = bambu_fleet_new (store, keyring, a1->trust, discovery);

  test_await_true (bambu_fleet_load (fleet));

  return fleet;
}

static BambuStorage *
open_storage (FilesFixture *a1, BambuFleet *fleet)
{
  BambuPrinter *printer = bambu_fleet_find (fleet, a1->serial);
  BambuStorage *storage = bambu_fleet_get_storage (fleet, printer);

  bambu_ftps_storage_set_limits (BAMBU_FTPS_STORAGE (storage), &HASTY);
  test_wait_until (bambu_printer_get_freshness (printer) == BAMBU_FRESHNESS_LIVE
                   && bambu_printer_get_firmware (printer) != NULL);

  return storage;
}

static void
close_fleet (BambuFleet *fleet)
{
  test_wait_until (G_OBJECT (fleet)->ref_count == 1);
  g_assert_finalize_object (fleet);
  bambu_mqtt_link_wait_for_all (10 * 1000);
  g_assert_true (bambu_ftps_storage_wait_for_all (10 * 1000));
}

/* What took a while to find out is known the next time, for as long as the firmware stays. */
static void
test_clear_remembered (void)
{
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new_for_session ();
  g_autoptr (BambuFtpsStorage) other = NULL;
  g_autofree char *data = NULL;
  g_autofree char *path = NULL;
  g_autofree char *address = NULL;
  const char *code;
  FilesFixture a1;
  BambuFleet *fleet;
  BambuStorage *storage;
  guint n_opened;

  files_fixture_set_up (&a1, "A1mini");
  address = simulator_process_dup_address (a1.simulator, 0);
  code = json_object_get_string_member (a1.host, "access_code");
  data = g_build_filename (a1.here, "culm.db", NULL);
  path = files_fixture_write (&a1, "a", FILE_BYTES);

  files_fixture_tell (&a1, "fault", "ftps-a1");
  fleet = open_fleet (&a1, keyring, data);
  dex_unref (test_await (bambu_fleet_add (fleet, a1.serial, "A1 mini", "N1", address, code, NULL)));
  storage = open_storage (&a1, fleet);
  g_assert_false (bambu_storage_is_in_the_clear (storage));
  assert_settles (bambu_storage_upload (storage, path, "/a", NULL), OK);
  g_assert_true (bambu_storage_is_in_the_clear (storage));
  close_fleet (fleet);

  /* Encrypted is not tried again: there is one connection only. */
  fleet = open_fleet (&a1, keyring, data);
  storage = open_storage (&a1, fleet);
  n_opened = simulator_process_count_events (a1.simulator, "ftps-opened");
  assert_settles (bambu_storage_list (storage, "/"), OK);
  g_assert_true (bambu_storage_is_in_the_clear (storage));
  test_wait_until (simulator_process_count_events (a1.simulator, "ftps-opened") > n_opened);
  g_assert_cmpuint (simulator_process_count_events (a1.simulator, "ftps-opened"), ==, n_opened + 1);

  other = bambu_ftps_storage_new (bambu_fleet_find (fleet, a1.serial), a1.trust);
  bambu_ftps_storage_set_limits (other, &HASTY);
  bambu_ftps_storage_set_access_code (other, code);
  bambu_ftps_storage_set_clear_firmware (other, "01.00.00.00");
  n_opened = simulator_process_count_events (a1.simulator, "ftps-opened");
  assert_settles (bambu_storage_list (BAMBU_STORAGE (other), "/"), OK);
  test_wait_until (simulator_process_count_events (a1.simulator, "ftps-opened") > n_opened + 1);
  g_clear_object (&other);
  close_fleet (fleet);
  files_fixture_tell (&a1, "clear", "ftps-a1");
  files_fixture_tear_down (&a1);
}

static void
add (const char *group, const char *fault, guint number, GTestDataFunc func)
{
  g_autofree char *path = g_strdup_printf ("/ftps-faults/%s/%s", group, fault);

  g_test_add_data_func (path, GUINT_TO_POINTER (number), func);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  dex_init ();

  for (guint i = 0; i < G_N_ELEMENTS (uploads); i++)
    add ("upload", uploads[i].fault, i, test_upload);
  for (guint i = 0; i < G_N_ELEMENTS (downloads); i++)
    add ("download", downloads[i].fault, i, test_download);
  g_test_add_func ("/ftps-faults/dropped", test_dropped);
  g_test_add_func ("/ftps-faults/single", test_single);
  g_test_add_func ("/ftps-faults/changes", test_changes);
  g_test_add_func ("/ftps-faults/previews", test_previews);
  g_test_add_func ("/ftps-faults/slow-preview", test_slow_preview);
  g_test_add_func ("/ftps-faults/growing", test_growing);
  g_test_add_func ("/ftps-faults/lists", test_lists);
  g_test_add_func ("/ftps-faults/absent", test_absent);
  g_test_add_func ("/ftps-faults/clear", test_clear);
  g_test_add_func ("/ftps-faults/clear-remembered", test_clear_remembered);

  files_fixture_set_up (&files, "P1S");
  local = files_fixture_write (&files, "a", FILE_BYTES);
  assert_settles (bambu_storage_list (files.storage, "/"), OK); /* the card is made */
  result = g_test_run ();
  g_free (local);
  files_fixture_tear_down (&files);

  return result;
}
