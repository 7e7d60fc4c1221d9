/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keyring-session.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "keyring-exchange.h"
#include "simulator-process.h"
#include "test-wait.h"

#define PASSWORD "culm"
#define SECRETS_NAME "org.freedesktop.secrets"
#define SECRETS_PATH "/org/freedesktop/secrets"
#define DEFAULT_PATH SECRETS_PATH "/aliases/default"
#define PROMPTER_NAME "org.gnome.keyring.SystemPrompter"
#define PROMPTER_PATH "/org/gnome/keyring/Prompter"
#define CALLBACK_INTERFACE "org.gnome.keyring.internal.Prompter.Callback"

/* As gcr has it. */
static const char prompter_xml[] =
    "<node><interface name='org.gnome.keyring.internal.Prompter'>"
    "<method name='BeginPrompting'><arg direction='in' type='o'/></method>"
    "<method name='PerformPrompt'><arg direction='in' type='o'/><arg direction='in' type='s'/>"
    "<arg direction='in' type='a{sv}'/><arg direction='in' type='s'/></method>"
    "<method name='StopPrompting'><arg direction='in' type='o'/></method>"
    "</interface></node>";

/* For as long as the process lives: libsecret and GIO keep their connections. */
static GTestDBus *bus;

struct _KeyringSession
{
  char *folder;
  GDBusConnection *connection;
  GSubprocess *daemon;
  guint object_id;
  guint name_id;

  KeyringAnswer answer;
  KeyringExchange *exchange;
  guint n_questions;
  gboolean is_asking;
  char *asker; /* who asked last, and where it wants the answer */
  char *asker_path;
};

/* ---- The desktop's password window ---- */

static void
on_told (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  /* Who took the question back listens no more. */
  if (answer == NULL && !g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD))
    g_assert_no_error (error);
}

static void
tell (KeyringSession *self,
      const char *sender,
      const char *path,
      const char *method,
      GVariant *arguments)
{
  g_dbus_connection_call (self->connection, sender, path, CALLBACK_INTERFACE, method, arguments,
                          NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, on_told, NULL);
}

static void
tell_ready (KeyringSession *self,
            const char *sender,
            const char *path,
            const char *reply,
            const char *secret)
{
  g_autofree char *exchange = keyring_exchange_send (self->exchange, secret);

  tell (self, sender, path, "PromptReady",
        g_variant_new ("(s@a{sv}s)", reply, g_variant_new ("a{sv}", NULL), exchange));
}

static void
perform (KeyringSession *self, const char *sender, GVariant *parameters)
{
  const char *path;
  const char *exchange;

  g_variant_get (parameters, "(&o&s@a{sv}&s)", &path, NULL, NULL, &exchange);
  keyring_exchange_receive (self->exchange, exchange);
  g_set_str (&self->asker, sender);
  g_set_str (&self->asker_path, path);
  self->n_questions++;
  self->is_asking = TRUE;
  keyring_session_answer (self, self->answer);
}

static void
on_prompter_call (GDBusConnection *connection,
                  const char *sender,
                  const char *object_path,
                  const char *interface,
                  const char *method,
                  GVariant *parameters,
                  GDBusMethodInvocation *invocation,
                  gpointer user_data)
{
  KeyringSession *self = user_data;
  const char *path = NULL;

  g_dbus_method_invocation_return_value (g_object_ref (invocation), NULL);
  g_object_unref (invocation);

  if (g_str_equal (method, "PerformPrompt"))
    {
      perform (self, sender, parameters);
      return;
    }

  g_variant_get (parameters, "(&o)", &path);
  if (g_str_equal (method, "BeginPrompting"))
    {
      g_clear_pointer (&self->exchange, keyring_exchange_free);
      self->exchange = keyring_exchange_new ();
      tell_ready (self, sender, path, "", NULL);
    }
  else
    {
      self->is_asking = FALSE;
      tell (self, sender, path, "PromptDone", NULL);
    }
}

static void
on_name (GDBusConnection *connection, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
open_prompter (KeyringSession *self)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_prompter_call };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (prompter_xml, &error);
  gboolean has_name = FALSE;

  g_assert_no_error (error);
  self->object_id = g_dbus_connection_register_object (
      self->connection, PROMPTER_PATH, node->interfaces[0], &vtable, self, NULL, &error);
  g_assert_no_error (error);
  self->name_id = g_bus_own_name_on_connection (
      self->connection, PROMPTER_NAME, G_BUS_NAME_OWNER_FLAGS_NONE, on_name, NULL, &has_name, NULL);
  test_wait_until (has_name);
}

/* ---- The keyring ---- */

static void
on_owner (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
start_daemon (KeyringSession *self)
{
  static const char *const command[] = { "gnome-keyring-daemon", "--foreground", "--unlock",
                                         "--components=secrets", NULL };
  g_autoptr (GError) error = NULL;
  gboolean is_there = FALSE;
  guint watch;

  self->daemon =
      simulator_process_spawn (command,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                   | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->daemon), PASSWORD,
                             strlen (PASSWORD), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->daemon), NULL, NULL);

  watch =
      g_bus_watch_name_on_connection (self->connection, SECRETS_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                      on_owner, NULL, &is_there, NULL);
  test_wait_until (is_there);
  g_bus_unwatch_name (watch);
}

KeyringSession *
keyring_session_new (void)
{
  KeyringSession *self = g_new0 (KeyringSession, 1);
  g_autoptr (GError) error = NULL;

  self->answer = KEYRING_ANSWER_DISMISS;
  self->folder = g_dir_make_tmp ("culm-keyring-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("XDG_RUNTIME_DIR", self->folder, TRUE);
  g_setenv ("XDG_DATA_HOME", self->folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", self->folder, TRUE);

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  self->connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  open_prompter (self);
  start_daemon (self);

  return self;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
keyring_session_free (KeyringSession *self)
{
  g_bus_unown_name (self->name_id);
  g_dbus_connection_unregister_object (self->connection, self->object_id);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_clear_object (&self->connection);

  g_subprocess_send_signal (self->daemon, SIGTERM);
  g_subprocess_wait (self->daemon, NULL, NULL);
  g_clear_object (&self->daemon);
  g_test_dbus_stop (bus);

  g_clear_pointer (&self->exchange, keyring_exchange_free);
  g_free (self->asker);
  g_free (self->asker_path);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

void
keyring_session_lock (KeyringSession *self)
{
  const char *const paths[] = { DEFAULT_PATH, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      self->connection, SECRETS_NAME, SECRETS_PATH, "org.freedesktop.Secret.Service", "Lock",
      g_variant_new ("(^ao)", paths), G_VARIANT_TYPE ("(aoo)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
      &error);

  g_assert_no_error (error);
}

void
keyring_session_set_answer (KeyringSession *self, KeyringAnswer answer)
{
  self->answer = answer;
}

void
keyring_session_answer (KeyringSession *self, KeyringAnswer answer)
{
  g_assert_true (self->is_asking);

  if (answer == KEYRING_ANSWER_UNLOCK)
    tell_ready (self, self->asker, self->asker_path, "yes", PASSWORD);
  else if (answer == KEYRING_ANSWER_DISMISS)
    tell_ready (self, self->asker, self->asker_path, "no", NULL);
}

guint
keyring_session_count_questions (KeyringSession *self)
{
  return self->n_questions;
}

gboolean
keyring_session_is_asking (KeyringSession *self)
{
  return self->is_asking;
}
