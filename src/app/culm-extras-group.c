/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-extras-group.h"

#include <glib/gi18n.h>

#include "culm-obstacle.h"
#include "culm-setting-words.h"
#include "culm-wrap.h"

#define N_PURIFICATIONS 3

struct _CulmExtrasGroup
{
  AdwPreferencesGroup parent_instance;

  BambuPrinter *printer;

  GtkWidget *buzzer_row;
  GtkWidget *buzzer_spinner;
  GtkWidget *buzzer;
  GtkWidget *purification_row;
  GtkLabel *purification_hint;
  GtkWidget *purification_spinner;
  GtkWidget *purification;
};

G_DEFINE_FINAL_TYPE (CulmExtrasGroup, culm_extras_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_clicked (GtkWidget *button, CulmControl *control)
{
  culm_control_send (control, button,
                     GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "value")));
}

static void
add_button (GtkWidget *box, CulmControl *control, const char *label, int value)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "value", GINT_TO_POINTER (value));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), control, 0);
  adw_wrap_box_append (ADW_WRAP_BOX (box), button);
}

static void
bind_control (CulmControl *control, GtkWidget *box, GtkWidget *spinner)
{
  culm_control_attach (control, box);
  g_object_bind_property (culm_control_get_pending (control), "active", spinner, "visible",
                          G_BINDING_SYNC_CREATE);
}

static void
fill_buzzer (CulmExtrasGroup *self)
{
  g_autoptr (CulmControl) control = culm_control_new (self->printer, BAMBU_CONTROL_BUZZER, 0);
  /* Translators: what a buzzer does */
  add_button (self->buzzer, control, _ ("Beep"), BAMBU_BUZZER_BEEP);
  /* Translators: what a buzzer does */
  add_button (self->buzzer, control, _ ("Alarm"), BAMBU_BUZZER_ALARM);
  /* Translators: what a buzzer does */
  add_button (self->buzzer, control, _ ("Silence"), BAMBU_BUZZER_SILENT);
  bind_control (control, self->buzzer, self->buzzer_spinner);
}

static void
fill_purification (CulmExtrasGroup *self)
{
  BambuSettingKind kind = BAMBU_SETTING_PURIFICATION;
  g_autoptr (CulmControl) control = culm_control_new (self->printer, BAMBU_CONTROL_SETTING, kind);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->purification_row),
                                 culm_setting_words_get_name (kind));
  gtk_label_set_text (self->purification_hint, culm_setting_words_get_effect (kind));
  for (int i = 0; i < N_PURIFICATIONS; i++)
    {
      CulmSettingChoice choice = { i, BAMBU_SENSITIVITY_NONE };

      add_button (self->purification, control, culm_setting_words_get_choice (kind, choice), i);
    }
  bind_control (control, self->purification, self->purification_spinner);
  culm_obstacle_show_in (control, ADW_PREFERENCES_GROUP (self));
}

static void
update (CulmExtrasGroup *self)
{
  BambuCapabilities capabilities = bambu_printer_get_capabilities (self->printer);

  gtk_widget_set_visible (self->buzzer_row, (capabilities & BAMBU_CAPABILITY_BUZZER) != 0);
  gtk_widget_set_visible (self->purification_row, (capabilities & BAMBU_CAPABILITY_AIR_DUCT) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_visible (self->buzzer_row)
                              || gtk_widget_get_visible (self->purification_row));
}

static void
culm_extras_group_dispose (GObject *object)
{
  CulmExtrasGroup *self = CULM_EXTRAS_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_EXTRAS_GROUP);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_extras_group_parent_class)->dispose (object);
}

static void
culm_extras_group_class_init (CulmExtrasGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_extras_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-extras-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmExtrasGroup, buzzer_row);
  gtk_widget_class_bind_template_child (widget_class, CulmExtrasGroup, buzzer_spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmExtrasGroup, buzzer);
  gtk_widget_class_bind_template_child (widget_class, CulmExtrasGroup, purification_row);
  gtk_widget_class_bind_template_child (widget_class, CulmExtrasGroup, purification_hint);
  gtk_widget_class_bind_template_child (widget_class, CulmExtrasGroup, purification_spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmExtrasGroup, purification);
}

static void
culm_extras_group_init (CulmExtrasGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
}

AdwPreferencesGroup *
culm_extras_group_new (BambuPrinter *printer)
{
  CulmExtrasGroup *self;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  self = g_object_new (CULM_TYPE_EXTRAS_GROUP, NULL);
  self->printer = g_object_ref (printer);
  fill_buzzer (self);
  fill_purification (self);
  g_signal_connect_object (printer, "notify::capabilities", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);

  return ADW_PREFERENCES_GROUP (self);
}
