/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-job.h"

#include "bambu-reading-private.h"

struct _BambuJob
{
  BambuPart parent_instance;

  BambuJobReading reading;
};

G_DEFINE_FINAL_TYPE (BambuJob, bambu_job, BAMBU_TYPE_PART)

static const BambuField FIELDS[] = {
  BAMBU_FIELD (BambuJobReading, name, "name", STRING),
  BAMBU_FIELD (BambuJobReading, file, "file", STRING),
  BAMBU_FIELD (BambuJobReading, print_type, "print-type", STRING),
  BAMBU_FIELD (BambuJobReading, task_id, "task-id", INT64),
  BAMBU_FIELD (BambuJobReading, active, "active", BOOLEAN),
  BAMBU_FIELD (BambuJobReading, plate, "plate", INT),
  BAMBU_FIELD (BambuJobReading, percent, "percent", INT),
  BAMBU_FIELD (BambuJobReading, remaining_minutes, "remaining-minutes", INT),
  BAMBU_FIELD (BambuJobReading, start_time, "start-time", INT64),
  BAMBU_FIELD (BambuJobReading, end_time, "end-time", INT64),
  BAMBU_FIELD (BambuJobReading, done_time, "done-time", INT64),
  BAMBU_FIELD (BambuJobReading, layer, "layer", INT),
  BAMBU_FIELD (BambuJobReading, total_layers, "total-layers", INT),
  BAMBU_FIELD (BambuJobReading, prepare_percent, "prepare-percent", INT),
  BAMBU_FIELD (BambuJobReading, n_skipped, "n-skipped", INT),
};

static void
bambu_job_class_init (BambuJobClass *klass)
{
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuJob, reading));
}

static void
bambu_job_init (BambuJob *self)
{
  self->reading.name = g_strdup ("");
  self->reading.file = g_strdup ("");
  self->reading.print_type = g_strdup ("");
  self->reading.percent = -1;
  self->reading.remaining_minutes = -1;
  self->reading.layer = -1;
  self->reading.total_layers = -1;
  self->reading.prepare_percent = -1;
}

const BambuJobReading *
bambu_job_get_reading (BambuJob *self)
{
  return &self->reading;
}

const char *
bambu_job_get_name (BambuJob *self)
{
  g_return_val_if_fail (BAMBU_IS_JOB (self), NULL);

  return self->reading.name;
}

const char *
bambu_job_get_file (BambuJob *self)
{
  g_return_val_if_fail (BAMBU_IS_JOB (self), NULL);

  return self->reading.file;
}

const char *
bambu_job_get_print_type (BambuJob *self)
{
  g_return_val_if_fail (BAMBU_IS_JOB (self), NULL);

  return self->reading.print_type;
}

gint64
bambu_job_get_task_id (BambuJob *self)
{
  g_return_val_if_fail (BAMBU_IS_JOB (self), 0);

  return self->reading.task_id;
}

gboolean
bambu_job_is_active (BambuJob *self)
{
  g_return_val_if_fail (BAMBU_IS_JOB (self), FALSE);

  return self->reading.active;
}

int
bambu_job_get_plate (BambuJob *self)
{
  g_return_val_if_fail (BAMBU_IS_JOB (self), 0);

  return self->reading.plate;
}

int
bambu_job_get_percent (BambuJob *self)
{
  g_return_val_if_fail (BAMBU_IS_JOB (self), 0);

  return self->reading.percent;
}

int
bambu_job_get_remaining_minutes (BambuJob *self)
{
  g_return_val_if_fail (BAMBU_IS_JOB (self), 0);

  return self->reading.remaining_minutes;
}

gint64
bambu_job_get_start_time (BambuJob *self)
{
  g_return_val_if_fail (BAMBU_IS_JOB (self), 0);

  return self->reading.start_time;
}

gint64
bambu_job_get_end_time (BambuJob *self)
{
  g_return_val_if_fail (BAMBU_IS_JOB (self), 0);

  return self->reading.end_time;
}

gint64
bambu_job_get_done_time (BambuJob *self)
{
  g_return_val_if_fail (BAMBU_IS_JOB (self), 0);

  return self->reading.done_time;
}

int
bambu_job_get_layer (BambuJob *self)
{
  g_return_val_if_fail (BAMBU_IS_JOB (self), 0);

  return self->reading.layer;
}

int
bambu_job_get_total_layers (BambuJob *self)
{
  g_return_val_if_fail (BAMBU_IS_JOB (self), 0);

  return self->reading.total_layers;
}

int
bambu_job_get_prepare_percent (BambuJob *self)
{
  g_return_val_if_fail (BAMBU_IS_JOB (self), 0);

  return self->reading.prepare_percent;
}

int
bambu_job_get_n_skipped (BambuJob *self)
{
  g_return_val_if_fail (BAMBU_IS_JOB (self), 0);

  return self->reading.n_skipped;
}
