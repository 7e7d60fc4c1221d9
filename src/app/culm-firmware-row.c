/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-firmware-row.h"

#include <glib/gi18n.h>

#include "culm-control.h"
#include "culm-firmware.h"
#include "culm-format.h"
#include "culm-notes-dialog.h"

struct _CulmFirmwareRow
{
  AdwActionRow parent_instance;

  BambuPrinter *printer;
  CulmFirmware *firmware; /* the printer's */

  GtkWidget *update;
};

G_DEFINE_FINAL_TYPE (CulmFirmwareRow, culm_firmware_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_FIRMWARE = 1,
  PROP_PRINTER,
} CulmFirmwareRowProperty;

static GParamSpec *properties[PROP_PRINTER + 1];

static char *
get_subtitle (CulmFirmwareRow *self,
              CulmFirmwareState state,
              const char *version,
              const char *new_version,
              gboolean upgrading,
              int percent)
{
  g_autofree char *progress = culm_format_percent (percent);

  if (upgrading && percent >= 0)
    /* Translators: how far a printer's firmware is being updated: "42 %" */
    return g_strdup_printf (_ ("Updating, %s. Do not switch off the printer."), progress);
  if (upgrading)
    return g_strdup (_ ("Updating. Do not switch off the printer."));

  if (version == NULL)
    /* Translators: a version of a printer's firmware */
    return state == CULM_FIRMWARE_STATE_AVAILABLE
               ? g_strdup_printf (_ ("Version %s is available"), new_version)
               : g_strdup ("–");

  switch (state)
    {
    case CULM_FIRMWARE_STATE_CURRENT:
      /* Translators: a version of a printer's firmware */
      return g_strdup_printf (_ ("%s, up to date"), version);
    case CULM_FIRMWARE_STATE_AVAILABLE:
      /* Translators: two versions of a printer's firmware */
      return g_strdup_printf (_ ("%s. Version %s is available."), version, new_version);
    case CULM_FIRMWARE_STATE_FAILED:
      /* Translators: a version of a printer's firmware */
      return g_strdup_printf (_ ("%s. Bambu Lab could not be asked for updates."), version);
    case CULM_FIRMWARE_STATE_UNKNOWN:
    case CULM_FIRMWARE_STATE_LOADING:
    default:
      return g_strdup (version);
    }
}

static gboolean
is_loading (CulmFirmwareRow *self, CulmFirmwareState state)
{
  return state == CULM_FIRMWARE_STATE_LOADING;
}

static gboolean
can_update (CulmFirmwareRow *self, const char *offer, gboolean upgrading)
{
  return offer != NULL && !upgrading;
}

/* The question about an update leads to them too; there is no room for both. */
static gboolean
has_notes (CulmFirmwareRow *self, const char *notes, const char *offer, gboolean upgrading)
{
  return notes != NULL && !can_update (self, offer, upgrading);
}

static void
on_notes (CulmFirmwareRow *self)
{
  const char *notes = culm_firmware_get_notes (self->firmware);

  if (notes != NULL)
    culm_notes_show (GTK_WIDGET (self), culm_firmware_get_new_version (self->firmware), notes);
}

static void
on_update (CulmFirmwareRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.update-firmware", "s",
                              bambu_printer_get_serial (self->printer));
}

static void
set_printer (CulmFirmwareRow *self, BambuPrinter *printer)
{
  g_autoptr (CulmControl) control = NULL;

  if (!g_set_object (&self->printer, printer))
    return;

  self->firmware = g_object_ref (culm_firmware_get_for_printer (printer));
  control = culm_control_new (printer, BAMBU_CONTROL_UPGRADE, 0);
  culm_control_attach (control, self->update);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIRMWARE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRINTER]);
}

static void
culm_firmware_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmFirmwareRow *self = CULM_FIRMWARE_ROW (object);

  switch ((CulmFirmwareRowProperty) prop_id)
    {
    case PROP_FIRMWARE:
      g_value_set_object (value, self->firmware);
      break;
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_firmware_row_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  CulmFirmwareRow *self = CULM_FIRMWARE_ROW (object);

  switch ((CulmFirmwareRowProperty) prop_id)
    {
    case PROP_PRINTER:
      set_printer (self, g_value_get_object (value));
      break;
    case PROP_FIRMWARE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_firmware_row_dispose (GObject *object)
{
  CulmFirmwareRow *self = CULM_FIRMWARE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_FIRMWARE_ROW);
  g_clear_object (&self->firmware);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_firmware_row_parent_class)->dispose (object);
}

static void
culm_firmware_row_class_init (CulmFirmwareRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_firmware_row_get_property;
  object_class->set_property = culm_firmware_row_set_property;
  object_class->dispose = culm_firmware_row_dispose;

  properties[PROP_FIRMWARE] =
      g_param_spec_object ("firmware", NULL, NULL, CULM_TYPE_FIRMWARE,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRINTER] =
      g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-firmware-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, get_subtitle);
  gtk_widget_class_bind_template_callback (widget_class, is_loading);
  gtk_widget_class_bind_template_callback (widget_class, has_notes);
  gtk_widget_class_bind_template_callback (widget_class, on_notes);
  gtk_widget_class_bind_template_callback (widget_class, can_update);
  gtk_widget_class_bind_template_callback (widget_class, on_update);
  gtk_widget_class_bind_template_child (widget_class, CulmFirmwareRow, update);
}

static void
culm_firmware_row_init (CulmFirmwareRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
