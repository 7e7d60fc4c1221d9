/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-mqtt-session.h"

#include <openssl/crypto.h>
#include <pthread.h>
#include <signal.h>

#include "bambu-backoff.h"
#include "bambu-mqtt-connection.h"
#include "bambu-mqtt-outbox.h"
#include "bambu-redact.h"
#include "bambu-source.h"

#define MAX_ADDRESSES 4

const BambuMqttLimits bambu_mqtt_default_limits = {
  .attempt_msec = 10 * 1000,
  .silence_msec = 10 * 1000,
  .stable_msec = 30 * 1000,
  .first_retry_msec = 1000,
  .longest_retry_msec = 30 * 1000,
  .missing_msec = 120 * 1000,
  .longest_missing_retry_msec = 4 * 1000,
  .keep_alive_seconds = 30,
};

/* The last three are the documents' guess at what the service bears (protocol/mqtt-state.md, "Seed
 * and reality"). */
const BambuMqttLimits bambu_mqtt_cloud_limits = {
  .attempt_msec = 10 * 1000,
  .stable_msec = 30 * 1000,
  .first_retry_msec = 1000,
  .longest_retry_msec = 30 * 1000,
  .keep_alive_seconds = 30,
  .publish_gap_msec = 150,
  .max_connections = 5,
  .connections_msec = 5 * 60 * 1000,
};

struct _BambuMqttSession
{
  /* Not changed after the start, but for the target's log-in: only on the thread. */
  BambuMqttTarget target;
  BambuMqttLimits limits;
  char *name; /* the target's in a log */
  GMainContext *context;
  BambuMqttQueue *queue;

  /* All that follows: only on the thread. */
  gboolean quit;
  GCancellable *lookup;            /* while a name is looked up */
  guint lookups_pending;           /* a cancelled one still calls back */
  GQueue addresses;                /* that were not tried yet */
  BambuMqttConnection *connection; /* to one of them */
  GSource *timer;                  /* end of the look-up, of the silence, of the wait */
  GHashTable *printers;            /* serials, beside the target's own */
  BambuMqttOutbox *outbox;

  guint failures;
  gint64 opened_at; /* monotonic; 0 if this attempt did not get so far */
  gint64 lost_at;   /* monotonic; when a printer that was heard went missing; 0 never */
  gboolean heard;
  gboolean silent; /* and said so */

  gint64 connected_at[BAMBU_MQTT_MAX_CONNECTIONS]; /* monotonic, a ring */
  guint n_connections;
  gboolean counted; /* this one */
};

/* What is asked of the thread. */
typedef struct
{
  BambuMqttSession *session; /* borrowed: its thread keeps it */
  char *text;
  char *secret;
  BambuMqttRequest *request;
} Order;

static void begin_attempt (BambuMqttSession *self);
static void try_next_address (BambuMqttSession *self);

/* Arms the one timer; what it meant before no longer matters. */
static void
set_timer (BambuMqttSession *self, guint msec, GSourceFunc func)
{
  bambu_source_clear (&self->timer);
  self->timer = bambu_source_attach (g_timeout_source_new (msec), self->context, func, self);
}

static void
tell_state (BambuMqttSession *self, BambuLinkState state, const GError *error)
{
  g_autofree char *word = g_enum_to_string (BAMBU_TYPE_LINK_STATE, state);
  BambuMqttEvent event = {
    .kind = BAMBU_MQTT_EVENT_STATE,
    .state = state,
    .error = error != NULL ? g_error_copy (error) : NULL,
  };

  g_debug ("%s: %s%s%s", self->name, word, error ? ": " : "", error ? error->message : "");
  bambu_mqtt_queue_push (self->queue, event, 0);
}

/* Ends what is under way, without a word about it. */
static void
end_attempt (BambuMqttSession *self)
{
  bambu_source_clear (&self->timer);
  bambu_mqtt_outbox_clear (self->outbox);
  g_clear_pointer (&self->connection, bambu_mqtt_connection_free);
  g_cancellable_cancel (self->lookup);
  g_clear_object (&self->lookup);
  g_queue_clear_full (&self->addresses, g_free);
}

