/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-picture.h"

#include <gst/video/video.h>
#include <math.h>
#include <string.h>

#include "sim-jpeg.h"

#define GIANT_SIZE 8000
#define LARGE_WIDTH 1920
#define LARGE_HEIGHT 1080
#define GRAIN 16
#define ENCODING_SECONDS 20

/* The cells that carry the number: the whole width, at the bottom */
#define N_CELLS 32
#define CELL_WIDTH (SIM_PICTURE_WIDTH / N_CELLS)
#define CELL_HEIGHT 24
#define CELL_TOP (SIM_PICTURE_HEIGHT - CELL_HEIGHT)

#define DIGIT_WIDTH 26
#define DIGIT_HEIGHT 46
#define STROKE 6
#define DIGIT_ADVANCE (DIGIT_WIDTH + 12)
#define TEXT_TOP 628

#define PLATE_TOP 520
#define LAYER_HEIGHT 6
#define MAX_LAYERS 52
#define PART_WIDTH 220
#define CENTRE (SIM_PICTURE_WIDTH / 2)

#define WHITE 0xf4f2ee
#define BLACK 0x000000

static void
fill (guint8 *rgb, int x, int y, int width, int height, guint32 colour)
{
  int left = CLAMP (x, 0, SIM_PICTURE_WIDTH);
  int right = CLAMP (x + width, 0, SIM_PICTURE_WIDTH);
  int bottom = CLAMP (y + height, 0, SIM_PICTURE_HEIGHT);

  for (int row = CLAMP (y, 0, SIM_PICTURE_HEIGHT); row < bottom; row++)
    for (int column = left; column < right; column++)
      {
        guint8 *pixel = rgb + 3 * (row * SIM_PICTURE_WIDTH + column);

        pixel[0] = (guint8) (colour >> 16);
        pixel[1] = (guint8) (colour >> 8);
        pixel[2] = (guint8) colour;
      }
}

/* Between two colours */
static guint32
mix (guint32 from, guint32 to, double share)
{
  guint32 colour = 0;

  for (int shift = 16; shift >= 0; shift -= 8)
    {
      double a = from >> shift & 0xff;
      double b = to >> shift & 0xff;

      colour |= (guint32) (a + (b - a) * share) << shift;
    }

  return colour;
}

/* Seven segments: top, upper left, upper right, middle, lower left, lower right, bottom */
static void
draw_digit (guint8 *rgb, int x, int y, int digit)
{
  static const guint8 segments[10] = { 0x77, 0x24, 0x5d, 0x6d, 0x2e, 0x6b, 0x7b, 0x25, 0x7f, 0x6f };
  const int half = DIGIT_HEIGHT / 2;
  const int right = x + DIGIT_WIDTH - STROKE;
  const struct
  {
    int x, y, width, height;
  } places[7] = {
    { x, y, DIGIT_WIDTH, STROKE },
    { x, y, STROKE, half },
    { right, y, STROKE, half },
    { x, y + half - STROKE / 2, DIGIT_WIDTH, STROKE },
    { x, y + half, STROKE, half },
    { right, y + half, STROKE, half },
    { x, y + DIGIT_HEIGHT - STROKE, DIGIT_WIDTH, STROKE },
  };

  for (int i = 0; i < 7; i++)
    if (segments[digit] >> i & 1)
      fill (rgb, places[i].x, places[i].y, places[i].width, places[i].height, WHITE);
}

static void
draw_text (guint8 *rgb, int x, const char *text)
{
  for (const char *c = text; *c != '\0'; c++, x += DIGIT_ADVANCE)
    if (g_ascii_isdigit (*c))
      {
        draw_digit (rgb, x, TEXT_TOP, *c - '0');
      }
    else
      {
        fill (rgb, x + DIGIT_WIDTH / 2, TEXT_TOP + 12, STROKE, STROKE, WHITE);
        fill (rgb, x + DIGIT_WIDTH / 2, TEXT_TOP + 28, STROKE, STROKE, WHITE);
      }
}

