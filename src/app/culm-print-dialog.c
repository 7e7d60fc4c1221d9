/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-dialog.h"

#include <bambu/bambu-weak-ref.h>
#include <glib/gi18n.h>

#include "culm-explain.h"
#include "culm-print-check-group.h"
#include "culm-print-filament-group.h"
#include "culm-print-file-group.h"
#include "culm-print-options-group.h"
#include "culm-print-progress-page.h"
#include "culm-print-words.h"
#include "culm-project-words.h"
#include "culm-status.h"
#include "culm-wrap.h"

struct _CulmPrintDialog
{
  AdwDialog parent_instance;

  CulmPrintDesk *desk; /* weak */
  BambuFleet *fleet;
  BambuPrinter *first; /* to begin with */
  CulmPrintPlan *plan; /* once the file was read */
  CulmStatus *status;  /* of the printer */
  DexFuture *opening;
  BambuPrintJob *job; /* once it was sent */

  AdwNavigationView *navigation;
  AdwWindowTitle *title;
  AdwBanner *banner;
  GtkStack *stack;
  AdwStatusPage *problem_page;
  CulmPrintFileGroup *file_group;
  GtkWidget *printer_group;
  AdwComboRow *printer_row;
  GtkWidget *clear_row;
  GtkCheckButton *clear_check;
  CulmPrintFilamentGroup *filament_group;
  CulmPrintOptionsGroup *options_group;
  CulmPrintCheckGroup *check_group;
  GtkWidget *print_button;
  GtkWidget *upload_button;
  GtkWidget *bottom_print_button; /* where the window is narrow */
  GtkWidget *bottom_upload_button;
};

G_DEFINE_FINAL_TYPE (CulmPrintDialog, culm_print_dialog, ADW_TYPE_DIALOG)

static char *
get_printer_state (GtkListItem *item, BambuPrinter *printer, gint64 seen)
{
  g_autoptr (CulmStatus) status = NULL;

  if (printer == NULL)
    return NULL;

  status = culm_status_dup_for_printer (printer);

  return g_strdup (culm_status_get_summary (status));
}

