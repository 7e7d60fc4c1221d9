/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-job-private.h"

#include "bambu-print-file.h"

typedef enum
{
  PROP_PROJECT = 1,
  PROP_PLATE_INDEX,
  PROP_PRINTER,
  PROP_TITLE,
  PROP_WAY,
  PROP_ONLY_UPLOAD,
  PROP_STEP,
  PROP_STAGE,
  PROP_TRANSFER,
  PROP_IS_RUNNING,
  PROP_CAN_CANCEL,
  PROP_IS_CANCELLED,
  PROP_ERROR,
  PROP_STORED_PATH,
} BambuPrintJobProperty;

static GParamSpec *properties[PROP_STORED_PATH + 1];

/* Those that run, whoever started them: no two of them may get into each other's way. */
static GPtrArray *running;

G_DEFINE_FINAL_TYPE (BambuPrintJob, bambu_print_job, G_TYPE_OBJECT)

static void
notify (BambuPrintJob *self, BambuPrintJobProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

gboolean
bambu_print_job_is_gcode (BambuPrintJob *self)
{
  return bambu_project_get_values (self->project)->kind == BAMBU_PROJECT_KIND_GCODE;
}

BambuPlate *
bambu_print_job_peek_plate (BambuPrintJob *self)
{
  return bambu_project_find_plate (self->project, self->plate);
}

void
bambu_print_job_set_step (BambuPrintJob *self, BambuPrintStep step)
{
  if (self->step == step)
    return;

  self->step = step;
  notify (self, PROP_STEP);
  notify (self, PROP_CAN_CANCEL);
}

void
bambu_print_job_set_stage (BambuPrintJob *self, BambuPrintStage stage)
{
  if (self->stage == stage)
    return;

  self->stage = stage;
  notify (self, PROP_STAGE);
}

void
bambu_print_job_take_stored_path (BambuPrintJob *self, char *path)
{
  g_free (self->stored_path);
  self->stored_path = path;
  notify (self, PROP_STORED_PATH);
}

/* Only one is to be printed at a time. */
static gboolean
is_another_under_way (BambuPrintJob *self)
{
  for (guint i = 0; running != NULL && i < running->len; i++)
    {
      BambuPrintJob *other = g_ptr_array_index (running, i);

      if (other->printer == self->printer && !other->only_upload)
        return TRUE;
    }

  return FALSE;
}

void
bambu_print_job_choose_target (BambuPrintJob *self, GListModel *files)
{
  g_autofree char *base = g_path_get_basename (bambu_project_get_values (self->project)->path);
  g_autofree char *safe = bambu_stored_name_make_safe (base);
  g_autofree char *name = NULL;
  const char *folder = bambu_print_folder_get (self->printer);
  g_autoptr (GListStore) taken = g_list_store_new (BAMBU_TYPE_STORED_FILE);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (BambuStoredFile) file = g_list_model_get_item (files, i);

      g_list_store_append (taken, file);
    }
  for (guint i = 0; i < running->len; i++)
    {
      BambuPrintJob *other = g_ptr_array_index (running, i);
      g_autoptr (BambuStoredFile) file = NULL;

      if (other == self || other->printer != self->printer || other->target == NULL)
        continue;

      file = bambu_stored_file_new (other->target, FALSE, -1, 0);
      g_list_store_append (taken, file);
    }

  name = bambu_stored_name_make_unique (safe, G_LIST_MODEL (taken));
  g_free (self->target);
  self->target = bambu_stored_path_build (folder, name);
}

typedef struct
{
  BambuPrintJob *job;
  BambuPrintNext next;
} Next;

static void
next_free (gpointer data)
{
  Next *self = data;

  g_object_unref (self->job);
  g_free (self);
}

static DexFuture *
reject_cancelled (void)
{
  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
}

static DexFuture *
on_next (DexFuture *future, gpointer user_data)
{
  Next *next = user_data;

  /* What was cancelled has ended already, although this went on. */
  return next->job->is_cancelled || (next->job->promise && !next->job->is_running)
             ? reject_cancelled ()
             : next->next (next->job, dex_future_get_value (future, NULL));
}

DexFuture *
bambu_print_job_then (BambuPrintJob *self, DexFuture *future, BambuPrintNext next)
{
  Next *data = g_new (Next, 1);

  data->job = g_object_ref (self);
  data->next = next;

  return dex_future_then (future, on_next, data, next_free);
}

