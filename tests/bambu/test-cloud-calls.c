/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "account/bambu-cloud-calls.h"

#include <math.h>
#include <string.h>

#include "account/bambu-json.h"
#include "cloud-fixture.h"
#include "test-wait.h"

#define IOT "/v1/iot-service/api"
#define USER "/v1/user-service/my"

typedef struct
{
  CloudServer *server;
  BambuCloud *cloud;
  gint64 now;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuRegion) region = NULL;
  g_autoptr (BambuToken) token = bambu_token_new ("AQAtoken", NULL, 0);

  fixture->server = cloud_server_new (NULL);
  region = cloud_server_make_region (fixture->server, NULL);
  fixture->cloud = bambu_cloud_new (region);
  fixture->now = (gint64) 1770000000 * G_USEC_PER_SEC;
  cloud_hurry (fixture->cloud, &fixture->now);
  bambu_cloud_set_token (fixture->cloud, token);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->cloud);
  cloud_server_free (fixture->server);
}

static gpointer
await_object (DexFuture *future)
{
  g_autoptr (DexFuture) settled = test_await (future);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (settled, &error);

  g_assert_no_error (error);

  return g_value_dup_object (value);
}

static char *
await_string (DexFuture *future)
{
  g_autoptr (DexFuture) settled = test_await (future);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (settled, &error);

  g_assert_no_error (error);

  return g_value_dup_string (value);
}

static void
assert_member (const CloudAsked *asked, const char *member, const char *value)
{
  g_autoptr (GBytes) bytes = g_bytes_new (asked->body, strlen (asked->body));
  g_autoptr (JsonNode) node = bambu_json_parse (bytes, NULL);
  g_autofree char *text = NULL;

  g_assert_nonnull (node);
  text = bambu_json_dup_text (bambu_json_find (json_node_get_object (node), member));
  g_assert_cmpstr (text, ==, value);
}

static void
test_devices (Fixture *fixture, gconstpointer data)
{
  static const char REAL[] =
      "{\"message\":\"success\",\"code\":0,\"error\":null,\"devices\":[{\"dev_id\":\"01P00A\","
      "\"name\":\"Left\",\"online\":true,\"print_status\":\"RUNNING\",\"dev_model_name\":\"C12\","
      "\"dev_product_name\":\"P1S\",\"dev_access_code\":\"12345678\\n\",\"nozzle_diameter\":0.4,"
      "\"dev_structure\":\"CoreXY\",\"print_job\":782951694},"
      "{\"dev_id\":\"01X00B\",\"dev_model_name\":\"Z99\"},7,null]}";
  static const char DOCUMENTS[] =
      "{\"code\":0,\"message\":\"Success\",\"data\":{\"devices\":[{\"device_id\":\"01P00A\","
      "\"device_name\":\"Left\",\"online\":\"true\"}]}}";
  g_autoptr (GListModel) list = NULL;
  g_autoptr (BambuCloudDevice) first = NULL;
  g_autoptr (BambuCloudDevice) second = NULL;
  const BambuCloudDeviceValues *values;
  g_autofree char *name = NULL;
  gboolean online;

  cloud_server_json (fixture->server, "GET " IOT "/user/bind", REAL);
  list = await_object (bambu_cloud_list_devices (fixture->cloud));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 2);
  first = g_list_model_get_item (list, 0);
  values = bambu_cloud_device_get_values (first);
  g_assert_cmpstr (values->serial, ==, "01P00A");
  g_assert_true (values->online);
  g_assert_cmpstr (values->access_code, ==, "12345678");
  g_assert_cmpfloat (values->nozzle_diameter, ==, 0.4);
  g_assert_cmpstr (values->task_id, ==, "782951694");
  g_assert_cmpstr (values->model, ==, "C12");
  g_object_get (first, "name", &name, "online", &online, NULL);
  g_assert_cmpstr (name, ==, "Left");
  g_assert_true (online);

  second = g_list_model_get_item (list, 1);
  values = bambu_cloud_device_get_values (second);
  g_assert_null (values->name);
  g_assert_null (values->access_code);
  g_assert_true (isnan (values->nozzle_diameter));
  g_clear_object (&list);
  g_clear_object (&first);

  cloud_server_forget (fixture->server, "GET " IOT "/user/bind");
  cloud_server_json (fixture->server, "GET " IOT "/user/bind", DOCUMENTS);
  list = await_object (bambu_cloud_list_devices (fixture->cloud));
  first = g_list_model_get_item (list, 0);
  g_assert_cmpstr (bambu_cloud_device_get_values (first)->serial, ==, "01P00A");
  g_assert_true (bambu_cloud_device_get_values (first)->online);
  g_clear_object (&list);

  cloud_server_forget (fixture->server, "GET " IOT "/user/bind");
  cloud_server_json (fixture->server, "GET " IOT "/user/bind", "{\"message\":\"success\"}");
  list = await_object (bambu_cloud_list_devices (fixture->cloud));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
}

