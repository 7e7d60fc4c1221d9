/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-external-card.h"

#include <glib/gi18n.h>

#include "culm-tile-grid.h"
#include "culm-tray-tile.h"

struct _CulmExternalCard
{
  AdwBin parent_instance;

  BambuPrinter *printer;
  gboolean compact;

  CulmTileGrid *trays;
};

G_DEFINE_FINAL_TYPE (CulmExternalCard, culm_external_card, ADW_TYPE_BIN)

typedef enum
{
  PROP_PRINTER = 1,
  PROP_COMPACT,
} CulmExternalCardProperty;

static GParamSpec *properties[PROP_COMPACT + 1];

static gboolean
is_some (CulmExternalCard *self, guint n)
{
  return n > 0;
}

static char *
get_title (CulmExternalCard *self, guint n)
{
  return g_strdup (g_dngettext (NULL, "External spool", "External spools", n));
}

static GtkWidget *
create_tray (gpointer item, gpointer user_data)
{
  CulmExternalCard *self = user_data;

  return culm_tray_tile_new (self->printer, BAMBU_TRAY (item), self->compact);
}

static void
culm_external_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmExternalCard *self = CULM_EXTERNAL_CARD (object);

  switch ((CulmExternalCardProperty) prop_id)
    {
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_external_card_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  CulmExternalCard *self = CULM_EXTERNAL_CARD (object);

  switch ((CulmExternalCardProperty) prop_id)
    {
    case PROP_PRINTER:
      if (!g_set_object (&self->printer, g_value_get_object (value)))
        break;
      culm_tile_grid_bind_model (self->trays, bambu_printer_get_external_trays (self->printer),
                                 create_tray, self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_external_card_dispose (GObject *object)
{
  CulmExternalCard *self = CULM_EXTERNAL_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_EXTERNAL_CARD);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_external_card_parent_class)->dispose (object);
}

static void
culm_external_card_class_init (CulmExternalCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_external_card_get_property;
  object_class->set_property = culm_external_card_set_property;
  object_class->dispose = culm_external_card_dispose;

  properties[PROP_PRINTER] = g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_TILE_GRID);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-external-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmExternalCard, trays);
  gtk_widget_class_bind_template_callback (widget_class, is_some);
  gtk_widget_class_bind_template_callback (widget_class, get_title);
}

static void
culm_external_card_init (CulmExternalCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
