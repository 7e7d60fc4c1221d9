/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-cloud-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "bambu-print-file.h"
#include "link/bambu-redact.h"

/* The sequence of protocol/cloud-print.md §3. */

/* For the service to read what it got: after 1, 2, 3 s, and then every 4 s for two minutes. More
 * often it does not want to be asked. */
#define MOST_POLLS 33
#define LONGEST_PAUSE 4
#define MOST_PUTS 3
#define LEAST_SECONDS 60 /* that an address has to be valid for yet */

void
bambu_print_job_clear_cloud (BambuPrintJob *self)
{
  if (self->config)
    g_unlink (self->config);
  g_clear_pointer (&self->config, g_free);
  g_clear_pointer (&self->file_url, bambu_secret_free);
  g_clear_pointer (&self->file_id, g_free);
}

const BambuCloudDraftValues *
bambu_print_cloud_get_draft (BambuPrintJob *self)
{
  return bambu_cloud_draft_get_values (self->draft);
}

/* ---- Asking ---- */

typedef struct
{
  BambuPrintJob *job;
  BambuPrintAsk ask;
} Again;

static void
again_free (gpointer data)
{
  Again *self = data;

  g_object_unref (self->job);
  g_free (self);
}

/* The token was renewed, or the service was in a mood: what it refused for that it did not do. */
static DexFuture *
on_unsettled (DexFuture *future, gpointer user_data)
{
  Again *again = user_data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);

  return g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_UNSETTLED)
                 && !again->job->is_cancelled
             ? again->ask (again->job)
             : dex_ref (future);
}

/* Whatever can be asked twice without harm; never for a print. */
DexFuture *
bambu_print_cloud_ask (BambuPrintJob *self,
                       BambuPrintStage stage,
                       BambuPrintAsk func,
                       BambuPrintNext next)
{
  Again *again = g_new (Again, 1);

  bambu_print_job_set_stage (self, stage);
  again->job = g_object_ref (self);
  again->ask = func;

  return bambu_print_job_then (
      self, dex_future_catch (func (self), on_unsettled, again, again_free), next);
}

/* ---- Uploading ---- */

static void
on_progress (gint64 done, gint64 total, gpointer user_data)
{
  bambu_transfer_set_progress (user_data, done, total);
}

static DexFuture *
reject_local (GError *error)
{
  g_autoptr (GError) owned = error;

  return dex_future_new_reject (BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_LOCAL, "%s",
                                owned->message);
}

/* @transfer: (nullable): what tells how far it is, and stops it */
DexFuture *
bambu_print_cloud_put_file (BambuPrintJob *self,
                            const char *path,
                            const char *url,
                            const char *content_type,
                            BambuTransfer *transfer)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  g_autoptr (GFileInfo) info =
      stream ? g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, &error)
             : NULL;

  if (info == NULL)
    return reject_local (error);

  return bambu_cloud_put (self->cloud, url, G_INPUT_STREAM (stream), g_file_info_get_size (info),
                          content_type, transfer ? bambu_transfer_get_cancellable (transfer) : NULL,
                          transfer ? on_progress : NULL, transfer ? g_object_ref (transfer) : NULL,
                          transfer ? g_object_unref : NULL);
}

/* When a presigned address ends, of its query; Unix seconds. */
static gint64
get_expiry (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  const char *query = uri ? g_uri_get_query (uri) : NULL;
  g_autoptr (GHashTable) params =
      query ? g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL) : NULL;
  const char *expires = params ? g_hash_table_lookup (params, "Expires") : NULL;

  return expires ? g_ascii_strtoll (expires, NULL, 10) : 0;
}

static gboolean
is_about_to_end (const char *url)
{
  gint64 expiry = get_expiry (url);

  return expiry != 0 && expiry < g_get_real_time () / G_USEC_PER_SEC + LEAST_SECONDS;
}

gboolean
bambu_print_cloud_is_error (const GError *error, BambuCloudError code)
{
  return g_error_matches (error, BAMBU_CLOUD_ERROR, (int) code);
}

void
bambu_print_cloud_take_url (BambuPrintJob *self, const char *url)
{
  bambu_secret_free (self->file_url);
  self->file_url = g_strdup (url);
  self->n_puts = 0;
}

static DexFuture *ask_for_address (BambuPrintJob *self);