static void
test_device_info (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = test_await_error (bambu_cloud_load_device (fixture->cloud, "01P00A"));
  g_autoptr (BambuCloudDevice) device = NULL;

  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_NOT_AVAILABLE);

  cloud_server_json (fixture->server, "GET " IOT "/user/device/info",
                     "{\"data\":{\"device_id\":\"01P00A\",\"temperatures\":{\"nozzle\":\"215.5\"}},"
                     "\"code\":0}");
  device = await_object (bambu_cloud_load_device (fixture->cloud, "01P00A"));
  g_assert_cmpfloat (bambu_cloud_device_get_values (device)->nozzle_temperature, ==, 215.5);
  g_assert_cmpstr (cloud_server_last (fixture->server, "GET " IOT "/user/device/info")->query, ==,
                   "dev_id=01P00A&device_id=01P00A");
}

static void
test_print_status (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) list = NULL;
  g_autoptr (BambuCloudPrintStatus) status = NULL;
  const BambuCloudPrintStatusValues *values;

  cloud_server_json (fixture->server, "GET " IOT "/user/print", "{\"message\":\"success\"}");
  cloud_server_json (fixture->server, "GET " IOT "/user/print",
                     "{\"devices\":[{\"dev_id\":\"A\",\"dev_name\":\"Left\",\"dev_online\":true,"
                     "\"progress\":37,\"prediction\":null,\"task_name\":\"benchy\"}]}");
  list = await_object (bambu_cloud_list_print_status (fixture->cloud));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  g_assert_cmpstr (cloud_server_last (fixture->server, "GET " IOT "/user/print")->query, ==,
                   "force=true");
  g_clear_object (&list);

  list = await_object (bambu_cloud_list_print_status (fixture->cloud));
  status = g_list_model_get_item (list, 0);
  values = bambu_cloud_print_status_get_values (status);
  g_assert_cmpstr (values->name, ==, "Left");
  g_assert_true (values->online);
  g_assert_cmpint (values->percent, ==, 37);
  g_assert_cmpint (values->prediction_seconds, ==, -1);
}

