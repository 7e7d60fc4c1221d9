/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-event-picture.h"

#include "culm-texture.h"

/* Who waits longer learns of it too late. */
#define PATIENCE_SECONDS 5

/* The portal takes up to 512. */
#define SIDE 256

DexFuture *
culm_event_picture_take (BambuCamera *camera)
{
  dex_return_error_if_fail (BAMBU_IS_CAMERA (camera));

  return dex_future_first (bambu_camera_take_snapshot (camera),
                           dex_timeout_new_seconds (PATIENCE_SECONDS), NULL);
}

static cairo_surface_t *
draw (GdkTexture *texture)
{
  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  double scale = (double) SIDE / MIN (width, height);
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIDE, SIDE);
  cairo_t *cr = cairo_create (surface);

  gdk_texture_download (texture, cairo_image_surface_get_data (picture),
                        (gsize) cairo_image_surface_get_stride (picture));
  cairo_surface_mark_dirty (picture);

  cairo_translate (cr, SIDE / 2.0, SIDE / 2.0);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, picture, -width / 2.0, -height / 2.0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);

  cairo_destroy (cr);
  cairo_surface_destroy (picture);

  return surface;
}

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static DexFuture *
on_decoded (DexFuture *future, gpointer user_data)
{
  const GValue *value = dex_future_get_value (future, NULL);
  GdkTexture *texture = g_value_get_object (value);
  GByteArray *png = g_byte_array_new ();
  cairo_surface_t *surface = draw (texture);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_write_to_png_stream (surface, write_bytes, png);
  cairo_surface_destroy (surface);
  bytes = g_byte_array_free_to_bytes (png);

  return dex_future_new_take_object (g_bytes_icon_new (bytes));
}

DexFuture *
culm_event_picture_to_icon (GBytes *jpeg)
{
  dex_return_error_if_fail (jpeg != NULL);

  return dex_future_then (culm_texture_decode (jpeg, 0), on_decoded, NULL, NULL);
}
