/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-job-private.h"

#include "printer/bambu-printer-error.h"

/* What failed is tried again, as the user wants it, and is not printed twice by that. */

/* A task of the cloud's that will not come to life any more */
static gboolean
is_task_over (BambuPrintJob *self)
{
  const GError *error = self->error;

  return self->way == BAMBU_PRINT_WAY_CLOUD
         && (g_error_matches (error, BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_SERVICE_FAILED)
             || g_error_matches (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_REFUSED)
             || g_error_matches (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_VIEW_ONLY));
}

BambuPrintJob *
bambu_print_job_dup_again (BambuPrintJob *self)
{
  BambuPrintJob *again;

  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (self), NULL);

  again = bambu_print_job_new (self->project, self->plate, self->printer, self->storage);
  again->options = self->options;
  again->only_upload = self->only_upload;
  again->md5 = g_strdup (self->md5);
  again->stored_path = g_strdup (self->stored_path);
  again->id = is_task_over (self) ? 0 : self->id;
  again->attempt = self->attempt + (bambu_print_job_may_call_otherwise (self) ? 1 : 0);
  again->is_patched = self->is_patched;
  again->is_unsure = bambu_print_job_is_outcome_unknown (self) || self->is_unsure;
  if (self->draft)
    again->draft = g_object_ref (self->draft);
  if (self->mapping != NULL)
    bambu_print_job_set_mapping (again, self->mapping);
  if (self->way == BAMBU_PRINT_WAY_CLOUD)
    bambu_print_job_set_cloud (again, self->cloud);

  return again;
}

/* What an earlier job asked for may have come about since. */
static gboolean
has_begun_already (BambuPrintJob *self)
{
  const char *name = self->way == BAMBU_PRINT_WAY_LAN ? bambu_print_job_get_title (self) : NULL;

  return self->id != 0 && bambu_printer_has_begun (self->printer, name, self->id);
}

/* A printer that was slow must not hear of it twice; and the plate is not clear after it was
 * printed. */
static DexFuture *
on_turn (BambuPrintJob *self, const GValue *value)
{
  if (has_begun_already (self))
    return dex_future_new_true ();
  if (bambu_printer_has_finished (self->printer, self->id))
    return dex_future_new_for_error (bambu_print_error_new_blocked (BAMBU_PRINT_CHECK_PLATE_CLEAR));

  return bambu_print_job_begin (self);
}

DexFuture *
bambu_print_job_begin_once (BambuPrintJob *self)
{
  if (self->only_upload || self->id == 0)
    return bambu_print_job_begin (self);

  if (has_begun_already (self) || !self->is_unsure || self->way == BAMBU_PRINT_WAY_CLOUD)
    return on_turn (self, NULL);

  return bambu_print_job_then (self, bambu_printer_await_turn (self->printer), on_turn);
}
