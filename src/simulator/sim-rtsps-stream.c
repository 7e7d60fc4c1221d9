/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-rtsps-stream.h"

#include "sim-film.h"
#include "sim-picture.h"

#define PERIOD_USEC (100 * G_TIME_SPAN_MILLISECOND)
#define LOOK_UP_USEC (20 * G_TIME_SPAN_MILLISECOND)
#define REPORT_PATIENCE_USEC (10 * G_USEC_PER_SEC)

/* Pictures from one that is whole to the next: a second of them, or, where they are rare, ten */
#define USUAL_INTERVAL 10
#define RARE_INTERVAL 100

#define PAYLOADER "h264parse ! rtph264pay name=pay0 pt=96 config-interval=1 )"
#define USUAL_PIPELINE                                                                             \
  "( appsrc name=pictures is-live=true format=time "                                               \
  "caps=video/x-raw,format=RGB,width=1280,height=720,framerate=10/1 ! videoconvert ! "             \
  "openh264enc name=encoder complexity=low ! " PAYLOADER
#define LARGE_PIPELINE                                                                             \
  "( appsrc name=pictures is-live=true format=time caps=" SIM_FILM_CAPS " ! " PAYLOADER

typedef enum
{
  FAULT_STALLS = 1 << 0,
  FAULT_SILENT = 1 << 1,
  FAULT_LARGE = 1 << 2,
  FAULT_FROZEN_STAMPS = 1 << 3,
  FAULT_RARE_KEY_FRAMES = 1 << 4,
  FAULT_WANTS_REPORTS = 1 << 5,
  FAULT_IGNORES_TEARDOWN = 1 << 6,
} Fault;

static const struct
{
  const char *name;
  Fault fault;
} faults[] = {
  { "camera-stalls", FAULT_STALLS },
  { "camera-silent", FAULT_SILENT },
  { "camera-large", FAULT_LARGE },
  { "camera-frozen-stamps", FAULT_FROZEN_STAMPS },
  { "camera-rare-key-frames", FAULT_RARE_KEY_FRAMES },
  { "camera-wants-reports", FAULT_WANTS_REPORTS },
  { "camera-ignores-teardown", FAULT_IGNORES_TEARDOWN },
};

struct _SimRtspsStream
{
  int faults;  /* atomic, as what follows */
  int stopped; /* nobody shall wait */
  int number;  /* of the last picture */
  gint64 period_usec;

  GstRTSPMediaFactory *factory; /* main context only; weak */
  SimRtspsStreamFunc on_report;
  GWeakRef owner;
};

/* One time that it is played, by however many. */
typedef struct
{
  SimRtspsStream *stream;
  GstElement *source; /* whose thread has all but the last */
  gboolean is_large;
  guint n_sent;
  gint64 due;
  guint n_key_frames;
  GstClockTime frozen;
  gint64 reported; /* atomic enough: looked at in seconds */
} Showing;

static Fault
get_faults (SimRtspsStream *self)
{
  return (Fault) g_atomic_int_get (&self->faults);
}

static void
showing_clear (gpointer data)
{
  sim_rtsps_stream_unref (((Showing *) data)->stream);
}

static void
showing_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, showing_clear);
}

static void
showing_unref_closure (gpointer data, GClosure *closure)
{
  showing_unref (data);
}

static gboolean
is_held (Showing *self)
{
  Fault active = get_faults (self->stream);

  return active & FAULT_STALLS || (active & FAULT_SILENT && self->n_sent == 0)
         || (active & FAULT_WANTS_REPORTS
             && g_get_monotonic_time () - self->reported > REPORT_PATIENCE_USEC);
}

/* Until the next picture is due, and for as long as there shall be none */
static void
pause_between_pictures (Showing *self, GstElement *source)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (source, "src");
  gint64 period = self->is_large ? G_USEC_PER_SEC / SIM_FILM_RATE : self->stream->period_usec;
  gint64 now = g_get_monotonic_time ();

  self->due = MAX (self->due + period, now - period);
  if (self->due > now)
    g_usleep ((gulong) (self->due - now));
  while (is_held (self) && !g_atomic_int_get (&self->stream->stopped) && !GST_PAD_IS_FLUSHING (pad))
    g_usleep (LOOK_UP_USEC);
}

