/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-task-dialog.h"

#include <glib/gi18n.h>
#include <math.h>
#include <words/culm-format.h>
#include <words/culm-history-words.h>

#include "culm-cover.h"
#include "culm-task-row.h"

#define SWATCH_SIZE 24
#define MOST_FILAMENTS 16

struct _CulmTaskDialog
{
  AdwDialog parent_instance;

  CulmCover *cover;
  AdwWindowTitle *title;
  AdwPreferencesGroup *facts_group;
  AdwPreferencesGroup *filament_group;
  GtkWidget *print_button;

  char *path; /* NULL: it is not here */
};

G_DEFINE_FINAL_TYPE (CulmTaskDialog, culm_task_dialog, ADW_TYPE_DIALOG)

/* What is not known has no row. */
static void
add_fact (CulmTaskDialog *self, const char *title, char *value)
{
  GtkWidget *row;

  if (value != NULL && *value != '\0')
    {
      row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle",
                          value, "subtitle-selectable", TRUE, NULL);
      gtk_widget_add_css_class (row, "property");
      adw_preferences_group_add (self->facts_group, row);
    }
  g_free (value);
}

static char *
format_time (gint64 time)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *day = NULL;
  g_autofree char *hour = NULL;

  if (time <= 0)
    return NULL;

  day = culm_format_day (time, now);
  hour = culm_format_clock (time, time);

  /* Translators: a day and a time: "Tuesday 3 March, 16:40" */
  return g_strdup_printf (_ ("%s, %s"), day, hour);
}

static char *
format_estimate (gint64 seconds)
{
  return seconds >= 0 && seconds / 60 <= G_MAXINT ? culm_format_duration ((int) (seconds / 60))
                                                  : NULL;
}

static char *
format_printer (const BambuCloudTaskValues *task)
{
  const char *name = task->device_name != NULL ? task->device_name : task->serial;

  if (name == NULL || task->device_model == NULL)
    return g_strdup (name);

  /* Translators: a printer's name and its model */
  return g_strdup_printf (_ ("%s · %s"), name, task->device_model);
}

static char *
format_mode (const char *mode)
{
  if (g_strcmp0 (mode, "cloud_file") == 0)
    return g_strdup (_ ("Through Bambu Lab’s cloud"));
  if (g_strcmp0 (mode, "lan_file") == 0)
    return g_strdup (_ ("Over the local network"));

  return g_strdup (mode);
}

static void
add_facts (CulmTaskDialog *self, const BambuCloudTaskValues *task)
{
  gboolean runs = task->result == BAMBU_CLOUD_RESULT_RUNNING;

  add_fact (self, _ ("Result"), g_strdup (culm_result_get_word (task->result)));
  add_fact (self, _ ("Printer"), format_printer (task));
  add_fact (self, _ ("Started"), format_time (task->start_time));
  add_fact (self, _ ("Ended"), runs ? NULL : format_time (task->end_time));
  add_fact (self, _ ("Took"), culm_format_took (task));
  /* Translators: how long the slicer thought that a print takes */
  add_fact (self, _ ("Estimated"), format_estimate (task->estimated_seconds));
  /* Translators: how much filament the slicer thought that a print takes, by weight */
  add_fact (self, _ ("Filament"),
            isnan (task->weight_grams) ? NULL : culm_format_weight (task->weight_grams));
  add_fact (self, _ ("Filament Length"),
            isnan (task->length_centimetres) ? NULL
                                             : culm_format_length (task->length_centimetres));
  add_fact (self, _ ("Plate"), task->plate > 0 ? g_strdup_printf ("%d", task->plate) : NULL);
  /* Translators: what lies on the printer's bed */
  add_fact (self, _ ("Surface"), g_strdup (task->bed_type));
  add_fact (self, _ ("Sent"), format_mode (task->mode));
}

static char *
format_filament_facts (BambuCloudFilament *filament)
{
  const BambuCloudFilamentValues *values = bambu_cloud_filament_get_values (filament);
  g_autofree char *colour = culm_task_row_dup_colour_name (filament);
  g_autofree char *weight =
      isnan (values->weight_grams) ? g_strdup ("") : culm_format_weight (values->weight_grams);
  g_autofree char *slot = culm_format_slot (values);
  const char *parts[] = { colour, weight, slot };
  g_autoptr (GStrvBuilder) known = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (known, parts[i]);
  texts = g_strv_builder_end (known);

  return g_strjoinv (" · ", texts);
}

static void
add_filaments (CulmTaskDialog *self, GListModel *filaments)
{
  guint n = filaments != NULL ? MIN (g_list_model_get_n_items (filaments), MOST_FILAMENTS) : 0;

  gtk_widget_set_visible (GTK_WIDGET (self->filament_group), n > 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuCloudFilament) filament = g_list_model_get_item (filaments, i);
      const char *type = bambu_cloud_filament_get_values (filament)->filament_type;
      g_autofree char *facts = format_filament_facts (filament);
      GtkWidget *swatch = culm_task_row_create_swatch (filament, SWATCH_SIZE);
      GtkWidget *row =
          g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                        type != NULL ? type : _ ("Not identified"), "subtitle", facts, NULL);

      if (swatch != NULL)
        adw_action_row_add_prefix (ADW_ACTION_ROW (row), swatch);
      adw_preferences_group_add (self->filament_group, row);
    }
}

/* The dialog that asks how stands in the place of this one. */
static void
on_print (CulmTaskDialog *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  adw_dialog_close (ADW_DIALOG (self));
  gtk_widget_activate_action (window, "win.print-path", "^ay", self->path);
}

static void
culm_task_dialog_finalize (GObject *object)
{
  g_free (CULM_TASK_DIALOG (object)->path);

  G_OBJECT_CLASS (culm_task_dialog_parent_class)->finalize (object);
}

static void
culm_task_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_TASK_DIALOG);

  G_OBJECT_CLASS (culm_task_dialog_parent_class)->dispose (object);
}

static void
culm_task_dialog_class_init (CulmTaskDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_task_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = culm_task_dialog_finalize;

  g_type_ensure (CULM_TYPE_COVER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-task-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmTaskDialog, cover);
  gtk_widget_class_bind_template_child (widget_class, CulmTaskDialog, title);
  gtk_widget_class_bind_template_child (widget_class, CulmTaskDialog, facts_group);
  gtk_widget_class_bind_template_child (widget_class, CulmTaskDialog, filament_group);
  gtk_widget_class_bind_template_child (widget_class, CulmTaskDialog, print_button);
  gtk_widget_class_bind_template_callback (widget_class, on_print);
}

static void
culm_task_dialog_init (CulmTaskDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
culm_task_dialog_new (BambuCloudTask *task, CulmCovers *covers, const char *path)
{
  CulmTaskDialog *self;
  const BambuCloudTaskValues *values;

  g_return_val_if_fail (BAMBU_IS_CLOUD_TASK (task), NULL);

  self = g_object_new (CULM_TYPE_TASK_DIALOG, NULL);
  values = bambu_cloud_task_get_values (task);
  if (values->title != NULL)
    {
      adw_dialog_set_title (ADW_DIALOG (self), values->title);
      adw_window_title_set_title (self->title, values->title);
    }
  self->path = g_strdup (path);
  gtk_widget_set_visible (self->print_button, path != NULL);
  culm_cover_set (self->cover, covers, values->id, values->cover);
  add_facts (self, values);
  add_filaments (self, values->filaments);

  return ADW_DIALOG (self);
}
