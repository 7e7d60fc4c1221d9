/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-wrap.h"

#include <adwaita.h>

/* There may be a picture or a spinner beside it. */
static gboolean
is_in_button (GtkWidget *label)
{
  GtkWidget *parent = gtk_widget_get_parent (label);

  if (GTK_IS_BOX (parent)
      && gtk_orientable_get_orientation (GTK_ORIENTABLE (parent)) == GTK_ORIENTATION_HORIZONTAL)
    parent = gtk_widget_get_parent (parent);

  return GTK_IS_BUTTON (parent);
}

static gboolean
is_on_one_line (GtkWidget *label)
{
  /* Above what was entered there is room for one. */
  if (gtk_widget_get_ancestor (label, ADW_TYPE_ENTRY_ROW) != NULL)
    return gtk_widget_has_css_class (label, "title");

  return is_in_button (label) || gtk_widget_has_css_class (label, "heading")
         || gtk_widget_get_ancestor (label, ADW_TYPE_BUTTON_ROW) != NULL;
}

static void
wrap (GtkLabel *label)
{
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_NONE); /* only where it has to */
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_lines (label, -1);
  if (is_in_button (GTK_WIDGET (label)))
    gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

static void
on_choice_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  wrap (GTK_LABEL (label));
  gtk_list_item_set_child (item, label);
}

static void
on_choice_bind (GtkListItemFactory *factory, GtkListItem *item, GtkDropDown *drop_down)
{
  GtkExpression *expression = gtk_drop_down_get_expression (drop_down);
  gpointer choice = gtk_list_item_get_item (item);
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));
  g_auto (GValue) value = G_VALUE_INIT;

  if (expression == NULL)
    gtk_label_set_text (label, gtk_string_object_get_string (GTK_STRING_OBJECT (choice)));
  else if (gtk_expression_evaluate (expression, choice, &value))
    gtk_label_set_text (label, g_value_get_string (&value));
}

/* The list that it opens stays as it is. The layout asks how high it is at its width, which a
 * drop-down by itself does not. */
static void
wrap_choice (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  if (gtk_drop_down_get_list_factory (drop_down) != NULL)
    return;

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (on_choice_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_choice_bind), drop_down);
  gtk_drop_down_set_list_factory (drop_down, gtk_drop_down_get_factory (drop_down));
  gtk_drop_down_set_factory (drop_down, factory);
  gtk_widget_set_layout_manager (GTK_WIDGET (drop_down), gtk_bin_layout_new ());
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
  if (GTK_IS_DROP_DOWN (widget))
    wrap_choice (GTK_DROP_DOWN (widget));
  if (ADW_IS_DIALOG (widget))
    widget = adw_dialog_get_child (ADW_DIALOG (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    culm_wrap (child);
}
