/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "skip-fixture.h"

#include <gtk/gtk.h>

#include "project-writer.h"

#define SIZE 512
#define BYTES_PER_POINT 4

static int
get_object (int x, int y)
{
  int dx = x - 256;
  int dy = y - 170;
  int distance = dx * dx + dy * dy;

  if (x >= 60 && x < 180 && y >= 300 && y < 440)
    return SKIP_LEFT;
  if (distance >= 60 * 60 && distance < 110 * 110)
    return SKIP_RING;
  if (x >= 320 && x < 450 && y >= 320 && y < 440)
    return SKIP_RIGHT;

  return 0;
}

GBytes *
skip_fixture_paint (gboolean pick)
{
  guint8 *data = g_malloc0 (SIZE * SIZE * BYTES_PER_POINT);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, SIZE * SIZE * BYTES_PER_POINT);
  g_autoptr (GdkTexture) texture = NULL;

  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      {
        guint8 *point = data + (y * SIZE + x) * BYTES_PER_POINT;
        int id = get_object (x, y);

        if (id == 0)
          continue;

        point[0] = pick ? id & 0xff : 230;
        point[1] = pick ? id >> 8 & 0xff : 120 + (x + y) / 16 % 8 * 4;
        point[2] = pick ? id >> 16 & 0xff : 40;
        point[3] = 255;
      }

  texture = gdk_memory_texture_new (SIZE, SIZE, GDK_MEMORY_R8G8B8A8, bytes, SIZE * BYTES_PER_POINT);

  return gdk_texture_save_to_png_bytes (texture);
}

void
skip_fixture_write (const char *path, gboolean with_labels, gboolean with_pictures)
{
  ProjectWriter *writer = project_writer_new (path);
  g_autofree char *config = g_strdup_printf (
      "<config><plate><metadata key='index' value='1'/>"
      "<metadata key='label_object_enabled' value='%s'/>"
      "<object identify_id='%d' name='Bracket' skipped='false'/>"
      "<object identify_id='%d' name='Gone' skipped='false'/>"
      "<object identify_id='%d' name='Ring' skipped='false'/>"
      "<object identify_id='%d' name='Bracket' skipped='false'/>"
      "<filament id='1' type='PLA' color='#FF6A13' used_g='3.25'/></plate></config>",
      with_labels ? "true" : "false", SKIP_LEFT, SKIP_NOT_ON_PLATE, SKIP_RING, SKIP_RIGHT);

  project_writer_add (writer, "3D/3dmodel.model", "<model/>");
  project_writer_add_gcode (writer, 1, PROJECT_GCODE_HEAD "G28\n");
  project_writer_add (writer, "Metadata/slice_info.config", config);
  if (with_pictures)
    {
      g_autoptr (GBytes) pick = skip_fixture_paint (TRUE);
      g_autoptr (GBytes) top = skip_fixture_paint (FALSE);

      project_writer_add_bytes (writer, "Metadata/pick_1.png", g_bytes_get_data (pick, NULL),
                                g_bytes_get_size (pick));
      project_writer_add_bytes (writer, "Metadata/top_1.png", g_bytes_get_data (top, NULL),
                                g_bytes_get_size (top));
    }
  project_writer_close (writer);
}
