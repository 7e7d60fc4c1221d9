/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-camera-private.h"

#include "bambu-camera-pipeline.h"
#include "bambu-jpeg-src.h"
#include "bambu-rtsps-source.h"
#include "bambu-weak-ref.h"
#include "link/bambu-address.h"
#include "link/bambu-backoff.h"
#include "link/bambu-redact.h"

#define JPEG_PORT 6000
#define RTSPS_PORT 322

/* A younger picture than that is the one of now. */
#define FRESH_USEC (2 * G_USEC_PER_SEC)

const BambuCameraLimits bambu_camera_default_limits = {
  .timeout_msec = 10 * 1000,
  .first_picture_msec = 20 * 1000,
  .stalled_msec = 10 * 1000,
  .first_retry_msec = 1000,
  .longest_retry_msec = 30 * 1000,
  .stable_msec = 30 * 1000,
  .tick_msec = 1000,
};

G_DEFINE_ENUM_TYPE (BambuCameraState,
                    bambu_camera_state,
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_LIVE, "live"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_STALLED, "stalled"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_UNTRUSTED, "untrusted"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_NO_DECODER, "no-decoder"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CAMERA_STATE_CLOUD_ONLY, "cloud-only"))

struct _BambuCameraViewer
{
  BambuCamera *camera;
  BambuCameraUse use;
};

/* Somebody who waits for a picture, and looks as long. */
typedef struct
{
  DexPromise *promise;
  BambuCameraViewer *viewer;
} Snapshot;

struct _BambuCamera
{
  GObject parent_instance;

  BambuPrinter *printer;
  BambuTrust *trust;
  char *access_code;
  BambuCameraLimits limits;

  BambuCameraSinkFunc sink_func;
  gpointer sink_data;
  GDestroyNotify sink_destroy;
  BambuCameraSourceFunc source_func;
  gpointer source_data;
  GDestroyNotify source_destroy;

  guint n_viewers;
  guint n_views; /* those of them that look at the sink */
  GPtrArray *snapshots;

  BambuCameraState state;
  BambuCameraState verdict; /* what ended the attempts for good; IDLE: nothing did */
  GError *verdict_error;
  GError *error;
  GBytes *picture;
  gint64 picture_time; /* monotonic */
  int age;

  gboolean running; /* connected, about to be, or waiting for the next attempt */
  DexFuture *preparing;
  BambuCameraPipeline *pipeline;
  GstElement *last_sink; /* of the connection before; still shows something */
  guint retry;
  guint tick;
  guint failures;
  gint64 began;        /* this attempt; monotonic, as those below */
  gint64 live_since;   /* this connection's first picture; 0: none yet */
  gint64 last_picture; /* of any connection; 0: none yet */
};

G_DEFINE_FINAL_TYPE (BambuCamera, bambu_camera, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_AGE,
} BambuCameraProperty;

static GParamSpec *properties[PROP_AGE + 1];

