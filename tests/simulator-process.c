/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulator-process.h"

#include <gio/gunixsocketaddress.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#define MQTT_PORT 8883
#define MIN_OFFSET 10000
#define N_OFFSETS 625
#define OFFSETS_A_PROCESS 7
/* What a simulator serves is at 322, 443, 990, 6000 and 8883 after its offset, which all differ by
 * other than multiples of this: nobody's camera is where another one's broker is. */
#define OFFSET_STEP 16
#define READY_TIMEOUT_SECONDS 60

struct _SimulatorProcess
{
  GSocket *claim; /* to its ports */
  GSubprocess *process;
  GDataInputStream *output;
  GCancellable *cancellable;
  JsonObject *ready;
  GPtrArray *events; /* JsonObject */
  GError *error;
};

/* What the kernel takes back when this process ends, however it does */
static GSocket *
claim_offset (guint offset)
{
  g_autofree char *name = g_strdup_printf ("culm-simulator-ports-%u", offset);
  g_autoptr (GSocketAddress) address =
      g_unix_socket_address_new_with_type (name, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT);
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);

  g_assert_nonnull (socket);

  return g_socket_bind (socket, address, FALSE, NULL) ? g_steal_pointer (&socket) : NULL;
}

static gboolean
is_free (guint offset)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string ("127.0.0.2");
  g_autoptr (GSocketAddress) place = g_inet_socket_address_new (address, MQTT_PORT + offset);
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  g_assert_nonnull (socket);

  return g_socket_bind (socket, place, FALSE, NULL);
}

/* Tests run side by side: each takes ports of its own, and begins elsewhere to look for them.
 * @claim: (out) (transfer full): lets nobody else take them before the simulator does */
static guint
find_offset (GSocket **claim)
{
  static guint n_looked_at = 0;

  for (;;)
    {
      guint place_in_row = ((guint) getpid () * OFFSETS_A_PROCESS + n_looked_at++) % N_OFFSETS;
      guint offset = MIN_OFFSET + place_in_row * OFFSET_STEP;

      *claim = claim_offset (offset);
      if (*claim != NULL && is_free (offset))
        return offset;

      g_clear_object (claim);
    }
}

static void on_line (GObject *object, GAsyncResult *result, gpointer user_data);

static void
read_line (SimulatorProcess *self)
{
  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, self->cancellable, on_line,
                                       self);
}

static void
on_line (GObject *object, GAsyncResult *result, gpointer user_data)
{
  SimulatorProcess *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (object),
                                                                     result, NULL, &error);
  JsonObject *event;
  const char *name;

  /* Stopped: @user_data may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (line)
    node = json_from_string (line, &error);

  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    {
      self->error = error ? g_steal_pointer (&error)
                          : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED,
                                                 "The simulator ended or said no JSON object");
      return;
    }

  event = json_node_get_object (node);
  name = json_object_get_string_member_with_default (event, "event", "");
  g_ptr_array_add (self->events, json_object_ref (event));
  if (g_str_equal (name, "ready"))
    self->ready = json_object_ref (event);

  read_line (self);
}

static void
on_timeout (gpointer user_data)
{
  SimulatorProcess *self = user_data;

  if (!self->error)
    self->error =
        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The simulator is not ready");
}

static void
on_child_setup (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

GSubprocess *
simulator_process_spawn (const char *const *command, GSubprocessFlags flags, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);

  g_subprocess_launcher_set_child_setup (launcher, on_child_setup, NULL, NULL);

  return g_subprocess_launcher_spawnv (launcher, command, error);
}

SimulatorProcess *
simulator_process_start (const char *const *arguments, GError **error)
{
  SimulatorProcess *self = g_new0 (SimulatorProcess, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) command = NULL;
  guint timeout;

  /* Whoever listens on this machine must not take a test's printers for others of the same serial.
   */
  g_strv_builder_add_many (builder, CULM_SIMULATOR, "--fault", "announce-silent", "--port-offset",
                           NULL);
  g_strv_builder_take (builder, g_strdup_printf ("%u", find_offset (&self->claim)));
  g_strv_builder_addv (builder, (const char **) arguments);
  command = g_strv_builder_end (builder);

  self->cancellable = g_cancellable_new ();
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->process = simulator_process_spawn (
      (const char *const *) command, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
      error);
  if (!self->process)
    {
      simulator_process_stop (self);
      return NULL;
    }

  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  read_line (self);

  timeout = g_timeout_add_seconds_once (READY_TIMEOUT_SECONDS, on_timeout, self);
  while (!self->ready && !self->error)
    g_main_context_iteration (NULL, TRUE);
  if (!g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_source_remove (timeout);

  if (!self->ready)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      simulator_process_stop (self);
      return NULL;
    }

  return self;
}

