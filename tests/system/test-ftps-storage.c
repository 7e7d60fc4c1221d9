/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "bambu/account/bambu-picture.h"
#include "files-fixture.h"
#include "project-writer.h"
#include "test-wait.h"

#define MODEL "P1S"
#define MUCH (900 * 1000 * 1000) /* bytes */

static GListModel *
list (FilesFixture *files, const char *folder)
{
  g_autoptr (DexFuture) future = test_await (bambu_storage_list (files->storage, folder));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  g_assert_no_error (error);

  return g_value_dup_object (value);
}

static char *
list_names (FilesFixture *files, const char *folder)
{
  g_autoptr (GListModel) model = list (files, folder);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (BambuStoredFile) file = g_list_model_get_item (model, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                              bambu_stored_file_get_values (file)->name);
    }

  return g_string_free_and_steal (g_steal_pointer (&names));
}

static void
assert_fails (DexFuture *future, BambuStorageError code)
{
  g_autoptr (GError) error = test_await_error (future);

  g_test_message ("%s", error->message);
  g_assert_error (error, BAMBU_STORAGE_ERROR, (int) code);
}

static void
test_list (FilesFixture *files)
{
  g_autofree char *root = list_names (files, "/");
  g_autofree char *timelapse = list_names (files, "/timelapse");
  g_autoptr (GListModel) cache = list (files, "/cache");
  g_autoptr (BambuStoredFile) gears = g_list_model_get_item (cache, 0);
  const BambuStoredFileValues *values = bambu_stored_file_get_values (gears);

  g_assert_cmpstr (root, ==, "cache, image, logger, timelapse, Boat.gcode.3mf");
  g_assert_cmpstr (timelapse, ==, "thumbnail, video_2026-11-20_10-12-13.avi");
  g_assert_cmpstr (values->path, ==, "/cache/Gear box.3mf");
  g_assert_cmpint (values->kind, ==, BAMBU_STORED_KIND_3MF);
  g_assert_cmpint (values->bytes, >, 1000);
  g_assert_cmpint (values->modified, ==, 1603238400); /* 2020-10-21: of what is old, the day */

  assert_fails (bambu_storage_list (files->storage, "/nowhere"), BAMBU_STORAGE_ERROR_NOT_FOUND);

  /* All over one connection */
  g_assert_cmpuint (simulator_process_count_events (files->simulator, "ftps-opened"), ==, 1);
}

static void
test_move (FilesFixture *files)
{
  g_autofree char *local = files_fixture_write (files, "a", 3 * 1000 * 1000);
  g_autofree char *shorter = files_fixture_write (files, "b", 1);
  g_autofree char *empty = files_fixture_write (files, "c", 0);
  g_autofree char *back = g_build_filename (files->here, "back", NULL);
  g_autofree char *part = g_strconcat (back, ".part", NULL);
  g_autoptr (GFile) to = g_file_new_for_path (back);
  g_autoptr (BambuTransfer) up = bambu_transfer_new ();
  g_autoptr (BambuTransfer) down = bambu_transfer_new ();

  test_await_true (bambu_storage_upload (files->storage, local, "/Zahnr\303\244der.3mf", up));
  g_assert_true (files_fixture_is_stored (files, "Zahnr\303\244der.3mf", local));
  g_assert_cmpint (bambu_transfer_get_bytes_done (up), ==, 3 * 1000 * 1000);
  g_assert_cmpint (bambu_transfer_get_bytes_total (up), ==, 3 * 1000 * 1000);

  test_await_true (bambu_storage_download (files->storage, "/Zahnr\303\244der.3mf", to, down));
  g_assert_true (files_fixture_is_stored (files, "Zahnr\303\244der.3mf", back));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_cmpint (bambu_transfer_get_bytes_done (down), ==, 3 * 1000 * 1000);

  /* Replaced by a shorter one, and by one of nothing */
  test_await_true (bambu_storage_upload (files->storage, shorter, "/Zahnr\303\244der.3mf", NULL));
  g_assert_true (files_fixture_is_stored (files, "Zahnr\303\244der.3mf", shorter));
  test_await_true (bambu_storage_upload (files->storage, empty, "/empty", NULL));
  g_assert_true (files_fixture_is_stored (files, "empty", empty));
  test_await_true (bambu_storage_download (files->storage, "/empty", to, NULL));
  g_assert_true (files_fixture_is_stored (files, "empty", back));
}

