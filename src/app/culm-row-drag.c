/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-row-drag.h"

struct _CulmRowDrag
{
  GObject parent_instance;

  GtkListBox *list;
  GtkListBoxRow *dragged; /* weak */
  GtkListBoxRow *marked;  /* weak */
};

enum
{
  BEGINS,
  DROPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmRowDrag, culm_row_drag, G_TYPE_OBJECT)

static void
mark (CulmRowDrag *self, GtkListBoxRow *row, gboolean after)
{
  if (self->marked != NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->marked), "drop-before");
      gtk_widget_remove_css_class (GTK_WIDGET (self->marked), "drop-after");
    }
  if (row != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), after ? "drop-after" : "drop-before");
  g_set_weak_pointer (&self->marked, row);
}

static GdkContentProvider *
on_prepare (CulmRowDrag *self, double x, double y, GtkDragSource *source)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);
  GdkDevice *device = gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (source));
  gboolean begins = FALSE;

  if (row == NULL || (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN))
    return NULL;

  g_signal_emit (self, signals[BEGINS], 0, row, &begins);
  if (!begins)
    return NULL;

  g_set_weak_pointer (&self->dragged, row);

  return gdk_content_provider_new_typed (GTK_TYPE_LIST_BOX_ROW, row);
}

static void
on_begin (CulmRowDrag *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) paintable = NULL;

  if (self->dragged == NULL)
    return;

  paintable = gtk_widget_paintable_new (GTK_WIDGET (self->dragged));
  gtk_drag_source_set_icon (source, paintable, 24, 24);
}

/* The row that what is dropped at @y would stand before or after */
static GtkListBoxRow *
find_place (CulmRowDrag *self, double y, gboolean *after)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);
  graphene_rect_t bounds;

  if (row == NULL
      || !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    return NULL;

  *after = y > bounds.origin.y + bounds.size.height / 2;

  return row;
}

static GdkDragAction
on_motion (CulmRowDrag *self, double x, double y)
{
  gboolean after = FALSE;
  GtkListBoxRow *row = find_place (self, y, &after);

  mark (self, row != self->dragged ? row : NULL, after);

  return self->dragged != NULL && row != NULL ? GDK_ACTION_MOVE : 0;
}

static void
on_leave (CulmRowDrag *self)
{
  mark (self, NULL, FALSE);
}

static gboolean
on_drop (CulmRowDrag *self, const GValue *value, double x, double y)
{
  GtkListBoxRow *dragged = g_value_get_object (value);
  gboolean after = FALSE;
  GtkListBoxRow *row = find_place (self, y, &after);
  int index;

  mark (self, NULL, FALSE);
  if (row == NULL || row == dragged
      || gtk_widget_get_parent (GTK_WIDGET (dragged)) != GTK_WIDGET (self->list))
    return FALSE;

  index = gtk_list_box_row_get_index (row) + after;
  /* It leaves its place first. */
  if (gtk_list_box_row_get_index (dragged) < index)
    index--;
  if (gtk_list_box_row_get_index (dragged) != index)
    g_signal_emit (self, signals[DROPPED], 0, dragged, index);

  return TRUE;
}

static void
culm_row_drag_dispose (GObject *object)
{
  CulmRowDrag *self = CULM_ROW_DRAG (object);

  g_clear_weak_pointer (&self->marked);
  g_clear_weak_pointer (&self->dragged);

  G_OBJECT_CLASS (culm_row_drag_parent_class)->dispose (object);
}

static void
culm_row_drag_class_init (CulmRowDragClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = culm_row_drag_dispose;

  signals[BEGINS] = g_signal_new ("begins", CULM_TYPE_ROW_DRAG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_BOOLEAN, 1, GTK_TYPE_LIST_BOX_ROW);
  signals[DROPPED] = g_signal_new ("dropped", CULM_TYPE_ROW_DRAG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, GTK_TYPE_LIST_BOX_ROW, G_TYPE_INT);
}

static void
culm_row_drag_init (CulmRowDrag *self)
{
}

CulmRowDrag *
culm_row_drag_new (GtkListBox *list)
{
  CulmRowDrag *self;
  GtkDragSource *source;
  GtkDropTarget *target;

  g_return_val_if_fail (GTK_IS_LIST_BOX (list), NULL);

  self = g_object_new (CULM_TYPE_ROW_DRAG, NULL);
  self->list = list;

  source = gtk_drag_source_new ();
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (on_prepare), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (on_begin), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (source));

  target = gtk_drop_target_new (GTK_TYPE_LIST_BOX_ROW, GDK_ACTION_MOVE);
  g_signal_connect_object (target, "motion", G_CALLBACK (on_motion), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (target));

  return self;
}
