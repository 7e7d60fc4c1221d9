/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cloud-client.h"
#include "project-writer.h"
#include "test-wait.h"

#include <glib/gstdio.h>
#include <string.h>

/* The way of a print through the simulated cloud: protocol/cloud-print.md, "What a faithful
 * simulator must do". */

#define IOT "/v1/iot-service/api/user/"
#define TASK "/v1/user-service/my/task"
#define ACCOUNT "plain@example.com"
#define PRINTER "01P00A000000001"

typedef struct
{
  CloudClient *client;
  char *token;
  GBytes *file; /* a sliced one for a P1S */
  char *md5;
  char *project;
  char *model;
  char *profile;
  char *config_url;
  char *ticket;
  char *print_url;
} Upload;

static Upload *
upload_new (const char *fault)
{
  const char *const options[] = { "--fault", fault != NULL ? fault : "announce-silent", NULL };
  Upload *self = g_new0 (Upload, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("culm-cloud-print-XXXXXX", &error);
  g_autofree char *path = NULL;
  char *data;
  gsize size;

  g_assert_no_error (error);
  path = project_fixture_write (PROJECT_ONE_PLATE, folder);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  self->file = g_bytes_new_take (data, size);
  self->md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, self->file);
  g_unlink (path);
  g_rmdir (folder);
  self->client = cloud_client_new (options);
  self->token = cloud_client_sign_in (self->client, ACCOUNT);

  return self;
}

static void
upload_free (Upload *self)
{
  cloud_client_free (self->client);
  g_bytes_unref (self->file);
  g_free (self->token);
  g_free (self->md5);
  g_free (self->project);
  g_free (self->model);
  g_free (self->profile);
  g_free (self->config_url);
  g_free (self->ticket);
  g_free (self->print_url);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Upload, upload_free)

static CloudAnswer *
call (Upload *self, const char *method, const char *path, const char *body)
{
  return cloud_client_call (self->client, method, "origin", path, self->token, body);
}

static SoupMessage *
make_put (const char *url, const char *type, GBytes *bytes)
{
  SoupMessage *message = soup_message_new ("PUT", url);

  soup_message_set_request_body_from_bytes (message, type, bytes);

  return message;
}

static guint
put (Upload *self, const char *url)
{
  g_autoptr (SoupMessage) message = make_put (url, NULL, self->file);
  g_autoptr (CloudAnswer) answer = cloud_client_send (self->client, message);

  g_assert_no_error (answer->error);

  return answer->status;
}

/* A */
static void
create (Upload *self)
{
  g_autoptr (CloudAnswer) answer = call (self, "POST", IOT "project", "{'name':'A cube'}");

  g_assert_cmpuint (answer->status, ==, 200);
  g_set_str (&self->project, cloud_answer_get_text (answer, "project_id"));
  g_set_str (&self->model, cloud_answer_get_text (answer, "model_id"));
  g_set_str (&self->profile, cloud_answer_get_text (answer, "profile_id"));
  g_set_str (&self->config_url, cloud_answer_get_text (answer, "upload_url"));
  g_set_str (&self->ticket, cloud_answer_get_text (answer, "upload_ticket"));
}

/* C */
static guint
notify (Upload *self)
{
  g_autofree char *body =
      g_strdup_printf ("{'upload':{'origin_file_name':'config.3mf','ticket':'%s'}}", self->ticket);
  g_autoptr (CloudAnswer) answer = call (self, "PUT", IOT "notification", body);

  return answer->status;
}

/* D */
static char *
poll (Upload *self)
{
  g_autofree char *path =
      g_strconcat (IOT "notification?action=upload&ticket=", self->ticket, NULL);
  g_autoptr (CloudAnswer) answer = call (self, "GET", path, NULL);

  g_assert_cmpuint (answer->status, ==, 200);

  return g_strdup (cloud_answer_get_text (answer, "message"));
}

/* E */
static void
ask_address (Upload *self)
{
  g_autofree char *path =
      g_strdup_printf (IOT "upload?models=%s_%s_1.3mf", self->model, self->profile);
  g_autoptr (CloudAnswer) answer = call (self, "GET", path, NULL);
  JsonArray *urls;

  g_assert_cmpuint (answer->status, ==, 200);
  urls = json_object_get_array_member (answer->json, "urls");
  g_assert_cmpuint (json_array_get_length (urls), ==, 1);
  g_set_str (&self->print_url,
             json_object_get_string_member (json_array_get_object_element (urls, 0), "url"));
}