static DexFuture *
on_moved (DexFuture *future, gpointer user_data)
{
  BambuPrintJob *self = user_data;

  self->is_moving = FALSE;
  bambu_transfer_flush (self->transfer);

  return dex_ref (future);
}

DexFuture *
bambu_print_job_watch_transfer (BambuPrintJob *self, DexFuture *transfer)
{
  self->is_moving = TRUE;

  return dex_future_finally (transfer, on_moved, g_object_ref (self), g_object_unref);
}

static DexFuture *
on_hashed (BambuPrintJob *self, const GValue *value)
{
  g_free (self->md5);
  self->md5 = g_value_dup_string (value);

  return dex_future_new_true ();
}

static DexFuture *
on_verified (BambuPrintJob *self, const GValue *value)
{
  return bambu_print_job_then (
      self, bambu_print_file_hash (bambu_project_get_values (self->project)->path), on_hashed);
}

DexFuture *
bambu_print_job_read_file (BambuPrintJob *self)
{
  BambuPlate *plate = bambu_print_job_peek_plate (self);

  if (plate == NULL || !bambu_plate_get_values (plate)->is_sliced)
    return dex_future_new_true ();

  return bambu_print_job_then (self, bambu_project_verify_plate (self->project, self->plate),
                               on_verified);
}

/* Takes @error; NULL: it is done. */
static void
end (BambuPrintJob *self, GError *error)
{
  if (!self->is_running)
    {
      g_clear_error (&error);
      return;
    }

  /* Whatever came of it while it was being given up. */
  if (self->is_cancelled)
    {
      g_clear_error (&error);
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
    }

  if (error != NULL)
    g_debug ("A print ended: %s", error->message);

  bambu_print_job_clear_cloud (self);
  g_ptr_array_remove (running, self);
  g_object_freeze_notify (G_OBJECT (self));
  self->is_running = FALSE;
  self->error = error;
  if (error == NULL)
    bambu_print_job_set_step (self, BAMBU_PRINT_STEP_DONE);
  else
    notify (self, PROP_ERROR);
  notify (self, PROP_IS_RUNNING);
  notify (self, PROP_CAN_CANCEL);
  g_object_thaw_notify (G_OBJECT (self));

  if (error != NULL)
    dex_promise_reject (self->promise, g_error_copy (error));
  else
    dex_promise_resolve_boolean (self->promise, TRUE);
}

static DexFuture *
on_ended (DexFuture *future, gpointer user_data)
{
  GError *error = NULL;

  dex_future_get_value (future, &error);
  end (user_data, error);

  return dex_future_new_true ();
}

DexFuture *
bambu_print_job_begin (BambuPrintJob *self)
{
  GError *error = NULL;

  if (!bambu_print_job_check (self, &error))
    return dex_future_new_for_error (error);

  return self->way == BAMBU_PRINT_WAY_CLOUD ? bambu_print_job_run_cloud (self)
                                            : bambu_print_job_run_lan (self);
}

DexFuture *
bambu_print_job_run (BambuPrintJob *self)
{
  DexFuture *work;
  DexFuture *future;

  dex_return_error_if_fail (BAMBU_IS_PRINT_JOB (self));
  dex_return_error_if_fail (self->promise == NULL);

  self->promise = dex_promise_new ();
  future = dex_ref (DEX_FUTURE (self->promise));

  if (!self->only_upload && is_another_under_way (self))
    {
      self->error = g_error_new_literal (BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_UNDER_WAY,
                                         "another print is on its way to this printer");
      notify (self, PROP_ERROR);
      dex_promise_reject (self->promise, g_error_copy (self->error));
      return future;
    }

  if (running == NULL)
    running = g_ptr_array_new ();
  g_ptr_array_add (running, self);

  self->is_running = TRUE;
  notify (self, PROP_IS_RUNNING);
  bambu_print_job_set_step (self, BAMBU_PRINT_STEP_CHECK);
  notify (self, PROP_CAN_CANCEL);

  /* Its last step gives up the reference by which it lives. */
  work = bambu_print_job_begin_once (self);
  dex_future_disown (dex_future_finally (work, on_ended, g_object_ref (self), g_object_unref));

  return future;
}

