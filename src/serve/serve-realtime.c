/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-realtime.h"

#include "account/bambu-cloud-calls.h"
#include "link/bambu-address.h"
#include "link/bambu-cloud-broker.h"
#include "link/bambu-redact.h"
#include "printer/bambu-command-private.h"
#include "serve-report.h"

#define DURATION (SERVE_REALTIME_SECONDS * G_USEC_PER_SEC)
/* How long it is known that there was one */
#define REMEMBERED (SERVE_REALTIME_SWEEP_SECONDS * G_USEC_PER_SEC)
#define PROFILE_MSEC (30 * 1000)
#define CONNECT_MSEC (5 * 1000)
#define MOST_SESSIONS 64

struct _ServeRealtime
{
  gint64 (*get_now) (void);
  GHashTable *sessions; /* key → Session */
  GHashTable *brokers;  /* real token → BambuCloudBroker, as long as a session needs it */
  guint timer;
};

typedef struct
{
  ServeRealtime *realtime;
  char *serial;
  char *custom;
  char *real;
  BambuLink *link; /* NULL: it has ended */
  ServeReport *report;
  DexPromise *up;
  gint64 begin;
  gint64 end;
  gint64 reported;    /* of the realtime's clock */
  gint64 reported_at; /* µs, Unix time; 0 never */
  guint n_messages;
} Session;

static char *
make_key (const char *custom, const char *serial)
{
  return g_strconcat (serial, " ", custom, NULL);
}

static void
session_end (Session *session)
{
  if (session->link == NULL)
    return;

  /* Another token's session may have the same; the last one closes it. */
  g_signal_handlers_disconnect_by_data (session->link, session);
  g_clear_object (&session->link);
}

static void
session_free (gpointer data)
{
  Session *session = data;

  session_end (session);
  dex_clear (&session->up);
  serve_report_free (session->report);
  bambu_secret_free (session->custom);
  bambu_secret_free (session->real);
  g_free (session->serial);
  g_free (session);
}

ServeRealtime *
serve_realtime_new (gint64 (*get_now) (void))
{
  ServeRealtime *self = g_new0 (ServeRealtime, 1);

  self->get_now = get_now;
  self->sessions = g_hash_table_new_full (g_str_hash, g_str_equal,
                                          (GDestroyNotify) bambu_secret_free, session_free);
  self->brokers = g_hash_table_new_full (g_str_hash, g_str_equal,
                                         (GDestroyNotify) bambu_secret_free, g_object_unref);

  return self;
}

void
serve_realtime_free (ServeRealtime *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->sessions, g_hash_table_unref);
  g_clear_pointer (&self->brokers, g_hash_table_unref);
  g_free (self);
}

static void
on_frame (Session *session, BambuFrame *frame)
{
  BambuFrameKind kind = bambu_frame_get_kind (frame);

  session->n_messages++;
  if (kind != BAMBU_FRAME_FULL && kind != BAMBU_FRAME_DELTA)
    return;

  session->reported = session->realtime->get_now ();
  session->reported_at = g_get_real_time ();
  serve_report_merge (session->report, bambu_frame_get_section (frame), kind == BAMBU_FRAME_FULL,
                      session->reported);
}

/* Until there was one: the question may have been lost together with the connection. */
static void
ask_for_report (Session *session)
{
  g_autoptr (GBytes) request = bambu_command_new_pushall ();

  if (session->reported_at == 0)
    dex_future_disown (bambu_link_publish (session->link, request, 0));
}

static void
on_link (Session *session)
{
  BambuLinkState state = bambu_link_get_state (session->link);
  g_autoptr (GError) error = bambu_link_dup_error (session->link);
  gboolean is_absent = g_error_matches (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_ABSENT);

  if (state == BAMBU_LINK_STATE_OPEN)
    ask_for_report (session);
  if (!dex_future_is_pending (DEX_FUTURE (session->up)))
    return;

  /* Without the printer the broker is there, and the printer may come. */
  if (state == BAMBU_LINK_STATE_OPEN || (state == BAMBU_LINK_STATE_WAITING && is_absent))
    dex_promise_resolve_boolean (session->up, FALSE);
  else if (state == BAMBU_LINK_STATE_REFUSED)
    dex_promise_reject (
        session->up,
        g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED, "The broker refused it"));
}

static gboolean
is_used (ServeRealtime *self, const char *real)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Session *session = value;

      if (session->link != NULL && g_str_equal (session->real, real))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_idle (gpointer real, gpointer broker, gpointer self)
{
  return !is_used (self, real);
}

