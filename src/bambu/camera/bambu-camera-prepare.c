/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-camera-private.h"
#include "bambu-jpeg-src.h"

static gpointer
start_gstreamer (gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  g_autoptr (GError) error = NULL;

  if (gst_init_check (NULL, NULL, &error) && bambu_jpeg_src_register (NULL))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, g_error_new (BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_NO_DECODER,
                                              "GStreamer does not start: %s",
                                              error ? error->message : "no source"));

  return NULL;
}

DexFuture *
bambu_camera_prepare (void)
{
  static DexPromise *prepared;

  if (prepared == NULL)
    {
      prepared = dex_promise_new ();
      g_thread_unref (g_thread_new ("gstreamer-start", start_gstreamer, dex_ref (prepared)));
    }

  return dex_ref (DEX_FUTURE (prepared));
}
