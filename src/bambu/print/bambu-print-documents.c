/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-cloud-private.h"

#include <string.h>

/* The sequence of protocol/cloud-print.md §2, for a service that does not have the other one. */

#define BINARY "application/octet-stream"

static DexFuture *
on_job (BambuPrintJob *self, const GValue *value)
{
  self->id = g_ascii_strtoll (g_value_get_string (value), NULL, 10);

  return bambu_print_cloud_wait_for_printer (self, bambu_print_job_get_title (self));
}

static DexFuture *
start_file (BambuPrintJob *self)
{
  g_autofree char *name = g_path_get_basename (bambu_project_get_values (self->project)->path);
  GError *error = NULL;

  if (self->only_upload)
    return dex_future_new_true ();

  if (!bambu_print_cloud_may_start (self, &error))
    return dex_future_new_for_error (error);

  bambu_print_job_set_stage (self, BAMBU_PRINT_STAGE_TASK);

  return bambu_print_job_then (
      self,
      dex_future_catch (bambu_cloud_start_file (self->cloud,
                                                bambu_printer_get_serial (self->printer),
                                                self->file_id, name, self->file_url),
                        bambu_print_cloud_on_task_refused, NULL, NULL),
      on_job);
}

static DexFuture *
on_confirmed (DexFuture *future, gpointer user_data)
{
  BambuPrintJob *self = user_data;

  return self->is_cancelled ? dex_ref (future) : start_file (self);
}

/* Services that do not have it are right too. */
static DexFuture *
on_sizes_put (BambuPrintJob *self, const GValue *value)
{
  if (self->file_id == NULL)
    return start_file (self);

  return dex_future_finally (bambu_cloud_confirm_upload (self->cloud, self->file_id), on_confirmed,
                             g_object_ref (self), g_object_unref);
}

static DexFuture *
on_size_put (DexFuture *future, gpointer user_data)
{
  return dex_future_new_true ();
}

/* What else there is an address for takes its value as text; nobody knows what for. */
static DexFuture *
put_value (BambuPrintJob *self, const BambuCloudUploadTargetValues *target)
{
  const char *text = target->value ? target->value : "";
  gsize size = strlen (text);
  g_autoptr (GInputStream) body =
      g_memory_input_stream_new_from_data (g_strdup (text), (gssize) size, g_free);

  return dex_future_finally (
      bambu_cloud_put (self->cloud, target->url, body, (gint64) size, NULL, NULL, NULL, NULL, NULL),
      on_size_put, NULL, NULL);
}

static gboolean
is_of_file (const BambuCloudUploadTargetValues *target)
{
  return target->kind == NULL || g_str_equal (target->kind, "filename");
}

typedef struct
{
  BambuPrintJob *job;
  GListModel *targets;
} Targets;

static void
targets_free (gpointer data)
{
  Targets *self = data;

  g_object_unref (self->job);
  g_object_unref (self->targets);
  g_free (self);
}

static DexFuture *
put_values (DexFuture *future, gpointer user_data)
{
  Targets *targets = user_data;
  g_autoptr (GPtrArray) puts = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < g_list_model_get_n_items (targets->targets); i++)
    {
      g_autoptr (BambuCloudUploadTarget) item = g_list_model_get_item (targets->targets, i);
      const BambuCloudUploadTargetValues *target = bambu_cloud_upload_target_get_values (item);

      if (!is_of_file (target) && target->url)
        g_ptr_array_add (puts, put_value (targets->job, target));
    }

  return puts->len > 0 ? dex_future_allv ((DexFuture *const *) puts->pdata, puts->len)
                       : dex_future_new_true ();
}

/* Some signatures are made for a type after all. */
static DexFuture *
on_plain_put_failed (DexFuture *future, gpointer user_data)
{
  BambuPrintJob *self = user_data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (!bambu_print_cloud_is_error (error, BAMBU_CLOUD_ERROR_REFUSED) || self->is_cancelled)
    return dex_ref (future);

  return bambu_print_job_watch_transfer (
      self, bambu_print_cloud_put_file (self, bambu_project_get_values (self->project)->path,
                                        self->file_url, BINARY, self->transfer));
}

DexFuture *
bambu_print_documents_run (BambuPrintJob *self, const GValue *value)
{
  const BambuCloudUploadValues *upload = bambu_cloud_upload_get_values (g_value_get_object (value));
  Targets *targets;
  DexFuture *put_done;

  for (guint i = 0; i < g_list_model_get_n_items (upload->targets); i++)
    {
      g_autoptr (BambuCloudUploadTarget) item = g_list_model_get_item (upload->targets, i);
      const BambuCloudUploadTargetValues *target = bambu_cloud_upload_target_get_values (item);

      if (is_of_file (target) && target->url)
        bambu_print_cloud_take_url (self, target->url);
    }
  if (self->file_url == NULL)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                  "no address to upload to");

  g_set_str (&self->file_id, upload->file_id);
  bambu_print_job_set_stage (self, BAMBU_PRINT_STAGE_FILE);
  targets = g_new (Targets, 1);
  targets->job = g_object_ref (self);
  targets->targets = g_object_ref (upload->targets);
  put_done = dex_future_catch (
      bambu_print_job_watch_transfer (
          self, bambu_print_cloud_put_file (self, bambu_project_get_values (self->project)->path,
                                            self->file_url, NULL, self->transfer)),
      on_plain_put_failed, g_object_ref (self), g_object_unref);

  return bambu_print_job_then (self, dex_future_then (put_done, put_values, targets, targets_free),
                               on_sizes_put);
}

DexFuture *
bambu_print_documents_request (BambuPrintJob *self)
{
  const BambuProjectValues *project = bambu_project_get_values (self->project);
  g_autofree char *name = g_path_get_basename (project->path);

  return bambu_cloud_request_upload (self->cloud, name, project->file_bytes);
}
