/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-printers-page.h"

#include "culm-printer-settings-page.h"
#include "culm-wrap.h"

struct _CulmPrintersPage
{
  AdwPreferencesPage parent_instance;

  GtkListBox *list_box;

  GSettings *settings;
  BambuFleet *fleet;
};

G_DEFINE_FINAL_TYPE (CulmPrintersPage, culm_printers_page, ADW_TYPE_PREFERENCES_PAGE)

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  BambuPrinter *printer = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  g_object_set (row, "use-markup", FALSE, "activatable", TRUE, NULL);
  g_object_bind_property (printer, "name", row, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (printer, "model-name", row, "subtitle", G_BINDING_SYNC_CREATE);
  g_object_set_data (G_OBJECT (row), "printer", printer); /* the row goes before it does */
  gtk_accessible_update_property (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);

  return row;
}

static void
on_row_activated (CulmPrintersPage *self, GtkListBoxRow *row)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);
  BambuPrinter *printer = g_object_get_data (G_OBJECT (row), "printer");

  adw_preferences_dialog_push_subpage (
      ADW_PREFERENCES_DIALOG (dialog),
      ADW_NAVIGATION_PAGE (culm_printer_settings_page_new (self->settings, self->fleet, printer)));
}

static void
culm_printers_page_dispose (GObject *object)
{
  CulmPrintersPage *self = CULM_PRINTERS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_PRINTERS_PAGE);
  g_clear_object (&self->settings);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (culm_printers_page_parent_class)->dispose (object);
}

static void
culm_printers_page_class_init (CulmPrintersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_printers_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-printers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmPrintersPage, list_box);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
culm_printers_page_init (CulmPrintersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
}

CulmPrintersPage *
culm_printers_page_new (GSettings *settings, BambuFleet *fleet)
{
  CulmPrintersPage *self = g_object_new (CULM_TYPE_PRINTERS_PAGE, NULL);

  self->settings = g_object_ref (settings);
  self->fleet = g_object_ref (fleet);
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (fleet), create_row, NULL, NULL);

  return self;
}