static void
test_firmware (Fixture *fixture, gconstpointer data)
{
  static const char *const SHAPES[] = {
    "{\"devices\":[{\"dev_id\":\"A\",\"version\":\"01.05.00.00\",\"firmware\":[{\"version\":"
    "\"01.06.00.00\",\"force_update\":true,\"url\":\"u\",\"description\":\"d\"}],\"ams\":[]}]}",
    "{\"devices\":[{\"dev_id\":\"A\",\"firmware\":{\"current_version\":\"01.05.00.00\","
    "\"available_version\":\"01.06.00.00\",\"force_update\":true}}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (SHAPES); i++)
    {
      g_autoptr (GListModel) list = NULL;
      g_autoptr (BambuCloudFirmware) firmware = NULL;
      g_autoptr (BambuCloudRelease) release = NULL;
      const BambuCloudFirmwareValues *values;

      cloud_server_forget (fixture->server, "GET " IOT "/user/device/version");
      cloud_server_json (fixture->server, "GET " IOT "/user/device/version", SHAPES[i]);
      list = await_object (bambu_cloud_list_firmware (fixture->cloud, "A"));
      firmware = g_list_model_get_item (list, 0);
      values = bambu_cloud_firmware_get_values (firmware);
      g_assert_cmpstr (values->version, ==, "01.05.00.00");
      g_assert_cmpuint (g_list_model_get_n_items (values->releases), ==, 1);
      release = g_list_model_get_item (values->releases, 0);
      g_assert_cmpstr (bambu_cloud_release_get_values (release)->version, ==, "01.06.00.00");
      g_assert_true (bambu_cloud_release_get_values (release)->is_forced);
    }
}

static void
test_bind (Fixture *fixture, gconstpointer data)
{
  g_autofree char *serial = NULL;
  g_autofree char *other = NULL;
  const CloudAsked *asked;

  cloud_server_json (fixture->server, "POST " USER "/pincode/A1B2C3", "{\"deviceId\":\"01P00A\"}");
  serial = await_string (bambu_cloud_bind_device (fixture->cloud, "A1B2C3"));
  g_assert_cmpstr (serial, ==, "01P00A");
  assert_member (cloud_server_last (fixture->server, "POST " USER "/pincode/A1B2C3"), "pincode",
                 "A1B2C3");

  cloud_server_json (fixture->server, "POST " IOT "/user/bind",
                     "{\"code\":0,\"message\":\"Success\"}");
  other = await_string (
      bambu_cloud_bind_device_by_serial (fixture->cloud, "01P00B", "Right", "12345678"));
  g_assert_cmpstr (other, ==, "01P00B");
  asked = cloud_server_last (fixture->server, "POST " IOT "/user/bind");
  assert_member (asked, "device_id", "01P00B");
  assert_member (asked, "bind_code", "12345678");

  cloud_server_json (fixture->server, "DELETE " IOT "/user/bind", "{\"message\":\"success\"}");
  test_await_true (bambu_cloud_unbind_device (fixture->cloud, "01P00A"));
  asked = cloud_server_last (fixture->server, "DELETE " IOT "/user/bind");
  g_assert_cmpstr (asked->query, ==, "dev_id=01P00A");
  assert_member (asked, "dev_id", "01P00A");

  cloud_server_json (fixture->server, "PATCH " IOT "/user/device/info", "");
  test_await_true (bambu_cloud_rename_device (fixture->cloud, "01P00A", "\"Wörkshop\""));
  asked = cloud_server_last (fixture->server, "PATCH " IOT "/user/device/info");
  assert_member (asked, "dev_name", "\"Wörkshop\"");
}

static void
test_camera (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCloudCameraTicket) relay = NULL;
  g_autoptr (BambuCloudCameraTicket) address = NULL;

  cloud_server_json (fixture->server, "POST " IOT "/user/ttcode",
                     "{\"message\":\"success\",\"ttcode\":\"T\",\"passwd\":\"P\",\"authkey\":\"K\","
                     "\"region\":\"us\",\"type\":\"tutk\"}");
  /* No video path is there: the relay's ticket. */
  relay = await_object (bambu_cloud_load_video_url (fixture->cloud, "01P00A"));
  g_assert_cmpstr (bambu_cloud_camera_ticket_get_values (relay)->ttcode, ==, "T");
  g_assert_cmpuint (
      cloud_server_count (fixture->server, "GET " IOT "/user/device/01P00A/video/stream"), ==, 1);

  cloud_server_json (fixture->server, "GET " IOT "/user/device/01P00A/stream",
                     "{\"url\":\"rtsps://x\"}");
  address = await_object (bambu_cloud_load_video_url (fixture->cloud, "01P00A"));
  g_assert_cmpstr (bambu_cloud_camera_ticket_get_values (address)->url, ==, "rtsps://x");
}

