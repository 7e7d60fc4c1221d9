/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-folder-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "culm-file-actions.h"
#include "culm-file-view.h"

struct _CulmFolderPage
{
  AdwNavigationPage parent_instance;

  BambuPrinter *printer;

  CulmFileView *view;
  GtkWidget *bar;
};

G_DEFINE_FINAL_TYPE (CulmFolderPage, culm_folder_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  OPEN_FOLDER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_selection_changed (CulmFolderPage *self)
{
  g_autoptr (GListModel) selected = culm_folder_page_dup_selected (self);

  gtk_widget_set_visible (self->bar, g_list_model_get_n_items (selected) > 0);
  culm_file_actions_update (GTK_WIDGET (self), selected);
}

static void
on_activated (CulmFolderPage *self, BambuStoredFile *file)
{
  const BambuStoredFileValues *values = bambu_stored_file_get_values (file);

  if (values->kind == BAMBU_STORED_KIND_FOLDER)
    g_signal_emit (self, signals[OPEN_FOLDER], 0, values->path);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), culm_file_actions_get_default (values->kind),
                                NULL);
}

static void
culm_folder_page_dispose (GObject *object)
{
  CulmFolderPage *self = CULM_FOLDER_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_FOLDER_PAGE);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_folder_page_parent_class)->dispose (object);
}

static void
culm_folder_page_class_init (CulmFolderPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_folder_page_dispose;

  signals[OPEN_FOLDER] = g_signal_new ("open-folder", CULM_TYPE_FOLDER_PAGE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (CULM_TYPE_FILE_VIEW);
  culm_file_actions_install (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-folder-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmFolderPage, view);
  gtk_widget_class_bind_template_child (widget_class, CulmFolderPage, bar);
  gtk_widget_class_bind_template_callback (widget_class, on_selection_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
culm_folder_page_init (CulmFolderPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CulmFolderPage *
culm_folder_page_new (BambuPrinter *printer, BambuStorage *storage, const char *path)
{
  CulmFolderPage *self;
  g_autoptr (CulmFolder) folder = NULL;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (BAMBU_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (path != NULL && *path == '/', NULL);

  self = g_object_new (CULM_TYPE_FOLDER_PAGE, NULL);
  self->printer = g_object_ref (printer);
  folder = culm_folder_new (storage, path);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self),
                                 g_str_equal (path, "/") ? _ ("Files") : strrchr (path, '/') + 1);
  culm_file_view_set_up (self->view, printer, folder);

  return self;
}

CulmFolder *
culm_folder_page_get_folder (CulmFolderPage *self)
{
  g_return_val_if_fail (CULM_IS_FOLDER_PAGE (self), NULL);

  return culm_file_view_get_folder (self->view);
}

BambuPrinter *
culm_folder_page_get_printer (CulmFolderPage *self)
{
  g_return_val_if_fail (CULM_IS_FOLDER_PAGE (self), NULL);

  return self->printer;
}

GListModel *
culm_folder_page_dup_selected (CulmFolderPage *self)
{
  g_return_val_if_fail (CULM_IS_FOLDER_PAGE (self), NULL);

  return culm_file_view_dup_selected (self->view);
}

void
culm_folder_page_search (CulmFolderPage *self)
{
  g_return_if_fail (CULM_IS_FOLDER_PAGE (self));

  culm_file_view_search (self->view);
}
