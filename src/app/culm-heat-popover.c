/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-heat-popover.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "culm-command-words.h"
#include "culm-format.h"
#include "culm-window-private.h"

#define KEY_OWN "own-temperatures"

struct _CulmHeatPopover
{
  GtkPopover parent_instance;

  char *title;
  BambuHeater *heater;
  CulmControl *control;
  CulmHeaterKind kind;

  GtkSpinButton *spin;
  AdwWrapBox *presets;
};

G_DEFINE_ENUM_TYPE (CulmHeaterKind,
                    culm_heater_kind,
                    G_DEFINE_ENUM_VALUE (CULM_HEATER_KIND_NOZZLE, "nozzle"),
                    G_DEFINE_ENUM_VALUE (CULM_HEATER_KIND_BED, "bed"),
                    G_DEFINE_ENUM_VALUE (CULM_HEATER_KIND_CHAMBER, "chamber"))

G_DEFINE_FINAL_TYPE (CulmHeatPopover, culm_heat_popover, GTK_TYPE_POPOVER)

typedef enum
{
  PROP_TITLE = 1,
  PROP_HEATER,
  PROP_CONTROL,
  PROP_KIND,
} CulmHeatPopoverProperty;

static GParamSpec *properties[PROP_KIND + 1];

/* °C by #CulmHeaterKind; 0: that material wants none */
static const struct
{
  const char *material;
  int celsius[CULM_HEATER_KIND_CHAMBER + 1];
} usual[] = {
  { "PLA", { 220, 55, 0 } },
  { "PETG", { 250, 70, 0 } },
  { "ABS", { 270, 100, 60 } },
};

static const char *
get_own_key (CulmHeatPopover *self)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (CULM_TYPE_HEATER_KIND);

  return g_enum_get_value (klass, (int) self->kind)->value_nick;
}

/* Returns: (nullable): none outside of the app's window */
static GSettings *
get_settings (CulmHeatPopover *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), CULM_TYPE_WINDOW);

  return window != NULL ? culm_window_get_settings (CULM_WINDOW (window)) : NULL;
}

static int
get_own (CulmHeatPopover *self)
{
  GSettings *settings = get_settings (self);
  g_autoptr (GVariant) all = settings != NULL ? g_settings_get_value (settings, KEY_OWN) : NULL;
  int celsius = 0;

  if (all != NULL)
    g_variant_lookup (all, get_own_key (self), "i", &celsius);

  return celsius;
}

static gboolean
is_usual (CulmHeatPopover *self, int celsius)
{
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (usual[i].celsius[self->kind] == celsius)
      return TRUE;

  return celsius == 0;
}

static void
remember_own (CulmHeatPopover *self, int celsius)
{
  GSettings *settings = get_settings (self);
  g_autoptr (GVariant) all = NULL;
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{si}"));
  GVariantIter iter;
  const char *key;
  int value;

  if (settings == NULL || is_usual (self, celsius))
    return;

  all = g_settings_get_value (settings, KEY_OWN);
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&si}", &key, &value))
    if (!g_str_equal (key, get_own_key (self)))
      g_variant_builder_add (&builder, "{si}", key, value);
  g_variant_builder_add (&builder, "{si}", get_own_key (self), celsius);
  g_settings_set_value (settings, KEY_OWN, g_variant_builder_end (&builder));
}

static gboolean
is_told (CulmHeatPopover *self, const char *text)
{
  return text != NULL && *text != '\0';
}

static char *
get_note (CulmHeatPopover *self, BambuConnection connection, BambuDoor door)
{
  return g_strdup (culm_command_words_get_caution (door, connection));
}

static void
on_preset_clicked (CulmHeatPopover *self, GtkWidget *button)
{
  gtk_spin_button_set_value (self->spin,
                             GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "celsius")));
  gtk_widget_grab_focus (GTK_WIDGET (self->spin));
}

static void
add_preset (CulmHeatPopover *self, const char *label, int celsius)
{
  g_autofree char *temperature = culm_format_temperature (celsius);
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "celsius", GINT_TO_POINTER (celsius));
  gtk_widget_set_tooltip_text (button, celsius > 0 ? temperature : NULL);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_preset_clicked), self,
                           G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->presets, button);
}

