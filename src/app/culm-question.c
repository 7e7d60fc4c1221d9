/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-question.h"

#include "culm-wrap.h"

/* libadwaita 1.7 has the heading twice, large and small, and shows the large one where it fits on a
 * line. It measures it for the width that it has even where it does not fit, and GTK warns: as soon
 * as it may break, there is nothing to warn of. */
static void
let_break (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget)
      && (gtk_widget_has_css_class (widget, "title-2")
          || gtk_widget_has_css_class (widget, "title-4")))
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      /* A name has none. */
      pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
      gtk_label_set_attributes (GTK_LABEL (widget), attributes);
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (widget), GTK_NATURAL_WRAP_NONE);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    let_break (child);
}

/* Its answers are added after it was made. */
static void
on_map (GtkWidget *dialog)
{
  culm_wrap (dialog);
}

void
culm_question_fit (AdwAlertDialog *dialog)
{
  g_return_if_fail (ADW_IS_ALERT_DIALOG (dialog));

  let_break (adw_dialog_get_child (ADW_DIALOG (dialog)));
  g_signal_connect (dialog, "map", G_CALLBACK (on_map), NULL);
}

AdwAlertDialog *
culm_question_new (const char *heading, const char *body)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));

  culm_question_fit (dialog);

  return dialog;
}
