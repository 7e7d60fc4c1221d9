/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outside-broker.h"

#include <glib/gstdio.h>
#include <mosquitto.h>
#include <string.h>

#include "simulator-process.h"
#include "simulator/sim-broker-users.h"
#include "simulator/sim-child.h"
#include "test-wait.h"

/* Below what the kernel gives to sockets that want any */
#define FIRST_PORT 10000
#define END_PORT 32768
#define TICK_MSEC 5

struct _OutsideBroker
{
  char *folder;
  guint16 port;
  char *ca_file; /* NULL: no TLS */
  char *user;    /* NULL: anybody */
  char *password;
  GSubprocess *process;
};

static char *
dup_path (OutsideBroker *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
write_file (OutsideBroker *self, const char *name, const char *text)
{
  g_autofree char *path = dup_path (self, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
}

static gboolean
can_bind (guint16 port)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  return g_socket_bind (socket, address, FALSE, NULL);
}

static void
append_path (OutsideBroker *self, GString *config, const char *key, const char *name)
{
  g_autofree char *path = dup_path (self, name);

  g_string_append_printf (config, "%s %s\n", key, path);
}

static void
append_certificate (OutsideBroker *self, GString *config, SimCertificate *authority)
{
  g_autoptr (SimCertificate) leaf =
      sim_certificate_new ("localhost", SIM_CERTIFICATE_HOST, authority);
  g_autofree char *path = dup_path (self, "leaf.crt");
  g_autofree char *key = dup_path (self, "leaf.key");
  g_autoptr (GError) error = NULL;

  self->ca_file = dup_path (self, "ca.crt");
  sim_certificate_save (authority, self->ca_file, FALSE, &error);
  g_assert_no_error (error);
  sim_certificate_save (leaf, path, TRUE, &error);
  g_assert_no_error (error);
  sim_certificate_save_key (leaf, key, &error);
  g_assert_no_error (error);
  append_path (self, config, "certfile", "leaf.crt");
  append_path (self, config, "keyfile", "leaf.key");
}

static void
append_user (OutsideBroker *self, GString *config)
{
  g_autoptr (GPtrArray) users = sim_broker_users_new ();
  g_autofree char *text = NULL;

  sim_broker_users_add (users, self->user, self->password);
  text = sim_broker_users_format_passwords (users);
  write_file (self, "passwords", text);
  append_path (self, config, "password_file", "passwords");
}

/* Until it says that it runs. */
static void
start (OutsideBroker *self)
{
  g_autofree char *program = sim_child_dup_program ("mosquitto");
  g_autofree char *config = dup_path (self, "mosquitto.conf");
  const char *const command[] = { program, "-c", config, NULL };
  g_autoptr (GDataInputStream) log = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_running = FALSE;

  self->process = simulator_process_spawn (command, G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  log = g_data_input_stream_new (g_subprocess_get_stderr_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (log), FALSE);
  while (!is_running)
    {
      g_autofree char *line = g_data_input_stream_read_line (log, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (line);
      is_running = g_str_has_suffix (line, " running");
    }
}

/* At once: it forgets a SIGTERM that comes too early. */
static void
stop (OutsideBroker *self)
{
  g_subprocess_force_exit (self->process);
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  g_clear_object (&self->process);
}

OutsideBroker *
outside_broker_new (SimCertificate *authority, const char *user, const char *password)
{
  OutsideBroker *self = g_new0 (OutsideBroker, 1);
  g_autoptr (GString) config = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  self->user = g_strdup (user);
  self->password = g_strdup (password);
  self->folder = g_dir_make_tmp ("culm-outside-XXXXXX", &error);
  g_assert_no_error (error);
  do
    self->port = (guint16) g_random_int_range (FIRST_PORT, END_PORT);
  while (!can_bind (self->port));

  g_string_append_printf (config,
                          "user %s\n"
                          "persistence false\n"
                          "log_dest stderr\n"
                          "log_type information\n"
                          "connection_messages false\n"
                          "log_timestamp false\n"
                          "listener %u 127.0.0.1\n"
                          "allow_anonymous %s\n",
                          g_get_user_name (), self->port, user ? "false" : "true");
  if (authority != NULL)
    append_certificate (self, config, authority);
  if (user != NULL)
    append_user (self, config);
  write_file (self, "mosquitto.conf", config->str);
  start (self);

  return self;
}

void
outside_broker_free (OutsideBroker *self)
{
  static const char *const files[] = { "mosquitto.conf", "passwords", "ca.crt", "leaf.crt",
                                       "leaf.key" };

  stop (self);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = dup_path (self, files[i]);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->ca_file);
  g_free (self->user);
  g_free (self->password);
  g_free (self);
}

guint16
outside_broker_get_port (OutsideBroker *self)
{
  return self->port;
}

const char *
outside_broker_get_ca_file (OutsideBroker *self)
{
  return self->ca_file;
}

void
outside_broker_restart (OutsideBroker *self)
{
  stop (self);
  start (self);
}

struct _OutsideClient
{
  struct mosquitto *client;
  guint tick;
  gboolean is_connected;
  gboolean is_subscribed;
  gboolean is_lost;
  GHashTable *said;  /* topic → what was said last */
  GHashTable *times; /* topic → how often */
};

static void
on_connect (struct mosquitto *client, void *user_data, int result)
{
  g_assert_cmpint (result, ==, 0);
  ((OutsideClient *) user_data)->is_connected = TRUE;
}

static void
on_subscribe (struct mosquitto *client, void *user_data, int id, int n, const int *granted)
{
  ((OutsideClient *) user_data)->is_subscribed = TRUE;
}

static void
on_message (struct mosquitto *client, void *user_data, const struct mosquitto_message *message)
{
  OutsideClient *self = user_data;
  guint times = outside_client_count (self, message->topic);

  g_hash_table_insert (self->said, g_strdup (message->topic),
                       g_strndup (message->payload, (gsize) message->payloadlen));
  g_hash_table_insert (self->times, g_strdup (message->topic), GUINT_TO_POINTER (times + 1));
}

static gboolean
on_tick (gpointer user_data)
{
  OutsideClient *self = user_data;

  if (!self->is_lost && mosquitto_loop (self->client, 0, 1) != MOSQ_ERR_SUCCESS)
    self->is_lost = TRUE;

  return G_SOURCE_CONTINUE;
}

OutsideClient *
outside_client_new (OutsideBroker *broker)
{
  OutsideClient *self = g_new0 (OutsideClient, 1);

  mosquitto_lib_init ();
  self->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->times = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->client = mosquitto_new (NULL, TRUE, self);
  if (broker->ca_file != NULL)
    mosquitto_tls_set (self->client, broker->ca_file, NULL, NULL, NULL, NULL);
  if (broker->user != NULL)
    mosquitto_username_pw_set (self->client, broker->user, broker->password);
  mosquitto_connect_callback_set (self->client, on_connect);
  mosquitto_subscribe_callback_set (self->client, on_subscribe);
  mosquitto_message_callback_set (self->client, on_message);
  g_assert_cmpint (mosquitto_connect (self->client, "127.0.0.1", broker->port, 30), ==,
                   MOSQ_ERR_SUCCESS);
  self->tick = g_timeout_add (TICK_MSEC, on_tick, self);
  test_wait_until (self->is_connected);
  mosquitto_subscribe (self->client, NULL, "#", 0);
  test_wait_until (self->is_subscribed);

  return self;
}

void
outside_client_free (OutsideClient *self)
{
  g_source_remove (self->tick);
  mosquitto_destroy (self->client);
  g_hash_table_unref (self->said);
  g_hash_table_unref (self->times);
  g_free (self);
}

void
outside_client_say (OutsideClient *self, const char *topic, const char *text, gboolean is_retained)
{
  g_assert_cmpint (
      mosquitto_publish (self->client, NULL, topic, (int) strlen (text), text, 1, is_retained), ==,
      MOSQ_ERR_SUCCESS);
}

const char *
outside_client_get (OutsideClient *self, const char *topic)
{
  const char *text = g_hash_table_lookup (self->said, topic);

  return text && *text ? text : NULL;
}

guint
outside_client_count (OutsideClient *self, const char *topic)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->times, topic));
}
