/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-object-map.h"

G_BEGIN_DECLS

#define CULM_TYPE_OBJECT_PICTURE (culm_object_picture_get_type ())
G_DECLARE_FINAL_TYPE (CulmObjectPicture, culm_object_picture, CULM, OBJECT_PICTURE, GtkWidget)

/**
 * CulmObjectPicture:
 *
 * A plate from above with its objects numbered, of which some are marked. For the eye and the
 * pointer: a list beside it has all that it says.
 *
 * Signal `picked` (int): somebody clicked on the object with this id.
 */

/**
 * CulmObjectMark:
 * @id: the object's
 * @number: to show
 * @is_chosen: is to be skipped
 * @is_skipped: is skipped already
 */
typedef struct
{
  int id;
  guint number;
  gboolean is_chosen;
  gboolean is_skipped;
} CulmObjectMark;

void culm_object_picture_set_map (CulmObjectPicture *self, CulmObjectMap *map);

/** culm_object_picture_set_marks: @marks: (element-type CulmObjectMark): of each object to show */
void culm_object_picture_set_marks (CulmObjectPicture *self, const GArray *marks);

G_END_DECLS
