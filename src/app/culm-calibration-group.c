/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-calibration-group.h"

#include <glib/gi18n.h>

#include "culm-confirm.h"
#include "culm-format.h"
#include "culm-obstacle.h"
#include "culm-wrap.h"

/* The printers do not tell how long it takes; rather too long than too short. */
static const struct
{
  BambuCalibrations bit;
  const char *title;
  int minutes;
} kinds[] = {
  { BAMBU_CALIBRATION_BED_LEVELLING, N_ ("Bed leveling"), 5 },
  { BAMBU_CALIBRATION_VIBRATION, N_ ("Vibration compensation"), 5 },
  { BAMBU_CALIBRATION_MOTOR_NOISE, N_ ("Motor noise cancellation"), 10 },
  { BAMBU_CALIBRATION_LIDAR, N_ ("Micro lidar"), 3 },
  { BAMBU_CALIBRATION_NOZZLE_OFFSET, N_ ("Offset between the nozzles"), 10 },
  { BAMBU_CALIBRATION_HOT_BED, N_ ("Bed leveling, hot"), 30 },
  { BAMBU_CALIBRATION_CLUMP_POSITION, N_ ("Position of clump detection"), 5 },
};

#define N_KINDS G_N_ELEMENTS (kinds)

struct _CulmCalibrationGroup
{
  AdwPreferencesGroup parent_instance;

  BambuPrinter *printer;
  CulmControl *control;
  GtkWidget *rows[N_KINDS];
  GtkCheckButton *checks[N_KINDS];

  GtkWidget *actions;
  GtkWidget *spinner;
  GtkWidget *start_bin;
  GtkWidget *start;
};

G_DEFINE_FINAL_TYPE (CulmCalibrationGroup, culm_calibration_group, ADW_TYPE_PREFERENCES_GROUP)

static BambuCalibrations
get_chosen (CulmCalibrationGroup *self)
{
  BambuCalibrations chosen = 0;

  for (guint i = 0; i < N_KINDS; i++)
    if (gtk_check_button_get_active (self->checks[i]))
      chosen |= kinds[i].bit;

  return chosen & bambu_printer_get_calibrations (self->printer);
}

static char *
format_minutes (int minutes)
{
  g_autofree char *duration = culm_format_duration (minutes);

  /* Translators: how long a calibration takes: "About 12 min" */
  return g_strdup_printf (_ ("About %s"), duration);
}

static void
on_start (CulmCalibrationGroup *self)
{
  BambuCalibrations chosen = get_chosen (self);
  g_autofree char *duration = NULL;
  g_autofree char *body = NULL;
  int minutes = 0;

  if (chosen == 0)
    return;

  for (guint i = 0; i < N_KINDS; i++)
    if (chosen & kinds[i].bit)
      minutes += kinds[i].minutes;
  duration = culm_format_duration (minutes);

  /* Translators: a duration: "12 min" */
  body = g_strdup_printf (_ ("Nozzle and bed may heat, and head and bed move, for about %s. Make "
                             "sure the plate and the chamber are clear."),
                          duration);
  culm_confirm_send (self->control, GTK_WIDGET (self), _ ("Start Calibration?"), body, _ ("_Start"),
                     chosen);
}

static void
update_start (CulmCalibrationGroup *self)
{
  gboolean some = get_chosen (self) != 0;

  gtk_widget_set_sensitive (self->start, some);
  gtk_widget_set_tooltip_text (self->start, some ? NULL : _ ("Choose what to calibrate"));
}

static void
update (CulmCalibrationGroup *self)
{
  BambuCalibrations fitted = bambu_printer_get_calibrations (self->printer);

  for (guint i = 0; i < N_KINDS; i++)
    gtk_widget_set_visible (self->rows[i], (fitted & kinds[i].bit) != 0);
  update_start (self);
}

static void
add_row (CulmCalibrationGroup *self, guint kind)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *duration = format_minutes (kinds[kind].minutes);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (kinds[kind].title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), duration);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update_start), self, G_CONNECT_SWAPPED);

  self->rows[kind] = row;
  self->checks[kind] = GTK_CHECK_BUTTON (check);
}

static void
culm_calibration_group_dispose (GObject *object)
{
  CulmCalibrationGroup *self = CULM_CALIBRATION_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_CALIBRATION_GROUP);
  g_clear_object (&self->control);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_calibration_group_parent_class)->dispose (object);
}

static void
culm_calibration_group_class_init (CulmCalibrationGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_calibration_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-calibration-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmCalibrationGroup, actions);
  gtk_widget_class_bind_template_child (widget_class, CulmCalibrationGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmCalibrationGroup, start_bin);
  gtk_widget_class_bind_template_child (widget_class, CulmCalibrationGroup, start);
  gtk_widget_class_bind_template_callback (widget_class, on_start);
}

static void
culm_calibration_group_init (CulmCalibrationGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));

  for (guint i = 0; i < N_KINDS; i++)
    add_row (self, i);
}

AdwPreferencesGroup *
culm_calibration_group_new (BambuPrinter *printer)
{
  CulmCalibrationGroup *self;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  self = g_object_new (CULM_TYPE_CALIBRATION_GROUP, NULL);
  self->printer = g_object_ref (printer);
  self->control = culm_control_new (printer, BAMBU_CONTROL_CALIBRATION, 0);
  culm_control_attach (self->control, self->start_bin);
  for (guint i = 0; i < N_KINDS; i++)
    culm_control_attach (self->control, self->rows[i]);
  culm_obstacle_show_in (self->control, ADW_PREFERENCES_GROUP (self));
  g_object_bind_property (culm_control_get_pending (self->control), "active", self->spinner,
                          "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (printer, "notify::capabilities", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_printer_get_extruders (printer), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return ADW_PREFERENCES_GROUP (self);
}

void
culm_calibration_group_set_narrow (CulmCalibrationGroup *self, gboolean is_narrow)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  g_autoptr (GtkWidget) actions = NULL;

  g_return_if_fail (CULM_IS_CALIBRATION_GROUP (self));

  if (is_narrow != (adw_preferences_group_get_header_suffix (group) != NULL))
    return;

  actions = g_object_ref (self->actions);
  if (is_narrow)
    {
      adw_preferences_group_set_header_suffix (group, NULL);
      adw_preferences_group_add (group, actions);
    }
  else
    {
      adw_preferences_group_remove (group, actions);
      adw_preferences_group_set_header_suffix (group, actions);
    }
  gtk_widget_set_halign (actions, is_narrow ? GTK_ALIGN_END : GTK_ALIGN_FILL);
  gtk_widget_set_margin_top (actions, is_narrow ? 12 : 0);
}