static GstBuffer *
take_picture (Showing *self)
{
  guint32 number = (guint32) g_atomic_int_add (&self->stream->number, 1) + 1;
  g_autoptr (GstSample) sample = NULL;

  if (self->is_large)
    return gst_buffer_copy (sim_film_get_frame (self->n_sent));

  sample = sim_picture_new (number, SIM_PICTURE_USUAL);

  return gst_buffer_copy (gst_sample_get_buffer (sample));
}

/* A thread of the pipeline. A live source is asked for the next picture as soon as it has none. */
static void
on_need_data (GstElement *source, guint size, gpointer user_data)
{
  Showing *self = user_data;
  g_autoptr (GstBuffer) buffer = NULL;
  g_autoptr (GstClock) clock = NULL;
  GstFlowReturn flow;

  pause_between_pictures (self, source);
  buffer = take_picture (self);
  self->n_sent++;

  clock = gst_element_get_clock (source);
  if (clock != NULL)
    GST_BUFFER_PTS (buffer) = gst_clock_get_time (clock) - gst_element_get_base_time (source);
  g_signal_emit_by_name (source, "push-buffer", buffer, &flow);
}

/* Who comes late to key frames that are rare has to wait for the next one. */
static gboolean
is_before_key_frame (Showing *self, GstBuffer *buffer)
{
  if (!GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_DELTA_UNIT))
    self->n_key_frames++;

  return get_faults (self->stream) & FAULT_RARE_KEY_FRAMES && self->n_key_frames < 2;
}

static GstPadProbeReturn
on_compressed (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Showing *self = user_data;
  GstBuffer *buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));

  info->data = buffer;
  if (!(get_faults (self->stream) & FAULT_FROZEN_STAMPS))
    self->frozen = GST_CLOCK_TIME_NONE;
  else if (self->frozen == GST_CLOCK_TIME_NONE)
    self->frozen = GST_BUFFER_PTS (buffer);
  if (self->frozen != GST_CLOCK_TIME_NONE)
    GST_BUFFER_PTS (buffer) = GST_BUFFER_DTS (buffer) = self->frozen;

  return is_before_key_frame (self, buffer) ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
}

static void
on_report (GObject *session, GstBuffer *report, gpointer user_data)
{
  Showing *self = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&self->stream->owner);

  self->reported = g_get_monotonic_time ();
  if (owner != NULL && get_faults (self->stream) & FAULT_WANTS_REPORTS)
    self->stream->on_report (owner);
}

/* There is no session before. */
static void
on_prepared (GstRTSPMedia *media, gpointer user_data)
{
  GstRTSPStream *stream = gst_rtsp_media_get_stream (media, 0);
  g_autoptr (GObject) session = gst_rtsp_stream_get_rtpsession (stream);

  g_signal_connect_data (session, "on-receiving-rtcp", G_CALLBACK (on_report),
                         g_atomic_rc_box_acquire (user_data), showing_unref_closure,
                         G_CONNECT_DEFAULT);
}

static void
on_media_configure (GstRTSPMediaFactory *factory, GstRTSPMedia *media, gpointer user_data)
{
  SimRtspsStream *self = user_data;
  Showing *showing = g_atomic_rc_box_new0 (Showing);
  g_autoptr (GstElement) bin = gst_rtsp_media_get_element (media);
  g_autoptr (GstElement) source = gst_bin_get_by_name_recurse_up (GST_BIN (bin), "pictures");
  g_autoptr (GstElement) encoder = gst_bin_get_by_name (GST_BIN (bin), "encoder");
  g_autoptr (GstElement) payloader = gst_bin_get_by_name (GST_BIN (bin), "pay0");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (payloader, "sink");

  showing->stream = g_atomic_rc_box_acquire (self);
  showing->is_large = encoder == NULL;
  showing->frozen = GST_CLOCK_TIME_NONE;
  showing->reported = g_get_monotonic_time ();
  if (encoder != NULL)
    g_object_set (encoder, "gop-size",
                  get_faults (self) & FAULT_RARE_KEY_FRAMES ? RARE_INTERVAL : USUAL_INTERVAL, NULL);

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_compressed,
                     g_atomic_rc_box_acquire (showing), showing_unref);
  g_signal_connect_data (media, "prepared", G_CALLBACK (on_prepared),
                         g_atomic_rc_box_acquire (showing), showing_unref_closure,
                         G_CONNECT_DEFAULT);
  g_signal_connect_data (source, "need-data", G_CALLBACK (on_need_data), showing,
                         showing_unref_closure, G_CONNECT_DEFAULT);
}