static gboolean
on_wait_over (gpointer user_data)
{
  begin_attempt (user_data);

  return G_SOURCE_REMOVE;
}

static gboolean
is_over (gint64 since, gint64 now, guint msec)
{
  return now - since >= (gint64) msec * 1000;
}

/* A printer that reboots is back within two minutes, and somebody waits for it: until then the wait
 * stays short. One that comes and goes without ever being stable does not start these minutes anew.
 */
static guint
get_longest_wait (BambuMqttSession *self, gint64 now)
{
  gboolean stable =
      self->opened_at != 0 && is_over (self->opened_at, now, self->limits.stable_msec);

  if (stable)
    self->failures = 0;
  if (self->opened_at != 0 && self->heard && (stable || self->lost_at == 0))
    self->lost_at = now;

  return self->lost_at != 0 && !is_over (self->lost_at, now, self->limits.missing_msec)
             ? self->limits.longest_missing_retry_msec
             : self->limits.longest_retry_msec;
}

static void
count_connection (BambuMqttSession *self)
{
  if (self->counted || self->limits.max_connections == 0)
    return;

  self->counted = TRUE;
  self->connected_at[self->n_connections++ % self->limits.max_connections] =
      g_get_monotonic_time ();
}

/* How long the broker has to be left alone; the ring's next entry is its oldest. */
static guint
get_pause (BambuMqttSession *self)
{
  gint64 oldest, pause;

  if (self->limits.max_connections == 0 || self->n_connections < self->limits.max_connections)
    return 0;

  oldest = self->connected_at[self->n_connections % self->limits.max_connections];
  pause = oldest + (gint64) self->limits.connections_msec * 1000 - g_get_monotonic_time ();

  return pause > 0 ? (guint) (pause / 1000 + 1) : 0;
}

static void
wait_or_give_up (BambuMqttSession *self, const GError *error)
{
  guint longest, wait;

  end_attempt (self);

  if (g_error_matches (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED))
    {
      tell_state (self, BAMBU_LINK_STATE_REFUSED, error);
      return;
    }
  /* On the way to the cloud that is a hotel's log-in page more likely than anything else. */
  if (self->target.trust != NULL
      && g_error_matches (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CERTIFICATE))
    {
      tell_state (self, BAMBU_LINK_STATE_UNTRUSTED, error);
      return;
    }

  longest = get_longest_wait (self, g_get_monotonic_time ());
  wait = bambu_backoff_msec (self->failures++, self->limits.first_retry_msec, longest,
                             g_random_double ());
  set_timer (self, MAX (wait, get_pause (self)), on_wait_over);
  tell_state (self, BAMBU_LINK_STATE_WAITING, error);
}

static gboolean
on_silence (gpointer user_data)
{
  BambuMqttSession *self = user_data;
  g_autoptr (GError) error = NULL;

  self->silent = TRUE;
  error = g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_PROTOCOL,
                               "Connected but no data: check the serial");
  tell_state (self, BAMBU_LINK_STATE_OPEN, error);
  bambu_source_clear (&self->timer);

  return G_SOURCE_REMOVE;
}

static void
on_shown (const BambuCertificate *certificate, gpointer user_data)
{
  BambuMqttSession *self = user_data;
  BambuMqttEvent event = {
    .kind = BAMBU_MQTT_EVENT_CERTIFICATE,
    .certificate = bambu_certificate_copy (certificate),
  };

  bambu_mqtt_queue_push (self->queue, event, 0);
}

static void
tell_subscribed (BambuMqttSession *self, const char *serial, gboolean is_granted)
{
  BambuMqttEvent event = {
    .kind = BAMBU_MQTT_EVENT_SUBSCRIBED,
    .serial = g_strdup (serial),
    .is_granted = is_granted,
  };

  bambu_mqtt_queue_push (self->queue, event, 0);
}

static void
subscribe (BambuMqttSession *self, const char *serial)
{
  if (!bambu_mqtt_connection_subscribe (self->connection, serial))
    tell_subscribed (self, serial, FALSE);
}

