/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-controls-page.h"

#include "culm-calibration-group.h"
#include "culm-extrude-group.h"
#include "culm-extras-group.h"
#include "culm-gcode-group.h"
#include "culm-move-group.h"
#include "culm-nozzle-group.h"
#include "culm-setting-group.h"

struct _CulmControlsPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *title;
  AdwPreferencesPage *page;
  CulmCalibrationGroup *calibration_group;
};

G_DEFINE_FINAL_TYPE (CulmControlsPage, culm_controls_page, ADW_TYPE_NAVIGATION_PAGE)

static void
on_narrow (CulmControlsPage *self)
{
  culm_calibration_group_set_narrow (self->calibration_group, TRUE);
}

static void
on_wide (CulmControlsPage *self)
{
  culm_calibration_group_set_narrow (self->calibration_group, FALSE);
}

static void
culm_controls_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_CONTROLS_PAGE);

  G_OBJECT_CLASS (culm_controls_page_parent_class)->dispose (object);
}

static void
culm_controls_page_class_init (CulmControlsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_controls_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-controls-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmControlsPage, title);
  gtk_widget_class_bind_template_child (widget_class, CulmControlsPage, page);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow);
  gtk_widget_class_bind_template_callback (widget_class, on_wide);
}

static void
culm_controls_page_init (CulmControlsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
culm_controls_page_new (BambuPrinter *printer, GSettings *settings)
{
  CulmControlsPage *self;
  AdwPreferencesGroup *calibration;
  AdwPreferencesGroup *gcode;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CULM_TYPE_CONTROLS_PAGE, NULL);
  g_object_bind_property (printer, "name", self->title, "subtitle", G_BINDING_SYNC_CREATE);

  adw_preferences_page_add (self->page, culm_move_group_new (printer));
  adw_preferences_page_add (self->page, culm_extrude_group_new (printer));
  calibration = culm_calibration_group_new (printer);
  self->calibration_group = CULM_CALIBRATION_GROUP (calibration);
  adw_preferences_page_add (self->page, calibration);
  adw_preferences_page_add (self->page, culm_nozzle_group_new (printer));
  for (CulmSettingSection i = 0; i < CULM_SETTING_SECTION_AMS; i++)
    adw_preferences_page_add (self->page, culm_setting_group_new (printer, i));
  adw_preferences_page_add (self->page, culm_extras_group_new (printer));

  gcode = culm_gcode_group_new (printer);
  g_settings_bind (settings, "gcode-entry", gcode, "visible", G_SETTINGS_BIND_GET);
  adw_preferences_page_add (self->page, gcode);

  return ADW_NAVIGATION_PAGE (self);
}