static void
test_load (FilesFixture *files)
{
  g_autoptr (DexFuture) loaded = NULL;
  g_autofree char *local = files_fixture_write (files, "a", 5000);
  const GValue *value;

  test_await_true (bambu_storage_upload (files->storage, local, "/five", NULL));
  loaded = test_await (bambu_storage_load (files->storage, "/five", 5000, NULL));
  value = dex_future_get_value (loaded, NULL);
  g_assert_nonnull (value);
  g_assert_cmpuint (g_bytes_get_size (g_value_get_boxed (value)), ==, 5000);

  assert_fails (bambu_storage_load (files->storage, "/five", 4999, NULL),
                BAMBU_STORAGE_ERROR_TOO_LARGE);
  assert_fails (bambu_storage_load (files->storage, "/six", 4999, NULL),
                BAMBU_STORAGE_ERROR_NOT_FOUND);
}

static BambuPreview *
load_preview (FilesFixture *files, const char *path)
{
  g_autoptr (BambuStoredFile) file = bambu_stored_file_new (path, FALSE, -1, 0);
  g_autoptr (DexFuture) loaded =
      test_await (bambu_storage_load_preview (files->storage, file, NULL));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (loaded, &error);

  g_assert_no_error (error);

  return g_value_dup_object (value);
}

/* Takes @preview. */
static void
assert_shows (BambuPreview *preview, int n_plates)
{
  const BambuPreviewValues *values = bambu_preview_get_values (preview);
  guint width, height;

  g_assert_true (bambu_picture_measure (values->picture, &width, &height));
  g_assert_cmpint (values->n_plates, ==, n_plates);
  g_assert_cmpint (values->seconds > 0, ==, n_plates > 0);
  g_object_unref (preview);
}

static void
test_preview (FilesFixture *files)
{
  static const char *const without[] = { "/logger/system.log", "/broken.3mf" };

  g_object_unref (list (files, "/"));
  assert_shows (load_preview (files, "/Boat.gcode.3mf"), 1);
  assert_shows (load_preview (files, "/cache/Gear box.3mf"), 2);
  assert_shows (load_preview (files, "/timelapse/video_2026-11-20_10-12-13.avi"), 0);
  assert_shows (load_preview (files, "/image/1.jpg"), 0);

  files_fixture_put (files, "broken.3mf", 200 * 1000);
  for (guint i = 0; i < G_N_ELEMENTS (without); i++)
    {
      g_autoptr (BambuStoredFile) file = bambu_stored_file_new (without[i], FALSE, -1, 0);

      assert_fails (bambu_storage_load_preview (files->storage, file, NULL),
                    BAMBU_STORAGE_ERROR_NOT_FOUND);
    }
}

static void
write_project (const char *path, gsize size)
{
  ProjectWriter *writer = project_writer_new_with_options (path, "zip:compression=store");
  g_autoptr (GString) gcode = g_string_new (PROJECT_GCODE_HEAD);

  while (gcode->len < size)
    g_string_append (gcode, "G1 X128.125 Y127.875 E.03125\n");
  project_writer_add (writer, "3D/3dmodel.model", "<model/>");
  project_writer_add_gcode (writer, 1, gcode->str);
  project_writer_add_picture (writer, "Metadata/plate_1.png", 512, 512);
  project_writer_add (writer, "Metadata/slice_info.config",
                      "<config><plate><metadata key='index' value='1'/>"
                      "<metadata key='prediction' value='60'/></plate>"
                      "<plate><metadata key='index' value='2'/>"
                      "<metadata key='prediction' value='30'/></plate></config>");
  project_writer_close (writer);
}

