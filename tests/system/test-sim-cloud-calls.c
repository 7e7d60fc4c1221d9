/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cloud-client.h"
#include "test-wait.h"

#include <string.h>

/* The calls of the simulated cloud: items 6 to 9 of protocol/cloud-account.md, "What a faithful
 * simulator must do". */

#define IOT "/v1/iot-service/api/"
#define USER "/v1/user-service/my/"

static const char *const no_options[] = { NULL };
static const char *const three_printers[] = { "--printers=3", NULL };

/* A plain table of calls and what they answer */

typedef struct
{
  const char *fault;
  const char *method;
  const char *path;
  const char *body;
  guint status;
  const char *member; /* that is there in the answer; NULL: the answer is no object */
  gint64 code;        /* if not 0: the answer's `code` */
} Call;

static const Call calls[] = {
  /* account */
  { NULL, "GET", "/v1/design-user-service/my/preference", NULL, 200, "uid" },
  { NULL, "GET", "/v1/user-service/my/preference", NULL, 404, NULL },
  { NULL, "GET", USER "profile", NULL, 200, "uidStr" },
  { NULL, "PUT", USER "profile", "{'name':'New'}", 405, NULL },
  { "seed-shapes", "GET", USER "profile", NULL, 200, "data" },
  { "seed-shapes", "PUT", USER "profile", "{'username':'New'}", 200, "data" },

  /* 6. devices */
  { NULL, "GET", IOT "user/bind", NULL, 200, "devices" },
  { "seed-shapes", "GET", IOT "user/bind", NULL, 200, "data" },
  { NULL, "POST", IOT "user/print", "{}", 405, NULL },
  { NULL, "GET", IOT "user/device/version", NULL, 400, "error" },
  { NULL, "GET", IOT "user/device/version?dev_id=01P00A000000001", NULL, 200, "devices" },
  { NULL, "GET", IOT "user/device/version?dev_id=00000000000", NULL, 403, "error", 8 },
  { NULL, "GET", IOT "user/device/info?device_id=01P00A000000001", NULL, 405, NULL },
  { "seed-shapes", "GET", IOT "user/device/info?device_id=01P00A000000001", NULL, 200, "data" },
  { NULL, "GET", IOT "user/bind_list?dev_ids=01P00A000000001,01P00A000000009", NULL, 200,
    "bind_list" },
  { NULL, "POST", IOT "user/ttcode", "{'dev_id':'01P00A000000001'}", 200, "authkey" },
  { NULL, "POST", IOT "user/ttcode", "{'dev_id':'nothing'}", 403, "error", 8 },

  /* 8. tasks and messages */
  { NULL, "GET", USER "task/782951694", NULL, 200, "title" },
  { NULL, "GET", USER "task/1", NULL, 403, "error", 8 },
  { NULL, "GET", IOT "user/task/782951694", NULL, 403, "error", 8 },
  { NULL, "GET", IOT "user/task", NULL, 404, NULL },
  { "seed-shapes", "GET", IOT "user/task", NULL, 200, "data" },
  { "seed-shapes", "GET", USER "tasks", NULL, 200, "data" },
  { NULL, "GET", USER "message/count", NULL, 200, "unread" },
  { NULL, "GET", USER "message/latest", NULL, 200, "type" },
  { NULL, "POST", USER "message/read", "{}", 200, "" },
  { NULL, "GET", IOT "user/notification", NULL, 400, "error" },
  { "seed-shapes", "GET", IOT "user/notification", NULL, 200, "data" },
  { NULL, "PUT", IOT "user/notification", "{}", 400, "error" },
  { "seed-shapes", "PUT", IOT "user/notification", "{'notification_id':'412007744','read':true}",
    200, "data" },
  { "seed-shapes", "PUT", IOT "user/notification", "{'notification_id':'1','read':true}", 404,
    "error" },

  /* projects */
  { NULL, "GET", IOT "user/project", NULL, 200, "projects" },
  { NULL, "GET", IOT "user/project/666266555", NULL, 200, "profiles" },
  { NULL, "GET", IOT "user/project/1", NULL, 403, "error", 8 },
  { NULL, "GET", IOT "user/project/USb7b76c7521e400", NULL, 422, "error" },
  { NULL, "GET", IOT "user/project/", NULL, 405, NULL },
  { NULL, "GET", IOT "user/profile/636077332?model_id=USb7b76c7521e400", NULL, 200, "context" },
  { NULL, "GET", IOT "user/profile/636077332", NULL, 400, "error" },
  { NULL, "GET", IOT "user/files", NULL, 404, NULL },

  /* 9. presets */
  { NULL, "GET", IOT "slicer/setting", NULL, 400, "error" },
  { NULL, "GET", IOT "slicer/setting?version=new", NULL, 422, "error" },
  { NULL, "GET", IOT "slicer/setting?version=1.0.0.0", NULL, 200, "filament" },
  { NULL, "GET", IOT "slicer/setting/GP004", NULL, 200, "setting" },
  { NULL, "GET", IOT "slicer/setting/nothing", NULL, 403, "error", 8 },
  { "presets-full", "POST", IOT "slicer/setting", "{'type':'print','version':'1.0.0.0'}", 400,
    "error", 14 },
  { NULL, "GET", IOT "slicer/resource?slicer/plugins/cloud=1.0.0.0", NULL, 200, "resources" },
};