enum
{
  PICTURE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
snapshot_free (gpointer data)
{
  Snapshot *snapshot = data;

  g_clear_pointer (&snapshot->viewer, bambu_camera_viewer_free);
  dex_clear (&snapshot->promise);
  g_free (snapshot);
}

static void
bambu_camera_set_error (BambuCamera *self, const GError *error)
{
  if (bambu_link_same_error (self->error, error))
    return;

  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
bambu_camera_set_state (BambuCamera *self, BambuCameraState state, const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  bambu_camera_set_error (self, error);
  if (self->state != state)
    {
      g_autofree char *serial = bambu_redact (bambu_printer_get_serial (self->printer));
      g_autofree char *word = g_enum_to_string (BAMBU_TYPE_CAMERA_STATE, state);

      g_debug ("The camera of %s: %s%s%s", serial, word, error ? ": " : "",
               error ? error->message : "");
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
bambu_camera_update_age (BambuCamera *self)
{
  gint64 now = g_get_monotonic_time ();
  int age = self->last_picture ? (int) ((now - self->last_picture) / G_USEC_PER_SEC) : -1;

  if (self->age == age)
    return;

  self->age = age;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AGE]);
}

static void
bambu_camera_reject_snapshots (BambuCamera *self, const GError *error)
{
  g_autoptr (GPtrArray) snapshots = g_steal_pointer (&self->snapshots);

  /* Those that look only for them look away when they are dropped. */
  self->snapshots = g_ptr_array_new_with_free_func (snapshot_free);
  for (guint i = 0; i < snapshots->len; i++)
    dex_promise_reject (((Snapshot *) snapshots->pdata[i])->promise, g_error_copy (error));
}

static void
bambu_camera_resolve_snapshots (BambuCamera *self, GBytes *picture)
{
  g_autoptr (GPtrArray) snapshots = g_steal_pointer (&self->snapshots);

  self->snapshots = g_ptr_array_new_with_free_func (snapshot_free);
  for (guint i = 0; i < snapshots->len; i++)
    dex_promise_resolve_boxed (((Snapshot *) snapshots->pdata[i])->promise, G_TYPE_BYTES,
                               g_bytes_ref (picture));
}

static void
bambu_camera_drop_abandoned_snapshots (BambuCamera *self)
{
  for (guint i = self->snapshots->len; i > 0; i--)
    {
      Snapshot *snapshot = self->snapshots->pdata[i - 1];

      if (g_cancellable_is_cancelled (dex_promise_get_cancellable (snapshot->promise)))
        g_ptr_array_remove_index_fast (self->snapshots, i - 1);
    }
}

static void
bambu_camera_drop_last_sink (BambuCamera *self)
{
  if (self->last_sink != NULL)
    gst_element_set_state (self->last_sink, GST_STATE_NULL);
  gst_clear_object (&self->last_sink);
}

/* One that showed nothing takes nothing's place. */
static void
bambu_camera_keep_sink (BambuCamera *self)
{
  GstElement *sink = self->live_since ? bambu_camera_pipeline_steal_sink (self->pipeline) : NULL;

  if (sink == NULL)
    return;

  bambu_camera_drop_last_sink (self);
  self->last_sink = sink;
}

static void
bambu_camera_disconnect (BambuCamera *self)
{
  dex_clear (&self->preparing);
  g_clear_handle_id (&self->retry, g_source_remove);
  if (self->pipeline != NULL)
    bambu_camera_keep_sink (self);
  g_clear_pointer (&self->pipeline, bambu_camera_pipeline_free);
  self->live_since = 0;
}

static void
bambu_camera_stop (BambuCamera *self)
{
  bambu_camera_disconnect (self);
  g_clear_handle_id (&self->tick, g_source_remove);
  self->running = FALSE;
  self->failures = 0;
}

/* What keeps it from being tried at all. */
static BambuCameraState
bambu_camera_find_obstacle (BambuCamera *self, GError **error)
{
  BambuConnection connection = bambu_printer_get_connection (self->printer);

  if (self->source_func != NULL)
    return BAMBU_CAMERA_STATE_IDLE;

  if (bambu_printer_get_camera_kind (self->printer) == BAMBU_CAMERA_KIND_NONE)
    {
      g_set_error_literal (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_NONE, "It has no camera");
      return BAMBU_CAMERA_STATE_NONE;
    }
  if (connection == BAMBU_CONNECTION_CLOUD)
    {
      g_set_error_literal (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_CLOUD_ONLY,
                           "The printer is reached through the cloud");
      return BAMBU_CAMERA_STATE_CLOUD_ONLY;
    }
  if (bambu_printer_is_camera_off (self->printer))
    {
      g_set_error_literal (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_OFF,
                           "The printer reports that live view is off");
      return BAMBU_CAMERA_STATE_OFF;
    }
  if (self->access_code == NULL && connection == BAMBU_CONNECTION_NONE)
    {
      g_set_error_literal (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_REFUSED,
                           "There is no access code");
      return BAMBU_CAMERA_STATE_REFUSED;
    }
  if (self->verdict != BAMBU_CAMERA_STATE_IDLE)
    g_propagate_error (error, g_error_copy (self->verdict_error));

  return self->verdict;
}

/* What is tried again may change nothing to what is seen meanwhile. */
static void
bambu_camera_show_attempt (BambuCamera *self)
{
  if (self->state != BAMBU_CAMERA_STATE_STALLED && self->state != BAMBU_CAMERA_STATE_BUSY)
    bambu_camera_set_state (self, BAMBU_CAMERA_STATE_CONNECTING, self->error);
}

static void bambu_camera_connect (BambuCamera *self);

static gboolean
on_retry (gpointer user_data)
{
  BambuCamera *self = user_data;

  self->retry = 0;
  bambu_camera_connect (self);

  return G_SOURCE_REMOVE;
}

static void
bambu_camera_wait (BambuCamera *self, BambuCameraState state, const GError *error, guint failures)
{
  guint msec = bambu_backoff_msec (failures, self->limits.first_retry_msec,
                                   self->limits.longest_retry_msec, g_random_double ());

  bambu_camera_disconnect (self);
  self->retry = g_timeout_add (msec, on_retry, self);
  bambu_camera_set_state (self, state, error);
  bambu_camera_reject_snapshots (self, error);
}

static void
bambu_camera_give_up (BambuCamera *self, BambuCameraState verdict, const GError *error)
{
  self->verdict = verdict;
  g_clear_error (&self->verdict_error);
  self->verdict_error = g_error_copy (error);
  bambu_camera_stop (self);
  bambu_camera_set_state (self, verdict, error);
  bambu_camera_reject_snapshots (self, error);
}

static gboolean
bambu_camera_has_rtsps (BambuCamera *self)
{
  return self->source_func == NULL
         && bambu_printer_get_camera_kind (self->printer) == BAMBU_CAMERA_KIND_RTSPS;
}

/* Printers of the P1 family switch their camera off for that. */
static gboolean
bambu_camera_is_asleep (BambuCamera *self)
{
  return bambu_printer_is_upgrading (self->printer)
         || bambu_printer_get_state (self->printer) == BAMBU_STATE_PREPARE;
}

/* RTSP does say why it lets nobody in, port 6000 does not. Where the same code is good for reports,
 * it is not the code. */
static void
bambu_camera_on_refused (BambuCamera *self, const GError *error)
{
  g_autoptr (GError) off = NULL;

  if (bambu_camera_has_rtsps (self)
      || bambu_printer_get_link_state (self->printer) != BAMBU_LINK_STATE_OPEN)
    {
      bambu_camera_give_up (self, BAMBU_CAMERA_STATE_REFUSED, error);
      return;
    }
  if (bambu_camera_is_asleep (self))
    {
      bambu_camera_wait (self, BAMBU_CAMERA_STATE_WAITING, error, G_MAXUINT);
      return;
    }

  off = g_error_new_literal (BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_OFF, error->message);
  bambu_camera_give_up (self, BAMBU_CAMERA_STATE_OFF, off);
}

static void
on_failed (const GError *failure, gpointer user_data)
{
  g_autoptr (BambuCamera) self = g_object_ref (user_data);
  g_autoptr (GError) error = g_error_copy (failure); /* of a pipeline that goes */
  gint64 now = g_get_monotonic_time ();
  gboolean is_stale =
      self->last_picture != 0
      && now - self->last_picture >= (gint64) self->limits.stalled_msec * G_TIME_SPAN_MILLISECOND;
  BambuCameraState state = is_stale ? BAMBU_CAMERA_STATE_STALLED : BAMBU_CAMERA_STATE_WAITING;

  if (self->live_since != 0
      && now - self->live_since >= (gint64) self->limits.stable_msec * G_TIME_SPAN_MILLISECOND)
    self->failures = 0;

  switch ((BambuCameraError) error->code)
    {
    case BAMBU_CAMERA_ERROR_REFUSED:
      bambu_camera_on_refused (self, error);
      break;
    case BAMBU_CAMERA_ERROR_CERTIFICATE:
      bambu_camera_give_up (self, BAMBU_CAMERA_STATE_UNTRUSTED, error);
      break;
    case BAMBU_CAMERA_ERROR_NO_DECODER:
      bambu_camera_give_up (self, BAMBU_CAMERA_STATE_NO_DECODER, error);
      break;
    case BAMBU_CAMERA_ERROR_OFF:
      bambu_camera_give_up (self, BAMBU_CAMERA_STATE_OFF, error);
      break;
    case BAMBU_CAMERA_ERROR_BUSY:
      bambu_camera_wait (self, BAMBU_CAMERA_STATE_BUSY, error, self->failures++);
      break;
    case BAMBU_CAMERA_ERROR_STALLED:
    case BAMBU_CAMERA_ERROR_UNREACHABLE:
    case BAMBU_CAMERA_ERROR_PROTOCOL:
    case BAMBU_CAMERA_ERROR_CLOUD_ONLY:
    case BAMBU_CAMERA_ERROR_NONE:
    default:
      bambu_camera_wait (self, state, error, self->failures++);
      break;
    }
}

static void
on_picture (GBytes *picture, gpointer user_data)
{
  g_autoptr (BambuCamera) self = g_object_ref (user_data);

  self->last_picture = g_get_monotonic_time ();
  if (self->live_since == 0)
    self->live_since = self->last_picture;
  else if (bambu_camera_pipeline_has_sink (self->pipeline))
    bambu_camera_drop_last_sink (self);
  if (picture != NULL)
    {
      g_clear_pointer (&self->picture, g_bytes_unref);
      self->picture = g_bytes_ref (picture);
      self->picture_time = self->last_picture;
    }

  bambu_camera_update_age (self);
  bambu_camera_set_state (self, BAMBU_CAMERA_STATE_LIVE, NULL);
  if (picture == NULL)
    return;

  g_signal_emit (self, signals[PICTURE], 0, picture);
  bambu_camera_resolve_snapshots (self, picture);
}

static const BambuCameraPipelineEvents pipeline_events = { on_picture, on_failed };

/* The printer's own ports lie as far from the usual ones as its broker's. */
static gboolean
bambu_camera_fill_target (BambuCamera *self, BambuCameraTarget *target, GError **error)
{
  guint16 broker_port;
  int port;

  if (!bambu_address_parse (bambu_printer_get_address (self->printer), &target->host, &broker_port,
                            error))
    return FALSE;

  port =
      (bambu_camera_has_rtsps (self) ? RTSPS_PORT : JPEG_PORT) + broker_port - BAMBU_ADDRESS_PORT;
  if (port <= 0 || port > G_MAXUINT16)
    {
      g_set_error (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_UNREACHABLE, "There is no port %d",
                   port);
      return FALSE;
    }

  target->trust = g_object_ref (self->trust);
  target->port = (guint16) port;
  target->serial = g_strdup (bambu_printer_get_serial (self->printer));
  target->access_code = g_strdup (self->access_code);
  target->timeout_msec = self->limits.timeout_msec;

  return TRUE;
}

/* Transfer floating */
static GstElement *
bambu_camera_make_source (BambuCamera *self, GError **error)
{
  g_auto (BambuCameraTarget) target = { 0 };

  if (self->source_func != NULL)
    return self->source_func (self, self->source_data);

  if (!bambu_camera_fill_target (self, &target, error))
    return NULL;

  if (bambu_camera_has_rtsps (self))
    return bambu_rtsps_source_new (&target, error);

  return g_object_new (BAMBU_TYPE_JPEG_SRC, "host", target.host, "port", (guint) target.port,
                       "serial", target.serial, "access-code", target.access_code, "trust",
                       target.trust, "timeout", target.timeout_msec, NULL);
}

static void
bambu_camera_update_views (BambuCamera *self)
{
  g_autoptr (GError) error = NULL;
  GstElement *sink;

  if (self->pipeline == NULL)
    return;

  bambu_camera_pipeline_set_showing (self->pipeline, self->n_views > 0);
  if (bambu_camera_pipeline_set_compressing (self->pipeline, self->n_viewers > self->n_views,
                                             &error)
      && self->n_views > 0 && self->sink_func != NULL
      && !bambu_camera_pipeline_has_sink (self->pipeline)
      && (sink = self->sink_func (self, self->sink_data)))
    bambu_camera_pipeline_add_sink (self->pipeline, sink, &error);

  if (error != NULL)
    on_failed (error, self);
}

static void
bambu_camera_open_pipeline (BambuCamera *self)
{
  g_autoptr (GError) error = NULL;
  GstElement *source = bambu_camera_make_source (self, &error);

  if (source == NULL)
    {
      g_autoptr (GError) failure = g_error_new_literal (
          BAMBU_CAMERA_ERROR,
          g_error_matches (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_NO_DECODER)
              ? BAMBU_CAMERA_ERROR_NO_DECODER
              : BAMBU_CAMERA_ERROR_UNREACHABLE,
          error->message);

      on_failed (failure, self);
      return;
    }

  self->pipeline =
      bambu_camera_pipeline_new (source, !bambu_camera_has_rtsps (self), &pipeline_events, self);
  bambu_camera_update_views (self);
}

static DexFuture *
on_prepared (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuCamera) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return NULL;

  if (dex_future_get_value (future, &error))
    bambu_camera_open_pipeline (self);
  else
    on_failed (error, self);

  return NULL;
}

/* Without code or address something else will come first: the keyring, or a finder. */
static void
bambu_camera_connect (BambuCamera *self)
{
  g_autoptr (DexFuture) prepared = NULL;

  bambu_camera_disconnect (self);
  self->began = g_get_monotonic_time ();
  bambu_camera_show_attempt (self);

  if (self->source_func == NULL
      && (self->access_code == NULL || bambu_printer_get_address (self->printer) == NULL))
    return;

  prepared = bambu_camera_prepare ();
  if (dex_future_is_resolved (prepared))
    bambu_camera_open_pipeline (self);
  else
    self->preparing = dex_future_finally (g_steal_pointer (&prepared), on_prepared,
                                          bambu_weak_ref_new (self), bambu_weak_ref_free);
}

/* The source sees that no byte comes; this, that no picture does. */
static void
bambu_camera_check_stall (BambuCamera *self)
{
  gint64 since = self->live_since ? self->last_picture : self->began;
  guint limit = self->live_since ? self->limits.stalled_msec : self->limits.first_picture_msec;
  g_autoptr (GError) error = NULL;

  if (self->retry != 0
      || g_get_monotonic_time () - since < (gint64) limit * G_TIME_SPAN_MILLISECOND)
    return;

  g_set_error (&error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_STALLED, "No picture for %u ms",
               limit);
  on_failed (error, self);
}

static gboolean
on_tick (gpointer user_data)
{
  g_autoptr (BambuCamera) self = g_object_ref (user_data);

  bambu_camera_update_age (self);
  bambu_camera_drop_abandoned_snapshots (self);
  if (self->running)
    bambu_camera_check_stall (self);

  return G_SOURCE_CONTINUE;
}

static void
bambu_camera_start (BambuCamera *self)
{
  self->running = TRUE;
  self->failures = 0;
  self->tick = g_timeout_add (self->limits.tick_msec, on_tick, self);
  bambu_camera_update_age (self);
  bambu_camera_connect (self);
}

/* Runs if, and only if, somebody looks and nothing is in the way. */
static void
bambu_camera_update (BambuCamera *self)
{
  g_autoptr (GError) error = NULL;
  BambuCameraState obstacle = bambu_camera_find_obstacle (self, &error);

  if (self->n_viewers > 0 && obstacle == BAMBU_CAMERA_STATE_IDLE)
    {
      if (!self->running)
        bambu_camera_start (self);
      return;
    }

  bambu_camera_stop (self);
  bambu_camera_set_state (self, obstacle, error);
  if (error != NULL)
    bambu_camera_reject_snapshots (self, error);
}

/* What was tried and failed for good may be another thing now. */
static void
bambu_camera_reconsider (BambuCamera *self)
{
  self->verdict = BAMBU_CAMERA_STATE_IDLE;
  if (self->running)
    bambu_camera_stop (self);
  bambu_camera_update (self);
}

/* A printer that can be reached again does not want to be waited for. */
static void
on_link_state (BambuCamera *self)
{
  if (self->running && self->retry != 0
      && bambu_printer_get_link_state (self->printer) == BAMBU_LINK_STATE_OPEN)
    bambu_camera_connect (self);
}

static void
bambu_camera_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuCamera *self = BAMBU_CAMERA (object);

