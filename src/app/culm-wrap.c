/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-wrap.h"

#include <adwaita.h>

static gboolean
is_on_one_line (GtkWidget *label)
{
  /* Above what was entered there is room for one. */
  if (gtk_widget_get_ancestor (label, ADW_TYPE_ENTRY_ROW) != NULL)
    return gtk_widget_has_css_class (label, "title");

  return GTK_IS_BUTTON (gtk_widget_get_parent (label))
         || gtk_widget_has_css_class (label, "heading")
         || gtk_widget_get_ancestor (label, ADW_TYPE_BUTTON_ROW) != NULL;
}

static void
wrap (GtkLabel *label)
{
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_NONE); /* only where it has to */
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_lines (label, -1);
  if (GTK_IS_BUTTON (gtk_widget_get_parent (GTK_WIDGET (label))))
    gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

void
culm_wrap (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  /* It has no second line. */
  if (ADW_IS_HEADER_BAR (widget))
    return;

  if (GTK_IS_LABEL (widget) && is_on_one_line (widget))
    wrap (GTK_LABEL (widget));
  if (ADW_IS_DIALOG (widget))
    widget = adw_dialog_get_child (ADW_DIALOG (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    culm_wrap (child);
}
