/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-desk-private.h"

#include <glib/gi18n.h>

#include "culm-print-progress-page.h"
#include "culm-recent-files.h"
#include "culm-uploads.h"

/* What is sent to printers, and what becomes of it. */

static void
show_on_button (AdwToast *toast, CulmPrintDesk *self)
{
  culm_print_desk_show (self, g_object_get_data (G_OBJECT (toast), "job"));
}

/* In the window where somebody looks at it, else on the desktop. */
static void
tell_end (CulmPrintDesk *self, BambuPrintJob *job, const char *text, const char *body)
{
  AdwToast *toast;

  if (self->notifier != NULL && !gtk_window_is_active (GTK_WINDOW (self->window)))
    {
      culm_notifier_tell_upload (self->notifier, job, text, body);
      return;
    }

  toast = culm_print_desk_tell (self, text);
  if (toast != NULL && body != NULL)
    {
      adw_toast_set_button_label (toast, _ ("_Show"));
      g_object_set_data_full (G_OBJECT (toast), "job", g_object_ref (job), g_object_unref);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (show_on_button), self, 0);
    }
}

static void
tell_success (CulmPrintDesk *self, BambuPrintJob *job)
{
  const char *title = bambu_print_job_get_title (job);
  const char *name = bambu_printer_get_name (bambu_print_job_get_printer (job));
  g_autofree char *text = NULL;

  if (!bambu_print_job_is_only_upload (job))
    /* Translators: a file's name and a printer's */
    text = g_strdup_printf (_ ("%2$s prints “%1$s”"), title, name);
  else if (bambu_print_job_get_way (job) == BAMBU_PRINT_WAY_CLOUD)
    /* Translators: a file's name */
    text = g_strdup_printf (_ ("“%s” is in your Bambu Lab account now"), title);
  else
    /* Translators: a file's name and a printer's */
    text = g_strdup_printf (_ ("“%s” is on %s now"), title, name);

  tell_end (self, job, text, NULL);
}

static void
tell_failure (CulmPrintDesk *self, BambuPrintJob *job)
{
  g_autofree char *reason = culm_print_progress_dup_failure (job);
  g_autofree char *text = NULL;

  if (bambu_print_job_is_only_upload (job))
    /* Translators: a file's name */
    text = g_strdup_printf (_ ("“%s” was not uploaded"), bambu_print_job_get_title (job));
  else
    /* Translators: a file's name */
    text = g_strdup_printf (_ ("“%s” was not printed"), bambu_print_job_get_title (job));

  tell_end (self, job, text, reason);
}

void
culm_print_desk_take_end (CulmPrintDesk *self, BambuPrintJob *job)
{
  gboolean is_watched = self->dialog != NULL && culm_print_dialog_get_job (self->dialog) == job;
  gboolean is_active;

  if (self->window == NULL)
    return;

  is_active = gtk_window_is_active (GTK_WINDOW (self->window));
  if (bambu_print_job_is_cancelled (job))
    culm_print_desk_dismiss (self, job);
  else if (bambu_print_job_get_error (job) == NULL)
    {
      culm_print_desk_dismiss (self, job);
      tell_success (self, job);
    }
  else if (!is_watched || !is_active)
    tell_failure (self, job);
}

static BambuCloud *
find_cloud (CulmPrintDesk *self, BambuPrinter *printer)
{
  BambuAccount *account = self->account_printers != NULL
                              ? bambu_account_printers_find (self->account_printers, printer)
                              : NULL;

  return account != NULL ? bambu_account_get_cloud (account) : NULL;
}

static void
use_stored (CulmPrintDesk *self, BambuPrintJob *job, BambuProject *project, BambuPrinter *printer)
{
  const CulmStoredPlace *stored =
      g_hash_table_lookup (self->stored, bambu_project_get_values (project)->path);

  if (stored != NULL && g_strcmp0 (stored->serial, bambu_printer_get_serial (printer)) == 0)
    bambu_print_job_set_stored_path (job, stored->path);
}

