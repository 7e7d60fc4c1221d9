/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-jpeg.h"

#define MARKER_SIZE 2 /* of the start, which stays first */

/* An Exif header with nothing in it but the orientation, which stands last but for 6 bytes. */
static const guint8 exif[] = {
  0xFF, 0xE1, 0x00, 0x22, 'E', 'x', 'i', 'f', 0, 0, /* APP1, 34 bytes */
  'M',  'M',  0x00, 0x2A, 0,   0,   0,   8,         /* TIFF, big endian */
  0,    1,                                          /* one entry */
  0x01, 0x12, 0,    3,    0,   0,   0,   1,   0, 0, 0, 0, 0, 0, 0, 0,
};

#define ORIENTATION (sizeof exif - 7)

GBytes *
culm_jpeg_flip (GBytes *jpeg, gboolean horizontally, gboolean vertically)
{
  g_autoptr (GByteArray) flipped = NULL;
  const guint8 *data;
  gsize size;

  g_return_val_if_fail (jpeg != NULL, NULL);

  data = g_bytes_get_data (jpeg, &size);
  if ((!horizontally && !vertically) || size < MARKER_SIZE)
    return g_bytes_ref (jpeg);

  flipped = g_byte_array_sized_new ((guint) (size + sizeof exif));
  g_byte_array_append (flipped, data, MARKER_SIZE);
  g_byte_array_append (flipped, exif, sizeof exif);
  flipped->data[MARKER_SIZE + ORIENTATION] = horizontally ? (vertically ? 3 : 2) : 4;
  g_byte_array_append (flipped, data + MARKER_SIZE, (guint) (size - MARKER_SIZE));

  return g_byte_array_free_to_bytes (g_steal_pointer (&flipped));
}