gboolean
bambu_print_job_cancel (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), FALSE);

  if (!bambu_print_job_can_cancel (self))
    return FALSE;

  self->is_cancelled = TRUE;
  notify (self, PROP_IS_CANCELLED);
  notify (self, PROP_CAN_CANCEL);
  bambu_transfer_cancel (self->transfer);

  /* A transfer has to clear away first. */
  if (!self->is_moving)
    end (self, NULL);

  return TRUE;
}

static char *
describe_order (BambuPrintJob *self)
{
  g_autofree char *base = g_path_get_basename (bambu_project_get_values (self->project)->path);
  g_autofree char *name = bambu_stored_name_make_safe (base);
  g_autofree char *path = bambu_stored_path_build (bambu_print_folder_get (self->printer), name);
  g_autofree char *url =
      bambu_print_job_dup_url (self, self->stored_path ? self->stored_path : path);
  BambuPrintOrder order;

  bambu_print_job_fill_order (self, url, &order);
  order.id = bambu_print_order_new_id (g_get_real_time ());

  return bambu_printer_describe_order (self->printer, &order);
}

static DexFuture *
on_file_read (DexFuture *future, gpointer user_data)
{
  BambuPrintJob *self = user_data;

  return dex_future_new_take_string (self->way == BAMBU_PRINT_WAY_CLOUD
                                         ? bambu_print_job_describe_task (self)
                                         : describe_order (self));
}

DexFuture *
bambu_print_job_describe (BambuPrintJob *self)
{
  dex_return_error_if_fail (BAMBU_IS_PRINT_JOB (self));
  dex_return_error_if_fail (self->promise == NULL);

  return dex_future_then (bambu_print_job_read_file (self), on_file_read, g_object_ref (self),
                          g_object_unref);
}

static void
bambu_print_job_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuPrintJob *self = BAMBU_PRINT_JOB (object);

  switch ((BambuPrintJobProperty) prop_id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, self->project);
      break;
    case PROP_PLATE_INDEX:
      g_value_set_int (value, self->plate);
      break;
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    case PROP_TITLE:
      g_value_set_string (value, bambu_print_job_get_title (self));
      break;
    case PROP_WAY:
      g_value_set_enum (value, (int) self->way);
      break;
    case PROP_ONLY_UPLOAD:
      g_value_set_boolean (value, self->only_upload);
      break;
    case PROP_STEP:
      g_value_set_enum (value, (int) self->step);
      break;
    case PROP_STAGE:
      g_value_set_enum (value, (int) self->stage);
      break;
    case PROP_TRANSFER:
      g_value_set_object (value, self->transfer);
      break;
    case PROP_IS_RUNNING:
      g_value_set_boolean (value, self->is_running);
      break;
    case PROP_CAN_CANCEL:
      g_value_set_boolean (value, bambu_print_job_can_cancel (self));
      break;
    case PROP_IS_CANCELLED:
      g_value_set_boolean (value, self->is_cancelled);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_STORED_PATH:
      g_value_set_string (value, self->stored_path);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_print_job_finalize (GObject *object)
{
  BambuPrintJob *self = BAMBU_PRINT_JOB (object);

  g_clear_object (&self->project);
  g_clear_object (&self->printer);
  g_clear_object (&self->storage);
  g_clear_object (&self->cloud);
  g_clear_object (&self->transfer);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->mapping, g_array_unref);
  g_clear_pointer (&self->spools, g_ptr_array_unref);
  g_clear_error (&self->error);
  dex_clear (&self->promise);
  g_free (self->md5);
  g_free (self->target);
  g_free (self->stored_path);

  G_OBJECT_CLASS (bambu_print_job_parent_class)->finalize (object);
}

