/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-welcome.h"

struct _CulmWelcome
{
  AdwBin parent_instance;

  AdwStatusPage *status_page;
  GtkWidget *find_button;
};

G_DEFINE_FINAL_TYPE (CulmWelcome, culm_welcome, ADW_TYPE_BIN)

static gboolean
culm_welcome_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CULM_WELCOME (widget)->find_button);
}

static void
culm_welcome_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_WELCOME);

  G_OBJECT_CLASS (culm_welcome_parent_class)->dispose (object);
}

static void
culm_welcome_class_init (CulmWelcomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_welcome_dispose;
  widget_class->grab_focus = culm_welcome_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmWelcome, status_page);
  gtk_widget_class_bind_template_child (widget_class, CulmWelcome, find_button);
}

static void
culm_welcome_init (CulmWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* The icon has the application's id for a name, which depends on the build. */
  adw_status_page_set_icon_name (self->status_page, CULM_APP_ID);
}

GtkWidget *
culm_welcome_new (void)
{
  return g_object_new (CULM_TYPE_WELCOME, NULL);
}