static void
on_opened (gpointer user_data)
{
  BambuMqttSession *self = user_data;
  GHashTableIter iter;
  gpointer serial;

  count_connection (self);
  self->opened_at = g_get_monotonic_time ();
  if (self->limits.silence_msec != 0)
    set_timer (self, self->limits.silence_msec, on_silence);
  tell_state (self, BAMBU_LINK_STATE_OPEN, NULL);

  g_hash_table_iter_init (&iter, self->printers);
  while (g_hash_table_iter_next (&iter, &serial, NULL))
    subscribe (self, serial);
}

static void
on_subscribed (const char *serial, gboolean is_granted, gpointer user_data)
{
  BambuMqttSession *self = user_data;

  if (g_hash_table_contains (self->printers, serial))
    tell_subscribed (self, serial, is_granted);
}

static void
note_heard (BambuMqttSession *self)
{
  if (self->heard)
    return;

  self->heard = TRUE;
  bambu_source_clear (&self->timer); /* the silence's; an open one has no other */
  if (self->silent)
    tell_state (self, BAMBU_LINK_STATE_OPEN, NULL);
}

static gboolean
on_message (const char *serial, const void *data, gsize size, gpointer user_data)
{
  BambuMqttSession *self = user_data;
  g_autoptr (GError) error = NULL;
  BambuMqttEvent event = { .kind = BAMBU_MQTT_EVENT_FRAME };

  if (self->target.serial == NULL && !g_hash_table_contains (self->printers, serial))
    return TRUE;

  note_heard (self);

  event.frame = bambu_frame_parse (data, size, &error);
  if (event.frame != NULL)
    {
      event.serial = g_strdup (serial);
      bambu_mqtt_queue_push (self->queue, event, size);
    }
  else
    g_debug ("%s: a message of %" G_GSIZE_FORMAT " bytes was dropped: %s", self->name, size,
             error->message);

  return !bambu_mqtt_queue_is_full (self->queue);
}

static void
on_failed (const GError *error, gboolean reached, gpointer user_data)
{
  BambuMqttSession *self = user_data;

  if (reached)
    count_connection (self);

  if (reached || g_queue_is_empty (&self->addresses))
    {
      wait_or_give_up (self, error);
      return;
    }

  g_debug ("%s: %s, tries the next address", self->name, error->message);
  try_next_address (self);
}

static const BambuMqttConnectionEvents connection_events = {
  .shown = on_shown,
  .opened = on_opened,
  .subscribed = on_subscribed,
  .message = on_message,
  .failed = on_failed,
};

static void
try_next_address (BambuMqttSession *self)
{
  g_autofree char *address = g_queue_pop_head (&self->addresses);

  bambu_source_clear (&self->timer);
  g_clear_pointer (&self->connection, bambu_mqtt_connection_free);
  self->connection =
      bambu_mqtt_connection_new (self->context, &self->target, address, self->limits.attempt_msec,
                                 self->limits.keep_alive_seconds, &connection_events, self);
  bambu_mqtt_connection_start (self->connection);
}

static void
fail_lookup (BambuMqttSession *self, const char *reason)
{
  g_autoptr (GError) error = g_error_new (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_UNREACHABLE, "%s: %s",
                                          self->target.host, reason);

  wait_or_give_up (self, error);
}

static gboolean
on_lookup_over (gpointer user_data)
{
  fail_lookup (user_data, "the name was not found in time");

  return G_SOURCE_REMOVE;
}

static void
on_name_resolved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BambuMqttSession *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autolist (GInetAddress) addresses = NULL;

  addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (object), result, &error);
  self->lookups_pending--;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->lookup);
  if (error != NULL)
    {
      fail_lookup (self, error->message);
      return;
    }

  for (GList *l = addresses; l != NULL && self->addresses.length < MAX_ADDRESSES; l = l->next)
    g_queue_push_tail (&self->addresses, g_inet_address_to_string (l->data));

  try_next_address (self);
}

