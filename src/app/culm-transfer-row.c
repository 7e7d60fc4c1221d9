/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-transfer-row.h"

#include <glib/gi18n.h>
#include <words/culm-storage-words.h>

struct _CulmTransferRow
{
  GtkListBoxRow parent_instance;

  CulmFileTransfer *item;
  BambuPrinter *printer;
};

G_DEFINE_FINAL_TYPE (CulmTransferRow, culm_transfer_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_ITEM = 1,
  PROP_PRINTER,
} CulmTransferRowProperty;

static GParamSpec *properties[PROP_PRINTER + 1];

static gboolean
has_failed (CulmTransferRow *self, const GError *error)
{
  return error != NULL;
}

static gboolean
is_under_way (CulmTransferRow *self, const GError *error)
{
  return error == NULL;
}

static char *
get_icon (CulmTransferRow *self, gboolean upload, const GError *error)
{
  if (error != NULL)
    return g_strdup ("dialog-warning-symbolic");

  return g_strdup (upload ? "go-up-symbolic" : "go-down-symbolic");
}

static double
get_fraction (CulmTransferRow *self, gint64 done, gint64 total)
{
  return total > 0 ? CLAMP ((double) done / (double) total, 0, 1) : 0;
}

/* The figures are there to follow them. */
static char *
get_facts (CulmTransferRow *self,
           BambuTransfer *progress,
           gint64 done,
           double speed,
           gboolean upload,
           const GError *error,
           const char *printer_name)
{
  if (error != NULL)
    return culm_storage_words_failure (
        error, upload ? CULM_STORAGE_ACTION_UPLOAD : CULM_STORAGE_ACTION_DOWNLOAD, printer_name);

  return progress != NULL ? culm_storage_words_progress (progress) : NULL;
}

static char *
get_dismiss_tip (CulmTransferRow *self, const GError *error)
{
  return g_strdup (error != NULL ? _ ("Dismiss") : _ ("Cancel"));
}

static void
on_retry (CulmTransferRow *self)
{
  culm_file_transfer_retry (self->item);
}

static void
on_dismiss (CulmTransferRow *self)
{
  culm_file_transfer_dismiss (self->item);
}

static void
culm_transfer_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((CulmTransferRowProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, CULM_TRANSFER_ROW (object)->item);
      break;
    case PROP_PRINTER:
      g_value_set_object (value, CULM_TRANSFER_ROW (object)->printer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_transfer_row_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch ((CulmTransferRowProperty) prop_id)
    {
    case PROP_ITEM:
      if (g_set_object (&CULM_TRANSFER_ROW (object)->item, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_PRINTER:
      if (g_set_object (&CULM_TRANSFER_ROW (object)->printer, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_transfer_row_dispose (GObject *object)
{
  CulmTransferRow *self = CULM_TRANSFER_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_TRANSFER_ROW);
  g_clear_object (&self->item);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_transfer_row_parent_class)->dispose (object);
}

static void
culm_transfer_row_class_init (CulmTransferRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_transfer_row_get_property;
  object_class->set_property = culm_transfer_row_set_property;
  object_class->dispose = culm_transfer_row_dispose;

  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, CULM_TYPE_FILE_TRANSFER, flags);
  properties[PROP_PRINTER] = g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (BAMBU_TYPE_TRANSFER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-transfer-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, has_failed);
  gtk_widget_class_bind_template_callback (widget_class, is_under_way);
  gtk_widget_class_bind_template_callback (widget_class, get_icon);
  gtk_widget_class_bind_template_callback (widget_class, get_fraction);
  gtk_widget_class_bind_template_callback (widget_class, get_facts);
  gtk_widget_class_bind_template_callback (widget_class, get_dismiss_tip);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, on_dismiss);
}

static void
culm_transfer_row_init (CulmTransferRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
