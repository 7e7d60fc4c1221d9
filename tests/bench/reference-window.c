/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What bench-start compares with: the least that a libadwaita application can show, a window with a
 * header bar. */

#include <adwaita.h>

#define WIDTH 1000
#define HEIGHT 720

static void
on_activate (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header_bar = adw_header_bar_new ();

  adw_header_bar_pack_end (ADW_HEADER_BAR (header_bar),
                           gtk_button_new_from_icon_name ("open-menu-symbolic"));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header_bar);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  gtk_window_set_title (GTK_WINDOW (window), "Reference");
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("io.github.culm.Reference", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