static void
begin_attempt (BambuMqttSession *self)
{
  guint pause = get_pause (self);

  end_attempt (self);
  self->opened_at = 0;
  self->heard = self->silent = self->counted = FALSE;

  if (pause != 0) /* somebody is impatient */
    {
      g_autoptr (GError) error =
          g_error_new (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_UNREACHABLE,
                       "%s: too many connections in too short a time", self->target.host);

      set_timer (self, pause, on_wait_over);
      tell_state (self, BAMBU_LINK_STATE_WAITING, error);
      return;
    }

  tell_state (self, BAMBU_LINK_STATE_CONNECTING, NULL);

  if (g_hostname_is_ip_address (self->target.host))
    {
      g_queue_push_tail (&self->addresses, g_strdup (self->target.host));
      try_next_address (self);
      return;
    }

  /* Not left to libmosquitto: it waits in getaddrinfo(), and tries the first address only. */
  self->lookup = g_cancellable_new ();
  self->lookups_pending++;
  set_timer (self, self->limits.attempt_msec, on_lookup_over);
  g_resolver_lookup_by_name_async (g_resolver_get_default (), self->target.host, self->lookup,
                                   on_name_resolved, self);
}

static gboolean
is_open (BambuMqttSession *self)
{
  return self->connection != NULL && bambu_mqtt_connection_is_open (self->connection);
}

static gboolean
send_request (const BambuMqttRequest *request, gpointer user_data, GError **error)
{
  BambuMqttSession *self = user_data;

  return bambu_mqtt_connection_publish (self->connection, request->serial, request->payload,
                                        request->qos, error);
}

static Order *
order_new (BambuMqttSession *session, const char *text, const char *secret)
{
  Order *order = g_new0 (Order, 1);

  order->session = session;
  order->text = g_strdup (text);
  order->secret = g_strdup (secret);

  return order;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->text);
  bambu_secret_free (order->secret);
  g_clear_pointer (&order->request, bambu_mqtt_request_unref);
  g_free (order);
}

static gboolean
on_publish_order (gpointer user_data)
{
  Order *order = user_data;

  if (is_open (order->session))
    bambu_mqtt_outbox_push (order->session->outbox, order->request);

  return G_SOURCE_REMOVE;
}

static gboolean
on_add_order (gpointer user_data)
{
  Order *order = user_data;
  BambuMqttSession *self = order->session;

  if (g_hash_table_add (self->printers, g_strdup (order->text)) && is_open (self))
    subscribe (self, order->text);

  return G_SOURCE_REMOVE;
}

static gboolean
on_remove_order (gpointer user_data)
{
  Order *order = user_data;
  BambuMqttSession *self = order->session;

  if (g_hash_table_remove (self->printers, order->text) && is_open (self))
    bambu_mqtt_connection_unsubscribe (self->connection, order->text);

  return G_SOURCE_REMOVE;
}

