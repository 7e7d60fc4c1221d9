/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-camera-wall.h"

#include "culm-camera-tile.h"
#include "culm-seen-rows.h"

#define MOST_LIVE 4

struct _CulmCameraWall
{
  AdwNavigationPage parent_instance;

  BambuFleet *fleet;
  CulmLiveSet *live_set;
  CulmSeenRows *seen; /* the tiles that are */

  GtkScrolledWindow *scroller;
  GtkFlowBox *tiles;
};

G_DEFINE_FINAL_TYPE (CulmCameraWall, culm_camera_wall, ADW_TYPE_NAVIGATION_PAGE)

static GtkWidget *
create_tile (gpointer printer, gpointer user_data)
{
  CulmCameraWall *self = user_data;
  GtkWidget *tile =
      culm_camera_tile_new (bambu_fleet_get_camera (self->fleet, printer), self->live_set);

  culm_seen_rows_add (self->seen, tile);
  g_signal_connect_object (tile, "destroy", G_CALLBACK (culm_seen_rows_remove), self->seen,
                           G_CONNECT_SWAPPED);

  return tile;
}

static void
on_activated (CulmCameraWall *self, CulmCameraTile *tile)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-printer", "s",
                              bambu_printer_get_serial (culm_camera_tile_get_printer (tile)));
}

static void
culm_camera_wall_dispose (GObject *object)
{
  CulmCameraWall *self = CULM_CAMERA_WALL (object);

  g_clear_object (&self->seen); /* before what it tells */
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_CAMERA_WALL);
  g_clear_object (&self->live_set);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (culm_camera_wall_parent_class)->dispose (object);
}

static void
culm_camera_wall_class_init (CulmCameraWallClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_camera_wall_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-camera-wall.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmCameraWall, scroller);
  gtk_widget_class_bind_template_child (widget_class, CulmCameraWall, tiles);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
culm_camera_wall_init (CulmCameraWall *self)
{
  self->live_set = culm_live_set_new (MOST_LIVE);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->seen = culm_seen_rows_new (self->scroller);
}

CulmCameraWall *
culm_camera_wall_new (BambuFleet *fleet)
{
  CulmCameraWall *self;

  g_return_val_if_fail (BAMBU_IS_FLEET (fleet), NULL);

  self = g_object_new (CULM_TYPE_CAMERA_WALL, NULL);
  self->fleet = g_object_ref (fleet);
  gtk_flow_box_bind_model (self->tiles, G_LIST_MODEL (fleet), create_tile, self, NULL);

  return self;
}
