/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-change-card.h"

#include <bambu/printer/bambu-printer-control.h>

#include "culm-alert-actions.h"
#include "culm-ams-words.h"
#include "culm-command.h"
#include "culm-control.h"

#define STEP_CONFIRM 6 /* of an external spool: does filament come out? (protocol/ams.md §3) */

struct _CulmChangeCard
{
  AdwBin parent_instance;

  BambuPrinter *printer;
  CulmControl *control;

  GtkLabel *label;
  GtkWidget *spinner;
  GtkWidget *buttons;
  GtkWidget *done_button;
  GtkWidget *retry_button;
};

G_DEFINE_FINAL_TYPE (CulmChangeCard, culm_change_card, ADW_TYPE_BIN)

typedef enum
{
  PROP_PRINTER = 1,
} CulmChangeCardProperty;

static GParamSpec *properties[PROP_PRINTER + 1];

static gboolean
has_answer (BambuPrinter *printer, BambuAlertActions action)
{
  GListModel *alerts = bambu_printer_get_alerts (printer);

  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, i);

      if (culm_alert_actions_list (printer, alert) & action)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_to_be_confirmed (BambuPrinter *printer, BambuTray *target)
{
  return (bambu_printer_get_ams_step (printer) == STEP_CONFIRM && target != NULL
          && bambu_tray_is_external (target))
         || has_answer (printer, BAMBU_ALERT_ACTION_DONE);
}

static void
update (CulmChangeCard *self)
{
  BambuTray *target = bambu_printer_find_change_target (self->printer);
  gboolean changes = bambu_printer_get_ams_activity (self->printer) == BAMBU_AMS_ACTIVITY_CHANGE;
  gboolean done = changes && is_to_be_confirmed (self->printer, target);
  gboolean retry = changes && has_answer (self->printer, BAMBU_ALERT_ACTION_RETRY);
  gboolean asked = bambu_pending_is_active (culm_control_get_pending (self->control));
  g_autofree char *text =
      culm_ams_words_change (target, bambu_printer_get_ams_step (self->printer), done || retry);

  gtk_widget_set_visible (GTK_WIDGET (self), changes);
  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (self->spinner, asked || !(done || retry));
  gtk_widget_set_visible (self->buttons, done || retry);
  gtk_widget_set_visible (self->done_button, done);
  gtk_widget_set_visible (self->retry_button, retry);
}

static void
tell (CulmChangeCard *self, BambuAmsAction action)
{
  culm_command_follow (GTK_WIDGET (self), self->printer,
                       bambu_printer_control_ams (self->printer, action));
}

static void
on_done (CulmChangeCard *self)
{
  tell (self, BAMBU_AMS_ACTION_DONE);
}

static void
on_retry (CulmChangeCard *self)
{
  tell (self, BAMBU_AMS_ACTION_RESUME);
}

static void
on_abort (CulmChangeCard *self)
{
  tell (self, BAMBU_AMS_ACTION_ABORT);
}

static void
set_printer (CulmChangeCard *self, BambuPrinter *printer)
{
  if (!g_set_object (&self->printer, printer))
    return;

  self->control = culm_control_new (printer, BAMBU_CONTROL_AMS, 0);
  culm_control_attach (self->control, self->buttons);
  g_signal_connect_object (culm_control_get_pending (self->control), "notify::active",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::ams-activity", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::ams-step", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::active-tray", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_printer_get_alerts (printer), "items-changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  update (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRINTER]);
}

static void
culm_change_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmChangeCard *self = CULM_CHANGE_CARD (object);

  switch ((CulmChangeCardProperty) prop_id)
    {
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_change_card_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  CulmChangeCard *self = CULM_CHANGE_CARD (object);

  switch ((CulmChangeCardProperty) prop_id)
    {
    case PROP_PRINTER:
      set_printer (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_change_card_dispose (GObject *object)
{
  CulmChangeCard *self = CULM_CHANGE_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_CHANGE_CARD);
  g_clear_object (&self->control);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_change_card_parent_class)->dispose (object);
}

static void
culm_change_card_class_init (CulmChangeCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_change_card_get_property;
  object_class->set_property = culm_change_card_set_property;
  object_class->dispose = culm_change_card_dispose;

  properties[PROP_PRINTER] =
      g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-change-card.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_done);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, on_abort);
  gtk_widget_class_bind_template_child (widget_class, CulmChangeCard, label);
  gtk_widget_class_bind_template_child (widget_class, CulmChangeCard, spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmChangeCard, buttons);
  gtk_widget_class_bind_template_child (widget_class, CulmChangeCard, done_button);
  gtk_widget_class_bind_template_child (widget_class, CulmChangeCard, retry_button);
}

static void
culm_change_card_init (CulmChangeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
