/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-printer-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _CulmPrinterRow
{
  GtkListBoxRow parent_instance;

  CulmStatus *status;
};

typedef enum
{
  PROP_STATUS = 1,
} CulmPrinterRowProperty;

static GParamSpec *properties[PROP_STATUS + 1];

G_DEFINE_FINAL_TYPE (CulmPrinterRow, culm_printer_row, GTK_TYPE_LIST_BOX_ROW)

static char *
symbol_page (CulmPrinterRow *self, gboolean busy)
{
  return g_strdup (busy ? "busy" : "symbol");
}

static gboolean
is_positive (CulmPrinterRow *self, guint number)
{
  return number > 0;
}

static char *
count_text (CulmPrinterRow *self, guint count)
{
  return g_strdup_printf ("%u", count);
}

static char *
alert_sentence (CulmPrinterRow *self, guint count)
{
  return g_strdup_printf (ngettext ("%u message", "%u messages", count), count);
}

static char **
progress_classes (CulmPrinterRow *self, gboolean last_known)
{
  return g_strdupv ((char *[]) { "thin", last_known ? "stale" : NULL, NULL });
}

/* The eye is content with less than the ear: here is the whole sentence. */
static void
update_description (CulmPrinterRow *self)
{
  const char *sentence = culm_status_get_sentence (self->status);
  guint count = culm_status_get_alert_count (self->status);
  g_autofree char *messages = alert_sentence (self, count);
  g_autofree char *whole = NULL;

  if (count > 0)
    /* Translators: a printer's state, and how many messages it has: "Ready; 2 messages" */
    whole = g_strdup_printf (_ ("%s; %s"), sentence, messages);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  count > 0 ? whole : sentence, -1);
}

static void
culm_printer_row_constructed (GObject *object)
{
  CulmPrinterRow *self = CULM_PRINTER_ROW (object);

  G_OBJECT_CLASS (culm_printer_row_parent_class)->constructed (object);

  g_signal_connect_object (self->status, "notify::sentence", G_CALLBACK (update_description), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->status, "notify::alert-count", G_CALLBACK (update_description),
                           self, G_CONNECT_SWAPPED);
  update_description (self);
}

static void
culm_printer_row_dispose (GObject *object)
{
  CulmPrinterRow *self = CULM_PRINTER_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_PRINTER_ROW);
  g_clear_object (&self->status);

  G_OBJECT_CLASS (culm_printer_row_parent_class)->dispose (object);
}

static void
culm_printer_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmPrinterRow *self = CULM_PRINTER_ROW (object);

  switch ((CulmPrinterRowProperty) prop_id)
    {
    case PROP_STATUS:
      g_value_set_object (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_printer_row_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  CulmPrinterRow *self = CULM_PRINTER_ROW (object);

  switch ((CulmPrinterRowProperty) prop_id)
    {
    case PROP_STATUS:
      self->status = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_printer_row_class_init (CulmPrinterRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = culm_printer_row_constructed;
  object_class->dispose = culm_printer_row_dispose;
  object_class->get_property = culm_printer_row_get_property;
  object_class->set_property = culm_printer_row_set_property;

  properties[PROP_STATUS] =
      g_param_spec_object ("status", NULL, NULL, CULM_TYPE_STATUS,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_STATUS);
  g_type_ensure (BAMBU_TYPE_PRINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-printer-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, symbol_page);
  gtk_widget_class_bind_template_callback (widget_class, is_positive);
  gtk_widget_class_bind_template_callback (widget_class, count_text);
  gtk_widget_class_bind_template_callback (widget_class, alert_sentence);
  gtk_widget_class_bind_template_callback (widget_class, progress_classes);
}

static void
culm_printer_row_init (CulmPrinterRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CulmPrinterRow *
culm_printer_row_new (BambuPrinter *printer)
{
  g_autoptr (CulmStatus) status = culm_status_dup_for_printer (printer);

  return g_object_new (CULM_TYPE_PRINTER_ROW, "status", status, NULL);
}

CulmStatus *
culm_printer_row_get_status (CulmPrinterRow *self)
{
  g_return_val_if_fail (CULM_IS_PRINTER_ROW (self), NULL);

  return self->status;
}

BambuPrinter *
culm_printer_row_get_printer (CulmPrinterRow *self)
{
  g_return_val_if_fail (CULM_IS_PRINTER_ROW (self), NULL);

  return culm_status_get_printer (self->status);
}
