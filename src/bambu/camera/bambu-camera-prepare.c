/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-camera-private.h"
#include "bambu-jpeg-src.h"

#include <malloc.h>

/* A decoded picture is larger, a JPEG is not. */
#define LARGE_BYTES (512 * 1024)
#define MOST_ARENAS 2

/* The C library keeps what is freed for the threads that share an arena, of which it makes up to
 * eight for each processor, and raises by itself from which size on it does not. Each connection
 * has threads of its own: after half an hour with one a minute that were 24 MiB of pictures that
 * nobody had any more, and 4 MiB of what is smaller. */
static void
give_pictures_back (void)
{
#ifdef M_ARENA_MAX
  mallopt (M_MMAP_THRESHOLD, LARGE_BYTES);
  mallopt (M_ARENA_MAX, MOST_ARENAS);
#endif
}

static gpointer
start_gstreamer (gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  g_autoptr (GError) error = NULL;

  give_pictures_back ();
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
