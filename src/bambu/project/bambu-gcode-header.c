/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-gcode-header-private.h"

#include <math.h>
#include <string.h>

#include "bambu-project-draft-private.h"

#define BLOCK_START "; HEADER_BLOCK_START"
#define BLOCK_END "; HEADER_BLOCK_END"
#define MAX_BLOCK_OFFSET 4096

/* Longer ones are settings, or nothing that a slicer writes. */
#define MAX_LINE_BYTES 1024

/* Of years, nobody prints. */
#define MAX_SECONDS (G_GINT64_CONSTANT (1000) * 24 * 60 * 60)

/* "1d 2h 3m 4s" */
static gint64
parse_duration (const char *text)
{
  static const struct
  {
    char unit;
    gint64 seconds;
  } units[] = { { 'd', 86400 }, { 'h', 3600 }, { 'm', 60 }, { 's', 1 } };
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  gint64 sum = -1;

  for (guint i = 0; parts[i]; i++)
    {
      gsize length = strlen (parts[i]);

      for (guint j = 0; length > 1 && j < G_N_ELEMENTS (units); j++)
        {
          gint64 number;

          if (parts[i][length - 1] != units[j].unit)
            continue;

          parts[i][length - 1] = '\0';
          if (!bambu_project_read_integer (parts[i], MAX_SECONDS, &number))
            return -1;

          sum = MAX (sum, 0) + number * units[j].seconds;
          break;
        }
    }

  return sum <= MAX_SECONDS ? sum : -1;
}

/* "3.72,0.41": of each filament */
static double
sum_up (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  double sum = 0;

  for (guint i = 0; parts[i]; i++)
    {
      double number;

      if (!bambu_project_read_number (parts[i], &number))
        return NAN;

      sum += number;
    }

  return parts[0] ? sum : NAN;
}

/* "key: value", with or without space before the colon */
static void
read_pair (BambuGcodeHeader *self, char *pair)
{
  char *value = strchr (pair, ':');
  gint64 layers;

  if (!value)
    return;

  *value++ = '\0';
  g_strstrip (pair);
  g_strstrip (value);

  if (g_str_equal (pair, "total layer number"))
    {
      if (bambu_project_read_integer (value, G_MAXINT, &layers))
        self->layers = (int) layers;
    }
  else if (g_str_equal (pair, "total estimated time"))
    self->seconds = parse_duration (value);
  else if (g_str_equal (pair, "total filament weight [g]"))
    self->grams = sum_up (value);
  else if (g_str_equal (pair, "max_z_height"))
    bambu_project_read_number (value, &self->height);
}

/* Returns: %FALSE at the block's end */
static gboolean
read_line (BambuGcodeHeader *self, const char *text, gsize size)
{
  g_autofree char *line = g_strchomp (g_strndup (text, size));
  g_auto (GStrv) pairs = NULL;

  if (g_str_equal (line, BLOCK_END))
    return FALSE;

  if (*line == ';')
    pairs = g_strsplit (line + 1, ";", -1);
  for (guint i = 0; pairs && pairs[i]; i++)
    read_pair (self, pairs[i]);

  return TRUE;
}

void
bambu_gcode_header_parse (BambuGcodeHeader *self, const char *text, gsize size)
{
  const char *end = text + size;

  *self = (BambuGcodeHeader) { .layers = -1, .seconds = -1, .grams = NAN, .height = NAN };

  while (text < end)
    {
      const char *line_end = memchr (text, '\n', end - text);
      const char *next = line_end ? line_end + 1 : end;

      if (next - text <= MAX_LINE_BYTES && !read_line (self, text, next - text))
        break;

      text = next;
    }
}

gboolean
bambu_gcode_header_is_complete (const char *text, gsize size)
{
  /* What has no block at its begin has none. */
  return memmem (text, size, BLOCK_END, strlen (BLOCK_END)) != NULL
         || (size >= MAX_BLOCK_OFFSET
             && memmem (text, size, BLOCK_START, strlen (BLOCK_START)) == NULL);
}