static void
on_timer (gpointer user_data)
{
  ServeRealtime *self = user_data;

  self->timer = 0;
  serve_realtime_sweep (self);
}

/* For what is over next */
static void
set_timer (ServeRealtime *self, gint64 now)
{
  gint64 next = G_MAXINT64;
  GHashTableIter iter;
  gpointer value;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Session *session = value;

      next = MIN (next, session->link ? session->end : session->end + REMEMBERED);
    }
  if (next != G_MAXINT64)
    self->timer = g_timeout_add_once ((guint) (MAX (next - now, 0) / 1000 + 1), on_timer, self);
}

void
serve_realtime_sweep (ServeRealtime *self)
{
  gint64 now = self->get_now ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Session *session = value;

      if (now >= session->end + REMEMBERED)
        g_hash_table_iter_remove (&iter);
      else if (now >= session->end)
        session_end (session);
    }
  g_hash_table_foreach_remove (self->brokers, is_idle, self);
  set_timer (self, now);
}

/* Begun, and not over */
static Session *
find_live (ServeRealtime *self, const char *key)
{
  Session *session = g_hash_table_lookup (self->sessions, key);

  return session && session->link && self->get_now () < session->end ? session : NULL;
}

static BambuCloudBroker *
get_broker (ServeRealtime *self, BambuCloud *cloud, gint64 uid, GError **error)
{
  const char *real = bambu_cloud_get_token (cloud)->access;
  BambuRegion *region = bambu_cloud_get_region (cloud);
  BambuCloudBroker *broker = g_hash_table_lookup (self->brokers, real);
  g_autofree char *user = g_strdup_printf ("%" G_GINT64_FORMAT, uid);
  g_autofree char *host = NULL;
  guint16 port = BAMBU_ADDRESS_PORT;

  if (broker != NULL)
    return broker;

  if (!bambu_address_parse (region->broker, &host, &port, error))
    return NULL;

  broker = bambu_cloud_broker_new (host, port, region->authorities);
  bambu_cloud_broker_set_login (broker, user, real);
  g_hash_table_insert (self->brokers, g_strdup (real), broker);

  return broker;
}

/* A session that is wanted and waits for the account's number */
typedef struct
{
  ServeRealtime *realtime;
  BambuCloud *cloud;
  char *custom;
  char *serial;
} Start;

static void
start_free (gpointer data)
{
  Start *start = data;

  g_object_unref (start->cloud);
  bambu_secret_free (start->custom);
  g_free (start->serial);
  g_free (start);
}

static void
begin_session (ServeRealtime *self, const Start *start, BambuCloudBroker *broker, char *key)
{
  Session *session = g_new0 (Session, 1);

  session->realtime = self;
  session->serial = g_strdup (start->serial);
  session->custom = g_strdup (start->custom);
  session->real = g_strdup (bambu_cloud_get_token (start->cloud)->access);
  session->report = serve_report_new ();
  session->up = dex_promise_new ();
  session->begin = self->get_now ();
  session->end = session->begin + DURATION;
  session->link = bambu_cloud_broker_get_link (broker, start->serial);
  g_hash_table_replace (self->sessions, key, session);
  g_signal_connect_swapped (session->link, "frame", G_CALLBACK (on_frame), session);
  g_signal_connect_swapped (session->link, "notify::state", G_CALLBACK (on_link), session);
  bambu_link_open (session->link);
  /* Another session may have opened it. */
  on_link (session);
}

/* What could not be begun is none. */
static DexFuture *
on_up (DexFuture *future, gpointer user_data)
{
  Start *start = user_data;
  g_autofree char *key = make_key (start->custom, start->serial);

  if (dex_future_get_value (future, NULL) == NULL)
    {
      g_hash_table_remove (start->realtime->sessions, key);
      serve_realtime_sweep (start->realtime);
    }

  return dex_ref (future);
}