static void
test_profile (Fixture *fixture, gconstpointer data)
{
  static const char *const SHAPES[] = {
    "{\"uid\":42,\"uidStr\":\"42\",\"account\":\"a@example.org\",\"name\":\"Ann\","
    "\"productModels\":[\"P1S\",7],\"setting\":{\"isFirmwareBetaOpen\":true}}",
    "{\"code\":0,\"data\":{\"user_id\":\"42\",\"email\":\"a@example.org\",\"username\":\"Ann\","
    "\"subscription\":\"free\"}}",
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (SHAPES); i++)
    {
      g_autoptr (BambuCloudProfile) profile = NULL;
      const BambuCloudProfileValues *values;

      cloud_server_forget (fixture->server, "GET " USER "/profile");
      cloud_server_json (fixture->server, "GET " USER "/profile", SHAPES[i]);
      profile = await_object (bambu_cloud_load_profile (fixture->cloud));
      values = bambu_cloud_profile_get_values (profile);
      g_assert_cmpint (values->uid, ==, 42);
      g_assert_cmpstr (values->account, ==, "a@example.org");
      g_assert_cmpstr (values->name, ==, "Ann");
      g_assert_cmpint (values->has_beta_firmware, ==, i == 0);
      g_assert_cmpuint (g_strv_length (values->product_models), ==, i == 0 ? 2 : 0);
    }

  error = test_await_error (bambu_cloud_update_profile (fixture->cloud, "Ann", NULL));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_NOT_AVAILABLE);
  cloud_server_json (fixture->server, "PUT " USER "/profile", "{}");
  test_await_true (bambu_cloud_update_profile (fixture->cloud, "Ann", NULL));
  assert_member (cloud_server_last (fixture->server, "PUT " USER "/profile"), "name", "Ann");
}

static char *
make_page (guint first, guint n_items, int total)
{
  GString *page = g_string_new ("{");

  if (total >= 0)
    g_string_append_printf (page, "\"total\":%d,", total);
  g_string_append (page, "\"hits\":[");
  for (guint i = 0; i < n_items; i++)
    g_string_append_printf (page, "%s{\"id\":%u,\"title\":\"t\"}", i ? "," : "", first + i);
  g_string_append (page, "]}");

  return g_string_free_and_steal (page);
}

static void
tell_page (Fixture *fixture, guint first, guint n_items, int total)
{
  g_autofree char *page = make_page (first, n_items, total);

  cloud_server_json (fixture->server, "GET " USER "/tasks", page);
}

static guint
count (BambuCloudPages *pages)
{
  return g_list_model_get_n_items (G_LIST_MODEL (pages));
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCloudPages) pages = bambu_cloud_list_tasks (fixture->cloud, "01P00A");
  g_autoptr (BambuCloudTask) task = NULL;

  tell_page (fixture, 100, 20, 45);
  /* A new one came meanwhile: the last of the first page is the first of the second one. */
  tell_page (fixture, 119, 20, 46);
  tell_page (fixture, 139, 6, 46);
  g_assert_cmpuint (count (pages), ==, 0);
  g_assert_cmpuint (fixture->server->requests->len, ==, 0);

  test_await_true (bambu_cloud_pages_load_more (pages));
  g_assert_cmpuint (count (pages), ==, 20);
  g_assert_cmpint (bambu_cloud_pages_get_n_total (pages), ==, 45);
  g_assert_cmpstr (cloud_server_last (fixture->server, "GET " USER "/tasks")->query, ==,
                   "limit=20&offset=0&deviceId=01P00A");

  /* Filters look at all of it. */
  g_object_unref (g_list_model_get_item (G_LIST_MODEL (pages), 19));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (bambu_cloud_pages_is_loading (pages));

  test_await_true (bambu_cloud_pages_load_more (pages));
  g_assert_cmpuint (count (pages), ==, 39);
  g_assert_cmpstr (cloud_server_last (fixture->server, "GET " USER "/tasks")->query, ==,
                   "limit=20&offset=20&deviceId=01P00A");
  g_assert_false (bambu_cloud_pages_is_complete (pages));

  test_await_true (bambu_cloud_pages_load_more (pages));
  g_assert_true (bambu_cloud_pages_is_complete (pages));
  g_assert_cmpuint (count (pages), ==, 45);
  task = g_list_model_get_item (G_LIST_MODEL (pages), 44);
  g_assert_cmpstr (bambu_cloud_task_get_values (task)->id, ==, "144");
  test_await_true (bambu_cloud_pages_load_more (pages));
  g_assert_cmpuint (fixture->server->requests->len, ==, 3);
}

static void
test_pages_by_after (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCloudPages) pages = bambu_cloud_list_tasks (fixture->cloud, NULL);

  tell_page (fixture, 100, 20, -1);
  tell_page (fixture, 100, 20, -1);
  tell_page (fixture, 120, 3, -1);
  test_await_true (bambu_cloud_pages_load_more (pages));
  test_await_true (bambu_cloud_pages_load_more (pages));
  g_assert_cmpuint (count (pages), ==, 23);
  g_assert_true (bambu_cloud_pages_is_complete (pages));
  g_assert_cmpstr (cloud_server_last (fixture->server, "GET " USER "/tasks")->query, ==,
                   "limit=20&after=119");
}

