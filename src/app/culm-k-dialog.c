/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-k-dialog.h"

#include <bambu/bambu-weak-ref.h>
#include <bambu/printer/bambu-printer-control.h>
#include <glib/gi18n.h>
#include <math.h>
#include <words/culm-command-words.h>

#include "culm-ams-words.h"
#include "culm-command.h"
#include "culm-control.h"
#include "culm-tray-actions.h"

#define PRINTERS_OWN (-1)
#define NONE (-2)

struct _CulmKDialog
{
  AdwDialog parent_instance;

  GtkWidget *opener; /* weak */
  BambuPrinter *printer;
  BambuTray *tray;
  DexFuture *loading;
  GtkCheckButton *first; /* of the group */
  int chosen;

  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *problem;
  AdwPreferencesGroup *group;
  GtkWidget *apply_button;
};

G_DEFINE_FINAL_TYPE (CulmKDialog, culm_k_dialog, ADW_TYPE_DIALOG)

static void
on_toggled (GtkCheckButton *check, CulmKDialog *self)
{
  if (!gtk_check_button_get_active (check))
    return;

  self->chosen = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "number"));
  gtk_widget_set_sensitive (self->apply_button,
                            self->chosen != bambu_tray_get_k_profile (self->tray));
}

static void
add_choice (CulmKDialog *self, int number, const char *title, const char *subtitle)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", subtitle, "activatable-widget", check, NULL);

  g_object_set_data (G_OBJECT (check), "number", GINT_TO_POINTER (number));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (self->first == NULL)
    self->first = GTK_CHECK_BUTTON (check);
  else
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->first);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled), self, 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               number == bambu_tray_get_k_profile (self->tray));

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->group, row);
}

static void
add_profile (CulmKDialog *self, BambuKProfile *profile)
{
  const char *name = bambu_k_profile_get_name (profile);
  int number = bambu_k_profile_get_number (profile);
  double k = bambu_k_profile_get_k (profile);
  /* Translators: a pressure advance profile without a name */
  g_autofree char *title =
      *name != '\0' ? g_strdup (name) : g_strdup_printf (_ ("Profile %d"), number);
  /* Translators: the factor of pressure advance */
  g_autofree char *factor = isnan (k) ? g_strdup ("") : g_strdup_printf (_ ("K %.3f"), k);

  add_choice (self, number, title, factor);
}

static void
show_profiles (CulmKDialog *self, GListModel *profiles)
{
  const char *filament = bambu_tray_get_filament_id (self->tray);
  guint n_fit = 0;

  add_choice (self, PRINTERS_OWN, _ ("The Printer’s Own"), _ ("What it takes for this filament"));

  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr (BambuKProfile) profile = g_list_model_get_item (profiles, i);

      if (g_strcmp0 (bambu_k_profile_get_filament_id (profile), filament) != 0)
        continue;

      add_profile (self, profile);
      n_fit++;
    }

  adw_preferences_group_set_description (
      self->group, n_fit > 0 ? NULL
                             : _ ("The printer keeps no profile for this filament and nozzle. Its "
                                  "calibration makes them."));
  gtk_stack_set_visible_child_name (self->stack, "profiles");
}

static void
show_problem (CulmKDialog *self, const GError *error)
{
  g_autofree char *text = culm_command_words_failure (error, self->printer);

  adw_status_page_set_description (self->problem, text);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static DexFuture *
on_loaded (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmKDialog) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL)
    return NULL;

  if (value != NULL)
    show_profiles (self, g_value_get_object (value));
  else
    show_problem (self, error);

  return NULL;
}

static void
load (CulmKDialog *self)
{
  int extruder = bambu_printer_find_extruder_of (self->printer, self->tray);

  gtk_stack_set_visible_child_name (self->stack, "loading");
  dex_clear (&self->loading);
  self->loading =
      dex_future_finally (bambu_printer_list_k_profiles (self->printer, MAX (extruder, 0)),
                          on_loaded, bambu_weak_ref_new (self), bambu_weak_ref_free);
}

/* What outlives the dialog */
typedef struct
{
  BambuTray *tray;
  int number;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_object_unref (choice->tray);
  g_free (choice);
}

static DexFuture *
ask (BambuPrinter *printer, gpointer data)
{
  Choice *choice = data;

  return bambu_printer_choose_k_profile (printer, choice->tray, choice->number);
}

static void
on_apply (CulmKDialog *self)
{
  GtkWidget *widget = self->opener != NULL ? self->opener : GTK_WIDGET (self);
  Choice *choice = g_new (Choice, 1);

  choice->tray = g_object_ref (self->tray);
  choice->number = self->chosen;
  culm_command_carry_out (widget, self->printer, ask, choice, choice_free);
  adw_dialog_close (ADW_DIALOG (self));
}

/* A focus that is left in a closed dialog keeps what it is in alive (libadwaita 1.7). */
static void
culm_k_dialog_closed (AdwDialog *dialog)
{
  adw_dialog_set_focus (dialog, NULL);
}

static void
culm_k_dialog_dispose (GObject *object)
{
  CulmKDialog *self = CULM_K_DIALOG (object);

  dex_clear (&self->loading);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_K_DIALOG);
  g_clear_weak_pointer (&self->opener);
  g_clear_object (&self->tray);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_k_dialog_parent_class)->dispose (object);
}

static void
culm_k_dialog_class_init (CulmKDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_k_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = culm_k_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-k-dialog.ui");
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, on_apply);
  gtk_widget_class_bind_template_child (widget_class, CulmKDialog, title);
  gtk_widget_class_bind_template_child (widget_class, CulmKDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CulmKDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, CulmKDialog, group);
  gtk_widget_class_bind_template_child (widget_class, CulmKDialog, apply_button);
}

static void
culm_k_dialog_init (CulmKDialog *self)
{
  self->chosen = NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
culm_k_dialog_new (GtkWidget *opener, BambuPrinter *printer, BambuTray *tray)
{
  CulmKDialog *self;
  g_autoptr (CulmControl) control = NULL;
  g_autofree char *subtitle = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (opener), NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (BAMBU_IS_TRAY (tray), NULL);

  self = g_object_new (CULM_TYPE_K_DIALOG, NULL);
  g_set_weak_pointer (&self->opener, opener);
  self->printer = g_object_ref (printer);
  self->tray = g_object_ref (tray);
  subtitle = culm_ams_words_spool (tray);
  adw_window_title_set_subtitle (self->title, subtitle);

  control = culm_control_new (printer, BAMBU_CONTROL_K_PROFILE, culm_tray_actions_get_index (tray));
  culm_control_guard (control, ADW_DIALOG (self));
  load (self);

  return ADW_DIALOG (self);
}