/* G */
static CloudAnswer *
patch (Upload *self, const char *md5)
{
  g_autofree char *path = g_strconcat (IOT "project/", self->project, NULL);
  g_autofree char *body = g_strdup_printf (
      "{'profile_id':'%s','profile_print_3mf':[{'md5':'%s','plate_idx':1,'url':'%s'}]}",
      self->profile, md5, self->print_url);

  return call (self, "PATCH", path, body);
}

static void
wait_until_looked_at (Upload *self)
{
  for (;;)
    {
      g_autofree char *message = poll (self);

      if (g_str_equal (message, "success"))
        return;
      g_assert_cmpstr (message, ==, "running");
    }
}

/* A to G */
static void
upload_all (Upload *self)
{
  g_autoptr (CloudAnswer) patched = NULL;

  create (self);
  g_assert_cmpuint (put (self, self->config_url), ==, 200);
  g_assert_cmpuint (notify (self), ==, 200);
  wait_until_looked_at (self);
  ask_address (self);
  g_assert_cmpuint (put (self, self->print_url), ==, 200);
  patched = patch (self, self->md5);
  g_assert_cmpuint (patched->status, ==, 200);
}

static char *
make_task (Upload *self)
{
  return g_strdup_printf (
      "{'mode':'cloud_file','modelId':'%s','cover':'','plateIndex':1,'profileId':%s,"
      "'deviceId':'" PRINTER "','title':'A cube','useAms':true,'amsMapping':[1],"
      "'amsMapping2':[{'amsId':0,'slotId':1}]}",
      self->model, self->profile);
}

/* H */
static CloudAnswer *
order (Upload *self)
{
  g_autofree char *body = make_task (self);

  return call (self, "POST", TASK, body);
}

static guint
count (Upload *self, const char *event)
{
  return simulator_process_count_events_of (self->client->simulator, event, PRINTER);
}

static void
test_print (void)
{
  g_autoptr (Upload) upload = upload_new (NULL);
  g_autoptr (CloudAnswer) answer = NULL;
  g_autoptr (CloudAnswer) task = NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  JsonObject *event;

  cloud_client_tell (upload->client, "fault task-any-client");
  upload_all (upload);
  answer = order (upload);
  g_assert_cmpuint (answer->status, ==, 200);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (answer->json, "id"));
  test_wait_until (count (upload, "start") == 1);
  event = simulator_process_get_event (upload->client->simulator, "start", 0);
  g_assert_cmpstr (json_object_get_string_member (event, "task_id"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (event, "type"), ==, "cloud");
  g_assert_cmpstr (json_object_get_string_member (event, "subtask_name"), ==, "A cube");
  g_assert_true (json_object_get_null_member (event, "file"));

  path = g_strconcat (TASK "/", id, NULL);
  task = call (upload, "GET", path, NULL);
  g_assert_cmpint (json_object_get_int_member (task->json, "status"), ==, 4);
  g_assert_cmpstr (cloud_answer_get_text (task, "deviceId"), ==, PRINTER);
  g_assert_cmpuint (simulator_process_count_events (upload->client->simulator, "task"), ==, 1);
  g_assert_cmpuint (count (upload, "start-failed"), ==, 0);
}

/* What becomes of a task that the service took */
static void
test_printers (void)
{
  static const struct
  {
    const char *fault; /* the printer's */
    const char *of_cloud;
    const char *event;
    const char *error;
    guint n_starts;
  } cases[] = {
    { "download-fails", NULL, "start-failed", "0500-4001", 1 },
    { "authorization", NULL, NULL, NULL, 0 },
    { NULL, "task-lost", NULL, NULL, 0 },
    { NULL, "cloud-offline", NULL, NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Upload) upload = upload_new (cases[i].fault);
      g_autoptr (CloudAnswer) answer = NULL;

      cloud_client_tell (upload->client, "fault task-any-client");
      if (cases[i].of_cloud != NULL)
        cloud_client_tell (upload->client, "fault %s", cases[i].of_cloud);
      upload_all (upload);
      answer = order (upload);
      g_assert_cmpuint (answer->status, ==, 200);
      if (cases[i].event != NULL)
        {
          test_wait_until (count (upload, cases[i].event) == 1);
          g_assert_cmpstr (
              json_object_get_string_member (
                  simulator_process_get_event (upload->client->simulator, cases[i].event, 0),
                  "error"),
              ==, cases[i].error);
        }
      cloud_client_tell (upload->client, "fault list");
      g_assert_cmpuint (count (upload, "start"), ==, cases[i].n_starts);
    }
}

