/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-web-page.h"

#include <bambu/bambu-weak-ref.h>
#include <glib/gi18n.h>

#include "culm-window.h"
#include "culm-toast.h"

/* One that neither asks who one is nor shows a form for it first. */
#define SEARCH_ENGINE "https://duckduckgo.com/?q="

static void
on_launched (GObject *launcher, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) window = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;

  bambu_weak_ref_free (user_data);
  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (launcher), result, &error)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_message ("%s could not be opened: %s", gtk_uri_launcher_get_uri (GTK_URI_LAUNCHER (launcher)),
             error->message);
  if (window != NULL && CULM_IS_WINDOW (window))
    culm_toast_show_failure (GTK_WIDGET (window), _ ("The page could not be opened."), error);
}

void
culm_web_page_open (GtkWidget *widget, const char *uri)
{
  g_autoptr (GtkUriLauncher) launcher = NULL;
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (uri != NULL);

  launcher = gtk_uri_launcher_new (uri);
  root = gtk_widget_get_root (widget);
  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                           on_launched, bambu_weak_ref_new (root));
}

void
culm_web_page_search (GtkWidget *widget, const char *words)
{
  g_autofree char *escaped = g_uri_escape_string (words, NULL, FALSE);
  g_autofree char *uri = g_strconcat (SEARCH_ENGINE, escaped, NULL);

  culm_web_page_open (widget, uri);
}
