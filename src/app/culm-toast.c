/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-toast.h"

/* libadwaita announces the titles of its own. */
static void
announce (GtkWidget *label)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (label), gtk_label_get_text (GTK_LABEL (label)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

AdwToast *
culm_toast_new (const char *text)
{
  AdwToast *toast;
  GtkWidget *label;

  g_return_val_if_fail (text != NULL, NULL);

  /* libadwaita's own label does not wrap. */
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  g_signal_connect (label, "map", G_CALLBACK (announce), NULL);

  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, label);

  return toast;
}

static GtkWidget *
get_content (GtkRoot *root)
{
  if (ADW_IS_APPLICATION_WINDOW (root))
    return adw_application_window_get_content (ADW_APPLICATION_WINDOW (root));

  return ADW_IS_WINDOW (root) ? adw_window_get_content (ADW_WINDOW (root)) : NULL;
}

AdwToast *
culm_toast_show (GtkWidget *widget, const char *text)
{
  GtkWidget *content;
  AdwToast *toast;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  content = get_content (gtk_widget_get_root (widget));
  if (!ADW_IS_TOAST_OVERLAY (content))
    return NULL;

  toast = culm_toast_new (text);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (content), toast);

  return toast;
}
