/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-ams-page.h"

#include "culm-ams-card.h"
#include "culm-change-card.h"
#include "culm-external-card.h"
#include "culm-setting-group.h"
#include "culm-status.h"
#include "culm-tile-grid.h"

struct _CulmAmsPage
{
  AdwBin parent_instance;

  BambuPrinter *printer;
  CulmStatus *status;

  GtkBox *box;
  CulmTileGrid *units;
};

G_DEFINE_FINAL_TYPE (CulmAmsPage, culm_ams_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_PRINTER = 1,
  PROP_STATUS,
} CulmAmsPageProperty;

static GParamSpec *properties[PROP_STATUS + 1];

static char **
get_classes (CulmAmsPage *self, gboolean last_known)
{
  return g_strdupv ((char *[]) { last_known ? "stale" : "live", NULL });
}

static char *
get_page (CulmAmsPage *self, gboolean has_report)
{
  return g_strdup (has_report ? "filament" : "none");
}

static gboolean
is_some (CulmAmsPage *self, guint n)
{
  return n > 0;
}

static GtkWidget *
create_unit (gpointer item, gpointer user_data)
{
  CulmAmsPage *self = user_data;

  return culm_ams_card_new (self->printer, BAMBU_AMS (item), FALSE);
}

static void
set_printer (CulmAmsPage *self, BambuPrinter *printer)
{
  if (!g_set_object (&self->printer, printer))
    return;

  g_assert (self->status == NULL);
  self->status = culm_status_dup_for_printer (printer);
  culm_tile_grid_bind_model (self->units, bambu_printer_get_ams_units (printer), create_unit, self);
  gtk_box_append (self->box,
                  GTK_WIDGET (culm_setting_group_new (printer, CULM_SETTING_SECTION_AMS)));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRINTER]);
}

static void
culm_ams_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmAmsPage *self = CULM_AMS_PAGE (object);

  switch ((CulmAmsPageProperty) prop_id)
    {
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    case PROP_STATUS:
      g_value_set_object (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_ams_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmAmsPage *self = CULM_AMS_PAGE (object);

  switch ((CulmAmsPageProperty) prop_id)
    {
    case PROP_PRINTER:
      set_printer (self, g_value_get_object (value));
      break;
    case PROP_STATUS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_ams_page_dispose (GObject *object)
{
  CulmAmsPage *self = CULM_AMS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_AMS_PAGE);
  g_clear_object (&self->status);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_ams_page_parent_class)->dispose (object);
}

static void
culm_ams_page_class_init (CulmAmsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_ams_page_get_property;
  object_class->set_property = culm_ams_page_set_property;
  object_class->dispose = culm_ams_page_dispose;

  properties[PROP_PRINTER] =
      g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATUS] =
      g_param_spec_object ("status", NULL, NULL, CULM_TYPE_STATUS,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_CHANGE_CARD);
  g_type_ensure (CULM_TYPE_EXTERNAL_CARD);
  g_type_ensure (CULM_TYPE_TILE_GRID);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-ams-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmAmsPage, units);
  gtk_widget_class_bind_template_child (widget_class, CulmAmsPage, box);
  gtk_widget_class_bind_template_callback (widget_class, get_classes);
  gtk_widget_class_bind_template_callback (widget_class, get_page);
  gtk_widget_class_bind_template_callback (widget_class, is_some);
}

static void
culm_ams_page_init (CulmAmsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
