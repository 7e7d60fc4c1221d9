/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-object-picture.h"

#include <adwaita.h>

#define NATURAL_SIZE 320
#define MINIMUM_SIZE 200
#define BADGE_PADDING 5
#define PLATE_RADIUS 12

struct _CulmObjectPicture
{
  GtkWidget parent_instance;

  CulmObjectMap *map;
  GArray *marks;
  GdkTexture *tint;
};

G_DEFINE_FINAL_TYPE (CulmObjectPicture, culm_object_picture, GTK_TYPE_WIDGET)

enum
{
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const GdkRGBA PLATE = { 0.16f, 0.17f, 0.19f, 1 };
static const GdkRGBA BODY = { 0.72f, 0.74f, 0.77f, 1 };
static const GdkRGBA CHOSEN = { 0.90f, 0.26f, 0.21f, 0.78f };
static const GdkRGBA SKIPPED = { 0.10f, 0.10f, 0.11f, 0.78f };
static const GdkRGBA BADGE = { 0, 0, 0, 0.72f };
static const GdkRGBA INK = { 1, 1, 1, 1 };

static const CulmObjectMark *
find_mark (CulmObjectPicture *self, int id)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      const CulmObjectMark *mark = &g_array_index (self->marks, CulmObjectMark, i);

      if (mark->id == id)
        return mark;
    }

  return NULL;
}

static GdkRGBA
get_colour (int id, gpointer user_data)
{
  CulmObjectPicture *self = user_data;
  const CulmObjectMark *mark = find_mark (self, id);

  if (mark != NULL && mark->is_skipped)
    return SKIPPED;
  if (mark != NULL && mark->is_chosen)
    return CHOSEN;

  return culm_object_map_get_top (self->map) != NULL ? (GdkRGBA) { 0 } : BODY;
}

static graphene_rect_t
get_area (CulmObjectPicture *self)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  float size = MIN (width, height);

  return GRAPHENE_RECT_INIT ((width - size) / 2, (height - size) / 2, size, size);
}

/* A chosen object's is inverted: its tint alone may be near the filament's colour. */
static void
append_badge (CulmObjectPicture *self,
              GtkSnapshot *snapshot,
              const graphene_rect_t *area,
              const CulmMapPlace *place,
              const CulmObjectMark *mark)
{
  g_autofree char *text = g_strdup_printf ("%u", mark->number);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width;
  int height;
  float size;
  float x = area->origin.x + place->x * area->size.width;
  float y = area->origin.y + place->y * area->size.height;
  GskRoundedRect badge;

  pango_layout_get_pixel_size (layout, &width, &height);
  size = (float) height + BADGE_PADDING;
  gsk_rounded_rect_init_from_rect (
      &badge,
      &GRAPHENE_RECT_INIT (x - MAX (size, width + 2 * BADGE_PADDING) / 2, y - size / 2,
                           MAX (size, width + 2 * BADGE_PADDING), size),
      size / 2);

  gtk_snapshot_push_rounded_clip (snapshot, &badge);
  gtk_snapshot_append_color (snapshot, mark->is_chosen ? &INK : &BADGE, &badge.bounds);
  gtk_snapshot_pop (snapshot);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - width / 2.0f, y - height / 2.0f));
  gtk_snapshot_append_layout (snapshot, layout, mark->is_chosen ? &PLATE : &INK);
  gtk_snapshot_restore (snapshot);
}

static void
culm_object_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CulmObjectPicture *self = CULM_OBJECT_PICTURE (widget);
  graphene_rect_t area = get_area (self);
  GskRoundedRect plate;
  GdkTexture *top;

  if (self->map == NULL)
    return;

  gsk_rounded_rect_init_from_rect (&plate, &area, PLATE_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &plate);
  gtk_snapshot_append_color (snapshot, &PLATE, &area);
  top = culm_object_map_get_top (self->map);
  if (top != NULL)
    gtk_snapshot_append_texture (snapshot, top, &area);
  if (self->tint == NULL)
    self->tint = culm_object_map_paint (self->map, get_colour, self);
  gtk_snapshot_append_texture (snapshot, self->tint, &area);
  gtk_snapshot_pop (snapshot);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const CulmObjectMark *mark = &g_array_index (self->marks, CulmObjectMark, i);
      const CulmMapPlace *place = culm_object_map_find (self->map, mark->id);

      if (place != NULL)
        append_badge (self, snapshot, &area, place, mark);
    }
}

static void
culm_object_picture_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = MINIMUM_SIZE;
  *natural = NATURAL_SIZE;
}

static int
get_at (CulmObjectPicture *self, double x, double y)
{
  graphene_rect_t area = get_area (self);
  int id;

  if (self->map == NULL || area.size.width <= 0)
    return 0;

  id = culm_object_map_get_at (self->map, (x - area.origin.x) / area.size.width,
                               (y - area.origin.y) / area.size.height);

  return find_mark (self, id) != NULL ? id : 0;
}

static void
on_released (CulmObjectPicture *self, int n_press, double x, double y)
{
  int id = get_at (self, x, y);

  if (id != 0)
    g_signal_emit (self, signals[PICKED], 0, id);
}

static void
on_motion (CulmObjectPicture *self, double x, double y)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), get_at (self, x, y) != 0 ? "pointer" : NULL);
}

static void
culm_object_picture_finalize (GObject *object)
{
  CulmObjectPicture *self = CULM_OBJECT_PICTURE (object);

  g_clear_object (&self->map);
  g_clear_object (&self->tint);
  g_array_unref (self->marks);

  G_OBJECT_CLASS (culm_object_picture_parent_class)->finalize (object);
}

static void
culm_object_picture_class_init (CulmObjectPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = culm_object_picture_finalize;
  widget_class->snapshot = culm_object_picture_snapshot;
  widget_class->measure = culm_object_picture_measure;

  signals[PICKED] = g_signal_new ("picked", CULM_TYPE_OBJECT_PICTURE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "objects");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
culm_object_picture_init (CulmObjectPicture *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->marks = g_array_new (FALSE, FALSE, sizeof (CulmObjectMark));

  g_signal_connect_swapped (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

void
culm_object_picture_set_map (CulmObjectPicture *self, CulmObjectMap *map)
{
  g_return_if_fail (CULM_IS_OBJECT_PICTURE (self));

  g_set_object (&self->map, map);
  g_clear_object (&self->tint);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
culm_object_picture_set_marks (CulmObjectPicture *self, const GArray *marks)
{
  g_return_if_fail (CULM_IS_OBJECT_PICTURE (self));

  g_array_set_size (self->marks, 0);
  g_array_append_vals (self->marks, marks->data, marks->len);
  g_clear_object (&self->tint);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
