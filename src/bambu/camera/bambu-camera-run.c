/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether it is tried, when it is tried again, and what it is called meanwhile. */
#include "bambu-camera-private.h"

#include "link/bambu-backoff.h"

const BambuCameraLimits bambu_camera_default_limits = {
  .timeout_msec = 10 * 1000,
  .first_picture_msec = 20 * 1000,
  .stalled_msec = 10 * 1000,
  .first_retry_msec = 1000,
  .longest_retry_msec = 30 * 1000,
  .stable_msec = 30 * 1000,
  .tick_msec = 1000,
};

static void
bambu_camera_disconnect (BambuCamera *self)
{
  g_clear_handle_id (&self->retry, g_source_remove);
  bambu_camera_close_stream (self);
}

void
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
      g_set_error_literal (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_NO_CODE,
                           "There is no access code");
      return BAMBU_CAMERA_STATE_NO_CODE;
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

static void
bambu_camera_attempt (BambuCamera *self)
{
  bambu_camera_disconnect (self);
  self->began = g_get_monotonic_time ();
  bambu_camera_show_attempt (self);
  bambu_camera_open_stream (self);
}

/* Begins with RTSPS again where nothing is known yet. */
static void
bambu_camera_connect (BambuCamera *self)
{
  if (self->last_picture == 0)
    {
      self->guess = BAMBU_CAMERA_KIND_RTSPS;
      g_clear_error (&self->guess_error);
    }
  bambu_camera_attempt (self);
}

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

static gboolean
bambu_camera_is_guessing (BambuCamera *self)
{
  return self->source_func == NULL && self->last_picture == 0
         && bambu_printer_get_camera_kind (self->printer) == BAMBU_CAMERA_KIND_UNKNOWN;
}

/* Only a printer refuses a code, or shows its certificate. Returns: whether the other kind is tried
 */
static gboolean
bambu_camera_guess_again (BambuCamera *self, const GError *error)
{
  if (!bambu_camera_is_guessing (self) || self->guess_error != NULL
      || error->code == BAMBU_CAMERA_ERROR_REFUSED || error->code == BAMBU_CAMERA_ERROR_CERTIFICATE)
    return FALSE;

  self->guess = BAMBU_CAMERA_KIND_JPEG;
  self->guess_error = g_error_copy (error);
  bambu_camera_attempt (self);

  return TRUE;
}

/* Of two that failed, the one that somebody can do something about. */
static const GError *
bambu_camera_choose_error (BambuCamera *self, const GError *error)
{
  if (bambu_camera_is_guessing (self) && error->code != BAMBU_CAMERA_ERROR_REFUSED
      && g_error_matches (self->guess_error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_NO_DECODER))
    return self->guess_error;

  return error;
}

void
bambu_camera_fail (BambuCamera *camera, const GError *failure)
{
  g_autoptr (BambuCamera) self = g_object_ref (camera);
  /* A copy, for the pipeline goes */
  g_autoptr (GError) error = g_error_copy (bambu_camera_choose_error (self, failure));
  gint64 now = g_get_monotonic_time ();
  gboolean is_stale =
      self->last_picture != 0
      && now - self->last_picture >= (gint64) self->limits.stalled_msec * G_TIME_SPAN_MILLISECOND;
  BambuCameraState state = is_stale ? BAMBU_CAMERA_STATE_STALLED : BAMBU_CAMERA_STATE_WAITING;

  if (self->live_since != 0
      && now - self->live_since >= (gint64) self->limits.stable_msec * G_TIME_SPAN_MILLISECOND)
    self->failures = 0;

  if (bambu_camera_guess_again (self, error))
    return;

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
    case BAMBU_CAMERA_ERROR_NO_CODE:
    case BAMBU_CAMERA_ERROR_CLOUD_ONLY:
    case BAMBU_CAMERA_ERROR_NONE:
    default:
      bambu_camera_wait (self, state, error, self->failures++);
      break;
    }
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
  bambu_camera_fail (self, error);
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

void
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

void
bambu_camera_reconsider (BambuCamera *self)
{
  self->verdict = BAMBU_CAMERA_STATE_IDLE;
  if (self->running)
    bambu_camera_stop (self);
  bambu_camera_update (self);
}

void
bambu_camera_on_link_state (BambuCamera *self)
{
  if (self->running && self->retry != 0
      && bambu_printer_get_link_state (self->printer) == BAMBU_LINK_STATE_OPEN)
    bambu_camera_connect (self);
}