/* Of a large file only what is needed is fetched: its directory and some entries. */
static void
test_look_into (FilesFixture *files)
{
  g_autofree char *stored = g_build_filename (files->folder, "large.gcode.3mf", NULL);

  g_object_unref (list (files, "/"));
  files_fixture_tell (files, "fault", "ftps-resume");
  write_project (stored, 64 * 1000 * 1000);
  assert_shows (load_preview (files, "/large.gcode.3mf"), 2);

  /* Each look costs a connection; there are few, and then all is as before. */
  g_object_unref (list (files, "/"));
  g_assert_cmpuint (simulator_process_count_events (files->simulator, "ftps-opened"), <, 12);
}

static void
test_change (FilesFixture *files)
{
  g_autofree char *names = list_names (files, "/");

  g_assert_true (bambu_storage_can_rename (files->storage));
  test_await_true (bambu_storage_rename (files->storage, "/Boat.gcode.3mf", "/Ship.gcode.3mf"));
  g_assert_true (files_fixture_has (files, "Ship.gcode.3mf"));
  g_assert_false (files_fixture_has (files, "Boat.gcode.3mf"));

  assert_fails (bambu_storage_rename (files->storage, "/Boat.gcode.3mf", "/x"),
                BAMBU_STORAGE_ERROR_NOT_FOUND);
  assert_fails (bambu_storage_rename (files->storage, "/Ship.gcode.3mf", "/cache/Gear box.3mf"),
                BAMBU_STORAGE_ERROR_EXISTS);
  assert_fails (bambu_storage_rename (files->storage, "/Ship.gcode.3mf", "/a:b"),
                BAMBU_STORAGE_ERROR_NAME);
  g_assert_true (bambu_storage_can_rename (files->storage));

  test_await_true (bambu_storage_remove (files->storage, "/Ship.gcode.3mf"));
  g_assert_false (files_fixture_has (files, "Ship.gcode.3mf"));
  assert_fails (bambu_storage_remove (files->storage, "/Ship.gcode.3mf"),
                BAMBU_STORAGE_ERROR_NOT_FOUND);
  assert_fails (bambu_storage_remove (files->storage, "/../x"), BAMBU_STORAGE_ERROR_NAME);
}

static void
test_here (FilesFixture *files)
{
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nowhere/at/all");

  assert_fails (bambu_storage_upload (files->storage, "/nowhere", "/x", NULL),
                BAMBU_STORAGE_ERROR_LOCAL);
  assert_fails (bambu_storage_upload (files->storage, files->here, "/x", NULL),
                BAMBU_STORAGE_ERROR_LOCAL);
  assert_fails (bambu_storage_download (files->storage, "/Boat.gcode.3mf", nowhere, NULL),
                BAMBU_STORAGE_ERROR_LOCAL);
  g_assert_false (files_fixture_has (files, "x"));
}

/* What is not trusted gets no code, and what has no code says nothing. */
static void
test_secrets (FilesFixture *files)
{
  g_autoptr (BambuTrust) nobody = bambu_trust_new ();
  g_autoptr (BambuFtpsStorage) stranger = bambu_ftps_storage_new (files->printer, nobody);

  assert_fails (bambu_storage_list (BAMBU_STORAGE (stranger), "/"), BAMBU_STORAGE_ERROR_NO_CODE);
  g_assert_cmpuint (simulator_process_count_events (files->simulator, "ftps-opened"), ==, 0);

  bambu_ftps_storage_set_access_code (stranger, "12345678");
  assert_fails (bambu_storage_list (BAMBU_STORAGE (stranger), "/"),
                BAMBU_STORAGE_ERROR_CERTIFICATE);
  test_wait_until (simulator_process_count_events (files->simulator, "ftps-opened") == 1);

  bambu_ftps_storage_set_access_code (files->ftps, "12345678");
  assert_fails (bambu_storage_list (files->storage, "/"), BAMBU_STORAGE_ERROR_REFUSED);
  test_wait_until (simulator_process_count_events (files->simulator, "login-refused") == 1);
  g_assert_cmpuint (simulator_process_count_events (files->simulator, "ftps-login"), ==, 0);
}

