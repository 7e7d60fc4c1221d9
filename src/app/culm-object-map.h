/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_OBJECT_MAP (culm_object_map_get_type ())
G_DECLARE_FINAL_TYPE (CulmObjectMap, culm_object_map, CULM, OBJECT_MAP, GObject)

/**
 * CulmObjectMap:
 *
 * Which object of a plate is where on its picture. Does not change, and is used on any thread.
 */

/**
 * CulmMapPlace:
 * @id: the object's `identify_id`
 * @x: a point of it, in the middle if the object is there, in parts of the picture's width
 * @y: in parts of the height
 */
typedef struct
{
  int id;
  float x;
  float y;
} CulmMapPlace;

/**
 * culm_object_map_new:
 * @pick: a PNG where each object has a colour of its own (protocol/threemf.md §6), of a size that
 * was checked
 * @top: (nullable): a PNG with what one sees there
 *
 * Decodes the pictures: not for the main context. A broken @top is as good as none.
 *
 * Returns: (transfer full) (nullable): %NULL with a %GDK_TEXTURE_ERROR
 */
CulmObjectMap *culm_object_map_new (GBytes *pick, GBytes *top, GError **error);

/** culm_object_map_get_top: Returns: (transfer none) (nullable) */
GdkTexture *culm_object_map_get_top (CulmObjectMap *self);

/** culm_object_map_find: Returns: (nullable): where the object is; %NULL: not on the plate */
const CulmMapPlace *culm_object_map_find (CulmObjectMap *self, int id);

/** culm_object_map_get_at: Returns: the object at a point, in parts of the picture's size; 0 none
 */
int culm_object_map_get_at (CulmObjectMap *self, double x, double y);

/**
 * CulmObjectColourFunc:
 *
 * Returns: the colour to paint the object with
 */
typedef GdkRGBA (*CulmObjectColourFunc) (int id, gpointer user_data);

/** culm_object_map_paint: Returns: (transfer full): the objects in these colours, and nothing else
 */
GdkTexture *culm_object_map_paint (CulmObjectMap *self,
                                   CulmObjectColourFunc func,
                                   gpointer user_data);

G_END_DECLS
