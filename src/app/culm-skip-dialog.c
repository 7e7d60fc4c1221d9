/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-skip-dialog.h"

#include <bambu/bambu-weak-ref.h>
#include <bambu/printer/bambu-printer-control.h>
#include <bambu/project/bambu-project.h>
#include <bambu/storage/bambu-storage-error.h>
#include <glib/gi18n.h>
#include <words/culm-storage-words.h>

#include "culm-command.h"
#include "culm-control.h"
#include "culm-object-picture.h"
#include "culm-project-words.h"
#include "culm-question.h"
#include "culm-wrap.h"

struct _CulmSkipDialog
{
  AdwDialog parent_instance;

  GtkWidget *opener;   /* weak */
  AdwDialog *question; /* weak */
  BambuPrinter *printer;
  CulmControl *control; /* of the button */
  DexFuture *load;
  BambuTransfer *transfer;
  BambuProject *project;
  BambuPlate *plate;
  GBytes *pick;
  GArray *marks;   /* of CulmObjectMark */
  GPtrArray *rows; /* the check buttons, in the same order */

  GtkStack *stack;
  GtkProgressBar *progress;
  AdwStatusPage *failed_page;
  AdwBin *picture_bin;
  CulmObjectPicture *picture;
  AdwPreferencesGroup *group;
  GtkWidget *skip_button;
};

G_DEFINE_FINAL_TYPE (CulmSkipDialog, culm_skip_dialog, ADW_TYPE_DIALOG)

static void
update_progress (CulmSkipDialog *self)
{
  gint64 total = bambu_transfer_get_bytes_total (self->transfer);
  gint64 done = bambu_transfer_get_bytes_done (self->transfer);

  gtk_widget_set_visible (GTK_WIDGET (self->progress), total > 0);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress, CLAMP ((double) done / (double) total, 0, 1));
}

static guint
count (CulmSkipDialog *self, gboolean with_skipped)
{
  guint n = 0;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const CulmObjectMark *mark = &g_array_index (self->marks, CulmObjectMark, i);

      n += mark->is_skipped ? with_skipped : mark->is_chosen;
    }

  return n;
}

static void
fail (CulmSkipDialog *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->failed_page, title);
  adw_status_page_set_description (self->failed_page, description);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  gtk_widget_set_visible (self->skip_button, FALSE);
}

static void
update_button (CulmSkipDialog *self)
{
  guint n_chosen = count (self, FALSE);
  const char *obstacle = NULL;

  if (n_chosen == 0)
    obstacle = _ ("Choose what is to be skipped");
  else if (count (self, TRUE) == self->marks->len)
    obstacle = _ ("Nothing would be left to print. Use Stop instead.");

  culm_control_set_obstacle (self->control, obstacle);
}

/* What the printer says is skipped cannot be chosen any more. */
static void
update (CulmSkipDialog *self)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      CulmObjectMark *mark = &g_array_index (self->marks, CulmObjectMark, i);
      GtkCheckButton *check = g_ptr_array_index (self->rows, i);
      GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (check), ADW_TYPE_ACTION_ROW);

      mark->is_skipped = bambu_printer_is_object_skipped (self->printer, mark->id);
      mark->is_chosen = !mark->is_skipped && gtk_check_button_get_active (check);
      gtk_widget_set_sensitive (row, !mark->is_skipped);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), mark->is_skipped ? _ ("Skipped") : NULL);
    }

  culm_object_picture_set_marks (self->picture, self->marks);
  update_button (self);
}

static void
on_picked (CulmSkipDialog *self, int id)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      const CulmObjectMark *mark = &g_array_index (self->marks, CulmObjectMark, i);
      GtkCheckButton *check = g_ptr_array_index (self->rows, i);

      if (mark->id == id && !mark->is_skipped)
        gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
    }
}

static void
add_object (CulmSkipDialog *self, const BambuPlateObjectValues *object)
{
  CulmObjectMark mark = { object->id, self->marks->len + 1, FALSE, FALSE };
  g_autofree char *title = NULL;
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *row;

  /* Translators: an object on the plate: its number on the picture, and its name */
  title = g_strdup_printf (_ ("%u: %s"), mark.number, object->name);
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                      "activatable-widget", check, NULL);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->group, row);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  g_array_append_val (self->marks, mark);
  g_ptr_array_add (self->rows, check);
}