static void
bambu_print_job_class_init (BambuPrintJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bambu_print_job_get_property;
  object_class->finalize = bambu_print_job_finalize;

  properties[PROP_PROJECT] = g_param_spec_object ("project", NULL, NULL, BAMBU_TYPE_PROJECT, flags);
  properties[PROP_PLATE_INDEX] =
      g_param_spec_int ("plate-index", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_PRINTER] = g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_WAY] =
      g_param_spec_enum ("way", NULL, NULL, BAMBU_TYPE_PRINT_WAY, BAMBU_PRINT_WAY_LAN, flags);
  properties[PROP_ONLY_UPLOAD] = g_param_spec_boolean ("only-upload", NULL, NULL, FALSE, flags);
  properties[PROP_STEP] =
      g_param_spec_enum ("step", NULL, NULL, BAMBU_TYPE_PRINT_STEP, BAMBU_PRINT_STEP_READY, flags);
  properties[PROP_STAGE] = g_param_spec_enum ("stage", NULL, NULL, BAMBU_TYPE_PRINT_STAGE,
                                              BAMBU_PRINT_STAGE_NONE, flags);
  properties[PROP_TRANSFER] =
      g_param_spec_object ("transfer", NULL, NULL, BAMBU_TYPE_TRANSFER, flags);
  properties[PROP_IS_RUNNING] = g_param_spec_boolean ("is-running", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_CANCEL] = g_param_spec_boolean ("can-cancel", NULL, NULL, FALSE, flags);
  properties[PROP_IS_CANCELLED] = g_param_spec_boolean ("is-cancelled", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_STORED_PATH] = g_param_spec_string ("stored-path", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bambu_print_job_init (BambuPrintJob *self)
{
  self->transfer = bambu_transfer_new ();
  self->poll_msec = 1000;
}

BambuPrintJob *
bambu_print_job_new (BambuProject *project, int plate, BambuPrinter *printer, BambuStorage *storage)
{
  BambuPrintJob *self;

  g_return_val_if_fail (BAMBU_IS_PROJECT (project), NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (storage == NULL || BAMBU_IS_STORAGE (storage), NULL);

  self = g_object_new (BAMBU_TYPE_PRINT_JOB, NULL);
  self->project = g_object_ref (project);
  self->plate = plate;
  self->printer = g_object_ref (printer);
  self->storage = storage ? g_object_ref (storage) : NULL;
  bambu_print_options_init (&self->options, bambu_print_get_features (printer));

  return self;
}

void
bambu_print_job_set_mapping (BambuPrintJob *self, const GArray *mapping)
{
  g_return_if_fail (BAMBU_IS_PRINT_JOB (self));
  g_return_if_fail (mapping != NULL);
  g_return_if_fail (self->step == BAMBU_PRINT_STEP_READY);

  g_clear_pointer (&self->mapping, g_array_unref);
  g_clear_pointer (&self->spools, g_ptr_array_unref);
  self->mapping = g_array_copy ((GArray *) mapping);
  self->spools = bambu_print_job_list_spools (self->printer, mapping);
}

void
bambu_print_job_set_options (BambuPrintJob *self, const BambuPrintOptions *options)
{
  g_return_if_fail (BAMBU_IS_PRINT_JOB (self));
  g_return_if_fail (options != NULL);
  g_return_if_fail (self->step == BAMBU_PRINT_STEP_READY);

  self->options = *options;
}

void
bambu_print_job_set_cloud (BambuPrintJob *self, BambuCloud *cloud)
{
  g_return_if_fail (BAMBU_IS_PRINT_JOB (self));
  g_return_if_fail (cloud == NULL || BAMBU_IS_CLOUD (cloud));
  g_return_if_fail (self->step == BAMBU_PRINT_STEP_READY);

  g_set_object (&self->cloud, cloud);
  if (self->way != BAMBU_PRINT_WAY_CLOUD)
    {
      self->way = BAMBU_PRINT_WAY_CLOUD;
      notify (self, PROP_WAY);
    }
}

void
bambu_print_job_set_only_upload (BambuPrintJob *self, gboolean only_upload)
{
  g_return_if_fail (BAMBU_IS_PRINT_JOB (self));
  g_return_if_fail (self->step == BAMBU_PRINT_STEP_READY);

  if (self->only_upload == !!only_upload)
    return;

  self->only_upload = !!only_upload;
  notify (self, PROP_ONLY_UPLOAD);
}

void
bambu_print_job_set_stored_path (BambuPrintJob *self, const char *path)
{
  g_return_if_fail (BAMBU_IS_PRINT_JOB (self));
  g_return_if_fail (bambu_stored_path_is_valid (path));
  g_return_if_fail (self->step == BAMBU_PRINT_STEP_READY);

  bambu_print_job_take_stored_path (self, g_strdup (path));
}