static void
draw_words (guint8 *rgb, guint32 number)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *clock = g_date_time_format (now, "%H:%M:%S");
  g_autofree char *count = g_strdup_printf ("%u", number);

  draw_text (rgb, 40, count);
  draw_text (rgb, SIM_PICTURE_WIDTH - 40 - 8 * DIGIT_ADVANCE, clock);

  for (int i = 0; i < N_CELLS; i++)
    fill (rgb, i * CELL_WIDTH, CELL_TOP, CELL_WIDTH, CELL_HEIGHT,
          number >> (N_CELLS - 1 - i) & 1 ? WHITE : BLACK);
}

static void
draw_chamber (guint8 *rgb)
{
  for (int y = 0; y < PLATE_TOP; y++)
    fill (rgb, 0, y, SIM_PICTURE_WIDTH, 1, mix (0x4a4d52, 0x23252a, (double) y / PLATE_TOP));
  fill (rgb, 0, 0, SIM_PICTURE_WIDTH, 28, 0xe9eef2); /* the light */
  for (int x = 90; x < SIM_PICTURE_WIDTH; x += 1090)
    fill (rgb, x, 28, 14, PLATE_TOP - 28, 0x6d7178); /* the rods */

  /* The plate, wider in front */
  fill (rgb, 0, PLATE_TOP, SIM_PICTURE_WIDTH, SIM_PICTURE_HEIGHT - PLATE_TOP, 0x17181b);
  for (int y = 0; y < 80; y++)
    fill (rgb, 170 - y, PLATE_TOP + y, SIM_PICTURE_WIDTH - 340 + 2 * y, 1,
          mix (0x55585e, 0x3b3e44, y / 80.0));
}

/* A vase, turned on a lathe */
static int
get_half_width (int layer)
{
  return (int) (PART_WIDTH / 2 * (0.78 + 0.22 * sin (layer * 0.13)));
}

static void
draw_part (guint8 *rgb, guint32 number)
{
  int layers = 8 + (int) (number / 4) % MAX_LAYERS;
  int top = PLATE_TOP + 30 - layers * LAYER_HEIGHT;
  int head = CENTRE + (int) (get_half_width (layers) * sin (number * 0.9));

  for (int i = 0; i < layers; i++)
    {
      int half = get_half_width (i);
      int y = PLATE_TOP + 30 - (i + 1) * LAYER_HEIGHT;

      for (int x = -half; x < half; x++)
        {
          double light = 0.5 + 0.5 * cos (1.5 * (x + half * 0.35) / half);

          fill (rgb, CENTRE + x, y, 1, LAYER_HEIGHT - 1, mix (0x8a3a12, 0xf28a3c, light));
          fill (rgb, CENTRE + x, y + LAYER_HEIGHT - 1, 1, 1, mix (0x6f2d0c, 0xd9752c, light));
        }
    }

  /* The head on its gantry */
  fill (rgb, 60, top - 96, SIM_PICTURE_WIDTH - 120, 16, 0x8d9299);
  fill (rgb, head - 52, top - 130, 104, 92, 0xc9ced4);
  fill (rgb, head - 52, top - 130, 104, 10, 0x2fa84f);
  fill (rgb, head - 18, top - 38, 36, 20, 0x94999f);
  fill (rgb, head - 7, top - 18, 14, 16, 0xc8a24a);
}

static void
draw (guint8 *rgb, guint32 number)
{
  draw_chamber (rgb);
  draw_part (rgb, number);
  draw_words (rgb, number);
}

/* Transfer full */
static guint8 *
enlarge (const guint8 *rgb)
{
  guint8 *large = g_malloc (3 * LARGE_WIDTH * LARGE_HEIGHT);
  guint8 *to = large;
  guint32 random = 1;

  for (int y = 0; y < LARGE_HEIGHT; y++)
    for (int x = 0; x < LARGE_WIDTH; x++, to += 3)
      {
        int row = y * SIM_PICTURE_HEIGHT / LARGE_HEIGHT;
        int column = x * SIM_PICTURE_WIDTH / LARGE_WIDTH;
        const guint8 *from = rgb + 3 * (row * SIM_PICTURE_WIDTH + column);
        int grain;

        random = random * 1664525 + 1013904223;
        grain = (int) (random >> 24) % GRAIN - GRAIN / 2;
        for (int i = 0; i < 3; i++)
          to[i] = (guint8) CLAMP (from[i] + grain, 0, 255);
      }

  return large;
}

