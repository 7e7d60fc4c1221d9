/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-printer-settings-page.h"

#include <words/culm-format.h>

#include "culm-camera-feed.h"
#include "culm-confirm.h"
#include "culm-window-private.h"

struct _CulmPrinterSettingsPage
{
  AdwNavigationPage parent_instance;

  AdwActionRow *name_row;
  AdwActionRow *model_row;
  AdwActionRow *way_row;
  AdwActionRow *address_row;
  GtkWidget *connection_group;
  GtkWidget *camera_group;
  AdwSwitchRow *mirror_row;
  AdwSwitchRow *turn_row;
  GtkWidget *questions_group;

  GSettings *settings;
  BambuFleet *fleet;
  BambuPrinter *printer;
  CulmCameraFeed *feed;
};

G_DEFINE_FINAL_TYPE (CulmPrinterSettingsPage, culm_printer_settings_page, ADW_TYPE_NAVIGATION_PAGE)

/* The same questions as from the printer's menu */
static void
work (CulmPrinterSettingsPage *self, const char *action)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (CULM_IS_WINDOW (root))
    culm_window_work (CULM_WINDOW (root), action, self->printer);
}

static void
on_name (CulmPrinterSettingsPage *self)
{
  work (self, "win.rename-printer");
}

static void
on_address (CulmPrinterSettingsPage *self)
{
  work (self, "win.change-address");
}

static void
on_code (CulmPrinterSettingsPage *self)
{
  work (self, "win.enter-access-code");
}

static void
on_remove (CulmPrinterSettingsPage *self)
{
  work (self,
        bambu_printer_is_demo (self->printer) ? "win.remove-demo-printer" : "win.remove-printer");
}

static void
on_ask_again (CulmPrinterSettingsPage *self)
{
  culm_confirm_ask_again (self->settings, self->printer);
}

static void
update_questions (CulmPrinterSettingsPage *self)
{
  gtk_widget_set_visible (self->questions_group,
                          culm_confirm_is_any_unasked (self->settings, self->printer));
}

static void
update_connection (CulmPrinterSettingsPage *self)
{
  const char *address = bambu_printer_get_address (self->printer);

  adw_action_row_set_subtitle (
      self->way_row, culm_format_connection (bambu_printer_get_connection (self->printer)));
  adw_action_row_set_subtitle (self->address_row, address != NULL ? address : "–");
  gtk_widget_set_visible (self->camera_group,
                          bambu_printer_get_camera_kind (self->printer) != BAMBU_CAMERA_KIND_NONE);
}

static void
on_fleet_changed (CulmPrinterSettingsPage *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  if (dialog != NULL
      && bambu_fleet_find (self->fleet, bambu_printer_get_serial (self->printer)) != self->printer)
    adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (dialog));
}

static void
culm_printer_settings_page_dispose (GObject *object)
{
  CulmPrinterSettingsPage *self = CULM_PRINTER_SETTINGS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_PRINTER_SETTINGS_PAGE);
  g_clear_object (&self->feed);
  g_clear_object (&self->printer);
  g_clear_object (&self->fleet);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (culm_printer_settings_page_parent_class)->dispose (object);
}

static void
culm_printer_settings_page_class_init (CulmPrinterSettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_printer_settings_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CULM_RESOURCE_BASE
                                               "/ui/culm-printer-settings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmPrinterSettingsPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, CulmPrinterSettingsPage, model_row);
  gtk_widget_class_bind_template_child (widget_class, CulmPrinterSettingsPage, way_row);
  gtk_widget_class_bind_template_child (widget_class, CulmPrinterSettingsPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, CulmPrinterSettingsPage, connection_group);
  gtk_widget_class_bind_template_child (widget_class, CulmPrinterSettingsPage, camera_group);
  gtk_widget_class_bind_template_child (widget_class, CulmPrinterSettingsPage, mirror_row);
  gtk_widget_class_bind_template_child (widget_class, CulmPrinterSettingsPage, turn_row);
  gtk_widget_class_bind_template_child (widget_class, CulmPrinterSettingsPage, questions_group);
  gtk_widget_class_bind_template_callback (widget_class, on_name);
  gtk_widget_class_bind_template_callback (widget_class, on_address);
  gtk_widget_class_bind_template_callback (widget_class, on_code);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_ask_again);
}

static void
culm_printer_settings_page_init (CulmPrinterSettingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
follow_camera (CulmPrinterSettingsPage *self)
{
  self->feed =
      culm_camera_feed_dup_for_camera (bambu_fleet_get_camera (self->fleet, self->printer));
  culm_camera_feed_set_settings (self->feed, self->settings);
  g_object_bind_property (self->feed, "flip-horizontally", self->mirror_row, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self->feed, "flip-vertically", self->turn_row, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

CulmPrinterSettingsPage *
culm_printer_settings_page_new (GSettings *settings, BambuFleet *fleet, BambuPrinter *printer)
{
  static const char *const followed[] = { "notify::connection", "notify::address",
                                          "notify::camera-kind" };
  CulmPrinterSettingsPage *self = g_object_new (CULM_TYPE_PRINTER_SETTINGS_PAGE, NULL);
  gboolean is_real = !bambu_printer_is_demo (printer);

  self->settings = g_object_ref (settings);
  self->fleet = g_object_ref (fleet);
  self->printer = g_object_ref (printer);

  g_object_bind_property (printer, "name", self, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (printer, "name", self->name_row, "subtitle", G_BINDING_SYNC_CREATE);
  g_object_bind_property (printer, "model-name", self->model_row, "subtitle",
                          G_BINDING_SYNC_CREATE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->name_row), is_real);
  gtk_widget_set_visible (self->connection_group, is_real);

  for (gsize i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (printer, followed[i], G_CALLBACK (update_connection), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::unasked", G_CALLBACK (update_questions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (fleet, "items-changed", G_CALLBACK (on_fleet_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  follow_camera (self);
  update_connection (self);
  update_questions (self);

  return self;
}