/* A second one while the first is printed: the printer says so, and prints one. */
static void
test_busy (void)
{
  g_autoptr (Upload) upload = upload_new (NULL);
  g_autoptr (CloudAnswer) first = NULL;
  g_autoptr (CloudAnswer) second = NULL;

  cloud_client_tell (upload->client, "fault task-any-client");
  upload_all (upload);
  first = order (upload);
  second = order (upload);
  g_assert_cmpuint (second->status, ==, 200);
  test_wait_until (count (upload, "start-refused") == 1);
  g_assert_cmpuint (count (upload, "start"), ==, 1);
  g_assert_cmpuint (simulator_process_count_events (upload->client->simulator, "task"), ==, 2);
}

/* By the name of the client, and where that is as it should be by the rest */
static void
test_clients (void)
{
  static const struct
  {
    const char *fault;
    const char *name;
    const char *system;
    const char *proof;
    guint status;
    const char *error;
  } cases[] = {
    { NULL, NULL, NULL, NULL, 403, "no access rights to the content" },
    { NULL, "Somebody", "linux", NULL, 403, "no access rights to the content" },
    { NULL, "BambuStudio", "windows", NULL, 403, "no access rights to the content" },
    { NULL, "BambuStudio", "linux", NULL, 200, NULL },
    { "task-wordless", NULL, NULL, NULL, 400, NULL },
    { "task-bad-proof", "BambuStudio", "linux", "c2lnbmVk", 403,
      "no access rights to the content" },
  };
  g_autoptr (Upload) upload = upload_new ("announce-silent");
  g_autofree char *body = NULL;
  g_autofree char *url = cloud_client_dup_url (upload->client, "origin", IOT "project");
  g_autoptr (SoupMessage) making =
      cloud_client_make_message ("POST", url, upload->token, "{'name':'Theirs'}");
  g_autoptr (CloudAnswer) made = NULL;

  upload_all (upload);
  /* Whose system is known is who made it. */
  soup_message_headers_append (soup_message_get_request_headers (making), "X-BBL-OS-Type", "linux");
  made = cloud_client_send (upload->client, making);
  g_set_str (&upload->project, cloud_answer_get_text (made, "project_id"));
  g_set_str (&upload->model, cloud_answer_get_text (made, "model_id"));
  g_set_str (&upload->profile, cloud_answer_get_text (made, "profile_id"));
  g_set_str (&upload->ticket, cloud_answer_get_text (made, "upload_ticket"));
  notify (upload);
  wait_until_looked_at (upload);
  g_clear_pointer (&made, cloud_answer_free);
  made = patch (upload, upload->md5);
  g_assert_cmpuint (made->status, ==, 200);

  body = make_task (upload);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *place = cloud_client_dup_url (upload->client, "origin", TASK);
      g_autoptr (SoupMessage) message =
          cloud_client_make_message ("POST", place, upload->token, body);
      SoupMessageHeaders *headers = soup_message_get_request_headers (message);
      g_autoptr (CloudAnswer) answer = NULL;

      if (cases[i].fault != NULL)
        cloud_client_tell (upload->client, "fault %s", cases[i].fault);
      if (cases[i].name != NULL)
        soup_message_headers_append (headers, "X-BBL-Client-Name", cases[i].name);
      if (cases[i].system != NULL)
        soup_message_headers_append (headers, "X-BBL-OS-Type", cases[i].system);
      if (cases[i].proof != NULL)
        soup_message_headers_append (headers, "x-bbl-device-security-sign", cases[i].proof);
      answer = cloud_client_send (upload->client, message);
      g_assert_cmpuint (answer->status, ==, cases[i].status);
      if (cases[i].error != NULL)
        g_assert_cmpstr (cloud_answer_get_text (answer, "error"), ==, cases[i].error);
      else if (cases[i].status != 200)
        g_assert_cmpstr (answer->body, ==, "");
      if (cases[i].fault != NULL)
        cloud_client_tell (upload->client, "clear %s", cases[i].fault);
    }
  g_assert_cmpuint (count (upload, "start"), ==, 1);
}

