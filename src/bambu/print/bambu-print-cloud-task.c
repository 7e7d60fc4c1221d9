/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-cloud-private.h"

/* The last steps of protocol/cloud-print.md §3: the print is asked for, once, and then only the
 * printer knows whether it has begun. */

#define TASK_POLL_FACTOR 10

static DexFuture *on_polled (DexFuture *future, gpointer user_data);

static DexFuture *
on_time (DexFuture *future, gpointer user_data)
{
  BambuPrintJob *self = user_data;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->id);

  return dex_future_finally (bambu_cloud_load_task (self->cloud, id), on_polled,
                             g_object_ref (self), g_object_unref);
}

static DexFuture *
poll_later (BambuPrintJob *self)
{
  /* It only rejects: this waits. */
  return dex_future_finally (dex_timeout_new_msec ((int) self->poll_msec * TASK_POLL_FACTOR),
                             on_time, g_object_ref (self), g_object_unref);
}

/* The service may know that it came to nothing; that it has begun only the printer does. */
static DexFuture *
on_polled (DexFuture *future, gpointer user_data)
{
  BambuPrintJob *self = user_data;
  const GValue *value = dex_future_get_value (future, NULL);
  BambuCloudResult result = value ? bambu_cloud_task_get_values (g_value_get_object (value))->result
                                  : BAMBU_CLOUD_RESULT_UNKNOWN;

  if (result == BAMBU_CLOUD_RESULT_FAILED || result == BAMBU_CLOUD_RESULT_CANCELLED)
    return dex_future_new_reject (BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_SERVICE_FAILED,
                                  "the service says that the task failed");

  return poll_later (self);
}

/* @name: (nullable): for a service whose ids are not the printer's */
DexFuture *
bambu_print_cloud_wait_for_printer (BambuPrintJob *self, const char *name)
{
  bambu_print_job_set_step (self, BAMBU_PRINT_STEP_CONFIRM);
  bambu_print_job_set_stage (self, BAMBU_PRINT_STAGE_PRINTER);

  return dex_future_first (bambu_printer_await_print (self->printer, name, self->id),
                           poll_later (self), NULL);
}

static DexFuture *
on_task (BambuPrintJob *self, const GValue *value)
{
  self->id = g_ascii_strtoll (g_value_get_string (value), NULL, 10);

  return bambu_print_cloud_wait_for_printer (self, NULL);
}

DexFuture *
bambu_print_cloud_on_task_refused (DexFuture *future, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (bambu_print_cloud_is_error (error, BAMBU_CLOUD_ERROR_OTHER_APPS))
    return dex_future_new_reject (BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_SERVICE_REFUSED_APP, "%s",
                                  error->message);

  return dex_ref (future);
}

/* The last look; what follows is sent once. */
gboolean
bambu_print_cloud_may_start (BambuPrintJob *self, GError **error)
{
  bambu_print_job_set_step (self, BAMBU_PRINT_STEP_START);

  return bambu_print_job_check (self, error);
}

static DexFuture *
create_new_task (BambuPrintJob *self)
{
  g_autofree char *details = NULL;
  BambuCloudNewTask task;

  details = bambu_print_job_make_details (self);
  bambu_print_job_fill_task (self, details, &task);

  return bambu_print_job_then (self,
                               dex_future_catch (bambu_cloud_create_task (self->cloud, &task),
                                                 bambu_print_cloud_on_task_refused, NULL, NULL),
                               on_task);
}

typedef struct
{
  BambuPrintJob *job;
  BambuCloudPages *tasks;
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  g_object_unref (self->job);
  g_object_unref (self->tasks);
  g_free (self);
}

/* Of this very project: no other task can be of it. */
static DexFuture *
on_tasks (DexFuture *future, gpointer user_data)
{
  Search *search = user_data;
  BambuPrintJob *self = search->job;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (search->tasks)); i++)
    {
      g_autoptr (BambuCloudTask) task = g_list_model_get_item (G_LIST_MODEL (search->tasks), i);
      const BambuCloudTaskValues *values = bambu_cloud_task_get_values (task);

      if (g_strcmp0 (values->model_id, bambu_print_cloud_get_draft (self)->model_id) != 0)
        continue;

      self->id = g_ascii_strtoll (values->id, NULL, 10);
      return bambu_print_cloud_wait_for_printer (self, NULL);
    }

  return self->is_cancelled ? dex_ref (future) : create_new_task (self);
}

/* One that was asked for before may have been made although nobody said so. */
DexFuture *
bambu_print_cloud_create_task (BambuPrintJob *self)
{
  GError *error = NULL;
  Search *search;

  if (!bambu_print_cloud_may_start (self, &error))
    return dex_future_new_for_error (error);

  bambu_print_job_set_stage (self, BAMBU_PRINT_STAGE_TASK);
  if (!self->is_unsure)
    return create_new_task (self);

  search = g_new (Search, 1);
  search->job = g_object_ref (self);
  search->tasks = bambu_cloud_list_tasks (self->cloud, bambu_printer_get_serial (self->printer));

  return dex_future_then (bambu_cloud_pages_load_more (search->tasks), on_tasks, search,
                          search_free);
}
