/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-behind-row.h"

struct _CulmBehindRow
{
  AdwActionRow parent_instance;

  AdwActionRow *door; /* weak */
  GtkWidget *row;     /* weak */
};

G_DEFINE_FINAL_TYPE (CulmBehindRow, culm_behind_row, ADW_TYPE_ACTION_ROW)

/* The search gives the focus to what was chosen. */
static gboolean
culm_behind_row_grab_focus (GtkWidget *widget)
{
  CulmBehindRow *self = CULM_BEHIND_ROW (widget);
  GtkWidget *page;
  GtkWidget *dialog;

  if (self->door == NULL)
    return FALSE;

  page = gtk_widget_get_ancestor (GTK_WIDGET (self->door), ADW_TYPE_PREFERENCES_PAGE);
  dialog = gtk_widget_get_ancestor (page, ADW_TYPE_PREFERENCES_DIALOG);
  adw_preferences_dialog_set_visible_page (ADW_PREFERENCES_DIALOG (dialog),
                                           ADW_PREFERENCES_PAGE (page));
  adw_action_row_activate (self->door);

  return self->row != NULL && gtk_widget_grab_focus (self->row);
}

static void
culm_behind_row_dispose (GObject *object)
{
  CulmBehindRow *self = CULM_BEHIND_ROW (object);

  g_clear_weak_pointer (&self->door);
  g_clear_weak_pointer (&self->row);

  G_OBJECT_CLASS (culm_behind_row_parent_class)->dispose (object);
}

static void
culm_behind_row_class_init (CulmBehindRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = culm_behind_row_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = culm_behind_row_grab_focus;
}

static void
culm_behind_row_init (CulmBehindRow *self)
{
}

static GtkWidget *
create_row (AdwActionRow *door, GtkWidget *row)
{
  static const char *const properties[] = { "title", "use-underline", "use-markup" };
  CulmBehindRow *self = g_object_new (CULM_TYPE_BEHIND_ROW, NULL);

  g_set_weak_pointer (&self->door, door);
  g_set_weak_pointer (&self->row, row);
  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    g_object_bind_property (row, properties[i], self, properties[i], G_BINDING_SYNC_CREATE);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (row), "subtitle") != NULL)
    g_object_bind_property (row, "subtitle", self, "subtitle", G_BINDING_SYNC_CREATE);

  return GTK_WIDGET (self);
}

static void
add_rows (AdwPreferencesGroup *group, AdwActionRow *door, GtkWidget *widget)
{
  if (ADW_IS_PREFERENCES_ROW (widget))
    {
      adw_preferences_group_add (group, create_row (door, widget));
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_rows (group, door, child);
}

AdwPreferencesPage *
culm_behind_row_new_page (AdwActionRow *door, AdwPreferencesPage *page)
{
  AdwPreferencesPage *self;
  AdwPreferencesGroup *group;

  g_return_val_if_fail (ADW_IS_ACTION_ROW (door), NULL);
  g_return_val_if_fail (ADW_IS_PREFERENCES_PAGE (page), NULL);

  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  add_rows (group, door, GTK_WIDGET (page));

  self = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_preferences_page_set_title (self, adw_preferences_page_get_title (page));
  adw_preferences_page_add (self, group);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  return self;
}