/* What a task has to have */
static void
test_task_fields (void)
{
  static const struct
  {
    const char *fault;
    const char *from;
    const char *to;
    guint status;
    const char *error; /* %NULL: no word */
  } cases[] = {
    { NULL, "'mode':'cloud_file',", "", 400, NULL },
    { NULL, "'cover':'',", "", 400, "field \"cover\" is not set" },
    { NULL, "'title':'A cube',", "", 400, "field \"title\" is not set" },
    { NULL, "'plateIndex':1,", "'plateIndex':'1',", 400, "type mismatch for field plateIndex" },
    { NULL, "'profileId':6", "'profileId':'x','n':6", 400, "type mismatch for field profileId" },
    { NULL, "'profileId':6", "'profileId':0,'n':6", 400, NULL },
    { NULL, "'profileId':6", "'profileId':7,'n':6", 403, "no access rights to the content" },
    { NULL, PRINTER, "nobody", 403, "no access rights to the content" },
    { NULL, "'amsId':0", "'ams_id':0", 400, "field \"amsMapping2[0].amsId\" is not set" },
    { NULL, "'amsId':0,'slotId':1", "'amsId':255,'slotId':255", 400,
      "type mismatch for field amsMapping2[0].slotId" },
    { "task-slot-255", "'amsId':0,'slotId':1", "'amsId':255,'slotId':0", 400,
      "type mismatch for field amsMapping2[0].slotId" },
  };
  g_autoptr (Upload) upload = upload_new (NULL);
  g_autofree char *good = NULL;

  cloud_client_tell (upload->client, "fault task-any-client");
  upload_all (upload);
  good = make_task (upload);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = g_strsplit (good, cases[i].from, 2);
      g_autofree char *body = g_strjoinv (cases[i].to, parts);
      g_autoptr (CloudAnswer) answer = NULL;

      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      if (cases[i].fault != NULL)
        cloud_client_tell (upload->client, "fault %s", cases[i].fault);
      answer = call (upload, "POST", TASK, body);
      g_assert_cmpuint (answer->status, ==, cases[i].status);
      if (cases[i].error != NULL)
        g_assert_cmpstr (cloud_answer_get_text (answer, "error"), ==, cases[i].error);
      else
        g_assert_cmpstr (answer->body, ==, "");
      if (cases[i].fault != NULL)
        cloud_client_tell (upload->client, "clear %s", cases[i].fault);
    }
  g_assert_cmpuint (count (upload, "start"), ==, 0);

  {
    g_autoptr (CloudAnswer) answer = NULL;

    cloud_client_tell (upload->client, "fault task-text-id");
    answer = order (upload);
    g_assert_nonnull (cloud_answer_get_text (answer, "id"));
  }
}

/* Too early, or not what it is said to be */
static void
test_patch (void)
{
  g_autoptr (Upload) upload = upload_new (NULL);
  g_autoptr (CloudAnswer) early = NULL;
  g_autoptr (CloudAnswer) missing = NULL;
  g_autoptr (CloudAnswer) wrong = NULL;
  g_autofree char *message = NULL;

  create (upload);
  ask_address (upload);
  early = patch (upload, upload->md5);
  g_assert_cmpuint (early->status, ==, 400);
  g_assert_cmpint (json_object_get_int_member (early->json, "code"), ==, 11);
  g_assert_cmpstr (cloud_answer_get_text (early, "error"), ==, "Wrong file format");

  notify (upload);
  message = poll (upload);
  g_assert_cmpstr (message, ==, "running");
  wait_until_looked_at (upload);
  missing = patch (upload, upload->md5);
  g_assert_cmpuint (missing->status, ==, 400);
  g_assert_cmpuint (put (upload, upload->print_url), ==, 200);
  wrong = patch (upload, "d41d8cd98f00b204e9800998ecf8427e");
  g_assert_cmpuint (wrong->status, ==, 400);
}

static void
test_notification (void)
{
  g_autoptr (Upload) upload = upload_new (NULL);
  g_autofree char *failed = NULL;
  g_autofree char *running = NULL;

  create (upload);
  notify (upload);
  cloud_client_tell (upload->client, "fault upload-never-done");
  for (guint i = 0; i < 10; i++)
    {
      g_free (running);
      running = poll (upload);
      g_assert_cmpstr (running, ==, "running");
    }
  cloud_client_tell (upload->client, "clear upload-never-done");
  cloud_client_tell (upload->client, "fault upload-fails");
  failed = poll (upload);
  g_assert_cmpstr (failed, ==, "failed");
  cloud_client_tell (upload->client, "clear upload-fails");
  wait_until_looked_at (upload);

  g_set_str (&upload->ticket, "nobody");
  g_assert_cmpuint (notify (upload), ==, 400);
  g_free (failed);
  failed = poll (upload);
  g_assert_cmpstr (failed, ==, "failed");
}

