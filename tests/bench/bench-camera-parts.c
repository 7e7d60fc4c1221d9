/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-camera-parts.h"

#include <sys/resource.h>

#define LOOK_UP_MSEC 20

BambuCamera *
bench_camera_new (SimulatorProcess *simulator, guint index)
{
  JsonObject *described = simulator_process_get_printer (simulator, index);
  g_autofree char *address = simulator_process_dup_address (simulator, index);
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (BambuPrinter) printer =
      bambu_printer_new (json_object_get_string_member (described, "serial"), NULL);
  g_autoptr (GError) error = NULL;
  BambuCamera *camera;

  bambu_trust_add_authority (trust, json_object_get_string_member (described, "ca_file"), &error);
  g_assert_no_error (error);
  bambu_printer_set_address (printer, address);
  bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_LAN);
  camera = bambu_camera_new (printer, trust);
  bambu_camera_set_access_code (camera, json_object_get_string_member (described, "access_code"));

  return camera;
}

static void
on_handoff (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer user_data)
{
  g_atomic_int_inc ((int *) user_data);
}

GstElement *
bench_camera_count (BambuCamera *camera, gpointer user_data)
{
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);

  g_object_set (sink, "signal-handoffs", TRUE, "sync", FALSE, NULL);
  g_signal_connect (sink, "handoff", G_CALLBACK (on_handoff), user_data);

  return sink;
}

static gboolean
on_look_up (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
bench_camera_wait_for (int *count, int wanted)
{
  guint look_up = g_timeout_add (LOOK_UP_MSEC, on_look_up, NULL);

  while (g_atomic_int_get (count) < wanted)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (look_up);
}

double
bench_camera_get_processor_msec (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}