static gboolean
on_login_order (gpointer user_data)
{
  Order *order = user_data;
  BambuMqttSession *self = order->session;

  bambu_mqtt_target_set_login (&self->target, order->text, order->secret);
  if (!is_open (self))
    begin_attempt (self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_retry_request (gpointer user_data)
{
  BambuMqttSession *self = user_data;

  if (self->connection == NULL && self->lookup == NULL)
    begin_attempt (self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_resume_request (gpointer user_data)
{
  BambuMqttSession *self = user_data;

  if (self->connection != NULL)
    bambu_mqtt_connection_resume (self->connection);

  return G_SOURCE_REMOVE;
}

static gboolean
on_stop_request (gpointer user_data)
{
  BambuMqttSession *self = user_data;

  end_attempt (self);
  self->quit = TRUE;

  return G_SOURCE_REMOVE;
}

/* Asks the thread for something. Not g_main_context_invoke(): that would do it here and now as long
 * as the thread does not run yet. */
static void
post (BambuMqttSession *self, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, self->context);
}

static void
on_drained (gpointer user_data)
{
  post (user_data, on_resume_request, user_data, NULL);
}

static void
bambu_mqtt_session_clear (gpointer data)
{
  BambuMqttSession *self = data;

  bambu_mqtt_target_clear (&self->target);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->printers, g_hash_table_unref);
  g_clear_pointer (&self->outbox, bambu_mqtt_outbox_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->queue, bambu_mqtt_queue_unref);
}

static void
bambu_mqtt_session_unref (BambuMqttSession *self)
{
  g_atomic_rc_box_release_full (self, bambu_mqtt_session_clear);
}

/* The threads that have not ended yet */
static GMutex running_mutex;
static GCond running_ended;
static guint n_running;

static gpointer
session_thread (gpointer user_data)
{
  BambuMqttSession *self = user_data;
  sigset_t signals;

  /* A write to a connection that broke is an error to handle, not the end of the program. */
  sigemptyset (&signals);
  sigaddset (&signals, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);

  g_main_context_push_thread_default (self->context);
  begin_attempt (self);
  while (!self->quit || self->lookups_pending > 0)
    g_main_context_iteration (self->context, TRUE);
  g_main_context_pop_thread_default (self->context);

  bambu_mqtt_session_unref (self);

  /* What OpenSSL keeps for this thread has to go before somebody who waits for it ends the program.
   */
  OPENSSL_thread_stop ();

  g_mutex_lock (&running_mutex);
  n_running--;
  g_cond_broadcast (&running_ended);
  g_mutex_unlock (&running_mutex);

  return NULL;
}

BambuMqttSession *
bambu_mqtt_session_start (const BambuMqttTarget *target,
                          const BambuMqttLimits *limits,
                          BambuMqttEventFunc func,
                          gpointer user_data)
{
  BambuMqttSession *self = g_atomic_rc_box_new0 (BambuMqttSession);
  g_autoptr (GMainContext) here = g_main_context_ref_thread_default ();

  bambu_mqtt_target_copy (&self->target, target);
  self->limits = *limits;
  self->name = bambu_mqtt_target_dup_name (target);
  self->context = g_main_context_new ();
  self->queue = bambu_mqtt_queue_new (here, func, user_data, on_drained, self);
  g_queue_init (&self->addresses);
  self->outbox =
      bambu_mqtt_outbox_new (self->context, limits->publish_gap_msec, send_request, self);
  self->printers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_mutex_lock (&running_mutex);
  n_running++;
  g_mutex_unlock (&running_mutex);

  /* Nobody joins it: it ends by itself after the stop. */
  g_thread_unref (g_thread_new ("bambu-mqtt", session_thread, g_atomic_rc_box_acquire (self)));

  return self;
}

gboolean
bambu_mqtt_session_wait_for_all (guint timeout_msec)
{
  gint64 deadline = g_get_monotonic_time () + timeout_msec * G_TIME_SPAN_MILLISECOND;
  gboolean in_time = TRUE;

  g_mutex_lock (&running_mutex);
  while (n_running > 0 && in_time)
    in_time = g_cond_wait_until (&running_ended, &running_mutex, deadline);
  g_mutex_unlock (&running_mutex);

  return in_time;
}

void
bambu_mqtt_session_retry (BambuMqttSession *self)
{
  g_return_if_fail (self != NULL);

  post (self, on_retry_request, self, NULL);
}

void
bambu_mqtt_session_set_login (BambuMqttSession *self, const char *user, const char *password)
{
  g_return_if_fail (self != NULL);

  post (self, on_login_order, order_new (self, user, password), order_free);
}

void
bambu_mqtt_session_add_printer (BambuMqttSession *self, const char *serial)
{
  g_return_if_fail (self != NULL);

  post (self, on_add_order, order_new (self, serial, NULL), order_free);
}

void
bambu_mqtt_session_remove_printer (BambuMqttSession *self, const char *serial)
{
  g_return_if_fail (self != NULL);

  post (self, on_remove_order, order_new (self, serial, NULL), order_free);
}

DexFuture *
bambu_mqtt_session_publish (BambuMqttSession *self, const char *serial, GBytes *payload, int qos)
{
  Order *order;
  DexFuture *future;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (payload != NULL, NULL);

  order = order_new (self, NULL, NULL);
  order->request = bambu_mqtt_request_new (serial, payload, qos);
  future = dex_ref (DEX_FUTURE (order->request->promise));

  post (self, on_publish_order, order, order_free);

  return future;
}

void
bambu_mqtt_session_stop (BambuMqttSession *self)
{
  g_return_if_fail (self != NULL);

  bambu_mqtt_queue_stop (self->queue);
  post (self, on_stop_request, self, NULL);
  bambu_mqtt_session_unref (self);
}