/* The shapes that addresses come in */
static void
test_shapes (void)
{
  g_autoptr (Upload) upload = upload_new (NULL);
  g_autoptr (CloudAnswer) objects = NULL;
  g_autoptr (CloudAnswer) texts = NULL;
  g_autoptr (CloudAnswer) flat = NULL;
  JsonArray *urls;
  JsonObject *first;
  const char *path = IOT "upload?filename=A%20cube%20%C3%9F.3mf&size=12345&md5=ABC";

  objects = call (upload, "GET", path, NULL);
  urls = json_object_get_array_member (objects->json, "urls");
  g_assert_cmpuint (json_array_get_length (urls), ==, 3);
  first = json_array_get_object_element (urls, 0);
  g_assert_cmpstr (json_object_get_string_member (first, "type"), ==, "filename");
  g_assert_cmpstr (json_object_get_string_member (first, "file"), ==, "A cube ß.3mf");
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (put (upload, json_object_get_string_member (
                                       json_array_get_object_element (urls, i), "url")),
                      ==, 200);

  cloud_client_tell (upload->client, "fault uploads-plain");
  texts = call (upload, "GET", path, NULL);
  urls = json_object_get_array_member (texts->json, "urls");
  g_assert_cmpuint (put (upload, json_array_get_string_element (urls, 0)), ==, 200);
  cloud_client_tell (upload->client, "clear uploads-plain");

  cloud_client_tell (upload->client, "fault uploads-flat");
  flat = call (upload, "GET", path, NULL);
  g_assert_cmpuint (put (upload, cloud_answer_get_text (flat, "upload_url")), ==, 200);
}

typedef struct
{
  const char *name;
  const char *fault; /* while the address is made */
  const char *method;
  const char *type;
  const char *header;
  const char *value;
  const char *from; /* in the address */
  const char *to;
  guint status;
  const char *word; /* of the answer */
} Put;

static const Put bucket_rows[] = {
  { "good", NULL, "PUT", NULL, NULL, NULL, NULL, NULL, 200, "" },
  { "type", NULL, "PUT", "application/octet-stream", NULL, NULL, NULL, NULL, 403,
    "SignatureDoesNotMatch" },
  { "typed", "uploads-typed", "PUT", "application/octet-stream", NULL, NULL, NULL, NULL, 200, "" },
  { "typed-without", "uploads-typed", "PUT", NULL, NULL, NULL, NULL, NULL, 403,
    "SignatureDoesNotMatch" },
  { "md5", NULL, "PUT", NULL, "Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==", NULL, NULL, 403,
    "SignatureDoesNotMatch" },
  { "key", NULL, "PUT", NULL, NULL, NULL, "config.3mf", "confiG.3mf", 403,
    "SignatureDoesNotMatch" },
  { "who", NULL, "PUT", NULL, NULL, NULL, "AKIASIM", "AKIAsim", 403, "InvalidAccessKeyId" },
  { "expires", NULL, "PUT", NULL, NULL, NULL, "Expires=", "Expires=9", 403,
    "SignatureDoesNotMatch" },
  { "unsigned", NULL, "PUT", NULL, NULL, NULL, "?", "?x", 403, "AccessDenied" },
  { "expired", "uploads-expired", "PUT", NULL, NULL, NULL, NULL, NULL, 403, "Request has expired" },
  { "authorization", NULL, "PUT", NULL, "Authorization", "Bearer x", NULL, NULL, 400,
    "Only one auth mechanism" },
  { "verb", NULL, "POST", NULL, NULL, NULL, NULL, NULL, 405, "" },
};

