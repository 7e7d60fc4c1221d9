/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-window.h"

struct _CulmWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toast_overlay;
  AdwNavigationSplitView *split_view;
};

G_DEFINE_FINAL_TYPE (CulmWindow, culm_window, ADW_TYPE_APPLICATION_WINDOW)

static void
culm_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_WINDOW);

  G_OBJECT_CLASS (culm_window_parent_class)->dispose (object);
}

static void
culm_window_class_init (CulmWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, CulmWindow, split_view);
}

static void
culm_window_init (CulmWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CulmWindow *
culm_window_new (CulmApplication *application)
{
  return g_object_new (CULM_TYPE_WINDOW, "application", application, NULL);
}
