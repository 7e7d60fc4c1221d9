/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-plate-picture.h"

#include <string.h>

#define SIZE 256
#define RADIUS 84
#define PLATE 0x3b3f46ffu
#define CRC_POLYNOMIAL 0xedb88320u

static guint32
update_crc (guint32 crc, const guint8 *data, gsize size)
{
  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc & 1 ? crc >> 1 ^ CRC_POLYNOMIAL : crc >> 1;
    }

  return crc;
}

static void
append_number (GByteArray *file, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (file, (guint8 *) &big, sizeof big);
}

static void
append_chunk (GByteArray *file, const char *type, const guint8 *data, gsize size)
{
  guint32 crc = update_crc (G_MAXUINT32, (const guint8 *) type, 4);

  append_number (file, (guint32) size);
  g_byte_array_append (file, (const guint8 *) type, 4);
  if (size > 0)
    g_byte_array_append (file, data, (guint) size);
  append_number (file, ~update_crc (crc, data, size));
}

/* Beside each other */
static guint32
get_pixel (const guint32 *colours, guint n_colours, guint32 plate, int x, int y)
{
  int width = SIZE / (int) n_colours;
  int index = MIN (x / width, (int) n_colours - 1);
  int dx = x - width * index - width / 2;
  int dy = y - SIZE / 2;
  int radius = RADIUS / (int) n_colours;

  return dx * dx + dy * dy < radius * radius ? colours[index] : plate;
}

/* Each row begins with the number of its filter, which is none. */
static GBytes *
draw (const guint32 *colours, guint n_colours, guint32 plate)
{
  GByteArray *rows = g_byte_array_new ();
  const guint8 no_filter = 0;

  for (int y = 0; y < SIZE; y++)
    {
      g_byte_array_append (rows, &no_filter, 1);
      for (int x = 0; x < SIZE; x++)
        append_number (rows, get_pixel (colours, n_colours, plate, x, y));
    }

  return g_byte_array_free_to_bytes (rows);
}

static GBytes *
compress (GBytes *bytes)
{
  g_autoptr (GZlibCompressor) compressor =
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1);

  return g_converter_convert_bytes (G_CONVERTER (compressor), bytes, NULL);
}

GBytes *
sim_plate_picture_new_objects (const guint32 *colours, guint n_colours, guint32 plate)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 form[] = { 8, 6, 0, 0, 0 }; /* eight bits of red, green, blue, alpha */
  g_autoptr (GBytes) rows = draw (colours, n_colours, plate);
  g_autoptr (GBytes) packed = compress (rows);
  g_autoptr (GByteArray) header = g_byte_array_new ();
  GByteArray *file = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);

  append_number (header, SIZE);
  append_number (header, SIZE);
  g_byte_array_append (header, form, sizeof form);

  g_byte_array_append (file, signature, sizeof signature);
  append_chunk (file, "IHDR", header->data, header->len);
  append_chunk (file, "IDAT", data, size);
  append_chunk (file, "IEND", NULL, 0);

  return g_byte_array_free_to_bytes (file);
}

GBytes *
sim_plate_picture_new (const char *rgba)
{
  guint32 colour = (guint32) g_ascii_strtoull (rgba, NULL, 16);

  return sim_plate_picture_new_objects (&colour, 1, PLATE);
}