static void
describe (GtkWidget *button, const char *reason)
{
  gtk_widget_set_tooltip_text (button, reason);
  if (reason != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    reason, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static char *
find_unmatched (CulmPrintDialog *self)
{
  GListModel *filaments = culm_print_plan_get_filaments (self->plan);
  const GArray *matches = culm_print_plan_get_matches (self->plan);

  for (guint i = 0; i < matches->len; i++)
    if (!bambu_match_is_settled (&g_array_index (matches, BambuMatch, i)))
      {
        g_autoptr (BambuProjectFilament) filament = g_list_model_get_item (filaments, i);

        return g_strdup_printf (_ ("Choose a slot for filament %d"),
                                bambu_project_filament_get_values (filament)->position);
      }

  return NULL;
}

/* What speaks against it: the first thing that somebody would do something about */
static char *
find_obstacle (CulmPrintDialog *self, const GArray *checks, gboolean only_upload)
{
  const BambuPrintCheck *check;

  if (culm_print_plan_get_plate (self->plan) == NULL)
    return g_strdup (_ ("There is nothing to print in this file"));
  if (checks == NULL)
    return g_strdup (_ ("Choose a printer"));

  check = bambu_print_checks_find_obstacle (checks, only_upload);
  if (check == NULL)
    return NULL;
  if (check->kind == BAMBU_PRINT_CHECK_FILAMENTS)
    return find_unmatched (self);

  return culm_print_words_describe_check (check, g_get_real_time () / G_USEC_PER_SEC);
}

/* The project stays in the account, for the vendor's apps. */
static const char *
get_upload_place (CulmPrintDialog *self)
{
  return culm_print_plan_get_printer (self->plan) != NULL
                 && culm_print_plan_get_way (self->plan) == BAMBU_PRINT_WAY_CLOUD
             ? _ ("Puts the file into your account, where Bambu Lab’s app finds it")
             : NULL;
}

/* Nobody knows but the user, where a print has ended. */
static void
show_clear (CulmPrintDialog *self, const GArray *checks)
{
  BambuPrinter *printer = culm_print_plan_get_printer (self->plan);
  BambuState state = printer != NULL ? bambu_printer_get_state (printer) : BAMBU_STATE_UNKNOWN;
  const BambuPrintCheck *check =
      checks != NULL ? bambu_print_checks_find (checks, BAMBU_PRINT_CHECK_PLATE_CLEAR) : NULL;

  gtk_widget_set_visible (self->clear_row,
                          state == BAMBU_STATE_FINISH || state == BAMBU_STATE_FAILED);
  gtk_check_button_set_active (self->clear_check,
                               check != NULL && check->verdict == BAMBU_PRINT_VERDICT_OK);
}

static void
on_clear (CulmPrintDialog *self)
{
  if (self->plan != NULL && gtk_widget_get_visible (self->clear_row))
    culm_print_plan_set_plate_clear (self->plan, gtk_check_button_get_active (self->clear_check));
}

static const char *
get_banner_button (const GArray *checks)
{
  const BambuPrintCheck *check =
      checks != NULL ? bambu_print_checks_find_obstacle (checks, FALSE) : NULL;

  return check != NULL && check->kind == BAMBU_PRINT_CHECK_RIGHTS ? _ ("What Can I Do?") : NULL;
}

static void
on_explain (CulmPrintDialog *self)
{
  culm_explain_view_only (GTK_WIDGET (self));
}

static void
update (CulmPrintDialog *self)
{
  g_autoptr (GArray) checks = culm_print_plan_dup_checks (self->plan);
  g_autofree char *obstacle = find_obstacle (self, checks, FALSE);
  g_autofree char *upload_obstacle = find_obstacle (self, checks, TRUE);
  const char *upload_text = upload_obstacle != NULL ? upload_obstacle : get_upload_place (self);

  show_clear (self, checks);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print.start", obstacle == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print.upload", upload_obstacle == NULL);
  describe (self->print_button, obstacle);
  describe (self->bottom_print_button, obstacle);
  describe (self->upload_button, upload_text);
  describe (self->bottom_upload_button, upload_text);
  if (obstacle != NULL)
    adw_banner_set_title (self->banner, obstacle);
  adw_banner_set_button_label (self->banner, get_banner_button (checks));
  adw_banner_set_revealed (self->banner, obstacle != NULL);
}

static void
show_state (CulmPrintDialog *self)
{
  g_autofree char *title = NULL;

  if (self->status != NULL)
    g_object_get (self->status, "title", &title, NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->printer_row), title);
}

