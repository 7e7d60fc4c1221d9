/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-advanced-page.h"

#include "culm-app-certificate-row.h"
#include "culm-diagnostics-dialog.h"
#include "culm-wrap.h"

struct _CulmAdvancedPage
{
  AdwPreferencesPage parent_instance;

  AdwSwitchRow *gcode_row;
  GtkWidget *ask_again;
  AdwSwitchRow *log_row;
  GtkWidget *service_group;

  GSettings *settings;
  BambuFleet *fleet;
  BambuAccountList *accounts; /* NULL in the demo */
};

G_DEFINE_FINAL_TYPE (CulmAdvancedPage, culm_advanced_page, ADW_TYPE_PREFERENCES_PAGE)

static void
update (CulmAdvancedPage *self)
{
  g_auto (GStrv) unasked = g_settings_get_strv (self->settings, "unasked");

  gtk_widget_set_sensitive (self->ask_again, unasked[0] != NULL);
}

static void
on_ask_again_clicked (CulmAdvancedPage *self)
{
  g_settings_reset (self->settings, "unasked");
}

static void
on_export (CulmAdvancedPage *self)
{
  adw_dialog_present (culm_diagnostics_dialog_new (self->fleet, self->accounts), GTK_WIDGET (self));
}

static void
culm_advanced_page_dispose (GObject *object)
{
  CulmAdvancedPage *self = CULM_ADVANCED_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_ADVANCED_PAGE);
  g_clear_object (&self->settings);
  g_clear_object (&self->fleet);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (culm_advanced_page_parent_class)->dispose (object);
}

static void
culm_advanced_page_class_init (CulmAdvancedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_advanced_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-advanced-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmAdvancedPage, gcode_row);
  gtk_widget_class_bind_template_child (widget_class, CulmAdvancedPage, ask_again);
  gtk_widget_class_bind_template_child (widget_class, CulmAdvancedPage, log_row);
  gtk_widget_class_bind_template_child (widget_class, CulmAdvancedPage, service_group);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
  gtk_widget_class_bind_template_callback (widget_class, on_ask_again_clicked);
}

static void
culm_advanced_page_init (CulmAdvancedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
}

CulmAdvancedPage *
culm_advanced_page_new (GSettings *settings, BambuFleet *fleet, BambuAccountList *accounts)
{
  CulmAdvancedPage *self = g_object_new (CULM_TYPE_ADVANCED_PAGE, NULL);

  self->settings = g_object_ref (settings);
  self->fleet = g_object_ref (fleet);
  g_set_object (&self->accounts, accounts);
  g_settings_bind (settings, "keep-log", self->log_row, "active", 0);
  g_settings_bind (settings, "gcode-entry", self->gcode_row, "active", 0);
  g_signal_connect_object (settings, "changed::unasked", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);

  gtk_widget_set_visible (self->service_group, accounts != NULL);
  if (accounts != NULL)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->service_group),
                               culm_app_certificate_row_new (accounts));

  return self;
}