static DexFuture *
on_profile (DexFuture *future, gpointer user_data)
{
  Start *start = user_data;
  ServeRealtime *self = start->realtime;
  BambuCloudProfile *profile = g_value_get_object (dex_future_get_value (future, NULL));
  gint64 uid = bambu_cloud_profile_get_values (profile)->uid;
  g_autofree char *key = make_key (start->custom, start->serial);
  g_autoptr (GError) error = NULL;
  BambuCloudBroker *broker;
  Session *session = find_live (self, key);

  if (session == NULL)
    {
      if (uid == 0)
        return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_FAILED,
                                      "The account's number is not known");
      broker = get_broker (self, start->cloud, uid, &error);
      if (broker == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      begin_session (self, start, broker, g_strdup (key));
      session = g_hash_table_lookup (self->sessions, key);
      set_timer (self, self->get_now ());
    }

  return dex_future_first (dex_ref (session->up), dex_timeout_new_msec (CONNECT_MSEC), NULL);
}

DexFuture *
serve_realtime_start (ServeRealtime *self,
                      const char *custom,
                      BambuCloud *cloud,
                      const char *serial)
{
  g_autofree char *key = make_key (custom, serial);
  Session *session = find_live (self, key);
  Start *start;
  Start *end;

  if (session != NULL && !dex_future_is_pending (DEX_FUTURE (session->up)))
    {
      session->end = self->get_now () + DURATION;
      set_timer (self, self->get_now ());
      return dex_future_new_for_boolean (TRUE);
    }
  if (session == NULL && g_hash_table_size (self->sessions) >= MOST_SESSIONS)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_BUSY, "There are too many sessions");

  start = g_new0 (Start, 1);
  start->realtime = self;
  start->cloud = g_object_ref (cloud);
  start->custom = g_strdup (custom);
  start->serial = g_strdup (serial);
  end = g_memdup2 (start, sizeof *start);
  end->cloud = g_object_ref (cloud);
  end->custom = g_strdup (custom);
  end->serial = g_strdup (serial);

  return dex_future_finally (
      dex_future_then (dex_future_first (bambu_cloud_load_profile (cloud),
                                         dex_timeout_new_msec (PROFILE_MSEC), NULL),
                       on_profile, start, start_free),
      on_up, end, start_free);
}

ServeSessionState
serve_realtime_read (ServeRealtime *self,
                     const char *custom,
                     const char *serial,
                     ServeSessionInfo *info)
{
  g_autofree char *key = make_key (custom, serial);
  Session *session = g_hash_table_lookup (self->sessions, key);
  gint64 now = self->get_now ();

  *info = (ServeSessionInfo) { 0 };
  if (session == NULL || now >= session->end + REMEMBERED)
    return SERVE_SESSION_NONE;
  if (session->link == NULL || now >= session->end)
    return SERVE_SESSION_EXPIRED;

  info->age_seconds = (guint) ((now - session->begin) / G_USEC_PER_SEC);
  info->expires_in = (guint) ((session->end - now) / G_USEC_PER_SEC);
  info->n_messages = session->n_messages;
  info->reported_at = session->reported_at;
  if (session->reported_at == 0)
    return SERVE_SESSION_WAITING;

  info->age_seconds = (guint) ((now - session->reported) / G_USEC_PER_SEC);
  info->data = serve_report_get_text (
      session->report, (const char *const[]) { session->real, session->custom, NULL });

  return info->data ? SERVE_SESSION_DATA : SERVE_SESSION_WAITING;
}

guint
serve_realtime_count (ServeRealtime *self)
{
  gint64 now = self->get_now ();
  GHashTableIter iter;
  gpointer value;
  guint count = 0;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    count += ((Session *) value)->link != NULL && now < ((Session *) value)->end;

  return count;
}

JsonObject *
serve_realtime_describe (ServeRealtime *self)
{
  JsonObject *object = json_object_new ();
  gint64 now = self->get_now ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Session *session = value;
      JsonObject *one = json_object_new ();
      g_autofree char *name = g_strdup (session->serial);

      /* Another token's of the same printer */
      for (guint i = 2; json_object_has_member (object, name); i++)
        {
          g_free (name);
          name = g_strdup_printf ("%s#%u", session->serial, i);
        }
      json_object_set_boolean_member (
          one, "connected",
          session->link && bambu_link_get_state (session->link) == BAMBU_LINK_STATE_OPEN);
      json_object_set_int_member (one, "message_count", session->n_messages);
      json_object_set_int_member (one, "last_update", session->reported_at / G_USEC_PER_SEC);
      json_object_set_boolean_member (one, "has_data", session->reported_at != 0);
      json_object_set_int_member (one, "expires_in", MAX (session->end - now, 0) / G_USEC_PER_SEC);
      json_object_set_int_member (one, "session_age", (now - session->begin) / G_USEC_PER_SEC);
      json_object_set_object_member (object, name, one);
    }

  return object;
}
