/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-demo.h"
#include "culm-window-private.h"

/* A simulated printer, and what can happen to it. */

static void
try_demo (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmWindow *self = CULM_WINDOW (widget);

  culm_window_select (self, culm_demo_add_printer (culm_window_get_fleet (self)));
}

static void
raise_in_demo (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  culm_demo_raise (culm_window_get_selected (CULM_WINDOW (widget)),
                   g_variant_get_string (parameter, NULL));
}

void
culm_window_install_demo_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.try-demo", NULL, try_demo);
  gtk_widget_class_install_action (widget_class, "win.raise-in-demo", "s", raise_in_demo);
}

void
culm_window_update_demo_actions (CulmWindow *self, BambuPrinter *printer)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.raise-in-demo",
                                 printer != NULL && bambu_printer_is_demo (printer));
}