static void
test_pages_fail (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCloudPages) pages = bambu_cloud_list_tasks (fixture->cloud, NULL);
  g_autoptr (GError) error = NULL;

  tell_page (fixture, 100, 20, 40);
  cloud_server_answer (fixture->server, "GET " USER "/tasks", 403, NULL, "{\"code\":8}");
  tell_page (fixture, 120, 20, 40);
  test_await_true (bambu_cloud_pages_load_more (pages));
  error = test_await_error (bambu_cloud_pages_load_more (pages));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_NOT_YOURS);
  g_assert_error (bambu_cloud_pages_get_error (pages), BAMBU_CLOUD_ERROR,
                  BAMBU_CLOUD_ERROR_NOT_YOURS);
  g_assert_cmpuint (count (pages), ==, 20);

  test_await_true (bambu_cloud_pages_load_more (pages));
  g_assert_null (bambu_cloud_pages_get_error (pages));
  g_assert_cmpuint (count (pages), ==, 40);
  g_assert_true (bambu_cloud_pages_is_complete (pages));

  cloud_server_forget (fixture->server, "GET " USER "/tasks");
  tell_page (fixture, 300, 1, 1);
  test_await_true (bambu_cloud_pages_reload (pages));
  g_assert_cmpuint (count (pages), ==, 1);
}

static void
test_pages_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCloudPages) pages = bambu_cloud_list_tasks (fixture->cloud, NULL);
  g_autoptr (BambuCloudTask) task = NULL;

  cloud_server_json (
      fixture->server, "GET " IOT "/user/task",
      "{\"code\":0,\"data\":{\"tasks\":[{\"task_id\":\"x\",\"status\":\"completed\"}],"
      "\"pagination\":{\"page\":1,\"limit\":20,\"total\":1,\"has_more\":false}}}");
  test_await_true (bambu_cloud_pages_load_more (pages));
  g_assert_cmpuint (count (pages), ==, 1);
  task = g_list_model_get_item (G_LIST_MODEL (pages), 0);
  g_assert_cmpint (bambu_cloud_task_get_values (task)->result, ==, BAMBU_CLOUD_RESULT_FINISHED);
}

static void
test_pages_dropped (Fixture *fixture, gconstpointer data)
{
  BambuCloudPages *pages = bambu_cloud_list_tasks (fixture->cloud, NULL);

  cloud_server_hang (fixture->server, "GET " USER "/tasks");
  dex_unref (bambu_cloud_pages_load_more (pages));
  test_wait_until (cloud_server_count (fixture->server, "GET " USER "/tasks") == 1);
  g_assert_true (bambu_cloud_pages_is_loading (pages));
  g_assert_finalize_object (pages);
  /* The fiber lets go of the cloud when it notices. */
  test_wait_until (G_OBJECT (fixture->cloud)->ref_count == 1);
}

