/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cloud-client.h"
#include "test-wait.h"

#include <mosquitto.h>
#include <string.h>

/* The MQTT side of the simulated cloud: a real client of the real mosquitto. */

#define FIRST "01P00A000000001"
#define SECOND "01P00A000000002"
#define PUSHALL "{\"pushing\":{\"sequence_id\":\"1\",\"command\":\"pushall\"}}"

static const char *const two_printers[] = { "--printers=2", NULL };

/* A client that is run by the main context, without a thread. */
typedef struct
{
  struct mosquitto *client;
  int connack; /* -1 until it came */
  gboolean subscribed;
  gboolean lost;
  GPtrArray *messages; /* topic and payload in one string */
} Listener;

static void
on_connect (struct mosquitto *client, void *user_data, int result)
{
  ((Listener *) user_data)->connack = result;
}

static void
on_subscribe (struct mosquitto *client, void *user_data, int id, int n, const int *granted)
{
  ((Listener *) user_data)->subscribed = TRUE;
}

static void
on_message (struct mosquitto *client, void *user_data, const struct mosquitto_message *message)
{
  Listener *self = user_data;

  g_ptr_array_add (self->messages, g_strdup_printf ("%s %.*s", message->topic, message->payloadlen,
                                                    (const char *) message->payload));
}

static gboolean
on_tick (gpointer user_data)
{
  Listener *self = user_data;

  if (!self->lost && mosquitto_loop (self->client, 0, 1) != MOSQ_ERR_SUCCESS)
    self->lost = TRUE;

  return G_SOURCE_CONTINUE;
}

static Listener *
listener_new (CloudClient *client, const char *region, const char *user, const char *password)
{
  Listener *self = g_new0 (Listener, 1);
  JsonObject *place =
      region != NULL ? json_object_get_object_member (client->cloud, region) : client->cloud;
  g_auto (GStrv) address = g_strsplit (json_object_get_string_member (place, "mqtt"), ":", 2);

  self->connack = -1;
  self->messages = g_ptr_array_new_with_free_func (g_free);
  self->client = mosquitto_new (NULL, TRUE, self);
  mosquitto_username_pw_set (self->client, user, password);
  mosquitto_tls_set (self->client, json_object_get_string_member (client->cloud, "ca_file"), NULL,
                     NULL, NULL, NULL);
  mosquitto_connect_callback_set (self->client, on_connect);
  mosquitto_subscribe_callback_set (self->client, on_subscribe);
  mosquitto_message_callback_set (self->client, on_message);
  g_assert_cmpint (mosquitto_connect (self->client, address[0],
                                      (int) g_ascii_strtoll (address[1], NULL, 10), 30),
                   ==, MOSQ_ERR_SUCCESS);
  g_timeout_add (5, on_tick, self);
  test_wait_until (self->connack >= 0 || self->lost);

  return self;
}

static void
listener_free (Listener *self)
{
  g_source_remove_by_user_data (self);
  mosquitto_destroy (self->client);
  g_ptr_array_unref (self->messages);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listener, listener_free)

static void
subscribe (Listener *self, const char *topic)
{
  self->subscribed = FALSE;
  mosquitto_subscribe (self->client, NULL, topic, 0);
  test_wait_until (self->subscribed);
}

static void
ask (Listener *self, const char *serial)
{
  g_autofree char *topic = g_strdup_printf ("device/%s/request", serial);

  mosquitto_publish (self->client, NULL, topic, (int) strlen (PUSHALL), PUSHALL, 0, FALSE);
}

