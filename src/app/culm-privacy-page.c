/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-privacy-page.h"

struct _CulmPrivacyPage
{
  AdwPreferencesPage parent_instance;

  AdwSwitchRow *texts_row;
};

G_DEFINE_FINAL_TYPE (CulmPrivacyPage, culm_privacy_page, ADW_TYPE_PREFERENCES_PAGE)

static void
culm_privacy_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_PRIVACY_PAGE);

  G_OBJECT_CLASS (culm_privacy_page_parent_class)->dispose (object);
}

static void
culm_privacy_page_class_init (CulmPrivacyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_privacy_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-privacy-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmPrivacyPage, texts_row);
}

static void
culm_privacy_page_init (CulmPrivacyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CulmPrivacyPage *
culm_privacy_page_new (GSettings *settings)
{
  CulmPrivacyPage *self = g_object_new (CULM_TYPE_PRIVACY_PAGE, NULL);

  g_settings_bind (settings, "show-alert-texts", self->texts_row, "active", 0);

  return self;
}
