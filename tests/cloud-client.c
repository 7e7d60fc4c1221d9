/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cloud-client.h"

#include <string.h>

#include "test-wait.h"

CloudClient *
cloud_client_new (const char *const *options)
{
  CloudClient *self = g_new0 (CloudClient, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) arguments = NULL;

  g_strv_builder_add (builder, "--cloud");
  g_strv_builder_addv (builder, (const char **) options);
  arguments = g_strv_builder_end (builder);
  self->simulator = simulator_process_start ((const char *const *) arguments, &error);
  g_assert_no_error (error);
  self->cloud = simulator_process_get_cloud (self->simulator);

  database =
      g_tls_file_database_new (json_object_get_string_member (self->cloud, "ca_file"), &error);
  g_assert_no_error (error);
  self->session =
      soup_session_new_with_options ("tls-database", database, "user-agent", "Culm-Test/1", NULL);
  soup_session_add_feature_by_type (self->session, SOUP_TYPE_COOKIE_JAR);

  return self;
}

void
cloud_client_free (CloudClient *self)
{
  g_autofree char *folder =
      g_path_get_dirname (json_object_get_string_member (self->cloud, "ca_file"));

  soup_session_abort (self->session);
  g_clear_object (&self->session);
  simulator_process_tell (self->simulator, "quit");
  g_assert_true (simulator_process_wait (self->simulator));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  simulator_process_stop (self->simulator);
  g_free (self);
}

/* Commands are read one after the other: when the list of faults comes, those before are done. */
void
cloud_client_tell (CloudClient *self, const char *format, ...)
{
  guint lists = simulator_process_count_events (self->simulator, "faults");
  guint errors = simulator_process_count_events (self->simulator, "error");
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  simulator_process_tell (self->simulator, line);
  simulator_process_tell (self->simulator, "fault list");
  test_wait_until (simulator_process_count_events (self->simulator, "faults") > lists);
  g_assert_cmpuint (simulator_process_count_events (self->simulator, "error"), ==, errors);
}

char *
cloud_client_dup_url (CloudClient *self, const char *name, const char *path)
{
  JsonObject *place = self->cloud;

  if (g_str_has_prefix (name, "china/"))
    {
      place = json_object_get_object_member (place, "china");
      name += strlen ("china/");
    }

  return g_strconcat (json_object_get_string_member (place, name), path, NULL);
}

SoupMessage *
cloud_client_make_message (const char *method, const char *url, const char *token, const char *body)
{
  SoupMessage *message = soup_message_new (method, url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_append (headers, "Authorization", value);
    }
  if (body != NULL)
    {
      g_autofree char *json = g_strdelimit (g_strdup (body), "'", '"');
      g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }

  return message;
}

typedef struct
{
  CloudAnswer *answer;
  gboolean done;
} Waiting;

static void
on_sent (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  CloudAnswer *answer = waiting->answer;
  g_autoptr (GBytes) bytes =
      soup_session_send_and_read_finish (SOUP_SESSION (object), result, &answer->error);
  g_autoptr (JsonNode) node = NULL;
  const char *data;
  gsize size;

  waiting->done = TRUE;
  if (bytes == NULL)
    return;

  answer->status = soup_message_get_status (answer->message);
  data = g_bytes_get_data (bytes, &size);
  answer->body = size > 0 ? g_strndup (data, size) : g_strdup ("");
  node = json_from_string (answer->body, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    answer->json = json_object_ref (json_node_get_object (node));
}

CloudAnswer *
cloud_client_send (CloudClient *self, SoupMessage *message)
{
  CloudAnswer *answer = g_new0 (CloudAnswer, 1);
  Waiting waiting = { answer };

  answer->message = g_object_ref (message);
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL, on_sent,
                                    &waiting);
  test_wait_until (waiting.done);

  return answer;
}

CloudAnswer *
cloud_client_call (CloudClient *self,
                   const char *method,
                   const char *origin,
                   const char *path,
                   const char *token,
                   const char *body)
{
  g_autofree char *url = cloud_client_dup_url (self, origin, path);
  g_autoptr (SoupMessage) message = cloud_client_make_message (method, url, token, body);

  return cloud_client_send (self, message);
}

void
cloud_answer_free (CloudAnswer *self)
{
  g_clear_object (&self->message);
  g_clear_pointer (&self->json, json_object_unref);
  g_clear_error (&self->error);
  g_free (self->body);
  g_free (self);
}

JsonObject *
cloud_client_find_account (CloudClient *self, const char *account)
{
  JsonArray *accounts = json_object_get_array_member (self->cloud, "accounts");

  for (guint i = 0; i < json_array_get_length (accounts); i++)
    {
      JsonObject *object = json_array_get_object_element (accounts, i);

      if (g_str_equal (json_object_get_string_member (object, "account"), account))
        return object;
    }

  g_error ("no account %s", account);
}

char *
cloud_client_sign_in (CloudClient *self, const char *account)
{
  JsonObject *facts = cloud_client_find_account (self, account);
  gboolean china = g_str_equal (json_object_get_string_member (facts, "region"), "china");
  g_autofree char *body = g_strdup_printf ("{'account':'%s','password':'%s'}", account,
                                           json_object_get_string_member (facts, "password"));
  g_autoptr (CloudAnswer) answer = cloud_client_call (
      self, "POST", china ? "china/origin" : "origin", "/v1/user-service/user/login", NULL, body);

  g_assert_cmpuint (answer->status, ==, SOUP_STATUS_OK);

  return g_strdup (cloud_answer_get_text (answer, "accessToken"));
}

const char *
cloud_answer_get_text (CloudAnswer *self, const char *member)
{
  return self->json != NULL ? json_object_get_string_member_with_default (self->json, member, NULL)
                            : NULL;
}

const char *
cloud_answer_get_header (CloudAnswer *self, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (self->message), name);
}