static gboolean
has_heard (Listener *self, const char *serial, const char *word)
{
  g_autofree char *topic = g_strdup_printf ("device/%s/report ", serial);

  for (guint i = 0; i < self->messages->len; i++)
    {
      const char *message = g_ptr_array_index (self->messages, i);

      if (g_str_has_prefix (message, topic) && strstr (message, word) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
test_reports (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (two_printers);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autoptr (Listener) listener = listener_new (client, NULL, "u_1883520102", token);

  g_assert_cmpint (listener->connack, ==, 0);
  subscribe (listener, "device/" FIRST "/report");
  subscribe (listener, "device/" SECOND "/report");
  ask (listener, FIRST);
  test_wait_until (has_heard (listener, FIRST, "push_status"));
  g_assert_false (has_heard (listener, SECOND, "push_status"));
  ask (listener, SECOND);
  test_wait_until (has_heard (listener, SECOND, "push_status"));
  test_wait_until (simulator_process_count_events_of (client->simulator, "command", FIRST) == 1);
}

static void
test_log_in (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (two_printers);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autofree char *china = cloud_client_sign_in (client, "maker@example.cn");
  const struct
  {
    const char *region;
    const char *user;
    const char *password;
    int connack;
  } cases[] = {
    { NULL, "u_1883520102", token, 0 },    { NULL, "u_1883520102", "AQBwrong", 5 },
    { NULL, "u_1883520101", token, 5 },    { NULL, "u_2883520101", china, 5 },
    { "china", "u_2883520101", china, 0 }, { "china", "u_1883520102", token, 5 },
    { NULL, "bblp", "12345678", 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Listener) listener =
          listener_new (client, cases[i].region, cases[i].user, cases[i].password);

      g_assert_cmpint (listener->connack, ==, cases[i].connack);
    }

  cloud_client_tell (client, "fault cloud-refuses");
  {
    gint64 deadline = g_get_monotonic_time () + TEST_DEADLINE_SECONDS * G_USEC_PER_SEC;
    int connack;

    do
      {
        g_autoptr (Listener) listener = listener_new (client, NULL, "u_1883520102", token);

        connack = listener->connack;
        g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      }
    while (connack == 0);
    g_assert_cmpint (connack, ==, 5);
  }
}

/* Who has no printers hears of none, whatever they subscribe to. */
static void
test_rights (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (two_printers);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autofree char *nothing = cloud_client_sign_in (client, "empty@example.com");
  g_autoptr (Listener) owner = listener_new (client, NULL, "u_1883520102", token);
  g_autoptr (Listener) stranger = listener_new (client, NULL, "u_1883520105", nothing);
  g_autoptr (CloudAnswer) unbound = NULL;
  g_autoptr (Listener) again = NULL;
  g_autofree char *pin_path = NULL;
  g_autofree char *pin_body = NULL;
  g_autoptr (CloudAnswer) bound = NULL;
  const char *pin;

  subscribe (stranger, "#");
  subscribe (stranger, "device/" FIRST "/report");
  subscribe (owner, "device/" FIRST "/report");
  ask (stranger, FIRST);
  ask (owner, FIRST);
  test_wait_until (has_heard (owner, FIRST, "push_status"));
  g_assert_cmpuint (stranger->messages->len, ==, 0);
  g_assert_cmpuint (simulator_process_count_events_of (client->simulator, "command", FIRST), ==, 1);

  /* It becomes theirs, without a new token. */
  unbound = cloud_client_call (client, "DELETE", "origin",
                               "/v1/iot-service/api/user/bind?dev_id=" FIRST, token, NULL);
  g_assert_cmpuint (unbound->status, ==, 200);
  cloud_client_tell (client, "pin " FIRST);
  pin = json_object_get_string_member (simulator_process_get_event (client->simulator, "pin", 0),
                                       "pin");
  pin_path = g_strconcat ("/v1/user-service/my/pincode/", pin, NULL);
  pin_body = g_strdup_printf ("{'pincode':'%s'}", pin);
  bound = cloud_client_call (client, "POST", "origin", pin_path, nothing, pin_body);
  g_assert_cmpuint (bound->status, ==, 200);
  again = listener_new (client, NULL, "u_1883520105", nothing);
  subscribe (again, "device/" FIRST "/report");
  ask (again, FIRST);
  test_wait_until (has_heard (again, FIRST, "push_status"));
}

static void
test_presence (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (two_printers);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autoptr (Listener) listener = listener_new (client, NULL, "u_1883520102", token);
  g_autoptr (CloudAnswer) list = NULL;
  JsonArray *devices;

  subscribe (listener, "device/" FIRST "/report");
  subscribe (listener, "device/" SECOND "/report");
  cloud_client_tell (client, "fault cloud-offline " FIRST);
  test_wait_until (has_heard (listener, FIRST, "client.disconnected"));
  list = cloud_client_call (client, "GET", "origin", "/v1/iot-service/api/user/bind", token, NULL);
  devices = json_object_get_array_member (list->json, "devices");
  g_assert_false (
      json_object_get_boolean_member (json_array_get_object_element (devices, 0), "online"));
  g_assert_true (
      json_object_get_boolean_member (json_array_get_object_element (devices, 1), "online"));

  /* It hears nothing meanwhile. */
  ask (listener, FIRST);
  ask (listener, SECOND);
  test_wait_until (has_heard (listener, SECOND, "push_status"));
  g_assert_false (has_heard (listener, FIRST, "push_status"));
  g_assert_false (has_heard (listener, SECOND, "client."));

  cloud_client_tell (client, "clear cloud-offline");
  test_wait_until (has_heard (listener, FIRST, "client.connected"));
  ask (listener, FIRST);
  test_wait_until (has_heard (listener, FIRST, "push_status"));

  /* And when its connection breaks. */
  cloud_client_tell (client, "fault reset " SECOND);
  test_wait_until (has_heard (listener, SECOND, "client.disconnected"));
  test_wait_until (has_heard (listener, SECOND, "client.connected"));
}

/* Nobody stays in with a token that died. */
static void
test_dead_token (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (two_printers);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autoptr (Listener) listener = listener_new (client, NULL, "u_1883520102", token);
  g_autoptr (Listener) refused = NULL;
  g_autofree char *fresh = NULL;
  g_autoptr (Listener) welcome = NULL;

  g_assert_cmpint (listener->connack, ==, 0);
  cloud_client_tell (client, "fault dead-tokens");
  test_wait_until (listener->lost);
  refused = listener_new (client, NULL, "u_1883520102", token);
  g_assert_cmpint (refused->connack, ==, 5);

  fresh = cloud_client_sign_in (client, "plain@example.com");
  welcome = listener_new (client, NULL, "u_1883520102", fresh);
  g_assert_cmpint (welcome->connack, ==, 0);
}

static void
test_silent (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (two_printers);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autoptr (Listener) listener = listener_new (client, NULL, "u_1883520102", token);

  subscribe (listener, "device/" FIRST "/report");
  cloud_client_tell (client, "fault cloud-silent");
  ask (listener, FIRST);
  cloud_client_tell (client, "state " FIRST " {\"subtask_name\":\"Unheard\"}");
  cloud_client_tell (client, "clear cloud-silent");
  ask (listener, FIRST);
  test_wait_until (has_heard (listener, FIRST, "push_status"));
  g_assert_false (has_heard (listener, FIRST, "client."));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  mosquitto_lib_init ();

  g_test_add_func ("/sim-cloud/broker/reports", test_reports);
  g_test_add_func ("/sim-cloud/broker/log-in", test_log_in);
  g_test_add_func ("/sim-cloud/broker/rights", test_rights);
  g_test_add_func ("/sim-cloud/broker/presence", test_presence);
  g_test_add_func ("/sim-cloud/broker/dead-token", test_dead_token);
  g_test_add_func ("/sim-cloud/broker/silent", test_silent);

  return g_test_run ();
}
