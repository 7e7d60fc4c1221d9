/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-printer-menu.h"

GtkWidget *
culm_printer_menu_new (GtkWidget *parent)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *menu;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  builder = gtk_builder_new_from_resource (CULM_RESOURCE_BASE "/ui/culm-printer-menu.ui");
  menu = gtk_popover_menu_new_from_model (
      G_MENU_MODEL (gtk_builder_get_object (builder, "printer_menu")));
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  gtk_widget_set_parent (menu, parent);

  return menu;
}

void
culm_printer_menu_popup (GtkWidget *menu, double x, double y)
{
  const GdkRectangle point = { (int) x, (int) y, 1, 1 };

  g_return_if_fail (GTK_IS_POPOVER_MENU (menu));

  gtk_popover_set_pointing_to (GTK_POPOVER (menu), &point);
  gtk_popover_popup (GTK_POPOVER (menu));
}