  switch ((BambuCameraProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_AGE:
      g_value_set_int (value, self->age);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clear_func (gpointer *data, GDestroyNotify *destroy)
{
  if (*destroy != NULL)
    (*destroy) (*data);
  *data = NULL;
  *destroy = NULL;
}

static void
bambu_camera_dispose (GObject *object)
{
  BambuCamera *self = BAMBU_CAMERA (object);

  bambu_camera_stop (self);
  bambu_camera_drop_last_sink (self);
  self->sink_func = NULL;
  self->source_func = NULL;
  clear_func (&self->sink_data, &self->sink_destroy);
  clear_func (&self->source_data, &self->source_destroy);

  G_OBJECT_CLASS (bambu_camera_parent_class)->dispose (object);
}

static void
bambu_camera_finalize (GObject *object)
{
  BambuCamera *self = BAMBU_CAMERA (object);

  g_clear_pointer (&self->snapshots, g_ptr_array_unref);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_clear_pointer (&self->access_code, bambu_secret_free);
  g_clear_error (&self->verdict_error);
  g_clear_error (&self->error);
  g_clear_object (&self->trust);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (bambu_camera_parent_class)->finalize (object);
}

static void
bambu_camera_class_init (BambuCameraClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bambu_camera_get_property;
  object_class->dispose = bambu_camera_dispose;
  object_class->finalize = bambu_camera_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, BAMBU_TYPE_CAMERA_STATE,
                                              BAMBU_CAMERA_STATE_IDLE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_AGE] = g_param_spec_int ("age", NULL, NULL, -1, G_MAXINT, -1, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[PICTURE] = g_signal_new ("picture", BAMBU_TYPE_CAMERA, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
}

static void
bambu_camera_init (BambuCamera *self)
{
  self->limits = bambu_camera_default_limits;
  self->state = BAMBU_CAMERA_STATE_IDLE;
  self->verdict = BAMBU_CAMERA_STATE_IDLE;
  self->age = -1;
  self->snapshots = g_ptr_array_new_with_free_func (snapshot_free);
}

BambuCamera *
bambu_camera_new (BambuPrinter *printer, BambuTrust *trust)
{
  static const char *const followed[] = { "notify::connection", "notify::camera-kind",
                                          "notify::camera-off" };
  BambuCamera *self;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (BAMBU_IS_TRUST (trust), NULL);

  self = g_object_new (BAMBU_TYPE_CAMERA, NULL);
  self->printer = g_object_ref (printer);
  self->trust = g_object_ref (trust);

  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (printer, followed[i], G_CALLBACK (bambu_camera_update), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::address", G_CALLBACK (bambu_camera_reconsider), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::link-state", G_CALLBACK (on_link_state), self,
                           G_CONNECT_SWAPPED);
  bambu_camera_update (self);

  return self;
}

void
bambu_camera_set_limits (BambuCamera *self, const BambuCameraLimits *limits)
{
  g_return_if_fail (BAMBU_IS_CAMERA (self));
  g_return_if_fail (limits != NULL);

  self->limits = *limits;
}

BambuPrinter *
bambu_camera_get_printer (BambuCamera *self)
{
  g_return_val_if_fail (BAMBU_IS_CAMERA (self), NULL);

  return self->printer;
}

BambuCameraState
bambu_camera_get_state (BambuCamera *self)
{
  g_return_val_if_fail (BAMBU_IS_CAMERA (self), BAMBU_CAMERA_STATE_NONE);

  return self->state;
}

const GError *
bambu_camera_get_error (BambuCamera *self)
{
  g_return_val_if_fail (BAMBU_IS_CAMERA (self), NULL);

  return self->error;
}

int
bambu_camera_get_age (BambuCamera *self)
{
  g_return_val_if_fail (BAMBU_IS_CAMERA (self), -1);

  return self->age;
}

GBytes *
bambu_camera_get_picture (BambuCamera *self)
{
  g_return_val_if_fail (BAMBU_IS_CAMERA (self), NULL);

  return self->picture;
}

void
bambu_camera_set_access_code (BambuCamera *self, const char *access_code)
{
  g_return_if_fail (BAMBU_IS_CAMERA (self));

  if (g_strcmp0 (self->access_code, access_code) == 0)
    return;

  bambu_secret_free (self->access_code);
  self->access_code = g_strdup (access_code);
  bambu_camera_reconsider (self);
}

void
bambu_camera_set_sink_func (BambuCamera *self,
                            BambuCameraSinkFunc func,
                            gpointer user_data,
                            GDestroyNotify destroy)
{
  g_return_if_fail (BAMBU_IS_CAMERA (self));

  bambu_camera_drop_last_sink (self);
  clear_func (&self->sink_data, &self->sink_destroy);
  self->sink_func = func;
  self->sink_data = user_data;
  self->sink_destroy = destroy;
  bambu_camera_update_views (self);
}

void
bambu_camera_set_source_func (BambuCamera *self,
                              BambuCameraSourceFunc func,
                              gpointer user_data,
                              GDestroyNotify destroy)
{
  g_return_if_fail (BAMBU_IS_CAMERA (self));

  clear_func (&self->source_data, &self->source_destroy);
  self->source_func = func;
  self->source_data = user_data;
  self->source_destroy = destroy;
  bambu_camera_update (self);
}

void
bambu_camera_retry (BambuCamera *self)
{
  g_return_if_fail (BAMBU_IS_CAMERA (self));

  bambu_camera_reconsider (self);
}

BambuCameraViewer *
bambu_camera_look (BambuCamera *self, BambuCameraUse use)
{
  BambuCameraViewer *viewer;

  g_return_val_if_fail (BAMBU_IS_CAMERA (self), NULL);

  viewer = g_new0 (BambuCameraViewer, 1);
  viewer->camera = g_object_ref (self);
  viewer->use = use;

  self->n_viewers++;
  if (use == BAMBU_CAMERA_USE_VIEW)
    self->n_views++;
  bambu_camera_update (self);
  bambu_camera_update_views (self);

  return viewer;
}

/* A refusal lasts. Other trouble may be over when somebody looks again. */
void
bambu_camera_viewer_free (BambuCameraViewer *viewer)
{
  g_autoptr (BambuCamera) self = viewer->camera;

  self->n_viewers--;
  if (viewer->use == BAMBU_CAMERA_USE_VIEW)
    self->n_views--;
  g_free (viewer);

  if (self->n_viewers == 0
      && (self->verdict == BAMBU_CAMERA_STATE_OFF
          || self->verdict == BAMBU_CAMERA_STATE_NO_DECODER))
    self->verdict = BAMBU_CAMERA_STATE_IDLE;
  bambu_camera_update (self);
  bambu_camera_update_views (self);
}

DexFuture *
bambu_camera_take_snapshot (BambuCamera *self)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;
  Snapshot *snapshot;

  dex_return_error_if_fail (BAMBU_IS_CAMERA (self));

  if (self->state == BAMBU_CAMERA_STATE_LIVE && self->picture != NULL
      && g_get_monotonic_time () - self->picture_time <= FRESH_USEC)
    return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_ref (self->picture));

  viewer = bambu_camera_look (self, BAMBU_CAMERA_USE_PICTURES);
  if (!self->running)
    return dex_future_new_for_error (g_error_copy (self->error));

  snapshot = g_new0 (Snapshot, 1);
  snapshot->promise = dex_promise_new_cancellable ();
  snapshot->viewer = g_steal_pointer (&viewer);
  g_ptr_array_add (self->snapshots, snapshot);

  return dex_ref (DEX_FUTURE (snapshot->promise));
}
