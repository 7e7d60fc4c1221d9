/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-demo.h"
#include "culm-history-actions.h"
#include "culm-window-private.h"

#define HISTORY "culm-print-history"

/* What was printed: the window's print history, and what it is told from here. */

static void
add_demo_prints (BambuPrintHistory *history)
{
  GListModel *printers = G_LIST_MODEL (bambu_print_history_get_fleet (history));

  for (guint i = 0; i < g_list_model_get_n_items (printers); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (printers, i);

      if (bambu_printer_is_demo (printer))
        culm_demo_add_prints (history, printer);
    }
}

static void
clear_history (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  BambuPrintHistory *history = culm_window_get_print_history (CULM_WINDOW (widget));

  if (history != NULL)
    culm_history_actions_clear (widget, history);
}

void
culm_window_install_history_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.clear-history", NULL, clear_history);
}

void
culm_window_set_print_history (CulmWindow *self, BambuPrintHistory *history)
{
  GSettings *settings;

  g_return_if_fail (CULM_IS_WINDOW (self));
  g_return_if_fail (BAMBU_IS_PRINT_HISTORY (history));
  g_return_if_fail (culm_window_get_print_history (self) == NULL);

  g_object_set_data_full (G_OBJECT (self), HISTORY, g_object_ref (history), g_object_unref);

  settings = culm_window_get_settings (self);
  g_settings_bind (settings, "history-pictures", history, "takes-pictures", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "history-progress-pictures", history, "takes-progress-pictures",
                   G_SETTINGS_BIND_GET);
  bambu_print_history_watch (history,
                             culm_print_desk_get_queue (culm_window_get_print_desk (self)));

  g_signal_connect_object (culm_window_get_fleet (self), "items-changed",
                           G_CALLBACK (add_demo_prints), history, G_CONNECT_SWAPPED);
  add_demo_prints (history);
}

BambuPrintHistory *
culm_window_get_print_history (CulmWindow *self)
{
  return g_object_get_data (G_OBJECT (self), HISTORY);
}
