/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-seen-rows.h"

/* What is nearly seen, in heights of the view above and below it */
#define AHEAD 0.5

struct _CulmSeenRows
{
  GObject parent_instance;

  GtkScrolledWindow *scroller;
  GPtrArray *rows;
  GdkFrameClock *clock; /* while it is shown */
  gboolean queued;
};

enum
{
  SIGNAL_LOOKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmSeenRows, culm_seen_rows, G_TYPE_OBJECT)

static gboolean
is_seen (CulmSeenRows *self, GtkWidget *row)
{
  GtkWidget *scroller = GTK_WIDGET (self->scroller);
  double height = gtk_widget_get_height (scroller);
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (row) && gtk_widget_compute_bounds (row, scroller, &bounds)
         && bounds.size.height > 0 && bounds.origin.y < height * (1 + AHEAD)
         && bounds.origin.y + bounds.size.height > -height * AHEAD;
}

static void
mark_rows (CulmSeenRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      g_object_set (row, "on-screen", is_seen (self, row), NULL);
    }
}

static void
on_painted (CulmSeenRows *self)
{
  if (!self->queued)
    return;

  self->queued = FALSE;
  mark_rows (self);
  g_signal_emit (self, signals[SIGNAL_LOOKED], 0);
}

static void
on_map (CulmSeenRows *self)
{
  self->clock = g_object_ref (gtk_widget_get_frame_clock (GTK_WIDGET (self->scroller)));
  g_signal_connect_object (self->clock, "after-paint", G_CALLBACK (on_painted), self,
                           G_CONNECT_SWAPPED);
  culm_seen_rows_queue (self);
}

static void
on_unmap (CulmSeenRows *self)
{
  g_signal_handlers_disconnect_by_func (self->clock, on_painted, self);
  g_clear_object (&self->clock);
  mark_rows (self);
}

static void
culm_seen_rows_dispose (GObject *object)
{
  CulmSeenRows *self = CULM_SEEN_ROWS (object);

  g_clear_object (&self->clock);

  G_OBJECT_CLASS (culm_seen_rows_parent_class)->dispose (object);
}

static void
culm_seen_rows_finalize (GObject *object)
{
  g_ptr_array_unref (CULM_SEEN_ROWS (object)->rows);

  G_OBJECT_CLASS (culm_seen_rows_parent_class)->finalize (object);
}

static void
culm_seen_rows_class_init (CulmSeenRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = culm_seen_rows_dispose;
  object_class->finalize = culm_seen_rows_finalize;

  signals[SIGNAL_LOOKED] = g_signal_new ("looked", CULM_TYPE_SEEN_ROWS, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
culm_seen_rows_init (CulmSeenRows *self)
{
  self->rows = g_ptr_array_new ();
}

CulmSeenRows *
culm_seen_rows_new (GtkScrolledWindow *scroller)
{
  CulmSeenRows *self = g_object_new (CULM_TYPE_SEEN_ROWS, NULL);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);

  self->scroller = scroller;
  g_signal_connect_object (scroller, "map", G_CALLBACK (on_map), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scroller, "unmap", G_CALLBACK (on_unmap), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (culm_seen_rows_queue), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (culm_seen_rows_queue), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
culm_seen_rows_add (CulmSeenRows *self, GtkWidget *row)
{
  g_return_if_fail (CULM_IS_SEEN_ROWS (self));

  g_ptr_array_add (self->rows, row);
  culm_seen_rows_queue (self);
}

void
culm_seen_rows_remove (CulmSeenRows *self, GtkWidget *row)
{
  g_return_if_fail (CULM_IS_SEEN_ROWS (self));

  g_ptr_array_remove_fast (self->rows, row);
  g_object_set (row, "on-screen", FALSE, NULL);
}

void
culm_seen_rows_queue (CulmSeenRows *self)
{
  g_return_if_fail (CULM_IS_SEEN_ROWS (self));

  self->queued = TRUE;
  if (self->clock != NULL)
    gdk_frame_clock_request_phase (self->clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
}

gboolean
culm_seen_rows_is_near_end (CulmSeenRows *self)
{
  GtkAdjustment *adjustment;
  double page;

  g_return_val_if_fail (CULM_IS_SEEN_ROWS (self), FALSE);

  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  page = gtk_adjustment_get_page_size (adjustment);

  return gtk_adjustment_get_value (adjustment) + page * (1 + AHEAD)
         >= gtk_adjustment_get_upper (adjustment);
}

gboolean
culm_seen_rows_is_at_top (CulmSeenRows *self)
{
  g_return_val_if_fail (CULM_IS_SEEN_ROWS (self), FALSE);

  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller)) <= 0;
}
