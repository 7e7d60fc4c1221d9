/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-broker.h"

#include <signal.h>
#include <string.h>

#include "sim-broker-config.h"
#include "sim-broker-users.h"
#include "sim-child.h"
#include "sim-folder.h"

#define MAX_LOG_BYTES (256 * 1024)
#define START_SECONDS 20
#define RELOAD_SECONDS 2 /* for a try */
#define RELOAD_TRIES 5
#define TERMINATE_AGAIN_MSEC 200
#define READY_WORD " running\n"
#define RELOADING_WORD "Reloading config"

/* One run of mosquitto. Its fiber keeps it until the process is gone, longer than the broker if
 * need be. */
typedef struct
{
  GSubprocess *subprocess;
  GByteArray *log;
  DexPromise *ready;
  DexPromise *gone;
  DexPromise *reloaded; /* while it is asked to read its users again */
  GWeakRef broker;
} Run;

struct _SimBroker
{
  GObject parent_instance;

  SimFolder *folder;
  char *socket_path;
  GPtrArray *listeners; /* SimBrokerListener */
  GByteArray *log;
  Run *run; /* while the process lives */
};

typedef enum
{
  PROP_RUNNING = 1,
} SimBrokerProperty;

static GParamSpec *properties[PROP_RUNNING + 1];

enum
{
  LINE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SimBroker, sim_broker, G_TYPE_OBJECT)

static void
run_clear (gpointer data)
{
  Run *self = data;

  g_clear_object (&self->subprocess);
  g_clear_pointer (&self->log, g_byte_array_unref);
  dex_clear (&self->ready);
  dex_clear (&self->gone);
  dex_clear (&self->reloaded);
  g_weak_ref_clear (&self->broker);
}

static void
run_unref (gpointer data)
{
  g_rc_box_release_full (data, run_clear);
}

static SimBrokerListener *
find_listener (SimBroker *self, const char *name)
{
  for (guint i = 0; i < self->listeners->len; i++)
    {
      SimBrokerListener *listener = g_ptr_array_index (self->listeners, i);

      if (g_str_equal (listener->name, name))
        return listener;
    }

  return NULL;
}

static GSubprocess *
spawn (SimBroker *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autofree char *program = sim_child_dup_program ("mosquitto");
  g_autofree char *config = NULL;
  g_autofree char *openssl_config = NULL;

  config = sim_broker_config_save (sim_folder_get_path (self->folder), self->socket_path,
                                   self->listeners, error);
  if (config == NULL)
    return NULL;

  openssl_config = sim_broker_config_save_openssl (sim_folder_get_path (self->folder), error);
  if (openssl_config == NULL)
    return NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                        | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_setenv (launcher, "OPENSSL_CONF", openssl_config, TRUE);
  sim_child_bind (launcher);

  return g_subprocess_launcher_spawn (launcher, error, program, "-c", config, NULL);
}

