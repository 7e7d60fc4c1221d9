/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-job-private.h"

#include "printer/bambu-printer-error.h"

BambuProject *
bambu_print_job_get_project (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), NULL);

  return self->project;
}

int
bambu_print_job_get_plate_index (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), 0);

  return self->plate;
}

BambuPrinter *
bambu_print_job_get_printer (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), NULL);

  return self->printer;
}

BambuStorage *
bambu_print_job_get_storage (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), NULL);

  return self->way == BAMBU_PRINT_WAY_LAN ? self->storage : NULL;
}

const char *
bambu_print_job_get_title (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), NULL);

  return bambu_project_get_values (self->project)->name;
}

BambuPrintWay
bambu_print_job_get_way (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), 0);

  return self->way;
}

gboolean
bambu_print_job_is_only_upload (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), FALSE);

  return self->only_upload;
}

BambuPrintStep
bambu_print_job_get_step (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), 0);

  return self->step;
}

BambuPrintStage
bambu_print_job_get_stage (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), 0);

  return self->stage;
}

BambuTransfer *
bambu_print_job_get_transfer (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), NULL);

  return self->transfer;
}

gboolean
bambu_print_job_is_running (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), FALSE);

  return self->is_running;
}

gboolean
bambu_print_job_can_cancel (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), FALSE);

  return self->is_running && !self->is_cancelled && self->step < BAMBU_PRINT_STEP_START;
}

gboolean
bambu_print_job_is_cancelled (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), FALSE);

  return self->is_cancelled;
}

const GError *
bambu_print_job_get_error (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), NULL);

  return self->error;
}

const GArray *
bambu_print_job_get_mapping (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), NULL);

  return self->mapping;
}

const char *
bambu_print_job_get_stored_path (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), NULL);

  return self->stored_path;
}

gboolean
bambu_print_job_is_outcome_unknown (BambuPrintJob *self)
{
  const GError *error;

  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), FALSE);

  error = self->error;

  return g_error_matches (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_NOT_CONFIRMED)
         || (self->stage == BAMBU_PRINT_STAGE_TASK
             && (g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_TIMED_OUT)
                 || g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SERVER)
                 || g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL)));
}

gboolean
bambu_print_job_offers_lan (BambuPrintJob *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), FALSE);

  /* A task of which nobody knows whether it was made, or what became of it, would print beside the
   * other. One that the printer turned down does not. */
  return self->way == BAMBU_PRINT_WAY_CLOUD && self->error != NULL && !self->is_cancelled
         && (self->step < BAMBU_PRINT_STEP_CONFIRM
             || g_error_matches (self->error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_REFUSED))
         && !bambu_print_job_is_outcome_unknown (self)
         && bambu_printer_get_connection (self->printer) == BAMBU_CONNECTION_LAN
         && bambu_printer_get_rights (self->printer) != BAMBU_RIGHTS_VIEW_ONLY;
}