static DexFuture *
on_patched (BambuPrintJob *self, const GValue *value)
{
  self->is_patched = TRUE;

  return self->only_upload ? dex_future_new_true () : bambu_print_cloud_create_task (self);
}

static DexFuture *
patch (BambuPrintJob *self)
{
  return bambu_cloud_patch_project (self->cloud, self->draft, self->plate, self->file_url,
                                    self->md5);
}

static DexFuture *
on_put (BambuPrintJob *self, const GValue *value)
{
  return bambu_print_cloud_ask (self, BAMBU_PRINT_STAGE_PATCH, patch, on_patched);
}

static DexFuture *put_again (DexFuture *future, gpointer user_data);

static DexFuture *
put (BambuPrintJob *self)
{
  bambu_print_job_set_stage (self, BAMBU_PRINT_STAGE_FILE);
  self->n_puts++;

  return dex_future_catch (
      bambu_print_job_watch_transfer (
          self, bambu_print_cloud_put_file (self, bambu_project_get_values (self->project)->path,
                                            self->file_url, NULL, self->transfer)),
      put_again, g_object_ref (self), g_object_unref);
}

static DexFuture *
on_new_address (BambuPrintJob *self, const GValue *value)
{
  return put (self);
}

/* From the first byte, while the address is good; else with a new one, once. */
static DexFuture *
put_again (DexFuture *future, gpointer user_data)
{
  BambuPrintJob *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_over;

  dex_future_get_value (future, &error);
  is_over = bambu_print_cloud_is_error (error, BAMBU_CLOUD_ERROR_EXPIRED_LINK)
            || bambu_print_cloud_is_error (error, BAMBU_CLOUD_ERROR_REFUSED);

  if (self->is_cancelled || self->file_url == NULL
      || (!is_over && !bambu_print_cloud_is_error (error, BAMBU_CLOUD_ERROR_SERVER)
          && !bambu_print_cloud_is_error (error, BAMBU_CLOUD_ERROR_TIMED_OUT)))
    return dex_ref (future);

  if (!is_over && self->n_puts < MOST_PUTS && !is_about_to_end (self->file_url))
    return put (self);

  if (self->is_renewed || (!is_over && self->n_puts >= MOST_PUTS))
    return dex_ref (future);

  self->is_renewed = TRUE;

  return bambu_print_job_then (self, ask_for_address (self), on_new_address);
}

static DexFuture *
on_address (BambuPrintJob *self, const GValue *value)
{
  GListModel *targets = bambu_cloud_upload_get_values (g_value_get_object (value))->targets;
  g_autoptr (BambuCloudUploadTarget) target = g_list_model_get_item (targets, 0);
  const char *url = target ? bambu_cloud_upload_target_get_values (target)->url : NULL;

  if (url == NULL)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                  "no address to upload to");

  bambu_print_cloud_take_url (self, url);

  return dex_future_new_true ();
}

static DexFuture *
request_address (BambuPrintJob *self)
{
  const BambuCloudDraftValues *draft = bambu_print_cloud_get_draft (self);
  g_autofree char *name =
      g_strdup_printf ("%s_%s_%d.3mf", draft->model_id, draft->profile_id, self->plate);

  return bambu_cloud_request_model_upload (self->cloud, name);
}

static DexFuture *
ask_for_address (BambuPrintJob *self)
{
  return bambu_print_cloud_ask (self, BAMBU_PRINT_STAGE_ADDRESS, request_address, on_address);
}

static DexFuture *
on_first_address (BambuPrintJob *self, const GValue *value)
{
  return bambu_print_job_then (self, put (self), on_put);
}

static DexFuture *poll (BambuPrintJob *self);

static DexFuture *
on_waited (DexFuture *future, gpointer user_data)
{
  return poll (user_data);
}

static DexFuture *
on_word (BambuPrintJob *self, const GValue *value)
{
  const char *word = g_value_get_string (value);

  if (g_ascii_strcasecmp (word, "success") == 0)
    return bambu_print_job_then (self, ask_for_address (self), on_first_address);

  if (g_ascii_strcasecmp (word, "running") != 0)
    return dex_future_new_reject (BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_SERVICE_FAILED,
                                  "the service says of the file: %s", word);

  if (++self->n_polls >= MOST_POLLS)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_TIMED_OUT,
                                  "the service has not read the file in two minutes");

  /* It only rejects: this waits. */
  return dex_future_finally (
      dex_timeout_new_msec ((int) (self->poll_msec * MIN (self->n_polls, LONGEST_PAUSE))),
      on_waited, g_object_ref (self), g_object_unref);
}