static void
test_pin (FilesFixture *files)
{
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (BambuFtpsStorage) ftps = bambu_ftps_storage_new (files->printer, trust);
  g_autoptr (DexFuture) listed = NULL;

  bambu_ftps_storage_set_access_code (ftps,
                                      json_object_get_string_member (files->host, "access_code"));
  bambu_trust_set_pin (trust, files->serial,
                       json_object_get_string_member (files->host, "fingerprint"));
  listed = test_await (bambu_storage_list (BAMBU_STORAGE (ftps), "/"));
  g_assert_true (dex_future_is_resolved (listed));
}

static void
test_nobody (FilesFixture *files)
{
  bambu_printer_set_address (files->printer, "127.0.0.9:18883");
  assert_fails (bambu_storage_list (files->storage, "/"), BAMBU_STORAGE_ERROR_UNREACHABLE);
  bambu_printer_set_address (files->printer, "127.0.0.9:1");
  assert_fails (bambu_storage_list (files->storage, "/"), BAMBU_STORAGE_ERROR_UNREACHABLE);
  bambu_printer_set_address (files->printer, NULL);
  assert_fails (bambu_storage_list (files->storage, "/"), BAMBU_STORAGE_ERROR_UNREACHABLE);
  bambu_printer_set_link (files->printer, NULL, BAMBU_CONNECTION_CLOUD);
  assert_fails (bambu_storage_list (files->storage, "/"), BAMBU_STORAGE_ERROR_CLOUD_ONLY);
}

/* One after the other, in order */
static void
test_queue (FilesFixture *files)
{
  g_autofree char *local = files_fixture_write (files, "a", 100 * 1000);
  g_autoptr (DexFuture) first = NULL;
  g_autoptr (DexFuture) second = NULL;
  g_autoptr (DexFuture) third = NULL;

  first = bambu_storage_upload (files->storage, local, "/a", NULL);
  second = bambu_storage_rename (files->storage, "/a", "/b");
  third = bambu_storage_remove (files->storage, "/b");
  test_await_true (dex_ref (third));
  g_assert_true (dex_future_is_resolved (first));
  g_assert_true (dex_future_is_resolved (second));
  g_assert_false (files_fixture_has (files, "a"));
  g_assert_false (files_fixture_has (files, "b"));
}

/* What is cancelled before its turn never has one. */
static void
test_cancel_waiting (FilesFixture *files)
{
  g_autofree char *local = files_fixture_write (files, "a", 1000);
  g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
  g_autoptr (BambuTransfer) late = bambu_transfer_new ();
  g_autoptr (DexFuture) first = bambu_storage_list (files->storage, "/");
  DexFuture *second = bambu_storage_upload (files->storage, local, "/a", transfer);
  DexFuture *dropped = bambu_storage_upload (files->storage, local, "/b", NULL);
  g_autoptr (DexFuture) last = bambu_storage_list (files->storage, "/");

  bambu_transfer_cancel (transfer);
  dex_clear (&dropped);
  assert_fails (second, BAMBU_STORAGE_ERROR_CANCELLED);
  bambu_transfer_cancel (late);
  assert_fails (bambu_storage_upload (files->storage, local, "/c", late),
                BAMBU_STORAGE_ERROR_CANCELLED);

  test_wait_until (!dex_future_is_pending (last));
  g_assert_true (dex_future_is_resolved (last));
  g_assert_true (dex_future_is_resolved (first));
  g_assert_false (files_fixture_has (files, "a"));
  g_assert_false (files_fixture_has (files, "b"));
  g_assert_false (files_fixture_has (files, "c"));
}