static guint
find_position (CulmPrintDialog *self, BambuPrinter *printer)
{
  GListModel *printers = G_LIST_MODEL (self->fleet);

  for (guint i = 0; printer != NULL && i < g_list_model_get_n_items (printers); i++)
    {
      g_autoptr (BambuPrinter) item = g_list_model_get_item (printers, i);

      if (item == printer)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
on_printer (CulmPrintDialog *self)
{
  BambuPrinter *printer = adw_combo_row_get_selected_item (self->printer_row);
  BambuPrinter *previous;

  if (self->plan == NULL)
    return;

  /* The list chooses another one in the place of a printer that was removed. The user did not. */
  previous = culm_print_plan_get_printer (self->plan);
  if (printer != NULL && previous != NULL
      && find_position (self, previous) == GTK_INVALID_LIST_POSITION)
    {
      culm_print_plan_set_printer (self->plan, NULL);
      adw_combo_row_set_selected (self->printer_row, GTK_INVALID_LIST_POSITION);
      return;
    }

  if (self->status != NULL)
    g_signal_handlers_disconnect_by_func (self->status, show_state, self);
  g_clear_object (&self->status);
  if (printer != NULL)
    {
      self->status = culm_status_dup_for_printer (printer);
      g_signal_connect_object (self->status, "notify::title", G_CALLBACK (show_state), self,
                               G_CONNECT_SWAPPED);
    }
  show_state (self);
  if (self->desk != NULL)
    culm_print_options_group_show (self->options_group, culm_print_desk_get_settings (self->desk),
                                   culm_print_plan_get_plate (self->plan) != NULL ? printer : NULL);
  culm_print_plan_set_printer (self->plan, printer);
}

static void
show_project (CulmPrintDialog *self, BambuProject *project)
{
  gboolean can_print;

  self->plan = culm_print_plan_new (project);
  can_print = culm_print_plan_get_plate (self->plan) != NULL;
  gtk_widget_set_visible (self->printer_group, can_print);
  g_signal_connect_object (self->plan, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  culm_print_file_group_set_plan (self->file_group, self->plan);
  culm_print_filament_group_set_plan (self->filament_group, self->plan);
  culm_print_check_group_set_plan (self->check_group, self->plan);
  adw_combo_row_set_model (self->printer_row, G_LIST_MODEL (self->fleet));
  if (self->first != NULL)
    adw_combo_row_set_selected (self->printer_row, find_position (self, self->first));
  on_printer (self);
  update (self);

  gtk_stack_set_visible_child_name (self->stack, "form");
}

static void
show_problem (CulmPrintDialog *self, const GError *error)
{
  g_message ("The file cannot be printed: %s", error->message);
  adw_status_page_set_description (self->problem_page, culm_project_words_get_error (error));
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static DexFuture *
on_project_opened (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmPrintDialog) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL)
    return NULL;

  if (value != NULL)
    show_project (self, g_value_get_object (value));
  else
    show_problem (self, error);

  return NULL;
}

static void
cancel (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void on_again (CulmPrintDialog *self);
static void on_lan (CulmPrintDialog *self);

static void
on_job_changed (CulmPrintDialog *self)
{
  if (bambu_print_job_is_running (self->job))
    return;

  /* How it ended well is told without the dialog; what was cancelled can be sent again. */
  if (bambu_print_job_get_step (self->job) == BAMBU_PRINT_STEP_DONE)
    adw_dialog_force_close (ADW_DIALOG (self));
  else if (bambu_print_job_is_cancelled (self->job))
    {
      g_signal_handlers_disconnect_by_func (self->job, on_job_changed, self);
      g_clear_object (&self->job);
      if (!adw_navigation_view_pop (self->navigation))
        adw_dialog_force_close (ADW_DIALOG (self));
    }
}

static void
show_job (CulmPrintDialog *self, BambuPrintJob *job)
{
  CulmPrintProgressPage *page = culm_print_progress_page_new (job);

  if (self->job != NULL)
    g_signal_handlers_disconnect_by_func (self->job, on_job_changed, self);
  g_set_object (&self->job, job);
  g_signal_connect_object (job, "notify::is-running", G_CALLBACK (on_job_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "again", G_CALLBACK (on_again), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "lan", G_CALLBACK (on_lan), self, G_CONNECT_SWAPPED);
  if (self->plan != NULL)
    adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (page));
  else
    adw_navigation_view_replace (self->navigation,
                                 (AdwNavigationPage *[]) { ADW_NAVIGATION_PAGE (page) }, 1);
}

static void
run (CulmPrintDialog *self, BambuPrintJob *job)
{
  culm_print_desk_run (self->desk, job);
  show_job (self, job);
}

/* What is left to do, in the place of what failed */
static void
on_again (CulmPrintDialog *self)
{
  g_autoptr (BambuPrintJob) again = NULL;

  if (self->desk == NULL || bambu_print_job_is_running (self->job))
    return;

  again = bambu_print_job_dup_again (self->job);
  culm_print_desk_dismiss (self->desk, self->job);
  if (self->plan != NULL)
    adw_navigation_view_pop (self->navigation);
  run (self, again);
}

/* The printer is reached there now: as the form says, or as the user will say in a new one */
static void
on_lan (CulmPrintDialog *self)
{
  CulmPrintDesk *desk = self->desk;
  BambuPrinter *printer = bambu_print_job_get_printer (self->job);
  const char *path = bambu_project_get_values (bambu_print_job_get_project (self->job))->path;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GSList files = { file, NULL };

  if (desk == NULL)
    return;

  culm_print_desk_dismiss (desk, self->job);
  if (self->plan != NULL)
    {
      adw_navigation_view_pop (self->navigation);
      gtk_widget_activate_action (GTK_WIDGET (self), "print.start", NULL);
      return;
    }

  adw_dialog_force_close (ADW_DIALOG (self));
  culm_print_desk_add (desk, &files, printer);
}

/* As the printer is now, which the dialog may not have shown yet */
static void
start (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmPrintDialog *self = CULM_PRINT_DIALOG (widget);
  gboolean only_upload = g_str_equal (action_name, "print.upload");
  g_autoptr (GArray) checks = culm_print_plan_dup_checks (self->plan);
  g_autoptr (BambuPrintJob) job = NULL;
  BambuPrintOptions options;

  if (self->desk == NULL || checks == NULL
      || bambu_print_checks_find_obstacle (checks, only_upload) != NULL)
    {
      update (self);
      return;
    }

  culm_print_options_group_get (self->options_group, &options);
  job = culm_print_desk_create_job (self->desk, self->plan, &options, only_upload);
  if (job == NULL)
    return;

  culm_print_options_group_remember (self->options_group);
  run (self, job);
}

/* Another dialog takes the place of this one. */
static void
choose_file (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));

  adw_dialog_close (ADW_DIALOG (widget));
  gtk_widget_activate_action (window, "win.print-file", "s", "");
}

/* A focus that is left in a closed dialog keeps what it is in alive (libadwaita 1.7). */
static void
culm_print_dialog_closed (AdwDialog *dialog)
{
  adw_dialog_set_focus (dialog, NULL);
}

static void
culm_print_dialog_dispose (GObject *object)
{
  CulmPrintDialog *self = CULM_PRINT_DIALOG (object);

  dex_clear (&self->opening);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_PRINT_DIALOG);
  g_clear_object (&self->plan);
  g_clear_object (&self->status);
  g_clear_object (&self->first);
  g_clear_object (&self->job);
  g_clear_object (&self->fleet);
  g_clear_weak_pointer (&self->desk);

  G_OBJECT_CLASS (culm_print_dialog_parent_class)->dispose (object);
}

