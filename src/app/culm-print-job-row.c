/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-job-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "culm-format.h"
#include "culm-print-progress-page.h"
#include "culm-print-words.h"

struct _CulmPrintJobRow
{
  GtkListBoxRow parent_instance;

  BambuPrintJob *job;

  GtkWidget *spinner;
  GtkWidget *symbol;
  GtkLabel *title;
  GtkLabel *state;
  GtkProgressBar *bar;
  GtkWidget *cancel_button;
  GtkWidget *dismiss_button;
};

enum
{
  SIGNAL_DISMISSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmPrintJobRow, culm_print_job_row, GTK_TYPE_LIST_BOX_ROW)

static char *
dup_state (CulmPrintJobRow *self)
{
  const char *name = bambu_printer_get_name (bambu_print_job_get_printer (self->job));
  const char *step = culm_print_words_get_step (bambu_print_job_get_step (self->job));
  g_autofree char *failure = culm_print_progress_dup_failure (self->job);
  g_autofree char *percent = NULL;

  if (failure != NULL)
    return g_steal_pointer (&failure);

  if (bambu_print_job_get_step (self->job) != BAMBU_PRINT_STEP_UPLOAD)
    /* Translators: a step of sending a print to a printer, and the printer's name: "Start · X1" */
    return g_strdup_printf (_ ("%s · %s"), step, name);

  percent = culm_format_percent (culm_print_progress_get_percent (self->job));

  /* Translators: a printer's name, and how much is uploaded: "To X1, 42 %" */
  return g_strdup_printf (_ ("To %s, %s"), name, percent);
}

static void
update (CulmPrintJobRow *self)
{
  gboolean is_running = bambu_print_job_is_running (self->job);
  int percent = culm_print_progress_get_percent (self->job);
  g_autofree char *state = dup_state (self);

  gtk_label_set_text (self->state, state);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, state,
                                  -1);
  gtk_widget_set_visible (self->spinner, is_running);
  gtk_widget_set_visible (self->symbol, !is_running);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), is_running);
  gtk_progress_bar_set_fraction (self->bar, MAX (percent, 0) / 100.0);
  gtk_widget_set_visible (self->cancel_button, bambu_print_job_can_cancel (self->job));
  gtk_widget_set_visible (self->dismiss_button, !is_running);
}

static void
on_cancel (CulmPrintJobRow *self)
{
  bambu_print_job_cancel (self->job);
}

static void
on_dismiss (CulmPrintJobRow *self)
{
  g_signal_emit (self, signals[SIGNAL_DISMISSED], 0);
}

static void
culm_print_job_row_dispose (GObject *object)
{
  CulmPrintJobRow *self = CULM_PRINT_JOB_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_PRINT_JOB_ROW);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (culm_print_job_row_parent_class)->dispose (object);
}

static void
culm_print_job_row_class_init (CulmPrintJobRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_print_job_row_dispose;

  signals[SIGNAL_DISMISSED] = g_signal_new ("dismissed", CULM_TYPE_PRINT_JOB_ROW, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-print-job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmPrintJobRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintJobRow, symbol);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintJobRow, title);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintJobRow, state);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintJobRow, bar);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintJobRow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintJobRow, dismiss_button);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_dismiss);
}

static void
culm_print_job_row_init (CulmPrintJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_print_job_row_new (BambuPrintJob *job)
{
  CulmPrintJobRow *self;

  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (job), NULL);

  self = g_object_new (CULM_TYPE_PRINT_JOB_ROW, NULL);
  self->job = g_object_ref (job);
  gtk_label_set_text (self->title, bambu_print_job_get_title (job));
  g_signal_connect_object (job, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_print_job_get_transfer (job), "notify", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

BambuPrintJob *
culm_print_job_row_get_job (CulmPrintJobRow *self)
{
  g_return_val_if_fail (CULM_IS_PRINT_JOB_ROW (self), NULL);

  return self->job;
}