static void
test_drop_all (FilesFixture *files)
{
  g_autofree char *local = files_fixture_write (files, "a", 1);
  g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
  DexFuture *upload;

  /* Much, so that it is not over before it is dropped */
  g_assert_cmpint (truncate (local, MUCH), ==, 0);
  upload = bambu_storage_upload (files->storage, local, "/a", transfer);
  test_wait_until (bambu_transfer_get_bytes_done (transfer) > 0);
  g_assert_true (files_fixture_has (files, "a"));
  dex_clear (&upload);
  files_fixture_wait (files, "a", FALSE);

  /* And the storage goes on. */
  g_object_unref (list (files, "/"));
}

static void
test_cancel (FilesFixture *files)
{
  g_autofree char *local = files_fixture_write (files, "a", 1);
  g_autofree char *back = g_build_filename (files->here, "back", NULL);
  g_autofree char *part = g_strconcat (back, ".part", NULL);
  g_autoptr (GFile) to = g_file_new_for_path (back);
  g_autoptr (BambuTransfer) up = bambu_transfer_new ();
  g_autoptr (BambuTransfer) down = bambu_transfer_new ();
  g_autofree char *stored = g_build_filename (files->folder, "big", NULL);
  DexFuture *future;

  /* Much, so that it is not over before it is cancelled; the disk holds none of it. */
  g_assert_cmpint (truncate (local, MUCH), ==, 0);
  future = bambu_storage_upload (files->storage, local, "/a", up);
  test_wait_until (bambu_transfer_get_bytes_done (up) > 0);
  bambu_transfer_cancel (up);
  assert_fails (future, BAMBU_STORAGE_ERROR_CANCELLED);
  files_fixture_wait (files, "a", FALSE);

  /* The same connection removed it, or the one that was made for that. */
  g_object_unref (list (files, "/"));
  g_assert_cmpuint (simulator_process_count_events (files->simulator, "ftps-opened"), <=, 2);

  files_fixture_put (files, "big", 1);
  g_assert_cmpint (truncate (stored, MUCH), ==, 0);
  future = bambu_storage_download (files->storage, "/big", to, down);
  test_wait_until (bambu_transfer_get_bytes_done (down) > 0);
  bambu_transfer_cancel (down);
  assert_fails (future, BAMBU_STORAGE_ERROR_CANCELLED);
  g_object_unref (list (files, "/")); /* after what was to be tidied up */
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (back, G_FILE_TEST_EXISTS));
}

typedef void (*Test) (FilesFixture *files);

static void
run (gconstpointer data)
{
  FilesFixture files;

  files_fixture_set_up (&files, MODEL);
  ((Test) data) (&files);
  files_fixture_tear_down (&files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_data_func ("/ftps-storage/list", test_list, run);
  g_test_add_data_func ("/ftps-storage/move", test_move, run);
  g_test_add_data_func ("/ftps-storage/load", test_load, run);
  g_test_add_data_func ("/ftps-storage/preview", test_preview, run);
  g_test_add_data_func ("/ftps-storage/look-into", test_look_into, run);
  g_test_add_data_func ("/ftps-storage/change", test_change, run);
  g_test_add_data_func ("/ftps-storage/here", test_here, run);
  g_test_add_data_func ("/ftps-storage/secrets", test_secrets, run);
  g_test_add_data_func ("/ftps-storage/pin", test_pin, run);
  g_test_add_data_func ("/ftps-storage/nobody", test_nobody, run);
  g_test_add_data_func ("/ftps-storage/queue", test_queue, run);
  g_test_add_data_func ("/ftps-storage/cancel-waiting", test_cancel_waiting, run);
  g_test_add_data_func ("/ftps-storage/cancel", test_cancel, run);
  g_test_add_data_func ("/ftps-storage/drop-all", test_drop_all, run);

  return g_test_run ();
}