BambuPrintJob *
culm_print_desk_create_job (CulmPrintDesk *self,
                            CulmPrintPlan *plan,
                            const BambuPrintOptions *options,
                            gboolean only_upload)
{
  BambuProject *project;
  BambuPrinter *printer;
  BambuPlate *plate;
  BambuStorage *storage = NULL;
  BambuCloud *cloud = NULL;
  BambuPrintJob *job;
  g_autoptr (GArray) mapping = NULL;

  g_return_val_if_fail (CULM_IS_PRINT_DESK (self), NULL);
  g_return_val_if_fail (CULM_IS_PRINT_PLAN (plan), NULL);

  project = culm_print_plan_get_project (plan);
  printer = culm_print_plan_get_printer (plan);
  plate = culm_print_plan_get_plate (plan);
  mapping = culm_print_plan_dup_mapping (plan);
  if (plate == NULL || printer == NULL || (mapping == NULL && !only_upload))
    return NULL;

  if (culm_print_plan_get_way (plan) == BAMBU_PRINT_WAY_CLOUD)
    cloud = find_cloud (self, printer);
  else
    storage = bambu_fleet_get_storage (self->fleet, printer);
  if (cloud == NULL && storage == NULL)
    return NULL;

  job = bambu_print_job_new (project,
                             bambu_project_get_values (project)->kind == BAMBU_PROJECT_KIND_GCODE
                                 ? 0
                                 : bambu_plate_get_values (plate)->index,
                             printer, storage);
  if (cloud != NULL)
    bambu_print_job_set_cloud (job, cloud);
  if (mapping != NULL)
    bambu_print_job_set_mapping (job, mapping);
  bambu_print_job_set_options (job, options);
  bambu_print_job_set_only_upload (job, only_upload);
  if (cloud == NULL && !only_upload)
    use_stored (self, job, project, printer);

  return job;
}

void
culm_print_desk_run (CulmPrintDesk *self, BambuPrintJob *job)
{
  const char *path;

  g_return_if_fail (CULM_IS_PRINT_DESK (self));
  g_return_if_fail (BAMBU_IS_PRINT_JOB (job));

  path = bambu_project_get_values (bambu_print_job_get_project (job))->path;

  /* A copy is gone when the window is. */
  if (!g_hash_table_contains (self->stored, path))
    culm_recent_files_add (self->settings, path);
  g_list_store_append (self->jobs, job);

  /* Its end is told by the queue, and it goes on by itself. */
  dex_future_disown (bambu_print_queue_run (self->queue, job));
  if (bambu_print_job_is_running (job))
    culm_uploads_add_job (job);
}

GListModel *
culm_print_desk_get_jobs (CulmPrintDesk *self)
{
  g_return_val_if_fail (CULM_IS_PRINT_DESK (self), NULL);

  return G_LIST_MODEL (self->jobs);
}

void
culm_print_desk_show (CulmPrintDesk *self, BambuPrintJob *job)
{
  g_return_if_fail (CULM_IS_PRINT_DESK (self));
  g_return_if_fail (BAMBU_IS_PRINT_JOB (job));

  if (self->dialog == NULL)
    culm_print_desk_present (self, culm_print_dialog_new_for_job (self, job));
}

void
culm_print_desk_dismiss (CulmPrintDesk *self, BambuPrintJob *job)
{
  guint position;

  g_return_if_fail (CULM_IS_PRINT_DESK (self));

  if (g_list_store_find (self->jobs, job, &position))
    g_list_store_remove (self->jobs, position);
  if (self->notifier != NULL && bambu_print_job_get_error (job) != NULL)
    culm_notifier_forget_upload (self->notifier, bambu_print_job_get_printer (job));
}

static BambuPrintJob *
find_failed (CulmPrintDesk *self, BambuPrinter *printer)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i > 0; i--)
    {
      g_autoptr (BambuPrintJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i - 1);

      if (bambu_print_job_get_printer (job) == printer && !bambu_print_job_is_running (job)
          && bambu_print_job_get_error (job) != NULL)
        return g_steal_pointer (&job);
    }

  return NULL;
}

void
culm_print_desk_retry (CulmPrintDesk *self, BambuPrinter *printer)
{
  g_autoptr (BambuPrintJob) job = NULL;
  g_autoptr (BambuPrintJob) again = NULL;

  g_return_if_fail (CULM_IS_PRINT_DESK (self));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));

  /* Who has its dialog open decides there. */
  job = find_failed (self, printer);
  if (job == NULL || (self->dialog != NULL && culm_print_dialog_get_job (self->dialog) == job))
    return;

  if (bambu_print_job_is_outcome_unknown (job))
    {
      culm_print_desk_show (self, job);
      return;
    }

  again = bambu_print_job_dup_again (job);
  culm_print_desk_dismiss (self, job);
  culm_print_desk_run (self, again);
  culm_print_desk_show (self, again);
}