static void
assert_row (Upload *upload, const Put *row)
{
  guint n_uploads = simulator_process_count_events (upload->client->simulator, "upload");
  g_autofree char *url = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (CloudAnswer) answer = NULL;

  g_test_message ("%s", row->name);
  if (row->fault != NULL)
    cloud_client_tell (upload->client, "fault %s", row->fault);
  create (upload);
  if (row->fault != NULL)
    cloud_client_tell (upload->client, "clear %s", row->fault);
  if (row->from != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (upload->config_url, row->from, 2);

      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      url = g_strjoinv (row->to, parts);
    }
  message = make_put (url != NULL ? url : upload->config_url, row->type, upload->file);
  soup_message_set_method (message, row->method);
  if (row->header != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), row->header,
                                 row->value);
  answer = cloud_client_send (upload->client, message);
  g_assert_no_error (answer->error);
  g_assert_cmpuint (answer->status, ==, row->status);
  g_assert_nonnull (strstr (answer->body, row->word));
  cloud_client_tell (upload->client, "fault list");
  g_assert_cmpuint (simulator_process_count_events (upload->client->simulator, "upload"), ==,
                    n_uploads + (row->status == 200));
}

static void
test_bucket (void)
{
  g_autoptr (Upload) upload = upload_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bucket_rows); i++)
    assert_row (upload, &bucket_rows[i]);
}

/* A body whose length nobody says */
static void
test_length (void)
{
  g_autoptr (Upload) upload = upload_new (NULL);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (upload->file);
  g_autoptr (CloudAnswer) answer = NULL;

  create (upload);
  message = soup_message_new ("PUT", upload->config_url);
  soup_message_set_request_body (message, NULL, stream, -1);
  answer = cloud_client_send (upload->client, message);
  g_assert_cmpuint (answer->status, ==, 411);
}

/* What breaks on the way */
static void
test_broken (void)
{
  static const char *const faults[] = { "bucket-reset", "edge-reset /users 1" };
  g_autoptr (Upload) upload = upload_new (NULL);
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (1 << 20), 1 << 20);

  create (upload);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_auto (GStrv) words = g_strsplit (faults[i], " ", 2);
      g_autoptr (SoupMessage) message = make_put (upload->config_url, NULL, large);
      g_autoptr (CloudAnswer) answer = NULL;

      cloud_client_tell (upload->client, "fault %s", faults[i]);
      answer = cloud_client_send (upload->client, message);
      g_assert_nonnull (answer->error);
      cloud_client_tell (upload->client, "clear %s", words[0]);
    }
  g_assert_cmpuint (simulator_process_count_events (upload->client->simulator, "upload"), ==, 0);
  g_assert_cmpuint (put (upload, upload->config_url), ==, 200);
}

static void
on_sent (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (object), result, NULL);

  *(gboolean *) user_data = TRUE;
}

/* It takes the begin and is not at the end for long; who gives up is not held. */
static void
test_slow (void)
{
  g_autoptr (Upload) upload = upload_new ("bucket-slow");
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (1 << 20), 1 << 20);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gboolean done = FALSE;

  create (upload);
  message = make_put (upload->config_url, NULL, large);
  soup_session_send_and_read_async (upload->client->session, message, G_PRIORITY_DEFAULT,
                                    cancellable, on_sent, &done);
  cloud_client_tell (upload->client, "fault list");
  g_assert_false (done);
  g_cancellable_cancel (cancellable);
  test_wait_until (done);
  cloud_client_tell (upload->client, "clear bucket-slow");
  g_assert_cmpuint (put (upload, upload->config_url), ==, 200);
}

/* Each of the steps can be where the token dies, or where it is too much. */
static void
test_steps (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    const char *body;
  } steps[] = {
    { "POST", IOT "project", "{'name':'x'}" },
    { "PUT", IOT "notification", "{'upload':{}}" },
    { "GET", IOT "notification?action=upload&ticket=x", NULL },
    { "GET", IOT "upload?filename=x", NULL },
    { "PATCH", IOT "project/1", "{}" },
    { "POST", TASK, "{}" },
    { "GET", TASK "/1", NULL },
  };
  static const struct
  {
    const char *fault;
    guint status;
    const char *header;
  } faults[] = {
    { "edge-401-dead", 401, NULL },
    { "edge-429", 429, NULL },
    { "edge-429-seconds", 429, "Retry-After" },
    { "edge-500", 500, NULL },
  };
  g_autoptr (Upload) upload = upload_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    for (guint j = 0; j < G_N_ELEMENTS (faults); j++)
      {
        g_auto (GStrv) parts = g_strsplit (steps[i].path, "?", 2);
        g_autoptr (CloudAnswer) answer = NULL;
        g_autoptr (CloudAnswer) again = NULL;

        cloud_client_tell (upload->client, "fault %s %s 1", faults[j].fault, parts[0]);
        answer = call (upload, steps[i].method, steps[i].path, steps[i].body);
        g_assert_cmpuint (answer->status, ==, faults[j].status);
        if (faults[j].header != NULL)
          g_assert_nonnull (cloud_answer_get_header (answer, faults[j].header));
        again = call (upload, steps[i].method, steps[i].path, steps[i].body);
        g_assert_cmpuint (again->status, !=, faults[j].status);
      }
}

