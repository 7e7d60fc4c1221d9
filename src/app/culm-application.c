/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-application.h"

#include "culm-window.h"

struct _CulmApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (CulmApplication, culm_application, ADW_TYPE_APPLICATION)

static void
culm_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (culm_window_new (CULM_APPLICATION (application)));

  gtk_window_present (window);
}

static void
culm_application_class_init (CulmApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = culm_application_activate;
}

static void
culm_application_init (CulmApplication *self)
{
}

CulmApplication *
culm_application_new (void)
{
  return g_object_new (CULM_TYPE_APPLICATION, "application-id", CULM_APP_ID, "resource-base-path",
                       CULM_RESOURCE_BASE, NULL);
}
