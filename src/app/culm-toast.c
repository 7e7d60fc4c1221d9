/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-toast.h"

#include "culm-announce.h"
#include "culm-copy-button.h"
#include "culm-details.h"

/* libadwaita announces the titles of its own. */
static void
announce (GtkWidget *label)
{
  culm_announce (GTK_WIDGET (label), gtk_label_get_text (GTK_LABEL (label)));
}

/* libadwaita's own does not wrap. */
static GtkWidget *
create_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  g_signal_connect (label, "map", G_CALLBACK (announce), NULL);

  return label;
}

static AdwToast *
create_toast (GtkWidget *title)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_custom_title (toast, title);

  return toast;
}

AdwToast *
culm_toast_new (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return create_toast (create_label (text));
}

AdwToast *
culm_toast_new_failure (const char *text, const GError *error)
{
  GtkWidget *box;
  g_autofree char *details = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error != NULL, NULL);

  details = culm_details_new (text, error, g_get_real_time () / G_USEC_PER_SEC);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), create_label (text));
  gtk_box_append (GTK_BOX (box), culm_copy_button_new (details));

  return create_toast (box);
}

static GtkWidget *
get_content (GtkRoot *root)
{
  if (ADW_IS_APPLICATION_WINDOW (root))
    return adw_application_window_get_content (ADW_APPLICATION_WINDOW (root));

  return ADW_IS_WINDOW (root) ? adw_window_get_content (ADW_WINDOW (root)) : NULL;
}

/* Takes the toast. */
static AdwToast *
show (GtkWidget *widget, AdwToast *toast)
{
  GtkWidget *content = get_content (gtk_widget_get_root (widget));

  if (ADW_IS_TOAST_OVERLAY (content))
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (content), g_object_ref (toast));
  g_object_unref (toast);

  return ADW_IS_TOAST_OVERLAY (content) ? toast : NULL;
}

AdwToast *
culm_toast_show (GtkWidget *widget, const char *text)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  return show (widget, culm_toast_new (text));
}

AdwToast *
culm_toast_show_failure (GtkWidget *widget, const char *text, const GError *error)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  return show (widget, culm_toast_new_failure (text, error));
}
