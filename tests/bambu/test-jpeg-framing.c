/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/camera/bambu-jpeg-framing.h"

#include <string.h>

#define HEADER_BYTES 16

/* The shortest that passes: start, an empty segment of a maker, sides, end. */
static const guint8 PICTURE[] = {
  0xff, 0xd8, 0xff, 0xe0, 0x00, 0x02, 0xff, 0xc0, 0x00, 0x0b, 0x08, 0x02,
  0xd0, 0x05, 0x00, 0x01, 0x01, 0x11, 0x00, 0xda, 0x55, 0xff, 0xd9,
};
#define HEIGHT_AT 11
#define FRAME_LENGTH_AT 9

static void
append_header (GByteArray *stream, guint32 size)
{
  guint32 words[4] = { GUINT32_TO_LE (size), 0, GUINT32_TO_LE (1), 0 };

  g_byte_array_append (stream, (guint8 *) words, HEADER_BYTES);
}

static void
append_picture (GByteArray *stream, const guint8 *data, gsize size)
{
  append_header (stream, (guint32) size);
  g_byte_array_append (stream, data, (guint) size);
}

/* At most @piece bytes at once. Returns: how many pictures came */
static guint
feed (BambuJpegFraming *framing, GByteArray *stream, gsize piece, GError **error)
{
  guint n_pictures = 0;

  for (gsize at = 0; at < stream->len;)
    {
      g_autoptr (GBytes) picture = NULL;
      gsize room;
      guint8 *into = bambu_jpeg_framing_get_room (framing, &room);
      gsize size = MIN (MIN (room, piece), stream->len - at);

      g_assert_cmpuint (room, >, 0);
      memcpy (into, stream->data + at, size);
      at += size;
      if (!bambu_jpeg_framing_take (framing, size, &picture, error))
        return n_pictures;

      if (picture != NULL)
        {
          g_assert_cmpmem (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), PICTURE,
                           sizeof PICTURE);
          n_pictures++;
        }
    }

  return n_pictures;
}

static void
test_pieces (void)
{
  static const gsize pieces[] = { 1, 3, HEADER_BYTES, HEADER_BYTES + 1, 4096 };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (BambuJpegFraming) framing = bambu_jpeg_framing_new ();
      g_autoptr (GByteArray) stream = g_byte_array_new ();
      g_autoptr (GError) error = NULL;

      for (guint n = 0; n < 3; n++)
        append_picture (stream, PICTURE, sizeof PICTURE);
      g_assert_cmpuint (feed (framing, stream, pieces[i], &error), ==, 3);
      g_assert_no_error (error);
    }
}

/* Nothing is allocated for them: there is no room of that size afterwards. */
static void
test_sizes (void)
{
  static const guint32 sizes[] = { 0, BAMBU_JPEG_MAX_BYTES + 1, 11 * 1024 * 1024, G_MAXUINT32 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (BambuJpegFraming) framing = bambu_jpeg_framing_new ();
      g_autoptr (GByteArray) stream = g_byte_array_new ();
      g_autoptr (GError) error = NULL;

      append_header (stream, sizes[i]);
      g_assert_cmpuint (feed (framing, stream, 4096, &error), ==, 0);
      g_assert_error (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_PROTOCOL);
    }
}

static void
test_largest (void)
{
  g_autoptr (BambuJpegFraming) framing = bambu_jpeg_framing_new ();
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  gsize room;

  append_header (stream, BAMBU_JPEG_MAX_BYTES);
  feed (framing, stream, 4096, &error);
  g_assert_no_error (error);
  bambu_jpeg_framing_get_room (framing, &room);
  g_assert_cmpuint (room, ==, BAMBU_JPEG_MAX_BYTES);
}

static void
test_damaged (void)
{
  g_autoptr (BambuJpegFraming) framing = bambu_jpeg_framing_new ();
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  const gsize without_end = sizeof PICTURE - 1;

  /* A good one between them begins the count anew. */
  for (guint i = 0; i < BAMBU_JPEG_MAX_DAMAGED - 1; i++)
    append_picture (stream, PICTURE, without_end);
  append_picture (stream, PICTURE, sizeof PICTURE);
  for (guint i = 0; i < BAMBU_JPEG_MAX_DAMAGED - 1; i++)
    append_picture (stream, PICTURE, without_end);
  g_assert_cmpuint (feed (framing, stream, 4096, &error), ==, 1);
  g_assert_no_error (error);

  g_byte_array_set_size (stream, 0);
  append_picture (stream, PICTURE, without_end);
  g_assert_cmpuint (feed (framing, stream, 4096, &error), ==, 0);
  g_assert_error (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_PROTOCOL);
}

static gboolean
is_picture_with (gsize at, guint8 high, guint8 low)
{
  guint8 changed[sizeof PICTURE];

  memcpy (changed, PICTURE, sizeof PICTURE);
  changed[at] = high;
  changed[at + 1] = low;

  return bambu_jpeg_framing_is_picture (changed, sizeof changed);
}

static void
test_pictures (void)
{
  const gsize size = sizeof PICTURE;

  g_assert_true (bambu_jpeg_framing_is_picture (PICTURE, size));
  g_assert_false (bambu_jpeg_framing_is_picture (NULL, 0));
  g_assert_false (bambu_jpeg_framing_is_picture (PICTURE, 3));
  g_assert_false (bambu_jpeg_framing_is_picture (PICTURE + 1, size - 1));
  g_assert_false (bambu_jpeg_framing_is_picture (PICTURE, size - 1));

  /* 4096 is the longest side: 0x1000. */
  g_assert_true (is_picture_with (HEIGHT_AT, 0x10, 0x00));
  g_assert_false (is_picture_with (HEIGHT_AT, 0x10, 0x01));
  g_assert_false (is_picture_with (HEIGHT_AT, 0, 0));
  g_assert_false (is_picture_with (HEIGHT_AT + 2, 0x1f, 0x40));

  /* Segments that are too long, or too short to count their own length; none that has sides */
  g_assert_false (is_picture_with (FRAME_LENGTH_AT - 1, 0xff, 0xff));
  g_assert_false (is_picture_with (FRAME_LENGTH_AT - 1, 0, 1));
  g_assert_false (is_picture_with (FRAME_LENGTH_AT - 1, 0, 5));
  g_assert_false (is_picture_with (6, 0xff, 0xda));
  g_assert_false (is_picture_with (6, 0xff, 0xc3)); /* lossless */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/jpeg-framing/pieces", test_pieces);
  g_test_add_func ("/jpeg-framing/sizes", test_sizes);
  g_test_add_func ("/jpeg-framing/largest", test_largest);
  g_test_add_func ("/jpeg-framing/damaged", test_damaged);
  g_test_add_func ("/jpeg-framing/pictures", test_pictures);

  return g_test_run ();
}