static CloudAnswer *
call_with_fault (CloudClient *client, const char *token, const Call *call)
{
  CloudAnswer *answer;

  if (call->fault != NULL)
    cloud_client_tell (client, "fault %s", call->fault);
  answer = cloud_client_call (client, call->method, "origin", call->path, token, call->body);
  if (call->fault != NULL)
    cloud_client_tell (client, "clear %s", call->fault);

  return answer;
}

static void
test_calls (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (three_printers);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (CloudAnswer) answer = call_with_fault (client, token, &calls[i]);

      g_test_message ("%s %s", calls[i].method, calls[i].path);
      g_assert_no_error (answer->error);
      g_assert_cmpuint (answer->status, ==, calls[i].status);
      if (calls[i].member == NULL)
        g_assert_null (answer->json);
      else
        g_assert_nonnull (answer->json);
      if (calls[i].member != NULL && *calls[i].member != '\0')
        g_assert_true (json_object_has_member (answer->json, calls[i].member));
      if (calls[i].code != 0)
        g_assert_cmpint (json_object_get_int_member (answer->json, "code"), ==, calls[i].code);
    }
}

/* None of them without a token. */
static void
test_calls_need_a_token (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (three_printers);

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (CloudAnswer) answer = NULL;

      if (calls[i].fault != NULL || calls[i].status == 404
          || strstr (calls[i].path, "slicer/resource") != NULL
          || g_str_has_suffix (calls[i].path, "user/print"))
        continue;

      answer = call_with_fault (client, NULL, &calls[i]);
      g_assert_cmpuint (answer->status, ==, 401);
      g_assert_cmpint (json_object_get_int_member (answer->json, "code"), ==, 4);
    }
}

static void
test_dead_token_as_documented (void)
{
  static const char *const options[] = { "--fault=seed-shapes", NULL };
  g_autoptr (CloudClient) client = cloud_client_new (options);
  g_autoptr (CloudAnswer) answer =
      cloud_client_call (client, "GET", "origin", USER "profile", "never given", NULL);

  g_assert_cmpuint (answer->status, ==, 401);
  g_assert_cmpint (json_object_get_int_member (answer->json, "code"), ==, 1001);
  g_assert_cmpstr (cloud_answer_get_text (answer, "error"), ==, "TOKEN_INVALID");
}

/* 6. The list of printers */

static JsonArray *
get_devices (CloudAnswer *answer)
{
  g_assert_cmpuint (answer->status, ==, 200);

  return json_object_get_array_member (answer->json, "devices");
}

static CloudAnswer *
list_devices (CloudClient *client, const char *token)
{
  return cloud_client_call (client, "GET", "origin", IOT "user/bind", token, NULL);
}

static guint
count_devices (CloudClient *client, const char *token)
{
  g_autoptr (CloudAnswer) answer = list_devices (client, token);

  return json_array_get_length (get_devices (answer));
}

