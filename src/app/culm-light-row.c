/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-light-row.h"

#include <glib/gi18n.h>

#include "culm-control.h"

struct _CulmLightRow
{
  AdwActionRow parent_instance;

  BambuLight *light;
  CulmControl *control; /* NULL if no command reaches it */

  GtkSwitch *on;
  GtkWidget *spinner;
  GtkWidget *mode;
};

G_DEFINE_FINAL_TYPE (CulmLightRow, culm_light_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_LIGHT = 1,
} CulmLightRowProperty;

static GParamSpec *properties[PROP_LIGHT + 1];

static const struct
{
  const char *node;
  const char *name;
  int place; /* a BambuLightPlace; −1 if it goes with another light */
} names[] = {
  { "chamber_light", N_ ("Chamber light"), BAMBU_LIGHT_PLACE_CHAMBER },
  { "chamber_light2", N_ ("Second chamber light"), -1 },
  { "work_light", N_ ("Work light"), BAMBU_LIGHT_PLACE_WORK },
  { "heatbed_light", N_ ("Bed light"), BAMBU_LIGHT_PLACE_BED },
};

static char *
get_title (CulmLightRow *self, const char *node)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (node, names[i].node) == 0)
      return g_strdup (_ (names[i].name));

  return g_strdup (node);
}

static char *
get_mode (CulmLightRow *self, const char *mode)
{
  if (g_strcmp0 (mode, "on") == 0)
    /* Translators: a light */
    return g_strdup (_ ("On"));

  if (g_strcmp0 (mode, "off") == 0)
    /* Translators: a light */
    return g_strdup (_ ("Off"));

  if (g_strcmp0 (mode, "flashing") == 0)
    /* Translators: a light */
    return g_strdup (_ ("Flashing"));

  return g_strdup (mode);
}

static gboolean
is_shown_on (CulmLightRow *self)
{
  return culm_control_get_value (self->control, bambu_light_is_on (self->light)) != 0;
}

static void
update (CulmLightRow *self)
{
  gboolean waits = bambu_pending_is_active (culm_control_get_pending (self->control));

  gtk_switch_set_active (self->on, is_shown_on (self));
  gtk_widget_set_visible (self->spinner, waits);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), waits ? _ ("Waiting for the printer…") : "");
}

static void
on_switched (CulmLightRow *self)
{
  gboolean on = gtk_switch_get_active (self->on);

  if (self->control == NULL || on == is_shown_on (self))
    return;

  culm_control_send (self->control, GTK_WIDGET (self), on);
  update (self);
}

static void
bind_control (CulmLightRow *self, BambuPrinter *printer)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].place >= 0 && g_strcmp0 (bambu_light_get_node (self->light), names[i].node) == 0)
      self->control = culm_control_new (printer, BAMBU_CONTROL_LIGHT, names[i].place);

  gtk_widget_set_visible (GTK_WIDGET (self->on), self->control != NULL);
  gtk_widget_set_visible (self->mode, self->control == NULL);
  if (self->control == NULL)
    return;

  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->on));
  culm_control_attach (self->control, GTK_WIDGET (self->on));
  g_signal_connect_object (self->light, "notify::on", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (culm_control_get_pending (self->control), "notify::active",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
culm_light_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmLightRow *self = CULM_LIGHT_ROW (object);

  switch ((CulmLightRowProperty) prop_id)
    {
    case PROP_LIGHT:
      g_value_set_object (value, self->light);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_light_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmLightRow *self = CULM_LIGHT_ROW (object);

  switch ((CulmLightRowProperty) prop_id)
    {
    case PROP_LIGHT:
      if (g_set_object (&self->light, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_light_row_dispose (GObject *object)
{
  CulmLightRow *self = CULM_LIGHT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_LIGHT_ROW);
  g_clear_object (&self->control);
  g_clear_object (&self->light);

  G_OBJECT_CLASS (culm_light_row_parent_class)->dispose (object);
}

static void
culm_light_row_class_init (CulmLightRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_light_row_get_property;
  object_class->set_property = culm_light_row_set_property;
  object_class->dispose = culm_light_row_dispose;

  properties[PROP_LIGHT] =
      g_param_spec_object ("light", NULL, NULL, BAMBU_TYPE_LIGHT,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-light-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, get_mode);
  gtk_widget_class_bind_template_callback (widget_class, on_switched);
  gtk_widget_class_bind_template_child (widget_class, CulmLightRow, on);
  gtk_widget_class_bind_template_child (widget_class, CulmLightRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmLightRow, mode);
}

static void
culm_light_row_init (CulmLightRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_light_row_new (BambuPrinter *printer, BambuLight *light)
{
  CulmLightRow *self;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (BAMBU_IS_LIGHT (light), NULL);

  self = g_object_new (CULM_TYPE_LIGHT_ROW, "light", light, NULL);
  bind_control (self, printer);

  return GTK_WIDGET (self);
}
