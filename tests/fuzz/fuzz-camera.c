/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a camera's port 6000 can send, in pieces: the first byte says how long each is at most. */
#include <string.h>

#include "bambu/camera/bambu-jpeg-framing.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (BambuJpegFraming) framing = bambu_jpeg_framing_new ();
  gsize piece;

  if (size == 0)
    return 0;

  piece = *data + 1u;
  data++;
  size--;

  while (size > 0)
    {
      g_autoptr (GBytes) picture = NULL;
      gsize room;
      guint8 *into = bambu_jpeg_framing_get_room (framing, &room);
      gsize length = MIN (MIN (room, piece), size);

      g_assert (room > 0 && room <= BAMBU_JPEG_MAX_BYTES);
      memcpy (into, data, length);
      data += length;
      size -= length;
      if (!bambu_jpeg_framing_take (framing, length, &picture, NULL))
        break;

      g_assert (picture == NULL
                || bambu_jpeg_framing_is_picture (g_bytes_get_data (picture, NULL),
                                                  g_bytes_get_size (picture)));
    }

  return 0;
}