static void
test_device_counts (void)
{
  static const char *const options[][3] = {
    { "--printers=1", NULL },
    { "--printers=3", NULL },
    { "--printers=3", "--fault=devices-none", NULL },
  };
  static const guint counts[] = { 1, 3, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (CloudClient) client = cloud_client_new (options[i]);
      g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
      g_autofree char *nothing = cloud_client_sign_in (client, "empty@example.com");

      g_assert_cmpuint (count_devices (client, token), ==, counts[i]);
      g_assert_cmpuint (count_devices (client, nothing), ==, 0);
    }
}

static void
test_device_shapes (void)
{
  static const char *const options[] = { "--profile", "A1 mini", NULL };
  static const struct
  {
    const char *fault;
    const char *model;   /* NULL: not there */
    const char *product; /* NULL: not there */
    gboolean newline;
    gboolean code_zero;
  } cases[] = {
    { NULL, "N1", "A1 mini" },
    { "devices-newline", "N1", "A1 mini", .newline = TRUE },
    { "devices-unknown-model", "Q7", "Q7 Ultra" },
    { "devices-missing-fields", NULL, NULL },
    { "code-zero", "N1", "A1 mini", .code_zero = TRUE },
  };
  g_autoptr (CloudClient) client = cloud_client_new (options);
  JsonObject *printer = simulator_process_get_printer (client->simulator, 0);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CloudAnswer) answer = NULL;
      JsonObject *device;
      g_autofree char *code = g_strconcat (json_object_get_string_member (printer, "access_code"),
                                           cases[i].newline ? "\n" : "", NULL);

      if (cases[i].fault != NULL)
        cloud_client_tell (client, "fault %s", cases[i].fault);
      answer = list_devices (client, token);
      if (cases[i].fault != NULL)
        cloud_client_tell (client, "clear %s", cases[i].fault);

      device = json_array_get_object_element (get_devices (answer), 0);
      g_assert_cmpstr (json_object_get_string_member (answer->json, "message"), ==, "success");
      g_assert_true (json_object_get_null_member (answer->json, "code") != cases[i].code_zero);
      g_assert_cmpstr (json_object_get_string_member (device, "dev_id"), ==,
                       json_object_get_string_member (printer, "serial"));
      g_assert_cmpstr (json_object_get_string_member_with_default (device, "dev_model_name", NULL),
                       ==, cases[i].model);
      g_assert_cmpstr (
          json_object_get_string_member_with_default (device, "dev_product_name", NULL), ==,
          cases[i].product);
      if (cases[i].model != NULL)
        g_assert_cmpstr (json_object_get_string_member (device, "dev_access_code"), ==, code);
    }
}

static void
test_print_status (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autoptr (CloudAnswer) idle =
      cloud_client_call (client, "GET", "origin", IOT "user/print?force=true", token, NULL);
  g_autoptr (CloudAnswer) printing = NULL;
  JsonObject *device;

  g_assert_cmpuint (idle->status, ==, 200);
  g_assert_false (json_object_has_member (idle->json, "devices"));

  cloud_client_tell (client, "job 01P00A000000001 Vase");
  printing = cloud_client_call (client, "GET", "origin", IOT "user/print?force=true", token, NULL);
  device = json_array_get_object_element (get_devices (printing), 0);
  g_assert_cmpstr (json_object_get_string_member (device, "task_name"), ==, "Vase");
  g_assert_true (json_object_get_boolean_member (device, "dev_online"));
  g_assert_true (json_object_get_null_member (device, "thumbnail"));
}

/* 7. Binding */

static CloudAnswer *
use_pin (CloudClient *client, const char *token, const char *pin)
{
  g_autofree char *path = g_strconcat (USER "pincode/", pin, NULL);
  g_autofree char *body = g_strdup_printf ("{'pincode':'%s'}", pin);

  return cloud_client_call (client, "POST", "origin", path, token, body);
}

