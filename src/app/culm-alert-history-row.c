/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-alert-history-row.h"

#include <glib/gi18n.h>

#include "culm-alert-words.h"
#include "culm-format.h"

struct _CulmAlertHistoryRow
{
  AdwBin parent_instance;

  BambuAlertEntry *entry;
};

G_DEFINE_FINAL_TYPE (CulmAlertHistoryRow, culm_alert_history_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_ENTRY = 1,
} CulmAlertHistoryRowProperty;

static GParamSpec *properties[PROP_ENTRY + 1];

static char *
get_icon (CulmAlertHistoryRow *self, int severity)
{
  return g_strdup (culm_format_severity_icon ((BambuSeverity) severity));
}

/* Colour is for what holds. */
static char **
get_classes (CulmAlertHistoryRow *self, int severity, gint64 ended)
{
  const char *style = ended > 0 ? "dimmed" : culm_alert_get_style ((BambuSeverity) severity);

  return g_strdupv ((char *[]) { (char *) style, NULL });
}

static char *
get_severity (CulmAlertHistoryRow *self, int severity)
{
  return g_strdup (culm_alert_format_severity ((BambuSeverity) severity));
}

static BambuAlertKind
get_kind (CulmAlertHistoryRow *self)
{
  return self->entry != NULL ? bambu_alert_entry_get_kind (self->entry) : BAMBU_ALERT_KIND_HMS;
}

static char *
get_sentence (
    CulmAlertHistoryRow *self, const char *kind, const char *code, const char *text, int value)
{
  return culm_alert_to_sentence (get_kind (self), code, text, value);
}

static char **
get_title_classes (CulmAlertHistoryRow *self, gboolean acknowledged)
{
  return g_strdupv ((char *[]) { acknowledged ? "body" : "heading", NULL });
}

/* When a printer has reported it for the last time is not when it was seen to be gone: it may have
 * been off between. */
static char *
get_times (CulmAlertHistoryRow *self, const char *name, gint64 first_seen, gint64 last_seen)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *first = culm_format_clock (first_seen, now);
  g_autofree char *last = culm_format_clock (MAX (first_seen, last_seen), now);

  if (g_str_equal (first, last))
    /* Translators: a printer, and when something was wrong with it */
    return g_strdup_printf (_ ("%s · seen %s"), name, first);

  /* Translators: a printer, and when something wrong with it was seen for the first and for the
   * last time */
  return g_strdup_printf (_ ("%s · first seen %s, last seen %s"), name, first, last);
}

static char *
get_answer (CulmAlertHistoryRow *self, const char *answer)
{
  return g_strdup (culm_alert_get_answer (answer));
}

static gboolean
is_answered (CulmAlertHistoryRow *self, const char *answer)
{
  return *culm_alert_get_answer (answer) != '\0';
}

static gboolean
has_code (CulmAlertHistoryRow *self, const char *kind)
{
  return !culm_alert_is_ours (get_kind (self));
}

static gboolean
is_unread (CulmAlertHistoryRow *self, gboolean acknowledged)
{
  return !acknowledged;
}

static void
on_read_clicked (CulmAlertHistoryRow *self, GtkButton *button)
{
  g_signal_emit_by_name (self, "read");
}

static void
culm_alert_history_row_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  CulmAlertHistoryRow *self = CULM_ALERT_HISTORY_ROW (object);

  switch ((CulmAlertHistoryRowProperty) prop_id)
    {
    case PROP_ENTRY:
      g_value_set_object (value, self->entry);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_alert_history_row_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  CulmAlertHistoryRow *self = CULM_ALERT_HISTORY_ROW (object);

  switch ((CulmAlertHistoryRowProperty) prop_id)
    {
    case PROP_ENTRY:
      if (g_set_object (&self->entry, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_alert_history_row_dispose (GObject *object)
{
  CulmAlertHistoryRow *self = CULM_ALERT_HISTORY_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_ALERT_HISTORY_ROW);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (culm_alert_history_row_parent_class)->dispose (object);
}

static void
culm_alert_history_row_class_init (CulmAlertHistoryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_alert_history_row_get_property;
  object_class->set_property = culm_alert_history_row_set_property;
  object_class->dispose = culm_alert_history_row_dispose;

  properties[PROP_ENTRY] =
      g_param_spec_object ("entry", NULL, NULL, BAMBU_TYPE_ALERT_ENTRY,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-alert-history-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, get_icon);
  gtk_widget_class_bind_template_callback (widget_class, get_classes);
  gtk_widget_class_bind_template_callback (widget_class, get_severity);
  gtk_widget_class_bind_template_callback (widget_class, get_sentence);
  gtk_widget_class_bind_template_callback (widget_class, get_title_classes);
  gtk_widget_class_bind_template_callback (widget_class, get_times);
  gtk_widget_class_bind_template_callback (widget_class, get_answer);
  gtk_widget_class_bind_template_callback (widget_class, is_answered);
  gtk_widget_class_bind_template_callback (widget_class, has_code);
  gtk_widget_class_bind_template_callback (widget_class, is_unread);
  gtk_widget_class_bind_template_callback (widget_class, on_read_clicked);
}

static void
culm_alert_history_row_init (CulmAlertHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
