/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-texture.h"

typedef struct
{
  GBytes *file;
  int most_width;
} Decoding;

static void
decoding_free (gpointer data)
{
  Decoding *decoding = data;

  g_bytes_unref (decoding->file);
  g_free (decoding);
}

static void
on_size (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  int most_width = GPOINTER_TO_INT (data);

  if (width > most_width)
    gdk_pixbuf_loader_set_size (loader, most_width,
                                MAX ((int) ((gint64) height * most_width / width), 1));
}

/* A JPEG is made smaller while it is decoded. */
static GdkTexture *
decode_small (GBytes *file, int most_width, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GBytes) pixels = NULL;
  GdkPixbuf *pixbuf;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size), GINT_TO_POINTER (most_width));
  if (!gdk_pixbuf_loader_write_bytes (loader, file, error))
    {
      gdk_pixbuf_loader_close (loader, NULL);
      return NULL;
    }
  if (!gdk_pixbuf_loader_close (loader, error))
    return NULL;

  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  pixels = gdk_pixbuf_read_pixel_bytes (pixbuf);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                                 gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8
                                                                   : GDK_MEMORY_R8G8B8,
                                 pixels, (gsize) gdk_pixbuf_get_rowstride (pixbuf));
}

static DexFuture *
decode_fiber (gpointer user_data)
{
  Decoding *decoding = user_data;
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = decoding->most_width > 0
                            ? decode_small (decoding->file, decoding->most_width, &error)
                            : gdk_texture_new_from_bytes (decoding->file, &error);

  return texture != NULL ? dex_future_new_take_object (texture)
                         : dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
culm_texture_decode (GBytes *file, int most_width)
{
  Decoding *decoding;

  g_return_val_if_fail (file != NULL, NULL);

  decoding = g_new (Decoding, 1);
  *decoding = (Decoding) { .file = g_bytes_ref (file), .most_width = most_width };

  return dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), 0, decode_fiber, decoding,
                              decoding_free);
}
