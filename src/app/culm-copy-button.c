/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-copy-button.h"

#include <glib/gi18n.h>

#include "culm-announce.h"

struct _CulmCopyButton
{
  GtkButton parent_instance;

  char *details;
};

G_DEFINE_FINAL_TYPE (CulmCopyButton, culm_copy_button, GTK_TYPE_BUTTON)

typedef enum
{
  PROP_DETAILS = 1,
} CulmCopyButtonProperty;

static GParamSpec *properties[PROP_DETAILS + 1];

static void
show_copied (CulmCopyButton *self, gboolean copied)
{
  const char *name = copied ? _ ("Details Copied") : _ ("Copy Details");

  gtk_button_set_icon_name (GTK_BUTTON (self),
                            copied ? "object-select-symbolic" : "edit-copy-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
culm_copy_button_clicked (GtkButton *button)
{
  CulmCopyButton *self = CULM_COPY_BUTTON (button);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->details);
  show_copied (self, TRUE);
  culm_announce (GTK_WIDGET (self), _ ("Details Copied"));
}

static void
culm_copy_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmCopyButton *self = CULM_COPY_BUTTON (object);

  switch ((CulmCopyButtonProperty) prop_id)
    {
    case PROP_DETAILS:
      g_value_set_string (value, self->details);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_copy_button_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((CulmCopyButtonProperty) prop_id)
    {
    case PROP_DETAILS:
      culm_copy_button_set_details (CULM_COPY_BUTTON (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_copy_button_finalize (GObject *object)
{
  g_clear_pointer (&CULM_COPY_BUTTON (object)->details, g_free);

  G_OBJECT_CLASS (culm_copy_button_parent_class)->finalize (object);
}

static void
culm_copy_button_class_init (CulmCopyButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = culm_copy_button_get_property;
  object_class->set_property = culm_copy_button_set_property;
  object_class->finalize = culm_copy_button_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = culm_copy_button_clicked;

  properties[PROP_DETAILS] =
      g_param_spec_string ("details", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
culm_copy_button_init (CulmCopyButton *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  show_copied (self, FALSE);
}

GtkWidget *
culm_copy_button_new (const char *details)
{
  return g_object_new (CULM_TYPE_COPY_BUTTON, "details", details, NULL);
}

void
culm_copy_button_set_details (CulmCopyButton *self, const char *details)
{
  g_return_if_fail (CULM_IS_COPY_BUTTON (self));

  if (!g_set_str (&self->details, details))
    return;

  gtk_widget_set_visible (GTK_WIDGET (self), details != NULL);
  show_copied (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAILS]);
}