static void
test_binding (void)
{
  static const char *const options[] = { "--printers=2", NULL };
  static const struct
  {
    const char *path;
    const char *body;
    guint status;
    guint left;
  } unbindings[] = {
    { IOT "user/bind", NULL, 400, 2 },
    { IOT "user/bind?dev_id=0000", NULL, 403, 2 },
    { IOT "user/bind", "{'dev_id':'01P00A000000001','force':false}", 200, 1 },
    { IOT "user/bind?dev_id=01P00A000000002", NULL, 200, 0 },
  };
  g_autoptr (CloudClient) client = cloud_client_new (options);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autofree char *newcomer = cloud_client_sign_in (client, "empty@example.com");
  JsonObject *event;

  cloud_client_tell (client, "pin 01P00A000000002");
  event = simulator_process_get_event (client->simulator, "pin", 0);
  {
    g_autoptr (CloudAnswer) bound =
        use_pin (client, newcomer, json_object_get_string_member (event, "pin"));

    g_assert_cmpuint (bound->status, ==, 400);
    g_assert_nonnull (strstr (bound->body, "already bound"));
  }

  for (guint i = 0; i < G_N_ELEMENTS (unbindings); i++)
    {
      g_autoptr (CloudAnswer) answer = cloud_client_call (
          client, "DELETE", "origin", unbindings[i].path, token, unbindings[i].body);

      g_assert_cmpuint (answer->status, ==, unbindings[i].status);
      g_assert_cmpuint (count_devices (client, token), ==, unbindings[i].left);
    }

  {
    g_autoptr (CloudAnswer) wrong = use_pin (client, newcomer, "AAAAAA");
    g_autoptr (CloudAnswer) right =
        use_pin (client, newcomer, json_object_get_string_member (event, "pin"));
    g_autoptr (CloudAnswer) again =
        use_pin (client, newcomer, json_object_get_string_member (event, "pin"));

    g_assert_cmpuint (wrong->status, ==, 400);
    g_assert_cmpuint (right->status, ==, 200);
    g_assert_cmpstr (cloud_answer_get_text (right, "deviceId"), ==, "01P00A000000002");
    g_assert_cmpuint (again->status, ==, 400);
    g_assert_cmpuint (count_devices (client, newcomer), ==, 1);
  }

  {
    g_autoptr (CloudAnswer) renamed =
        cloud_client_call (client, "PATCH", "origin", IOT "user/device/info", newcomer,
                           "{'dev_id':'01P00A000000002','dev_name':'In the cellar'}");
    g_autoptr (CloudAnswer) foreign =
        cloud_client_call (client, "PATCH", "origin", IOT "user/device/info", newcomer,
                           "{'dev_id':'01P00A000000001','dev_name':'Not mine'}");
    g_autoptr (CloudAnswer) list = list_devices (client, newcomer);

    g_assert_cmpuint (renamed->status, ==, 200);
    g_assert_cmpuint (foreign->status, ==, 403);
    g_assert_cmpstr (json_object_get_string_member (
                         json_array_get_object_element (get_devices (list), 0), "name"),
                     ==, "In the cellar");
  }
}

static void
test_binding_as_documented (void)
{
  static const char *const options[] = { "--fault=seed-shapes", NULL };
  g_autoptr (CloudClient) client = cloud_client_new (options);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autofree char *newcomer = cloud_client_sign_in (client, "empty@example.com");
  g_autofree char *body =
      g_strdup_printf ("{'device_id':'01P00A000000001','device_name':'Mine','bind_code':'%s'}",
                       json_object_get_string_member (
                           simulator_process_get_printer (client->simulator, 0), "access_code"));
  g_autoptr (CloudAnswer) pin = use_pin (client, newcomer, "AAAAAA");
  g_autoptr (CloudAnswer) unbound = cloud_client_call (
      client, "DELETE", "origin", IOT "user/bind?dev_id=01P00A000000001", token, NULL);
  g_autoptr (CloudAnswer) bound =
      cloud_client_call (client, "POST", "origin", IOT "user/bind", newcomer, body);

  g_assert_cmpuint (pin->status, ==, 404);
  g_assert_cmpuint (unbound->status, ==, 200);
  g_assert_cmpuint (bound->status, ==, 200);
}

/* 8. Pages */

