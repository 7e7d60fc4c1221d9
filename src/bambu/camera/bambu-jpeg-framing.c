/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-jpeg-framing.h"

#include <string.h>

#define HEADER_BYTES 16

/* Second bytes of JPEG's markers */
#define START_OF_IMAGE 0xd8
#define END_OF_IMAGE 0xd9
#define START_OF_SCAN 0xda
#define FIRST_FRAME 0xc0 /* baseline */
#define LAST_FRAME 0xc2  /* progressive; what is beyond no decoder at hand reads */
#define FRAME_BYTES 7 /* precision, height, width, number of components and a first one's start */

struct _BambuJpegFraming
{
  guint8 header[HEADER_BYTES];
  guint8 *picture; /* %NULL: a header is read */
  gsize expected;
  gsize got;
  guint damaged; /* one after the other */
};

BambuJpegFraming *
bambu_jpeg_framing_new (void)
{
  BambuJpegFraming *self = g_new0 (BambuJpegFraming, 1);

  self->expected = HEADER_BYTES;

  return self;
}

void
bambu_jpeg_framing_free (BambuJpegFraming *self)
{
  g_free (self->picture);
  g_free (self);
}

guint8 *
bambu_jpeg_framing_get_room (BambuJpegFraming *self, gsize *size)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (size != NULL, NULL);

  *size = self->expected - self->got;

  return (self->picture ? self->picture : self->header) + self->got;
}

static guint
read_big_endian (const guint8 *bytes)
{
  return (guint) bytes[0] << 8 | bytes[1];
}

static gboolean
is_side (guint side)
{
  return side > 0 && side <= BAMBU_JPEG_MAX_SIDE;
}

/* Segments, each a marker and a length that counts itself, up to the one that says how large the
 * picture is. A second one of that kind is refused by decoders. */
static gboolean
has_fitting_sides (const guint8 *data, gsize size)
{
  gsize at = 2;

  while (at + 4 <= size && data[at] == 0xff)
    {
      guint8 marker = data[at + 1];
      gsize length = read_big_endian (data + at + 2);

      if (length < 2 || at + 2 + length > size || marker == START_OF_SCAN)
        return FALSE;

      if (marker >= FIRST_FRAME && marker <= LAST_FRAME)
        return length >= FRAME_BYTES && is_side (read_big_endian (data + at + 5))
               && is_side (read_big_endian (data + at + 7));

      at += 2 + length;
    }

  return FALSE;
}

gboolean
bambu_jpeg_framing_is_picture (const guint8 *data, gsize size)
{
  g_return_val_if_fail (data != NULL || size == 0, FALSE);

  return size >= 4 && data[0] == 0xff && data[1] == START_OF_IMAGE && data[size - 2] == 0xff
         && data[size - 1] == END_OF_IMAGE && has_fitting_sides (data, size);
}

static gboolean
take_header (BambuJpegFraming *self, GError **error)
{
  guint32 size;

  memcpy (&size, self->header, sizeof size);
  size = GUINT32_FROM_LE (size);
  if (size == 0 || size > BAMBU_JPEG_MAX_BYTES)
    {
      g_set_error (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_PROTOCOL,
                   "A picture of %u bytes is announced", size);
      return FALSE;
    }

  self->picture = g_malloc (size);
  self->expected = size;
  self->got = 0;

  return TRUE;
}

static gboolean
take_picture (BambuJpegFraming *self, GBytes **picture, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&self->picture), self->expected);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  self->expected = HEADER_BYTES;
  self->got = 0;

  if (bambu_jpeg_framing_is_picture (data, size))
    {
      self->damaged = 0;
      *picture = g_steal_pointer (&bytes);
      return TRUE;
    }

  g_debug ("A damaged picture of %" G_GSIZE_FORMAT " bytes is dropped", size);
  if (++self->damaged < BAMBU_JPEG_MAX_DAMAGED)
    return TRUE;

  g_set_error (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_PROTOCOL,
               "%u damaged pictures one after the other", self->damaged);

  return FALSE;
}

gboolean
bambu_jpeg_framing_take (BambuJpegFraming *self, gsize size, GBytes **picture, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (size <= self->expected - self->got, FALSE);
  g_return_val_if_fail (picture != NULL && *picture == NULL, FALSE);

  self->got += size;
  if (self->got < self->expected)
    return TRUE;

  return self->picture ? take_picture (self, picture, error) : take_header (self, error);
}