/* Without a map all is shown: the printer knows what is there. */
static void
show_objects (CulmSkipDialog *self, CulmObjectMap *map)
{
  GListModel *objects = bambu_plate_get_values (self->plate)->objects;

  for (guint i = 0; i < g_list_model_get_n_items (objects); i++)
    {
      g_autoptr (BambuPlateObject) object = g_list_model_get_item (objects, i);
      const BambuPlateObjectValues *values = bambu_plate_object_get_values (object);

      if (map == NULL || culm_object_map_find (map, values->id) != NULL)
        add_object (self, values);
    }

  if (self->marks->len < 2)
    {
      fail (self, _ ("Nothing to Skip"),
            _ ("There is only one object on the plate. To end the print, use Stop."));
      return;
    }

  culm_object_picture_set_map (self->picture, map);
  gtk_widget_set_visible (GTK_WIDGET (self->picture_bin), map != NULL);
  gtk_stack_set_visible_child_name (self->stack, "objects");
  gtk_widget_set_visible (self->skip_button, TRUE);
  g_signal_connect_object (bambu_printer_get_job (self->printer), "notify::n-skipped",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

typedef struct
{
  GBytes *pick;
  GBytes *top;
} Pictures;

static void
pictures_free (gpointer data)
{
  Pictures *self = data;

  g_bytes_unref (self->pick);
  g_clear_pointer (&self->top, g_bytes_unref);
  g_free (self);
}

static DexFuture *
map_fiber (gpointer user_data)
{
  Pictures *pictures = user_data;
  g_autoptr (GError) error = NULL;
  CulmObjectMap *map = culm_object_map_new (pictures->pick, pictures->top, &error);

  return map != NULL ? dex_future_new_take_object (map)
                     : dex_future_new_for_error (g_steal_pointer (&error));
}

/* The list is of use without a picture, too. */
static DexFuture *
on_mapped (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmSkipDialog) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value == NULL)
    g_debug ("No picture of the objects: %s", error->message);
  if (self != NULL)
    show_objects (self, value != NULL ? g_value_get_object (value) : NULL);

  return dex_ref (future);
}

static DexFuture *
on_top (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmSkipDialog) self = g_weak_ref_get (user_data);
  const GValue *value = dex_future_get_value (future, NULL);
  Pictures *pictures;

  if (self == NULL)
    return dex_ref (future);

  pictures = g_new0 (Pictures, 1);
  pictures->pick = g_bytes_ref (self->pick);
  pictures->top = value != NULL ? g_value_dup_boxed (value) : NULL;

  return dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), 0, map_fiber, pictures,
                              pictures_free);
}

static DexFuture *
on_pick (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmSkipDialog) self = g_weak_ref_get (user_data);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self == NULL || value == NULL)
    return dex_ref (future);

  self->pick = g_value_dup_boxed (value);

  return dex_future_finally (
      bambu_project_load_picture (self->project, bambu_plate_get_values (self->plate)->index,
                                  BAMBU_PLATE_PICTURE_TOP),
      on_top, bambu_weak_ref_new (self), bambu_weak_ref_free);
}

/* The printer does not always say which plate it prints. */
static BambuPlate *
find_plate (CulmSkipDialog *self)
{
  GListModel *plates = bambu_project_get_values (self->project)->plates;
  int index = bambu_job_get_plate (bambu_printer_get_job (self->printer));
  BambuPlate *only = NULL;

  if (index > 0)
    return bambu_project_find_plate (self->project, index);

  for (guint i = 0; i < g_list_model_get_n_items (plates); i++)
    {
      g_autoptr (BambuPlate) plate = g_list_model_get_item (plates, i);

      if (!bambu_plate_get_values (plate)->is_sliced)
        continue;
      if (only != NULL)
        return NULL;
      only = plate; /* the list holds it */
    }

  return only;
}

static DexFuture *
load_plate (CulmSkipDialog *self)
{
  BambuPlate *plate = find_plate (self);

  if (plate == NULL)
    fail (self, _ ("The Plate Is Not Known"),
          _ ("The printer does not say which plate of the file it prints."));
  else if (!bambu_plate_get_values (plate)->has_labels)
    fail (self, _ ("The Objects Cannot Be Told Apart"),
          _ ("The file was sliced without labels for its objects. Switch on “Label objects” in the "
             "slicer to be able to skip some."));
  else
    {
      self->plate = g_object_ref (plate);
      return dex_future_then (bambu_project_load_picture (self->project,
                                                          bambu_plate_get_values (plate)->index,
                                                          BAMBU_PLATE_PICTURE_PICK),
                              on_pick, bambu_weak_ref_new (self), bambu_weak_ref_free);
    }

  return NULL;
}

static void
fail_for (CulmSkipDialog *self, const GError *error)
{
  if (g_error_matches (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND))
    fail (self, _ ("The File Is Not on the Printer"),
          _ ("Only the file of the print tells what is on the plate."));
  else if (error->domain == BAMBU_STORAGE_ERROR)
    {
      g_autofree char *text = culm_storage_words_failure (error, CULM_STORAGE_ACTION_DOWNLOAD,
                                                          bambu_printer_get_name (self->printer));

      fail (self, _ ("The File Did Not Come"), text);
    }
  else
    fail (self, _ ("The File Cannot Be Read"), culm_project_words_get_error (error));
}

static DexFuture *
on_project (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmSkipDialog) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  DexFuture *next;

  if (self == NULL)
    return dex_ref (future);

  if (value == NULL)
    {
      fail_for (self, error);
      return dex_ref (future);
    }

  self->project = g_value_dup_object (value);
  next = load_plate (self);

  return next != NULL
             ? dex_future_finally (next, on_mapped, bambu_weak_ref_new (self), bambu_weak_ref_free)
             : dex_ref (future);
}

