/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-general-page.h"

#include <glib/gi18n.h>

struct _CulmGeneralPage
{
  AdwPreferencesPage parent_instance;

  AdwComboRow *start_row;
  AdwComboRow *order_row;
  GtkWidget *background_group;
  AdwSwitchRow *watching_row;
  AdwSwitchRow *login_row;
};

G_DEFINE_FINAL_TYPE (CulmGeneralPage, culm_general_page, ADW_TYPE_PREFERENCES_PAGE)

/* In the order of the rows' lists */
static const char *const start_pages[] = { "last-printer", "all-printers", NULL };
static const char *const orders[] = { "automatic", "own", NULL };

static gboolean
to_position (GValue *position, GVariant *word, gpointer words)
{
  for (guint i = 0; ((const char *const *) words)[i] != NULL; i++)
    if (g_str_equal (((const char *const *) words)[i], g_variant_get_string (word, NULL)))
      g_value_set_uint (position, i);

  return TRUE;
}

static GVariant *
to_word (const GValue *position, const GVariantType *type, gpointer words)
{
  return g_variant_new_string (((const char *const *) words)[g_value_get_uint (position)]);
}

static void
bind (GSettings *settings, const char *key, AdwComboRow *row, const char *const *words)
{
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                to_position, to_word, (gpointer) words, NULL);
}

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
  gtk_widget_class_bind_template_child (widget_class, CulmGeneralPage, start_row);
  gtk_widget_class_bind_template_child (widget_class, CulmGeneralPage, order_row);
  gtk_widget_class_bind_template_child (widget_class, CulmGeneralPage, background_group);
  gtk_widget_class_bind_template_child (widget_class, CulmGeneralPage, watching_row);
  gtk_widget_class_bind_template_child (widget_class, CulmGeneralPage, login_row);
}

static void
culm_general_page_init (CulmGeneralPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_background (CulmGeneralPage *self, GSettings *settings, CulmBackground *background)
{
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
  gtk_widget_set_visible (self->background_group, TRUE);
  culm_background_look (background);
}

CulmGeneralPage *
culm_general_page_new (GSettings *settings, CulmBackground *background)
{
  CulmGeneralPage *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (background == NULL || CULM_IS_BACKGROUND (background), NULL);

  self = g_object_new (CULM_TYPE_GENERAL_PAGE, NULL);
  bind (settings, "start-page", self->start_row, start_pages);
  bind (settings, "printer-order", self->order_row, orders);
  if (background != NULL)
    bind_background (self, settings, background);

  return self;
}
