/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-object-map.h"

/* A finger is not more exact. */
#define MAX_POINTS 512

#define BYTES_PER_POINT 4
#define OPAQUE 255

struct _CulmObjectMap
{
  GObject parent_instance;

  GdkTexture *top;
  guint width;
  guint height;
  int *ids;           /* of each point */
  GHashTable *places; /* id → Place */
};

typedef struct
{
  CulmMapPlace place;
  guint64 n_points;
  guint64 sum_x;
  guint64 sum_y;
  guint64 distance; /* of the place from the middle, squared */
} Place;

G_DEFINE_FINAL_TYPE (CulmObjectMap, culm_object_map, G_TYPE_OBJECT)

static void
culm_object_map_finalize (GObject *object)
{
  CulmObjectMap *self = CULM_OBJECT_MAP (object);

  g_clear_object (&self->top);
  g_free (self->ids);
  g_hash_table_unref (self->places);

  G_OBJECT_CLASS (culm_object_map_parent_class)->finalize (object);
}

static void
culm_object_map_class_init (CulmObjectMapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = culm_object_map_finalize;
}

static void
culm_object_map_init (CulmObjectMap *self)
{
  self->places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

static void
add_point (CulmObjectMap *self, int id, guint x, guint y)
{
  Place *place = g_hash_table_lookup (self->places, GINT_TO_POINTER (id));

  if (place == NULL)
    {
      place = g_new0 (Place, 1);
      place->place.id = id;
      place->distance = G_MAXUINT64;
      g_hash_table_insert (self->places, GINT_TO_POINTER (id), place);
    }

  place->n_points++;
  place->sum_x += x;
  place->sum_y += y;
}

/* The middle of a ring is not the ring: the nearest of its points is. */
static void
settle_point (CulmObjectMap *self, int id, guint x, guint y)
{
  Place *place = g_hash_table_lookup (self->places, GINT_TO_POINTER (id));
  gint64 dx = (gint64) x - (gint64) (place->sum_x / place->n_points);
  gint64 dy = (gint64) y - (gint64) (place->sum_y / place->n_points);
  guint64 distance = (guint64) (dx * dx + dy * dy);

  if (distance >= place->distance)
    return;

  place->distance = distance;
  place->place.x = (x + 0.5f) / self->width;
  place->place.y = (y + 0.5f) / self->height;
}

static void
for_each_point (CulmObjectMap *self, void (*func) (CulmObjectMap *self, int id, guint x, guint y))
{
  for (guint y = 0; y < self->height; y++)
    for (guint x = 0; x < self->width; x++)
      if (self->ids[y * self->width + x] != 0)
        func (self, self->ids[y * self->width + x], x, y);
}

static void
read_pick (CulmObjectMap *self, GdkTexture *pick)
{
  g_autoptr (GdkTextureDownloader) downloader = gdk_texture_downloader_new (pick);
  g_autoptr (GBytes) bytes = NULL;
  guint width = gdk_texture_get_width (pick);
  guint height = gdk_texture_get_height (pick);
  guint step = MAX (1, (MAX (width, height) + MAX_POINTS - 1) / MAX_POINTS);
  gsize stride;
  const guint8 *data;

  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);
  bytes = gdk_texture_downloader_download_bytes (downloader, &stride);
  data = g_bytes_get_data (bytes, NULL);

  self->width = MAX (1, width / step);
  self->height = MAX (1, height / step);
  self->ids = g_new0 (int, (gsize) self->width * self->height);
  for (guint y = 0; y < self->height; y++)
    for (guint x = 0; x < self->width; x++)
      {
        const guint8 *point = data + (gsize) y * step * stride + (gsize) x * step * BYTES_PER_POINT;

        /* What is between object and ground is smoothed, and no object's colour. */
        if (point[3] == OPAQUE)
          self->ids[y * self->width + x] = point[0] | point[1] << 8 | point[2] << 16;
      }

  for_each_point (self, add_point);
  for_each_point (self, settle_point);
}

CulmObjectMap *
culm_object_map_new (GBytes *pick, GBytes *top, GError **error)
{
  g_autoptr (GdkTexture) texture = NULL;
  CulmObjectMap *self;

  g_return_val_if_fail (pick != NULL, NULL);

  texture = gdk_texture_new_from_bytes (pick, error);
  if (texture == NULL)
    return NULL;

  self = g_object_new (CULM_TYPE_OBJECT_MAP, NULL);
  read_pick (self, texture);
  if (top != NULL)
    self->top = gdk_texture_new_from_bytes (top, NULL);

  return self;
}

GdkTexture *
culm_object_map_get_top (CulmObjectMap *self)
{
  g_return_val_if_fail (CULM_IS_OBJECT_MAP (self), NULL);

  return self->top;
}

const CulmMapPlace *
culm_object_map_find (CulmObjectMap *self, int id)
{
  const Place *place;

  g_return_val_if_fail (CULM_IS_OBJECT_MAP (self), NULL);

  place = g_hash_table_lookup (self->places, GINT_TO_POINTER (id));

  return place != NULL ? &place->place : NULL;
}

int
culm_object_map_get_at (CulmObjectMap *self, double x, double y)
{
  g_return_val_if_fail (CULM_IS_OBJECT_MAP (self), 0);

  if (!(x >= 0 && x < 1 && y >= 0 && y < 1))
    return 0;

  return self->ids[(guint) (y * self->height) * self->width + (guint) (x * self->width)];
}

GdkTexture *
culm_object_map_paint (CulmObjectMap *self, CulmObjectColourFunc func, gpointer user_data)
{
  gsize n_points;
  guint8 *data;
  g_autoptr (GBytes) bytes = NULL;
  int last_id = 0;
  GdkRGBA colour = { 0 };

  g_return_val_if_fail (CULM_IS_OBJECT_MAP (self), NULL);

  n_points = (gsize) self->width * self->height;
  data = g_malloc0_n (n_points, BYTES_PER_POINT);
  for (gsize i = 0; i < n_points; i++)
    {
      guint8 *point = data + i * BYTES_PER_POINT;

      if (self->ids[i] == 0)
        continue;

      /* Neighbours are mostly of the same object. */
      if (self->ids[i] != last_id)
        colour = func (self->ids[i], user_data);
      last_id = self->ids[i];

      point[0] = (guint8) (colour.red * OPAQUE);
      point[1] = (guint8) (colour.green * OPAQUE);
      point[2] = (guint8) (colour.blue * OPAQUE);
      point[3] = (guint8) (colour.alpha * OPAQUE);
    }

  bytes = g_bytes_new_take (data, n_points * BYTES_PER_POINT);

  return gdk_memory_texture_new ((int) self->width, (int) self->height, GDK_MEMORY_R8G8B8A8, bytes,
                                 (gsize) self->width * BYTES_PER_POINT);
}
