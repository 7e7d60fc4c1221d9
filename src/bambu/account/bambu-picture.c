/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-picture.h"

#include <string.h>

/* Of a JPEG's segments: which kind, then how long */
#define SEGMENT_HEAD 4
#define FRAME_HEAD 9

static guint
read_16 (const guint8 *data)
{
  return (guint) data[0] << 8 | data[1];
}

static guint
read_32 (const guint8 *data)
{
  return read_16 (data) << 16 | read_16 (data + 2);
}

/* Signature, length and name of the first chunk, which begins with the size */
static gboolean
measure_png (const guint8 *data, gsize size, guint *width, guint *height)
{
  static const guint8 HEAD[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n',
                                 0,    0,   0,   13,  'I',  'H',  'D',  'R' };

  if (size < sizeof HEAD + 8 || memcmp (data, HEAD, sizeof HEAD) != 0)
    return FALSE;

  *width = read_32 (data + sizeof HEAD);
  *height = read_32 (data + sizeof HEAD + 4);

  return TRUE;
}

/* All of the frame's kinds, but not what else is numbered like them */
static gboolean
is_frame (guint8 kind)
{
  return kind >= 0xc0 && kind <= 0xcf && kind != 0xc4 && kind != 0xc8 && kind != 0xcc;
}

static gboolean
measure_jpeg (const guint8 *data, gsize size, guint *width, guint *height)
{
  static const guint8 HEAD[] = { 0xff, 0xd8, 0xff };
  static const guint8 SCAN = 0xda;
  gsize at = 2;

  if (size < sizeof HEAD || memcmp (data, HEAD, sizeof HEAD) != 0)
    return FALSE;

  while (size - at >= FRAME_HEAD && data[at] == 0xff && data[at + 1] != SCAN)
    {
      guint length = read_16 (data + at + 2);

      if (data[at + 1] == 0xff)
        {
          at++; /* fills up */
          continue;
        }
      if (is_frame (data[at + 1]))
        {
          *height = read_16 (data + at + 5);
          *width = read_16 (data + at + 7);
          return TRUE;
        }
      if (length < SEGMENT_HEAD - 2 || length > size - at - 2)
        return FALSE;
      at += 2 + length;
    }

  return FALSE;
}

gboolean
bambu_picture_measure (GBytes *file, guint *width, guint *height)
{
  gsize size;
  const guint8 *data;

  g_return_val_if_fail (file != NULL, FALSE);

  data = g_bytes_get_data (file, &size);

  return (measure_png (data, size, width, height) || measure_jpeg (data, size, width, height))
         && *width > 0 && *height > 0;
}