/* What the documents have, on services that follow them, and on others */
static void
test_documents (void)
{
  g_autoptr (Upload) upload = upload_new (NULL);
  g_autoptr (CloudAnswer) refused = call (upload, "POST", IOT "print", "{}");
  g_autoptr (CloudAnswer) no_files = call (upload, "GET", IOT "files", NULL);
  g_autoptr (CloudAnswer) unconfirmed =
      call (upload, "POST", IOT "upload/confirm", "{'file_id':'1'}");
  g_autoptr (CloudAnswer) address = call (upload, "GET", IOT "upload?filename=x.3mf&size=1", NULL);
  g_autoptr (CloudAnswer) confirmed = NULL;
  g_autoptr (CloudAnswer) printed = NULL;
  g_autofree char *body = NULL;
  const char *url = json_object_get_string_member (
      json_array_get_object_element (json_object_get_array_member (address->json, "urls"), 0),
      "url");

  g_assert_cmpuint (refused->status, ==, 405);
  g_assert_cmpuint (no_files->status, ==, 404);
  g_assert_cmpuint (unconfirmed->status, ==, 404);

  cloud_client_tell (upload->client, "fault seed-shapes");
  g_assert_cmpuint (put (upload, url), ==, 200);
  confirmed = call (upload, "POST", IOT "upload/confirm", "{'file_id':'1'}");
  g_assert_cmpuint (confirmed->status, ==, 200);
  body = g_strdup_printf ("{'device_id':'" PRINTER "','file_id':'1','file_name':'x.3mf',"
                          "'file_url':'%s','settings':{}}",
                          url);
  printed = call (upload, "POST", IOT "print", body);
  g_assert_cmpuint (printed->status, ==, 200);
  test_wait_until (count (upload, "start") == 1);
}

/* Nothing that opens a door is told of. */
static void
test_secrets (void)
{
  g_autoptr (Upload) upload = upload_new (NULL);
  g_autoptr (CloudAnswer) answer = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *signature = NULL;
  guint n_requests;

  cloud_client_tell (upload->client, "fault task-any-client");
  upload_all (upload);
  answer = order (upload);
  test_wait_until (count (upload, "start") == 1);
  escaped = g_strdup (strstr (upload->print_url, "Signature=") + strlen ("Signature="));
  signature = g_uri_unescape_string (escaped, NULL);
  n_requests = simulator_process_count_events (upload->client->simulator, "request");
  g_assert_cmpuint (n_requests, >, 8);
  for (guint i = 0; i < n_requests; i++)
    {
      JsonObject *event = simulator_process_get_event (upload->client->simulator, "request", i);
      g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), event);
      g_autofree char *text = json_to_string (node, FALSE);

      g_assert_null (strstr (text, upload->token));
      g_assert_null (strstr (text, upload->ticket));
      g_assert_null (strstr (text, signature));
      g_assert_null (strstr (text, escaped));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim-cloud-print/print", test_print);
  g_test_add_func ("/sim-cloud-print/printers", test_printers);
  g_test_add_func ("/sim-cloud-print/busy", test_busy);
  g_test_add_func ("/sim-cloud-print/clients", test_clients);
  g_test_add_func ("/sim-cloud-print/task-fields", test_task_fields);
  g_test_add_func ("/sim-cloud-print/patch", test_patch);
  g_test_add_func ("/sim-cloud-print/notification", test_notification);
  g_test_add_func ("/sim-cloud-print/shapes", test_shapes);
  g_test_add_func ("/sim-cloud-print/bucket", test_bucket);
  g_test_add_func ("/sim-cloud-print/length", test_length);
  g_test_add_func ("/sim-cloud-print/broken", test_broken);
  g_test_add_func ("/sim-cloud-print/slow", test_slow);
  g_test_add_func ("/sim-cloud-print/steps", test_steps);
  g_test_add_func ("/sim-cloud-print/documents", test_documents);
  g_test_add_func ("/sim-cloud-print/secrets", test_secrets);

  return g_test_run ();
}
