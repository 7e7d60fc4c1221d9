/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-job-list.h"

#include "culm-print-job-row.h"

struct _CulmPrintJobList
{
  AdwBin parent_instance;

  CulmPrintDesk *desk; /* weak */

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (CulmPrintJobList, culm_print_job_list, ADW_TYPE_BIN)

static void
on_row_activated (CulmPrintJobList *self, GtkListBoxRow *row)
{
  if (self->desk != NULL)
    culm_print_desk_show (self->desk, culm_print_job_row_get_job (CULM_PRINT_JOB_ROW (row)));
}

static void
on_dismissed (CulmPrintJobList *self, CulmPrintJobRow *row)
{
  if (self->desk != NULL)
    culm_print_desk_dismiss (self->desk, culm_print_job_row_get_job (row));
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = culm_print_job_row_new (item);

  g_signal_connect_object (row, "dismissed", G_CALLBACK (on_dismissed), user_data,
                           G_CONNECT_SWAPPED);

  return row;
}

static void
update (CulmPrintJobList *self, guint position, guint removed, guint added, GListModel *jobs)
{
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (jobs) > 0);
}

static void
culm_print_job_list_dispose (GObject *object)
{
  CulmPrintJobList *self = CULM_PRINT_JOB_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_PRINT_JOB_LIST);
  g_clear_weak_pointer (&self->desk);

  G_OBJECT_CLASS (culm_print_job_list_parent_class)->dispose (object);
}

static void
culm_print_job_list_class_init (CulmPrintJobListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_print_job_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-print-job-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmPrintJobList, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
culm_print_job_list_init (CulmPrintJobList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
culm_print_job_list_set_desk (CulmPrintJobList *self, CulmPrintDesk *desk)
{
  GListModel *jobs;

  g_return_if_fail (CULM_IS_PRINT_JOB_LIST (self));
  g_return_if_fail (CULM_IS_PRINT_DESK (desk));
  g_return_if_fail (self->desk == NULL);

  jobs = culm_print_desk_get_jobs (desk);
  g_set_weak_pointer (&self->desk, desk);
  gtk_list_box_bind_model (self->list, jobs, create_row, self, NULL);
  g_signal_connect_object (jobs, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
