/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-general-page.h"

#include <glib/gi18n.h>

struct _CulmGeneralPage
{
  AdwPreferencesPage parent_instance;

  AdwSwitchRow *watching_row;
  AdwSwitchRow *login_row;
};

G_DEFINE_FINAL_TYPE (CulmGeneralPage, culm_general_page, ADW_TYPE_PREFERENCES_PAGE)

/* What is missing, or else what it is for */
static gboolean
choose_subtitle (GBinding *binding, const GValue *note, GValue *subtitle, gpointer user_data)
{
  const char *text = g_value_get_string (note);

  g_value_set_string (subtitle, text != NULL ? text : user_data);

  return TRUE;
}

static void
culm_general_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_GENERAL_PAGE);

  G_OBJECT_CLASS (culm_general_page_parent_class)->dispose (object);
}

static void
culm_general_page_class_init (CulmGeneralPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_general_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-general-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmGeneralPage, watching_row);
  gtk_widget_class_bind_template_child (widget_class, CulmGeneralPage, login_row);
}

static void
culm_general_page_init (CulmGeneralPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CulmGeneralPage *
culm_general_page_new (GSettings *settings, CulmBackground *background)
{
  CulmGeneralPage *self = g_object_new (CULM_TYPE_GENERAL_PAGE, NULL);

  g_settings_bind (settings, "keep-watching", self->watching_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "start-at-login", self->login_row, "active",
                   G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY);
  g_object_bind_property_full (
      background, "watching-note", self->watching_row, "subtitle", G_BINDING_SYNC_CREATE,
      choose_subtitle, NULL,
      (gpointer) _ ("Reports and notifications go on, and nothing else: no picture, no window"),
      NULL);
  g_object_bind_property_full (background, "login-note", self->login_row, "subtitle",
                               G_BINDING_SYNC_CREATE, choose_subtitle, NULL,
                               (gpointer) _ ("In the background, without a window"), NULL);
  g_object_bind_property (background, "can-start", self->login_row, "sensitive",
                          G_BINDING_SYNC_CREATE);
  culm_background_look (background);

  return self;
}