static DexFuture *
poll (BambuPrintJob *self)
{
  return bambu_print_job_then (
      self, bambu_cloud_load_upload_state (self->cloud, bambu_print_cloud_get_draft (self)->ticket),
      on_word);
}

static DexFuture *
on_notified (BambuPrintJob *self, const GValue *value)
{
  bambu_print_job_set_stage (self, BAMBU_PRINT_STAGE_WAIT);
  self->n_polls = 0;

  return poll (self);
}

static DexFuture *
notify_service (BambuPrintJob *self)
{
  g_autofree char *name = g_strconcat (bambu_print_job_get_title (self), ".3mf", NULL);

  return bambu_cloud_notify_upload (self->cloud, name, bambu_print_cloud_get_draft (self)->ticket);
}

static DexFuture *
on_config (BambuPrintJob *self, const GValue *value)
{
  return bambu_print_cloud_ask (self, BAMBU_PRINT_STAGE_NOTIFY, notify_service, on_notified);
}

/* Also when it was cancelled meanwhile: the file has to go. */
static DexFuture *
on_stripped (DexFuture *future, gpointer user_data)
{
  BambuPrintJob *self = user_data;

  self->config = g_value_dup_string (dex_future_get_value (future, NULL));
  if (!self->is_running)
    bambu_print_job_clear_cloud (self);

  return dex_ref (future);
}

static DexFuture *
put_config (BambuPrintJob *self, const GValue *value)
{
  return bambu_print_job_then (
      self,
      bambu_print_cloud_put_file (self, self->config,
                                  bambu_print_cloud_get_draft (self)->upload_url, NULL, NULL),
      on_config);
}

static DexFuture *
on_draft (BambuPrintJob *self, const GValue *value)
{
  g_set_object (&self->draft, g_value_get_object (value));
  bambu_print_job_set_stage (self, BAMBU_PRINT_STAGE_CONFIG);

  if (bambu_print_cloud_get_draft (self)->upload_url == NULL
      || bambu_print_cloud_get_draft (self)->ticket == NULL)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                  "no address to upload to");

  return bambu_print_job_then (
      self,
      dex_future_then (bambu_print_file_strip (bambu_project_get_values (self->project)->path),
                       on_stripped, g_object_ref (self), g_object_unref),
      put_config);
}

/* ---- Which of them ---- */

static DexFuture *
on_no_projects (DexFuture *future, gpointer user_data)
{
  BambuPrintJob *self = user_data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (!bambu_print_cloud_is_error (error, BAMBU_CLOUD_ERROR_NOT_AVAILABLE) || self->is_cancelled
      || self->stage != BAMBU_PRINT_STAGE_PROJECT)
    return dex_ref (future);

  return bambu_print_cloud_ask (self, BAMBU_PRINT_STAGE_ADDRESS, bambu_print_documents_request,
                                bambu_print_documents_run);
}

static DexFuture *
create_project (BambuPrintJob *self)
{
  return bambu_cloud_create_project (self->cloud, bambu_print_job_get_title (self));
}

static DexFuture *
on_read (BambuPrintJob *self, const GValue *value)
{
  bambu_print_job_set_step (self, BAMBU_PRINT_STEP_UPLOAD);

  return dex_future_catch (
      bambu_print_cloud_ask (self, BAMBU_PRINT_STAGE_PROJECT, create_project, on_draft),
      on_no_projects, g_object_ref (self), g_object_unref);
}

DexFuture *
bambu_print_job_run_cloud (BambuPrintJob *self)
{
  if (self->cloud == NULL)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SIGN_IN,
                                  "nobody is signed in");

  /* A task that was made may come to life yet: another one would print twice. */
  if (self->id != 0)
    return bambu_print_cloud_wait_for_printer (self, NULL);
  if (self->is_patched)
    return self->only_upload ? dex_future_new_true () : bambu_print_cloud_create_task (self);

  return bambu_print_job_then (self, bambu_print_job_read_file (self), on_read);
}