static void
test_task (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *status;
    const char *end;
    BambuCloudResult result;
  } CASES[] = {
    { "2", "2026-02-26T22:10:57Z", BAMBU_CLOUD_RESULT_FINISHED },
    { "3", "2026-02-26T22:10:57Z", BAMBU_CLOUD_RESULT_FAILED },
    { "4", "2026-02-26T21:11:16Z", BAMBU_CLOUD_RESULT_RUNNING },
    { "4", "2026-02-26T22:10:57Z", BAMBU_CLOUD_RESULT_UNKNOWN },
    { "9", "2026-02-26T22:10:57Z", BAMBU_CLOUD_RESULT_UNKNOWN },
    { "\"FAILED\"", "", BAMBU_CLOUD_RESULT_FAILED },
    { "\"cancelled\"", "", BAMBU_CLOUD_RESULT_CANCELLED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (BambuCloudTask) task = NULL;
      g_autofree char *body = g_strdup_printf (
          "{\"id\":35237965,\"title\":\"Bracket\",\"status\":%s,\"startTime\":"
          "\"2026-02-26T21:10:57Z\",\"endTime\":\"%s\",\"weight\":12.5,\"costTime\":3600,"
          "\"amsDetailMapping\":[{\"ams\":1,\"amsId\":0,\"slotId\":1,\"filamentType\":\"PLA\","
          "\"sourceColor\":\"FFFFFFFF\",\"targetColor\":\"#00AE42\"}]}",
          CASES[i].status, CASES[i].end);
      const BambuCloudTaskValues *values;
      g_autoptr (BambuCloudFilament) filament = NULL;
      g_autofree char *colour = NULL;

      cloud_server_forget (fixture->server, "GET " USER "/task/35237965");
      cloud_server_json (fixture->server, "GET " USER "/task/35237965", body);
      task = await_object (bambu_cloud_load_task (fixture->cloud, "35237965"));
      values = bambu_cloud_task_get_values (task);
      g_assert_cmpstr (values->id, ==, "35237965");
      g_assert_cmpint (values->result, ==, CASES[i].result);
      g_assert_cmpint (values->start_time, ==, 1772140257);
      g_assert_cmpfloat (values->weight_grams, ==, 12.5);
      g_assert_cmpint (values->estimated_seconds, ==, 3600);
      g_assert_cmpint (values->plate, ==, -1);
      filament = g_list_model_get_item (values->filaments, 0);
      g_assert_cmpstr (bambu_cloud_filament_get_values (filament)->filament_type, ==, "PLA");
      g_assert_cmpint (bambu_cloud_filament_get_values (filament)->slot_id, ==, 1);
      colour = bambu_cloud_filament_dup_colour (filament);
      g_assert_cmpstr (colour, ==, "00AE42FF");
    }
}

static void
test_create_task (Fixture *fixture, gconstpointer data)
{
  static const BambuCloudNewTask TASK = {
    .title = "job", .serial = "01P00A", .model_id = "US1", .profile_id = 636077332, .plate = 1
  };
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const CloudAsked *asked;

  cloud_server_json (fixture->server, "POST " USER "/task", "{\"id\":782951694}");
  cloud_server_json (fixture->server, "POST " USER "/task",
                     "{\"id\":\"77\",\"status\":\"created\"}");
  cloud_server_answer (fixture->server, "POST " USER "/task", 403, NULL,
                       "{\"message\":\"no access rights to the content\"}");
  cloud_server_answer (fixture->server, "POST " USER "/task", 400, NULL, "");
  cloud_server_answer (fixture->server, "POST " USER "/task", 400, NULL,
                       "{\"message\":\"field \\\"cover\\\" is not set\"}");
  number = await_string (bambu_cloud_create_task (fixture->cloud, &TASK));
  g_assert_cmpstr (number, ==, "782951694");
  text = await_string (bambu_cloud_create_task (fixture->cloud, &TASK));
  g_assert_cmpstr (text, ==, "77");
  asked = cloud_server_last (fixture->server, "POST " USER "/task");
  g_assert_nonnull (strstr (asked->body, "\"profileId\":636077332"));
  assert_member (asked, "mode", "cloud_file");

  for (guint i = 0; i < 3; i++)
    {
      BambuCloudError code = i < 2 ? BAMBU_CLOUD_ERROR_OTHER_APPS : BAMBU_CLOUD_ERROR_REFUSED;

      g_clear_error (&error);
      error = test_await_error (bambu_cloud_create_task (fixture->cloud, &TASK));
      g_assert_error (error, BAMBU_CLOUD_ERROR, (int) code);
    }
  g_assert_cmpuint (cloud_server_count (fixture->server, "POST " USER "/task"), ==, 5);
}