static void
set_run (SimBroker *self, Run *run)
{
  gboolean was_running = self->run != NULL;

  g_clear_pointer (&self->run, run_unref);
  if (run != NULL)
    self->run = g_rc_box_acquire (run);

  if (was_running != (run != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
append_log (GByteArray *log, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_byte_array_append (log, data, size);
  if (log->len > MAX_LOG_BYTES)
    g_byte_array_remove_range (log, 0, log->len - MAX_LOG_BYTES);
}

/* Says the whole lines that @text now has, and keeps the rest of it. */
static void
emit_lines (Run *run, GString *text)
{
  g_autoptr (SimBroker) broker = g_weak_ref_get (&run->broker);
  char *end;

  while ((end = strchr (text->str, '\n')))
    {
      g_autofree char *line = g_strndup (text->str, end - text->str);

      g_string_erase (text, 0, end + 1 - text->str);
      /* It says so before it does, but hears nobody in between. */
      if (run->reloaded != NULL && strstr (line, RELOADING_WORD) != NULL)
        {
          dex_promise_resolve_boolean (run->reloaded, TRUE);
          dex_clear (&run->reloaded);
        }
      if (broker != NULL)
        g_signal_emit (broker, signals[LINE], 0, line);
    }
}

static DexFuture *
follow_fiber (gpointer user_data)
{
  Run *run = user_data;
  GInputStream *output = g_subprocess_get_stderr_pipe (run->subprocess);
  g_autoptr (SimBroker) broker = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean ready = FALSE;

  for (;;)
    {
      g_autoptr (GBytes) bytes =
          dex_await_boxed (dex_input_stream_read_bytes (output, 4096, 0), NULL);

      if (bytes == NULL || g_bytes_get_size (bytes) == 0)
        break;

      append_log (run->log, bytes);
      if (!ready && g_strstr_len ((char *) run->log->data, run->log->len, READY_WORD))
        {
          ready = TRUE;
          dex_promise_resolve_boolean (run->ready, TRUE);
        }

      g_string_append_len (text, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      emit_lines (run, text);
    }

  dex_await (dex_subprocess_wait_check (run->subprocess), NULL); /* how it ended does not matter */

  if ((broker = g_weak_ref_get (&run->broker)) && broker->run == run)
    set_run (broker, NULL);
  if (!ready)
    dex_promise_reject (run->ready,
                        g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "mosquitto did not start: %.*s",
                                     (int) run->log->len, (char *) run->log->data));
  dex_promise_resolve_boolean (run->gone, TRUE);

  return NULL;
}

/* mosquitto forgets a SIGTERM that comes between its word that it runs and its main loop. */
static DexFuture *
terminate_fiber (gpointer user_data)
{
  Run *run = user_data;
  DexFuture *gone = DEX_FUTURE (run->gone);

  while (dex_future_is_pending (gone))
    {
      g_subprocess_send_signal (run->subprocess, SIGTERM);
      dex_await (
          dex_future_first (dex_ref (gone), dex_timeout_new_msec (TERMINATE_AGAIN_MSEC), NULL),
          NULL);
    }

  return dex_ref (gone);
}

static void
sim_broker_dispose (GObject *object)
{
  SimBroker *self = SIM_BROKER (object);

  if (self->run != NULL)
    g_subprocess_force_exit (self->run->subprocess);
  g_clear_pointer (&self->run, run_unref);

  G_OBJECT_CLASS (sim_broker_parent_class)->dispose (object);
}

static void
sim_broker_finalize (GObject *object)
{
  SimBroker *self = SIM_BROKER (object);

  g_clear_pointer (&self->folder, sim_folder_free);
  g_clear_pointer (&self->socket_path, g_free);
  g_clear_pointer (&self->listeners, g_ptr_array_unref);
  g_clear_pointer (&self->log, g_byte_array_unref);

  G_OBJECT_CLASS (sim_broker_parent_class)->finalize (object);
}

static void
sim_broker_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SimBroker *self = SIM_BROKER (object);

  switch ((SimBrokerProperty) prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, sim_broker_is_running (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sim_broker_class_init (SimBrokerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_broker_dispose;
  object_class->finalize = sim_broker_finalize;
  object_class->get_property = sim_broker_get_property;

  properties[PROP_RUNNING] =
      g_param_spec_boolean ("running", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[LINE] = g_signal_new ("line", SIM_TYPE_BROKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sim_broker_init (SimBroker *self)
{
  g_autoptr (GError) error = NULL;

  self->listeners = g_ptr_array_new_with_free_func (sim_broker_listener_free);
  self->log = g_byte_array_new ();
  self->folder = sim_folder_new ("broker", &error);
  if (self->folder == NULL)
    g_error ("No folder for the broker: %s", error->message);
  self->socket_path = sim_folder_dup_path (self->folder, "socket");
}

SimBroker *
sim_broker_new (void)
{
  return g_object_new (SIM_TYPE_BROKER, NULL);
}

static guint16
add_listener (SimBroker *self,
              const char *address,
              guint16 port,
              const char *name,
              GPtrArray *users,
              SimCertificate *certificate,
              gboolean send_issuers,
              GError **error)
{
  SimBrokerListener *listener;

  g_return_val_if_fail (SIM_IS_BROKER (self), 0);
  g_return_val_if_fail (self->run == NULL, 0);
  g_return_val_if_fail (find_listener (self, name) == NULL, 0);

  listener = sim_broker_listener_new (address, port, name, certificate, send_issuers, error);
  if (listener == NULL)
    return 0;

  g_ptr_array_unref (listener->users);
  listener->users = g_ptr_array_ref (users);
  g_ptr_array_add (self->listeners, listener);

  return listener->port;
}

static GPtrArray *
make_owner (const char *access_code)
{
  GPtrArray *users = sim_broker_users_new ();

  sim_broker_users_add (users, "bblp", access_code);

  return users;
}

guint16
sim_broker_add_printer (SimBroker *self,
                        const char *address,
                        guint16 port,
                        const char *serial,
                        const char *access_code,
                        SimCertificate *certificate,
                        gboolean send_issuers,
                        GError **error)
{
  g_autoptr (GPtrArray) users = make_owner (access_code);

  return add_listener (self, address, port, serial, users, certificate, send_issuers, error);
}

guint16
sim_broker_add_cloud (SimBroker *self,
                      const char *address,
                      guint16 port,
                      const char *name,
                      SimCertificate *certificate,
                      GError **error)
{
  g_autoptr (GPtrArray) nobody = sim_broker_users_new ();

  return add_listener (self, address, port, name, nobody, certificate, TRUE, error);
}

void
sim_broker_set_certificate (SimBroker *self,
                            const char *serial,
                            SimCertificate *certificate,
                            gboolean send_issuers)
{
  SimBrokerListener *listener;

  g_return_if_fail (SIM_IS_BROKER (self));
  g_return_if_fail ((listener = find_listener (self, serial)));

  sim_certificate_ref (certificate);
  sim_certificate_unref (listener->certificate);
  listener->certificate = certificate;
  listener->send_issuers = send_issuers;
}

void
sim_broker_set_access_code (SimBroker *self, const char *serial, const char *access_code)
{
  SimBrokerListener *listener;

  g_return_if_fail (SIM_IS_BROKER (self));
  g_return_if_fail ((listener = find_listener (self, serial)));

  g_ptr_array_unref (listener->users);
  listener->users = make_owner (access_code);
}

typedef struct
{
  SimBroker *broker;
  char *name;
} Reload;

static void
reload_free (gpointer data)
{
  Reload *self = data;

  g_object_unref (self->broker);
  g_free (self->name);
  g_free (self);
}

/* One after the other, since only that tells which of them a word of mosquitto is about. */
static DexFuture *
reload_fiber (gpointer user_data)
{
  Reload *reload = user_data;
  SimBroker *self = reload->broker;
  SimBrokerListener *listener = find_listener (self, reload->name);
  GError *error = NULL;

  while (self->run != NULL && self->run->reloaded != NULL)
    dex_await (dex_future_first (dex_ref (self->run->reloaded), dex_ref (self->run->gone), NULL),
               NULL);

  if (self->run == NULL)
    return dex_future_new_for_boolean (TRUE);

  if (!sim_broker_listener_save_users (listener, sim_folder_get_path (self->folder), &error))
    return dex_future_new_for_error (error);

  self->run->reloaded = dex_promise_new ();

  /* mosquitto forgets a signal that comes while it is still busy with the one before. */
  for (guint i = 0; i < RELOAD_TRIES && self->run != NULL && self->run->reloaded != NULL; i++)
    {
      g_subprocess_send_signal (self->run->subprocess, SIGHUP);
      if (dex_await (dex_future_first (dex_ref (self->run->reloaded), dex_ref (self->run->gone),
                                       dex_timeout_new_seconds (RELOAD_SECONDS), NULL),
                     NULL))
        return dex_future_new_true ();
    }

  if (self->run == NULL || self->run->reloaded == NULL)
    return dex_future_new_true ();

  error = g_error_new (DEX_ERROR, DEX_ERROR_TIMED_OUT, "mosquitto does not read its users");
  dex_promise_reject (self->run->reloaded, g_error_copy (error));
  dex_clear (&self->run->reloaded);

  return dex_future_new_for_error (error);
}

DexFuture *
sim_broker_set_users (SimBroker *self, const char *name, GPtrArray *users)
{
  SimBrokerListener *listener;
  Reload *reload;

  g_return_val_if_fail (SIM_IS_BROKER (self), NULL);
  g_return_val_if_fail ((listener = find_listener (self, name)), NULL);

  g_ptr_array_unref (listener->users);
  listener->users = g_ptr_array_ref (users);

  reload = g_new0 (Reload, 1);
  reload->broker = g_object_ref (self);
  reload->name = g_strdup (name);

  return dex_scheduler_spawn (NULL, 0, reload_fiber, reload, reload_free);
}

void
sim_broker_set_address (SimBroker *self, const char *serial, const char *address)
{
  SimBrokerListener *listener;

  g_return_if_fail (SIM_IS_BROKER (self));
  g_return_if_fail ((listener = find_listener (self, serial)));

  g_set_str (&listener->address, address);
}

DexFuture *
sim_broker_start (SimBroker *self)
{
  g_autoptr (GSubprocess) subprocess = NULL;
  GError *error = NULL;
  Run *run;
  DexFuture *ready;

  g_return_val_if_fail (SIM_IS_BROKER (self), NULL);
  g_return_val_if_fail (self->run == NULL, NULL);

  if (!(subprocess = spawn (self, &error)))
    return dex_future_new_for_error (error);

  g_byte_array_set_size (self->log, 0);

  run = g_rc_box_new0 (Run);
  run->subprocess = g_steal_pointer (&subprocess);
  run->log = g_byte_array_ref (self->log);
  run->ready = dex_promise_new ();
  run->gone = dex_promise_new ();
  g_weak_ref_init (&run->broker, self);
  set_run (self, run);
  ready = dex_ref (run->ready);

  /* Runs as long as the process. */
  dex_future_disown (dex_scheduler_spawn (NULL, 0, follow_fiber, run, run_unref));

  return dex_future_first (ready, dex_timeout_new_seconds (START_SECONDS), NULL);
}

DexFuture *
sim_broker_stop (SimBroker *self)
{
  g_return_val_if_fail (SIM_IS_BROKER (self), NULL);

  if (self->run == NULL)
    return dex_future_new_for_boolean (TRUE);

  return dex_scheduler_spawn (NULL, 0, terminate_fiber, g_rc_box_acquire (self->run), run_unref);
}

DexFuture *
sim_broker_kill (SimBroker *self)
{
  g_return_val_if_fail (SIM_IS_BROKER (self), NULL);

  if (self->run == NULL)
    return dex_future_new_for_boolean (TRUE);

  g_subprocess_force_exit (self->run->subprocess);

  return dex_ref (self->run->gone);
}

void
sim_broker_set_frozen (SimBroker *self, gboolean frozen)
{
  g_return_if_fail (SIM_IS_BROKER (self));

  if (self->run != NULL)
    g_subprocess_send_signal (self->run->subprocess, frozen ? SIGSTOP : SIGCONT);
}

gboolean
sim_broker_is_running (SimBroker *self)
{
  g_return_val_if_fail (SIM_IS_BROKER (self), FALSE);

  return self->run != NULL;
}

const char *
sim_broker_get_socket_path (SimBroker *self)
{
  g_return_val_if_fail (SIM_IS_BROKER (self), NULL);

  return self->socket_path;
}

char *
sim_broker_dup_topic (const char *serial, const char *name)
{
  g_return_val_if_fail (serial != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_strdup_printf ("%s/device/%s/%s", serial, serial, name);
}

char *
sim_broker_dup_log (SimBroker *self)
{
  g_return_val_if_fail (SIM_IS_BROKER (self), NULL);

  return g_strndup ((char *) self->log->data, self->log->len);
}
