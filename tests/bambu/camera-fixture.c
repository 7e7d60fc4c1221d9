/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "camera-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "bambu/camera/bambu-jpeg-framing.h"
#include "bambu/link/bambu-address.h"
#include "test-wait.h"

#define CAMERA_PORT 6000
#define RTSPS_PORT 322
#define PERIOD_SECONDS 0.02
#define VIDEO_PERIOD_SECONDS 0.04
#define UNKNOWN_SERIAL "99Z00A000000001"

const BambuCameraLimits camera_limits = {
  .timeout_msec = 10 * 1000,
  .first_picture_msec = 15 * 1000,
  .stalled_msec = 10 * 1000,
  .first_retry_msec = 10,
  .longest_retry_msec = 50,
  .stable_msec = 60 * 1000,
  .tick_msec = 20,
};

const BambuCameraLimits camera_short_limits = {
  .timeout_msec = 300,
  .first_picture_msec = 15 * 1000,
  .stalled_msec = 300,
  .first_retry_msec = 10,
  .longest_retry_msec = 50,
  .stable_msec = 60 * 1000,
  .tick_msec = 20,
};

static void
on_event (GObject *served, JsonObject *event, gpointer user_data)
{
  CameraFixture *fixture = user_data;
  const char *name = json_object_get_string_member (event, "event");
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (fixture->events, name));

  g_hash_table_insert (fixture->events, g_strdup (name), GUINT_TO_POINTER (count + 1));
}

guint
camera_count_events (CameraFixture *fixture, const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (fixture->events, name));
}

static void
on_camera_picture (BambuCamera *camera, GBytes *picture, gpointer user_data)
{
  CameraFixture *fixture = user_data;

  g_assert_true (
      bambu_jpeg_framing_is_picture (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture)));
  fixture->n_pictures++;
}

static void
trust_authority (CameraFixture *fixture)
{
  g_autofree char *folder = g_dir_make_tmp ("culm-camera-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "ca.pem", NULL);
  g_autoptr (GError) error = NULL;

  sim_authority_save (fixture->authority, path, &error);
  g_assert_no_error (error);
  bambu_trust_add_authority (fixture->trust, path, &error);
  g_assert_no_error (error);
  g_remove (path);
  g_rmdir (folder);
}

/* Where its broker would be, by where its camera is */
static guint16
get_broker_port (CameraFixture *fixture)
{
  int shift = fixture->served ? sim_camera_get_port (fixture->served) - CAMERA_PORT
                              : sim_rtsps_get_port (fixture->rtsps) - RTSPS_PORT;

  return (guint16) (BAMBU_ADDRESS_PORT + shift);
}

static void
serve (CameraFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GObject *served;

  if (g_str_equal (sim_printer_get_profile (fixture->simulated)->camera, "jpeg"))
    {
      fixture->served = sim_camera_new (fixture->simulated, fixture->station);
      sim_camera_set_period (fixture->served, PERIOD_SECONDS);
      sim_camera_start (fixture->served, "127.0.0.1", 0, &error);
      served = G_OBJECT (fixture->served);
    }
  else
    {
      fixture->rtsps = sim_rtsps_new (fixture->simulated, fixture->station);
      sim_rtsps_set_period (fixture->rtsps, VIDEO_PERIOD_SECONDS);
      do
        sim_rtsps_start (fixture->rtsps, "127.0.0.1", 0, &error);
      while (sim_rtsps_get_port (fixture->rtsps) > G_MAXUINT16 - BAMBU_ADDRESS_PORT);
      served = G_OBJECT (fixture->rtsps);
    }

  g_assert_no_error (error);
  g_signal_connect (served, "event", G_CALLBACK (on_event), fixture);
}

static void
set_up (CameraFixture *fixture, const char *profile, const char *serial)
{
  static SimAuthority *authority;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  fixture->events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (authority == NULL)
    authority = sim_authority_new (); /* keys take their time; one will do for all */
  fixture->authority = sim_authority_ref (authority);
  fixture->station = sim_station_new (fixture->authority);
  fixture->simulated = sim_printer_new (profile, serial, &error);
  g_assert_no_error (error);
  sim_station_add_printer (fixture->station, fixture->simulated, "127.0.0.1", 0, &error);
  g_assert_no_error (error);

  serve (fixture);

  fixture->trust = bambu_trust_new ();
  trust_authority (fixture);
  fixture->printer =
      bambu_printer_new (sim_printer_get_serial (fixture->simulated),
                         serial ? NULL : sim_printer_get_model_code (fixture->simulated));
  address = bambu_address_format ("127.0.0.1", get_broker_port (fixture));
  bambu_printer_set_address (fixture->printer, address);
  bambu_printer_set_link (fixture->printer, NULL, BAMBU_CONNECTION_LAN);

  fixture->camera = bambu_camera_new (fixture->printer, fixture->trust);
  bambu_camera_set_limits (fixture->camera, &camera_limits);
  bambu_camera_set_access_code (fixture->camera, sim_printer_get_access_code (fixture->simulated));
  g_signal_connect (fixture->camera, "picture", G_CALLBACK (on_camera_picture), fixture);
}

void
camera_set_up (CameraFixture *fixture, const char *profile)
{
  set_up (fixture, profile, NULL);
}

void
camera_set_up_unknown (CameraFixture *fixture, const char *profile)
{
  set_up (fixture, profile, UNKNOWN_SERIAL);
}

void
camera_tear_down (CameraFixture *fixture)
{
  g_assert_finalize_object (fixture->camera);
  g_clear_object (&fixture->printer);
  g_clear_object (&fixture->trust);
  /* What a thread of theirs has to tell may come later. */
  if (fixture->served != NULL)
    g_signal_handlers_disconnect_by_data (fixture->served, fixture);
  if (fixture->rtsps != NULL)
    g_signal_handlers_disconnect_by_data (fixture->rtsps, fixture);
  g_clear_object (&fixture->served);
  g_clear_object (&fixture->rtsps);
  g_clear_object (&fixture->station);
  g_clear_object (&fixture->simulated);
  g_clear_pointer (&fixture->authority, sim_authority_unref);
  g_clear_pointer (&fixture->events, g_hash_table_unref);
}

void
camera_set_fault (CameraFixture *fixture, const char *name, gboolean active)
{
  g_autoptr (GError) error = NULL;

  sim_printer_set_fault (fixture->simulated, name, active, &error);
  g_assert_no_error (error);
}

void
camera_set_period (CameraFixture *fixture, double seconds)
{
  guint16 port = sim_camera_get_port (fixture->served);
  g_autoptr (GError) error = NULL;

  sim_camera_stop (fixture->served);
  sim_camera_set_period (fixture->served, seconds);
  sim_camera_start (fixture->served, "127.0.0.1", port, &error);
  g_assert_no_error (error);
}

void
camera_report (CameraFixture *fixture, const char *ipcam)
{
  g_autofree char *json =
      g_strdup_printf ("{\"print\":{\"command\":\"push_status\",\"msg\":0,\"ipcam\":%s}}", ipcam);
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuFrame) frame = bambu_frame_parse (json, strlen (json), &error);

  g_assert_no_error (error);
  bambu_printer_apply (fixture->printer, frame);
}