static void
send (CulmSkipDialog *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (int));
  GtkWidget *widget = self->opener != NULL ? self->opener : GTK_WIDGET (self);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const CulmObjectMark *mark = &g_array_index (self->marks, CulmObjectMark, i);

      if (mark->is_chosen)
        g_array_append_val (ids, mark->id);
    }

  culm_command_follow (
      widget, self->printer,
      bambu_printer_skip_objects (self->printer, (const int *) ids->data, ids->len));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_response (CulmSkipDialog *self, const char *response)
{
  if (g_str_equal (response, "skip"))
    send (self);
}

static void
on_skip (CulmSkipDialog *self)
{
  g_autoptr (CulmControl) guard = culm_control_new (self->printer, BAMBU_CONTROL_SKIP, 0);
  guint n_chosen = count (self, FALSE);
  g_autofree char *heading =
      g_strdup_printf (ngettext ("Skip %u Object?", "Skip %u Objects?", n_chosen), n_chosen);
  AdwAlertDialog *dialog = culm_question_new (
      heading, ngettext ("It cannot be printed in this job any more.",
                         "They cannot be printed in this job any more.", n_chosen));

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "skip", _ ("_Skip"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "skip", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  culm_control_guard (guard, ADW_DIALOG (dialog));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->question, ADW_DIALOG (dialog));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* A focus that is left in a closed dialog keeps what it is in alive (libadwaita 1.7). */
static void
culm_skip_dialog_closed (AdwDialog *dialog)
{
  CulmSkipDialog *self = CULM_SKIP_DIALOG (dialog);

  if (self->question != NULL)
    adw_dialog_force_close (self->question);
  adw_dialog_set_focus (dialog, NULL);
  bambu_transfer_cancel (self->transfer);
  dex_clear (&self->load);
}

static void
culm_skip_dialog_dispose (GObject *object)
{
  CulmSkipDialog *self = CULM_SKIP_DIALOG (object);

  dex_clear (&self->load);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_SKIP_DIALOG);
  g_clear_weak_pointer (&self->opener);
  g_clear_weak_pointer (&self->question);
  g_clear_object (&self->control);
  g_clear_object (&self->transfer);
  g_clear_object (&self->plate);
  g_clear_object (&self->project);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_skip_dialog_parent_class)->dispose (object);
}

static void
culm_skip_dialog_finalize (GObject *object)
{
  CulmSkipDialog *self = CULM_SKIP_DIALOG (object);

  g_clear_pointer (&self->pick, g_bytes_unref);
  g_array_unref (self->marks);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (culm_skip_dialog_parent_class)->finalize (object);
}

static void
culm_skip_dialog_class_init (CulmSkipDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_skip_dialog_dispose;
  object_class->finalize = culm_skip_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = culm_skip_dialog_closed;

  g_type_ensure (CULM_TYPE_OBJECT_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-skip-dialog.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_skip);
  gtk_widget_class_bind_template_child (widget_class, CulmSkipDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CulmSkipDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, CulmSkipDialog, failed_page);
  gtk_widget_class_bind_template_child (widget_class, CulmSkipDialog, picture_bin);
  gtk_widget_class_bind_template_child (widget_class, CulmSkipDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, CulmSkipDialog, group);
  gtk_widget_class_bind_template_child (widget_class, CulmSkipDialog, skip_button);
}

static void
culm_skip_dialog_init (CulmSkipDialog *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (CulmObjectMark));
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
}

/* The objects of another job are others. */
static void
close_for_other_job (AdwDialog *dialog)
{
  adw_dialog_force_close (dialog);
}

AdwDialog *
culm_skip_dialog_new (GtkWidget *opener,
                      BambuPrinter *printer,
                      DexFuture *project,
                      BambuTransfer *transfer)
{
  CulmSkipDialog *self;
  g_autoptr (CulmControl) guard = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (opener), NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (DEX_IS_FUTURE (project), NULL);
  g_return_val_if_fail (BAMBU_IS_TRANSFER (transfer), NULL);

  self = g_object_new (CULM_TYPE_SKIP_DIALOG, NULL);
  g_set_weak_pointer (&self->opener, opener);
  self->printer = g_object_ref (printer);
  self->transfer = g_object_ref (transfer);
  g_signal_connect_object (transfer, "notify::bytes-done", G_CALLBACK (update_progress), self,
                           G_CONNECT_SWAPPED);
  update_progress (self);
  self->control = culm_control_new (printer, BAMBU_CONTROL_SKIP, 0);
  culm_control_attach (self->control, self->skip_button);
  update_button (self);

  /* What is in the way may go away while the dialog says so. */
  guard = culm_control_new (printer, BAMBU_CONTROL_SKIP, 0);
  culm_control_guard (guard, ADW_DIALOG (self));
  g_signal_connect_object (bambu_printer_get_job (printer), "notify::name",
                           G_CALLBACK (close_for_other_job), self, G_CONNECT_SWAPPED);

  self->load =
      dex_future_finally (project, on_project, bambu_weak_ref_new (self), bambu_weak_ref_free);

  return ADW_DIALOG (self);
}