static void
add_presets (CulmHeatPopover *self)
{
  double maximum = bambu_heater_get_maximum (self->heater);
  int own = get_own (self);

  /* Translators: of something that heats */
  add_preset (self, C_ ("heater", "Off"), 0);
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (usual[i].celsius[self->kind] > 0 && usual[i].celsius[self->kind] <= maximum)
      add_preset (self, usual[i].material, usual[i].celsius[self->kind]);

  if (own > 0 && own <= maximum)
    {
      g_autofree char *label = culm_format_temperature (own);

      add_preset (self, label, own);
    }
}

static void
on_shown (CulmHeatPopover *self)
{
  GtkWidget *child;
  double target;

  if (self->heater == NULL || self->control == NULL)
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->presets))) != NULL)
    adw_wrap_box_remove (self->presets, child);
  add_presets (self);
  target = culm_control_get_value (self->control, bambu_heater_get_target (self->heater));
  gtk_spin_button_set_value (self->spin, isnan (target) ? 0 : target);
  gtk_widget_grab_focus (GTK_WIDGET (self->spin));
}

static void
on_apply (CulmHeatPopover *self)
{
  gboolean available;
  int celsius;

  /* What was typed and not yet taken over */
  gtk_spin_button_update (self->spin);
  celsius = gtk_spin_button_get_value_as_int (self->spin);
  g_object_get (self->control, "available", &available, NULL);
  if (!available)
    return;

  remember_own (self, celsius);
  culm_control_send (self->control, GTK_WIDGET (self), celsius);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
culm_heat_popover_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmHeatPopover *self = CULM_HEAT_POPOVER (object);

  switch ((CulmHeatPopoverProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_HEATER:
      g_value_set_object (value, self->heater);
      break;
    case PROP_CONTROL:
      g_value_set_object (value, self->control);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_heat_popover_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  CulmHeatPopover *self = CULM_HEAT_POPOVER (object);

  switch ((CulmHeatPopoverProperty) prop_id)
    {
    case PROP_TITLE:
      if (g_set_str (&self->title, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_HEATER:
      if (g_set_object (&self->heater, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CONTROL:
      if (g_set_object (&self->control, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_KIND:
      self->kind = g_value_get_enum (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_heat_popover_dispose (GObject *object)
{
  CulmHeatPopover *self = CULM_HEAT_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_HEAT_POPOVER);
  g_clear_object (&self->control);
  g_clear_object (&self->heater);

  G_OBJECT_CLASS (culm_heat_popover_parent_class)->dispose (object);
}

static void
culm_heat_popover_finalize (GObject *object)
{
  CulmHeatPopover *self = CULM_HEAT_POPOVER (object);

  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (culm_heat_popover_parent_class)->finalize (object);
}

static void
culm_heat_popover_class_init (CulmHeatPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_heat_popover_get_property;
  object_class->set_property = culm_heat_popover_set_property;
  object_class->dispose = culm_heat_popover_dispose;
  object_class->finalize = culm_heat_popover_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_HEATER] = g_param_spec_object ("heater", NULL, NULL, BAMBU_TYPE_HEATER, flags);
  properties[PROP_CONTROL] = g_param_spec_object ("control", NULL, NULL, CULM_TYPE_CONTROL, flags);
  properties[PROP_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, CULM_TYPE_HEATER_KIND, CULM_HEATER_KIND_NOZZLE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-heat-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmHeatPopover, spin);
  gtk_widget_class_bind_template_child (widget_class, CulmHeatPopover, presets);
  gtk_widget_class_bind_template_callback (widget_class, is_told);
  gtk_widget_class_bind_template_callback (widget_class, get_note);
  gtk_widget_class_bind_template_callback (widget_class, on_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_apply);
}

static void
culm_heat_popover_init (CulmHeatPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* The button itself takes the first Enter for taking over what was typed. */
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->spin)), "activate",
                           G_CALLBACK (on_apply), self, G_CONNECT_SWAPPED);
}
