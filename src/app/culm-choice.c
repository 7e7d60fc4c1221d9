/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-choice.h"

struct _CulmChoice
{
  AdwBin parent_instance;

  CulmControl *control;
  int value;
  char *text;
  char *title;

  GMenu *menu;
  GHashTable *labels; /* int → char * */
  GSimpleAction *action;
  GtkMenuButton *button;
};

G_DEFINE_FINAL_TYPE (CulmChoice, culm_choice, ADW_TYPE_BIN)

typedef enum
{
  PROP_CONTROL = 1,
  PROP_VALUE,
  PROP_TEXT,
  PROP_TITLE,
} CulmChoiceProperty;

static GParamSpec *properties[PROP_TITLE + 1];

static int
get_shown (CulmChoice *self)
{
  return self->control != NULL ? (int) culm_control_get_value (self->control, self->value)
                               : self->value;
}

static char *
get_label (CulmChoice *self, int value, const char *text, gboolean waits)
{
  const char *label = g_hash_table_lookup (self->labels, GINT_TO_POINTER (get_shown (self)));

  return g_strdup (label != NULL ? label : text);
}

/* The mark in the menu, and what is read out */
static void
update (CulmChoice *self)
{
  g_autofree char *label = get_label (self, self->value, self->text, FALSE);

  g_simple_action_set_state (self->action, g_variant_new_int32 (get_shown (self)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->title != NULL ? self->title : "",
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, label != NULL ? label : "",
                                  -1);
}

static void
on_chosen (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  CulmChoice *self = user_data;

  if (self->control == NULL || g_variant_get_int32 (value) == get_shown (self))
    return;

  culm_control_send (self->control, GTK_WIDGET (self), g_variant_get_int32 (value));
}

static void
set_control (CulmChoice *self, CulmControl *control)
{
  if (!g_set_object (&self->control, control))
    return;

  if (control != NULL)
    {
      culm_control_attach (control, GTK_WIDGET (self->button));
      g_signal_connect_object (culm_control_get_pending (control), "notify::active",
                               G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTROL]);
}

static void
culm_choice_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmChoice *self = CULM_CHOICE (object);

  switch ((CulmChoiceProperty) prop_id)
    {
    case PROP_CONTROL:
      g_value_set_object (value, self->control);
      break;
    case PROP_VALUE:
      g_value_set_int (value, self->value);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_choice_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmChoice *self = CULM_CHOICE (object);

  switch ((CulmChoiceProperty) prop_id)
    {
    case PROP_CONTROL:
      set_control (self, g_value_get_object (value));
      break;
    case PROP_VALUE:
      if (self->value == g_value_get_int (value))
        break;
      self->value = g_value_get_int (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_TEXT:
      if (g_set_str (&self->text, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_TITLE:
      if (g_set_str (&self->title, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
  update (self);
}

static void
culm_choice_dispose (GObject *object)
{
  CulmChoice *self = CULM_CHOICE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_CHOICE);
  g_clear_object (&self->control);

  G_OBJECT_CLASS (culm_choice_parent_class)->dispose (object);
}

static void
culm_choice_finalize (GObject *object)
{
  CulmChoice *self = CULM_CHOICE (object);

  g_clear_object (&self->menu);
  g_clear_object (&self->action);
  g_clear_pointer (&self->labels, g_hash_table_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (culm_choice_parent_class)->finalize (object);
}

static void
culm_choice_class_init (CulmChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_choice_get_property;
  object_class->set_property = culm_choice_set_property;
  object_class->dispose = culm_choice_dispose;
  object_class->finalize = culm_choice_finalize;

  properties[PROP_CONTROL] = g_param_spec_object ("control", NULL, NULL, CULM_TYPE_CONTROL, flags);
  properties[PROP_VALUE] = g_param_spec_int ("value", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmChoice, button);
  gtk_widget_class_bind_template_callback (widget_class, get_label);
}

static void
culm_choice_init (CulmChoice *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  self->labels = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->menu = g_menu_new ();
  self->action =
      g_simple_action_new_stateful ("set", G_VARIANT_TYPE_INT32, g_variant_new_int32 (0));
  g_signal_connect (self->action, "activate", G_CALLBACK (on_chosen), self);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (self->action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "choice", G_ACTION_GROUP (actions));

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (self->menu));
}

void
culm_choice_add (CulmChoice *self, int value, const char *label)
{
  g_autoptr (GMenuItem) item = NULL;

  g_return_if_fail (CULM_IS_CHOICE (self));
  g_return_if_fail (label != NULL);

  item = g_menu_item_new (label, NULL);
  g_menu_item_set_action_and_target_value (item, "choice.set", g_variant_new_int32 (value));
  g_menu_append_item (self->menu, item);
  g_hash_table_insert (self->labels, GINT_TO_POINTER (value), g_strdup (label));
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
