/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-setting-row.h"

#include <glib/gi18n.h>

#include "culm-command.h"
#include "culm-control.h"
#include "culm-setting-words.h"

struct _CulmSettingRow
{
  AdwActionRow parent_instance;

  BambuPrinter *printer;
  BambuSetting *setting;
  CulmControl *control;
  CulmSettingChoice choices[CULM_SETTING_CHOICES_MAX];
  guint n_choices;
  guint wanted; /* while it is waited for */
  gboolean updating;

  GtkWidget *spinner;
  GtkSwitch *on;
  GtkDropDown *choice;
};

G_DEFINE_FINAL_TYPE (CulmSettingRow, culm_setting_row, ADW_TYPE_ACTION_ROW)

static gboolean
is_waiting (CulmSettingRow *self)
{
  return bambu_pending_is_active (culm_control_get_pending (self->control));
}

/* GTK_INVALID_LIST_POSITION: not known */
static guint
get_shown (CulmSettingRow *self)
{
  if (is_waiting (self) && self->wanted != GTK_INVALID_LIST_POSITION)
    return self->wanted;

  for (guint i = 0; i < self->n_choices; i++)
    if (self->choices[i].value == bambu_setting_get_value (self->setting)
        && (self->choices[i].sensitivity == BAMBU_SENSITIVITY_NONE
            || self->choices[i].sensitivity == bambu_setting_get_sensitivity (self->setting)))
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static gboolean
is_switch (CulmSettingRow *self)
{
  return self->n_choices == 2 && bambu_setting_get_kind (self->setting) != BAMBU_SETTING_RESOLUTION;
}

static void
update (CulmSettingRow *self)
{
  gboolean waits = is_waiting (self);

  if (!waits)
    self->wanted = GTK_INVALID_LIST_POSITION;

  self->updating = TRUE;
  gtk_switch_set_active (self->on, get_shown (self) == 1);
  gtk_drop_down_set_selected (self->choice, get_shown (self));
  self->updating = FALSE;

  gtk_widget_set_visible (self->spinner, waits);
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (self),
      waits ? _ ("Waiting for the printer…")
            : culm_setting_words_get_effect (bambu_setting_get_kind (self->setting)));
}

typedef struct
{
  BambuSettingKind kind;
  BambuSensitivity sensitivity;
} Wish;

static DexFuture *
ask_for_sensitivity (BambuPrinter *printer, gpointer data)
{
  const Wish *wish = data;

  return bambu_printer_set_sensitivity (printer, wish->kind, wish->sensitivity);
}

static void
send (CulmSettingRow *self, guint position)
{
  CulmSettingChoice choice = self->choices[position];
  Wish wish = { bambu_setting_get_kind (self->setting), choice.sensitivity };

  /* One at a time: what would not be sent is not shown either. */
  if (is_waiting (self))
    {
      update (self);
      return;
    }

  self->wanted = position;
  if (choice.sensitivity == BAMBU_SENSITIVITY_NONE)
    culm_control_send (self->control, GTK_WIDGET (self), choice.value);
  else
    culm_command_carry_out (GTK_WIDGET (self), self->printer, ask_for_sensitivity,
                            g_memdup2 (&wish, sizeof wish), g_free);

  update (self);
}

static void
on_switched (CulmSettingRow *self)
{
  guint position = gtk_switch_get_active (self->on) ? 1 : 0;

  if (!self->updating && position != get_shown (self))
    send (self, position);
}

static void
on_selected (CulmSettingRow *self)
{
  guint position = gtk_drop_down_get_selected (self->choice);

  if (!self->updating && position < self->n_choices && position != get_shown (self))
    send (self, position);
}

/* What it can be set to may change with what it is set to. */
static void
fill (CulmSettingRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  BambuSettingKind kind = bambu_setting_get_kind (self->setting);

  self->n_choices = culm_setting_words_list_choices (self->setting, self->choices);
  for (guint i = 0; i < self->n_choices; i++)
    gtk_string_list_append (names, culm_setting_words_get_choice (kind, self->choices[i]));

  self->updating = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  self->updating = FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self->on), is_switch (self));
  gtk_widget_set_visible (GTK_WIDGET (self->choice), !is_switch (self));
  if (is_switch (self))
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->on));
  update (self);
}

static void
culm_setting_row_dispose (GObject *object)
{
  CulmSettingRow *self = CULM_SETTING_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_SETTING_ROW);
  g_clear_object (&self->control);
  g_clear_object (&self->setting);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_setting_row_parent_class)->dispose (object);
}

static void
culm_setting_row_class_init (CulmSettingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_setting_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-setting-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmSettingRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmSettingRow, on);
  gtk_widget_class_bind_template_child (widget_class, CulmSettingRow, choice);
  gtk_widget_class_bind_template_callback (widget_class, on_switched);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
}

static void
culm_setting_row_init (CulmSettingRow *self)
{
  self->wanted = GTK_INVALID_LIST_POSITION;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_setting_row_new (BambuPrinter *printer, BambuSetting *setting)
{
  CulmSettingRow *self;
  BambuSettingKind kind;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (BAMBU_IS_SETTING (setting), NULL);

  kind = bambu_setting_get_kind (setting);
  self = g_object_new (CULM_TYPE_SETTING_ROW, "title", culm_setting_words_get_name (kind), NULL);
  self->printer = g_object_ref (printer);
  self->setting = g_object_ref (setting);
  self->control = culm_control_new (printer, BAMBU_CONTROL_SETTING, kind);
  culm_control_attach (self->control, GTK_WIDGET (self->on));
  culm_control_attach (self->control, GTK_WIDGET (self->choice));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  culm_setting_words_get_name (kind), -1);
  fill (self);

  g_signal_connect_object (setting, "notify::value", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setting, "notify::maximum", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setting, "notify::sensitivity", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (culm_control_get_pending (self->control), "notify::active",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