/* Takes @rgb */
static GstSample *
new_sample (guint8 *rgb, int width, int height)
{
  gsize size = (gsize) GST_ROUND_UP_4 (3 * width) * height;
  g_autoptr (GstBuffer) buffer = gst_buffer_new_wrapped (rgb, size);
  g_autoptr (GstCaps) caps = gst_caps_new_simple (
      "video/x-raw", "format", G_TYPE_STRING, "RGB", "width", G_TYPE_INT, width, "height",
      G_TYPE_INT, height, "framerate", GST_TYPE_FRACTION, 1, 1, NULL);

  return gst_sample_new (buffer, caps, NULL, NULL);
}

/* GStreamer's rows end at a multiple of four bytes. */
static GstSample *
new_black_sample (int side)
{
  return new_sample (g_malloc0 ((gsize) GST_ROUND_UP_4 (3 * side) * side), side, side);
}

GstSample *
sim_picture_new (guint32 number, SimPictureKind kind)
{
  g_autofree guint8 *rgb = NULL;

  if (kind == SIM_PICTURE_PIXEL)
    return new_black_sample (1);
  if (kind == SIM_PICTURE_GIANT)
    return new_black_sample (GIANT_SIZE);

  rgb = g_malloc (3 * SIM_PICTURE_WIDTH * SIM_PICTURE_HEIGHT);
  draw (rgb, number);
  if (kind == SIM_PICTURE_LARGE)
    return new_sample (enlarge (rgb), LARGE_WIDTH, LARGE_HEIGHT);

  return new_sample (g_steal_pointer (&rgb), SIM_PICTURE_WIDTH, SIM_PICTURE_HEIGHT);
}

static GBytes *
dup_bytes (GstSample *sample)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  gsize size = gst_buffer_get_size (buffer);
  guint8 *data = g_malloc (size);

  gst_buffer_extract (buffer, 0, data, size);

  return g_bytes_new_take (data, size);
}

static GstSample *
convert (GstSample *sample, const char *caps_text, GError **error)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (caps_text);

  return gst_video_convert_sample (sample, caps, ENCODING_SECONDS * GST_SECOND, error);
}

static GBytes *
compress (guint32 number, SimPictureKind kind, GError **error)
{
  g_autoptr (GstSample) drawn = sim_picture_new (number, kind);
  g_autoptr (GstSample) raw = NULL;
  g_autoptr (GstSample) jpeg = NULL;
  g_autoptr (GBytes) baseline = NULL;

  /* As cameras have it: red, green and blue would be kept as they are. */
  raw = convert (drawn,
                 kind == SIM_PICTURE_GREY ? "video/x-raw,format=GRAY8" : "video/x-raw,format=I420",
                 error);
  if (raw != NULL)
    jpeg = convert (raw, "image/jpeg", error);

  if (jpeg == NULL)
    return NULL;

  baseline = dup_bytes (jpeg);

  return kind == SIM_PICTURE_PROGRESSIVE ? sim_jpeg_make_progressive (baseline)
                                         : g_steal_pointer (&baseline);
}

/* All of them are the same, and one takes a second. */
static GBytes *
ref_giant (GError **error)
{
  static GMutex mutex;
  static GBytes *giant;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (giant == NULL)
    giant = compress (0, SIM_PICTURE_GIANT, error);

  return giant ? g_bytes_ref (giant) : NULL;
}

GBytes *
sim_picture_new_jpeg (guint32 number, SimPictureKind kind, GError **error)
{
  return kind == SIM_PICTURE_GIANT ? ref_giant (error) : compress (number, kind, error);
}

guint32
sim_picture_read_number (const guint8 *rgb)
{
  guint32 number = 0;
  int y = CELL_TOP + CELL_HEIGHT / 2;

  g_return_val_if_fail (rgb != NULL, 0);

  for (int i = 0; i < N_CELLS; i++)
    {
      int x = i * CELL_WIDTH + CELL_WIDTH / 2;

      number = number << 1 | (rgb[3 * (y * SIM_PICTURE_WIDTH + x)] > 127);
    }

  return number;
}