static void
test_messages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCloudPages) messages = bambu_cloud_list_messages (fixture->cloud);
  g_autoptr (BambuCloudPages) only = bambu_cloud_list_messages (fixture->cloud);
  g_autoptr (BambuCloudPages) inbox = bambu_cloud_list_notifications (fixture->cloud);
  g_autoptr (BambuCloudMessage) message = NULL;
  g_autoptr (BambuCloudMessage) notification = NULL;
  const BambuCloudMessageValues *values;

  cloud_server_json (fixture->server, "GET " USER "/messages",
                     "{\"hits\":[{\"id\":5,\"type\":6,\"taskMessage\":{\"id\":77,\"title\":\"job\","
                     "\"status\":2,\"deviceId\":\"01P00A\"},\"from\":{\"name\":\"Bambu\"},"
                     "\"createTime\":\"2026-02-26T21:10:57Z\",\"isread\":1}]}");
  test_await_true (bambu_cloud_pages_load_more (messages));
  message = g_list_model_get_item (G_LIST_MODEL (messages), 0);
  values = bambu_cloud_message_get_values (message);
  g_assert_cmpint (values->kind, ==, 6);
  g_assert_cmpstr (values->title, ==, "job");
  g_assert_cmpstr (values->task_id, ==, "77");
  g_assert_cmpint (values->created, ==, 1772140257);
  g_assert_true (values->is_read);

  cloud_server_json (
      fixture->server, "GET " IOT "/user/notification",
      "{\"code\":0,\"data\":{\"notifications\":[{\"id\":\"n1\",\"title\":\"Hello\","
      "\"message\":\"Text\",\"read\":true,\"created_at\":\"2026-02-26 21:10:57\"}]}}");
  test_await_true (bambu_cloud_pages_load_more (inbox));
  notification = g_list_model_get_item (G_LIST_MODEL (inbox), 0);
  values = bambu_cloud_message_get_values (notification);
  g_assert_cmpstr (values->text, ==, "Text");
  g_assert_true (values->is_read);
  g_assert_cmpint (values->created, ==, 1772140257);

  /* Only the documents' inbox is there. */
  cloud_server_forget (fixture->server, "GET " USER "/messages");
  test_await_true (bambu_cloud_pages_load_more (only));
  g_assert_cmpuint (count (only), ==, 1);

  cloud_server_json (fixture->server, "PUT " IOT "/user/notification", "{}");
  test_await_true (bambu_cloud_mark_read (fixture->cloud, "n1"));
  assert_member (cloud_server_last (fixture->server, "PUT " IOT "/user/notification"),
                 "notification_id", "n1");
}

static void
test_projects (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) list = NULL;
  g_autoptr (BambuCloudProject) project = NULL;
  g_autoptr (BambuCloudProject) single = NULL;
  g_autoptr (BambuCloudVariant) variant = NULL;
  g_autoptr (BambuCloudPlate) plate = NULL;
  g_autoptr (GError) error = NULL;

  cloud_server_json (fixture->server, "GET " IOT "/user/project",
                     "{\"projects\":[{\"project_id\":\"66\",\"name\":\"Bracket\",\"content\":"
                     "\"{'printed_plates': 1}\",\"create_time\":\"2026-02-26 21:10:57\"}]}");
  list = await_object (bambu_cloud_list_projects (fixture->cloud));
  project = g_list_model_get_item (list, 0);
  g_assert_cmpstr (bambu_cloud_project_get_values (project)->id, ==, "66");
  g_assert_cmpint (bambu_cloud_project_get_values (project)->created, ==, 1772140257);
  g_assert_cmpuint (g_list_model_get_n_items (bambu_cloud_project_get_values (project)->variants),
                    ==, 0);

  cloud_server_json (fixture->server, "GET " IOT "/user/project/66",
                     "{\"project_id\":\"66\",\"profiles\":[{\"profile_id\":\"9\",\"context\":{"
                     "\"plates\":[{\"index\":1,\"prediction\":600,\"weight\":3.5,\"thumbnail\":{"
                     "\"url\":\"https://x\"}}]}}]}");
  single = await_object (bambu_cloud_load_project (fixture->cloud, "66"));
  variant = g_list_model_get_item (bambu_cloud_project_get_values (single)->variants, 0);
  plate = g_list_model_get_item (bambu_cloud_variant_get_values (variant)->plates, 0);
  g_assert_cmpstr (bambu_cloud_plate_get_values (plate)->thumbnail, ==, "https://x");
  g_assert_cmpint (bambu_cloud_plate_get_values (plate)->prediction_seconds, ==, 600);

  cloud_server_answer (fixture->server, "GET " IOT "/user/project/67", 422, NULL, "{}");
  error = test_await_error (bambu_cloud_load_project (fixture->cloud, "67"));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_REFUSED);
}