/* Reads all pages and checks that ids go down, none twice, none left out. */
static guint
read_pages (CloudClient *client, const char *token, const char *path, gboolean by_offset)
{
  gint64 last = 0;
  guint count = 0;
  guint length;

  do
    {
      g_autofree char *page =
          by_offset  ? g_strdup_printf ("%s?limit=20&offset=%u", path, count)
          : last > 0 ? g_strdup_printf ("%s?limit=20&after=%" G_GINT64_FORMAT, path, last)
                     : g_strdup_printf ("%s?limit=20", path);
      g_autoptr (CloudAnswer) answer =
          cloud_client_call (client, "GET", "origin", page, token, NULL);
      JsonArray *hits = json_object_get_array_member (answer->json, "hits");

      length = json_array_get_length (hits);
      g_assert_cmpuint (length, <=, 20);
      for (guint i = 0; i < length; i++)
        {
          gint64 id = json_object_get_int_member (json_array_get_object_element (hits, i), "id");

          g_assert_true (last == 0 || id < last);
          last = id;
        }
      count += length;
      if (length < 20)
        g_assert_cmpint (json_object_get_int_member (answer->json, "total"), ==, count);
    }
  while (length == 20);

  return count;
}

static void
test_pages (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (three_printers);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");

  for (guint by_offset = 0; by_offset < 2; by_offset++)
    {
      g_assert_cmpuint (read_pages (client, token, USER "tasks", by_offset), ==, 45);
      g_assert_cmpuint (read_pages (client, token, USER "messages", by_offset), ==, 26);
    }

  {
    g_autoptr (CloudAnswer) one = cloud_client_call (
        client, "GET", "origin", USER "tasks?deviceId=01P00A000000002&limit=50", token, NULL);
    g_autoptr (CloudAnswer) failed =
        cloud_client_call (client, "GET", "origin", USER "tasks?status=3&limit=50", token, NULL);
    g_autoptr (CloudAnswer) prints =
        cloud_client_call (client, "GET", "origin", USER "messages?type=6", token, NULL);

    g_assert_cmpint (json_object_get_int_member (one->json, "total"), ==, 15);
    g_assert_cmpint (json_object_get_int_member (failed->json, "total"), ==, 5);
    g_assert_cmpint (json_object_get_int_member (prints->json, "total"), ==, 10);
  }
}

static void
test_pages_as_documented (void)
{
  static const char *const options[] = { "--fault=seed-shapes", NULL };
  g_autoptr (CloudClient) client = cloud_client_new (options);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autoptr (CloudAnswer) answer =
      cloud_client_call (client, "GET", "origin", USER "tasks?page=3&limit=20", token, NULL);
  JsonObject *data = json_object_get_object_member (answer->json, "data");
  JsonObject *pagination = json_object_get_object_member (data, "pagination");
  JsonObject *task =
      json_array_get_object_element (json_object_get_array_member (data, "tasks"), 0);

  g_assert_cmpint (json_object_get_int_member (answer->json, "code"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (pagination, "page"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (pagination, "total"), ==, 45);
  g_assert_false (json_object_get_boolean_member (pagination, "has_more"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (data, "tasks")), ==, 5);
  g_assert_cmpstr (json_object_get_string_member (task, "status"), ==, "failed");
}

static void
test_running_task (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autoptr (CloudAnswer) answer =
      cloud_client_call (client, "GET", "origin", USER "tasks?limit=1", token, NULL);
  JsonObject *task =
      json_array_get_object_element (json_object_get_array_member (answer->json, "hits"), 0);
  g_autoptr (GDateTime) start =
      g_date_time_new_from_iso8601 (json_object_get_string_member (task, "startTime"), NULL);
  g_autoptr (GDateTime) end =
      g_date_time_new_from_iso8601 (json_object_get_string_member (task, "endTime"), NULL);

  g_assert_cmpint (json_object_get_int_member (task, "status"), ==, 4);
  g_assert_cmpint (g_date_time_difference (end, start), <, G_TIME_SPAN_MINUTE);
}

static void
test_covers (void)
{
  static const struct
  {
    const char *fault;
    const char *suffix;
    guint status;
    const char *text;
  } cases[] = {
    { NULL, "", 200, "PNG" },
    { "covers-expired", "", 403, "Request has expired" },
    { NULL, "x", 403, "SignatureDoesNotMatch" },
  };
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CloudAnswer) task = NULL;
      g_autoptr (CloudAnswer) picture = NULL;
      g_autoptr (SoupMessage) message = NULL;
      g_autofree char *url = NULL;

      if (cases[i].fault != NULL)
        cloud_client_tell (client, "fault %s", cases[i].fault);
      task = cloud_client_call (client, "GET", "origin", USER "task/782951694", token, NULL);
      if (cases[i].fault != NULL)
        cloud_client_tell (client, "clear %s", cases[i].fault);

      url = g_strconcat (cloud_answer_get_text (task, "cover"), cases[i].suffix, NULL);
      message = soup_message_new ("GET", url);
      picture = cloud_client_send (client, message);
      g_assert_cmpuint (picture->status, ==, cases[i].status);
      g_assert_nonnull (strstr (picture->body, cases[i].text));
      g_assert_cmpstr (cloud_answer_get_header (picture, "Content-Type"), ==,
                       cases[i].status == 200 ? "image/png" : "application/xml");
    }
}