static void
culm_print_dialog_class_init (CulmPrintDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_print_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = culm_print_dialog_closed;

  gtk_widget_class_install_action (widget_class, "print.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "print.start", NULL, start);
  gtk_widget_class_install_action (widget_class, "print.upload", NULL, start);
  gtk_widget_class_install_action (widget_class, "print.choose-file", NULL, choose_file);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "print.start", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "print.start", NULL);

  g_type_ensure (BAMBU_TYPE_PRINTER);
  g_type_ensure (CULM_TYPE_PRINT_CHECK_GROUP);
  g_type_ensure (CULM_TYPE_PRINT_FILE_GROUP);
  g_type_ensure (CULM_TYPE_PRINT_OPTIONS_GROUP);
  g_type_ensure (CULM_TYPE_PRINT_FILAMENT_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-print-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, title);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, problem_page);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, file_group);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, printer_group);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, printer_row);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, filament_group);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, options_group);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, check_group);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, print_button);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, upload_button);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, bottom_print_button);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, bottom_upload_button);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, clear_row);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintDialog, clear_check);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_explain);
  gtk_widget_class_bind_template_callback (widget_class, on_printer);
  gtk_widget_class_bind_template_callback (widget_class, get_printer_state);
}

static void
culm_print_dialog_init (CulmPrintDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print.start", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print.upload", FALSE);
}

static CulmPrintDialog *
create (CulmPrintDesk *desk)
{
  CulmPrintDialog *self = g_object_new (CULM_TYPE_PRINT_DIALOG, NULL);

  g_set_weak_pointer (&self->desk, desk);
  self->fleet = g_object_ref (culm_print_desk_get_fleet (desk));

  return self;
}

CulmPrintDialog *
culm_print_dialog_new (CulmPrintDesk *desk, const char *path, BambuPrinter *printer)
{
  CulmPrintDialog *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (CULM_IS_PRINT_DESK (desk), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = create (desk);
  g_set_object (&self->first, printer);
  name = g_filename_display_basename (path);
  adw_status_page_set_title (self->problem_page, name);
  self->opening = dex_future_finally (bambu_project_open (path), on_project_opened,
                                      bambu_weak_ref_new (self), bambu_weak_ref_free);

  return self;
}

CulmPrintDialog *
culm_print_dialog_new_for_job (CulmPrintDesk *desk, BambuPrintJob *job)
{
  CulmPrintDialog *self;

  g_return_val_if_fail (CULM_IS_PRINT_DESK (desk), NULL);
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (job), NULL);

  self = create (desk);
  show_job (self, job);

  return self;
}

BambuPrintJob *
culm_print_dialog_get_job (CulmPrintDialog *self)
{
  g_return_val_if_fail (CULM_IS_PRINT_DIALOG (self), NULL);

  return self->job;
}

void
culm_print_dialog_set_subtitle (CulmPrintDialog *self, const char *subtitle)
{
  g_return_if_fail (CULM_IS_PRINT_DIALOG (self));

  adw_window_title_set_subtitle (self->title, subtitle);
}