static void
on_ended (GObject *process, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

void
simulator_process_stop (SimulatorProcess *self)
{
  gboolean ended = FALSE;

  g_cancellable_cancel (self->cancellable);

  if (self->process)
    {
      /* It ends with its standard input and takes its broker along. */
      g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
      g_subprocess_send_signal (self->process, SIGTERM);
      /* Its cloud shakes hands to the end with whoever asks it from here. */
      g_subprocess_wait_async (self->process, NULL, on_ended, &ended);
      while (!ended)
        g_main_context_iteration (NULL, TRUE);
    }

  /* The cancelled read has its callback yet. */
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_clear_object (&self->output);
  g_clear_object (&self->process);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->ready, json_object_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->claim);
  g_free (self);
}

static JsonArray *
printers (SimulatorProcess *self)
{
  return json_object_get_array_member (self->ready, "printers");
}

JsonObject *
simulator_process_get_printer (SimulatorProcess *self, guint index)
{
  return json_array_get_object_element (printers (self), index);
}

guint
simulator_process_get_n_printers (SimulatorProcess *self)
{
  return json_array_get_length (printers (self));
}

char *
simulator_process_dup_address (SimulatorProcess *self, guint index)
{
  JsonObject *printer = simulator_process_get_printer (self, index);
  JsonObject *ports = json_object_get_object_member (printer, "ports");

  return g_strdup_printf ("%s:%d", json_object_get_string_member (printer, "address"),
                          (int) json_object_get_int_member (ports, "mqtt"));
}

void
simulator_process_tell (SimulatorProcess *self, const char *command)
{
  g_autofree char *line = g_strconcat (command, "\n", NULL);
  GOutputStream *input = g_subprocess_get_stdin_pipe (self->process);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (input, line, strlen (line), NULL, NULL, &error);
  g_assert_no_error (error);
}

gboolean
simulator_process_wait (SimulatorProcess *self)
{
  /* Its last lines have to be read, or it waits for that. */
  while (self->error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_subprocess_wait (self->process, NULL, NULL);

  return g_subprocess_get_successful (self->process);
}

GSubprocess *
simulator_process_get_subprocess (SimulatorProcess *self)
{
  return self->process;
}

static guint
count_events (SimulatorProcess *self, const char *name, const char *serial)
{
  guint count = 0;

  for (guint i = 0; i < self->events->len; i++)
    {
      JsonObject *event = g_ptr_array_index (self->events, i);
      JsonNode *of = json_object_get_member (event, "serial");

      if (!g_str_equal (json_object_get_string_member_with_default (event, "event", ""), name))
        continue;
      if (serial == NULL || (of != NULL && g_strcmp0 (json_node_get_string (of), serial) == 0))
        count++;
    }

  return count;
}

guint
simulator_process_count_events_of (SimulatorProcess *self, const char *name, const char *serial)
{
  return count_events (self, name, serial);
}

guint
simulator_process_count_events (SimulatorProcess *self, const char *name)
{
  return count_events (self, name, NULL);
}

JsonObject *
simulator_process_get_event (SimulatorProcess *self, const char *name, guint index)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      JsonObject *event = g_ptr_array_index (self->events, i);

      if (g_str_equal (json_object_get_string_member_with_default (event, "event", ""), name)
          && index-- == 0)
        return event;
    }

  return NULL;
}

JsonObject *
simulator_process_get_cloud (SimulatorProcess *self)
{
  return json_object_get_object_member (self->ready, "cloud");
}
