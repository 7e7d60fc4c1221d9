/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-ams-swatches.h"

#include "culm-slot-row.h"
#include "culm-tile-grid.h"

#define SIZE 16
#define SPACING 4
#define MOST_IN_A_ROW 12

static void
tell (GtkWidget *spool, GParamSpec *pspec, BambuTray *tray)
{
  g_autofree char *spoken = culm_slot_row_dup_spoken (tray);

  gtk_widget_set_tooltip_text (spool, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spool), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static GtkWidget *
create_spool (gpointer item, gpointer user_data)
{
  static const char *const same[] = { "colours", "pattern", "remain-percent" };
  BambuTray *tray = item;
  GtkWidget *spool = g_object_new (CULM_TYPE_SPOOL, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG,
                                   "width-request", SIZE, "height-request", SIZE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    g_object_bind_property (tray, same[i], spool, same[i], G_BINDING_SYNC_CREATE);
  g_object_bind_property (tray, "state", spool, "tray-state", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (tray, "notify", G_CALLBACK (tell), spool, G_CONNECT_SWAPPED);
  tell (spool, NULL, tray);

  return spool;
}

GtkWidget *
culm_ams_swatches_new (BambuPrinter *printer)
{
  g_autoptr (GtkFlattenListModel) trays = NULL;
  GtkWidget *grid;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  trays = gtk_flatten_list_model_new (g_object_ref (bambu_printer_get_ams_units (printer)));
  grid = g_object_new (CULM_TYPE_TILE_GRID, "columns", MOST_IN_A_ROW, "spacing", SPACING, NULL);
  culm_tile_grid_bind_model (CULM_TILE_GRID (grid), G_LIST_MODEL (trays), create_spool, NULL);

  return grid;
}