static void
choose_pipeline (SimRtspsStream *self)
{
  gboolean is_large = get_faults (self) & FAULT_LARGE;

  if (is_large)
    sim_film_prepare ();
  if (self->factory != NULL)
    gst_rtsp_media_factory_set_launch (self->factory, is_large ? LARGE_PIPELINE : USUAL_PIPELINE);
}

SimRtspsStream *
sim_rtsps_stream_new (SimRtspsStreamFunc report_func, GObject *owner)
{
  SimRtspsStream *self = g_atomic_rc_box_new0 (SimRtspsStream);

  self->period_usec = PERIOD_USEC;
  self->on_report = report_func;
  g_weak_ref_init (&self->owner, owner);

  return self;
}

static void
stream_clear (gpointer data)
{
  SimRtspsStream *self = data;

  g_clear_weak_pointer (&self->factory);
  g_weak_ref_clear (&self->owner);
}

void
sim_rtsps_stream_unref (SimRtspsStream *self)
{
  g_atomic_rc_box_release_full (self, stream_clear);
}

void
sim_rtsps_stream_set_period (SimRtspsStream *self, double seconds)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (seconds > 0);

  self->period_usec = (gint64) (seconds * G_USEC_PER_SEC);
}

void
sim_rtsps_stream_set_fault (SimRtspsStream *self, const char *name, gboolean active)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_str_equal (faults[i].name, name))
      {
        if (active)
          g_atomic_int_or (&self->faults, faults[i].fault);
        else
          g_atomic_int_and (&self->faults, ~faults[i].fault);
        choose_pipeline (self);
      }
}

void
sim_rtsps_stream_set_stopped (SimRtspsStream *self, gboolean stopped)
{
  g_return_if_fail (self != NULL);

  g_atomic_int_set (&self->stopped, stopped);
}

gboolean
sim_rtsps_stream_hold_teardown (SimRtspsStream *self)
{
  gboolean was_held = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  while (get_faults (self) & FAULT_IGNORES_TEARDOWN && !g_atomic_int_get (&self->stopped))
    {
      g_usleep (LOOK_UP_USEC);
      was_held = TRUE;
    }

  return was_held;
}

static void
stream_unref_closure (gpointer data, GClosure *closure)
{
  sim_rtsps_stream_unref (data);
}

GstRTSPMediaFactory *
sim_rtsps_stream_make_factory (SimRtspsStream *self)
{
  GstRTSPMediaFactory *factory;

  g_return_val_if_fail (self != NULL, NULL);

  factory = gst_rtsp_media_factory_new ();
  gst_rtsp_media_factory_set_shared (factory, TRUE);
  gst_rtsp_media_factory_set_protocols (factory, GST_RTSP_LOWER_TRANS_TCP);
  gst_rtsp_media_factory_add_role (factory, SIM_RTSPS_ROLE, GST_RTSP_PERM_MEDIA_FACTORY_ACCESS,
                                   G_TYPE_BOOLEAN, TRUE, GST_RTSP_PERM_MEDIA_FACTORY_CONSTRUCT,
                                   G_TYPE_BOOLEAN, TRUE, NULL);
  g_signal_connect_data (factory, "media-configure", G_CALLBACK (on_media_configure),
                         g_atomic_rc_box_acquire (self), stream_unref_closure, G_CONNECT_DEFAULT);
  g_set_weak_pointer (&self->factory, factory);
  choose_pipeline (self);

  return factory;
}