void
camera_wait_for_state (CameraFixture *fixture, BambuCameraState state)
{
  test_wait_until (bambu_camera_get_state (fixture->camera) == state);
}

void
camera_wait_for_pictures (CameraFixture *fixture, guint n_more)
{
  guint wanted = fixture->n_pictures + n_more;

  test_wait_until (fixture->n_pictures >= wanted);
}

void
camera_assert_error (CameraFixture *fixture, BambuCameraError code)
{
  const GError *error = bambu_camera_get_error (fixture->camera);

  g_assert_error (error, BAMBU_CAMERA_ERROR, (int) code);
  g_assert_null (strstr (error->message, sim_printer_get_access_code (fixture->simulated)));
  g_assert_null (strstr (error->message, sim_printer_get_serial (fixture->simulated)));
}

void
camera_hide_decoders (const char *type, gboolean hidden)
{
  g_autolist (GstElementFactory) all =
      gst_element_factory_list_get_elements (GST_ELEMENT_FACTORY_TYPE_DECODER, GST_RANK_NONE);
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple (type);
  g_autolist (GstElementFactory) fitting =
      gst_element_factory_list_filter (all, caps, GST_PAD_SINK, FALSE);

  for (GList *l = fitting; l != NULL; l = l->next)
    {
      guint rank = gst_plugin_feature_get_rank (l->data);

      if (hidden)
        g_object_set_data (l->data, "rank", GUINT_TO_POINTER (rank));
      gst_plugin_feature_set_rank (
          l->data, hidden ? GST_RANK_NONE : GPOINTER_TO_UINT (g_object_get_data (l->data, "rank")));
    }
}

GBytes *
camera_await_snapshot (CameraFixture *fixture)
{
  g_autoptr (DexFuture) future = test_await (bambu_camera_take_snapshot (fixture->camera));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  g_assert_no_error (error);

  return g_value_dup_boxed (value);
}

GstElement *
camera_make_sink (BambuCamera *camera, gpointer user_data)
{
  GstElement **sink = user_data;

  gst_clear_object (sink);
  *sink = gst_object_ref_sink (gst_element_factory_make ("fakesink", NULL));
  g_object_set (*sink, "enable-last-sample", TRUE, NULL);

  return *sink;
}

guint64
camera_count_rendered (GstElement *sink)
{
  g_autoptr (GstStructure) stats = NULL;
  guint64 rendered = 0;

  g_object_get (sink, "stats", &stats, NULL);
  g_assert_true (gst_structure_get_uint64 (stats, "rendered", &rendered));

  return rendered;
}

gboolean
camera_sink_shows_picture (GstElement *sink)
{
  g_autoptr (GstSample) sample = NULL;

  if (sink != NULL)
    g_object_get (sink, "last-sample", &sample, NULL);

  return sample != NULL
         && gst_structure_has_name (gst_caps_get_structure (gst_sample_get_caps (sample), 0),
                                    "video/x-raw");
}
