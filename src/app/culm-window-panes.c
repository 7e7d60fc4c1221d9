/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-window-private.h"

/* Going from printer to printer, and from the list to what is beside it. */

static void
show_printer (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmWindow *self = CULM_WINDOW (widget);
  BambuPrinter *printer =
      culm_sidebar_get_nth (culm_window_get_sidebar (self), g_variant_get_int32 (parameter));

  if (printer != NULL)
    culm_window_select (self, printer);
}

static void
show_view (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmPrinterPage *page = culm_window_get_page (CULM_WINDOW (widget));

  if (page != NULL)
    culm_printer_page_show_view (page, g_variant_get_string (parameter, NULL));
}

/* The parameter is the mode; an empty one leaves it as it was. */
static void
activate_overview (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmWindow *self = CULM_WINDOW (widget);
  const char *mode = g_variant_get_string (parameter, NULL);
  CulmOverviewPage *overview;

  if (*mode != '\0')
    g_settings_set_string (culm_window_get_settings (self), "overview-mode", mode);
  culm_sidebar_select_overview (culm_window_get_sidebar (self));
  adw_navigation_split_view_set_show_content (culm_window_get_split_view (self), TRUE);
  if ((overview = culm_window_get_overview (self)) != NULL)
    culm_overview_page_focus (overview);
}

static void
search (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmWindow *self = CULM_WINDOW (widget);
  GtkWidget *page = GTK_WIDGET (culm_window_get_page (self));
  GtkWidget *overview = GTK_WIDGET (culm_window_get_overview (self));

  /* What is shown is searched, or else the printers. */
  if (page != NULL && gtk_widget_get_mapped (page)
      && culm_printer_page_search (CULM_PRINTER_PAGE (page)))
    return;
  if (overview != NULL && gtk_widget_get_mapped (overview))
    {
      culm_overview_page_search (CULM_OVERVIEW_PAGE (overview), NULL);
      return;
    }

  adw_navigation_split_view_set_show_content (culm_window_get_split_view (self), FALSE);
  culm_sidebar_search (culm_window_get_sidebar (self));
}

static void
toggle_sidebar (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmWindow *self = CULM_WINDOW (widget);
  AdwNavigationSplitView *split_view = culm_window_get_split_view (self);
  gboolean is_narrow =
      adw_application_window_get_current_breakpoint (ADW_APPLICATION_WINDOW (self)) != NULL;
  gboolean is_collapsed = adw_navigation_split_view_get_collapsed (split_view);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (is_narrow)
    {
      gboolean shows_content = adw_navigation_split_view_get_show_content (split_view);

      adw_navigation_split_view_set_show_content (split_view, !shows_content);
      return;
    }

  /* Both panes are taken out and put back: what has the focus and is hidden twice within a frame is
   * kept forever. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  adw_navigation_split_view_set_show_content (split_view, TRUE);
  adw_navigation_split_view_set_collapsed (split_view, !is_collapsed);
  if (focus != NULL && gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
  else
    gtk_widget_child_focus (culm_window_get_content (self), GTK_DIR_TAB_FORWARD);
}

static void
next_pane (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmWindow *self = CULM_WINDOW (widget);
  AdwNavigationSplitView *split_view = culm_window_get_split_view (self);
  GtkWidget *content = culm_window_get_content (self);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean is_in_content = focus != NULL && gtk_widget_is_ancestor (focus, content);

  if (adw_navigation_split_view_get_collapsed (split_view))
    adw_navigation_split_view_set_show_content (split_view, !is_in_content);

  if (is_in_content)
    culm_sidebar_focus (culm_window_get_sidebar (self));
  else
    gtk_widget_child_focus (content, GTK_DIR_TAB_FORWARD);
}

void
culm_window_install_pane_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-printer", "i", show_printer);
  gtk_widget_class_install_action (widget_class, "win.show-view", "s", show_view);
  gtk_widget_class_install_action (widget_class, "win.show-overview", "s", activate_overview);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar);
  gtk_widget_class_install_action (widget_class, "win.next-pane", NULL, next_pane);
}
