/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-firmware-row.h"

#include <glib/gi18n.h>

#include "culm-notes-dialog.h"

struct _CulmFirmwareRow
{
  AdwActionRow parent_instance;

  CulmFirmware *firmware;
};

G_DEFINE_FINAL_TYPE (CulmFirmwareRow, culm_firmware_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_FIRMWARE = 1,
} CulmFirmwareRowProperty;

static GParamSpec *properties[PROP_FIRMWARE + 1];

static char *
get_subtitle (CulmFirmwareRow *self,
              CulmFirmwareState state,
              const char *version,
              const char *new_version)
{
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
has_notes (CulmFirmwareRow *self, const char *notes)
{
  return notes != NULL;
}

static gboolean
is_web_address (const char *text)
{
  const char *scheme = g_uri_peek_scheme (text);

  return g_strcmp0 (scheme, "https") == 0 && g_uri_is_valid (text, G_URI_FLAGS_NONE, NULL);
}

static void
on_notes (CulmFirmwareRow *self)
{
  const char *notes = culm_firmware_get_notes (self->firmware);

  if (notes == NULL)
    return;

  if (is_web_address (notes))
    {
      g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (notes);

      /* The portal says itself what it cannot open. */
      gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                               NULL, NULL);
    }
  else
    adw_dialog_present (
        culm_notes_dialog_new (culm_firmware_get_new_version (self->firmware), notes),
        GTK_WIDGET (self));
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
    case PROP_FIRMWARE:
      if (g_set_object (&self->firmware, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
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
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-firmware-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, get_subtitle);
  gtk_widget_class_bind_template_callback (widget_class, is_loading);
  gtk_widget_class_bind_template_callback (widget_class, has_notes);
  gtk_widget_class_bind_template_callback (widget_class, on_notes);
}

static void
culm_firmware_row_init (CulmFirmwareRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