static void
test_slicer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCloudPresets) presets = NULL;
  g_autoptr (BambuCloudPreset) preset = NULL;
  g_autoptr (GListModel) resources = NULL;
  const CloudAsked *asked;

  cloud_server_json (
      fixture->server, "GET " IOT "/slicer/setting",
      "{\"print\":{\"public\":[],\"private\":[{\"setting_id\":\"PP1\",\"name\":\"Fast\""
      "}]},\"printer\":{},\"filament\":{\"private\":null}}");
  presets = await_object (bambu_cloud_load_presets (fixture->cloud, "1.0.0.0", FALSE));
  preset = g_list_model_get_item (bambu_cloud_presets_get_values (presets)->private_prints, 0);
  g_assert_cmpstr (bambu_cloud_preset_get_values (preset)->id, ==, "PP1");
  g_assert_cmpstr (cloud_server_last (fixture->server, "GET " IOT "/slicer/setting")->query, ==,
                   "version=1.0.0.0&public=false");

  cloud_server_json (fixture->server, "GET " IOT "/slicer/resource",
                     "{\"resources\":[{\"type\":\"slicer/plugins/cloud\",\"version\":\"1\"}]}");
  resources =
      await_object (bambu_cloud_list_resources (fixture->cloud, "slicer/plugins/cloud", "1.0.0.0"));
  g_assert_cmpuint (g_list_model_get_n_items (resources), ==, 1);
  asked = cloud_server_last (fixture->server, "GET " IOT "/slicer/resource");
  g_assert_cmpstr (asked->query, ==, "slicer/plugins/cloud=1.0.0.0");
  g_assert_null (cloud_asked_header (asked, "authorization"));
}

static void
test_upload (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *body;
    guint n_targets;
  } SHAPES[] = {
    { "{\"urls\":[{\"type\":\"filename\",\"file\":\"a.3mf\",\"url\":\"https://x/f\"},"
      "{\"type\":\"size\",\"file\":\"12\",\"url\":\"https://x/s\"}]}",
      2 },
    { "{\"urls\":[\"https://x/f\"]}", 1 },
    { "{\"upload_url\":\"https://x/f\",\"upload_ticket\":\"t\"}", 1 },
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (SHAPES); i++)
    {
      g_autoptr (BambuCloudUpload) upload = NULL;
      g_autoptr (BambuCloudUploadTarget) target = NULL;
      GListModel *targets;

      cloud_server_forget (fixture->server, "GET " IOT "/user/upload");
      cloud_server_json (fixture->server, "GET " IOT "/user/upload", SHAPES[i].body);
      upload = await_object (bambu_cloud_request_upload (fixture->cloud, "a b.3mf", 12));
      targets = bambu_cloud_upload_get_values (upload)->targets;
      g_assert_cmpuint (g_list_model_get_n_items (targets), ==, SHAPES[i].n_targets);
      target = g_list_model_get_item (targets, 0);
      g_assert_cmpstr (bambu_cloud_upload_target_get_values (target)->url, ==, "https://x/f");
      g_assert_cmpstr (bambu_cloud_upload_target_get_values (target)->kind, ==, "filename");
    }
  g_assert_cmpstr (cloud_server_last (fixture->server, "GET " IOT "/user/upload")->query, ==,
                   "filename=a%20b.3mf&size=12");

  cloud_server_forget (fixture->server, "GET " IOT "/user/upload");
  cloud_server_json (fixture->server, "GET " IOT "/user/upload", "{}");
  error = test_await_error (bambu_cloud_request_upload (fixture->cloud, "a.3mf", 12));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/bambu/cloud-calls/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("devices", test_devices);
  ADD ("device-info", test_device_info);
  ADD ("print-status", test_print_status);
  ADD ("firmware", test_firmware);
  ADD ("bind", test_bind);
  ADD ("camera", test_camera);
  ADD ("profile", test_profile);
  ADD ("pages", test_pages);
  ADD ("pages-by-after", test_pages_by_after);
  ADD ("pages-fail", test_pages_fail);
  ADD ("pages-elsewhere", test_pages_elsewhere);
  ADD ("pages-dropped", test_pages_dropped);
  ADD ("task", test_task);
  ADD ("create-task", test_create_task);
  ADD ("messages", test_messages);
  ADD ("projects", test_projects);
  ADD ("slicer", test_slicer);
  ADD ("upload", test_upload);

  return g_test_run ();
}