/* 9. Presets */

static void
test_presets (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (CloudAnswer) answer =
          cloud_client_call (client, "POST", "origin", IOT "slicer/setting", token,
                             "{'type':'filament','version':'1.0.0.0','name':'Mine'}");

      g_assert_cmpuint (answer->status, ==, i < 5 ? 200 : 400);
      if (i == 0)
        id = g_strdup (cloud_answer_get_text (answer, "setting_id"));
      if (i == 5)
        g_assert_cmpint (json_object_get_int_member (answer->json, "code"), ==, 14);
    }

  path = g_strconcat (IOT "slicer/setting/", id, NULL);
  {
    g_autoptr (CloudAnswer) changed =
        cloud_client_call (client, "PATCH", "origin", path, token, "{'name':'Better'}");
    g_autoptr (CloudAnswer) read = cloud_client_call (client, "GET", "origin", path, token, NULL);
    g_autoptr (CloudAnswer) deleted =
        cloud_client_call (client, "DELETE", "origin", path, token, NULL);
    g_autoptr (CloudAnswer) gone = cloud_client_call (client, "GET", "origin", path, token, NULL);
    g_autoptr (CloudAnswer) list = cloud_client_call (
        client, "GET", "origin", IOT "slicer/setting?version=1.0.0.0&public=false", token, NULL);
    JsonObject *filament = json_object_get_object_member (list->json, "filament");

    g_assert_cmpuint (changed->status, ==, 200);
    g_assert_cmpstr (cloud_answer_get_text (read, "name"), ==, "Better");
    g_assert_cmpuint (deleted->status, ==, 200);
    g_assert_cmpuint (gone->status, ==, 403);
    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (filament, "private")),
                      ==, 4);
    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (filament, "public")), ==,
                      0);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/sim-cloud/calls/table", test_calls);
  g_test_add_func ("/sim-cloud/calls/need-a-token", test_calls_need_a_token);
  g_test_add_func ("/sim-cloud/calls/dead-token-as-documented", test_dead_token_as_documented);
  g_test_add_func ("/sim-cloud/devices/counts", test_device_counts);
  g_test_add_func ("/sim-cloud/devices/shapes", test_device_shapes);
  g_test_add_func ("/sim-cloud/devices/print-status", test_print_status);
  g_test_add_func ("/sim-cloud/binding/real", test_binding);
  g_test_add_func ("/sim-cloud/binding/documented", test_binding_as_documented);
  g_test_add_func ("/sim-cloud/activity/pages", test_pages);
  g_test_add_func ("/sim-cloud/activity/pages-as-documented", test_pages_as_documented);
  g_test_add_func ("/sim-cloud/activity/running-task", test_running_task);
  g_test_add_func ("/sim-cloud/activity/covers", test_covers);
  g_test_add_func ("/sim-cloud/presets", test_presets);

  return g_test_run ();
}
