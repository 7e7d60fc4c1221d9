/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-texture.h"

static DexFuture *
decode_fiber (gpointer file)
{
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (file, &error);

  return texture != NULL ? dex_future_new_take_object (texture)
                         : dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
culm_texture_decode (GBytes *file)
{
  g_return_val_if_fail (file != NULL, NULL);

  return dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), 0, decode_fiber,
                              g_bytes_ref (file), (GDestroyNotify) g_bytes_unref);
}
