/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-alert-row.h"

#include <glib/gi18n.h>

#include "culm-format.h"

struct _CulmAlertRow
{
  GtkListBoxRow parent_instance;

  BambuAlert *alert;
};

G_DEFINE_FINAL_TYPE (CulmAlertRow, culm_alert_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_ALERT = 1,
} CulmAlertRowProperty;

static GParamSpec *properties[PROP_ALERT + 1];

static char *
get_icon (CulmAlertRow *self, BambuSeverity severity)
{
  return g_strdup (culm_format_severity_icon (severity));
}

static char **
get_classes (CulmAlertRow *self, BambuSeverity severity)
{
  switch (severity)
    {
    case BAMBU_SEVERITY_FATAL:
    case BAMBU_SEVERITY_SERIOUS:
      return g_strdupv ((char *[]) { "error", NULL });
    case BAMBU_SEVERITY_COMMON:
      return g_strdupv ((char *[]) { "warning", NULL });
    case BAMBU_SEVERITY_INFO:
    case BAMBU_SEVERITY_UNKNOWN:
    default:
      return g_strdupv ((char *[]) { "dimmed", NULL });
    }
}

static char *
get_severity (CulmAlertRow *self, BambuSeverity severity)
{
  switch (severity)
    {
    case BAMBU_SEVERITY_FATAL:
      /* Translators: how bad a printer's fault is */
      return g_strdup (_ ("Fatal"));
    case BAMBU_SEVERITY_SERIOUS:
      /* Translators: how bad a printer's fault is */
      return g_strdup (_ ("Serious"));
    case BAMBU_SEVERITY_COMMON:
      return g_strdup (_ ("Warning"));
    case BAMBU_SEVERITY_INFO:
    case BAMBU_SEVERITY_UNKNOWN:
    default:
      return g_strdup (_ ("Information"));
    }
}

static char *
get_text (CulmAlertRow *self, const char *text)
{
  if (text != NULL && *text != '\0')
    return g_strdup (text);

  return g_strdup (_ ("The printer reports a fault. This version of Culm has no text for it."));
}

static gboolean
has_time (CulmAlertRow *self, gint64 time)
{
  return time > 0;
}

static char *
get_time (CulmAlertRow *self, gint64 time)
{
  return culm_format_clock (time, g_get_real_time () / G_USEC_PER_SEC);
}

static gboolean
has_url (CulmAlertRow *self, const char *url)
{
  return url != NULL && *url != '\0';
}

static void
on_uri_launched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (object), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("Page of a fault could not be opened: %s", error->message);
}

static void
on_open_clicked (CulmAlertRow *self, GtkButton *button)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (bambu_alert_get_url (self->alert));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                           on_uri_launched, NULL);
}

static void
culm_alert_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmAlertRow *self = CULM_ALERT_ROW (object);

  switch ((CulmAlertRowProperty) prop_id)
    {
    case PROP_ALERT:
      g_value_set_object (value, self->alert);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_alert_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmAlertRow *self = CULM_ALERT_ROW (object);

  switch ((CulmAlertRowProperty) prop_id)
    {
    case PROP_ALERT:
      if (g_set_object (&self->alert, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_alert_row_dispose (GObject *object)
{
  CulmAlertRow *self = CULM_ALERT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_ALERT_ROW);
  g_clear_object (&self->alert);

  G_OBJECT_CLASS (culm_alert_row_parent_class)->dispose (object);
}

static void
culm_alert_row_class_init (CulmAlertRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_alert_row_get_property;
  object_class->set_property = culm_alert_row_set_property;
  object_class->dispose = culm_alert_row_dispose;

  properties[PROP_ALERT] =
      g_param_spec_object ("alert", NULL, NULL, BAMBU_TYPE_ALERT,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-alert-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, get_icon);
  gtk_widget_class_bind_template_callback (widget_class, get_classes);
  gtk_widget_class_bind_template_callback (widget_class, get_severity);
  gtk_widget_class_bind_template_callback (widget_class, get_text);
  gtk_widget_class_bind_template_callback (widget_class, has_time);
  gtk_widget_class_bind_template_callback (widget_class, get_time);
  gtk_widget_class_bind_template_callback (widget_class, has_url);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
}

static void
culm_alert_row_init (CulmAlertRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_alert_row_new (BambuAlert *alert)
{
  g_return_val_if_fail (BAMBU_IS_ALERT (alert), NULL);

  return g_object_new (CULM_TYPE_ALERT_ROW, "alert", alert, NULL);
}
