/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-check-page.h"

#include <glib/gi18n.h>

#include "culm-announce.h"
#include "culm-check-row.h"

struct _CulmCheckPage
{
  AdwNavigationPage parent_instance;

  GtkListBox *list_box;
  GtkWidget *name_group;
  GtkEditable *name_row;
  GtkWidget *add_button;
  GtkWidget *again_button;

  gboolean can_add;
};

enum
{
  SIGNAL_ADD,
  SIGNAL_AGAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmCheckPage, culm_check_page, ADW_TYPE_NAVIGATION_PAGE)

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  return culm_check_row_new (item);
}

static char *
dup_name (CulmCheckPage *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
}

static void
on_name_changed (CulmCheckPage *self)
{
  g_autofree char *name = dup_name (self);

  gtk_widget_set_sensitive (self->add_button, self->can_add && *name != '\0');
}

static void
on_add (CulmCheckPage *self)
{
  g_autofree char *name = dup_name (self);

  g_signal_emit (self, signals[SIGNAL_ADD], 0, name);
}

static void
on_again (CulmCheckPage *self)
{
  g_signal_emit (self, signals[SIGNAL_AGAIN], 0);
}

static void
culm_check_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_CHECK_PAGE);

  G_OBJECT_CLASS (culm_check_page_parent_class)->dispose (object);
}

static void
culm_check_page_class_init (CulmCheckPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_check_page_dispose;

  signals[SIGNAL_ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_AGAIN] = g_signal_new ("again", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmCheckPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, CulmCheckPage, name_group);
  gtk_widget_class_bind_template_child (widget_class, CulmCheckPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, CulmCheckPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, CulmCheckPage, again_button);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
}

static void
culm_check_page_init (CulmCheckPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
culm_check_page_new (void)
{
  return g_object_new (CULM_TYPE_CHECK_PAGE, NULL);
}

void
culm_check_page_set_check (CulmCheckPage *self, BambuConnectionCheck *check)
{
  g_return_if_fail (CULM_IS_CHECK_PAGE (self));
  g_return_if_fail (BAMBU_IS_CONNECTION_CHECK (check));

  self->can_add = FALSE;
  gtk_widget_set_visible (self->name_group, FALSE);
  gtk_widget_set_visible (self->again_button, FALSE);
  gtk_widget_set_visible (self->add_button, TRUE);
  on_name_changed (self);

  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (check), create_row, NULL, NULL);
}

static void
set_done (CulmCheckPage *self, gboolean can_add)
{
  self->can_add = can_add;
  gtk_widget_set_visible (self->name_group, can_add);
  gtk_widget_set_visible (self->add_button, can_add);
  gtk_widget_set_visible (self->again_button, !can_add);

  on_name_changed (self);
  gtk_widget_grab_focus (can_add ? GTK_WIDGET (self->name_row) : self->again_button);
  culm_announce (GTK_WIDGET (self),
                 can_add ? _ ("The printer can be added") : _ ("The printer cannot be added yet"));
}

void
culm_check_page_set_passed (CulmCheckPage *self, const char *name)
{
  g_return_if_fail (CULM_IS_CHECK_PAGE (self));

  if (name != NULL && *gtk_editable_get_text (self->name_row) == '\0')
    gtk_editable_set_text (self->name_row, name);

  set_done (self, TRUE);
}

void
culm_check_page_set_failed (CulmCheckPage *self, const char *again_label)
{
  g_return_if_fail (CULM_IS_CHECK_PAGE (self));

  gtk_button_set_label (GTK_BUTTON (self->again_button), again_label);
  set_done (self, FALSE);
}

GtkWidget *
culm_check_page_get_default (CulmCheckPage *self)
{
  g_return_val_if_fail (CULM_IS_CHECK_PAGE (self), NULL);

  return self->add_button;
}
